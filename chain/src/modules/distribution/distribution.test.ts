import { cosmjsNames, type Dec, decText, type JsonObject, type JsonValue, sdkNames } from "@dcm/proto";
import {
  GenesisState,
  MsgCommunityPoolSpend,
  MsgDepositValidatorRewardsPool,
  MsgFundCommunityPool,
  MsgSetWithdrawAddress,
  MsgUpdateParams,
  MsgWithdrawDelegatorReward,
  MsgWithdrawValidatorCommission,
  Params,
  QueryCommunityPoolRequest,
  QueryCommunityPoolResponse,
  QueryDelegationRewardsRequest,
  QueryDelegationRewardsResponse,
  QueryValidatorOutstandingRewardsRequest,
  QueryValidatorOutstandingRewardsResponse,
} from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf, startChain, type TestChain, type TestChainOptions } from "../../../test/harness/chain.js";
import { type InsideChain, resultOf, startInside } from "../../../test/harness/insider.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { insideOf, keyAddress, operator, voteOf, withValidators } from "../../../test/harness/validators.js";
import {
  type Address,
  AMOUNT_MAX,
  type Amount,
  addressBytes,
  amount,
  type Ctx,
  DEC_ONE,
  decOf,
  moduleAddress,
} from "../../kernel/index.js";
import * as staking from "../staking/api.js";
import { beforeDelegationChanged, onValidatorRemoved } from "./api.js";
import { beginBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { common, decCoins, overDown, plus, rewardsOf, shared, split, timesDown, without } from "./math.js";
import { lenientDestination as lenient, pay as payOut, tellRedirected } from "./msgs/withdraw.js";
import * as state from "./state.js";

const [alice, bob, carol, dave] = ["alice", "bob", "carol", "dave"].map((name) => person(name)) as [
  Person,
  Person,
  Person,
  Person,
];
const QUERY = "/cosmos.distribution.v1beta1.Query";
const module = (name: string): Address => moduleAddress("dcm", name);
const [GOV, OWN] = [module("gov"), module("distribution")];
const coins = (value: bigint, denom = "udcm") => [{ denom, amount: amount(value) }];
const VOTES = [voteOf("alice", 300n), voteOf("bob", 100n, true)];

/** Alice validates with 300 tokens of power, bob with 100; both keep a tenth. */
function options(own?: (section: JsonObject) => JsonObject): TestChainOptions {
  return {
    people: [alice, bob, carol, dave],
    genesis(given) {
      const made = withValidators(given, [
        [alice, 300_000_000n],
        [bob, 100_000_000n],
      ]);
      return own === undefined ? made : { ...made, distribution: own(made.distribution as JsonObject) };
    },
  };
}

const start = (own?: (section: JsonObject) => JsonObject) => startInside(options(own));
const withdraw = (who: Person, from: Person) =>
  msg(MsgWithdrawDelegatorReward, { delegatorAddress: who.address, validatorAddress: operator(from) });
const commission = (of: Person) => msg(MsgWithdrawValidatorCommission, { validatorAddress: operator(of) });
const sendTo = (who: Person, address: Address) =>
  msg(MsgSetWithdrawAddress, { delegatorAddress: who.address, withdrawAddress: address });
const fund = (who: Person, value: bigint) =>
  msg(MsgFundCommunityPool, { depositor: who.address, amount: coins(value) });
const deposit = (who: Person, to: Person, value: bigint, denom = "udcm") =>
  msg(MsgDepositValidatorRewardsPool, {
    depositor: who.address,
    validatorAddress: operator(to),
    amount: coins(value, denom),
  });
const delegate = (who: Person, to: Person, value: bigint) =>
  msg(MsgDelegate, {
    delegatorAddress: who.address,
    validatorAddress: operator(to),
    amount: { denom: "udcm", amount: value },
  });
const undelegate = (who: Person, from: Person, value: bigint) =>
  msg(MsgUndelegate, {
    delegatorAddress: who.address,
    validatorAddress: operator(from),
    amount: { denom: "udcm", amount: value },
  });

const pool = (chain: TestChain) =>
  chain
    .query(`${QUERY}/CommunityPool`, [QueryCommunityPoolRequest, {}], QueryCommunityPoolResponse)
    .pool.map(({ denom, amount: value }) => `${decText(value)}${denom}`)
    .join();
const outstandingOf = (chain: TestChain, of: Person) =>
  chain
    .query(
      `${QUERY}/ValidatorOutstandingRewards`,
      [QueryValidatorOutstandingRewardsRequest, { validatorAddress: operator(of) }],
      QueryValidatorOutstandingRewardsResponse,
    )
    .rewards.rewards.map(({ amount: value }) => value)[0] ?? 0n;
const rewardsNow = (chain: TestChain, who: Person, of: Person) =>
  chain.query(
    `${QUERY}/DelegationRewards`,
    [QueryDelegationRewardsRequest, { delegatorAddress: who.address, validatorAddress: operator(of) }],
    QueryDelegationRewardsResponse,
  ).rewards[0]?.amount ?? 0n;
/** Pays a fee of that many udcm, which the next block shares out. */
const pay = (chain: TestChain, fee: bigint) =>
  expect(chain.deliver(dave, [fund(dave, 1n)], { fee: coins(fee) })).toMatchObject({ code: 0 });
const look = <T>(chain: InsideChain, read: (ctx: Ctx) => T): T => resultOf(chain.inside(read));

describe("the fees of a block", () => {
  test("go to its validators by power, whether they signed or not, and the tax to all", () => {
    const chain = start();
    pay(chain, 1000n);
    const { events } = chain.block([], { votes: VOTES });
    // 2 % of 1,000 and the one that dave gave.
    expect(pool(chain)).toBe("21.000000000000000000udcm");
    expect([outstandingOf(chain, alice), outstandingOf(chain, bob)]).toEqual([decOf(735n), decOf(245n)]);
    expect(attributesOf(events, "commission")).toEqual({
      amount: "73.500000000000000000udcm",
      validator: operator(alice),
      mode: "BeginBlock",
    });
    expect(attributesOf(events, "rewards")).toMatchObject({ amount: "735.000000000000000000udcm" });
    expect(rewardsNow(chain, alice, alice)).toBe(decOf(735n) - 735n * (DEC_ONE / 10n));
    expect(chain.balance(module("fee_collector"))).toBe(0n);
    expect(chain.balance(OWN)).toBe(1001n);
  });
  test("go to all where nobody has power", () => {
    const chain = start();
    pay(chain, 1000n);
    chain.block();
    expect(pool(chain)).toBe("1001.000000000000000000udcm");
  });
  test("of who is gone go to all", () => {
    const chain = start();
    pay(chain, 1000n);
    chain.block([], { votes: [voteOf("alice", 1n), voteOf("nobody", 1n)] });
    expect(pool(chain)).toBe("511.000000000000000000udcm");
  });
  test("stay in the first block, whose votes are of no block", () => {
    const chain = start();
    expect(chain.app.exportGenesis().appState.distribution).toMatchObject({ fee_pool: { community_pool: [] } });
  });
  test("are for those who delegated before", () => {
    const chain = start();
    chain.deliver(carol, [delegate(carol, alice, 300_000_000n)]);
    expect(rewardsNow(chain, carol, alice)).toBe(0n);
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    expect(rewardsNow(chain, carol, alice)).toBe(rewardsNow(chain, alice, alice));
    expect(rewardsNow(chain, carol, alice)).toBe((decOf(735n) * 9n) / 20n);
  });
});

describe("rewards", () => {
  function earned(): InsideChain {
    const chain = start();
    chain.deliver(carol, [delegate(carol, alice, 300_000_000n)]);
    pay(chain, 1001n);
    chain.block([], { votes: VOTES });
    return chain;
  }
  test("are paid whole, and their fractions go to all", () => {
    const chain = earned();
    const before = chain.balance(carol.address);
    const { events } = chain.deliver(carol, [withdraw(carol, alice)]);
    // 45 % of three quarters of 98 % of 1,001.
    expect(attributesOf(events, "withdraw_rewards")).toMatchObject({
      amount: "331udcm",
      validator: operator(alice),
      delegator: carol.address,
    });
    expect(chain.balance(carol.address)).toBe(before + 331n);
    expect(pool(chain)).toBe("21.100750000000000000udcm");
  });
  test("of nothing are a zero of the base denomination", () => {
    const chain = earned();
    const { events } = chain.deliver(bob, [withdraw(bob, bob), withdraw(bob, bob)]);
    const amounts = events
      .filter(({ type }) => type === "withdraw_rewards")
      .map(({ attributes }) => attributes.find(({ key }) => key === "amount")?.value);
    expect(amounts).toEqual(["220udcm", "0udcm"]);
  });
  test("are paid when a delegation grows or shrinks", () => {
    const chain = earned();
    const grown = chain.deliver(carol, [delegate(carol, alice, 1n)]);
    expect(attributesOf(grown.events, "withdraw_rewards")).toMatchObject({ amount: "331udcm" });
    const shrunk = chain.deliver(carol, [undelegate(carol, alice, 1n)]);
    expect(attributesOf(shrunk.events, "withdraw_rewards")).toMatchObject({ amount: "0udcm" });
  });
  test("go where their owner says", () => {
    const chain = earned();
    const { events } = chain.deliver(carol, [sendTo(carol, dave.address)]);
    expect(attributesOf(events, "set_withdraw_address")).toMatchObject({ withdraw_address: dave.address });
    const before = chain.balance(dave.address);
    chain.deliver(carol, [withdraw(carol, alice)]);
    expect(chain.balance(dave.address)).toBe(before + 331n);
  });
  test("of a validator that is slashed are of the stake that it had", () => {
    const chain = earned();
    const half = (DEC_ONE / 2n) as Dec;
    const slash = (ctx: Ctx) =>
      staking.slash(ctx, { key: keyAddress("alice"), height: ctx.height, power: 600n, fraction: half });
    expect(resultOf(chain.inside(slash))).toBe(300_000_000n);
    expect(rewardsNow(chain, carol, alice)).toBe(rewardsNow(chain, alice, alice));
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    const { events } = chain.deliver(carol, [withdraw(carol, alice)]);
    // 331.09… of before, 330.75 of after.
    expect(attributesOf(events, "withdraw_rewards")).toMatchObject({ amount: "661udcm" });
  });
  test("are not paid to who delegates nothing, or by who does not validate", () => {
    const chain = earned();
    expect(chain.deliver(dave, [withdraw(dave, alice)])).toMatchObject({ codespace: "staking", code: 19 });
    expect(chain.deliver(dave, [withdraw(dave, carol)])).toMatchObject({ codespace: "staking", code: 3 });
  });
});

describe("a commission", () => {
  test("is paid whole; its fractions wait", () => {
    const chain = start();
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    const { events } = chain.deliver(alice, [commission(alice)]);
    expect(attributesOf(events, "withdraw_commission")).toMatchObject({ amount: "73udcm" });
    const again = chain.deliver(alice, [commission(alice)]);
    expect(attributesOf(again.events, "withdraw_commission")).toMatchObject({ amount: "" });
    expect(outstandingOf(chain, alice)).toBe(decOf(735n - 73n));
  });
  test("of who has earned none is refused", () => {
    const refused = start().deliver(carol, [commission(carol)]);
    expect(refused).toMatchObject({ codespace: "distribution", code: E.NoValidatorCommission.code });
  });
  test.each([sdkNames, cosmjsNames])("is asked for in amino JSON by either name of the message", (names) => {
    const chain = start();
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    const before = chain.balance(alice.address);
    const mode = SignMode.LEGACY_AMINO_JSON;
    expect(chain.deliver(alice, [commission(alice)], { mode, names })).toMatchObject({ code: 0 });
    expect(chain.balance(alice.address)).toBe(before + 73n);
  });
});

describe("where rewards go", () => {
  test("may not be said when parameters forbid it", () => {
    const chain = start((own) => ({ ...own, params: { ...(own.params as object), withdraw_addr_enabled: false } }));
    const refused = chain.deliver(carol, [sendTo(carol, dave.address)]);
    expect(refused).toMatchObject({ codespace: "distribution", code: E.SetWithdrawAddrDisabled.code });
  });
  test("is not the account of a module", () => {
    const refused = start().deliver(carol, [sendTo(carol, OWN)]);
    expect(refused).toMatchObject({ codespace: "sdk", code: 4 });
    expect(refused.log).toContain(`${OWN} is not allowed to receive external funds`);
  });
  test("falls back to the owner, then to all, when the chain acts and nobody can be refused", () => {
    const chain = start();
    chain.deliver(carol, [delegate(carol, alice, 300_000_000n)]);
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    chain.inside((ctx) => state.withdrawAddresses.set(ctx, carol.address, addressBytes(GOV)));
    expect(chain.deliver(carol, [withdraw(carol, alice)])).toMatchObject({ codespace: "sdk", code: 4 });
    expect(chain.deliver(carol, [delegate(carol, alice, 1n)])).toMatchObject({ codespace: "sdk", code: 4 });
    const before = chain.balance(carol.address);
    const ctx = insideOf(chain).at(chain.height + 1n, chain.time);
    beforeDelegationChanged(ctx, carol.address, operator(alice), "chain");
    expect(attributesOf(ctx.events, "withdraw_addr_redirected")).toEqual({
      original_withdraw_address: GOV,
      withdraw_address: carol.address,
      validator: operator(alice),
      delegator: carol.address,
    });
    expect(attributesOf(ctx.events, "coin_received")).toMatchObject({ receiver: carol.address, amount: "330udcm" });
    expect(chain.balance(carol.address)).toBe(before);
  });
  test("of a commission falls back likewise; of a module that validates, to all", () => {
    const chain = start();
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    const remove = (to: Address, cause: staking.Cause) => {
      const ctx = insideOf(chain).at(chain.height + 1n, chain.time);
      state.withdrawAddresses.set(ctx, alice.address, addressBytes(to));
      const outcome = ctx.branch((branch) => onValidatorRemoved(branch, keyAddress("alice"), operator(alice), cause));
      return { ctx, outcome };
    };
    expect(remove(GOV, "message").outcome).toMatchObject({ error: { error: { codespace: "sdk", code: 4 } } });
    const { ctx, outcome } = remove(GOV, "chain");
    expect(outcome).toHaveProperty("value");
    expect(attributesOf(ctx.events, "withdraw_addr_redirected")).toEqual({
      original_withdraw_address: GOV,
      withdraw_address: alice.address,
      validator: operator(alice),
    });
    expect(attributesOf(ctx.events, "coin_received")).toMatchObject({ amount: "73udcm" });
    // What alice's own delegation had earned is dust by now in a history that the chain makes.
    expect(state.outstanding.has(ctx, operator(alice))).toBe(false);
    expect(state.historicalRewards.list(ctx, operator(alice))).toEqual([]);
  });
  test("is the community pool for who is a module itself", () => {
    const chain = start();
    const ctx = insideOf(chain).at(chain.height + 1n, chain.time);
    expect(lenient(ctx, GOV)).toEqual({ wanted: GOV, to: undefined });
    tellRedirected(ctx, lenient(ctx, GOV), { operator: operator(alice) });
    expect(attributesOf(ctx.events, "withdraw_addr_redirected")).toMatchObject({ withdraw_address: "community_pool" });
    state.feePool.set(ctx, { communityPool: [] });
    expect(payOut(ctx, decCoins(coins(7n)), lenient(ctx, GOV))).toEqual(coins(7n));
    expect(state.feePool.get(ctx).communityPool).toEqual(decCoins(coins(7n)));
  });
});

describe("the community pool", () => {
  const spend = (value: bigint, recipient: Address = carol.address, authority = GOV) =>
    msg(MsgCommunityPoolSpend, { authority, recipient, amount: value === 0n ? [] : coins(value) });
  test("is filled by anybody and spent by governance alone", () => {
    const chain = start();
    const before = chain.balance(carol.address);
    expect(chain.deliver(dave, [fund(dave, 100n)])).toMatchObject({ code: 0 });
    expect(chain.deliver(dave, [spend(1n, carol.address, dave.address)])).toMatchObject({ codespace: "gov", code: 13 });
    expect(chain.govern(spend(99n))).toHaveProperty("value");
    expect(chain.balance(carol.address)).toBe(before + 99n);
    expect(pool(chain)).toBe("1.000000000000000000udcm");
    expect(chain.govern(spend(2n))).toMatchObject({ error: { error: E.BadDistribution } });
    expect(chain.govern(spend(1n, OWN))).toMatchObject({ error: { error: { codespace: "sdk", code: 4 } } });
    expect(chain.govern(spend(0n))).toMatchObject({ error: { message: "amount cannot be nil: invalid coins" } });
    expect(chain.govern(spend(1n, "x" as Address))).toMatchObject({ error: { error: { codespace: "undefined" } } });
  });
  test("takes valid coins only", () => {
    const chain = start();
    const none = msg(MsgFundCommunityPool, { depositor: dave.address, amount: [] });
    expect(chain.deliver(dave, [none])).toMatchObject({ codespace: "sdk", code: 10 });
    expect(chain.deliver(dave, [fund(dave, 0n)])).toMatchObject({ codespace: "sdk", code: 10 });
    expect(chain.deliver(dave, [fund(dave, 1n << 60n)])).toMatchObject({ codespace: "sdk", code: 5 });
  });
});

describe("a deposit for delegators", () => {
  test("is shared out like fees, without the tax", () => {
    const chain = start();
    const { events } = chain.deliver(dave, [deposit(dave, alice, 1000n)]);
    expect(attributesOf(events, "rewards")).toMatchObject({ amount: "1000.000000000000000000udcm" });
    expect(rewardsNow(chain, alice, alice)).toBe(decOf(900n));
    expect(chain.deliver(dave, [deposit(dave, carol, 5n)])).toMatchObject({ codespace: "staking", code: 3 });
  });
  test("that the ratio of rewards to stake cannot count is refused", () => {
    const each = (AMOUNT_MAX / 4n) as Amount;
    const vast = [
      { denom: "udcm", amount: 1_000_000_000_000n },
      { denom: "vast", amount: each },
    ];
    const chain = startInside({ ...options(), coins: vast });
    // One token is left of alice's stake, so that it earns all of each deposit.
    const fraction = (DEC_ONE - DEC_ONE / 300_000_000n) as Dec;
    const slash = (ctx: Ctx) =>
      staking.slash(ctx, { key: keyAddress("alice"), height: ctx.height, power: 300n, fraction });
    expect(resultOf(chain.inside(slash))).toBe(299_999_999n);
    const logs = [bob, carol, dave].map((who) => {
      const { log } = chain.deliver(who, [deposit(who, alice, each, "vast")]);
      chain.deliver(alice, [withdraw(alice, alice)]);
      return log;
    });
    const why = "unable to deposit coins: deposit is too large: Int overflow";
    expect(logs).toEqual(["", "", `failed to execute message; message index: 0: ${why}`]);
  });
});

describe("parameters", () => {
  const good = Params.fromPartial({ communityTax: (DEC_ONE / 10n) as Dec, withdrawAddrEnabled: true });
  const update = (params: Params, authority = GOV) => msg(MsgUpdateParams, { authority, params });
  const wrong: readonly (readonly [string, Partial<Params>])[] = [
    ["community tax must be positive: -0.000000000000000001", { communityTax: -1n as Dec }],
    ["community tax too large: 1.000000000000000001", { communityTax: (DEC_ONE + 1n) as Dec }],
  ];
  test.each(wrong)("that cannot be are refused: %s", (text, change) => {
    const params = { ...good, ...change };
    expect(start().govern(update(params))).toMatchObject({ error: { message: text } });
    expect(() => start((own) => ({ ...own, params: Params.toJSON(params) }))).toThrow(text);
  });
  test("are governance's alone, without those that nobody uses", () => {
    const chain = start();
    expect(chain.deliver(dave, [update(good, dave.address)])).toMatchObject({ codespace: "gov", code: 13 });
    for (const old of [{ baseProposerReward: 1n as Dec }, { bonusProposerReward: 1n as Dec }])
      expect(chain.govern(update({ ...good, ...old }))).toMatchObject({
        error: { message: expect.stringContaining("deprecated fields: invalid request") },
      });
    expect(chain.govern(update(good))).toHaveProperty("value");
    expect(look(chain, state.params.get)).toEqual(good);
  });
});

describe("a genesis", () => {
  /** A chain on which everything of the module has been used. */
  function busy(): InsideChain {
    const chain = start();
    chain.deliver(carol, [delegate(carol, alice, 77_777_777n), sendTo(carol, dave.address)]);
    pay(chain, 1001n);
    chain.block([], { votes: VOTES });
    chain.inside((ctx) =>
      staking.slash(ctx, {
        key: keyAddress("alice"),
        height: ctx.height,
        power: 300n,
        fraction: (DEC_ONE / 7n) as Dec,
      }),
    );
    pay(chain, 999n);
    chain.block([], { votes: VOTES });
    return chain;
  }
  const again = (chain: TestChain, change: (own: JsonObject) => JsonObject = (own) => own) => {
    const { appState } = chain.app.exportGenesis();
    const genesis = () => ({ ...appState, distribution: change(appState.distribution as JsonObject) });
    return startInside({ genesis, initialHeight: chain.height + 1n });
  };
  test("has the SDK's defaults", () => {
    const own = GenesisState.fromJSON(startChain().app.exportGenesis().appState.distribution as JsonObject);
    expect(Params.toJSON(own.params)).toEqual({
      community_tax: "0.020000000000000000",
      base_proposer_reward: "0.000000000000000000",
      bonus_proposer_reward: "0.000000000000000000",
      withdraw_addr_enabled: true,
    });
  });
  test("is taken over whole, and goes on as the chain that was exported would have", () => {
    const chain = busy();
    const second = again(chain);
    const proposer = { previous_proposer: "" };
    chain.block([], { time: second.time });
    const [first, next] = [chain, second].map((each) => each.app.exportGenesis().appState);
    expect({ ...(next?.distribution as object), ...proposer }).toEqual({
      ...(first?.distribution as object),
      ...proposer,
    });
    const paid = [chain, second].map((each) => each.deliver(carol, [withdraw(carol, alice)]).events);
    expect(attributesOf(paid[1] ?? [], "withdraw_rewards")).toEqual(attributesOf(paid[0] ?? [], "withdraw_rewards"));
    expect(second.balance(dave.address)).toBe(chain.balance(dave.address));
  });
  test("remembers who proposed the last block", () => {
    const chain = start();
    const ctx = insideOf(chain).at(chain.height + 1n, chain.time, { proposer: addressBytes(keyAddress("alice")) });
    beginBlock(ctx);
    const exported = genesis.export(ctx) as JsonObject;
    expect(exported.previous_proposer).toBe(keyAddress("alice"));
    state.previousProposer.set(ctx, new Uint8Array(0));
    genesis.init(ctx, exported);
    expect(genesis.export(ctx)).toEqual(exported);
  });

  const first = (list: JsonValue | undefined) => ((list ?? []) as readonly JsonObject[])[0] as JsonObject;
  const broken: readonly (readonly [string, (own: JsonObject) => JsonObject])[] = [
    [
      "negative CommunityPool in distribution fee pool, is -1.000000000000000000udcm",
      (own) => ({
        ...own,
        fee_pool: { community_pool: [{ denom: "udcm", amount: "-1.0" }] },
      }),
    ],
    [
      "distribution module balance does not match the module holdings",
      (own) => ({
        ...own,
        fee_pool: { community_pool: [] },
      }),
    ],
    [
      "is not sorted",
      (own) => ({
        ...own,
        fee_pool: { community_pool: ["udcm", "atom"].map((denom) => ({ denom, amount: "1.0" })) },
      }),
    ],
    [
      "hrp does not match",
      (own) => ({
        ...own,
        validator_current_rewards: [{ ...first(own.validator_current_rewards), validator_address: alice.address }],
      }),
    ],
    [
      "hrp does not match",
      (own) => ({
        ...own,
        delegator_withdraw_infos: [{ delegator_address: operator(alice), withdraw_address: alice.address }],
      }),
    ],
    ["hrp does not match", (own) => ({ ...own, previous_proposer: alice.address })],
    [
      "it has records of height 100, initial_height must be above that",
      (own) => ({
        ...own,
        validator_slash_events: [{ ...first(own.validator_slash_events), height: "100" }],
      }),
    ],
  ];
  test.each(broken)("that cannot be is refused: %s", (text, change) => {
    expect(() => again(busy(), change)).toThrow(text);
  });

  const forgotten: readonly (readonly [keyof typeof E, string])[] = [
    ["EmptyDelegationDistInfo", "delegator_starting_infos"],
    ["NoValidatorDistInfo", "validator_historical_rewards"],
  ];
  test.each(forgotten)("without all records starts, and whose are missing is told: %s", (name, list) => {
    const { appState } = busy().app.exportGenesis();
    const genesis = () => ({ ...appState, distribution: { ...(appState.distribution as JsonObject), [list]: [] } });
    const chain = startChain({ genesis, initialHeight: 100n, checkInvariants: false });
    const { code, codespace } = E[name];
    expect(chain.deliver(carol, [withdraw(carol, alice)])).toMatchObject({ codespace, code });
  });
});

describe("the invariants notice", () => {
  const broken: readonly (readonly [keyof typeof invariants, (ctx: Ctx) => void])[] = [
    [
      "the module's account holds what is owed, to the unit",
      (ctx) => state.feePool.set(ctx, { communityPool: decCoins(coins(5n)) }),
    ],
    [
      "validators and their delegators can be paid what they earned",
      (ctx) => state.outstanding.set(ctx, operator(alice), { rewards: decCoins(coins(700n)) }),
    ],
    [
      "the end of a period is remembered for as many as count from it",
      (ctx) =>
        state.historicalRewards.set(ctx, [operator(alice), 77n], { cumulativeRewardRatio: [], referenceCount: 1 }),
    ],
    [
      "every delegation earns, and nothing else",
      (ctx) => state.startingInfos.delete(ctx, [operator(alice), alice.address]),
    ],
    ["every validator has its records, and nobody else", (ctx) => state.commissions.delete(ctx, operator(bob))],
  ];
  test.each(broken)("%s", (name, act) => {
    const chain = start();
    pay(chain, 1000n);
    chain.block([], { votes: VOTES });
    const ctx = insideOf(chain).at(chain.height, chain.time);
    expect(invariants[name]?.(ctx)).toBe(true);
    act(ctx);
    expect(invariants[name]?.(ctx)).toBe(false);
  });
});

describe("arithmetic", () => {
  const dec = fc.bigInt({ min: 1n, max: 1n << 120n }).map((value) => value as Dec);
  const part = fc.bigInt({ min: 0n, max: DEC_ONE }).map((value) => value as Dec);
  const list = fc
    .uniqueArray(fc.record({ denom: fc.constantFrom("aaa", "bbb", "ccc", "ddd"), amount: dec }), {
      selector: ({ denom }) => denom,
      maxLength: 4,
    })
    .map((found) => [...found].sort((a, b) => (a.denom < b.denom ? -1 : 1)));
  const sum = (of: readonly { readonly amount: bigint }[]) => of.reduce((total, each) => total + each.amount, 0n);

  test("shares and splits lose nothing", () => {
    fc.assert(
      fc.property(list, list, part, (a, b, rate) => {
        const { commission: kept, rewards } = shared(a, rate);
        expect(plus(kept, rewards)).toEqual(a);
        const { whole, rest } = split(a);
        expect(plus(decCoins(whole), rest)).toEqual(a);
        expect(sum(rest) < 4n * DEC_ONE).toBe(true);
        expect(without(plus(a, b), b)).toEqual(a);
        expect(without(a, plus(a, b)) === undefined).toBe(b.length > 0);
        expect(without(a, common(a, b))).toBeDefined();
      }),
    );
  });
  test("rounds down what is shared out", () => {
    fc.assert(
      fc.property(list, part, dec, (a, rate, by) => {
        expect(without(a, timesDown(a, rate))).toBeDefined();
        for (const { denom, amount: got } of overDown(a, by)) {
          const from = a.find((each) => each.denom === denom)?.amount ?? 0n;
          expect(got * by <= from * DEC_ONE && from * DEC_ONE < (got + 1n) * by).toBe(true);
        }
      }),
    );
  });
  test("a stake that is more than is there, by more than roundings make, is a bug", () => {
    const start = { previousPeriod: 1n, stake: decOf(10n) };
    const ratioAt = (period: bigint) => (period === 1n ? [] : decCoins(coins(1n)));
    const earn = (stakeNow: bigint) => rewardsOf({ start, slashes: [], stakeNow: stakeNow as Dec, end: 2n }, ratioAt);
    expect(earn(decOf(11n))).toEqual(decCoins(coins(10n)));
    expect(earn(decOf(10n) - 3n)).toEqual([{ denom: "udcm", amount: decOf(10n) - 3n }]);
    expect(() => earn(decOf(10n) - 4n)).toThrow("is not more than");
  });
});
