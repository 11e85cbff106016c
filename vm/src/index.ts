// Deterministic WebAssembly: PROTOCOL.md §10. This entry is synchronous and browser-safe; `@dcm/vm/node` adds a process.

export { COSTS, DEPTH_LIMIT, RULES_VERSION } from "./cost.js";
export { EXPORTS, type InstrumentOptions, instrument } from "./meter.js";
export {
  type CannotRun,
  type Outcome,
  type RunHost,
  type RunInput,
  type RunLimits,
  type RunOutput,
  type RunResult,
  runModule,
} from "./run.js";
export { type Validation, type ValidModule, validate } from "./validate.js";
export type { WasiInput } from "./wasi/state.js";
