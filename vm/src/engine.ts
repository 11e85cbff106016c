// The members of WebAssembly that this package uses; their full types live in the DOM library, which the core does not load.

export interface EngineMemory {
  readonly buffer: ArrayBuffer;
}

export interface EngineGlobal {
  value: bigint | number;
}

export interface EngineInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A host function; i32 parameters arrive as numbers, i64 as bigints. */
export type HostFunction = (...args: never[]) => number;

export type HostImports = Record<string, Record<string, HostFunction>>;

interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: HostImports) => EngineInstance;
  readonly RuntimeError: new () => Error;
}

declare const WebAssembly: Engine;

/**
 * Compiles and instantiates an instrumented module.
 *
 * @throws RangeError  the host has not the memory; any other error means that validator and engine disagree, a bug
 */
export function instantiate(bytes: Uint8Array, imports: HostImports): EngineInstance {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
}

/** True for the errors that the engine throws when a program traps, and for nothing else. */
export function isTrap(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError;
}
