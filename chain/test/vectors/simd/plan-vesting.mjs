// Accounts whose coins vest, transactions without order, and the queries of auth and bank.
import * as auth from "cosmjs-types/cosmos/auth/v1beta1/query";
import * as bank from "cosmjs-types/cosmos/bank/v1beta1/query";
import { moduleAddress, voucher } from "./accounts.mjs";
import { addressOf, fee, one, send, simple, stake } from "./messages.mjs";
import { makeTx, sha256 } from "./sign.mjs";

export const stores = { acc: ["01", "5a"] };

/** Unix seconds of the genesis. */
const START = 1_767_225_600;
const photon = (amount) => [{ denom: "photon", amount: String(amount) }];

/** Kinds of account that a genesis holds, by account: amounts that do not divide, and times that pass during the plan. */
const genesisAccounts = {
  70: { kind: "Continuous", original: [...photon(7_000_003), ...stake(500_000_001)], start: START, end: START + 1009 },
  71: { kind: "Delayed", original: stake(400_000_000), end: START + 600 },
  72: {
    kind: "Periodic",
    original: [...photon(30_000_000), ...stake(300_000_000)],
    start: START,
    end: START + 900,
    periods: [
      { length: "100", amount: [...photon(10_000_000), ...stake(100_000_000)] },
      { length: "300", amount: stake(150_000_000) },
      { length: "500", amount: [...photon(20_000_000), ...stake(50_000_000)] },
    ],
  },
  73: { kind: "PermanentLocked", original: stake(999_999_073), end: 0 },
  74: { kind: "Base", original: stake(900_000_000), end: START + 600 },
  76: { kind: "Continuous", original: stake(800_000_000), start: START - 100, end: START + 900, free: stake(50_000_000), vesting: stake(300_000_000) },
  77: { kind: "Delayed", original: stake(5_000_000_000), end: START + 600 },
  78: { kind: "Continuous", original: stake(900_000_000), start: START + 400, end: START + 1400 },
};

export function changeGenesis(state) {
  const indices = new Map(Object.entries(genesisAccounts).map(([index, more]) => [addressOf(Number(index)), more]));
  // The first account is the validator's: what the gentx delegates is partly free, partly still vesting.
  const [{ address }] = state.auth.accounts;
  indices.set(address, { kind: "Continuous", original: stake(900_000_000), start: START - 1000, end: START + 2000 });
  state.auth.accounts = state.auth.accounts.map((base) => vestingJson(base, indices.get(base.address)));
  state.bank.denom_metadata = [
    {
      description: "The staking coin.",
      denom_units: [
        { denom: "stake", exponent: 0, aliases: ["microstk"] },
        { denom: "stk", exponent: 6, aliases: [] },
      ],
      base: "stake",
      display: "stk",
      name: "Stake",
      symbol: "STK",
      uri: "https://example.com",
      uri_hash: "",
    },
    { description: "", denom_units: [{ denom: voucher, exponent: 0, aliases: [] }], base: voucher, display: voucher, name: "Voucher", symbol: "V", uri: "", uri_hash: "" },
  ];
}

function vestingJson(base, more) {
  if (more === undefined) return base;
  const { "@type": _, ...plain } = base;
  const common = {
    base_account: plain,
    original_vesting: more.original,
    delegated_free: more.free ?? [],
    delegated_vesting: more.vesting ?? [],
    end_time: String(more.end),
  };
  const type = `/cosmos.vesting.v1beta1.${more.kind}${more.kind === "PermanentLocked" ? "Account" : "VestingAccount"}`;
  if (more.kind === "Base") return { "@type": type, ...common };
  return {
    "@type": type,
    base_vesting_account: common,
    ...(more.start === undefined ? {} : { start_time: String(more.start) }),
    ...(more.periods === undefined ? {} : { vesting_periods: more.periods }),
  };
}

const create = (from, to, amount, end, delayed = false) => ({
  typeUrl: "/cosmos.vesting.v1beta1.MsgCreateVestingAccount",
  value: { fromAddress: addressOf(from), toAddress: addressOf(to), amount, endTime: BigInt(end), delayed },
});
const lock = (from, to, amount) => ({
  typeUrl: "/cosmos.vesting.v1beta1.MsgCreatePermanentLockedAccount",
  value: { fromAddress: addressOf(from), toAddress: addressOf(to), amount },
});
const periodic = (from, to, start, periods) => ({
  typeUrl: "/cosmos.vesting.v1beta1.MsgCreatePeriodicVestingAccount",
  value: {
    fromAddress: addressOf(from),
    toAddress: addressOf(to),
    startTime: BigInt(start),
    vestingPeriods: periods.map(([length, amount]) => ({ length: BigInt(length), amount })),
  },
});

const VALIDATOR = "cosmosvaloper19rl4cm2hmr8afy4kldpxz3fka4jguq0ae5egnx";
const staking = (method, index, amount) => ({
  typeUrl: `/cosmos.staking.v1beta1.Msg${method}`,
  value: { delegatorAddress: addressOf(index), validatorAddress: VALIDATOR, amount: stake(amount)[0] },
});
const delegate = (index, amount) => one(index, staking("Delegate", index, amount), { fee: fee(300, 300_000) });
const undelegate = (index, amount) => one(index, staking("Undelegate", index, amount), { fee: fee(300, 300_000) });

const second = (seconds, nanos = 0) => ({ seconds: BigInt(seconds), nanos });
/** An unordered transaction; `body` and `more` override. */
const unordered = (from, timeout, { body = {}, signers, ...more } = {}) => ({ by }) =>
  makeTx({
    messages: [send(from, 2)],
    signers: signers?.(by) ?? [{ ...by(from), sequence: 0 }],
    fee: fee(),
    body: { unordered: true, timeoutTimestamp: timeout, ...body },
    ...more,
  });

const authQuery = (name, method, fields) => [name, `/cosmos.auth.v1beta1.Query/${method}`, auth[`Query${method}Request`], fields];
const bankQuery = (name, method, fields) => [name, `/cosmos.bank.v1beta1.Query/${method}`, bank[`Query${method}Request`], fields];
const page = (more) => ({ key: new Uint8Array(), offset: 0n, limit: 0n, countTotal: false, reverse: false, ...more });
const kinds = [...Object.keys(genesisAccounts).map(Number), 210, 211, 212, 213];
/** What each vesting account can spend, at a time. */
const spendable = (when) => kinds.map((index) => bankQuery(`what ${index} can spend ${when}`, "SpendableBalances", { address: addressOf(index) }));

export const blocks = [
  { txs: [], queries: [...kinds.slice(0, 8).map((index) => authQuery(`the genesis account ${index}`, "Account", { address: addressOf(index) })), ...spendable("at first")] },
  [
    ["continuous: what has not vested is not sent", simple(70, 1, stake(600_000_000))],
    ["continuous: what is free and what has vested is sent", simple(70, 1, stake(500_000_000))],
    ["continuous: the other denomination", simple(78, 1, photon(1))],
    ["delayed: more than is free", simple(71, 1, stake(600_000_001))],
    ["delayed: what is free", simple(71, 1, stake(500_000_000))],
    ["periodic: more than is free", simple(72, 1, [...photon(20_000_073), ...stake(1)])],
    ["permanently locked: what is free pays the fee", simple(73, 1, stake(1))],
    ["permanently locked: no fee, what is locked is not sent", simple(73, 1, stake(800), { fee: fee(0) })],
    ["a base vesting account locks nothing", simple(74, 1, stake(1_000_000_000))],
    ["delegated coins that vest lock nothing more", simple(76, 1, stake(650_000_000))],
    ["more is locked than there is", simple(77, 1, stake(1))],
    ["vesting has not begun", simple(78, 1, stake(99_000_000))],
    ["a continuous vesting account is made", one(0, create(0, 210, [...photon(1_000_001), ...stake(10_000_007)], START + 1500))],
    ["a delayed vesting account is made", one(1, create(1, 211, stake(10_000_000), START + 700, true))],
    ["a permanently locked account is made", one(2, lock(2, 212, stake(10_000_000)))],
    ["a periodic vesting account is made", one(3, periodic(3, 213, START + 60, [[60, stake(1_000_000)], [600, [...photon(5), ...stake(3_000_001)]], [1, stake(7)]]))],
    ["a vesting account is made, amino", ({ by }) =>
      makeTx({ messages: [create(4, 214, stake(5_000_000), START + 500)], signers: [by(4, 0, { mode: "amino" })], fee: fee() })],
  ],
  [
    ["a vesting account from a sender that is no address", ({ by }) => makeTx({ messages: [create("nobody", 220, stake(1), START + 10)], signers: [by(5)], fee: fee() })],
    ["a vesting account for a receiver that is no address", one(5, create(5, "nobody", stake(1), START + 10))],
    ["a permanently locked account for a receiver that is no address", one(6, lock(6, "osmo1clpqr4nrk4khgkxj78fcwwh6dl3uw4epasmvnj", stake(1)))],
    ["a periodic account for a receiver that is no address", one(7, periodic(7, "", START, [[10, stake(1)]]))],
    ["a vesting account of no coins", one(8, create(8, 220, [], START + 10))],
    ["a vesting account of zero coins", one(9, create(9, 220, stake(0), START + 10))],
    ["a vesting account of unsorted coins", one(10, create(10, 220, [...stake(1), ...photon(1)], START + 10))],
    ["a vesting account without an end", one(11, create(11, 220, stake(1), 0))],
    ["a vesting account that ended before it began", one(12, create(12, 221, stake(1000), 5))],
    ["a vesting account of a denomination that may not be sent", one(7, create(7, 220, [{ denom: "frozen", amount: "1" }], START + 10))],
    ["a vesting account at a module's address", one(13, create(13, moduleAddress("gov"), stake(1), START + 10))],
    ["a vesting account at an address that has an account", one(14, create(14, 15, stake(1), START + 10))],
    ["a vesting account of more than the balance", one(16, create(16, 222, stake(2_000_000_000), START + 10))],
    ["a permanently locked account of negative coins", one(17, lock(17, 220, stake(-1)))],
    ["a permanently locked account at a module's address", one(18, lock(18, moduleAddress("fee_collector"), stake(1)))],
    ["a permanently locked account at an address that has an account", one(19, lock(19, 20, stake(1)))],
    ["a periodic account that begins at 0", one(20, periodic(20, 220, 0, [[10, stake(1)]]))],
    ["a periodic account with a period of no length", one(21, periodic(21, 220, START, [[10, stake(1)], [0, stake(1)]]))],
    ["a periodic account with a period of no coins", one(22, periodic(22, 220, START, [[10, []]]))],
    ["a periodic account without periods", one(23, periodic(23, 220, START, []))],
    ["a periodic account whose periods pass the end of time", one(24, periodic(24, 220, START, [[2n ** 63n - 1n, stake(1)], [2n ** 62n, stake(1)]]))],
    ["a periodic account at an address that has an account", one(25, periodic(25, 26, START, [[10, stake(1)]]))],
    ["a periodic account of more than the balance", one(27, periodic(27, 223, START, [[10, stake(600_000_000)], [10, stake(600_000_000)]]))],
    ["a vesting account of a receiver in capitals", one(28, create(28, addressOf(224).toUpperCase(), stake(1_000_000), START + 100))],
    ["a send to a receiver in capitals", simple(29, addressOf(225).toUpperCase(), stake(5))],
    ["a send by a sender in capitals", ({ by }) => makeTx({ messages: [send(addressOf(30).toUpperCase(), 1), send(30, 1)], signers: [by(30)], fee: fee() })],
  ],
  {
    txs: [
      ["unordered", unordered(40, second(START + 100))],
      ["unordered, the same once more", unordered(40, second(START + 100))],
      ["unordered, the same timeout with another message", unordered(40, second(START + 100), { messages: [send(40, 3)] })],
      ["unordered, another timeout", unordered(40, second(START + 100, 1))],
      ["unordered, the same timeout of another signer", unordered(41, second(START + 100))],
      ["unordered, ten minutes ahead", unordered(42, second(START + 620))],
      ["unordered, more than ten minutes ahead", unordered(43, second(START + 620, 1))],
      ["unordered, without a timeout", unordered(44, undefined)],
      ["unordered, with a timeout of Unix 0", unordered(45, second(0))],
      ["unordered, with a timeout of Go's zero", unordered(46, second(-62_135_596_800))],
      ["unordered, with a timeout that has passed", unordered(47, second(START + 19, 999_999_999))],
      ["unordered, with a timeout of this block", unordered(48, second(START + 20))],
      ["unordered, with a sequence", unordered(49, second(START + 100), { signers: (by) => [{ ...by(49), sequence: 5 }] })],
      ["unordered, of two signers", unordered(50, second(START + 100), {
        messages: [send(50, 2), send(51, 2)],
        signers: (by) => [{ ...by(50), sequence: 0 }, { ...by(51), sequence: 0 }],
      })],
      ["unordered, of a signer who used the timeout and one who did not", unordered(52, second(START + 100), {
        messages: [send(52, 2), send(51, 2)],
        signers: (by) => [{ ...by(52), sequence: 0 }, { ...by(51), sequence: 0 }],
      })],
      ["unordered, in amino mode", unordered(53, second(START + 100), {
        signers: (by) => [{ ...by(53, 0, { mode: "amino" }), sequence: 0 }],
        body: { aminoMore: { timeout_timestamp: "2026-01-01T00:01:40Z", unordered: true } },
      })],
      ["unordered, in amino mode, signed as if it were ordered", unordered(54, second(START + 100), { signers: (by) => [{ ...by(54, 0, { mode: "amino" }), sequence: 0 }] })],
      ["unordered, signed for another chain", unordered(55, second(START + 100), { chain: "vectors-2" })],
      ["unordered, its message fails", unordered(56, second(START + 100), { messages: [send(56, 2, stake(5_000_000_000))] })],
      ["unordered, without gas for remembering it", unordered(57, second(START + 100), { fee: fee(200, 61_000) })],
      ["unordered, with a timeout height too", unordered(58, second(START + 100), { body: { timeoutHeight: 3n } })],
      ["ordered, of a signer of unordered ones", simple(40, 2)],
    ],
    queries: spendable("soon"),
  },
  {
    // One second after the timeouts: at the very moment the SDK takes a used one again, which ours does not.
    after: 81,
    txs: [
      ["unordered, a timeout that is used and has passed", unordered(40, second(START + 100))],
      ["unordered, a timeout that is not used and is now", unordered(59, second(START + 101))],
      ["continuous: a tenth has vested", simple(70, 1, stake(49_000_000))],
      ["periodic: the first period is over", simple(72, 1, [...photon(10_000_000), ...stake(100_000_000)])],
      ["periodic, new: no period is over", simple(213, 1, stake(1), { fee: fee(0) })],
      ["delegation: coins that vest, and more", delegate(78, 901_000_078 - 2000)],
      ["delegation: more than the balance", delegate(80, 2_000_000_000)],
      ["delegation: permanently locked", one(212, staking("Delegate", 212, 6_000_000), { fee: { amount: [], gas: 300_000 } })],
      ["delegation: of an account that vests nothing", delegate(81, 5_000)],
    ],
    queries: spendable("when a period ends"),
  },
  { after: 200, txs: [["unordered, after others were forgotten", unordered(40, second(START + 310))]], queries: spendable("between periods") },
  {
    txs: [
      ["undelegation: a part", undelegate(78, 400_000_000)],
      ["undelegation: permanently locked", one(212, staking("Undelegate", 212, 6_000_000), { fee: { amount: [], gas: 300_000 } })],
      ["undelegation: of an account that vests nothing", undelegate(81, 5_000)],
    ],
    queries: spendable("while coins unbond"),
  },
  {
    after: 300,
    txs: [
      ["delayed: all has vested", simple(71, 1, stake(400_000_000), { fee: fee(0) })],
      ["delayed, what was more than there is has vested", simple(77, 1, stake(1000))],
      ["continuous: more than a half has vested", simple(70, 1, stake(250_000_000))],
      ["delegated coins that vest are more than what vests", simple(76, 1, stake(149_000_000))],
      ["a new continuous account sends", simple(210, 1, stake(1_000_000), { fee: fee(0) })],
      ["a new locked account sends", simple(212, 1, stake(1), { fee: fee(0) })],
      ["a new periodic account sends", simple(213, 1, stake(1_000_000), { fee: fee(0) })],
    ],
    queries: spendable("after half the time"),
  },
  { after: 1_814_500, txs: [], queries: spendable("when coins are unbonded") },
  {
    after: 2000,
    txs: [["a send when all has vested", simple(210, 1, [...photon(1_000_001), ...stake(4_000_000)])]],
    queries: [
      ...spendable("at last"),
      ...[210, 211, 212, 213, 224].map((index) => authQuery(`the account ${index}`, "Account", { address: addressOf(index) })),
      ["the account of the validator", "/cosmos.auth.v1beta1.Query/Account", auth.QueryAccountRequest, { address: "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4" }],
      authQuery("an account that is not there", "Account", { address: addressOf(999) }),
      authQuery("an account without address", "Account", { address: "" }),
      authQuery("an account that is no address", "Account", { address: "nobody" }),
      authQuery("the information of a vesting account", "AccountInfo", { address: addressOf(70) }),
      authQuery("the information of no address", "AccountInfo", { address: "" }),
      authQuery("the first accounts", "Accounts", { pagination: page({ limit: 3n }) }),
      authQuery("the last accounts", "Accounts", { pagination: page({ limit: 3n, reverse: true, countTotal: true }) }),
      authQuery("accounts by key and offset", "Accounts", { pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      authQuery("an account by its number", "AccountAddressByID", { accountId: 7n }),
      authQuery("an account by a number that nobody has", "AccountAddressByID", { accountId: 9999n }),
      authQuery("an account by the older id", "AccountAddressByID", { id: 7n }),
      authQuery("the parameters of auth", "Params", {}),
      authQuery("a module account", "ModuleAccountByName", { name: "bonded_tokens_pool" }),
      authQuery("a module account that is not there", "ModuleAccountByName", { name: "nobody" }),
      authQuery("a module account without name", "ModuleAccountByName", {}),
      ["the prefix", "/cosmos.auth.v1beta1.Query/Bech32Prefix", auth.Bech32PrefixRequest, {}],
      ["bytes as an address", "/cosmos.auth.v1beta1.Query/AddressBytesToString", auth.AddressBytesToStringRequest, { addressBytes: sha256("bytes") }],
      ["no bytes as an address", "/cosmos.auth.v1beta1.Query/AddressBytesToString", auth.AddressBytesToStringRequest, {}],
      ["an address as bytes", "/cosmos.auth.v1beta1.Query/AddressStringToBytes", auth.AddressStringToBytesRequest, { addressString: addressOf(1) }],
      ["a blank address as bytes", "/cosmos.auth.v1beta1.Query/AddressStringToBytes", auth.AddressStringToBytesRequest, { addressString: "  " }],
      bankQuery("a balance", "Balance", { address: addressOf(1), denom: "stake" }),
      bankQuery("a balance of nothing", "Balance", { address: addressOf(1), denom: "photon" }),
      bankQuery("a balance of no denomination", "Balance", { address: addressOf(1), denom: "" }),
      bankQuery("a balance of no address", "Balance", { address: "", denom: "stake" }),
      bankQuery("a balance of a foreign address", "Balance", { address: "osmo1clpqr4nrk4khgkxj78fcwwh6dl3uw4epasmvnj", denom: "stake" }),
      bankQuery("all balances", "AllBalances", { address: addressOf(15) }),
      bankQuery("all balances by the names shown", "AllBalances", { address: addressOf(15), resolveDenom: true }),
      bankQuery("one balance of many", "AllBalances", { address: addressOf(15), pagination: page({ limit: 1n, countTotal: true }) }),
      bankQuery("the balances from a key", "AllBalances", { address: addressOf(15), pagination: page({ key: Buffer.from("photon") }) }),
      bankQuery("the balances backwards", "AllBalances", { address: addressOf(15), pagination: page({ limit: 2n, reverse: true }) }),
      bankQuery("the balances after an offset", "AllBalances", { address: addressOf(15), pagination: page({ offset: 1n, limit: 1n }) }),
      bankQuery("the balances after too large an offset", "AllBalances", { address: addressOf(15), pagination: page({ offset: 10n, limit: 1n }) }),
      bankQuery("balances by key and offset", "AllBalances", { address: addressOf(15), pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      bankQuery("the supply by key and offset", "TotalSupply", { pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      bankQuery("the owners by key and offset", "DenomOwners", { denom: "stake", pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      bankQuery("the descriptions by key and offset", "DenomsMetadata", { pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      bankQuery("the switches by key and offset", "SendEnabled", { pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      bankQuery("all balances of nobody", "AllBalances", { address: addressOf(999) }),
      bankQuery("spendable coins, paged", "SpendableBalances", { address: addressOf(72), pagination: page({ limit: 1n }) }),
      bankQuery("spendable coins of one denomination", "SpendableBalanceByDenom", { address: addressOf(212), denom: "stake" }),
      bankQuery("spendable coins of a denomination that is not held", "SpendableBalanceByDenom", { address: addressOf(212), denom: "photon" }),
      bankQuery("spendable coins of no address", "SpendableBalanceByDenom", { address: "x", denom: "photon" }),
      bankQuery("the supply, one of many", "TotalSupply", { pagination: page({ limit: 2n }) }),
      bankQuery("the supply of one denomination", "SupplyOf", { denom: "photon" }),
      bankQuery("the supply of nothing", "SupplyOf", { denom: "nothing" }),
      bankQuery("the supply of no denomination", "SupplyOf", { denom: "1" }),
      bankQuery("the parameters", "Params", {}),
      bankQuery("all descriptions", "DenomsMetadata", {}),
      bankQuery("one description of many", "DenomsMetadata", { pagination: page({ limit: 1n }) }),
      bankQuery("a description", "DenomMetadata", { denom: "stake" }),
      bankQuery("a description that is not there", "DenomMetadata", { denom: "photon" }),
      bankQuery("a description of no denomination", "DenomMetadata", { denom: "" }),
      bankQuery("a description by query", "DenomMetadataByQueryString", { denom: voucher }),
      bankQuery("the owners", "DenomOwners", { denom: "photon", pagination: page({ limit: 4n }) }),
      bankQuery("the owners backwards", "DenomOwners", { denom: "photon", pagination: page({ limit: 4n, reverse: true, countTotal: true }) }),
      bankQuery("the owners of nothing", "DenomOwners", { denom: "nothing" }),
      bankQuery("the owners of no denomination", "DenomOwners", { denom: "" }),
      bankQuery("the owners by query", "DenomOwnersByQuery", { denom: "frozen" }),
      bankQuery("all switches", "SendEnabled", {}),
      bankQuery("some switches", "SendEnabled", { denoms: ["stake", "frozen"] }),
    ],
  },
];
