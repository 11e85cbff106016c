import { connect, type Socket } from "node:net";
import { StatusError } from "@dcm/client/comet";
import { Request, Response } from "@dcm/proto/gen/dcm/node/v1";
import { Limiter } from "./limiter.js";

/** The node answers at most 64 requests a connection at once; a quarter of that leaves room for everybody else. */
const inFlightMax = 16;
const waitingMax = 2_000;
const frameBytesMax = 4 << 20;
const reconnectMs = 250;
/** A node that does not answer by then is busy or stands still; the question's place goes to another. */
const answerMs = 10_000;

export interface Block {
  readonly height: bigint;
  readonly timeNs: bigint;
}

export interface NodeAnswer {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly value: Uint8Array;
  readonly proofOps: Response["proofOps"];
  readonly height: bigint;
}

export interface NodeClient {
  /** Newest block that the node told of, undefined while it is not connected. */
  readonly latest: Block | undefined;
  /**
   * Asks one question.
   *
   * @throws StatusError UNAVAILABLE when the node is away or too much waits · DEADLINE_EXCEEDED when it is silent
   */
  ask(path: string, data: Uint8Array, height?: bigint, prove?: boolean): Promise<NodeAnswer>;
  onBlock(listener: (block: Block) => void): void;
  close(): void;
}

/**
 * Speaks `dcm.node.v1` over the application's private socket and reconnects for as long as it lives: a gateway survives
 * its node's restart.
 *
 * @param socketPath  called before each attempt, because a restarted node has a new socket
 * @param timeoutMs   patience per question, its time in the queue included
 */
export function openNode(socketPath: () => string | undefined, timeoutMs = answerMs): NodeClient {
  const waiting = new Map<bigint, Waiting>();
  const listeners: ((block: Block) => void)[] = [];
  const limiter = new Limiter(inFlightMax, waitingMax);
  let socket: Socket | undefined;
  let retry: NodeJS.Timeout | undefined;
  let latest: Block | undefined;
  let nextId = 1n;
  let closed = false;

  const dial = (): void => {
    const path = socketPath();
    if (path === undefined) {
      later();
      return;
    }
    const dialled = connect(path);
    const frames = new FrameReader((bytes) => receive(Response.decode(bytes)));
    dialled.on("connect", () => {
      socket = dialled;
    });
    dialled.on("data", (chunk) => {
      try {
        frames.push(chunk);
      } catch (error) {
        // What is no frame of ours cannot be followed by one: the connection is made anew.
        dialled.destroy(error as Error);
      }
    });
    // The reason arrives with "close", which always follows.
    dialled.on("error", () => dialled.destroy());
    dialled.on("close", () => {
      if (socket === dialled) socket = undefined;
      latest = undefined;
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer);
        reject(away());
      }
      waiting.clear();
      later();
    });
  };
  const later = (): void => {
    if (!closed) retry = setTimeout(dial, reconnectMs);
  };
  const receive = (response: Response): void => {
    if (response.id === 0n) {
      latest = { height: response.height, timeNs: response.timeNs };
      for (const listener of listeners) listener(latest);
      return;
    }
    const found = waiting.get(response.id);
    clearTimeout(found?.timer);
    waiting.delete(response.id);
    found?.resolve(response);
  };
  dial();

  return {
    get latest() {
      return latest;
    },
    ask(path, data, height = 0n, prove = false) {
      const due = Date.now() + timeoutMs;
      return limiter.run(
        () =>
          new Promise<NodeAnswer>((resolve, reject) => {
            if (Date.now() >= due) return reject(silent());
            if (socket === undefined) return reject(away());
            const id = nextId++;
            const timer = setTimeout(() => {
              waiting.delete(id);
              reject(silent());
            }, due - Date.now());
            waiting.set(id, { resolve, reject, timer });
            socket.write(frame(Request.encode({ id, path, data, height, prove })));
          }),
      );
    },
    onBlock(listener) {
      listeners.push(listener);
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.destroy();
    },
  };
}

interface Waiting {
  readonly timer: NodeJS.Timeout;
  resolve(answer: NodeAnswer): void;
  reject(error: Error): void;
}

function silent(): StatusError {
  return new StatusError("DEADLINE_EXCEEDED", "the node did not answer in time");
}

function away(): StatusError {
  return new StatusError("UNAVAILABLE", "the node is not connected");
}

function frame(body: Uint8Array): Uint8Array {
  const prefix: number[] = [];
  let rest = body.length;
  while (rest >= 0x80) {
    prefix.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  prefix.push(rest);
  return Buffer.concat([Buffer.from(prefix), body]);
}

/** Cuts a byte stream into uvarint-delimited frames. */
class FrameReader {
  private held: Buffer = Buffer.alloc(0);
  private readonly deliver: (body: Uint8Array) => void;

  constructor(deliver: (body: Uint8Array) => void) {
    this.deliver = deliver;
  }

  push(chunk: Buffer): void {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    for (;;) {
      const header = readUvarint(this.held);
      if (header === undefined) return;
      if (header.value > frameBytesMax) throw new Error(`the node sent a frame of ${header.value} bytes`);
      const end = header.bytes + header.value;
      if (this.held.length < end) return;
      const body = this.held.subarray(header.bytes, end);
      this.held = this.held.subarray(end);
      this.deliver(body);
    }
  }
}

function readUvarint(bytes: Uint8Array): { value: number; bytes: number } | undefined {
  let value = 0;
  for (let i = 0; i < Math.min(bytes.length, 5); i++) {
    const byte = bytes[i] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, bytes: i + 1 };
  }
  return undefined;
}
