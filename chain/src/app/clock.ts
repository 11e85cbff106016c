import { sha256 } from "@noble/hashes/sha2.js";
import {
  type BlockHeader,
  type BlockInfo,
  type Ctx,
  concat,
  type Identity,
  type ReadCtx,
  readU64,
  type Services,
  schema,
  textValue,
  u64Bytes,
  u64Value,
  utf8ToBytes,
  type ValueCodec,
} from "../kernel/index.js";
import { TICK_MAX_MS } from "./limits.js";

/** The last block: its height, its time (Unix nanoseconds) and its market time (milliseconds). */
export interface Tick {
  readonly height: bigint;
  readonly time: bigint;
  readonly now: bigint;
}

const tickValue: ValueCodec<Tick> = {
  encode: ({ height, time, now }) => concat(u64Bytes(height), u64Bytes(time), u64Bytes(now)),
  decode: (bytes) => ({ height: readU64(bytes, 0), time: readU64(bytes, 8), now: readU64(bytes, 16) }),
  toJson: ({ height, time, now }) => ({ height: `${height}`, time: `${time}`, now: `${now}` }),
  fromJson: (json) => {
    const { height, time, now } = json as { height: string; time: string; now: string };
    return { height: BigInt(height), time: BigInt(time), now: BigInt(now) };
  },
};

/** The store of the application itself: who this chain is, and its clock. */
export const clock = schema("app");
const chainIds = clock.item(0, "chain_id", textValue);
const prefixes = clock.item(1, "bech32_prefix", textValue);
const baseDenoms = clock.item(2, "base_denom", textValue);
const displayDenoms = clock.item(3, "display_denom", textValue);
const exponents = clock.item(4, "exponent", u64Value);
const ticks = clock.item(5, "tick", tickValue);

/** Writes down at genesis who this chain is. */
export function saveIdentity(ctx: Ctx, identity: Identity): void {
  chainIds.set(ctx, identity.chainId);
  prefixes.set(ctx, identity.prefix);
  baseDenoms.set(ctx, identity.baseDenom);
  displayDenoms.set(ctx, identity.displayDenom);
  exponents.set(ctx, BigInt(identity.exponent));
}

/** Who this chain is; undefined before genesis. */
export function readIdentity(ctx: ReadCtx): Identity | undefined {
  const chainId = chainIds.find(ctx);
  if (chainId === undefined) return undefined;
  return {
    chainId,
    prefix: prefixes.get(ctx),
    baseDenom: baseDenoms.get(ctx),
    displayDenom: displayDenoms.get(ctx),
    exponent: Number(exponents.get(ctx)),
  };
}

/** The last block's tick; undefined before the first block. */
export function readTick(ctx: ReadCtx): Tick | undefined {
  return ticks.find(ctx);
}

export function saveTick(ctx: Ctx, tick: Tick): void {
  ticks.set(ctx, tick);
}

/**
 * The clock at a new block.
 *
 * [G7] τ of the first block = its block time, τ_h = τ_{h−1} + min(t_h − t_{h−1}, 10 s).
 */
export function nextTick(last: Tick | undefined, height: bigint, time: bigint): Tick {
  if (last === undefined) return { height, time, now: milliseconds(time) };
  const passed = milliseconds(time) - milliseconds(last.time);
  if (passed > TICK_MAX_MS) return { height, time, now: last.now + TICK_MAX_MS };
  return { height, time, now: last.now + passed };
}

/**
 * The block's seed: sha256("dcm/seed/v0" ‖ chain id ‖ u64 h ‖ app hash of h−1). A proposer can grind it; it is replaced when
 * the beacon exists.
 */
export function seedOf(chainId: string, height: bigint, lastAppHash: Uint8Array): Uint8Array {
  return sha256(concat(utf8ToBytes("dcm/seed/v0"), utf8ToBytes(chainId), u64Bytes(height), lastAppHash));
}

/** Everything that is the same for what runs in one block. */
export function blockInfo(identity: Identity, tick: Tick, header: BlockHeader, services: Services): BlockInfo {
  const { chainId, prefix, baseDenom, displayDenom, exponent } = identity;
  const { height, time, now } = tick;
  const seed = seedOf(chainId, height, header.lastAppHash);
  // Field by field: all blocks have one shape, for which the engine's code of the transactions' way stays valid.
  return { chainId, prefix, baseDenom, displayDenom, exponent, height, time, now, seed, header, services };
}

/** Unix milliseconds of Unix nanoseconds. */
export function milliseconds(nanoseconds: bigint): bigint {
  return nanoseconds / 1_000_000n;
}
