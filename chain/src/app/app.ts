import { type JsonObject, parseDec } from "@dcm/proto";
import type {
  RequestApplySnapshotChunk,
  RequestCheckTx,
  RequestExtendVote,
  RequestFinalizeBlock,
  RequestInfo,
  RequestInitChain,
  RequestListSnapshots,
  RequestLoadSnapshotChunk,
  RequestOfferSnapshot,
  RequestPrepareProposal,
  RequestProcessProposal,
  RequestQuery,
  RequestVerifyVoteExtension,
  ResponseApplySnapshotChunk,
  ResponseCheckTx,
  ResponseCommit,
  ResponseExtendVote,
  ResponseFinalizeBlock,
  ResponseInfo,
  ResponseInitChain,
  ResponseListSnapshots,
  ResponseLoadSnapshotChunk,
  ResponseOfferSnapshot,
  ResponsePrepareProposal,
  ResponseProcessProposal,
  ResponseQuery,
  ResponseVerifyVoteExtension,
  ValidatorUpdate,
} from "@dcm/proto/gen/tendermint/abci";
import {
  CheckTxType,
  ResponseApplySnapshotChunk_Result,
  ResponseOfferSnapshot_Result,
  ResponseProcessProposal_ProposalStatus,
  ResponseVerifyVoteExtension_VerifyStatus,
} from "@dcm/proto/gen/tendermint/abci";
import { EMPTY, type Module, type Multistore, readContext, unlimitedGas } from "../kernel/index.js";
import { genesisValidators } from "../modules/staking/api.js";
import type { GasPrice } from "./ante.js";
import { execResult } from "./block.js";
import { runTx, type TxResult } from "./deliver.js";
import { exportState } from "./genesis.js";
import "./hooks.js";
import { commit, finalizeBlock, type Host, initChain, onCheckState, openHost } from "./host.js";
import { type CheckState, checkTx, recheckTx, settleAll } from "./mempool.js";
import { modules as allModules, createRouter } from "./modules.js";
import { isProposalSound, prepareProposal } from "./proposal.js";
import { answerQuery } from "./query.js";
import { contextAt, type NodeSettings, type QueryEnv } from "./query-context.js";
import { appRoutes } from "./services.js";
import { type Hashes, plainHashes, type VerifySecp256k1 } from "./signing.js";
import { createTxCache, type TxCache } from "./tx-cache.js";
import { upgrades as allUpgrades, type Upgrade } from "./upgrades.js";

export { defaultAppState } from "./default-genesis.js";
export type { Upgrade } from "./upgrades.js";

/** Everything impure that the application needs, and what a node may choose. */
export interface AppOptions {
  readonly store: Multistore;
  readonly verifySecp256k1: VerifySecp256k1;
  /** Faster ones than those in plain JavaScript. */
  readonly hashes?: Hashes;
  /** The least this node takes for gas, such as `0.001udcm`; empty takes everything. */
  readonly minGasPrices: string;
  /** Blocks that CometBFT keeps at least; 0 keeps all. */
  readonly minRetainBlocks?: bigint;
  /** Rings when a transaction met a bug of ours. */
  readonly alarm: (text: string) => void;
  /** Told what genesis passes over or assumes. */
  readonly note?: (text: string) => void;
  readonly version?: string;
  /** Told to whoever asks how this node is set up; the SDK's defaults without. */
  readonly settings?: NodeSettings;
  /** Checks every module's invariants after every block: for tests and simulation. */
  readonly checkInvariants?: boolean;
  /** Remembers verdicts; they are the same without. */
  readonly cache?: TxCache;
  readonly modules?: readonly Module[];
  readonly upgrades?: readonly Upgrade[];
  /** Heights at which no upgrade is carried out, whatever the chain says. */
  readonly skippedHeights?: ReadonlySet<bigint>;
}

/** One synchronous method per ABCI call. What InitChain, FinalizeBlock and Commit throw stops the node. */
export interface App {
  info(request: RequestInfo): ResponseInfo;
  initChain(request: RequestInitChain): ResponseInitChain;
  checkTx(request: RequestCheckTx): ResponseCheckTx;
  prepareProposal(request: RequestPrepareProposal): ResponsePrepareProposal;
  processProposal(request: RequestProcessProposal): ResponseProcessProposal;
  finalizeBlock(request: RequestFinalizeBlock): ResponseFinalizeBlock;
  commit(): ResponseCommit;
  query(request: RequestQuery): ResponseQuery;
  listSnapshots(request: RequestListSnapshots): ResponseListSnapshots;
  offerSnapshot(request: RequestOfferSnapshot): ResponseOfferSnapshot;
  loadSnapshotChunk(request: RequestLoadSnapshotChunk): ResponseLoadSnapshotChunk;
  applySnapshotChunk(request: RequestApplySnapshotChunk): ResponseApplySnapshotChunk;
  extendVote(request: RequestExtendVote): ResponseExtendVote;
  verifyVoteExtension(request: RequestVerifyVoteExtension): ResponseVerifyVoteExtension;
  /** The committed state as a genesis file has it. */
  exportGenesis(): { readonly appState: JsonObject; readonly validators: readonly ValidatorUpdate[] };
}

const NAME = "dcm";
const VERSION = "0.1.0";
const defaultSettings: NodeSettings = { pruningKeepRecent: "0", pruningInterval: "0", haltHeight: 0n };

/** Makes the application over committed state; it goes on where that state stands. */
export function createApp(options: AppOptions): App {
  const host = openHost({
    store: options.store,
    router: createRouter(options.modules ?? allModules),
    modules: options.modules ?? allModules,
    minGasPrices: parseGasPrices(options.minGasPrices),
    minRetainBlocks: options.minRetainBlocks ?? 0n,
    crypto: { verify: options.verifySecp256k1, ...(options.hashes ?? plainHashes) },
    cache: options.cache ?? createTxCache(),
    alarm: options.alarm,
    note: options.note ?? (() => undefined),
    checkInvariants: options.checkInvariants ?? false,
    upgrades: options.upgrades ?? allUpgrades,
    skippedHeights: options.skippedHeights ?? new Set(),
  });
  const queries = queryEnv(host, options);
  const own = appRoutes(queries);
  return {
    ...snapshotsAndVotes,
    info: () => ({
      data: NAME,
      version: queries.version,
      appVersion: host.consensus?.version?.app ?? 0n,
      lastBlockHeight: host.height,
      lastBlockAppHash: host.height === 0n ? EMPTY : host.appHash,
    }),
    initChain: (request) => initChain(host, request),
    checkTx({ tx, type }) {
      const check = type === CheckTxType.RECHECK ? recheckTx : checkTx;
      return execResult(onCheckState(host, (state) => check(state, tx)));
    },
    prepareProposal: (request) => ({ txs: prepareProposal(host, host.consensus, request) }),
    processProposal(request) {
      const { ACCEPT, REJECT } = ResponseProcessProposal_ProposalStatus;
      return { status: isProposalSound(host, host.consensus, request) ? ACCEPT : REJECT };
    },
    finalizeBlock: (request) => finalizeBlock(host, request),
    commit: () => commit(host),
    query: (request) => answerQuery(queries, own, request),
    exportGenesis() {
      const { ctx: block, open } = contextAt(queries, host.height, false);
      const ctx = readContext(block, open, unlimitedGas());
      return { appState: exportState(ctx, host.modules), validators: genesisValidators(ctx) };
    },
  };
}

function queryEnv(host: Host, { minGasPrices, version = VERSION, settings = defaultSettings }: AppOptions): QueryEnv {
  return {
    store: host.store,
    router: host.router,
    services: host.services,
    name: NAME,
    version,
    minGasPrices,
    settings,
    height: () => host.height,
    appHash: () => host.appHash,
    validatorsHash: () => host.validatorsHash,
    simulate: (tx) => onCheckState(host, (env) => simulate(env, tx)),
  };
}

/** Runs a transaction without leaving a trace. */
function simulate(state: CheckState, tx: Uint8Array): TxResult {
  const { env } = state;
  settleAll(state);
  const start = env.overlay.mark();
  const result = runTx(env, tx, "simulate");
  env.overlay.rollback(start);
  return result;
}

/** State sync and vote extensions are not offered; these are the answers of who does not offer them. */
const snapshotsAndVotes = {
  listSnapshots: () => ({ snapshots: [] }),
  offerSnapshot: () => ({ result: ResponseOfferSnapshot_Result.ABORT }),
  loadSnapshotChunk: () => ({ chunk: EMPTY }),
  applySnapshotChunk: () => ({ result: ResponseApplySnapshotChunk_Result.ABORT, refetchChunks: [], rejectSenders: [] }),
  extendVote: () => ({ voteExtension: EMPTY }),
  verifyVoteExtension: () => ({ status: ResponseVerifyVoteExtension_VerifyStatus.ACCEPT }),
};

/** Prices such as `0.001udcm,0.5uatom`. */
function parseGasPrices(text: string): readonly GasPrice[] {
  if (text === "") return [];
  return text.split(",").map((each) => {
    const [, price, denom] = /^([0-9.]+)([a-zA-Z][a-zA-Z0-9/:._-]{2,127})$/.exec(each.trim()) ?? [];
    if (price === undefined || denom === undefined) throw new Error(`invalid minimum gas price: ${each}`);
    return { denom, atomics: parseDec(price, "minimum gas price") };
  });
}
