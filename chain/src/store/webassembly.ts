/** The members of `WebAssembly` that the store uses; its types live in the DOM library, which the core does not load. */

/** A linear memory. `grow` keeps its bytes and their addresses but detaches every view of `buffer`. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type WasmModule = object;

interface WasmApi {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Memory: new (options: { initial: number; maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: object };
}

declare const WebAssembly: WasmApi;

/** Pages (64 KiB) of the largest linear memory there is, 4 GiB. */
export const PAGES_MAX = 65_536;

/** A memory of `pages` pages that may grow to 4 GiB. */
export function createMemory(pages: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pages, maximum: PAGES_MAX });
}

/** Whether the engine knows every feature that `binary` uses. */
export function supportsModule(binary: Uint8Array): boolean {
  return WebAssembly.validate(binary);
}

/** Compiles `binary`; throws when the engine lacks a feature it uses. */
export function compileModule(binary: Uint8Array): WasmModule {
  return new WebAssembly.Module(binary);
}

/** The exports of a new instance of `module` over `memory`. */
export function instantiate(module: WasmModule, memory: WasmMemory): object {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
