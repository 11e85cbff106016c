import { decText } from "@dcm/proto";
import { BondStatus, type Commission, type MsgRpcs, Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { type Ctx, emitLegacy, ensure, type Handlers, Sdk, timestampOf, timeText } from "../../kernel/index.js";
import { updateParams } from "../auth/api.js";
import { coinText } from "../bank/api.js";
import { E } from "./errors.js";
import { hasNoRate } from "./math.js";
import {
  delegatorIn,
  edited,
  operatorIn,
  paramsFault,
  requireAllowedRate,
  requireBondDenom,
  requireCreation,
  requireDescription,
  requireKnownKind,
  requireLeastRate,
  requireLengths,
  requireMinimum,
  requirePositive,
  requirePossibleRate,
} from "./msgs/checks.js";
import { cancelUnbonding, delegate, sharesToUnbond, undelegate } from "./msgs/delegations.js";
import { hooks } from "./msgs/hooks.js";
import { consensusAddressOf, consensusKey } from "./msgs/keys.js";
import { beginRedelegation } from "./msgs/redelegations.js";
import { existingValidator, operatorAccount, saveNewValidator, validatorByKey } from "./msgs/validators.js";
import { params, validators } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  CreateValidator(ctx, msg) {
    const { description, commission, value } = msg;
    const operator = operatorIn(ctx, msg.validatorAddress);
    requireCreation(msg);
    requireLeastRate(ctx, commission.rate);
    ensure(validators.get(ctx, operator) === undefined, E.ValidatorOwnerExists);
    const taken = validatorByKey(ctx, consensusAddressOf(ctx, msg.pubkey));
    ensure(taken === undefined, E.ValidatorPubKeyExists);
    requireBondDenom(ctx, value);
    requireLengths(description);
    requireKnownKind(ctx, consensusKey(msg.pubkey));

    const validator = Validator.fromPartial({
      operatorAddress: operator,
      consensusPubkey: msg.pubkey,
      status: BondStatus.UNBONDED,
      description,
      commission: { commissionRates: commission, updateTime: timestampOf(ctx.time) },
      minSelfDelegation: msg.minSelfDelegation,
    });
    saveNewValidator(ctx, validator);
    hooks.afterValidatorCreated.tell(ctx, operator);
    delegate(ctx, operatorAccount(ctx, operator), validator, value.amount);
    emitLegacy(ctx, "create_validator", [
      ["validator", msg.validatorAddress],
      ["amount", coinText(value)],
    ]);
    return {};
  },

  EditValidator(ctx, { validatorAddress, description, commissionRate: rate, minSelfDelegation: minimum }) {
    const operator = operatorIn(ctx, validatorAddress);
    requireDescription(description);
    if (minimum !== undefined) requireMinimum(minimum);
    if (rate !== undefined) requirePossibleRate(ctx, rate);
    const before = existingValidator(ctx, operator);
    let validator: Validator = { ...before, description: edited(before.description, description) };
    if (rate !== undefined) {
      requireAllowedRate(ctx, before.commission, rate);
      hooks.beforeValidatorModified.tell(ctx, operator);
      validator = { ...validator, commission: changed(ctx, before.commission, rate) };
    }
    if (minimum !== undefined) {
      ensure(minimum > before.minSelfDelegation, E.MinSelfDelegationDecreased);
      ensure(minimum <= before.tokens, E.SelfDelegationBelowMin);
      validator = { ...validator, minSelfDelegation: minimum };
    }

    validators.set(ctx, operator, validator);
    emitLegacy(ctx, "edit_validator", [
      ["commission_rate", commissionText(validator.commission)],
      ["min_self_delegation", `${validator.minSelfDelegation}`],
    ]);
    return {};
  },

  Delegate(ctx, { delegatorAddress, validatorAddress, amount }) {
    const operator = operatorIn(ctx, validatorAddress);
    const delegator = delegatorIn(ctx, delegatorAddress);
    requirePositive(amount, "delegation amount");
    const validator = existingValidator(ctx, operator);
    requireBondDenom(ctx, amount);

    const shares = delegate(ctx, delegator, validator, amount.amount);
    emitLegacy(ctx, "delegate", [
      ["validator", validatorAddress],
      ["delegator", delegatorAddress],
      ["amount", coinText(amount)],
      ["new_shares", decText(shares)],
    ]);
    return {};
  },

  BeginRedelegate(ctx, msg) {
    const { validatorSrcAddress, validatorDstAddress, amount } = msg;
    const source = operatorIn(ctx, validatorSrcAddress, "source validator");
    const target = operatorIn(ctx, validatorDstAddress, "destination validator");
    const delegator = delegatorIn(ctx, msg.delegatorAddress);
    requirePositive(amount, "shares amount");
    const shares = sharesToUnbond(ctx, [delegator, source], amount.amount);
    requireBondDenom(ctx, amount);

    const completion = beginRedelegation(ctx, { delegator, source, target }, shares);
    emitLegacy(ctx, "redelegate", [
      ["source_validator", validatorSrcAddress],
      ["destination_validator", validatorDstAddress],
      ["amount", coinText(amount)],
      ["completion_time", timeText(completion)],
    ]);
    return { completionTime: timestampOf(completion) };
  },

  Undelegate(ctx, { delegatorAddress, validatorAddress, amount }) {
    const operator = operatorIn(ctx, validatorAddress);
    const delegator = delegatorIn(ctx, delegatorAddress);
    requirePositive(amount, "shares amount");
    const shares = sharesToUnbond(ctx, [delegator, operator], amount.amount);
    requireBondDenom(ctx, amount);

    const { tokens, completion } = undelegate(ctx, [delegator, operator], shares);
    const undelegated = { denom: amount.denom, amount: tokens };
    emitLegacy(ctx, "unbond", [
      ["validator", validatorAddress],
      ["delegator", delegatorAddress],
      ["amount", coinText(undelegated)],
      ["completion_time", timeText(completion)],
    ]);
    return { completionTime: timestampOf(completion), amount: undelegated };
  },

  CancelUnbondingDelegation(ctx, msg) {
    const { delegatorAddress, validatorAddress, amount, creationHeight } = msg;
    const operator = operatorIn(ctx, validatorAddress);
    const delegator = delegatorIn(ctx, delegatorAddress);
    requirePositive(amount, "amount");
    ensure(creationHeight > 0n, Sdk.InvalidRequest, "invalid height");
    requireBondDenom(ctx, amount);
    const validator = existingValidator(ctx, operator);
    ensure(!hasNoRate(validator), E.ShareRateInvalid);
    ensure(!validator.jailed, E.ValidatorJailed);
    cancelUnbonding(ctx, validator, delegator, { height: creationHeight, tokens: amount.amount });
    emitLegacy(ctx, "cancel_unbonding_delegation", [
      ["amount", coinText(amount)],
      ["validator", validatorAddress],
      ["delegator", delegatorAddress],
      ["creation_height", `${creationHeight}`],
    ]);
    return {};
  },

  UpdateParams: updateParams(params, paramsFault),
};

function changed(ctx: Ctx, { commissionRates }: Commission, rate: Commission["commissionRates"]["rate"]): Commission {
  return { commissionRates: { ...commissionRates, rate }, updateTime: timestampOf(ctx.time) };
}

/** A commission in protobuf's text form, which gogoproto prints with decimals in atomics. */
function commissionText({ commissionRates, updateTime }: Commission): string {
  const { rate, maxRate, maxChangeRate } = commissionRates;
  const { seconds, nanos } = updateTime;
  const moment = `${seconds === 0n ? "" : `seconds:${seconds} `}${nanos === 0 ? "" : `nanos:${nanos} `}`;
  return `commission_rates:<rate:"${rate}" max_rate:"${maxRate}" max_change_rate:"${maxChangeRate}" > update_time:<${moment}> `;
}
