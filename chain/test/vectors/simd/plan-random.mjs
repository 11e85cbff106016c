// Random histories of validators and delegations: what one sees in the mind, another plays. SEED=<number> plays another one.
import { env } from "node:process";
import { sha256 } from "./sign.mjs";
import { block, cancel, create, dec, delegate, edit, redelegate, tx, undelegate, unjail } from "./staking.mjs";

export { stores } from "./staking.mjs";
export const modules = "slashing,evidence";

export function changeGenesis({ staking: { params }, slashing: { params: liveness } }) {
  Object.assign(params, { unbonding_time: "60s", max_validators: 4, max_entries: 4 });
  Object.assign(liveness, {
    signed_blocks_window: "6",
    min_signed_per_window: "0.670000000000000000",
    downtime_jail_duration: "20s",
    slash_fraction_double_sign: "0.314159265358979323",
    slash_fraction_downtime: "0.027182818284590452",
  });
}

const BLOCKS = Number(env.BLOCKS ?? 40);
const validators = [1, 2, 3, 4, 5, 6];
const delegators = [1, 2, 3, 20, 21, 22, 23, 24];

/** Numbers that the seed decides. */
let drawn = 0;
function below(bound) {
  const digest = sha256(Buffer.from(`vectors/random/${env.SEED ?? 1}/${drawn++}`));
  return Number(digest.readBigUInt64BE() % BigInt(bound));
}
const pick = (list) => list[below(list.length)];
const chance = (percent) => below(100) < percent;
/** Small, odd and large amounts. */
const amount = () => pick([1 + below(5), 1 + below(1000), 1 + below(10_000_000), 1_000_000 * (1 + below(60))]);

const acts = [
  [45, () => [pick(delegators), (from) => delegate(from, pick(validators), amount())]],
  [18, () => [pick(delegators), (from) => undelegate(from, pick(validators), amount())]],
  [18, () => [pick(delegators), (from) => redelegate(from, pick(validators), pick(validators), amount())]],
  [7, (height) => [pick(delegators), (from) => cancel(from, pick(validators), amount(), Math.max(1, height - below(12)))]],
  [6, () => [pick(validators), (from) => unjail(from)]],
  [3, () => [pick(validators), (from) => create(from, 1_000_000 * (1 + below(100)), { minSelfDelegation: String(1 + below(1_000_000)) })]],
  [3, () => [pick(validators), (from) => edit(from, { commissionRate: chance(50) ? dec("0.105") : "", minSelfDelegation: chance(50) ? String(1 + below(3_000_000)) : "" })]],
];

function act(height, at) {
  let left = below(100);
  const [, make] = acts.find(([weight]) => (left -= weight) < 0);
  const [from, message] = make(height);
  return tx(`transaction ${at} of block ${height}`, from, ...Array.from({ length: 1 + below(2) }, () => message(from)));
}

/** Who misses the block; a validator that begins to miss goes on for a while. */
const down = new Map();
function absentees() {
  for (const index of validators) {
    if (!down.has(index) && chance(4)) down.set(index, 1 + below(9));
    else if (down.has(index)) down.get(index) === 1 ? down.delete(index) : down.set(index, down.get(index) - 1);
  }
  return [...down.keys()].map((index) => `v${index}`);
}

/** A double signature of a height where the validator surely had a vote is for the recorder to find. */
function offences(height) {
  if (height < 8 || !chance(6)) return [];
  return [{ who: `v${pick(validators)}`, height: height - below(6), age: 5, power: 1 + below(100), type: 1 + below(2) }];
}

export const blocks = [
  {},
  { txs: validators.map((index) => tx(`validator ${index}`, index, create(index, 20_000_000 + 1_000_000 * below(300) + below(1_000_000)))) },
  ...Array.from({ length: BLOCKS }, (_, i) => ({
    after: chance(8) ? 1 + below(70) : 5,
    nanos: chance(30) ? below(1_000_000_000) : 0,
    absent: absentees(),
    misbehavior: offences(i + 3),
    txs: Array.from({ length: below(7) }, (_unused, at) => act(i + 3, at)),
  })),
].map(block);
