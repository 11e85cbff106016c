import "./gen/all.js";

export { type AddressAt, addressesOf, addressFields, signersOf } from "./addresses.js";
export { type AminoNames, cosmjsNames, sdkNames } from "./amino-names.js";
export { addressBytes, bech32Fault, fromBech32, toBech32 } from "./bech32.js";
export { bytesToUtf8, fromBase64, fromHex, toBase64, toHex, utf8Length, utf8ToBytes, writeUtf8 } from "./bytes.js";
export { camelCase, DEPTH, encodePacked } from "./codec.js";
export { CodecError } from "./error.js";
export { sortedJson } from "./json.js";
export { requireNested } from "./nested.js";
export { allMessages, messageByAminoName, messageByTypeUrl } from "./registry.js";
export {
  type Address,
  type Amount,
  amount,
  type ConsAddress,
  DEC_ONE,
  type Dec,
  decText,
  INT_LIMIT,
  parseDec,
  type ValAddress,
} from "./scalars.js";
export { aminoSignBytes, aminoSignDoc, directSignBytes, type SignerData } from "./signdoc.js";
export { Slab } from "./slab.js";
export { durationText, parseDuration, parseTimestamp, type SecondsNanos, timestampText } from "./time.js";
export type * from "./types.js";
export { checkTxRaw, hasField, rejectUnknownFields, type UnknownFields } from "./walk.js";

import { allMessages, loadedServices } from "./registry.js";
import type { MessageCodec, ServiceInfo } from "./types.js";

/** Every message, in the order of the packages' names. */
export const messages: readonly MessageCodec[] = allMessages();
/** Every service, in the order of the packages' names. */
export const services: readonly ServiceInfo[] = loadedServices();
