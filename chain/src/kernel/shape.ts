import { addressesOf, type FieldInfo, type MessageCodec } from "@dcm/proto";
import { addressFault, CONSENSUS, VALIDATOR } from "./address.js";

/**
 * What is wrong with a message of ours before any handler sees it: an address that is not one of this chain, or a negative
 * amount. Empty addresses pass: whether one may be left out is for the handler.
 *
 * @returns what is wrong and in which field; undefined when nothing is
 */
export function shapeFault(codec: MessageCodec, value: unknown, prefix: string): string | undefined {
  for (const { text, scalar, where } of addressesOf(codec, value)) {
    const fault = text === "" ? undefined : addressFault(text, prefix + suffixOf(scalar));
    if (fault !== undefined) return `${where}: ${fault}`;
    // Bech32 may be written in capitals; who compares addresses as texts, as lists of buyers do, must see one spelling.
    if (text !== text.toLowerCase()) return `${where}: address is not in lower case`;
  }
  return negativeIn(codec, value as Fields);
}

type Fields = { readonly [key: string]: unknown };

/** The first negative amount, at any depth; the codec bounds the depth. */
function negativeIn(codec: MessageCodec, value: Fields): string | undefined {
  for (const field of codec.fields) {
    if (field.kind !== "amount" && field.kind !== "message") continue;
    for (const held of heldIn(field, value)) {
      const inner = field.kind === "message" ? negativeIn(field.type?.() as MessageCodec, held as Fields) : undefined;
      if (inner !== undefined) return inner;
      if (field.kind === "amount" && (held as bigint) < 0n)
        return `${codec.name}.${field.name}: amount ${held} is negative`;
    }
  }
  return undefined;
}

function heldIn(field: FieldInfo, value: Fields): readonly unknown[] {
  const held = value[field.key];
  if (held === undefined) return [];
  return field.repeated === true ? (held as readonly unknown[]) : [held];
}

function suffixOf(scalar: string): string {
  if (scalar === "cosmos.ValidatorAddressString") return VALIDATOR;
  return scalar === "cosmos.ConsensusAddressString" ? CONSENSUS : "";
}
