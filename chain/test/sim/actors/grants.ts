import { GenericAuthorization, MsgExec, MsgGrant, MsgRevoke } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgMultiSend, MsgSend, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgSetWithdrawAddress } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  AllowedMsgAllowance,
  BasicAllowance,
  MsgGrantAllowance,
  MsgPruneAllowances,
  MsgRevokeAllowance,
  PeriodicAllowance,
} from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { AuthorizationType, MsgDelegate, StakeAuthorization } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { MsgCommitResult } from "@dcm/proto/gen/dcm/job/v1";
import { MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { MsgHeartbeat } from "@dcm/proto/gen/dcm/provider/v1";
import { msg } from "../../harness/tx.js";
import type { Act, Deed } from "../deeds.js";
import type { Allowance } from "../model/feegrant.js";
import { timestamp } from "../model/world.js";
import { at, GRANTERS, MALLORY, operatorAt, PEOPLE, STRANGERS, VALIDATORS, who } from "../people.js";
import { chance, pick, type Random } from "../random.js";
import { deed, type Mood } from "./mood.js";
import { stakeAct } from "./stakers.js";

/** Who lets others act in its name, pays for others, or no longer does. */
export function grantDeed(mood: Mood): Deed {
  const { random, world } = mood;
  const granter = pick(random, GRANTERS);
  const { buyers, providers } = mood.options;
  const grantee = pick(random, chance(random, 80) ? [...buyers, ...providers] : [...PEOPLE, ...STRANGERS]);
  const parties = { granter: at(granter), grantee: at(grantee) };
  const [grants, allowances] = [[...world.grants.values()], [...world.allowances.values()]];
  const choices: readonly (() => Deed)[] = [
    () => deed(granter, MsgGrant, { ...parties, grant: { authorization: generic(random), expiration: end(mood) } }),
    () => deed(granter, MsgGrant, { ...parties, grant: { authorization: sending(random), expiration: end(mood) } }),
    () => deed(granter, MsgGrant, { ...parties, grant: { authorization: staking(random), expiration: end(mood) } }),
    () => deed(granter, MsgGrantAllowance, { ...parties, allowance: allowance(mood) }),
    () => deed(granter, MsgGrantAllowance, { ...parties, allowance: allowance(mood) }),
    () => {
      const known = grants.length > 0 && chance(random, 80) ? pick(random, grants) : { ...parties, type: MsgSend.name };
      const { granter: of, grantee: to, type } = known;
      return deed(who(of).name, MsgRevoke, { granter: of, grantee: to, msgTypeUrl: `/${type}` });
    },
    () => {
      const of = allowances.length > 0 && chance(random, 80) ? pick(random, allowances) : parties;
      return deed(who(of.granter).name, MsgRevokeAllowance, { granter: of.granter, grantee: of.grantee });
    },
    () => deed(grantee, MsgPruneAllowances, { pruner: at(grantee) }),
  ];
  return pick(random, choices)();
}

/** Uses up a grant that has bounds, inside them or not. */
export function useDeed(mood: Mood): Deed | undefined {
  const { random, world } = mood;
  const bounded = [...world.grants.values()].filter(({ type }) => type !== MsgHeartbeat.name);
  if (bounded.length === 0) return undefined;
  const { granter, grantee, type, limit = [], only } = pick(random, bounded);
  const most = limit[0]?.amount ?? 1_000n;
  const amount = pick(random, [1n, most / 3n, most / 3n, most - 1n, most, most + 1n]);
  const [by, from] = [who(grantee).name, who(granter).name];
  if (type === MsgSend.name) {
    const toAddress = only.length > 0 && chance(random, 80) ? pick(random, only) : at(pick(random, PEOPLE));
    const coins = [{ denom: chance(random, 90) ? "udcm" : "uatom", amount }];
    return executed(by, [{ type, value: { fromAddress: granter, toAddress, amount: coins } }]);
  }
  const act = stakeAct(mood, from, type, { amount, only });
  return act && executed(by, [act]);
}

/** What somebody would do is done by another to whom that was granted, or who says so. */
export function delegated({ random, world, options: { habits } }: Mood, plain: Deed): Deed {
  if (!chance(random, habits.delegates) || plain.acts.length === 0) return plain;
  const granter = at(plain.by);
  const [first] = plain.acts;
  const grants = [...world.grants.values()].filter((each) => each.granter === granter && each.type === first?.type);
  if (grants.length > 0) return executed(who(pick(random, grants).grantee).name, plain.acts);
  if (chance(random, 97)) return plain;
  // In one's own name, one's own Exec inside another, or in another's without its leave.
  const [own, nested, stranger] = [
    executed(plain.by, plain.acts),
    executed(plain.by, plain.acts),
    pick(random, PEOPLE),
  ];
  return pick(random, [own, executed(plain.by, nested.acts), executed(stranger, plain.acts)]);
}

/** Somebody pays who granted that, or is said to have. */
export function sponsored({ random, world, options: { habits } }: Mood, plain: Deed): Deed {
  const isOdd = plain.spoil !== undefined || plain.fee !== undefined || plain.payer !== undefined;
  if (isOdd || !chance(random, habits.sponsors)) return plain;
  const known = [...world.allowances.values()].filter(({ grantee }) => grantee === at(plain.by));
  if (known.length === 0 && chance(random, 95)) return plain;
  const granter = known.length === 0 ? pick(random, GRANTERS) : who(pick(random, known).granter).name;
  return { ...plain, granter, fee: 1_000n * BigInt(Math.max(1, plain.acts.length)) + BigInt(random(300)) };
}

/** More than was granted, for other things, too late. */
export const grantTricks: { readonly [name: string]: (mood: Mood) => Deed | undefined } = {
  "spend more than is allowed": (mood) =>
    onAllowance(mood, ({ limit, period }) => limit !== undefined || period !== undefined, 20_000n),
  "spend for what is not allowed": (mood) => onAllowance(mood, ({ only }) => only !== undefined, 1_000n),
  "spend in the last moment": (mood) =>
    onAllowance(mood, ({ ends = 0n }) => ends > 0n && ends < mood.world.time + 3_000_000_000n, 1_000n, true),
  "spend all that is allowed": ({ world }) => {
    const known = [...world.allowances.values()].find(
      ({ limit, period }) => limit?.length === 1 && period === undefined,
    );
    return known && spending(known, known.limit?.[0]?.amount ?? 0n, false);
  },
  "use a grant up": ({ random, world }) => {
    const known = [...world.grants.values()].find(({ type, limit }) => type === MsgSend.name && limit?.length === 1);
    if (known?.limit === undefined) return undefined;
    const { granter, grantee, limit, only } = known;
    const toAddress = only.length === 0 ? at(MALLORY) : pick(random, only);
    const value = { fromAddress: granter, toAddress, amount: limit };
    return executed(who(grantee).name, [{ type: MsgSend.name, value }]);
  },
  "grant once more": ({ random, world }) => {
    const grants = [...world.grants.values()].filter(({ limit }) => limit === undefined);
    if (grants.length === 0) return undefined;
    const { granter, grantee, type } = pick(random, grants);
    const authorization = msg(GenericAuthorization, { msg: `/${type}` });
    return deed(who(granter).name, MsgGrant, { granter, grantee, grant: { authorization } });
  },
  "execute what two sign": () => {
    const inputs = ["alice", "bob"].map((name) => ({ address: at(name), coins: coins(1n) }));
    return executed(MALLORY, [{ type: MsgMultiSend.name, value: { inputs, outputs: [] } }]);
  },
};

function onAllowance(
  { random, world }: Mood,
  keep: (allowance: Allowance) => boolean,
  fee: bigint,
  smuggled = false,
): Deed | undefined {
  const found = [...world.allowances.values()].filter(keep);
  return found.length === 0 ? undefined : spending(pick(random, found), fee, smuggled);
}

/** Something of which the fee is all that matters. */
function spending({ granter, grantee }: Allowance, fee: bigint, smuggled: boolean): Deed {
  const { name, address } = who(grantee);
  const plain = deed(name, MsgSetWithdrawAddress, { delegatorAddress: address, withdrawAddress: address });
  return { ...plain, granter: who(granter).name, fee, ...(smuggled ? { smuggled } : {}) };
}

export function executed(by: string, inner: readonly Act[]): Deed {
  return { by, acts: [{ type: MsgExec.name, value: { grantee: at(by) }, inner }] };
}

function generic(random: Random) {
  const types = [MsgHeartbeat, MsgPlaceOrder, MsgCommitResult, MsgSend, MsgDelegate, MsgPlaceOrder];
  return msg(GenericAuthorization, { msg: pick(random, types).typeUrl });
}

function sending(random: Random) {
  const allowList = chance(random, 50) ? [at(pick(random, PEOPLE)), at(pick(random, STRANGERS))] : [];
  return msg(SendAuthorization, { spendLimit: limitOf(random, [600n, 2_000n]), allowList: [...new Set(allowList)] });
}

function staking(random: Random) {
  const { DELEGATE, UNDELEGATE, REDELEGATE } = AuthorizationType;
  const address = [operatorAt(pick(random, VALIDATORS))];
  return msg(StakeAuthorization, {
    authorizationType: pick(random, [DELEGATE, UNDELEGATE, REDELEGATE]),
    maxTokens: chance(random, 70) ? { denom: "udcm", amount: pick(random, [900n, 5_000n]) as never } : undefined,
    ...(chance(random, 70) ? { allowList: { address } } : { denyList: { address } }),
  });
}

function allowance(mood: Mood) {
  const { random, world } = mood;
  const spendLimit = chance(random, 70) ? limitOf(random, [900n, 2_500n, 9_000n]) : [];
  const basic = { spendLimit, expiration: end(mood) };
  const [periodSpendLimit, every] = [coins(pick(random, [1_300n, 3_000n])), pick(random, [2n, 8n])];
  const periodic = {
    basic,
    period: { seconds: every, nanos: 0 },
    periodSpendLimit,
    periodCanSpend: pick(random, [[], periodSpendLimit]),
    periodReset: timestamp(world.time + BigInt(random(5)) * 1_000_000_000n),
  };
  const plain = chance(random, 50) ? msg(BasicAllowance, basic) : msg(PeriodicAllowance, periodic);
  if (chance(random, 70)) return plain;
  const allowedMessages = pick(random, [
    [MsgHeartbeat.typeUrl],
    [MsgSend.typeUrl, MsgPlaceOrder.typeUrl, MsgExec.typeUrl],
  ]);
  return msg(AllowedMsgAllowance, { allowance: plain, allowedMessages });
}

function limitOf(random: Random, amounts: readonly bigint[]) {
  const base = coins(pick(random, amounts));
  return chance(random, 20) ? [{ denom: "uatom", amount: 500n as never }, ...base] : base;
}

function coins(amount: bigint) {
  return [{ denom: "udcm", amount: amount as never }];
}

/** Mostly soon, now and then never, at once or long ago. */
function end({ random, world }: Mood) {
  const inMs = pick(random, [-1_000n, 0n, 1n, 2_000n, 4_000n, 9_000n, 9_000n, 30_000n, 30_000n, undefined, undefined]);
  return inMs === undefined ? undefined : timestamp(world.time + inMs * 1_000_000n);
}
