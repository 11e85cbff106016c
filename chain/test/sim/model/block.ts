import { toHex, utf8ToBytes } from "@dcm/proto";
import { sha256 } from "@noble/hashes/sha2.js";
import { forgetGrants } from "./authz.js";
import { forgetAllowances } from "./feegrant.js";
import { endGov } from "./gov.js";
import { endJobs } from "./job.js";
import { beginMarket } from "./market.js";
import { beginProviders, endProviders } from "./provider.js";
import { least } from "./rules.js";
import { endStake } from "./stake.js";
import type { Tx } from "./tx.js";
import { FEES, pay, REWARDS, type World } from "./world.js";

/** Starts a block: the clock moves, what is due leaves the book, and the book is matched. */
export function beginBlock(w: World, time: bigint, lastAppHash: Uint8Array): void {
  const passed = milliseconds(time) - milliseconds(w.time);
  w.height += 1n;
  w.time = time;
  w.gasUsed = 0n;
  // [G7] τ_h = τ_{h−1} + min(t_h − t_{h−1}, 10 s)
  w.now += least(passed, w.rules.tickMaxMs);
  if (passed === 0n) w.reached.add("two blocks of one time");
  if (passed > w.rules.tickMaxMs) w.reached.add("the chain stood still");
  w.seed = seedOf(w, lastAppHash);
  leaveCollector(w);
  forgetGrants(w);
  beginProviders(w);
  beginMarket(w);
}

/** What the last block paid in fees is no longer the collector's; no votes are told here, so that it is the community's. */
function leaveCollector(w: World): void {
  if (w.height === 1n) return;
  for (const [key, amount] of [...w.coins]) {
    const [who, ...denom] = key.split("/");
    if (who === FEES) pay(w, FEES, REWARDS, amount, denom.join("/"));
  }
}

/** Ends a block: what is decided, then what is past its deadline, providers before jobs. */
export function endBlock(w: World): void {
  endGov(w);
  endStake(w);
  forgetAllowances(w);
  endProviders(w);
  endJobs(w);
}

/** INTERFACES.md: sha256("dcm/seed/v0" ‖ chain id ‖ u64 h ‖ app hash of h−1). */
function seedOf({ chainId, height }: World, lastAppHash: Uint8Array): Uint8Array {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, height);
  return sha256(Uint8Array.of(...utf8ToBytes(`dcm/seed/v0${chainId}`), ...number, ...lastAppHash));
}

function milliseconds(nanoseconds: bigint): bigint {
  return nanoseconds / 1_000_000n;
}

/** What a proposer takes of its mempool: in order, each once, what decodes, as far as bytes and gas reach. */
export function proposed(w: World, txs: readonly Tx[], maxBytes: bigint): readonly Tx[] {
  let [bytes, gas] = [0n, 0n];
  const chosen: Tx[] = [];
  for (const tx of txs) {
    const fits = bytes + sizeInBlock(tx) <= maxBytes && (w.maxGas === 0n || gas + tx.gas <= w.maxGas);
    if (!fits || tx.spoilt?.stage === "decode" || isAmong(chosen, tx)) continue;
    chosen.push(tx);
    bytes += sizeInBlock(tx);
    gas += tx.gas;
  }
  return chosen;
}

/** Whether a proposal is one that a correct node could have made. */
export function isSound(w: World, txs: readonly Tx[]): boolean {
  const everything = proposed(w, txs, w.maxBytes < 0n ? 1n << 62n : w.maxBytes);
  return everything.length === txs.length;
}

function isAmong(txs: readonly Tx[], tx: Tx): boolean {
  return txs.some(({ hash }) => toHex(hash) === toHex(tx.hash));
}

/** A transaction's bytes as a field of the block's list. */
function sizeInBlock({ size }: Tx): bigint {
  const length = [1n << 7n, 1n << 14n, 1n << 21n, 1n << 28n].findIndex((bound) => BigInt(size) < bound) + 1;
  return BigInt(1 + length + size);
}
