// A validator loses all its stake, and with it what left it lately: nothing can be delegated there any more.
import { operatorOf } from "./accounts.mjs";
import { addressOf } from "./messages.mjs";
import { askStaking, block, cancel, create, delegate, lists, redelegate, tx, undelegate, unjail } from "./staking.mjs";

export { stores } from "./staking.mjs";
export const modules = "slashing,evidence";

export function changeGenesis({ staking: { params }, slashing: { params: liveness } }) {
  Object.assign(params, { unbonding_time: "100s" });
  Object.assign(liveness, { signed_blocks_window: "5", slash_fraction_double_sign: "1.000000000000000000", slash_fraction_downtime: "1.000000000000000000" });
}

export const blocks = [
  {},
  { txs: [tx("a validator", 1, create(1, 300_000_000)), tx("a second validator", 2, create(2, 200_000_000))] },
  {
    txs: [
      tx("a delegation", 20, delegate(20, 1, 100_000_000)),
      tx("a delegation of 21", 21, delegate(21, 1, 50_000_000)),
      tx("a delegation of 22", 22, delegate(22, 1, 10_000_000)),
      tx("a delegation to the second validator", 23, delegate(23, 2, 30_000_000)),
    ],
  },
  {},
  { absent: ["v1"] },
  { absent: ["v1"] },
  {
    absent: ["v1"],
    txs: [
      tx("an unbonding", 20, undelegate(20, 1, 40_000_000)),
      tx("a redelegation", 21, redelegate(21, 1, 2, 30_000_000)),
      tx("a redelegation that leaves its destination", 22, redelegate(22, 1, 2, 10_000_000)),
      tx("the part that leaves", 22, undelegate(22, 2, 4_000_000)),
    ],
    queries: lists("before the slash"),
  },
  {
    absent: ["v1"],
    txs: [
      tx("a delegation to who has nothing left", 24, delegate(24, 1, 1)),
      tx("a delegation to who has nothing left, by a delegator", 20, delegate(20, 1, 1)),
      tx("an undelegation from who has nothing left", 20, undelegate(20, 1, 1)),
      tx("a redelegation from who has nothing left", 20, redelegate(20, 1, 2, 1)),
      tx("a redelegation to who has nothing left", 25, delegate(25, 2, 5_000_000), redelegate(25, 2, 1, 1)),
      tx("a cancellation at who has nothing left", 20, cancel(20, 1, 1, 7)),
      tx("an unjailing of who has nothing left", 1, unjail(1)),
    ],
    queries: [
      ...lists("after the slash"),
      askStaking("a delegation that is worth nothing", "Delegation", { delegatorAddr: addressOf(20), validatorAddr: operatorOf(1) }),
    ],
  },
  { absent: ["v2"] },
  { misbehavior: [{ who: "v2", height: 4, age: 20 }], queries: lists("after the second slash") },
  { after: 101, queries: lists("when all is over") },
  { misbehavior: [{ who: "v1", height: 4, age: 20 }], txs: [tx("an undelegation from who has nothing left and is unbonded", 20, undelegate(20, 1, 1))], queries: lists("at the end") },
].map(block);
