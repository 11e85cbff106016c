import { type Address, type ConsAddress, type Dec, hook, type ValAddress } from "../../../kernel/index.js";

/** Who changes a delegation: a message, which can be refused, or the chain itself, which cannot (WithStrictWithdraw in the SDK). */
export type Cause = "message" | "chain";

/**
 * What others hear of validators and delegations, in the order of app/hooks.ts (x/staking/types/expected_keepers.go,
 * StakingHooks).
 */
export const hooks = {
  afterValidatorCreated: hook<[operator: ValAddress]>(),
  beforeValidatorModified: hook<[operator: ValAddress]>(),
  afterValidatorRemoved: hook<[key: ConsAddress, operator: ValAddress, cause: Cause]>(),
  afterValidatorBonded: hook<[key: ConsAddress, operator: ValAddress]>(),
  afterValidatorBeginUnbonding: hook<[key: ConsAddress, operator: ValAddress]>(),
  beforeDelegationCreated: hook<[delegator: Address, operator: ValAddress]>(),
  beforeDelegationSharesModified: hook<[delegator: Address, operator: ValAddress, cause: Cause]>(),
  beforeDelegationRemoved: hook<[delegator: Address, operator: ValAddress]>(),
  afterDelegationModified: hook<[delegator: Address, operator: ValAddress]>(),
  /** Before a validator loses that part of its tokens, 0 … 1. */
  beforeValidatorSlashed: hook<[operator: ValAddress, fraction: Dec]>(),
  afterUnbondingInitiated: hook<[id: bigint]>(),
} as const;
