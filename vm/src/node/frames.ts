import { deserialize, serialize } from "node:v8";
import type { RunInput, RunResult } from "../run.js";

/** What the descriptors of a program's process are, beside stderr for the engine's last words. */
export const DESCRIPTORS = {
  input: 0,
  /** Closes when whoever started the program is gone. */
  lifeline: 3,
  /** Not stdout, which Node makes non-blocking. */
  messages: 4,
} as const;

/** What the program's process is told, as one value on its standard input. */
export interface WorkerInput {
  readonly input: RunInput;
  /** Whether anybody listens to what the program writes while it runs. */
  readonly stdout: boolean;
  readonly stderr: boolean;
}

/** What the program's process reports: chunks, then one ending. */
export type WorkerMessage =
  | { readonly kind: "stdout" | "stderr"; readonly chunk: Uint8Array }
  | { readonly kind: "result"; readonly result: RunResult }
  | { readonly kind: "bug"; readonly error: string };

const HEAD_BYTES = 4;

/** A message behind its length. */
export function frame(message: WorkerMessage): Uint8Array {
  const body = serialize(message);
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  bytes.writeUInt32LE(body.length);
  bytes.set(body, HEAD_BYTES);
  return bytes;
}

/** Puts the pieces of a stream of frames together again; each byte is copied at most once. */
export class FrameReader {
  private pieces: Uint8Array[] = [];
  private size = 0;

  constructor(private readonly onMessage: (message: WorkerMessage) => void) {}

  push(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.size += piece.length;
    for (let needed = this.needed(); this.size >= needed; needed = this.needed()) {
      const all = this.join();
      this.onMessage(deserialize(all.subarray(HEAD_BYTES, needed)) as WorkerMessage);
      this.pieces = needed < all.length ? [all.subarray(needed)] : [];
      this.size = all.length - needed;
    }
  }

  /** Bytes that must be there before the next message can be read. */
  private needed(): number {
    if (this.size < HEAD_BYTES) return HEAD_BYTES;
    const first = (this.pieces[0] as Uint8Array).length < HEAD_BYTES ? this.join() : (this.pieces[0] as Uint8Array);
    return HEAD_BYTES + new DataView(first.buffer, first.byteOffset).getUint32(0, true);
  }

  private join(): Uint8Array {
    const all = this.pieces.length === 1 ? (this.pieces[0] as Uint8Array) : Buffer.concat(this.pieces);
    this.pieces = [all];
    return all;
  }
}
