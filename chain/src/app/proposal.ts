import type { RequestPrepareProposal, RequestProcessProposal } from "@dcm/proto/gen/tendermint/abci";
import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { maxBlockGas } from "../modules/consensus/api.js";
import { decodeOnce, type Env } from "./deliver.js";
import { fieldSize } from "./pubkeys.js";

type Proposing = Pick<Env, "cache" | "crypto" | "alarm">;

/** The transactions of a block to propose: in the order of the mempool, each once, as many as fit its bytes and gas. */
export function prepareProposal(
  env: Proposing,
  consensus: ConsensusParams | undefined,
  { txs, maxTxBytes }: RequestPrepareProposal,
): readonly Uint8Array[] {
  const maxGas = maxBlockGas(consensus);
  const chosen: Uint8Array[] = [];
  let bytesLeft = maxTxBytes;
  let gasLeft = maxGas;
  const seen = new Set<string>();
  for (const tx of txs) {
    const found = proposed(env, tx);
    const size = sizeInBlock(tx);
    if (found === undefined || seen.has(found.id) || size > bytesLeft || (maxGas > 0n && found.gas > gasLeft)) continue;
    chosen.push(tx);
    seen.add(found.id);
    bytesLeft -= size;
    gasLeft -= found.gas;
  }
  return chosen;
}

/** Whether a proposal is one that a correct node could have made: no other reason may reject it, or rejecting is a weapon. */
export function isProposalSound(
  env: Proposing,
  consensus: ConsensusParams | undefined,
  { txs }: RequestProcessProposal,
): boolean {
  const maxBytes = consensus?.block?.maxBytes ?? -1n;
  const maxGas = maxBlockGas(consensus);
  const seen = new Set<string>();
  let size = 0n;
  let gas = 0n;
  for (const tx of txs) {
    const found = proposed(env, tx);
    if (found === undefined || seen.has(found.id)) return false;
    seen.add(found.id);
    size += sizeInBlock(tx);
    gas += found.gas;
  }
  return (maxBytes < 0n || size <= maxBytes) && (maxGas === 0n || gas <= maxGas);
}

/** A transaction's bytes as a field of the block's list. */
function sizeInBlock(tx: Uint8Array): bigint {
  return BigInt(fieldSize(tx.length));
}

/** A transaction's hash and the gas that it may use; undefined where it does not decode. */
function proposed(env: Proposing, bytes: Uint8Array): { readonly id: string; readonly gas: bigint } | undefined {
  const decoded = decodeOnce(env, bytes);
  if ("error" in decoded) return undefined;
  const { id, authInfo } = decoded.value.tx;
  return { id, gas: authInfo.fee?.gasLimit ?? 0n };
}
