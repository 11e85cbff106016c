// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import type { Amount, Dec } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";

/**
 * Coin defines a token with a denomination and an amount.
 *
 * NOTE: The amount field is an Int which implements the custom method
 * signatures required by gogoproto.
 */
export interface Coin {
  readonly denom: string;
  readonly amount: Amount;
}
export const Coin: MessageCodec<Coin> = message<Coin>(
  "cosmos.base.v1beta1.Coin",
  () => ({ denom: "", amount: 0n as Amount }),
  [
    [1, "denom", "string"],
    [2, "amount", "amount", { scalar: "cosmos.Int", amino: { keepEmpty: true } }],
  ],
);

/**
 * DecCoin defines a token with a denomination and a decimal amount.
 *
 * NOTE: The amount field is an Dec which implements the custom method
 * signatures required by gogoproto.
 */
export interface DecCoin {
  readonly denom: string;
  readonly amount: Dec;
}
export const DecCoin: MessageCodec<DecCoin> = message<DecCoin>(
  "cosmos.base.v1beta1.DecCoin",
  () => ({ denom: "", amount: 0n as Dec }),
  [
    [1, "denom", "string"],
    [2, "amount", "dec", { scalar: "cosmos.Dec" }],
  ],
);

/**
 * IntProto defines a Protobuf wrapper around an Int object.
 * Deprecated: Prefer to use math.Int directly. It supports binary Marshal and Unmarshal.
 */
export interface IntProto {
  readonly int: Amount;
}
export const IntProto: MessageCodec<IntProto> = message<IntProto>(
  "cosmos.base.v1beta1.IntProto",
  () => ({ int: 0n as Amount }),
  [
    [1, "int", "amount", { scalar: "cosmos.Int" }],
  ],
);

/**
 * DecProto defines a Protobuf wrapper around a Dec object.
 * Deprecated: Prefer to use math.LegacyDec directly. It supports binary Marshal and Unmarshal.
 */
export interface DecProto {
  readonly dec: Dec;
}
export const DecProto: MessageCodec<DecProto> = message<DecProto>(
  "cosmos.base.v1beta1.DecProto",
  () => ({ dec: 0n as Dec }),
  [
    [1, "dec", "dec", { scalar: "cosmos.Dec" }],
  ],
);
