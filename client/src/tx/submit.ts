import type { SecondsNanos } from "@dcm/proto";
import { Service } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { type ClientErrorCode, DcmError, TxPendingError } from "../error.js";
import { chainError, simulationError } from "../errors.js";
import { pause } from "../http.js";
import type { Node } from "../node.js";
import type { IncludedTx } from "../rpc.js";
import { type Draft, type Fee, type Message, type SignedTx, signTx, unsignedTx } from "./build.js";
import type { Lane } from "./sequences.js";
import type { Signer, SignerAccount } from "./signers.js";

/** What one send needs to know, all decided before its turn. */
export interface Plan {
  readonly node: Node;
  readonly chainId: string;
  readonly signer: Signer;
  readonly account: SignerAccount;
  readonly messages: readonly Message[];
  readonly memo: string;
  readonly timeoutHeight: bigint;
  readonly unorderedUntil?: SecondsNanos | undefined;
  readonly mode?: "direct" | "amino" | undefined;
  /** Gas that was asked for; undefined means simulated. */
  readonly gas?: bigint | undefined;
  readonly feeFor: (gas: bigint) => Fee;
  readonly onHash?: ((hash: string) => void) | undefined;
  /** Times that the bytes are handed over in the account's turn before inclusion is simply awaited. */
  readonly handovers: number;
  /** Bytes that are in no block are handed over again so often, ms: nodes drop transactions when they restart. */
  readonly remindMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Sequence mismatches that one turn puts right before it gives up. */
const MISMATCHES_MAX = 3;

/** Signs and hands over one transaction; runs in its account's turn. The node has it, or may have it, afterwards. */
export async function submit(plan: Plan, lane: Lane): Promise<SignedTx> {
  for (let mismatches = 0; ; mismatches++) {
    const { accountNumber, sequence } = await lane.current();
    try {
      const gas = plan.gas ?? (await estimateGas(plan, sequence));
      const draft = draftOf(plan, plan.feeFor(gas));
      const state = { accountNumber, sequence, chainId: plan.chainId };
      const tx = await signTx(plan.signer, plan.account, draft, state, plan.mode);
      plan.onHash?.(tx.hash);
      await handOver(plan, tx);
      lane.advance();
      return tx;
    } catch (error) {
      const wanted = wantedSequence(error);
      if (wanted === undefined || mismatches >= MISMATCHES_MAX) throw error;
      // Another program used the account, or a transaction of ours was dropped: the node knows better.
      lane.expect(wanted);
    }
  }
}

/** Gas for the messages: what simulation used, times 1.4. */
export async function estimateGas(plan: Plan, sequence: bigint): Promise<bigint> {
  return margin((await simulate(plan, sequence)).gasUsed, 14n);
}

/** Runs the messages on the node's present state without sending them. */
export async function simulate(plan: Plan, sequence: bigint): Promise<{ readonly gasUsed: bigint }> {
  // The least fee there is: its deduction, which costs gas too, would be left out without any.
  const fee = { ...plan.feeFor(1n), gas: 0n };
  return rehearse(plan.node, unsignedTx(plan.account, draftOf(plan, fee), sequence), plan.messages);
}

/** Runs a transaction's bytes on the node's present state; signatures are not checked. */
export async function rehearse(
  node: Node,
  txBytes: Uint8Array,
  messages: readonly Pick<Message, "typeUrl">[],
): Promise<{ readonly gasUsed: bigint }> {
  try {
    const { gasInfo } = await node.query(Service.methods.Simulate, { txBytes });
    return { gasUsed: gasInfo?.gasUsed ?? 0n };
  } catch (error) {
    if (!(error instanceof DcmError)) throw error;
    throw simulationError(
      error,
      messages.map(({ typeUrl }) => typeUrl.split(".")[1] ?? ""),
    );
  }
}

/** Tenths of an amount of gas, rounded up. */
export function margin(gas: bigint, tenths: bigint): bigint {
  return (gas * tenths + 9n) / 10n;
}

/**
 * Waits until a transaction is in a block, reminding the node of it when its bytes are known.
 *
 * @returns the transaction, or undefined when another one took its sequence, so that it can never be included
 * @throws TX_PENDING  it is in no block after `timeoutMs`
 */
export async function follow(
  { node, remindMs, signal }: Pick<Plan, "node" | "remindMs" | "signal">,
  tx: { readonly hash: string } | SignedTx,
  timeoutMs: number,
): Promise<IncludedTx | undefined> {
  // Not the clock of the day: somebody may set that meanwhile.
  const start = performance.now();
  let remindAt = start + remindMs;
  let lost: unknown;
  for (let delay = 100; performance.now() - start < timeoutMs; delay = Math.min(delay * 1.3, remindMs, 1_000)) {
    const found = await orRemember(node.tx(tx.hash), (error) => (lost = error));
    if (found) return found;
    if ("bytes" in tx && performance.now() >= remindAt) {
      remindAt = performance.now() + remindMs;
      const verdict = await orRemember(node.broadcast(tx.bytes), (error) => (lost = error));
      if (verdict && (wantedIn(verdict.log) ?? 0n) > tx.sequence)
        return await lastLook({ node, remindMs, signal }, tx.hash);
    }
    await pause(delay, signal);
  }
  throw new TxPendingError(tx.hash, timeoutMs, lost);
}

/** The sequence that the node wants instead, when that is what an error says. */
function wantedSequence(error: unknown): bigint | undefined {
  return error instanceof DcmError ? wantedIn(error.message) : undefined;
}

function wantedIn(log: string): bigint | undefined {
  const found = /account sequence mismatch, expected (\d+), got \d+/.exec(log);
  return found?.[1] === undefined ? undefined : BigInt(found[1]);
}

function draftOf({ messages, memo, timeoutHeight, unorderedUntil }: Plan, fee: Fee): Draft {
  return { messages, memo, timeoutHeight, unorderedUntil, fee };
}

/** Gives the same bytes to the node until it takes or refuses them. The bytes have one hash, so doing it twice does no harm. */
async function handOver({ node, handovers, signal }: Plan, { bytes, hash }: SignedTx): Promise<void> {
  let unsure: unknown;
  for (let attempt = 1; attempt <= handovers; attempt++) {
    const verdict = await orRemember(node.broadcast(bytes), (error) => (unsure = error));
    if (verdict && (verdict.code === 0 || isKnown(verdict))) return;
    if (verdict) {
      // An earlier attempt may have gone through although its answer was lost.
      if (unsure !== undefined && (await node.tx(hash))) return;
      throw chainError(verdict.codespace, verdict.code, verdict.log, { txhash: hash });
    }
    if (attempt < handovers) await pause(Math.min(50 * 2 ** attempt, 1_000), signal);
  }
  if (!(unsure instanceof DcmError) || unsure.code === "MEMPOOL_FULL") throw unsure;
}

/** sdk 19: the bytes are in the mempool already. */
function isKnown({ codespace, code }: { readonly codespace: string; readonly code: number }): boolean {
  return codespace === "sdk" && code === 19;
}

/** The sequence is taken, perhaps by this very transaction in a block that is not indexed yet. */
async function lastLook(
  { node, remindMs, signal }: Pick<Plan, "node" | "remindMs" | "signal">,
  hash: string,
): Promise<IncludedTx | undefined> {
  for (let look = 0; look < 5; look++) {
    const found = await orRemember(node.tx(hash), () => undefined);
    if (found) return found;
    // Who is in a hurry bears being told wrongly, and sends again what fails on the chain.
    await pause(Math.min(400, remindMs / 5), signal);
  }
  return undefined;
}

/** A node that does not answer now may answer later; everything else is thrown on. */
async function orRemember<T>(answer: Promise<T>, remember: (error: DcmError) => void): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DcmError) || !NODE_TROUBLE.has(error.code)) throw error;
    remember(error);
    return undefined;
  }
}

const NODE_TROUBLE = new Set<string>([
  "NODE_UNREACHABLE",
  "NODE_BAD_ANSWER",
  "MEMPOOL_FULL",
] satisfies ClientErrorCode[]);
