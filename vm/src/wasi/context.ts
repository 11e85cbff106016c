import { BULK_SHIFT } from "../cost.js";
import type { EngineGlobal, EngineMemory } from "../engine.js";
import type { WasiState } from "./state.js";

/** Numbers of WASI preview 1. */
export const ERRNO = {
  success: 0,
  badDescriptor: 8,
  exists: 20,
  fault: 21,
  invalid: 28,
  isDirectory: 31,
  tooManyOpen: 33,
  nameTooLong: 37,
  noEntry: 44,
  noSpace: 51,
  notImplemented: 52,
  notDirectory: 54,
  readOnly: 69,
  notSeekable: 70,
  notCapable: 76,
} as const;

/** Ends a call with an errno; thrown and caught inside this folder. */
export class Failure extends Error {
  constructor(readonly errno: number) {
    super(`errno ${errno}`);
  }
}

/** Ends the call with `errno`. */
export function fail(errno: number): never {
  throw new Failure(errno);
}

/** Ends the run; thrown through the program's frames and caught by the runner. */
export class Stop extends Error {
  constructor(
    readonly why: "EXIT" | "OUT_OF_FUEL" | "OUTPUT_LIMIT",
    readonly exitCode = 0,
  ) {
    super(why);
  }
}

export interface WasiContext {
  readonly state: WasiState;
  readonly randomSeed: Uint8Array;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly onStdout: ((chunk: Uint8Array) => void) | undefined;
  readonly onStderr: ((chunk: Uint8Array) => void) | undefined;
  /** Fuel left; set once the program is instantiated. */
  fuel: EngineGlobal;
  /** Absent when the program has no memory. */
  memory: EngineMemory | undefined;
}

/** Takes fuel before a host call does its work, and ends the run when none is left. */
export function charge(context: WasiContext, amount: number): void {
  const left = BigInt(context.fuel.value) - BigInt(amount);
  context.fuel.value = left;
  if (left < 0n) throw new Stop("OUT_OF_FUEL");
}

/** Charges for `count` bytes to be copied, at the price of a bulk operation. */
export function chargeBytes(context: WasiContext, count: number): void {
  charge(context, Number(BigInt(count) >> BigInt(BULK_SHIFT)));
}

/**
 * A range of the program's memory. Views die when the memory grows, so none outlives a call.
 *
 * @param pointer  i32 as the program passed it
 * @param length   in bytes, any number that is not negative
 * @throws Failure fault  the range leaves the memory
 */
export function span(context: WasiContext, pointer: number, length: number): Uint8Array {
  const from = pointer >>> 0;
  const buffer = context.memory?.buffer;
  if (from + length > (buffer?.byteLength ?? 0)) fail(ERRNO.fault);
  return buffer === undefined ? new Uint8Array(0) : new Uint8Array(buffer, from, length);
}

/** The same range for numbers. */
export function fields(context: WasiContext, pointer: number, length: number): DataView {
  const bytes = span(context, pointer, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
