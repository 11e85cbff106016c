import { defineErrors } from "../../kernel/index.js";

/** x/staking/types/errors.go, as far as a message or a query can produce them. */
export const E = defineErrors("staking", {
  NoValidatorFound: [3, "validator does not exist"],
  ValidatorOwnerExists: [
    4,
    "validator already exist for this operator address; must use new validator operator address",
  ],
  ValidatorPubKeyExists: [5, "validator already exist for this pubkey; must use new validator pubkey"],
  PubKeyTypeNotSupported: [6, "validator pubkey type is not supported"],
  ValidatorJailed: [7, "validator for this address is currently jailed"],
  CommissionNegative: [9, "commission must be positive"],
  CommissionHuge: [10, "commission cannot be more than 100%"],
  CommissionAboveMax: [11, "commission cannot be more than the max rate"],
  CommissionUpdateTime: [12, "commission cannot be changed more than once in 24h"],
  ChangeRateNegative: [13, "commission change rate must be positive"],
  ChangeRateAboveMax: [14, "commission change rate cannot be more than the max rate"],
  CommissionAboveMaxChange: [15, "commission cannot be changed more than max change rate"],
  SelfDelegationBelowMin: [16, "validator's self delegation must be greater than their minimum self delegation"],
  MinSelfDelegationDecreased: [17, "minimum self delegation cannot be decrease"],
  NoDelegation: [19, "no delegation for (address, validator) tuple"],
  InsufficientShares: [22, "insufficient delegation shares"],
  MaxUnbondingEntries: [27, "too many unbonding delegation entries for (delegator, validator) tuple"],
  SelfRedelegation: [29, "cannot redelegate to the same validator"],
  TinyRedelegation: [30, "too few tokens to redelegate (truncates to zero tokens)"],
  BadRedelegationDst: [31, "redelegation destination validator not found"],
  TransitiveRedelegation: [
    32,
    "redelegation to this validator already in progress; first redelegation to this validator must complete before next redelegation",
  ],
  MaxRedelegationEntries: [33, "too many redelegation entries for (delegator, src-validator, dst-validator) tuple"],
  ShareRateInvalid: [34, "cannot delegate to validators with invalid (zero) ex-rate"],
  EmptyPubKey: [39, "empty validator public key"],
  CommissionBelowMin: [40, "commission cannot be less than min rate"],
});
