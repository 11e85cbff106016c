import { PATH_BYTE_COST } from "../cost.js";
import { DESCRIPTORS_MAX, FILES_MAX, LIST_MAX, PATH_BYTES_MAX } from "../limits.js";
import { utf8Decode, utf8Encode } from "../text.js";
import { charge, chargeBytes, ERRNO, fail, fields, Stop, span, type WasiContext } from "./context.js";
import { addParents, type Content, type Descriptor, type WasiState, writeContent } from "./state.js";

const FILE_TYPE = { characterDevice: 2, directory: 3, regular: 4 } as const;
const OPEN = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
const APPEND = 1;
const ALL_RIGHTS = 0x1fffffffn;
const PREOPEN = 3;
const POSITION_MAX = BigInt(Number.MAX_SAFE_INTEGER);

export function descriptor(state: WasiState, number: number): Descriptor {
  return state.descriptors[number >>> 0] ?? fail(ERRNO.badDescriptor);
}

export function close(state: WasiState, number: number): number {
  descriptor(state, number);
  state.descriptors[number >>> 0] = undefined;
  return ERRNO.success;
}

export function prestat(context: WasiContext, number: number, out: number): number {
  requirePreopen(context, number);
  const answer = fields(context, out, 8);
  answer.setUint32(0, 0, true);
  answer.setUint32(4, 1, true);
  return ERRNO.success;
}

export function prestatName(context: WasiContext, number: number, pointer: number, length: number): number {
  requirePreopen(context, number);
  if (length >>> 0 < 1) fail(ERRNO.nameTooLong);
  span(context, pointer, 1)[0] = 0x2f;
  return ERRNO.success;
}

function requirePreopen({ state }: WasiContext, number: number): void {
  descriptor(state, number);
  if (number !== PREOPEN) fail(ERRNO.badDescriptor);
}

function fileType({ kind }: Descriptor): number {
  if (kind === "directory") return FILE_TYPE.directory;
  return kind === "input" || kind === "output" ? FILE_TYPE.regular : FILE_TYPE.characterDevice;
}

export function descriptorStatus(context: WasiContext, number: number, out: number): number {
  const open = descriptor(context.state, number);
  const answer = fields(context, out, 24);
  answer.setBigUint64(0, 0n, true);
  answer.setUint8(0, fileType(open));
  answer.setUint16(2, open.kind === "output" && open.append ? APPEND : 0, true);
  answer.setBigUint64(8, ALL_RIGHTS, true);
  answer.setBigUint64(16, ALL_RIGHTS, true);
  return ERRNO.success;
}

export function setFlags({ state }: WasiContext, number: number, flags: number): number {
  const open = descriptor(state, number);
  if (open.kind === "output") open.append = (flags & APPEND) !== 0;
  return ERRNO.success;
}

function writeFileStatus(context: WasiContext, out: number, type: number, size: number): number {
  const answer = fields(context, out, 64);
  for (let at = 0; at < 64; at += 8) answer.setBigUint64(at, 0n, true);
  answer.setUint8(16, type);
  answer.setBigUint64(24, 1n, true);
  answer.setBigUint64(32, BigInt(size), true);
  return ERRNO.success;
}

export function fileStatus(context: WasiContext, number: number, out: number): number {
  const open = descriptor(context.state, number);
  return writeFileStatus(context, out, fileType(open), readable(context.state, open)?.size ?? 0);
}

export function pathStatus(context: WasiContext, number: number, pointer: number, length: number, out: number): number {
  const { state } = context;
  const path = resolve(context, number, pointer, length);
  if (state.directories.has(path)) return writeFileStatus(context, out, FILE_TYPE.directory, 0);
  const size = state.outputs.get(path)?.size ?? state.inputs.get(path)?.length ?? fail(ERRNO.noEntry);
  return writeFileStatus(context, out, FILE_TYPE.regular, size);
}

/**
 * A path below an open directory, without empty and dot parts; leaving the root is not allowed. The limit holds for the
 * whole path too: else one that grew directory by directory would cost more and more time for the same fuel.
 */
function resolve(context: WasiContext, number: number, pointer: number, length: number): string {
  const base = descriptor(context.state, number);
  if (base.kind !== "directory") return fail(ERRNO.notDirectory);
  const size = length >>> 0;
  if (size > PATH_BYTES_MAX) fail(ERRNO.nameTooLong);
  charge(context, size * PATH_BYTE_COST);
  const text = utf8Decode(span(context, pointer, size)) ?? fail(ERRNO.invalid);
  if (text.includes("\0")) fail(ERRNO.invalid);
  const parts: string[] = [];
  for (const part of `${base.path}/${text}`.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) fail(ERRNO.notCapable);
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  const path = parts.join("/");
  if (utf8Encode(path).length > PATH_BYTES_MAX) fail(ERRNO.nameTooLong);
  return path;
}

export function createDirectory(context: WasiContext, number: number, pointer: number, length: number): number {
  const { state } = context;
  const path = resolve(context, number, pointer, length);
  if (state.directories.has(path) || state.outputs.has(path) || state.inputs.has(path)) fail(ERRNO.exists);
  requireWritable(state, path);
  requireSpace(state, path);
  state.directories.add(path);
  addParents(state.directories, path);
  return ERRNO.success;
}

// [W3] Inputs are read-only; what a program creates lies under out/.
function requireWritable(state: WasiState, path: string): void {
  if (!path.startsWith("out/")) fail(ERRNO.readOnly);
  for (let at = path.indexOf("/", 4); at >= 0; at = path.indexOf("/", at + 1)) {
    const parent = path.slice(0, at);
    if (state.outputs.has(parent) || state.inputs.has(parent)) fail(ERRNO.notDirectory);
  }
}

function requireSpace({ directories, inputs }: WasiState, directory: string): void {
  if (!directories.has(directory) && directories.size >= FILES_MAX + inputs.size) fail(ERRNO.noSpace);
}

export interface OpenRequest {
  readonly directory: number;
  readonly path: number;
  readonly pathLength: number;
  readonly openFlags: number;
  readonly flags: number;
  readonly out: number;
}

export function open(context: WasiContext, request: OpenRequest): number {
  const { state } = context;
  const answer = fields(context, request.out, 4);
  const path = resolve(context, request.directory, request.path, request.pathLength);
  const free = state.descriptors.indexOf(undefined, PREOPEN + 1);
  const number = free < 0 ? state.descriptors.length : free;
  if (number >= DESCRIPTORS_MAX) fail(ERRNO.tooManyOpen);
  state.descriptors[number] = openPath(state, path, request);
  answer.setUint32(0, number, true);
  return ERRNO.success;
}

function openPath(state: WasiState, path: string, { openFlags, flags }: OpenRequest): Descriptor {
  const exists = state.directories.has(path) || state.outputs.has(path) || state.inputs.has(path);
  if (exists && (openFlags & (OPEN.create | OPEN.exclusive)) === (OPEN.create | OPEN.exclusive)) fail(ERRNO.exists);
  if (state.directories.has(path)) {
    if ((openFlags & OPEN.truncate) !== 0) fail(ERRNO.isDirectory);
    return { kind: "directory", path };
  }
  if (exists && (openFlags & OPEN.directory) !== 0) fail(ERRNO.notDirectory);
  const append = (flags & APPEND) !== 0;
  const content = state.outputs.get(path);
  if (content !== undefined) {
    if ((openFlags & OPEN.truncate) !== 0) {
      state.outputLeft += content.size;
      content.bytes = new Uint8Array(0);
      content.size = 0;
    }
    return { kind: "output", path, at: 0, append };
  }
  if (exists) {
    if ((openFlags & OPEN.truncate) !== 0) fail(ERRNO.readOnly);
    return { kind: "input", path, at: 0 };
  }
  if ((openFlags & OPEN.create) === 0) fail(ERRNO.noEntry);
  requireWritable(state, path);
  if (state.outputs.size >= FILES_MAX) fail(ERRNO.noSpace);
  requireSpace(state, path.slice(0, path.lastIndexOf("/")));
  addParents(state.directories, path);
  state.outputs.set(path, { bytes: new Uint8Array(0), size: 0 });
  return { kind: "output", path, at: 0, append };
}

/** What can be read from a descriptor, or undefined. */
function readable(state: WasiState, open: Descriptor): Content | undefined {
  if (open.kind === "stdin") return { bytes: state.stdin, size: state.stdin.length };
  if (open.kind === "output") return state.outputs.get(open.path);
  const bytes = open.kind === "input" ? state.inputs.get(open.path) : undefined;
  return bytes === undefined ? undefined : { bytes, size: bytes.length };
}

/** The memory ranges of a scatter or gather list; all are checked before anything is done. */
function ranges(context: WasiContext, list: number, count: number): Uint8Array[] {
  if (count >>> 0 > LIST_MAX) fail(ERRNO.invalid);
  const length = (count >>> 0) * 8;
  chargeBytes(context, length);
  const source = fields(context, list, length);
  return Array.from({ length: count >>> 0 }, (_, index) =>
    span(context, source.getUint32(index * 8, true), source.getUint32(index * 8 + 4, true)),
  );
}

export function read(context: WasiContext, number: number, list: number, count: number, out: number): number {
  const open = descriptor(context.state, number);
  if (open.kind === "directory") fail(ERRNO.isDirectory);
  const content = readable(context.state, open);
  if (content === undefined || !("at" in open)) return fail(ERRNO.badDescriptor);
  const targets = ranges(context, list, count);
  const answer = fields(context, out, 4);
  const left = Math.max(0, content.size - open.at);
  const wanted = targets.reduce((sum, target) => sum + target.length, 0);
  const total = Math.min(left, wanted);
  chargeBytes(context, total);
  let done = 0;
  for (const target of targets) {
    const chunk = content.bytes.subarray(open.at + done, open.at + Math.min(done + target.length, total));
    target.set(chunk);
    done += chunk.length;
    if (done === total) break;
  }
  open.at += total;
  answer.setUint32(0, total, true);
  return ERRNO.success;
}

export function write(context: WasiContext, number: number, list: number, count: number, out: number): number {
  const { state } = context;
  const open = descriptor(state, number);
  if (open.kind === "stdin" || open.kind === "directory") fail(ERRNO.badDescriptor);
  if (open.kind === "input") return fail(ERRNO.readOnly);
  const sources = ranges(context, list, count);
  const answer = fields(context, out, 4);
  const content = open.kind === "output" ? state.outputs.get(open.path) : state[open.kind as "stdout" | "stderr"];
  if (content === undefined) return fail(ERRNO.badDescriptor);
  const total = sources.reduce((sum, source) => sum + source.length, 0);
  const at = open.kind === "output" && !open.append ? open.at : content.size;
  const growth = total === 0 ? 0 : Math.max(0, at + total - content.size);
  // [W5] output limit: the write that would pass it is not done at all.
  if (growth > state.outputLeft) throw new Stop("OUTPUT_LIMIT");
  // A gap behind the end is filled with zeros.
  chargeBytes(context, Math.max(total, growth));
  state.outputLeft -= growth;
  let done = 0;
  for (const source of sources) {
    if (source.length > 0) writeContent(content, at + done, source);
    done += source.length;
  }
  if (open.kind === "output") open.at = at + total;
  else announce(context, open.kind as "stdout" | "stderr", content, at);
  answer.setUint32(0, total, true);
  return ERRNO.success;
}

function announce(context: WasiContext, kind: "stdout" | "stderr", content: Content, from: number): void {
  const listener = kind === "stdout" ? context.onStdout : context.onStderr;
  if (listener !== undefined && content.size > from) listener(content.bytes.slice(from, content.size));
}

export function seek(context: WasiContext, number: number, offset: bigint, whence: number, out: number): number {
  const { state } = context;
  const open = descriptor(state, number);
  if (open.kind !== "input" && open.kind !== "output") return fail(ERRNO.notSeekable);
  const size = readable(state, open)?.size ?? 0;
  const base = [0, open.at, size][whence >>> 0] ?? fail(ERRNO.invalid);
  const position = BigInt(base) + offset;
  if (position < 0n || position > POSITION_MAX) fail(ERRNO.invalid);
  const answer = fields(context, out, 8);
  open.at = Number(position);
  answer.setBigUint64(0, position, true);
  return ERRNO.success;
}
