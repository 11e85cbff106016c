import {
  type Address,
  bech32Fault,
  type ConsAddress,
  fromBech32,
  toBech32,
  utf8ToBytes,
  type ValAddress,
} from "@dcm/proto";
import { sha256 } from "@noble/hashes/sha2.js";
import { EMPTY } from "./bytes.js";
import { assert, fail, failPlain } from "./errors.js";
import { Sdk } from "./sdk-errors.js";

/** What follows the chain's prefix in the three kinds of address. */
export const VALIDATOR = "valoper";
export const CONSENSUS = "valcons";

/** Addresses are parsed thousands of times a block; the memory is bounded and can only save time. */
const CACHED_ADDRESSES = 1 << 16;
const parsed = new Map<string, Uint8Array>();

/** The bytes behind an address of this chain, whose text was checked where it entered. */
export function addressBytes(address: Address | ValAddress | ConsAddress): Uint8Array {
  if (address !== last.address)
    last = { address, bytes: parsed.get(address) ?? remembered(address, fromBech32(address).data) };
  return last.bytes;
}

/** The address asked for last, which often is the next one too. */
let last: { readonly address: string; readonly bytes: Uint8Array } = { address: "", bytes: EMPTY };

function remembered(text: string, data: Uint8Array): Uint8Array {
  if (parsed.size >= CACHED_ADDRESSES) parsed.clear();
  parsed.set(text, data);
  return data;
}

/** The account address of `bytes`. */
export function accountAddress(prefix: string, bytes: Uint8Array): Address {
  return toBech32(prefix, bytes) as Address;
}

/** The validator operator's address of `bytes`. */
export function validatorAddress(prefix: string, bytes: Uint8Array): ValAddress {
  return toBech32(prefix + VALIDATOR, bytes) as ValAddress;
}

/** The address of a consensus key. */
export function consensusAddress(prefix: string, bytes: Uint8Array): ConsAddress {
  return toBech32(prefix + CONSENSUS, bytes) as ConsAddress;
}

/** A wrong prefix is the one fault of an address that the SDK's codec reports with an error of a table. */
const OTHER_PREFIX = `: ${Sdk.Logic.text}`;

/**
 * Why `text` is not an address under `hrp`, in the SDK's words; undefined when it is one.
 *
 * @see Cosmos SDK v0.53, codec/address/bech32_codec.go, StringToBytes
 */
export function addressFault(text: string, hrp: string): string | undefined {
  if (text.trim() === "") return "empty address string is not allowed";
  // What is remembered must never change a verdict: the prefix of a text ends at its last '1'.
  const size = parsed.get(text)?.length ?? 256;
  if (size <= 255 && text.lastIndexOf("1") === hrp.length && text.startsWith(hrp)) return undefined;
  const fault = bech32Fault(text);
  if (fault !== undefined) return `decoding bech32 failed: ${fault}`;
  const { prefix, data } = fromBech32(text);
  remembered(text, data);
  if (prefix !== hrp) return `hrp does not match bech32 prefix: expected '${hrp}' got '${prefix}'${OTHER_PREFIX}`;
  return data.length > 255 ? `address max length is 255, got ${data.length}` : undefined;
}

/** The one spelling of an address that was found right: bech32 may be written in capitals too. */
export function lowerCase(text: string): Address {
  return text.toLowerCase() as Address;
}

/** Bytes of an account's address: 20, or 32 of one that was derived. Longer ones would not fit keys of several parts. */
const ACCOUNT_BYTES_MAX = 32;

/** {@link addressFault} of an account that a record is to be kept of; the SDK takes up to 255 bytes. */
export function accountFault(text: string, prefix: string): string | undefined {
  const fault = addressFault(text, prefix);
  if (fault !== undefined) return fault;
  const { length } = addressBytes(text as Address);
  return length <= ACCOUNT_BYTES_MAX ? undefined : `${length} bytes are too many`;
}

/**
 * Refuses the address of a query in the way of those of the SDK's modules that hand on what its codec says.
 *
 * @throws sdk 35 Logic  it has another prefix than `hrp`
 * @throws undefined 1   it is no address
 */
export function requireAddress(text: string, hrp: string): void {
  const fault = accountFault(text, hrp);
  if (fault?.endsWith(OTHER_PREFIX)) fail(Sdk.Logic, fault.slice(0, -OTHER_PREFIX.length));
  if (fault !== undefined) failPlain(fault);
}

/** Module accounts by prefix and name: they are few and asked for in every transaction. */
const moduleAddresses = new Map<string, Map<string, Address>>();

/** The account of a module: its 20 bytes are the first of sha256(name). */
export function moduleAddress(prefix: string, name: string): Address {
  const known = moduleAddresses.get(prefix)?.get(name);
  if (known !== undefined) return known;
  assert(name !== "", "a module account has a name");
  const made = accountAddress(prefix, sha256(utf8ToBytes(name)).slice(0, 20));
  if (!moduleAddresses.has(prefix)) moduleAddresses.set(prefix, new Map());
  moduleAddresses.get(prefix)?.set(name, made);
  return made;
}
