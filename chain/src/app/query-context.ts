import type { MessageCodec } from "@dcm/proto";
import {
  ensure,
  fail,
  gasMeter,
  type KvReader,
  type Multistore,
  NO_HEADER,
  type ReadCtx,
  readContext,
  Sdk,
  type Services,
} from "../kernel/index.js";
import { blockInfo, readIdentity, readTick } from "./clock.js";
import type { TxResult } from "./deliver.js";
import { noBlock } from "./host.js";
import { QUERY_DEPTH, QUERY_GAS } from "./limits.js";
import type { Router } from "./modules.js";

/** A service method that needs the application and not only its state. */
export interface AppRoute {
  readonly request: MessageCodec<unknown>;
  readonly response: MessageCodec<unknown>;
  readonly handle: (value: unknown, height: bigint) => unknown;
}

/** By gRPC path. */
export type AppRoutes = ReadonlyMap<string, AppRoute>;

/** What queries need of the application. */
export interface QueryEnv {
  readonly store: Multistore;
  readonly router: Router;
  readonly services: Services;
  readonly name: string;
  readonly version: string;
  readonly minGasPrices: string;
  /** What the node tells of its own settings. */
  readonly settings: NodeSettings;
  /** Height of the last committed block. */
  readonly height: () => bigint;
  readonly appHash: () => Uint8Array;
  /** Hash of the next validators, from the last block's header; empty until this run has seen one. */
  readonly validatorsHash: () => Uint8Array;
  readonly simulate: (tx: Uint8Array) => TxResult;
}

/** Parts of app.toml that `cosmos.base.node.v1beta1` shows. */
export interface NodeSettings {
  readonly pruningKeepRecent: string;
  readonly pruningInterval: string;
  readonly haltHeight: bigint;
}

/** State as it was after the block at `height`, and how to open its stores without a budget. */
export function contextAt(
  env: QueryEnv,
  height: bigint,
  prove: boolean,
): { ctx: ReadCtx; open: (store: string) => KvReader } {
  const latest = env.height();
  ensure(height >= 0n, Sdk.InvalidRequest, "cannot query with height < 0; please provide a valid height");
  ensure(latest > 0n, Sdk.InvalidHeight, `${env.name} is not ready; please wait for first block`);
  ensure(height <= latest, Sdk.InvalidHeight, "cannot query with height in the future; please provide a valid height");
  const provable = !prove || height > 1n;
  ensure(provable, Sdk.InvalidRequest, "cannot query with proof when height <= 1; please provide a valid height");
  const reader = env.store.at(height);
  if (reader === undefined)
    fail(Sdk.NotFound, `failed to load state at height ${height}; version does not exist (latest height: ${latest})`);
  const gas = gasMeter(QUERY_GAS / (1n + (latest - height) / QUERY_DEPTH));
  const bare = readContext(noBlock(env.services), reader, gas);
  const identity = readIdentity(bare);
  const tick = readTick(bare);
  if (identity === undefined || tick === undefined) fail(Sdk.NotFound, `height ${height} has no block`);
  // The seed belongs to blocks: no query depends on it.
  return { ctx: readContext(blockInfo(identity, tick, NO_HEADER, env.services), reader, gas), open: reader };
}
