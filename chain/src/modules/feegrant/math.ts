import { hasField } from "@dcm/proto";
import { AllowedMsgAllowance, BasicAllowance, PeriodicAllowance } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import {
  type Coins,
  coinsFault,
  coinsText,
  type ErrorCode,
  NO_TIME,
  nanoseconds,
  Sdk,
  subCoins,
  timestampOf,
} from "../../kernel/index.js";
import { E } from "./errors.js";

/** What a granter lets a grantee pay from its account. */
export type Allowance =
  | { readonly kind: "basic"; readonly basic: BasicAllowance }
  | { readonly kind: "periodic"; readonly periodic: PeriodicAllowance }
  /** Another allowance, for some messages only. Undefined where the SDK finds none to unpack. */
  | { readonly kind: "allowed"; readonly messages: readonly string[]; readonly inner: Allowance | undefined };

/** Why something is refused. */
export type Refusal = readonly [error: ErrorCode, details: string];

/** What came of asking an allowance for a fee. */
export interface Verdict {
  /** The allowance afterwards. */
  readonly left: Allowance;
  /** It is used up or over. */
  readonly over: boolean;
  readonly refusal?: Refusal;
}

/** Reads an allowance; undefined where there is none. What it may be was found when the transaction was read. */
export function parseAllowance(packed: Any | undefined): Allowance | undefined {
  if (packed === undefined || packed.typeUrl === "") return undefined;
  const { typeUrl, value } = packed;
  if (typeUrl === BasicAllowance.typeUrl) return { kind: "basic", basic: BasicAllowance.decode(value) };
  if (typeUrl === AllowedMsgAllowance.typeUrl) {
    const { allowance, allowedMessages: messages } = AllowedMsgAllowance.decode(value);
    return { kind: "allowed", messages, inner: parseAllowance(allowance) };
  }
  if (typeUrl !== PeriodicAllowance.typeUrl) return undefined;
  const periodic = PeriodicAllowance.decode(value);
  // A time that was left out is Go's zero time, not the year 1970.
  const reset = hasField(value, PERIOD_RESET) ? periodic.periodReset : timestampOf(NO_TIME);
  return { kind: "periodic", periodic: { ...periodic, periodReset: reset } };
}

const PERIOD_RESET = 5;

/** The allowance in its canonical bytes. */
export function packAllowance(allowance: Allowance): Any {
  if (allowance.kind === "basic")
    return { typeUrl: BasicAllowance.typeUrl, value: BasicAllowance.encode(allowance.basic) };
  if (allowance.kind === "periodic")
    return { typeUrl: PeriodicAllowance.typeUrl, value: PeriodicAllowance.encode(allowance.periodic) };
  const inner = allowance.inner && packAllowance(allowance.inner);
  const value = AllowedMsgAllowance.encode({ allowance: inner, allowedMessages: allowance.messages });
  return { typeUrl: AllowedMsgAllowance.typeUrl, value };
}

/** When the allowance ends, Unix nanoseconds; undefined for never. */
export function expirationOf(allowance: Allowance): bigint | undefined {
  if (allowance.kind === "allowed") return allowance.inner && expirationOf(allowance.inner);
  const { expiration } = allowance.kind === "basic" ? allowance.basic : allowance.periodic.basic;
  return expiration && nanoseconds(expiration);
}

/** Why an allowance cannot be granted (ValidateBasic of each kind); undefined when it can. */
export function allowanceFault(allowance: Allowance): Refusal | undefined {
  if (allowance.kind === "basic") return basicFault(allowance.basic);
  if (allowance.kind === "periodic") return periodicFault(allowance.periodic);
  if (allowance.inner === undefined) return [E.NoAllowance, "allowance should not be empty"];
  if (allowance.messages.length === 0) return [E.NoMessages, "allowed messages shouldn't be empty"];
  return allowanceFault(allowance.inner);
}

/**
 * Asks an allowance that is not bound to messages for a fee.
 *
 * @param fee   sorted, each denomination once, all above zero
 * @param time  of the block, Unix nanoseconds
 * @see Cosmos SDK, x/feegrant v0.2.0, basic_fee.go, Accept
 */
export function spendBasic(basic: BasicAllowance, fee: Coins, time: bigint): Verdict {
  if (isOver(basic, time)) return refused({ kind: "basic", basic }, true, [E.Expired, "basic allowance"]);
  const unlimited = basic.spendLimit.length === 0;
  const left = unlimited ? basic.spendLimit : subCoins(basic.spendLimit, fee);
  if (left === undefined) return refused({ kind: "basic", basic }, false, [E.LimitExceeded, "basic allowance"]);
  return { left: { kind: "basic", basic: { ...basic, spendLimit: left } }, over: !unlimited && left.length === 0 };
}

/** {@link spendBasic} of an allowance that is filled up at each period's end (periodic_fee.go, Accept). */
export function spendPeriodic(before: PeriodicAllowance, fee: Coins, time: bigint): Verdict {
  const kind = "periodic";
  if (isOver(before.basic, time)) return refused({ kind, periodic: before }, true, [E.Expired, "absolute limit"]);
  const periodic = filledUp(before, time);
  const periodCanSpend = subCoins(periodic.periodCanSpend, fee);
  if (periodCanSpend === undefined) return refused({ kind, periodic }, false, [E.LimitExceeded, "period limit"]);
  const { spendLimit } = periodic.basic;
  const unlimited = spendLimit.length === 0;
  const left = unlimited ? spendLimit : subCoins(spendLimit, fee);
  if (left === undefined) return refused({ kind, periodic }, false, [E.LimitExceeded, "absolute limit"]);
  const basic = { ...periodic.basic, spendLimit: left };
  return { left: { kind, periodic: { ...periodic, basic, periodCanSpend } }, over: !unlimited && left.length === 0 };
}

/** At a period's end there is the lesser of its limit and the whole one; more than a period late, the next begins now. */
function filledUp(periodic: PeriodicAllowance, time: bigint): PeriodicAllowance {
  const { basic, periodSpendLimit, periodReset, period } = periodic;
  if (time < nanoseconds(periodReset)) return periodic;
  const scarce = basic.spendLimit.length > 0 && subCoins(basic.spendLimit, periodSpendLimit) === undefined;
  const next = nanoseconds(periodReset) + nanoseconds(period);
  return {
    ...periodic,
    periodCanSpend: scarce ? basic.spendLimit : periodSpendLimit,
    periodReset: timestampOf(time > next ? time + nanoseconds(period) : next),
  };
}

function isOver({ expiration }: BasicAllowance, time: bigint): boolean {
  return expiration !== undefined && nanoseconds(expiration) < time;
}

function refused(left: Allowance, over: boolean, refusal: Refusal): Verdict {
  return { left, over, refusal };
}

function basicFault({ spendLimit, expiration }: BasicAllowance): Refusal | undefined {
  if (coinsFault(spendLimit) !== undefined)
    return [Sdk.InvalidCoins, `send amount is invalid: ${coinsText(spendLimit)}`];
  if (expiration !== undefined && expiration.seconds < 0n)
    return [E.InvalidDuration, "expiration time cannot be negative"];
  return undefined;
}

function periodicFault({ basic, period, periodSpendLimit, periodCanSpend }: PeriodicAllowance): Refusal | undefined {
  const fault = basicFault(basic);
  if (fault !== undefined) return fault;
  if (coinsFault(periodSpendLimit) !== undefined)
    return [Sdk.InvalidCoins, `spend amount is invalid: ${coinsText(periodSpendLimit)}`];
  if (periodSpendLimit.length === 0) return [Sdk.InvalidCoins, "spend limit must be positive"];
  if (coinsFault(periodCanSpend) !== undefined)
    return [Sdk.InvalidCoins, `can spend amount is invalid: ${coinsText(periodCanSpend)}`];
  const { spendLimit } = basic;
  const known = periodSpendLimit.every(({ denom }) => spendLimit.some((coin) => coin.denom === denom));
  if (spendLimit.length > 0 && !known)
    return [Sdk.InvalidCoins, "period spend limit has different currency than basic spend limit"];
  return nanoseconds(period) < 0n ? [E.InvalidDuration, "negative clock step"] : undefined;
}
