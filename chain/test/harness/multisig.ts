import { type Address, toBech32 } from "@dcm/proto";
import { parsePubKey, pubKeyAddress } from "../../src/app/pubkeys.js";
import type { Person } from "./keys.js";
import { multisigKey } from "./tx.js";

/** The account of which `threshold` of those people must sign. */
export function multisigAddress(threshold: number, people: readonly Person[], prefix = "dcm"): Address {
  return toBech32(prefix, pubKeyAddress(parsePubKey(multisigKey(threshold, people)))) as Address;
}
