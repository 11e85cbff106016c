import { defineErrors } from "../../kernel/index.js";

/** x/staking/types/errors.go, as far as genesis validators need them. */
export const E = defineErrors("staking", {
  ValidatorOwnerExists: [
    4,
    "validator already exist for this operator address; must use new validator operator address",
  ],
  ValidatorPubKeyExists: [5, "validator already exist for this pubkey; must use new validator pubkey"],
  PubKeyTypeNotSupported: [6, "validator pubkey type is not supported"],
  CommissionNegative: [9, "commission must be positive"],
  CommissionHuge: [10, "commission cannot be more than 100%"],
  CommissionAboveMax: [11, "commission cannot be more than the max rate"],
  ChangeRateNegative: [13, "commission change rate must be positive"],
  ChangeRateAboveMax: [14, "commission change rate cannot be more than the max rate"],
  SelfDelegationBelowMin: [16, "validator's self delegation must be greater than their minimum self delegation"],
  EmptyPubKey: [39, "empty validator public key"],
  CommissionBelowMin: [40, "commission cannot be less than min rate"],
});
