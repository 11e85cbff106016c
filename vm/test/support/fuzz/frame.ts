import { F32, F64, type FuncType, I32, I64 } from "../../../src/module.js";
import type { BinaryGlobal } from "../builder.js";

/**
 * What a program does with NaNs: `any` lets their bits out everywhere; `stored` keeps them to areas of the memory that
 * only float loads and stores of one width touch; `none` replaces each by zero as it comes up.
 */
export type Nans = "any" | "stored" | "none";

/** What the functions of one program know of it. */
export interface Frame {
  readonly nans: Nans;
  readonly types: readonly FuncType[];
  /** Names of the imported WASI functions. */
  readonly imports: readonly string[];
  /** Type index of each function, imports first. */
  readonly funcs: readonly number[];
  readonly globals: readonly BinaryGlobal[];
  readonly tableSize: number;
  readonly segments: number;
}

export const VALUES = [I32, I64, F32, F64] as const;
export const PAGES_MAX = 8;
