import { type JsonObject, toBech32 } from "@dcm/proto";
import { QueryAccountRequest, QueryAccountResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  MsgSend,
  QuerySpendableBalanceByDenomRequest,
  QuerySpendableBalanceByDenomResponse,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  DelayedVestingAccount,
  MsgCreatePeriodicVestingAccount,
  MsgCreatePermanentLockedAccount,
  MsgCreateVestingAccount,
} from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { describe, expect, test } from "vitest";
import { GENESIS_TIME, RICH, startChain, type TestChain } from "../../../test/harness/chain.js";
import { check } from "../../../test/harness/check.js";
import { type InsideChain, resultOf, startInside } from "../../../test/harness/insider.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { amount, type Coins } from "../../kernel/index.js";
import { accountOf } from "../auth/api.js";
import { delegate, undelegate } from "../bank/api.js";
import { vesting } from "./index.js";

const [alice, bob, carol] = [person("alice"), person("bob"), person("carol")];
const POOL = "bonded_tokens_pool";
const START = GENESIS_TIME / 1_000_000_000n;
const udcm = (value: bigint): Coins => [{ denom: "udcm", amount: amount(value) }];
const from = { fromAddress: alice.address, toAddress: carol.address };

/** Makes a block that many seconds after genesis. */
function at(chain: TestChain, seconds: bigint): void {
  chain.block([], { time: GENESIS_TIME + seconds * 1_000_000_000n });
}

function spendable(chain: TestChain, { address }: Person): bigint {
  const { balance } = chain.query(
    "/cosmos.bank.v1beta1.Query/SpendableBalanceByDenom",
    [QuerySpendableBalanceByDenomRequest, { address, denom: "udcm" }],
    QuerySpendableBalanceByDenomResponse,
  );
  return balance?.amount ?? 0n;
}

function books(chain: InsideChain, { address }: Person): readonly [free: string, vesting: string] {
  const account = resultOf(chain.inside((ctx) => accountOf(ctx, address)));
  const shown = (coins: Coins = []) => coins.map((coin) => `${coin.amount}${coin.denom}`).join();
  return [shown(account?.vesting?.delegatedFree), shown(account?.vesting?.delegatedVesting)];
}

describe("coins become their owner's", () => {
  const chainOf = (message: ReturnType<typeof msg>) => {
    const chain = startChain({ people: [alice] });
    expect(chain.deliver(alice, [message])).toMatchObject({ code: 0, log: "" });
    expect(chain.balance(carol.address)).toBe(1000n);
    return chain;
  };

  test("evenly between the block that made the account and its end", () => {
    const chain = chainOf(msg(MsgCreateVestingAccount, { ...from, amount: udcm(1000n), endTime: START + 102n }));
    const seen = [2n, 3n, 51n, 52n, 101n, 102n, 200n].map((seconds) => {
      if (seconds > 2n) at(chain, seconds);
      return spendable(chain, carol);
    });
    expect(seen).toEqual([0n, 10n, 490n, 500n, 990n, 1000n, 1000n]);
  });
  test("all at its end, when it is delayed", () => {
    const more = { amount: udcm(1000n), endTime: START + 100n, delayed: true };
    const chain = chainOf(msg(MsgCreateVestingAccount, { ...from, ...more }));
    at(chain, 99n);
    expect(spendable(chain, carol)).toBe(0n);
    at(chain, 100n);
    expect(spendable(chain, carol)).toBe(1000n);
  });
  test("at the end of each period", () => {
    const vestingPeriods = [10n, 20n, 5n].map((length) => ({ length, amount: udcm(length === 5n ? 500n : 250n) }));
    const chain = chainOf(msg(MsgCreatePeriodicVestingAccount, { ...from, startTime: START + 10n, vestingPeriods }));
    const seen = [19n, 20n, 39n, 40n, 44n, 45n].map((seconds) => {
      at(chain, seconds);
      return spendable(chain, carol);
    });
    expect(seen).toEqual([0n, 250n, 250n, 500n, 500n, 1000n]);
  });
  test("never, when they are locked for ever", () => {
    const chain = chainOf(msg(MsgCreatePermanentLockedAccount, { ...from, amount: udcm(1000n) }));
    at(chain, 1_000_000_000n);
    expect(spendable(chain, carol)).toBe(0n);
  });
});

test("what vests is not sent, what comes later is", () => {
  const chain = startChain({ people: [alice, bob] });
  chain.deliver(alice, [msg(MsgCreatePermanentLockedAccount, { ...from, amount: udcm(1000n) })]);
  chain.deliver(bob, [msg(MsgSend, { fromAddress: bob.address, toAddress: carol.address, amount: udcm(50n) })]);
  const send = (value: bigint) =>
    chain.deliver(carol, [msg(MsgSend, { fromAddress: carol.address, toAddress: bob.address, amount: udcm(value) })]);
  expect(send(51n).log).toContain("spendable balance 50udcm is smaller than 51udcm: insufficient funds");
  expect(send(50n)).toMatchObject({ code: 0 });
  expect([chain.balance(carol.address), chain.balance(bob.address)]).toEqual([1000n, RICH]);
});

describe("a delegation", () => {
  const start = () => {
    // Coins come into the pool without a delegation, which staking's claims would notice.
    const chain = startInside({ people: [alice, bob], checkInvariants: false });
    chain.deliver(alice, [
      msg(MsgCreateVestingAccount, { ...from, amount: udcm(1000n), endTime: START + 3600n, delayed: true }),
    ]);
    chain.deliver(bob, [msg(MsgSend, { fromAddress: bob.address, toAddress: carol.address, amount: udcm(500n) })]);
    return chain;
  };
  test("takes coins that vest before those that are free, and gives back the free ones first", () => {
    const chain = start();
    const move = (value: bigint) => resultOf(chain.inside((ctx) => delegate(ctx, carol.address, POOL, udcm(value))));
    const back = (value: bigint) => resultOf(chain.inside((ctx) => undelegate(ctx, POOL, carol.address, udcm(value))));
    move(700n);
    expect([books(chain, carol), spendable(chain, carol)]).toEqual([["", "700udcm"], 500n]);
    move(700n);
    expect([books(chain, carol), spendable(chain, carol)]).toEqual([["400udcm", "1000udcm"], 100n]);
    back(500n);
    expect([books(chain, carol), spendable(chain, carol)]).toEqual([["", "900udcm"], 500n]);
    back(900n);
    expect([books(chain, carol), chain.balance(carol.address), spendable(chain, carol)]).toEqual([
      ["", ""],
      1500n,
      500n,
    ]);
  });
  test("of more than the balance, or by nobody, is refused", () => {
    const chain = start();
    const outcome = chain.inside((ctx) => delegate(ctx, carol.address, POOL, udcm(1501n)));
    expect(outcome).toMatchObject({
      error: { message: "failed to delegate; 1500udcm is smaller than 1501udcm: insufficient funds" },
    });
    const nobody = person("nobody");
    expect(chain.inside((ctx) => delegate(ctx, nobody.address, POOL, udcm(1n)))).toMatchObject({
      error: { message: "failed to delegate; 0udcm is smaller than 1udcm: insufficient funds" },
    });
  });
  test("of a plain account is in no books", () => {
    const chain = start();
    resultOf(chain.inside((ctx) => delegate(ctx, bob.address, POOL, udcm(7n))));
    resultOf(chain.inside((ctx) => undelegate(ctx, POOL, bob.address, udcm(7n))));
    expect([books(chain, bob), chain.balance(bob.address)]).toEqual([["", ""], RICH - 500n]);
  });
});

test("accounts are made of right messages only", () => {
  const coins = 'amount=[{"denom":"udcm","amount":"5"}]';
  const gov = "dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q";
  const long = toBech32("dcm", new Uint8Array(33));
  const half = 1n << 255n;
  check(
    vesting,
    {},
    `
    alice CreateVestingAccount to_address=no-address ${coins} end_time=5        -> InvalidAddress
    alice CreateVestingAccount to_address=${carol.address} end_time=5           -> InvalidCoins
    alice CreateVestingAccount to_address=${carol.address} ${coins}             -> InvalidRequest
    alice CreateVestingAccount to_address=${long} ${coins} end_time=5           -> InvalidAddress
    alice CreateVestingAccount to_address=bob ${coins} end_time=5               -> InvalidRequest
    alice CreateVestingAccount to_address=${gov} ${coins} end_time=5            -> Unauthorized
    alice CreatePermanentLockedAccount to_address=no-address ${coins}           -> InvalidAddress
    alice CreatePermanentLockedAccount to_address=${bob.address} ${coins}                  -> InvalidRequest
    alice CreatePermanentLockedAccount to_address=${carol.address}              -> InvalidCoins
    alice CreatePeriodicVestingAccount to_address=${carol.address}              -> InvalidRequest
    alice CreatePeriodicVestingAccount to_address=${carol.address} start_time=1 vesting_periods=[{"length":"1","amount":[{"denom":"udcm","amount":"${half}"}]},{"length":"1","amount":[{"denom":"udcm","amount":"${half}"}]}] -> InvalidCoins
    alice CreatePermanentLockedAccount to_address=${carol.address} ${coins}     -> ok
    `,
  );
});

test("vesting accounts of a genesis file are those that an export shows", () => {
  const account = (address: string) => ({ address, pub_key: null, account_number: "7", sequence: "3" });
  const base = (address: string) => ({
    base_account: account(address),
    original_vesting: [{ denom: "udcm", amount: "900" }],
    delegated_free: [{ denom: "udcm", amount: "1" }],
    delegated_vesting: [{ denom: "udcm", amount: "300" }],
    end_time: `${START + 100n}`,
  });
  const given = {
    "@type": "/cosmos.vesting.v1beta1.DelayedVestingAccount",
    base_vesting_account: base(carol.address),
  };
  const chain = startChain({
    people: [alice],
    genesis: (state) => {
      const auth = state.auth as { accounts: readonly JsonObject[] };
      const bank = state.bank as { balances: readonly JsonObject[] };
      const coins = [{ denom: "udcm", amount: "1000" }];
      return {
        ...state,
        auth: { ...auth, accounts: [...auth.accounts, given] },
        bank: { ...bank, balances: [...bank.balances, { address: carol.address, coins }] },
      };
    },
  });
  expect(spendable(chain, carol)).toBe(400n);
  const { appState } = chain.app.exportGenesis();
  expect((appState.auth as JsonObject).accounts).toContainEqual(given);
  const { account: shown } = chain.query(
    "/cosmos.auth.v1beta1.Query/Account",
    [QueryAccountRequest, { address: carol.address }],
    QueryAccountResponse,
  );
  expect(shown?.typeUrl).toBe(DelayedVestingAccount.typeUrl);
});

test.each([
  ["ends before it begins", { start_time: `${START + 200n}` }, "vesting start-time cannot be before end-time"],
  ["has no base account", { base_vesting_account: null }, "which this application does not keep"],
])("a genesis account that %s is refused", (_claim, change, text) => {
  const base_vesting_account = {
    base_account: { address: carol.address, pub_key: null, account_number: "7", sequence: "0" },
    original_vesting: [{ denom: "udcm", amount: "900" }],
    end_time: `${START + 100n}`,
  };
  const type = "/cosmos.vesting.v1beta1.ContinuousVestingAccount";
  const given = { "@type": type, base_vesting_account, start_time: `${START}`, ...change };
  const start = () =>
    startChain({
      people: [alice],
      genesis: (state) => {
        const auth = state.auth as { accounts: readonly JsonObject[] };
        return { ...state, auth: { ...auth, accounts: [...auth.accounts, given] } };
      },
    });
  expect(start).toThrow(text);
});
