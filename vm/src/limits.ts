// Bounds of what a module may contain. Each is at most V8's and wazero's own, so that what is accepted here compiles there.

export const MODULE_BYTES_MAX = 64 * 1024 * 1024;
/** Of one function body, before and after it is instrumented; V8 refuses 7,654,321. */
export const BODY_BYTES_MAX = 7_000_000;
/** Of the instrumented module. Ordinary ones grow by a half or less, one of nothing but memory.grow by thirty times. */
export const INSTRUMENTED_BYTES_MAX = 256 * 1024 * 1024;
export const TYPES_MAX = 100_000;
export const IMPORTS_MAX = 1_000;
export const FUNCTIONS_MAX = 500_000;
export const GLOBALS_MAX = 100_000;
export const EXPORTS_MAX = 100_000;
export const SEGMENTS_MAX = 100_000;
export const PARAMS_MAX = 255;
export const RESULTS_MAX = 100;
/** Parameters included; V8 refuses 50,001, the rewriter adds at most six. */
export const LOCALS_MAX = 40_000;
/** A few bytes declare thousands of locals, so their sum bounds the time that checking takes. */
export const LOCALS_TOTAL_MAX = 20_000_000;
/** Operands on the stack of one function; compilers stay below a hundred. */
export const HEIGHT_MAX = 40_000;
/**
 * What a function gives an engine to do beyond reading its bytes. At every branch, block and end a compiler looks at
 * all locals and operands, and keeps a copy; values that a call, branch or block takes or gives are moved one by one.
 * A few kilobytes could so ask for minutes and gigabytes. The weight of a function is the sum of locals, operands and
 * `MOVE_WEIGHT` times the moved values over all such places. The heaviest function of Go's own
 * compiler, a module of 49 MB, weighs 1.4 million, all of them together 94 million.
 */
export const WEIGHT_MAX = 50_000_000;
/** Of all functions together. */
export const WEIGHT_TOTAL_MAX = 1_000_000_000;
export const MOVE_WEIGHT = 100;
export const BRANCH_TABLE_MAX = 65_000;
export const TABLE_MAX = 1_000_000;
/** V8 takes the length of a string above 16,383 characters for its hash: many of one length would be compared with each other. */
export const NAME_BYTES_MAX = 10_000;
export const PAGES_MAX = 65_536;

export const PAGE_BYTES = 65_536;
/** Files that a program may create, and directories likewise. */
export const FILES_MAX = 1_024;
/** Open descriptors. */
export const DESCRIPTORS_MAX = 1_024;
/** Entries of a scatter or gather list, and subscriptions of one poll. */
export const LIST_MAX = 1_024;
export const PATH_BYTES_MAX = 256;
