import { type Dec, decText } from "@dcm/proto";
import { DEC_ONE } from "@dcm/rules";

/** Why a parameter is no fraction from 0 to 1, in the SDK's words; undefined when it is one. */
export function fractionFault(name: string, fraction: Dec): string | undefined {
  if (fraction < 0n) return `${name} cannot be negative: ${decText(fraction)}`;
  return fraction > DEC_ONE ? `${name} too large: ${decText(fraction)}` : undefined;
}
