import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { FrameError, frame, frameReader } from "./frame.js";

/** CometBFT allows 2 GiB; the largest real message is InitChain with a large genesis. */
const FRAME_MAX = 1 << 30;

/** CometBFT dials query, snapshot, mempool and consensus. */
const CONNECTIONS_MAX = 4;

/** Answers one request's bytes. What it throws means that this node's state cannot be trusted any more. */
export type Handle = (request: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface AbciServerOptions {
  readonly path: string;
  readonly handle: Handle;
  /** Bytes of the answer for a failed `handle`, or undefined to close the connections without one. */
  readonly exception: (error: unknown) => Uint8Array | undefined;
  /** Called once, after the last answer was written. */
  readonly onFatal: (error: unknown) => void;
  /** Called when CometBFT closed a connection. It never reconnects. */
  readonly onClosed?: () => void;
}

export interface AbciServer {
  close(): Promise<void>;
}

/**
 * Serves ABCI on a unix socket: each connection is strictly first in, first out, the connections are independent of
 * each other, and all answers to one read go out in one write.
 */
export async function serveAbci(options: AbciServerOptions): Promise<AbciServer> {
  const sockets = new Set<Socket>();
  let stopped = false;
  const fail = (error: unknown): void => {
    if (stopped) return;
    stopped = true;
    options.onFatal(error);
  };
  const server = createServer((socket) => {
    if (stopped || sockets.size >= CONNECTIONS_MAX) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      if (!stopped) options.onClosed?.();
    });
    connect(socket, options, () => stopped, fail);
  });
  await listen(server, options.path);
  return {
    async close() {
      stopped = true;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Listens on a unix path that only this user can open; a stale socket there is removed. */
export async function listen(server: Server, path: string): Promise<void> {
  rmSync(path, { force: true });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(path, () => {
      server.off("error", failed);
      ready();
    });
  });
  chmodSync(path, 0o600);
}

function connect(socket: Socket, options: AbciServerOptions, stopped: () => boolean, fail: (e: unknown) => void): void {
  const read = frameReader(FRAME_MAX);
  const queue: Uint8Array[] = [];
  let draining = false;

  const drain = async (): Promise<void> => {
    draining = true;
    let answers: Uint8Array[] = [];
    try {
      // Bounded by CometBFT, which keeps at most 256 requests unanswered.
      for (let request = queue.shift(); request !== undefined && !stopped(); request = queue.shift()) {
        const answer = options.handle(request);
        if (answer instanceof Promise) {
          flush(socket, answers);
          answers = [];
        }
        answers.push(answer instanceof Promise ? await answer : answer);
      }
    } finally {
      flush(socket, answers);
      draining = false;
    }
  };

  const stop = (error: unknown): void => {
    const last = error instanceof FrameError ? undefined : options.exception(error);
    if (last === undefined) socket.destroy();
    else socket.write(frame(last));
    fail(error);
  };

  socket.on("data", (chunk: Buffer) => {
    if (stopped()) return;
    try {
      queue.push(...read(chunk));
    } catch (error) {
      stop(error);
      return;
    }
    if (!draining) drain().catch(stop);
  });
}

function flush(socket: Socket, answers: readonly Uint8Array[]): void {
  if (answers.length > 0 && !socket.destroyed) socket.write(Buffer.concat(answers.map(frame)));
}
