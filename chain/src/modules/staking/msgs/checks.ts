import { decText } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import type {
  Commission,
  CommissionRates,
  Description,
  MsgCreateValidator,
  Params,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  type Address,
  type Amount,
  accountFault,
  type Ctx,
  DEC_ONE,
  type Dec,
  ensure,
  LONGEST_SPAN,
  lowerCase,
  nanoseconds,
  Sdk,
  utf8ToBytes,
  VALIDATOR,
  type ValAddress,
} from "../../../kernel/index.js";
import { coinsFault, denomFault } from "../../bank/api.js";
import { consensusParams } from "../../consensus/api.js";
import { E } from "../errors.js";
import { params } from "../state.js";
import type { ConsensusKey } from "./keys.js";
import { bondDenom } from "./pools.js";

const HOUR = 3_600_000_000_000n;
/** In place of a part of a description: it stays as it is. */
const UNCHANGED = "[do-not-modify]";

/** Bytes of each part of a description (x/staking/types/validator.go). */
const LONGEST: readonly (readonly [part: keyof Description, name: string, max: number])[] = [
  ["moniker", "moniker", 70],
  ["identity", "identity", 3000],
  ["website", "website", 140],
  ["securityContact", "security contact", 140],
  ["details", "details", 280],
];

/**
 * A validator that a message names, in the one spelling that records have.
 *
 * @throws sdk 7 InvalidAddress
 */
export function operatorIn(ctx: Ctx, text: ValAddress, what = "validator"): ValAddress {
  const fault = accountFault(text, ctx.prefix + VALIDATOR);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid ${what} address: ${fault}`);
  return text.toLowerCase() as ValAddress;
}

/** {@link operatorIn} for who delegates. */
export function delegatorIn(ctx: Ctx, text: Address): Address {
  const fault = accountFault(text, ctx.prefix);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid delegator address: ${fault}`);
  return lowerCase(text);
}

/** @throws sdk 18 InvalidRequest  not a positive amount of a denomination */
export function requirePositive(coin: Coin, what: string): void {
  ensure(coinsFault([coin]) === undefined, Sdk.InvalidRequest, `invalid ${what}`);
}

/** @throws sdk 18 InvalidRequest  another denomination than the one that is staked */
export function requireBondDenom(ctx: Ctx, { denom }: Coin): void {
  const wanted = bondDenom(ctx);
  ensure(denom === wanted, Sdk.InvalidRequest, `invalid coin denomination: got ${denom}, expected ${wanted}`);
}

/** x/staking/types/msg.go, MsgCreateValidator.Validate, behind the address. */
export function requireCreation({
  pubkey,
  value,
  description,
  commission,
  minSelfDelegation,
}: MsgCreateValidator): void {
  ensure(pubkey !== undefined, E.EmptyPubKey);
  requirePositive(value, "delegation amount");
  requireDescription(description);
  requireRates(commission);
  requireMinimum(minSelfDelegation);
  ensure(value.amount >= minSelfDelegation, E.SelfDelegationBelowMin);
}

export function requireDescription(description: Description): void {
  const empty = LONGEST.every(([part]) => description[part] === "");
  ensure(!empty, Sdk.InvalidRequest, "empty description");
}

export function requireMinimum(minSelfDelegation: Amount): void {
  ensure(minSelfDelegation > 0n, Sdk.InvalidRequest, "minimum self delegation must be a positive integer");
}

export function requireLengths(description: Description): Description {
  for (const [part, name, max] of LONGEST) {
    const got = utf8ToBytes(description[part]).length;
    ensure(got <= max, Sdk.InvalidRequest, `invalid ${name} length; got: ${got}, max: ${max}`);
  }
  return description;
}

/** A description with some parts replaced. */
export function edited(before: Description, next: Description): Description {
  const part = (key: keyof Description) => (next[key] === UNCHANGED ? before[key] : next[key]);
  return requireLengths({
    moniker: part("moniker"),
    identity: part("identity"),
    website: part("website"),
    securityContact: part("securityContact"),
    details: part("details"),
  });
}

/** CometBFT must know such keys. Which it knows is in the parameters of consensus, which the SDK has at hand. */
export function requireKnownKind(ctx: Ctx, { kind }: ConsensusKey): void {
  const known = consensusParams(ctx.free())?.validator?.pubKeyTypes;
  const text = `got: ${kind.name}, expected: [${known?.join(" ")}]`;
  ensure(known === undefined || known.includes(kind.name), E.PubKeyTypeNotSupported, text);
}

/** The least rate that a new validator may ask. */
export function requireLeastRate(ctx: Ctx, rate: Dec): void {
  const least = params.get(ctx).minCommissionRate;
  const text = `cannot set validator commission to less than minimum rate of ${decText(least)}`;
  ensure(rate >= least, E.CommissionBelowMin, text);
}

/** x/staking/types/commission.go, CommissionRates.Validate. */
function requireRates({ rate, maxRate, maxChangeRate }: CommissionRates): void {
  ensure(maxRate >= 0n, E.CommissionNegative);
  ensure(maxRate <= DEC_ONE, E.CommissionHuge);
  ensure(rate >= 0n, E.CommissionNegative);
  ensure(rate <= maxRate, E.CommissionAboveMax);
  ensure(maxChangeRate >= 0n, E.ChangeRateNegative);
  ensure(maxChangeRate <= maxRate, E.ChangeRateAboveMax);
}

/** x/staking/keeper/msg_server.go, EditValidator: what is wrong with a rate whoever asks it. */
export function requirePossibleRate(ctx: Ctx, rate: Dec): void {
  const possible = rate >= 0n && rate <= DEC_ONE;
  ensure(possible, Sdk.InvalidRequest, "commission rate must be between 0 and 1 (inclusive)");
  const least = params.get(ctx).minCommissionRate;
  const text = `commission rate cannot be less than the min commission rate ${decText(least)}`;
  ensure(rate >= least, Sdk.InvalidRequest, text);
}

/** x/staking/types/commission.go, ValidateNewRate: a validator's promises bind it, and it may change its rate once a day. */
export function requireAllowedRate(ctx: Ctx, { commissionRates, updateTime }: Commission, rate: Dec): void {
  ensure(ctx.time - nanoseconds(updateTime) >= 24n * HOUR, E.CommissionUpdateTime);
  ensure(rate <= commissionRates.maxRate, E.CommissionAboveMax);
  ensure(rate - commissionRates.rate <= commissionRates.maxChangeRate, E.CommissionAboveMaxChange);
  // The SDK asks for the least rate a second time.
  params.get(ctx);
}

/** Why these parameters cannot be, in the SDK's words (x/staking/types/params.go, Validate). */
export function paramsFault(next: Params): string | undefined {
  const unbonding = nanoseconds(next.unbondingTime);
  if (unbonding <= 0n) return `unbonding time must be positive: ${unbonding}`;
  if (unbonding > LONGEST_SPAN) return `unbonding time is longer than 292 years: ${unbonding}`;
  if (next.maxValidators === 0) return "max validators must be positive: 0";
  if (next.maxEntries === 0) return "max entries must be positive: 0";
  if (next.bondDenom.trim() === "") return "bond denom cannot be blank";
  const fault = denomFault(next.bondDenom);
  if (fault !== undefined) return fault;
  const { minCommissionRate: least } = next;
  if (least < 0n) return `minimum commission rate cannot be negative: ${decText(least)}`;
  if (least > DEC_ONE) return `minimum commission rate cannot be greater than 100%: ${decText(least)}`;
  return undefined;
}
