import type { ValAddress } from "@dcm/proto";
import { MsgFundCommunityPool } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { MsgBeginRedelegate, MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Act, Deed } from "../deeds.js";
import type { Stake } from "../model/world.js";
import { at, DELEGATORS, GHOST, operatorAt, VALIDATORS, who } from "../people.js";
import { chance, pick } from "../random.js";
import { deed, type Mood } from "./mood.js";

/** Who stakes with those who validate, and what it then votes with. */
export function stakeDeed(mood: Mood): Deed | undefined {
  const { random } = mood;
  const by = pick(random, DELEGATORS);
  if (chance(random, 8))
    return deed(by, MsgFundCommunityPool, { depositor: at(by), amount: [{ denom: "udcm", amount: 700n as never }] });
  const own = delegated(mood, by);
  const known = own.length === 0 ? [MsgDelegate] : [MsgDelegate, MsgUndelegate, MsgBeginRedelegate];
  const act = stakeAct(mood, by, pick(random, known).name, { amount: undefined, only: [] });
  return act && { by, acts: [act] };
}

/** Whom somebody stakes with, and how much. */
function delegated({ world }: Mood, by: string): readonly (readonly [operator: string, tokens: bigint])[] {
  const all = [...world.stake.delegations].map(([key, tokens]) => [key.split("/"), tokens] as const);
  return all.flatMap(([[of, operator = ""], tokens]) => (of === at(by) ? [[operator, tokens] as const] : []));
}

/** One move of stake, with somebody of the list where it names any; as much as there is, or more, where nobody says how much. */
export function stakeAct(
  mood: Mood,
  by: string,
  type: string,
  { amount: wanted, only }: { readonly amount: bigint | undefined; readonly only: readonly string[] },
): Act | undefined {
  const { random } = mood;
  // Who validates keeps its own stake, so that everybody stays bonded.
  if (VALIDATORS.includes(by)) return undefined;
  const somebody = () => operatorAt(chance(random, 94) ? pick(random, VALIDATORS) : GHOST);
  const named = () => (only.length > 0 && chance(random, 80) ? pick(random, only) : somebody());
  const own = delegated(mood, by);
  const [source, tokens] = own.length > 0 && chance(random, 90) ? pick(random, own) : [somebody(), 3_000_000n];
  const some =
    type === MsgDelegate.name ? [1n, 3_000_000n, 9_000_000n] : [1n, tokens / 3n, tokens / 2n, tokens, tokens + 1n];
  const amount = wanted ?? pick(random, some);
  const coin = { denom: "udcm", amount };
  const delegatorAddress = at(by);
  if (type === MsgDelegate.name) return { type, value: { delegatorAddress, validatorAddress: named(), amount: coin } };
  if (type === MsgUndelegate.name) return { type, value: { delegatorAddress, validatorAddress: source, amount: coin } };
  if (type !== MsgBeginRedelegate.name) return undefined;
  return { type, value: { delegatorAddress, validatorSrcAddress: source, validatorDstAddress: named(), amount: coin } };
}

/** Moves that come too early, or lead nowhere. */
export const stakeTricks: { readonly [name: string]: (mood: Mood) => Deed | undefined } = {
  "unbond again": ({ random, world: { stake } }) => {
    if (stake.unbonding.length === 0) return undefined;
    const { who: of, operator: validatorAddress } = pick(random, stake.unbonding);
    const { name, address: delegatorAddress } = who(of);
    return deed(name, MsgUndelegate, {
      delegatorAddress,
      validatorAddress: validatorAddress as ValAddress,
      amount: ONE,
    });
  },
  "move again": (mood) => moved(mood, ({ from, to }) => [from, to]),
  "move onwards": (mood) => moved(mood, ({ from, to }) => [to, from]),
  "move nowhere": (mood) => moved(mood, ({ to }) => [to, to]),
  "move to nobody": (mood) => moved(mood, ({ to }) => [to, operatorAt(GHOST)]),
};

const ONE = { denom: "udcm", amount: 1n as never };

function moved(
  { random, world: { stake } }: Mood,
  between: (move: Stake["moved"][number]) => readonly [string, string],
): Deed | undefined {
  if (stake.moved.length === 0) return undefined;
  const move = pick(random, stake.moved);
  const [validatorSrcAddress, validatorDstAddress] = between(move) as [ValAddress, ValAddress];
  const { name, address: delegatorAddress } = who(move.who);
  return deed(name, MsgBeginRedelegate, { delegatorAddress, validatorSrcAddress, validatorDstAddress, amount: ONE });
}
