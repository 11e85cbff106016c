import { utf8ToBytes } from "@dcm/proto";
import { Meter, type OrderTerms, type Params, type ResourceClass } from "@dcm/proto/gen/dcm/market/v1";

// What makes terms, classes and parameters valid. Each function answers what is wrong, or undefined.

/** Limits enter keys and products: they stay below this. */
export const LIMIT_MAX = 1n << 63n;
const SLOTS_MAX = 16;
const TAGS_MAX = 8;
const TEXT_BYTES_MAX = 64;
const CLIENT_KEY_BYTES_MAX = 32;
const EXPIRY_MAX_MS = 86_400_000n;
/** [G7] Passes in no less than three blocks, because a block moves market time by 10 s at most. */
const WINDOW_MIN_MS = 30_000n;
const WALL_TIME_MAX_MS = 3_600_000n;
const FEE_MAX = 1_000_000_000_000n;
const CLASS_ID = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

export function tagsFault({ tags, groupId }: OrderTerms): string | undefined {
  if (tags.length > TAGS_MAX) return `more than ${TAGS_MAX} tags`;
  if (tags.some((tag) => tag === "" || sizeOf(tag) > TEXT_BYTES_MAX))
    return `a tag is empty or longer than ${TEXT_BYTES_MAX} bytes`;
  return sizeOf(groupId) > TEXT_BYTES_MAX ? `group_id is longer than ${TEXT_BYTES_MAX} bytes` : undefined;
}

export function clientKeyTooLong({ clientKey }: OrderTerms): boolean {
  return clientKey.length > CLIENT_KEY_BYTES_MAX;
}

export function classFault(of: ResourceClass): string | undefined {
  if (!CLASS_ID.test(of.id) || sizeOf(of.id) > 32) return `id ${of.id} is invalid`;
  if (of.meter !== Meter.GIGAFUEL) return "only GIGAFUEL is metered so far";
  if (of.kind === "" || of.memoryMib < 1 || of.memoryMib > 4096)
    return "kind is missing, or memory_mib is not 1 … 4096";
  if (of.priceFloor >= LIMIT_MAX || of.wallSecondFloor >= LIMIT_MAX) return "a floor is too large";
  if (of.psPerFuel < 1n || of.psPerFuel > 1_000_000n) return "ps_per_fuel is not 1 … 10^6";
  if (of.defaultFuel < 1n || of.defaultFuel >= 1n << 53n) return "default_fuel is not 1 … 2^53−1";
  if (of.maxWallTimeMs < 1n || of.maxWallTimeMs > WALL_TIME_MAX_MS) return "max_wall_time_ms is not 1 … 1 h";
  if (of.defaultWallTimeMs < 1n || of.defaultWallTimeMs > of.maxWallTimeMs)
    return "default_wall_time_ms is out of range";
  return of.maxOutputBytes < 1n || of.maxOutputBytes > 67_108_864n ? "max_output_bytes is not 1 … 64 MiB" : undefined;
}

/** Whether two classes are the same thing under two names: two never share a vector and meter. */
export function sameVector(a: ResourceClass, b: ResourceClass): boolean {
  return vectorOf(a).every((part, i) => part === vectorOf(b)[i]);
}

export function paramsFault(params: Params): string | undefined {
  const {
    minCharge,
    placingFee,
    placingFeePerNode,
    orderDeposit,
    defaultExpiryMs,
    maxExpiryMs,
    clientKeyWindowMs,
    maxSlots,
  } = params;
  if (minCharge < 1n || minCharge > FEE_MAX) return "min_charge is not 1 … 10^12";
  if (placingFee > FEE_MAX || placingFeePerNode > FEE_MAX || orderDeposit > FEE_MAX) return "a fee is above 10^12";
  if (maxExpiryMs < 1n || maxExpiryMs > EXPIRY_MAX_MS) return "max_expiry_ms is not 1 … 24 h";
  if (defaultExpiryMs < 1n || defaultExpiryMs > maxExpiryMs) return "default_expiry_ms is out of range";
  if (clientKeyWindowMs < WINDOW_MIN_MS || clientKeyWindowMs > 30n * EXPIRY_MAX_MS)
    return "client_key_window_ms is not 30 s … 30 d";
  return maxSlots < 1 || maxSlots > SLOTS_MAX ? `max_slots is not 1 … ${SLOTS_MAX}` : undefined;
}

function vectorOf(of: ResourceClass): readonly (string | number)[] {
  const { kind, millicpu, memoryMib, diskMib, gpuModel, gpuVramMib, gpuCount, ccMode, meter } = of;
  return [kind, millicpu, memoryMib, diskMib, gpuModel, gpuVramMib, gpuCount, ccMode, meter];
}

function sizeOf(text: string): number {
  return utf8ToBytes(text).length;
}
