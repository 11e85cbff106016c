import { utf8Encode } from "../text.js";

/** Bytes that grow; what lies behind `size` is not content. */
export interface Content {
  bytes: Uint8Array;
  size: number;
}

export type Descriptor =
  | { readonly kind: "stdin"; at: number }
  | { readonly kind: "stdout" | "stderr" }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "input"; readonly path: string; at: number }
  | { readonly kind: "output"; readonly path: string; at: number; append: boolean };

/** Everything that a program can learn or change through WASI, as plain data, so that it can be snapshotted ([W3]). */
export interface WasiState {
  /** Each ends with a zero byte. */
  readonly args: readonly Uint8Array[];
  readonly env: readonly Uint8Array[];
  readonly stdin: Uint8Array;
  readonly inputs: ReadonlyMap<string, Uint8Array>;
  /** By path, relative to the root, such as out/result.csv. */
  readonly outputs: Map<string, Content>;
  /** Directories that exist: the fixed ones, parents of files, and those made by the program. */
  readonly directories: Set<string>;
  readonly stdout: Content;
  readonly stderr: Content;
  readonly descriptors: (Descriptor | undefined)[];
  /** Unix time in ns; advanced by poll_oneoff only. */
  clockNs: bigint;
  /** Bytes of randomness given out. */
  randomAt: number;
  /** Bytes that stdout, stderr and output files may still grow by, together. */
  outputLeft: number;
}

/** What a job gives a program beside the module and its limits. */
export interface WasiInput {
  /** argv[1…]. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly stdin: Uint8Array;
  readonly inputs: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** Unix time in ns, 0 … 2^64−1. */
  readonly clockNs: bigint;
}

/** argv[0]: the same for every program, so that a result does not depend on a file's name. */
const PROGRAM_NAME = "program";

/** The state a program starts with; `outputBytes` bounds stdout, stderr and outputs together. */
export function initialState(input: WasiInput, outputBytes: number): WasiState {
  const directories = new Set(["", "in", "out"]);
  for (const { path } of input.inputs) addParents(directories, path);
  return {
    args: [PROGRAM_NAME, ...input.args].map((text) => utf8Encode(`${text}\0`)),
    env: input.env.map(([name, value]) => utf8Encode(`${name}=${value}\0`)),
    stdin: input.stdin,
    inputs: new Map(input.inputs.map(({ path, bytes }) => [path, bytes])),
    outputs: new Map(),
    directories,
    stdout: { bytes: new Uint8Array(0), size: 0 },
    stderr: { bytes: new Uint8Array(0), size: 0 },
    descriptors: [{ kind: "stdin", at: 0 }, { kind: "stdout" }, { kind: "stderr" }, { kind: "directory", path: "" }],
    clockNs: input.clockNs,
    randomAt: 0,
    outputLeft: outputBytes,
  };
}

/** Adds every directory above a path. */
export function addParents(directories: Set<string>, path: string): void {
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) directories.add(path.slice(0, at));
}

/** Writes at a position, filling a gap with zeros. */
export function writeContent(content: Content, at: number, bytes: Uint8Array): void {
  const size = Math.max(content.size, at + bytes.length);
  if (size > content.bytes.length) {
    const larger = new Uint8Array(Math.max(size, content.bytes.length * 2));
    larger.set(content.bytes.subarray(0, content.size));
    content.bytes = larger;
  }
  content.bytes.set(bytes, at);
  content.size = size;
}

/** A copy of the content. */
export function contentBytes(content: Content): Uint8Array {
  return content.bytes.slice(0, content.size);
}
