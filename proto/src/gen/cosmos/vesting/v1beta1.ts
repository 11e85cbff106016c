// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_auth_v1beta1 from "../../../gen/cosmos/auth/v1beta1.js";
import * as cosmos_base_v1beta1 from "../../../gen/cosmos/base/v1beta1.js";

/**
 * MsgCreateVestingAccount defines a message that enables creating a vesting
 * account.
 */
export interface MsgCreateVestingAccount {
  readonly fromAddress: Address;
  readonly toAddress: Address;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
  /** end of vesting as unix time (in seconds). */
  readonly endTime: bigint;
  readonly delayed: boolean;
}
export const MsgCreateVestingAccount: MessageCodec<MsgCreateVestingAccount> = message<MsgCreateVestingAccount>(
  "cosmos.vesting.v1beta1.MsgCreateVestingAccount",
  () => ({ fromAddress: "" as Address, toAddress: "" as Address, amount: [], endTime: 0n, delayed: false }),
  [
    [1, "from_address", "string", { scalar: "cosmos.AddressString" }],
    [2, "to_address", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
    [4, "end_time", "int64"],
    [5, "delayed", "bool"],
  ],
  { signers: ["from_address"], aminoName: "cosmos-sdk/MsgCreateVestingAccount" },
);

/** MsgCreateVestingAccountResponse defines the Msg/CreateVestingAccount response type. */
export interface MsgCreateVestingAccountResponse {
}
export const MsgCreateVestingAccountResponse: MessageCodec<MsgCreateVestingAccountResponse> = message<MsgCreateVestingAccountResponse>(
  "cosmos.vesting.v1beta1.MsgCreateVestingAccountResponse",
  () => ({}),
  [],
);

/**
 * MsgCreatePermanentLockedAccount defines a message that enables creating a permanent
 * locked account.
 */
export interface MsgCreatePermanentLockedAccount {
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly amount: readonly cosmos_base_v1beta1.Coin[];
}
export const MsgCreatePermanentLockedAccount: MessageCodec<MsgCreatePermanentLockedAccount> = message<MsgCreatePermanentLockedAccount>(
  "cosmos.vesting.v1beta1.MsgCreatePermanentLockedAccount",
  () => ({ fromAddress: "", toAddress: "", amount: [] }),
  [
    [1, "from_address", "string"],
    [2, "to_address", "string"],
    [3, "amount", "message", { type: () => cosmos_base_v1beta1.Coin, repeated: true, amino: { encoding: "legacy_coins", keepEmpty: true } }],
  ],
  { signers: ["from_address"], aminoName: "cosmos-sdk/MsgCreatePermLockedAccount" },
);

/** MsgCreatePermanentLockedAccountResponse defines the Msg/CreatePermanentLockedAccount response type. */
export interface MsgCreatePermanentLockedAccountResponse {
}
export const MsgCreatePermanentLockedAccountResponse: MessageCodec<MsgCreatePermanentLockedAccountResponse> = message<MsgCreatePermanentLockedAccountResponse>(
  "cosmos.vesting.v1beta1.MsgCreatePermanentLockedAccountResponse",
  () => ({}),
  [],
);

/**
 * MsgCreateVestingAccount defines a message that enables creating a vesting
 * account.
 */
export interface MsgCreatePeriodicVestingAccount {
  readonly fromAddress: string;
  readonly toAddress: string;
  /** start of vesting as unix time (in seconds). */
  readonly startTime: bigint;
  readonly vestingPeriods: readonly Period[];
}
export const MsgCreatePeriodicVestingAccount: MessageCodec<MsgCreatePeriodicVestingAccount> = message<MsgCreatePeriodicVestingAccount>(
  "cosmos.vesting.v1beta1.MsgCreatePeriodicVestingAccount",
  () => ({ fromAddress: "", toAddress: "", startTime: 0n, vestingPeriods: [] }),
  [
    [1, "from_address", "string"],
    [2, "to_address", "string"],
    [3, "start_time", "int64"],
    [4, "vesting_periods", "message", { type: () => Period, repeated: true, amino: { keepEmpty: true } }],
  ],
  { signers: ["from_address"], aminoName: "cosmos-sdk/MsgCreatePeriodVestAccount" },
);

/**
 * MsgCreateVestingAccountResponse defines the Msg/CreatePeriodicVestingAccount
 * response type.
 */
export interface MsgCreatePeriodicVestingAccountResponse {
}
export const MsgCreatePeriodicVestingAccountResponse: MessageCodec<MsgCreatePeriodicVestingAccountResponse> = message<MsgCreatePeriodicVestingAccountResponse>(
  "cosmos.vesting.v1beta1.MsgCreatePeriodicVestingAccountResponse",
  () => ({}),
  [],
);

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

/** Msg defines the bank Msg service. */
export const Msg = service({
  name: "cosmos.vesting.v1beta1.Msg",
  comment: "Msg defines the bank Msg service.",
  isMsg: true,
  methods: {
    CreateVestingAccount: {
      name: "CreateVestingAccount",
      path: "/cosmos.vesting.v1beta1.Msg/CreateVestingAccount",
      request: MsgCreateVestingAccount,
      response: MsgCreateVestingAccountResponse,
      comment: "CreateVestingAccount defines a method that enables creating a vesting\naccount.",
    },
    CreatePermanentLockedAccount: {
      name: "CreatePermanentLockedAccount",
      path: "/cosmos.vesting.v1beta1.Msg/CreatePermanentLockedAccount",
      request: MsgCreatePermanentLockedAccount,
      response: MsgCreatePermanentLockedAccountResponse,
      comment: "CreatePermanentLockedAccount defines a method that enables creating a permanent\nlocked account.",
    },
    CreatePeriodicVestingAccount: {
      name: "CreatePeriodicVestingAccount",
      path: "/cosmos.vesting.v1beta1.Msg/CreatePeriodicVestingAccount",
      request: MsgCreatePeriodicVestingAccount,
      response: MsgCreatePeriodicVestingAccountResponse,
      comment: "CreatePeriodicVestingAccount defines a method that enables creating a\nperiodic vesting account.",
    },
  },
} as const);
export type MsgRpcs = {
  CreateVestingAccount: { request: MsgCreateVestingAccount; response: MsgCreateVestingAccountResponse };
  CreatePermanentLockedAccount: { request: MsgCreatePermanentLockedAccount; response: MsgCreatePermanentLockedAccountResponse };
  CreatePeriodicVestingAccount: { request: MsgCreatePeriodicVestingAccount; response: MsgCreatePeriodicVestingAccountResponse };
};
