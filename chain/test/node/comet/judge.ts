import { fromBase64, parseTimestamp, toBase64 } from "@dcm/proto";
import {
  type Event,
  type ExecTxResult,
  RequestFinalizeBlock,
  type ResponseFinalizeBlock,
} from "@dcm/proto/gen/tendermint/abci";
import type { BlockIDFlag } from "@dcm/proto/gen/tendermint/types";
import { expect } from "vitest";
import type { AppGenesis } from "../../../src/node/genesis.js";
import { initChainRequest } from "../../../src/node/init-chain.js";
import { memoryApp } from "../abci/memory-app.js";
import { RpcError } from "./chain.js";

/** A block as a node told it. */
export interface ToldBlock {
  readonly height: bigint;
  readonly hash: string;
  readonly txs: readonly Uint8Array[];
  readonly results: readonly ExecTxResult[];
}

export type Get = (path: string) => Promise<Record<string, unknown>>;

/**
 * An application in memory that was never stopped. It runs every block that a node has ever told of, once and in order, and
 * compares what comes out. A block that a node told of is committed: from then on it must be there, unchanged.
 */
export function openJudge(genesis: AppGenesis) {
  const { app } = memoryApp();
  app.initChain(initChainRequest(genesis));
  const blocks: ToldBlock[] = [];

  const judge = async (get: Get, height: bigint): Promise<void> => {
    const [{ block, block_id: id }, told] = (await Promise.all([
      get(`block?height=${height}`),
      get(`block_results?height=${height}`),
    ])) as unknown as [BlockJson, ResultsJson];
    const last = blocks.at(-1);
    // The chain goes on from the very block that was told of before.
    expect(block.header.last_block_id.hash, `the block before ${height}`).toBe(last?.hash ?? "");
    const request = await requestOf(get, height, block, id.hash);
    const result = app.finalizeBlock(request);
    app.commit();
    expect(toldResults(result), `results of block ${height}`).toEqual(comparable(told));
    blocks.push({ height, hash: id.hash, txs: request.txs, results: result.txResults });
  };

  return {
    app,
    blocks: blocks as readonly ToldBlock[],
    get height(): bigint {
      return BigInt(blocks.length);
    },
    /** Judges what a node has beyond the blocks known; a node that goes down ends it with an error of fetch. */
    async follow(get: Get, upTo = 1n << 62n): Promise<void> {
      const { sync_info: sync } = (await get("status")) as { sync_info: { latest_block_height: string } };
      const told = BigInt(sync.latest_block_height);
      const latest = told < upTo ? told : upTo;
      for (let height = this.height + 1n; height <= latest; height++) {
        try {
          await judge(get, height);
        } catch (error) {
          // A block is stored before it is executed: what has no results yet is not committed.
          if (error instanceof RpcError) return;
          throw error;
        }
      }
    },
    /** Compares every block with what a node has under that height now. */
    async review(get: Get): Promise<void> {
      for (const { height, hash } of blocks) {
        const { block_id: id } = (await get(`block?height=${height}`)) as unknown as BlockJson;
        expect(id.hash, `block ${height}`).toBe(hash);
      }
    },
  };
}

export type Judge = ReturnType<typeof openJudge>;

interface BlockJson {
  readonly block_id: { readonly hash: string };
  readonly block: {
    readonly header: {
      readonly time: string;
      readonly last_block_id: { readonly hash: string };
      readonly next_validators_hash: string;
      readonly proposer_address: string;
    };
    readonly data: { readonly txs: readonly string[] | null };
    readonly last_commit: {
      readonly round: number;
      readonly signatures: readonly { readonly block_id_flag: number; readonly validator_address: string }[];
    };
  };
}

interface ResultsJson {
  readonly txs_results: readonly TxResultJson[] | null;
  readonly finalize_block_events: readonly EventJson[] | null;
  readonly validator_updates: readonly unknown[] | null;
  readonly app_hash: string;
}

interface EventJson {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly index: boolean }[];
}

interface TxResultJson {
  readonly code: number;
  readonly codespace: string;
  readonly data: string | null;
  readonly log: string;
  readonly gas_wanted: string;
  readonly gas_used: string;
  readonly events: readonly EventJson[] | null;
}

/** What CometBFT asked of its application for this block. */
async function requestOf(
  get: Get,
  height: bigint,
  { header, data, last_commit: commit }: BlockJson["block"],
  hash: string,
): Promise<RequestFinalizeBlock> {
  const powers = height === 1n ? new Map<string, bigint>() : await powersAt(get, height - 1n);
  return RequestFinalizeBlock.fromPartial({
    txs: (data.txs ?? []).map(fromBase64),
    decidedLastCommit: {
      round: commit.round,
      votes: commit.signatures.map(({ block_id_flag: blockIdFlag, validator_address: address }) => ({
        validator: { address: bytes(address), power: powers.get(address) ?? 0n },
        blockIdFlag: blockIdFlag as BlockIDFlag,
      })),
    },
    hash: bytes(hash),
    height,
    time: parseTimestamp(header.time),
    nextValidatorsHash: bytes(header.next_validators_hash),
    proposerAddress: bytes(header.proposer_address),
  });
}

async function powersAt(get: Get, height: bigint): Promise<Map<string, bigint>> {
  const { validators } = (await get(`validators?height=${height}`)) as {
    validators: { address: string; voting_power: string }[];
  };
  return new Map(validators.map(({ address, voting_power: power }) => [address, BigInt(power)]));
}

function toldResults({ txResults, events, validatorUpdates, appHash }: ResponseFinalizeBlock) {
  return {
    txs: txResults.map(({ code, codespace, data, log, gasWanted, gasUsed, events: own }) => ({
      code,
      codespace,
      data: data.length === 0 ? null : toBase64(data),
      log,
      gas_wanted: String(gasWanted),
      gas_used: String(gasUsed),
      events: own.map(eventJson),
    })),
    events: events.map(eventJson),
    validatorUpdates: validatorUpdates.length,
    appHash: toBase64(appHash),
  };
}

function comparable(told: ResultsJson): ReturnType<typeof toldResults> {
  return {
    txs: (told.txs_results ?? []).map(({ code, codespace, data, log, gas_wanted, gas_used, events }) => ({
      code,
      codespace,
      data,
      log,
      gas_wanted,
      gas_used,
      events: (events ?? []).map(eventJson),
    })),
    events: (told.finalize_block_events ?? []).map(eventJson),
    validatorUpdates: told.validator_updates?.length ?? 0,
    appHash: told.app_hash,
  };
}

function eventJson({ type, attributes }: EventJson | Event): EventJson {
  return { type, attributes: attributes.map(({ key, value, index }) => ({ key, value, index })) };
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}
