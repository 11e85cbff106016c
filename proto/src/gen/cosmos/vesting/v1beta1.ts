// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_auth_v1beta1 from "../../../gen/cosmos/auth/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";

/**
 * BaseVestingAccount implements the VestingAccount interface. It contains all
 * the necessary fields needed for any vesting account implementation.
 */
export interface BaseVestingAccount {
  readonly baseAccount: cosmos_auth_v1beta1.BaseAccount | undefined;
  readonly originalVesting: readonly cosmos_base_v1beta1.Coin[];
  readonly delegatedFree: readonly cosmos_base_v1beta1.Coin[];
  readonly delegatedVesting: readonly cosmos_base_v1beta1.Coin[];
  /** Vesting end time, as unix timestamp (in seconds). */
  readonly endTime: bigint;
}
export const BaseVestingAccount: MessageCodec<BaseVestingAccount> = message<BaseVestingAccount>(
  "cosmos.vesting.v1beta1.BaseVestingAccount",
  () => ({ baseAccount: undefined, originalVesting: [], delegatedFree: [], delegatedVesting: [], endTime: 0n }),
  [
    [1, "base_account", "message", { type: () => cosmos_auth_v1beta1.BaseAccount, optional: true }],
    [2, "original_vesting", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [3, "delegated_free", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [4, "delegated_vesting", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [5, "end_time", "int64"],
  ],
  { aminoName: "cosmos-sdk/BaseVestingAccount" },
);

/**
 * ContinuousVestingAccount implements the VestingAccount interface. It
 * continuously vests by unlocking coins linearly with respect to time.
 */
export interface ContinuousVestingAccount {
  readonly baseVestingAccount: BaseVestingAccount | undefined;
  /** Vesting start time, as unix timestamp (in seconds). */
  readonly startTime: bigint;
}
export const ContinuousVestingAccount: MessageCodec<ContinuousVestingAccount> = message<ContinuousVestingAccount>(
  "cosmos.vesting.v1beta1.ContinuousVestingAccount",
  () => ({ baseVestingAccount: undefined, startTime: 0n }),
  [
    [1, "base_vesting_account", "message", { type: () => BaseVestingAccount, optional: true }],
    [2, "start_time", "int64"],
  ],
  { aminoName: "cosmos-sdk/ContinuousVestingAccount" },
);

/**
 * DelayedVestingAccount implements the VestingAccount interface. It vests all
 * coins after a specific time, but non prior. In other words, it keeps them
 * locked until a specified time.
 */
export interface DelayedVestingAccount {
  readonly baseVestingAccount: BaseVestingAccount | undefined;
}
export const DelayedVestingAccount: MessageCodec<DelayedVestingAccount> = message<DelayedVestingAccount>(
  "cosmos.vesting.v1beta1.DelayedVestingAccount",
  () => ({ baseVestingAccount: undefined }),
  [
    [1, "base_vesting_account", "message", { type: () => BaseVestingAccount, optional: true }],
  ],
  { aminoName: "cosmos-sdk/DelayedVestingAccount" },
);

/** Period defines a length of time and amount of coins that will vest. */
export interface Period {
  /** Period duration in seconds. */
  readonly length: bigint;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const Period: MessageCodec<Period> = message<Period>(
  "cosmos.vesting.v1beta1.Period",
  () => ({ length: 0n, amount: [] }),
  [
    [1, "length", "int64"],
    [2, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
);

/**
 * PeriodicVestingAccount implements the VestingAccount interface. It
 * periodically vests by unlocking coins during each specified period.
 */
export interface PeriodicVestingAccount {
  readonly baseVestingAccount: BaseVestingAccount | undefined;
  readonly startTime: bigint;
  readonly vestingPeriods: readonly Period[];
}
export const PeriodicVestingAccount: MessageCodec<PeriodicVestingAccount> = message<PeriodicVestingAccount>(
  "cosmos.vesting.v1beta1.PeriodicVestingAccount",
  () => ({ baseVestingAccount: undefined, startTime: 0n, vestingPeriods: [] }),
  [
    [1, "base_vesting_account", "message", { type: () => BaseVestingAccount, optional: true }],
    [2, "start_time", "int64"],
    [3, "vesting_periods", "message", { type: () => Period, repeated: true, amino: { keepEmpty: true } }],
  ],
  { aminoName: "cosmos-sdk/PeriodicVestingAccount" },
);

/**
 * PermanentLockedAccount implements the VestingAccount interface. It does
 * not ever release coins, locking them indefinitely. Coins in this account can
 * still be used for delegating and for governance votes even while locked.
 */
export interface PermanentLockedAccount {
  readonly baseVestingAccount: BaseVestingAccount | undefined;
}
export const PermanentLockedAccount: MessageCodec<PermanentLockedAccount> = message<PermanentLockedAccount>(
  "cosmos.vesting.v1beta1.PermanentLockedAccount",
  () => ({ baseVestingAccount: undefined }),
  [
    [1, "base_vesting_account", "message", { type: () => BaseVestingAccount, optional: true }],
  ],
  { aminoName: "cosmos-sdk/PermanentLockedAccount" },
);
