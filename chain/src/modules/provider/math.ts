import { fromBech32, utf8ToBytes } from "@dcm/proto";
import type { ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { type OfferTerms, type Params, type Profile, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";

// What makes profiles, terms and parameters valid. Each function answers what is wrong, or undefined.

/** Amounts that enter keys and products stay below this. */
const PRICE_MAX = 1n << 63n;
const WINDOW_MIN_MS = 30_000n;
const NAME_BYTES_MAX = 64;
const VALUE_BYTES_MAX = 128;
const ENDPOINTS_MAX = 8;
const ENDPOINT_BYTES_MAX = 256;
const PARTIES_MAX = 64;
const UNITS_MAX = 100_000;
/** Bytes of accounts' addresses: of keys, and of modules and derived accounts. A longer one fits no key of the bank. */
const ACCOUNT_BYTES: readonly number[] = [20, 32];
const ISOLATION: readonly string[] = ["wasm", "namespace", "oci", "vm", "tee"];
const RUNTIMES: readonly string[] = ["wasm", "oci", "proof", "mpc"];
const POLICIES: readonly string[] = ["approve", "redundant"];
/** ISO 3166-1 alpha-2, or ISO 3166-2. */
const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
const ATTRIBUTE_KEY = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** The first name that a profile or an offer gives twice ([O1]). */
export function duplicateIn(...lists: readonly (readonly string[])[]): string | undefined {
  for (const list of lists) {
    const twice = list.find((name, i) => list.indexOf(name) !== i);
    if (twice !== undefined) return twice;
  }
  return undefined;
}

export function profileFault(profile: Profile, { maxAttributes }: Params): string | undefined {
  const { moniker, endpoints, x25519Key, jurisdiction, siteKind, attributes, isolation, payoutAddress, owner } =
    profile;
  if (sizeOf(moniker) > NAME_BYTES_MAX) return `moniker is longer than ${NAME_BYTES_MAX} bytes`;
  if (endpoints.length > ENDPOINTS_MAX) return `more than ${ENDPOINTS_MAX} endpoints`;
  if (endpoints.some((each) => each === "" || sizeOf(each) > ENDPOINT_BYTES_MAX))
    return "an endpoint is empty or too long";
  if (x25519Key.length !== 0 && x25519Key.length !== 32) return "x25519_key has neither 0 nor 32 bytes";
  if (!JURISDICTION.test(jurisdiction)) return `jurisdiction ${jurisdiction} is no ISO 3166 code`;
  if (siteKind < SiteKind.DATACENTRE || siteKind > SiteKind.HOME) return "site_kind is missing";
  if (attributes.length > maxAttributes) return `more than ${maxAttributes} attributes`;
  const unknown = isolation.find((each) => !ISOLATION.includes(each));
  if (unknown !== undefined) return `isolation ${unknown} is unknown`;
  if (![payoutAddress, owner].every(isAccount)) return "owner or payout_address has neither 20 nor 32 bytes";
  for (const { key, value } of attributes) {
    if (!ATTRIBUTE_KEY.test(key) || sizeOf(key) > NAME_BYTES_MAX) return `attribute key ${key} is invalid`;
    if (sizeOf(value) > VALUE_BYTES_MAX) return `attribute ${key} is longer than ${VALUE_BYTES_MAX} bytes`;
  }
  return undefined;
}

export function termsFault(terms: OfferTerms): string | undefined {
  const { units, unitPrice, startFee, maxDurationMs, runtimes, policies, maxBondMultiple, allow, deny } = terms;
  if (units < 1 || units > UNITS_MAX) return `units are not 1 … ${UNITS_MAX}`;
  if (unitPrice >= PRICE_MAX || startFee >= PRICE_MAX) return "a price is too large";
  if (maxDurationMs < 1n) return "max_duration_ms is missing";
  if (maxBondMultiple < 1) return "max_bond_multiple is missing";
  if (runtimes.length === 0 || !runtimes.every((each) => RUNTIMES.includes(each)))
    return "runtimes are missing or unknown";
  if (policies.length === 0 || !policies.every((each) => POLICIES.includes(each)))
    return "policies are missing or unknown";
  if (allow.length > PARTIES_MAX || deny.length > PARTIES_MAX)
    return `more than ${PARTIES_MAX} buyers in allow or deny`;
  return undefined;
}

/** Whether an offer's price respects its class. */
export function belowFloor(terms: OfferTerms, of: ResourceClass): boolean {
  return terms.unitPrice < of.priceFloor;
}

export function expiryFault(expiryMs: bigint): boolean {
  return expiryMs !== 0n && (expiryMs < WINDOW_MIN_MS || expiryMs >= PRICE_MAX);
}

/**
 * Windows of at least 30 s pass in no less than three blocks, because a block moves market time by 10 s at most ([G7]).
 */
export function paramsFault(params: Params): string | undefined {
  const { minStake, unbondingMs, heartbeatTimeoutMs, auditReserveDivisor, maxAttributes, maxOffers, maxUnbonding } =
    params;
  if (minStake < 1n) return "min_stake is below 1";
  if (unbondingMs < WINDOW_MIN_MS || unbondingMs >= PRICE_MAX) return "unbonding_ms is below 30 s";
  if (heartbeatTimeoutMs < WINDOW_MIN_MS || heartbeatTimeoutMs >= PRICE_MAX)
    return "heartbeat_timeout_ms is below 30 s";
  if (auditReserveDivisor < 2 || auditReserveDivisor > 100) return "audit_reserve_divisor is not 2 … 100";
  if (maxAttributes > 256) return "max_attributes is above 256";
  if (maxOffers < 1 || maxOffers > 256) return "max_offers is not 1 … 256";
  if (maxUnbonding < 1 || maxUnbonding > 100) return "max_unbonding is not 1 … 100";
  return undefined;
}

/** Empty, or an address of a size that accounts have; its text was checked where it entered. */
function isAccount(address: string): boolean {
  return address === "" || ACCOUNT_BYTES.includes(fromBech32(address).data.length);
}

function sizeOf(text: string): number {
  return utf8ToBytes(text).length;
}
