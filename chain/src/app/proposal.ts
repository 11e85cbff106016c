import { toHex } from "@dcm/proto";
import type { RequestPrepareProposal, RequestProcessProposal } from "@dcm/proto/gen/tendermint/abci";
import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { sha256 } from "@noble/hashes/sha2.js";
import { maxBlockGas } from "../modules/consensus/api.js";
import { decodeTx } from "./decode.js";
import { attempt, type Env } from "./deliver.js";
import { fieldSize } from "./pubkeys.js";

type Proposing = Pick<Env, "cache" | "alarm">;

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
    const size = sizeInBlock(tx);
    const gas = gasLimitOf(env, tx);
    const hash = toHex(sha256(tx));
    if (gas === undefined || seen.has(hash) || size > bytesLeft || (maxGas > 0n && gas > gasLeft)) continue;
    chosen.push(tx);
    seen.add(hash);
    bytesLeft -= size;
    gasLeft -= gas;
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
    const wanted = gasLimitOf(env, tx);
    const hash = toHex(sha256(tx));
    if (wanted === undefined || seen.has(hash)) return false;
    seen.add(hash);
    size += sizeInBlock(tx);
    gas += wanted;
  }
  return (maxBytes < 0n || size <= maxBytes) && (maxGas === 0n || gas <= maxGas);
}

/** A transaction's bytes as a field of the block's list. */
function sizeInBlock(tx: Uint8Array): bigint {
  return BigInt(fieldSize(tx.length));
}

/** The gas that a transaction may use; undefined where it does not decode. */
function gasLimitOf(env: Proposing, bytes: Uint8Array): bigint | undefined {
  const decoded = attempt(env, () => env.cache.find(sha256(bytes)) ?? env.cache.add(decodeTx(bytes)), "decode");
  return "error" in decoded ? undefined : (decoded.value.tx.authInfo.fee?.gasLimit ?? 0n);
}
