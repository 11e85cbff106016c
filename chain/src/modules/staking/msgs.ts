import {
  BondStatus,
  type CommissionRates,
  type Description,
  type MsgRpcs,
  Validator,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  addressFault,
  type Ctx,
  DEC_ONE,
  emitLegacy,
  ensure,
  type Handlers,
  Sdk,
  utf8ToBytes,
  VALIDATOR,
} from "../../kernel/index.js";
import { coinsFault, coinText, delegate } from "../bank/api.js";
import { bondDenom, consensusAddressOf, NOT_BONDED_POOL, operatorAccount, saveNewValidator } from "./api.js";
import { E } from "./errors.js";
import { firstShares } from "./math.js";
import { delegations, delegators, operators, params, validators } from "./state.js";

/** Bytes of each part of a description (x/staking/types/validator.go). */
const LONGEST: readonly (readonly [part: keyof Description, name: string, max: number])[] = [
  ["moniker", "moniker", 70],
  ["identity", "identity", 3000],
  ["website", "website", 140],
  ["securityContact", "security contact", 140],
  ["details", "details", 280],
];

type Served = Pick<MsgRpcs, "CreateValidator">;

export const msgs: Handlers<Served, Ctx> = {
  CreateValidator(ctx, msg) {
    // The set of validators is fixed at genesis until unbonding exists.
    ensure(ctx.height === 0n, Sdk.NotSupported, "validators are created at genesis only");
    const operator = msg.validatorAddress;
    const fault = addressFault(operator, ctx.prefix + VALIDATOR);
    ensure(fault === undefined, Sdk.InvalidAddress, `invalid validator address: ${fault}`);
    requireStake(ctx, msg);
    requireCommission(ctx, msg.commission);
    ensure(!validators.has(ctx, operator), E.ValidatorOwnerExists);
    ensure(!operators.has(ctx, consensusAddressOf(ctx, msg.pubkey)), E.ValidatorPubKeyExists);
    requireDescription(msg.description);

    const delegator = operatorAccount(ctx, operator);
    delegate(ctx, delegator, NOT_BONDED_POOL, [msg.value]);
    const shares = firstShares(msg.value.amount);
    saveNewValidator(
      ctx,
      Validator.fromPartial({
        operatorAddress: operator,
        consensusPubkey: msg.pubkey,
        status: BondStatus.UNBONDED,
        tokens: msg.value.amount,
        delegatorShares: shares,
        description: msg.description,
        commission: { commissionRates: msg.commission, updateTime: timestamp(ctx.time) },
        minSelfDelegation: msg.minSelfDelegation,
      }),
    );
    delegations.set(ctx, [delegator, operator], { delegatorAddress: delegator, validatorAddress: operator, shares });
    delegators.add(ctx, [operator, delegator]);
    emitLegacy(ctx, "create_validator", [
      ["validator", operator],
      ["amount", coinText(msg.value)],
    ]);
    return {};
  },
};

function requireStake(ctx: Ctx, { value, minSelfDelegation }: Served["CreateValidator"]["request"]): void {
  ensure(coinsFault([value]) === undefined, Sdk.InvalidRequest, "invalid delegation amount");
  ensure(minSelfDelegation > 0n, Sdk.InvalidRequest, "minimum self delegation must be a positive integer");
  ensure(value.amount >= minSelfDelegation, E.SelfDelegationBelowMin);
  const denom = bondDenom(ctx);
  ensure(value.denom === denom, Sdk.InvalidRequest, `invalid coin denomination: got ${value.denom}, expected ${denom}`);
}

/** x/staking/types/commission.go, CommissionRates.Validate. */
function requireCommission(ctx: Ctx, { rate, maxRate, maxChangeRate }: CommissionRates): void {
  ensure(maxRate >= 0n, E.CommissionNegative);
  ensure(maxRate <= DEC_ONE, E.CommissionHuge);
  ensure(rate >= 0n, E.CommissionNegative);
  ensure(rate <= maxRate, E.CommissionAboveMax);
  ensure(maxChangeRate >= 0n, E.ChangeRateNegative);
  ensure(maxChangeRate <= maxRate, E.ChangeRateAboveMax);
  ensure(rate >= params.get(ctx).minCommissionRate, E.CommissionBelowMin);
}

function requireDescription(description: Description): void {
  const empty = LONGEST.every(([part]) => description[part] === "");
  ensure(!empty, Sdk.InvalidRequest, "empty description");
  for (const [part, name, max] of LONGEST) {
    const got = utf8ToBytes(description[part]).length;
    ensure(got <= max, Sdk.InvalidRequest, `invalid ${name} length; got: ${got}, max: ${max}`);
  }
}

function timestamp(time: bigint) {
  return { seconds: time / 1_000_000_000n, nanos: Number(time % 1_000_000_000n) };
}
