import type {
  RequestFinalizeBlock,
  RequestInitChain,
  ResponseCommit,
  ResponseFinalizeBlock,
  ResponseInitChain,
} from "@dcm/proto/gen/tendermint/abci";
import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type BlockHeader,
  type BlockInfo,
  EMPTY,
  type Identity,
  InvariantError,
  type Multistore,
  NO_HEADER,
  nanoseconds,
  type Overlay,
  readContext,
  Sdk,
  type Services,
  TxError,
  unlimitedGas,
  writeContext,
} from "../kernel/index.js";
import { isStopped } from "../modules/circuit/api.js";
import { consensusParams } from "../modules/consensus/api.js";
import type { GasPrice } from "./ante.js";
import { brokenInvariants, runBlock } from "./block.js";
import { blockInfo, milliseconds, nextTick, readIdentity, readTick, saveTick, type Tick } from "./clock.js";
import { attempt, type Env, failedTx, type TxResult } from "./deliver.js";
import { clockOf, identityOf, readAppState, runGenesis } from "./genesis.js";
import { type CheckState, openCheckState } from "./mempool.js";
import type { Router } from "./modules.js";
import type { Crypto } from "./signing.js";
import type { TxCache } from "./tx-cache.js";
import { type UpgradeOptions, upgradesOf } from "./upgrades.js";

/** What never changes while the application runs. */
export interface HostOptions extends UpgradeOptions {
  readonly store: Multistore;
  readonly router: Router;
  readonly minGasPrices: readonly GasPrice[];
  readonly minRetainBlocks: bigint;
  readonly crypto: Crypto;
  readonly cache: TxCache;
  readonly alarm: (text: string) => void;
  readonly checkInvariants: boolean;
}

/** The application at work: the last committed block, and what was begun on top of it. */
export interface Host extends HostOptions {
  readonly services: Services;
  identity: Identity | undefined;
  tick: Tick | undefined;
  height: bigint;
  appHash: Uint8Array;
  /** From the header of the last block; empty until this run has seen one. */
  validatorsHash: Uint8Array;
  consensus: ConsensusParams | undefined;
  /** Genesis waits here for the first block. */
  genesis: { readonly overlay: Overlay; readonly firstHeight: bigint } | undefined;
  /** A block that was executed and not yet committed. */
  executed:
    | {
        readonly tick: Tick;
        readonly appHash: Uint8Array;
        readonly validatorsHash: Uint8Array;
        readonly consensus: ConsensusParams | undefined;
      }
    | undefined;
  /** Where CheckTx and simulation run; undefined before the first block. */
  check: CheckState | undefined;
}

/** The application hash of a chain without state. */
const NO_STATE = sha256(EMPTY);

/** Goes on where the committed state stands. */
export function openHost(options: HostOptions): Host {
  const { store } = options;
  const host: Host = {
    ...options,
    services: servicesOf(options),
    identity: undefined,
    tick: undefined,
    height: store.height,
    appHash: store.height === 0n ? NO_STATE : store.appHash,
    validatorsHash: EMPTY,
    consensus: undefined,
    genesis: undefined,
    executed: undefined,
    check: undefined,
  };
  const reader = store.at(store.height);
  if (store.height === 0n || reader === undefined) return host;
  const ctx = readContext(noBlock(host.services), reader, unlimitedGas());
  host.identity = readIdentity(ctx);
  host.tick = readTick(ctx);
  host.consensus = consensusParams(ctx);
  resetCheck(host);
  return host;
}

/**
 * Fills the state from genesis. Nothing is committed: the first block goes on from here.
 *
 * @throws Error  the genesis is not valid
 */
export function initChain(host: Host, request: RequestInitChain): ResponseInitChain {
  const notes: string[] = [];
  const state = readAppState(request);
  const identity = identityOf(request.chainId, state, notes);
  const time = nanoseconds(request.time);
  const clock = clockOf(state);
  const overlay = host.store.overlay();
  // As in the SDK (baseapp/abci.go, InitChain): a chain that goes on from an export counts on from there.
  const height = request.initialHeight > 1n ? request.initialHeight : 0n;
  const block = blockAt(host, identity, { height, time, now: clock?.now ?? milliseconds(time) });
  const result = runGenesis(envAt(host, block, overlay), host.modules, request);
  for (const note of [...notes, ...result.notes]) host.note(note);
  host.identity = identity;
  host.tick = clock;
  host.consensus = request.consensusParams;
  host.genesis = { overlay, firstHeight: request.initialHeight > 0n ? request.initialHeight : 1n };
  return { consensusParams: request.consensusParams, validators: result.validators, appHash: NO_STATE };
}

/** Executes a block and works out the application hash; persists nothing. */
export function finalizeBlock(host: Host, request: RequestFinalizeBlock): ResponseFinalizeBlock {
  const { height } = request;
  const expected = host.genesis?.firstHeight ?? host.height + 1n;
  if (height !== expected) throw new Error(`invalid height: ${height}; expected: ${expected}`);
  if (host.identity === undefined) throw new Error("the first block comes after InitChain");
  const tick = nextTick(host.tick, height, nanoseconds(request.time));
  const overlay = host.genesis?.overlay ?? host.store.overlay();
  const env = envAt(host, blockInfo(host.identity, tick, headerOf(host, request), host.services), overlay);
  const ctx = writeContext(env.block, overlay, unlimitedGas(), []);
  saveTick(ctx, tick);
  const result = runBlock(env, host.modules, request.txs);
  requireInvariants(host, env);
  const consensus = consensusParams(ctx);
  const appHash = host.store.commit(overlay, height);
  host.executed = { tick, appHash, validatorsHash: request.nextValidatorsHash, consensus };
  return { ...result, consensusParamUpdates: consensus, appHash };
}

/** Makes the executed block the last one. */
export function commit(host: Host): ResponseCommit {
  const { executed } = host;
  if (executed === undefined) throw new Error("commit without an executed block");
  host.tick = executed.tick;
  host.height = executed.tick.height;
  host.appHash = executed.appHash;
  host.validatorsHash = executed.validatorsHash;
  host.consensus = executed.consensus;
  host.genesis = undefined;
  host.executed = undefined;
  resetCheck(host);
  return { retainHeight: retainHeight(host) };
}

/** Runs a transaction on the check state; refuses while there is none. */
export function onCheckState(host: Host, run: (state: CheckState) => TxResult): TxResult {
  if (host.check !== undefined) return run(host.check);
  return failedTx(new TxError(Sdk.InvalidHeight, "dcm is not ready; please wait for first block"));
}

/** The surroundings of what runs between blocks, on top of the last one. */
function blockAt(host: Host, identity: Identity, tick: Tick): BlockInfo {
  return blockInfo(identity, tick, { ...NO_HEADER, lastAppHash: host.appHash }, host.services);
}

function headerOf(host: Host, request: RequestFinalizeBlock): BlockHeader {
  const { proposerAddress: proposer, nextValidatorsHash, decidedLastCommit, misbehavior } = request;
  return { lastAppHash: host.appHash, proposer, nextValidatorsHash, votes: decidedLastCommit.votes, misbehavior };
}

function envAt(host: Host, block: BlockInfo, overlay: Overlay): Env {
  const { router, minGasPrices, crypto, cache, alarm } = host;
  return { block, overlay, router, minGasPrices, crypto, cache, alarm };
}

function resetCheck(host: Host): void {
  if (host.identity === undefined || host.tick === undefined) return;
  const env = envAt(host, blockAt(host, host.identity, host.tick), host.store.overlay());
  host.check = openCheckState(env, host.check?.rules);
}

function requireInvariants(host: Host, env: Env): void {
  if (!host.checkInvariants) return;
  const broken = brokenInvariants(writeContext(env.block, env.overlay, unlimitedGas(), []), host.modules);
  if (broken.length > 0) throw new InvariantError(`after block ${env.block.height}: ${broken.join("; ")}`);
}

/** baseapp/abci.go, GetBlockRetentionHeight: blocks below it may be pruned; 0 keeps all. */
function retainHeight({ height, minRetainBlocks, consensus }: Host): bigint {
  const byBlocks = height - minRetainBlocks;
  if (minRetainBlocks === 0n || byBlocks <= 0n) return 0n;
  const maxAge = consensus?.evidence?.maxAgeNumBlocks ?? 0n;
  if (maxAge <= 0n) return byBlocks;
  const byEvidence = height - maxAge;
  if (byEvidence <= 0n) return 0n;
  return byEvidence < byBlocks ? byEvidence : byBlocks;
}

/** What modules may use of the application. */
export function servicesOf(options: Pick<HostOptions, "router" | "alarm"> & Partial<UpgradeOptions>): Services {
  const { router, alarm, modules = [], upgrades = [], skippedHeights = new Set(), note = () => undefined } = options;
  const { accounts, messages } = router;
  return {
    accounts,
    messages,
    refusal: (ctx, typeUrl) =>
      isStopped(ctx, typeUrl) ? `circuit breaker disables execution of this message: ${typeUrl}` : undefined,
    upgrades: upgradesOf({ modules, upgrades, skippedHeights, note }),
    attempt: (run) => attempt({ alarm }, run),
  };
}

/** The surroundings of reading who the chain is. */
export function noBlock(services: Services): BlockInfo {
  const identity = { chainId: "", prefix: "", baseDenom: "", displayDenom: "", exponent: 0 };
  return { ...identity, height: 0n, time: 0n, now: 0n, seed: EMPTY, header: NO_HEADER, services };
}
