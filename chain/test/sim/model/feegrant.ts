import type { Address } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import {
  AllowedMsgAllowance,
  BasicAllowance,
  type MsgGrantAllowance,
  type MsgRevokeAllowance,
  PeriodicAllowance,
} from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { Tx } from "./tx.js";
import { type Env, type Ledger, minus, moment, must, openAccount, refuse, sane, type World } from "./world.js";

/** What somebody pays of another's fees. Undefined means without that bound. */
export interface Allowance {
  readonly granter: Address;
  readonly grantee: Address;
  readonly limit: readonly Coin[] | undefined;
  /** Unix nanoseconds. */
  readonly ends: bigint | undefined;
  readonly period:
    | {
        readonly every: bigint;
        readonly limit: readonly Coin[];
        readonly left: readonly Coin[];
        readonly resets: bigint;
      }
    | undefined;
  /** Type URLs of the messages whose fees are paid. */
  readonly only: readonly string[] | undefined;
}

/** Allowances as the Cosmos SDK's feegrant module keeps them. */
export const feegrantMsgs = {
  GrantAllowance(w: World, { granter, grantee, allowance }: MsgGrantAllowance, env: Env) {
    must(granter !== grantee, "sdk.InvalidAddress");
    must(!w.allowances.has(`${granter}/${grantee}`), "sdk.InvalidRequest");
    sane(env);
    const terms = termsOf(allowance as Any);
    must(terms.ends === undefined || terms.ends >= w.time, "sdk.InvalidRequest");
    openAccount(w, grantee);
    w.allowances.set(`${granter}/${grantee}`, { granter, grantee, ...terms });
    return {};
  },
  RevokeAllowance(w: World, { granter, grantee }: MsgRevokeAllowance) {
    must(granter !== grantee, "sdk.InvalidAddress");
    must(w.allowances.delete(`${granter}/${grantee}`), "sdk.NotFound");
    w.reached.add("an allowance was revoked");
    return {};
  },
  PruneAllowances(w: World) {
    forgetAllowances(w);
    return {};
  },
};

/** What ended before this block is gone at its end. More than a block forgets at once never ends here in one. */
export function forgetAllowances(w: World): void {
  for (const [key, { ends }] of w.allowances)
    if (ends !== undefined && ends < w.time) {
      w.allowances.delete(key);
      w.reached.add("an allowance ended");
    }
}

/** Who pays a transaction's fee; what a granter allows becomes less. */
export function payerOf(w: World, { allowances }: Ledger, tx: Tx): string {
  const own = tx.payer ?? tx.signers[0]?.address ?? "";
  if (tx.granter === undefined || tx.granter === own) return own;
  const key = `${tx.granter}/${own}`;
  const left = after(w, allowances.get(key) ?? refuse("sdk.NotFound"), tx);
  if (left === undefined) allowances.delete(key);
  else allowances.set(key, left);
  w.reached.add(left === undefined ? "an allowance was used up" : "an allowance was used");
  return tx.granter;
}

/** What is left of an allowance; undefined when that is nothing. */
function after(w: World, allowance: Allowance, { fee, messages }: Tx): Allowance | undefined {
  const { only, ends, limit } = allowance;
  must(only === undefined || messages.every(({ type }) => only.includes(`/${type}`)), "feegrant.MessageNotAllowed");
  must(ends === undefined || ends >= w.time, "feegrant.Expired");
  const period = allowance.period && filledUp(w, allowance);
  const periodLeft = period && (minus(period.left, fee) ?? refuse("feegrant.LimitExceeded"));
  const left = limit && (minus(limit, fee) ?? refuse("feegrant.LimitExceeded"));
  if (left?.length === 0) return undefined;
  return { ...allowance, limit: left, period: period && { ...period, left: periodLeft ?? [] } };
}

/** A period begins with the lesser of its limit and the whole one; more than a period late, the next one counts from now. */
function filledUp(w: World, { limit, period }: Allowance): NonNullable<Allowance["period"]> {
  const now = period as NonNullable<Allowance["period"]>;
  if (w.time < now.resets) return now;
  w.reached.add("an allowance's period began");
  const next = now.resets + now.every;
  const isScarce = limit !== undefined && minus(limit, now.limit) === undefined;
  return { ...now, left: isScarce ? limit : now.limit, resets: w.time > next ? w.time + now.every : next };
}

/** What an allowance says, of whichever kind it is. */
export function termsOf({ typeUrl, value }: Any): Omit<Allowance, "granter" | "grantee"> {
  if (typeUrl === AllowedMsgAllowance.typeUrl) {
    const { allowance, allowedMessages } = AllowedMsgAllowance.decode(value);
    return { ...termsOf(allowance as Any), only: allowedMessages };
  }
  if (typeUrl === BasicAllowance.typeUrl) return { ...boundsOf(BasicAllowance.decode(value)), period: undefined };
  const { basic, period, periodSpendLimit, periodCanSpend, periodReset } = PeriodicAllowance.decode(value);
  const terms = { every: moment(period), limit: periodSpendLimit, left: periodCanSpend, resets: moment(periodReset) };
  return { ...boundsOf(basic), period: terms };
}

function boundsOf({ spendLimit, expiration }: BasicAllowance) {
  const limit = spendLimit.length === 0 ? undefined : spendLimit;
  return { limit, ends: expiration && moment(expiration), only: undefined };
}
