import { createServer, type Socket } from "node:net";
import { Request, Response } from "@dcm/proto/gen/dcm/node/v1";
import type { App } from "../app/app.js";
import type { BlockTime } from "./abci/dispatch.js";
import { FrameError, frame, frameReader } from "./abci/frame.js";
import { listen } from "./abci/server.js";

export const QUERY_CONNECTIONS_MAX = 16;
export const QUERY_IN_FLIGHT_MAX = 64;
export const QUERY_FRAME_MAX = 4 << 20;

/** A reader that is this far behind misses pushes; the next one tells it the height again. */
const PUSH_BACKLOG_MAX = 64 << 10;

export interface QueryDoor {
  readonly app: Pick<App, "query">;
  /** Our bugs are told here; the asker gets the SDK's panic code. */
  readonly alarm: (text: string) => void;
}

export interface QuerySocket {
  /** Tells every connection that a block was committed. */
  push(height: bigint, time: BlockTime): void;
  close(): Promise<void>;
}

/**
 * Serves `dcm.node.v1` on a unix socket: the application's queries for the gateway.
 * One query runs per turn of the event loop, so that consensus is never behind more than one of them.
 * A connection with 64 requests not yet written back is not read from; a 17th connection is closed at once.
 */
export async function serveQueries(options: QueryDoor & { readonly path: string }): Promise<QuerySocket> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (sockets.size >= QUERY_CONNECTIONS_MAX) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(socket, (request) => answer(request, options));
  });
  await listen(server, options.path);
  return {
    push(height, time) {
      const timeNs = time.seconds * 1_000_000_000n + BigInt(time.nanos);
      const bytes = frame(Response.encode(Response.fromPartial({ id: 0n, height, timeNs })));
      for (const socket of sockets) if (socket.writableLength < PUSH_BACKLOG_MAX) socket.write(bytes);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function serve(socket: Socket, run: (request: Request) => Response): void {
  const read = frameReader(QUERY_FRAME_MAX);
  const queue: Uint8Array[] = [];
  let unwritten = 0;
  let running = false;

  const next = (): void => {
    const bytes = unwritten < QUERY_IN_FLIGHT_MAX && !socket.destroyed ? queue.shift() : undefined;
    running = bytes !== undefined;
    if (bytes === undefined) {
      if (queue.length === 0) socket.resume();
      return;
    }
    try {
      unwritten += 1;
      socket.write(frame(bounded(run(decoded(bytes)))), () => {
        unwritten -= 1;
        if (!running) next();
      });
    } catch {
      // Bytes that are no request: the peer does not speak this protocol, so nothing after them can be trusted.
      socket.destroy();
    }
    setImmediate(next);
  };

  socket.on("data", (chunk: Buffer) => {
    try {
      queue.push(...read(chunk));
    } catch {
      socket.destroy();
    }
    if (queue.length >= QUERY_IN_FLIGHT_MAX) socket.pause();
    if (!running && queue.length > 0) next();
  });
}

function decoded(bytes: Uint8Array): Request {
  const request = Request.decode(bytes);
  if (request.id === 0n) throw new FrameError("request id 0 is reserved for pushes");
  return request;
}

function answer({ id, path, data, height, prove }: Request, { app, alarm }: QueryDoor): Response {
  try {
    return Response.fromPartial({ ...app.query({ path, data, height, prove }), id });
  } catch (error) {
    alarm(`query ${path} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return Response.fromPartial({ id, code: 111222, codespace: "sdk", log: "panic" });
  }
}

function bounded(response: Response): Uint8Array {
  const bytes = Response.encode(response);
  if (bytes.length <= QUERY_FRAME_MAX) return bytes;
  // SDK ErrInvalidRequest: the page asked for does not fit.
  const log = `answer of ${bytes.length} bytes is above the limit of ${QUERY_FRAME_MAX}, ask for smaller pages`;
  return Response.encode(Response.fromPartial({ id: response.id, code: 18, codespace: "sdk", log }));
}
