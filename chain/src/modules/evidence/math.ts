import { Equivocation } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { sha256 } from "@noble/hashes/sha2.js";
import { goTime } from "../../kernel/index.js";

/** What names an equivocation: sha256 of its encoding. */
export function hashOf(equivocation: Equivocation): Uint8Array {
  return sha256(Equivocation.encode(equivocation));
}

/** Evidence as it is stored and shown. */
export function packed(equivocation: Equivocation): Any {
  return { typeUrl: Equivocation.typeUrl, value: Equivocation.encode(equivocation) };
}

/** Why an equivocation cannot be, in the SDK's words (x/evidence/types/evidence.go, ValidateBasic). */
export function equivocationFault({ time, height, power, consensusAddress }: Equivocation): string | undefined {
  if (time.seconds <= 0n) return `invalid equivocation time: ${goTime(time)}`;
  if (height < 1n) return `invalid equivocation height: ${height}`;
  if (power < 1n) return `invalid equivocation validator power: ${power}`;
  if (consensusAddress === "") return "invalid equivocation validator consensus address: ";
  return undefined;
}
