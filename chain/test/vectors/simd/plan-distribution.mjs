// Fees and minted coins on their way to validators and delegators: shared out, withdrawn, sent elsewhere, slashed in between;
// every message and query of distribution, right and wrong.
import * as distribution from "cosmjs-types/cosmos/distribution/v1beta1/query";
import * as distributionTx from "cosmjs-types/cosmos/distribution/v1beta1/tx";
import * as mint from "cosmjs-types/cosmos/mint/v1beta1/query";
import { moduleAddress, operatorOf, voucher } from "./accounts.mjs";
import { addressOf, fee, send, stake } from "./messages.mjs";
import { makeTx } from "./sign.mjs";
import { ask, block, coin, create, delegate, noOperator, pageOf, rates, redelegate, tx, undelegate } from "./staking.mjs";

export const modules = "slashing,evidence";
export const stores = { distribution: ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"], mint: ["00", "01"] };

const [collector, gov] = [moduleAddress("fee_collector"), moduleAddress("gov")];

/** Coins are minted; the delegators 23 and 24 and the operator 5 have rewards sent where nobody can be paid. */
export function changeGenesis({ distribution: own, mint: { minter, params: minting }, staking: { params }, slashing: { params: liveness } }) {
  minter.inflation = "0.130000000000000000";
  Object.assign(minting, {
    inflation_rate_change: "0.130000000000000000",
    inflation_max: "0.200000000000000000",
    inflation_min: "0.070000000000000000",
    blocks_per_year: "500000",
  });
  Object.assign(own.params, { community_tax: "0.037000000000000000" });
  own.delegator_withdraw_infos = [
    { delegator_address: addressOf(23), withdraw_address: collector },
    { delegator_address: addressOf(24), withdraw_address: gov },
    { delegator_address: addressOf(5), withdraw_address: moduleAddress("mint") },
  ];
  Object.assign(params, { unbonding_time: "60s", max_validators: 5 });
  Object.assign(liveness, {
    signed_blocks_window: "6",
    downtime_jail_duration: "60s",
    slash_fraction_double_sign: "0.123456789012345678",
    slash_fraction_downtime: "0.010000000000000001",
  });
}

const message = (name, value) => {
  const type = distributionTx[`Msg${name}`];
  return { typeUrl: `/cosmos.distribution.v1beta1.Msg${name}`, bytes: type.encode(type.fromPartial(value)).finish() };
};
const withdraw = (from, to, more = {}) => message("WithdrawDelegatorReward", { delegatorAddress: addressOf(from), validatorAddress: operatorOf(to), ...more });
const commission = (of, more = {}) => message("WithdrawValidatorCommission", { validatorAddress: operatorOf(of), ...more });
const sendTo = (from, address) => message("SetWithdrawAddress", { delegatorAddress: addressOf(from), withdrawAddress: addressOf(address) });
const fund = (from, amount) => message("FundCommunityPool", { depositor: addressOf(from), amount });
const deposit = (from, to, amount, more = {}) =>
  message("DepositValidatorRewardsPool", { depositor: addressOf(from), validatorAddress: operatorOf(to), amount, ...more });
const spendPool = (authority, recipient, amount) => message("CommunityPoolSpend", { authority, recipient, amount });
/** A transaction that pays its fee in several denominations. */
const rich = (name, from, amount) => [name, ({ by }) => makeTx({ messages: [send(from, 70)], signers: [by(from)], fee: fee(0, 200_000, { amount }) })];

const askDistribution = ask("distribution", distribution);
const askMint = ask("mint", mint);

/** Every list of distribution, as it is after that block. */
const lists = (when) => [
  askDistribution(`the community pool ${when}`, "CommunityPool", {}),
  askMint(`inflation ${when}`, "Inflation", {}),
  askMint(`a year's provisions ${when}`, "AnnualProvisions", {}),
  ...[1, 2, 3, 5].flatMap((index) => [
    askDistribution(`outstanding of ${index} ${when}`, "ValidatorOutstandingRewards", { validatorAddress: operatorOf(index) }),
    askDistribution(`commission of ${index} ${when}`, "ValidatorCommission", { validatorAddress: operatorOf(index) }),
    askDistribution(`all about ${index} ${when}`, "ValidatorDistributionInfo", { validatorAddress: operatorOf(index) }),
    askDistribution(`slashes of ${index} ${when}`, "ValidatorSlashes", { validatorAddress: operatorOf(index), startingHeight: 0n, endingHeight: 1000n }),
  ]),
  ...[20, 21, 23].flatMap((index) => [
    askDistribution(`rewards of ${index} ${when}`, "DelegationTotalRewards", { delegatorAddress: addressOf(index) }),
    askDistribution(`rewards of ${index} from 1 ${when}`, "DelegationRewards", { delegatorAddress: addressOf(index), validatorAddress: operatorOf(1) }),
    askDistribution(`validators of ${index} ${when}`, "DelegatorValidators", { delegatorAddress: addressOf(index) }),
    askDistribution(`where rewards of ${index} go ${when}`, "DelegatorWithdrawAddress", { delegatorAddress: addressOf(index) }),
  ]),
];

/** Questions that have no answer. */
const wrongQuestions = [
  askDistribution("outstanding of nobody", "ValidatorOutstandingRewards", { validatorAddress: "" }),
  askDistribution("outstanding of no address", "ValidatorOutstandingRewards", { validatorAddress: "x" }),
  askDistribution("outstanding of an account", "ValidatorOutstandingRewards", { validatorAddress: addressOf(1) }),
  askDistribution("outstanding of who does not validate", "ValidatorOutstandingRewards", { validatorAddress: noOperator }),
  askDistribution("commission of nobody", "ValidatorCommission", { validatorAddress: "" }),
  askDistribution("commission of no address", "ValidatorCommission", { validatorAddress: "x" }),
  askDistribution("commission of who does not validate", "ValidatorCommission", { validatorAddress: noOperator }),
  askDistribution("all about nobody", "ValidatorDistributionInfo", { validatorAddress: "" }),
  askDistribution("all about no address", "ValidatorDistributionInfo", { validatorAddress: "x" }),
  askDistribution("all about who does not validate", "ValidatorDistributionInfo", { validatorAddress: noOperator }),
  askDistribution("slashes of nobody", "ValidatorSlashes", { validatorAddress: "", startingHeight: 0n, endingHeight: 9n }),
  askDistribution("slashes of no address", "ValidatorSlashes", { validatorAddress: "x", startingHeight: 0n, endingHeight: 9n }),
  askDistribution("slashes of who does not validate", "ValidatorSlashes", { validatorAddress: noOperator, startingHeight: 0n, endingHeight: 9n }),
  askDistribution("slashes between the wrong heights", "ValidatorSlashes", { validatorAddress: operatorOf(1), startingHeight: 9n, endingHeight: 8n }),
  askDistribution("rewards of nobody", "DelegationTotalRewards", { delegatorAddress: "" }),
  askDistribution("rewards of no address", "DelegationTotalRewards", { delegatorAddress: "x" }),
  askDistribution("rewards of who delegates nothing", "DelegationTotalRewards", { delegatorAddress: addressOf(80) }),
  askDistribution("rewards of nobody from 1", "DelegationRewards", { delegatorAddress: "", validatorAddress: operatorOf(1) }),
  askDistribution("rewards of 20 from nobody", "DelegationRewards", { delegatorAddress: addressOf(20), validatorAddress: "" }),
  askDistribution("rewards of no address from 1", "DelegationRewards", { delegatorAddress: "x", validatorAddress: operatorOf(1) }),
  askDistribution("rewards of 20 from no address", "DelegationRewards", { delegatorAddress: addressOf(20), validatorAddress: "x" }),
  askDistribution("rewards of 20 from who does not validate", "DelegationRewards", { delegatorAddress: addressOf(20), validatorAddress: noOperator }),
  askDistribution("rewards of who delegates nothing to 1", "DelegationRewards", { delegatorAddress: addressOf(80), validatorAddress: operatorOf(1) }),
  askDistribution("validators of nobody", "DelegatorValidators", { delegatorAddress: "" }),
  askDistribution("validators of no address", "DelegatorValidators", { delegatorAddress: "x" }),
  askDistribution("where rewards of nobody go", "DelegatorWithdrawAddress", { delegatorAddress: "" }),
  askDistribution("where rewards of no address go", "DelegatorWithdrawAddress", { delegatorAddress: "x" }),
];

const setUp = [
  { queries: [askDistribution("distribution's parameters", "Params", {}), askMint("mint's parameters", "Params", {}), ...lists("at the start")] },
  {
    txs: [
      tx("a validator", 1, create(1, 300_000_000)),
      tx("a second validator, which keeps all", 2, create(2, 200_000_001, { commission: rates("1", "1", "0.01") })),
      tx("a third validator, which keeps nothing", 3, create(3, 100_999_999, { commission: rates("0", "0.2", "0.01") })),
      tx("a validator whose rewards go to a module", 5, create(5, 50_000_000, { commission: rates("0.333333333", "0.5", "0.01") })),
    ],
  },
  {
    txs: [
      tx("delegations", 20, delegate(20, 1, 70_000_003), delegate(20, 2, 5_000_000)),
      tx("more delegations", 21, delegate(21, 1, 33_333_333), delegate(21, 3, 1)),
      tx("a delegation that will move", 22, delegate(22, 1, 20_000_000)),
      tx("a delegation whose rewards go to a module", 23, delegate(23, 1, 10_000_000)),
      tx("another one", 24, delegate(24, 2, 10_000_000)),
      tx("a withdrawal in the block of the delegation", 25, delegate(25, 1, 1_000_000), withdraw(25, 1)),
    ],
  },
];

const withdrawals = [
  {},
  { txs: [], more: [rich("a fee in two denominations", 30, [...stakeAnd("photon", 12_345), ...stake(777)]), rich("a fee in three", 60, [{ denom: voucher, amount: "1001" }, ...stakeAnd("photon", 7), ...stake(999)])] },
  { queries: lists("when fees were shared out") },
  {
    txs: [
      tx("a withdrawal", 20, withdraw(20, 1)),
      tx("a withdrawal twice in a transaction", 21, withdraw(21, 1), withdraw(21, 1)),
      tx("a withdrawal of less than one", 21, withdraw(21, 3)),
      tx("a withdrawal from who keeps all", 20, withdraw(20, 2)),
      tx("a withdrawal that goes to a module", 23, withdraw(23, 1)),
      tx("a withdrawal of who delegates nothing", 80, withdraw(80, 1)),
      tx("a withdrawal from who does not validate", 81, withdraw(81, 99)),
      tx("a withdrawal from no address", 82, withdraw(82, 1, { validatorAddress: "x" })),
      tx("a withdrawal from an account", 83, withdraw(83, 1, { validatorAddress: addressOf(1) })),
      tx("a withdrawal from nobody", 84, withdraw(84, 1, { validatorAddress: "" })),
      tx("a commission", 1, commission(1)),
      tx("a commission twice", 1, commission(1)),
      tx("all of one's own", 2, withdraw(2, 2), commission(2)),
      tx("a commission of who keeps nothing", 3, commission(3)),
      tx("a commission that goes to a module", 5, commission(5)),
      tx("a commission of who does not validate", 85, commission(85)),
    ],
    queries: [...lists("when rewards were withdrawn"), ...wrongQuestions],
  },
];

/** Where rewards go, and pools that anybody fills. */
const pools = [
  {
    txs: [
      tx("rewards go elsewhere", 20, sendTo(20, 40)),
      tx("rewards go to who has no account", 21, sendTo(21, 110)),
      tx("rewards go to their owner", 22, sendTo(22, 22)),
      tx("rewards go to a module", 41, sendTo(41, collector)),
      tx("rewards go to no address", 42, sendTo(42, "x")),
      tx("rewards go to nobody", 43, sendTo(43, "")),
      tx("a gift to all", 44, fund(44, stake(1_000_001))),
      tx("a gift of two denominations", 45, fund(45, [coin(5, "photon"), coin(7)])),
      tx("a gift of nothing", 46, fund(46, [])),
      tx("a gift of zero", 47, fund(47, stake(0))),
      tx("a gift in the wrong order", 48, fund(48, [coin(7), coin(5, "photon")])),
      tx("a gift of an impossible denomination", 49, fund(49, [coin(7, "1")])),
      tx("a gift of more than there is", 50, fund(50, stake(10_000_000_000))),
      tx("a gift to delegators", 51, deposit(51, 1, [coin(1234, "photon"), coin(5_678_901)])),
      tx("a gift to delegators of nothing", 52, deposit(52, 1, [])),
      tx("a gift to delegators of zero", 53, deposit(53, 1, stake(0))),
      tx("a gift to delegators of more than there is", 54, deposit(54, 1, stake(10_000_000_000))),
      tx("a gift to who does not validate", 55, deposit(55, 99, stake(5))),
      tx("a gift to no address", 56, deposit(56, 1, stake(5), { validatorAddress: "x" })),
      tx("the pool is spent by nobody in particular", 57, spendPool(addressOf(57), addressOf(57), stake(5))),
      tx("parameters are changed by nobody in particular", 58, message("UpdateParams", { authority: addressOf(58), params: { communityTax: "0", baseProposerReward: "0", bonusProposerReward: "0", withdrawAddrEnabled: true } })),
    ],
  },
  {
    txs: [
      tx("a withdrawal that goes elsewhere", 20, withdraw(20, 1)),
      tx("a withdrawal that makes an account", 21, withdraw(21, 1)),
      tx("a delegation that grows", 20, delegate(20, 1, 1_000)),
      tx("a delegation that shrinks", 21, undelegate(21, 1, 3_333_333)),
      tx("a delegation that moves", 22, redelegate(22, 1, 3, 20_000_000)),
      tx("a delegation that grows, whose rewards go to a module", 23, delegate(23, 1, 1_000)),
      tx("a delegation that shrinks, whose rewards go to a module", 23, undelegate(23, 1, 1_000)),
    ],
    queries: lists("when delegations changed"),
  },
];

/** Slashes: of 1 for two signatures and of 3 for being down, with what moved and what moves again. */
const slashes = [
  {
    misbehavior: [{ who: "v1", height: 7, age: 40 }],
    absent: ["v3"],
    txs: [tx("a withdrawal after the slash", 20, withdraw(20, 1)), tx("a second gift", 51, deposit(51, 1, stake(1_000_000)))],
    queries: [
      ...lists("after the slash"),
      askDistribution("one page of slashes", "ValidatorSlashes", { validatorAddress: operatorOf(1), startingHeight: 0n, endingHeight: 1000n, pagination: pageOf(1) }),
      askDistribution("slashes before any", "ValidatorSlashes", { validatorAddress: operatorOf(1), startingHeight: 0n, endingHeight: 1n, pagination: pageOf(1) }),
    ],
  },
  { absent: ["v3"] },
  { absent: ["v3"], txs: [tx("a move of rewards that go to a module", 24, redelegate(24, 2, 1, 1_000))] },
  { absent: ["v3"] },
  { absent: ["v3"], queries: lists("while one is down") },
  { absent: ["v3"] },
  { absent: ["v3"], txs: [tx("a withdrawal over two slashes", 21, withdraw(21, 3)), tx("a withdrawal of what moved", 22, withdraw(22, 3))] },
  {
    misbehavior: [{ who: "v2", height: 10, age: 55 }],
    txs: [tx("withdrawals after the second slash", 20, withdraw(20, 1), withdraw(20, 2))],
    queries: lists("after all slashes"),
  },
];

/** Validators go: their commissions are paid, and what nobody can be paid goes to all. */
const ends = [
  { txs: [tx("an operator leaves whose rewards go to a module", 5, undelegate(5, 5, 50_000_000)), tx("an operator leaves", 3, undelegate(3, 3, 99_000_000))] },
  { txs: [tx("rewards go to their operator again", 5, sendTo(5, 5)), tx("who leaves without a word to modules", 5, undelegate(5, 5, 50_000_000))] },
  {},
  { after: 90, queries: lists("when one is gone") },
  { txs: [tx("a delegation that leaves who was slashed", 22, undelegate(22, 3, 17_000_000)), tx("a commission of who is gone", 5, commission(5))] },
  { after: 90, txs: [tx("a withdrawal at the end", 20, withdraw(20, 1))], queries: lists("at the end") },
];

function stakeAnd(denom, amount) {
  return [{ denom, amount: String(amount) }];
}

/** A block, with transactions that are made in another way behind those of the others. */
const mixed = ({ more = [], ...planned }) => {
  const made = block(planned);
  return { ...made, txs: [...made.txs, ...more] };
};

export const blocks = [...setUp, ...withdrawals, ...pools, ...slashes, ...ends].map(mixed);
