import {
  ResponseProcessProposal_ProposalStatus as ProposalStatus,
  Request,
  type RequestFinalizeBlock,
  type RequestPrepareProposal,
  type RequestQuery,
  Response,
  type ResponseCommit,
  type ResponseQuery,
} from "@dcm/proto/gen/tendermint/abci";
import type { App } from "../../app/app.js";
import { UpgradeNeeded } from "../../kernel/index.js";
import { initChain } from "../init-chain.js";
import type { Handle } from "./server.js";

/** The node stops because its configuration says so; nothing is wrong with the state. */
export class HaltError extends Error {
  override readonly name = "HaltError";
}

export interface DispatchOptions {
  readonly app: App;
  /** Queries that CometBFT knows the answer of; undefined for all others. */
  readonly cometQuery?: (request: RequestQuery) => Promise<ResponseQuery> | undefined;
  /** Told of each call after its answer, and of the seconds that it took. */
  readonly observe?: (request: Request, response: Response, seconds: number) => void;
  /** Makes a committed block durable; a promise when CometBFT must wait for the writer. */
  readonly persist: () => Promise<void> | undefined;
  /** Last height known to be on disk. */
  readonly durableHeight: () => bigint;
  /** Told before the node stops because another program must go on. */
  readonly upgradeNeeded: (needed: UpgradeNeeded) => void;
  /** Called after each Commit was made ready, with the block's height and time. */
  readonly committed: (height: bigint, time: BlockTime) => void;
  /** Our bugs that must not stop the node are told here. */
  readonly alarm: (text: string) => void;
  /** For tests: ends the process when its name was asked for. */
  readonly crashPoint: (name: string, height: bigint) => void;
  readonly haltHeight: bigint;
  /** Unix seconds, 0 for never. */
  readonly haltTime: bigint;
}

export type BlockTime = RequestFinalizeBlock["time"];

const NONE: Response = Response.fromPartial({});
/** SDK errors.ErrPanic. */
const PANIC = { code: 111222, codespace: "sdk" } as const;

type Dispatch = (request: Request) => Response | Promise<Response>;

/** Turns ABCI request bytes into the application's answer. Throws only when the node must stop. */
export function abciHandler(options: DispatchOptions): Handle {
  const dispatch = dispatcher(options);
  const answer = options.observe === undefined ? dispatch : observed(dispatch, options);
  return (bytes) => {
    const response = answer(Request.decode(bytes));
    return response instanceof Promise ? response.then(Response.encode) : Response.encode(response);
  };
}

/** Tells of each call. Counting never stops a node: what fails there is told, and the answer goes out. */
function observed(dispatch: Dispatch, { observe, alarm }: DispatchOptions): Dispatch {
  return (request) => {
    const started = performance.now();
    const told = (response: Response): Response => {
      try {
        observe?.(request, response, (performance.now() - started) / 1_000);
      } catch (error) {
        alarm(`metrics failed: ${textOf(error)}`);
      }
      return response;
    };
    const response = dispatch(request);
    return response instanceof Promise ? response.then(told) : told(response);
  };
}

/** The answer to a request after which this node stops. A halt or an upgrade has none: the sockets close. */
export function exception(error: unknown): Uint8Array | undefined {
  if (error instanceof HaltError || error instanceof UpgradeNeeded) return undefined;
  return Response.encode({ ...NONE, exception: { error: textOf(error) } });
}

/** The one switch: every ABCI call to the application's method of that name. */
export function dispatcher(options: DispatchOptions): Dispatch {
  const { app } = options;
  let block: RequestFinalizeBlock | undefined;
  const guard = guarded(options);

  return (r) => {
    if (r.checkTx) return { ...NONE, checkTx: guard("CheckTx", () => app.checkTx(given(r.checkTx)), checkTxPanic) };
    if (r.flush) return { ...NONE, flush: {} };
    if (r.query) {
      const request = r.query;
      const late = options.cometQuery?.(request);
      if (late !== undefined) return late.then((query) => ({ ...NONE, query }));
      return { ...NONE, query: guard("Query", () => app.query(request), queryPanic) };
    }
    if (r.finalizeBlock) {
      block = r.finalizeBlock;
      halt(options, block);
      options.crashPoint("finalize-before", block.height);
      const finalizeBlock = finalize(options, block);
      options.crashPoint("finalize-after", block.height);
      return { ...NONE, finalizeBlock };
    }
    if (r.commit) return commit(options, given(block));
    if (r.prepareProposal) {
      const request = r.prepareProposal;
      const prepareProposal = guard(
        "PrepareProposal",
        () => app.prepareProposal(request),
        () => unchanged(request),
      );
      return { ...NONE, prepareProposal };
    }
    if (r.processProposal) {
      const request = r.processProposal;
      const reject = () => ({ status: ProposalStatus.REJECT });
      return { ...NONE, processProposal: guard("ProcessProposal", () => app.processProposal(request), reject) };
    }
    if (r.info) return { ...NONE, info: app.info(r.info) };
    if (r.echo) return { ...NONE, echo: { message: r.echo.message } };
    if (r.initChain) return { ...NONE, initChain: initChain(app, r.initChain) };
    if (r.extendVote) return { ...NONE, extendVote: app.extendVote(r.extendVote) };
    if (r.verifyVoteExtension) return { ...NONE, verifyVoteExtension: app.verifyVoteExtension(r.verifyVoteExtension) };
    if (r.listSnapshots) return { ...NONE, listSnapshots: app.listSnapshots(r.listSnapshots) };
    if (r.offerSnapshot) return { ...NONE, offerSnapshot: app.offerSnapshot(r.offerSnapshot) };
    if (r.loadSnapshotChunk) return { ...NONE, loadSnapshotChunk: app.loadSnapshotChunk(r.loadSnapshotChunk) };
    if (r.applySnapshotChunk) return { ...NONE, applySnapshotChunk: app.applySnapshotChunk(r.applySnapshotChunk) };
    throw new Error("request holds no ABCI 2.0 call");
  };
}

function finalize({ app, upgradeNeeded }: DispatchOptions, block: RequestFinalizeBlock) {
  try {
    return app.finalizeBlock(block);
  } catch (error) {
    if (error instanceof UpgradeNeeded) upgradeNeeded(error);
    throw error;
  }
}

/** A failure outside block execution becomes that call's refusal and an alarm, never an Exception. */
function guarded(options: DispatchOptions) {
  return <T>(call: string, run: () => T, otherwise: () => T): T => {
    try {
      return run();
    } catch (error) {
      options.alarm(`${call} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return otherwise();
    }
  };
}

function commit(options: DispatchOptions, block: RequestFinalizeBlock): Response | Promise<Response> {
  const { height, time } = block;
  const answer = options.app.commit();
  options.crashPoint("commit-before-writer", height);
  const lag = options.persist();
  options.crashPoint("commit-after-writer", height);
  const finish = (): Response => {
    options.committed(height, time);
    return { ...NONE, commit: retained(answer, options.durableHeight()) };
  };
  return lag === undefined ? finish() : lag.then(finish);
}

/** CometBFT may prune below the retain height, so it must keep every block that a restart would replay. */
function retained(answer: ResponseCommit, durable: bigint): ResponseCommit {
  return answer.retainHeight > durable ? { ...answer, retainHeight: durable } : answer;
}

/** @see Cosmos SDK v0.53, baseapp/abci.go, checkHalt */
function halt({ haltHeight, haltTime }: DispatchOptions, { height, time }: RequestFinalizeBlock): void {
  const byHeight = haltHeight > 0n && height >= haltHeight;
  const byTime = haltTime > 0n && time.seconds >= haltTime;
  if (byHeight || byTime) throw new HaltError(`halt per configuration height ${haltHeight} time ${haltTime}`);
}

const checkTxPanic = (): Response["checkTx"] => Response.fromPartial({ checkTx: { ...PANIC, log: "panic" } }).checkTx;
const queryPanic = (): Response["query"] => Response.fromPartial({ query: { ...PANIC, log: "panic" } }).query;

/** The mempool's transactions, cut to what the request allows; each counts with its protobuf overhead. */
function unchanged({ txs, maxTxBytes }: RequestPrepareProposal): Response["prepareProposal"] {
  const kept: Uint8Array[] = [];
  let size = 0n;
  for (const tx of txs) {
    size += BigInt(1 + uvarintSize(tx.length) + tx.length);
    if (size > maxTxBytes) break;
    kept.push(tx);
  }
  return { txs: kept };
}

function uvarintSize(value: number): number {
  return Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7));
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Commit without a FinalizeBlock before it");
  return value;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
