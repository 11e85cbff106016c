import { type Address, type JsonObject, type JsonValue, toBech32, type ValAddress } from "@dcm/proto";
import { PubKey as Secp256k1 } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import {
  BondStatus,
  MsgBeginRedelegate,
  MsgCancelUnbondingDelegation,
  MsgCreateValidator,
  MsgDelegate,
  MsgUndelegate,
  MsgUpdateParams,
  Params,
  QueryHistoricalInfoRequest,
  QueryHistoricalInfoResponse,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { describe, expect, test } from "vitest";
import { IDENTITY, notable, RICH, startChain, type TestChain } from "../../../test/harness/chain.js";
import { startInside } from "../../../test/harness/insider.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import {
  insideOf,
  keyAddress,
  keyBytes,
  operator,
  packedKey,
  voteOf,
  withValidators,
} from "../../../test/harness/validators.js";
import { amount, type Ctx, DEC_ONE, type Dec, moduleAddress, SECOND } from "../../kernel/index.js";
import * as api from "./api.js";
import { paramsFault } from "./msgs/checks.js";
import { beginRedelegation } from "./msgs/redelegations.js";
import { bondedSets, headers, params } from "./state.js";

const [alice, bob, carol, dave] = [person("alice"), person("bob"), person("carol"), person("dave")];
const GOV = moduleAddress(IDENTITY.prefix, "gov");
const MONTH = 30n * 86_400n * SECOND;
const udcm = (value: bigint) => ({ denom: "udcm", amount: value });
const STAKES: readonly (readonly [Person, bigint])[] = [
  [alice, 300_000_000n],
  [bob, 200_000_000n],
];

const delegate = (who: Person, to: Person, value: bigint) =>
  msg(MsgDelegate, { delegatorAddress: who.address, validatorAddress: operator(to), amount: udcm(value) });
const undelegate = (who: Person, from: Person, value: bigint) =>
  msg(MsgUndelegate, { delegatorAddress: who.address, validatorAddress: operator(from), amount: udcm(value) });
const redelegate = (who: Person, from: Person, to: Person, value: bigint) =>
  msg(MsgBeginRedelegate, {
    delegatorAddress: who.address,
    validatorSrcAddress: operator(from),
    validatorDstAddress: operator(to),
    amount: udcm(value),
  });
const create = (who: Person, value: bigint, more: object = {}) =>
  msg(MsgCreateValidator, {
    description: { moniker: who.name },
    commission: { rate: 0n, maxRate: DEC_ONE, maxChangeRate: DEC_ONE },
    minSelfDelegation: 1n,
    validatorAddress: operator(who),
    pubkey: packedKey(who.name),
    value: udcm(value),
    ...more,
  });

function options(change: (state: JsonObject) => JsonObject = (state) => state) {
  const people = [alice, bob, carol, dave];
  return { people, genesis: (state: JsonObject) => change(withValidators(state, STAKES)) };
}

const start = (given: JsonObject = {}): TestChain =>
  startChain(
    options((state) => {
      const staking = state.staking as JsonObject;
      return { ...state, staking: { ...staking, params: { ...(staking.params as JsonObject), ...given } } };
    }),
  );

/** Reads the chain's state as modules do. */
const look = <T>(chain: TestChain, read: (ctx: Ctx) => T): T => read(insideOf(chain).at(chain.height, chain.time));

describe("amounts that no delegation covers are refused, without an alarm", () => {
  test.each([2n ** 255n, 2n ** 256n - 1n, 300_000_001n])("%s", (value) => {
    const chain = start();
    const results = [undelegate(alice, alice, value), redelegate(alice, alice, bob, value)].map((each) =>
      chain.deliver(alice, [each]),
    );
    for (const each of results) expect(each).toMatchObject({ codespace: "sdk", code: 18 });
    expect(results[0]?.log).toContain("invalid shares amount: invalid request");
    expect(chain.deliver(carol, [delegate(carol, alice, 2n ** 255n)])).toMatchObject({ codespace: "sdk", code: 5 });
  });
});

describe("addresses", () => {
  test("in capitals are those of the same account and validator", () => {
    const chain = start();
    const capitals = msg(MsgDelegate, {
      delegatorAddress: alice.address.toUpperCase() as Address,
      validatorAddress: operator(alice).toUpperCase(),
      amount: udcm(5n),
    });
    expect(chain.deliver(alice, [capitals])).toMatchObject({ code: 0 });
    expect(look(chain, (ctx) => api.delegationsOf(ctx, alice.address))).toMatchObject([
      { delegatorAddress: alice.address, validatorAddress: operator(alice), shares: 300_000_005n * DEC_ONE },
    ]);
    // Its operator's own delegation is known as such: what is left is less than was promised.
    expect(chain.deliver(alice, [undelegate(alice, alice, 300_000_005n)])).toMatchObject({ code: 0 });
    expect(look(chain, (ctx) => api.validator(ctx, operator(alice))?.jailed)).toBe(true);
  });
  test("that fit no key are refused, without an alarm", () => {
    const long = toBech32(`${IDENTITY.prefix}valoper`, new Uint8Array(200)) as ValAddress;
    const given = { delegatorAddress: alice.address, validatorAddress: long, amount: udcm(5n) };
    const log = start().deliver(alice, [msg(MsgDelegate, given)]);
    expect(log).toMatchObject({ codespace: "sdk", code: 7 });
    expect(log.log).toContain("invalid validator address: 200 bytes are too many");
  });
});

test("shares that are worth no whole token are not redelegated: TinyRedelegation", () => {
  const chain = start();
  const inside = insideOf(chain);
  const ctx = inside.at(chain.height + 1n, chain.time);
  api.slash(ctx, { key: keyAddress("alice"), height: chain.height + 1n, power: 300n, fraction: (DEC_ONE / 3n) as Dec });
  // Three shares for two tokens: a third of 10^-18 is cut off, and a token with it.
  const { tokens, delegatorShares } = api.validator(ctx, operator(alice))!;
  const shares = (delegatorShares / tokens) as Dec;
  expect(shares * tokens).toBeLessThan(delegatorShares);
  const move = { delegator: alice.address, source: operator(alice), target: operator(bob) };
  const outcome = ctx.branch((branch) => beginRedelegation(branch, move, (shares - 1n) as Dec));
  expect(outcome).toMatchObject({ error: { error: { name: "TinyRedelegation" } } });
});

describe("parameters", () => {
  const good = Params.fromPartial({
    unbondingTime: { seconds: 1n },
    maxValidators: 1,
    maxEntries: 1,
    historicalEntries: 0,
    bondDenom: "udcm",
    minCommissionRate: 0n as Dec,
  });
  const wrong: readonly (readonly [string, Partial<Params>])[] = [
    ["unbonding time must be positive: 0", { unbondingTime: { seconds: 0n, nanos: 0 } }],
    ["unbonding time must be positive: -1000000000", { unbondingTime: { seconds: -1n, nanos: 0 } }],
    ["unbonding time is longer than 292 years", { unbondingTime: { seconds: 9_300_000_000n, nanos: 0 } }],
    ["max validators must be positive: 0", { maxValidators: 0 }],
    ["max entries must be positive: 0", { maxEntries: 0 }],
    ["bond denom cannot be blank", { bondDenom: " " }],
    ["invalid denom: 1", { bondDenom: "1" }],
    ["minimum commission rate cannot be negative: -1.000000000000000000", { minCommissionRate: -DEC_ONE as Dec }],
    ["minimum commission rate cannot be greater than 100%: 2.0", { minCommissionRate: (2n * DEC_ONE) as Dec }],
  ];
  test.each(wrong)("that cannot be are refused: %s", (text, change) => {
    expect(paramsFault({ ...good, ...change })).toContain(text);
  });
  test("are governance's alone, and a smaller set is settled in the same block", () => {
    const chain = startInside(options());
    const authority = GOV as Address;
    expect(chain.deliver(alice, [msg(MsgUpdateParams, { authority: alice.address, params: good })])).toMatchObject({
      codespace: "gov",
      code: 13,
    });
    const now = look(chain, (ctx) => params.get(ctx));
    const refused = chain.govern(msg(MsgUpdateParams, { authority, params: { ...now, maxEntries: 0 } }));
    expect(refused).toMatchObject({ error: { message: "max entries must be positive: 0" } });
    const bonded = () => look(chain, api.bondedValidatorsByPower).map(({ description }) => description.moniker);
    chain.govern(msg(MsgUpdateParams, { authority, params: { ...now, maxValidators: 1 } }));
    expect(bonded()).toEqual(["alice"]);
    chain.govern(msg(MsgUpdateParams, { authority, params: { ...now, maxValidators: 2 } }));
    expect(bonded()).toEqual(["alice", "bob"]);
  });
});

describe("history", () => {
  const ask = (chain: TestChain, height: bigint) =>
    chain.query(
      "/cosmos.staking.v1beta1.Query/HistoricalInfo",
      [QueryHistoricalInfoRequest, { height }],
      QueryHistoricalInfoResponse,
    ).hist!;
  const kept = (chain: TestChain) =>
    look(chain, (ctx) => ({
      headers: headers.entries(ctx).map(([height]) => Number(height)),
      sets: bondedSets.entries(ctx).map(([height]) => Number(height)),
    }));

  test("keeps as many headers as it is told, and each set of validators once", () => {
    const chain = start({ historical_entries: 4 });
    for (let block = 0; block < 4; block++) chain.block();
    expect(kept(chain)).toEqual({ headers: [2, 3, 4, 5], sets: [1] });
    chain.deliver(carol, [delegate(carol, alice, 5n)]);
    chain.block();
    expect(kept(chain)).toEqual({ headers: [4, 5, 6, 7], sets: [1, 7] });
    expect(ask(chain, 6n).valset.map(({ tokens }) => tokens)).toEqual([300_000_000n, 200_000_000n]);
    expect(ask(chain, 7n).valset.map(({ tokens }) => tokens)).toEqual([300_000_005n, 200_000_000n]);
    for (let block = 0; block < 3; block++) chain.block();
    expect(kept(chain)).toEqual({ headers: [7, 8, 9, 10], sets: [7] });
    expect(() => ask(chain, 6n)).toThrow("historical info for height 6 not found");
  });
  test("is forgotten at once when the parameter is lowered", () => {
    const chain = startInside(options());
    for (let block = 0; block < 5; block++) chain.block();
    const now = look(chain, (ctx) => params.get(ctx));
    const lower = (historicalEntries: number) =>
      chain.govern(msg(MsgUpdateParams, { authority: GOV, params: { ...now, historicalEntries } }));
    lower(2);
    chain.block();
    expect(kept(chain).headers).toEqual([7, 8]);
    lower(0);
    chain.block();
    expect(kept(chain).headers).toEqual([]);
  });
});

test("others hear of delegations and validators at the SDK's points", () => {
  const heard: string[] = [];
  let listens = false;
  for (const [name, hook] of Object.entries(api.hooks))
    (hook as { listen(listener: (ctx: Ctx, ...args: unknown[]) => void): void }).listen((ctx, ...args) => {
      // Hooks outlive this test, and what is looked up costs gas.
      if (!listens) return;
      const short = args.map((arg) => nameOf(String(arg)));
      // What a listener sees tells where it stands between the writes.
      const [, to] = args as [Address, never];
      const held = /Delegation/.test(name) ? ` ${api.delegation(ctx, args[0] as Address, to)?.shares ?? 0n}` : "";
      heard.push(`${name} ${short.join(" ")}${held.replace(/0{18}$/, "")}`);
    });
  const chain = start();
  const told = (act: () => unknown) => {
    heard.length = 0;
    listens = true;
    act();
    listens = false;
    return heard.join("\n");
  };
  expect(told(() => chain.deliver(carol, [delegate(carol, alice, 7n)]))).toBe(
    "beforeDelegationCreated carol alice 0\nafterDelegationModified carol alice 7",
  );
  expect(told(() => chain.deliver(carol, [delegate(carol, alice, 3n)]))).toBe(
    "beforeDelegationSharesModified carol alice message 7\nafterDelegationModified carol alice 10",
  );
  expect(told(() => chain.deliver(carol, [undelegate(carol, alice, 4n)]))).toBe(
    "beforeDelegationSharesModified carol alice message 10\nafterDelegationModified carol alice 6\nafterUnbondingInitiated 1",
  );
  expect(told(() => chain.deliver(carol, [redelegate(carol, alice, bob, 6n)]))).toBe(
    [
      "beforeDelegationSharesModified carol alice message 6",
      "beforeDelegationRemoved carol alice 6",
      "beforeDelegationCreated carol bob 0",
      "afterDelegationModified carol bob 6",
      "afterUnbondingInitiated 2",
    ].join("\n"),
  );
  expect(told(() => chain.deliver(dave, [create(dave, 5_000_000n)]))).toBe(
    [
      "afterValidatorCreated dave",
      "beforeDelegationCreated dave dave 0",
      "afterDelegationModified dave dave 5000000",
      "afterValidatorBonded dave dave",
    ].join("\n"),
  );
  // A lone evidence of the present height: half of dave's power.
  expect(told(() => chain.block([], { misbehavior: [offence("dave", chain.height + 1n, chain.time)] }))).toBe(
    [
      "beforeValidatorModified dave",
      "beforeValidatorSlashed dave 50000000000000000",
      "afterValidatorBeginUnbonding dave dave",
      "afterUnbondingInitiated 3",
    ].join("\n"),
  );
  expect(told(() => chain.deliver(dave, [undelegate(dave, dave, 4_750_000n)]))).toBe(
    [
      "beforeDelegationSharesModified dave dave message 5000000",
      "beforeDelegationRemoved dave dave 5000000",
      "afterUnbondingInitiated 4",
    ].join("\n"),
  );
  expect(told(() => chain.block([], { time: chain.time + MONTH }))).toBe("afterValidatorRemoved dave dave chain");
});

function offence(name: string, height: bigint, time: bigint) {
  const validator = { address: keyBytes(name), power: 5n };
  const moment = { seconds: time / SECOND, nanos: 0 };
  return { type: 1 as const, validator, height, time: moment, totalVotingPower: 1n };
}

function nameOf(text: string): string {
  const known = [alice, bob, carol, dave].find(
    (who) => who.address === text || operator(who) === text || keyAddress(who.name) === text,
  );
  return known?.name ?? text;
}

test("what other modules may read", () => {
  const chain = start({ max_validators: 1 });
  chain.deliver(carol, [delegate(carol, alice, 7n)]);
  look(chain, (ctx) => {
    expect(api.bondDenom(ctx)).toBe("udcm");
    expect(api.maxValidators(ctx)).toBe(1);
    expect(api.bondedValidatorsByPower(ctx).map(api.operatorOf)).toEqual([operator(alice)]);
    expect(api.allValidators(ctx)).toHaveLength(2);
    expect(api.totalBondedTokens(ctx)).toBe(300_000_007n);
    expect(api.stakingTokenSupply(ctx)).toBe(4n * RICH + 500_000_000n);
    expect(api.bondedRatio(ctx)).toBe((300_000_007n * DEC_ONE) / (4n * RICH + 500_000_000n));
    expect(api.delegationsOf(ctx, carol.address)).toHaveLength(1);
    expect(api.delegationsOf(ctx, alice.address, 0)).toHaveLength(0);
    expect(api.allDelegations(ctx)).toHaveLength(3);
    expect(api.validatorByConsAddr(ctx, keyAddress("bob"))?.status).toBe(BondStatus.UNBONDED);
    expect(api.validatorByConsAddr(ctx, keyAddress("nobody"))).toBeUndefined();
    expect(api.tokensFromSharesTruncated({ tokens: amount(2n), delegatorShares: 3n as Dec }, 1n as Dec)).toBe(
      (2n * DEC_ONE) / 3n,
    );
  });
});

test("a slash takes nothing of who is gone or unbonded, and does not stop at a destination that is gone", () => {
  const chain = start({ max_validators: 1 });
  const offender = { height: chain.height, power: 300n, fraction: DEC_ONE as Dec };
  const ctx = insideOf(chain).at(chain.height + 1n, chain.time + SECOND);
  expect(api.slash(ctx, { ...offender, key: keyAddress("bob") })).toBe(0n);
  expect(api.slash(ctx, { ...offender, key: keyAddress("nobody") })).toBe(0n);
  // Carol's redelegation is all that an unbonded validator has: with its last share the validator goes.
  chain.deliver(carol, [delegate(carol, alice, 9_000_000n)]);
  chain.deliver(dave, [create(dave, 1n)]);
  chain.deliver(carol, [redelegate(carol, alice, dave, 9_000_000n)]);
  chain.deliver(dave, [undelegate(dave, dave, 1n)]);
  const later = insideOf(chain).at(chain.height + 1n, chain.time + SECOND);
  const burned = api.slash(later, { ...offender, power: 309n, height: chain.height - 3n, key: keyAddress("alice") });
  expect(burned).toBe(300_000_000n);
  expect(api.validator(later, operator(dave))).toBeUndefined();
});

test("a validator may sign with secp256k1 where the parameters of consensus say so", () => {
  const chain = startInside({ ...options(), keyTypes: ["ed25519", "secp256k1"] });
  const pubkey = { typeUrl: Secp256k1.typeUrl, value: Secp256k1.encode({ key: dave.publicKey }) };
  const { txResults, validatorUpdates } = chain.block([chain.sign(dave, [create(dave, 9_000_000n, { pubkey })])]);
  expect(txResults[0]).toMatchObject({ code: 0 });
  expect(validatorUpdates).toEqual([{ pubKey: { ed25519: undefined, secp256k1: dave.publicKey }, power: 9n }]);
});

test.each([
  ["of no known kind", { typeUrl: "/cosmos.crypto.multisig.LegacyAminoPubKey", value: new Uint8Array(0) }],
  ["of a wrong length", { typeUrl: Secp256k1.typeUrl, value: Secp256k1.encode({ key: new Uint8Array(32) }) }],
])("a validator's key %s is refused", (_kind, pubkey) => {
  expect(start().deliver(dave, [create(dave, 9_000_000n, { pubkey })])).toMatchObject({
    codespace: "staking",
    code: 6,
  });
});

describe("an export", () => {
  /** A chain on which much is under way. */
  function busy(): TestChain {
    const chain = start({ max_entries: 3 });
    chain.deliver(carol, [delegate(carol, alice, 50_000_000n), delegate(carol, bob, 7_777_777n)]);
    chain.deliver(carol, [undelegate(carol, alice, 1_000_001n), redelegate(carol, alice, bob, 2_000_001n)]);
    chain.deliver(carol, [undelegate(carol, alice, 3n), undelegate(carol, bob, 5n)]);
    chain.deliver(dave, [create(dave, 5_000_000n)]);
    const votes = [voteOf("alice", 300n), voteOf("bob", 200n, true)];
    chain.block([], { votes });
    chain.block([], { votes, misbehavior: [offence("dave", chain.height - 1n, chain.time)] });
    return chain;
  }
  const again = (chain: TestChain, state = chain.app.exportGenesis().appState) =>
    startChain({ genesis: () => state, initialHeight: chain.height + 1n });

  test("is taken over whole: the next export is the same", () => {
    const chain = busy();
    const { appState, validators } = chain.app.exportGenesis();
    const second = again(chain);
    expect(second.started.validators).toEqual(validators);
    expect(second.app.exportGenesis().appState).toMatchObject({
      staking: appState.staking,
      slashing: appState.slashing,
      evidence: appState.evidence,
      bank: appState.bank,
    });
  });
  test("goes on as the chain that was exported would have", () => {
    const chain = busy();
    const second = again(chain);
    for (const each of [chain, second]) {
      each.block([], { time: chain.time > second.time ? chain.time : second.time });
      each.deliver(carol, [undelegate(carol, bob, 11n)]);
    }
    const time = chain.time + MONTH;
    const ends = [chain, second].map((each) => each.block([], { time }));
    expect(ends[1]?.events).toEqual(ends[0]?.events);
    expect(ends[1]?.validatorUpdates).toEqual(ends[0]?.validatorUpdates);
    expect(second.balance(carol.address)).toBe(chain.balance(carol.address));
  });

  const broken: readonly (readonly [string, (staking: JsonObject) => JsonObject])[] = [
    ["duplicate validator in genesis state", (own) => doubled(own, "validators")],
    ["validator is bonded and jailed", (own) => bondedValidator(own, { jailed: true })],
    ["cannot have zero delegator shares", (own) => bondedValidator(own, { delegator_shares: "0" })],
    ["shares of its delegations are", (own) => bondedValidator(own, { delegator_shares: "1" })],
    ["invalid validator status", (own) => bondedValidator(own, { status: "BOND_STATUS_UNSPECIFIED" })],
    ["bonded pool balance is different from bonded coins", (own) => bondedValidator(own, { tokens: "1" })],
    ["not bonded pool balance is different", (own) => ({ ...own, unbonding_delegations: [] })],
    ["has last powers of its bonded validators and of no other", (own) => ({ ...own, last_validator_powers: [] })],
    [
      "max validators must be positive",
      (own) => ({ ...own, params: { ...(own.params as object), max_validators: 0 } }),
    ],
    ["hrp does not match", (own) => bondedValidator(own, { operator_address: alice.address })],
    [
      "delegation to a validator that does not exist",
      (own) => ({ ...own, validators: (own.validators as readonly JsonValue[]).slice(1) }),
    ],
  ];
  test.each(broken)("that cannot be is refused: %s", (text, change) => {
    const { appState } = busy().app.exportGenesis();
    const state = { ...appState, staking: change(appState.staking as JsonObject) };
    expect(() => startChain({ genesis: () => state, initialHeight: 100n })).toThrow(text);
  });
});

test("a genesis with more of the bond denomination than CometBFT can count is refused", () => {
  const most = ((2n ** 63n - 1n) / 8n) * 1_000_000n;
  const coins = (value: bigint) => [{ denom: "udcm", amount: value }];
  expect(() => startChain({ people: [carol], coins: coins(most) })).not.toThrow();
  expect(() => startChain({ people: [carol], coins: coins(most + 1_000_000n) })).toThrow(
    "more udcm exists than CometBFT",
  );
});

function doubled(own: JsonObject, key: string): JsonObject {
  const list = own[key] as readonly JsonValue[];
  return { ...own, [key]: [...list, list[0] as JsonValue] };
}

function bondedValidator(own: JsonObject, change: JsonObject): JsonObject {
  const list = own.validators as readonly JsonObject[];
  const bonded = list.find(({ status }) => status === "BOND_STATUS_BONDED");
  return { ...own, validators: list.map((each) => (each === bonded ? { ...each, ...change } : each)) };
}

test("a cancelled unbonding is delegated again at today's rate", () => {
  const chain = start();
  chain.deliver(carol, [delegate(carol, alice, 10_000_000n)]);
  chain.deliver(carol, [undelegate(carol, alice, 4_000_000n)]);
  const creationHeight = chain.height;
  const cancel = msg(MsgCancelUnbondingDelegation, {
    delegatorAddress: carol.address,
    validatorAddress: operator(alice),
    amount: udcm(4_000_000n),
    creationHeight,
  });
  expect(chain.deliver(carol, [cancel])).toMatchObject({ code: 0 });
  expect(look(chain, (ctx) => api.delegation(ctx, carol.address, operator(alice))?.shares)).toBe(10_000_000n * DEC_ONE);
  // Its place in the queue finds nothing.
  expect(notable(chain.block([], { time: chain.time + MONTH }).events)).toEqual([]);
});
