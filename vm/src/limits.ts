// Bounds of what a module may contain. Each is at most V8's and wazero's own, so that what is accepted here compiles there.

export const MODULE_BYTES_MAX = 64 * 1024 * 1024;
/** Of one instrumented function body; V8 refuses 7,654,321. */
export const BODY_BYTES_MAX = 7_000_000;
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
export const BRANCH_TABLE_MAX = 65_000;
export const TABLE_MAX = 1_000_000;
export const NAME_BYTES_MAX = 50_000;
export const PAGES_MAX = 65_536;

export const PAGE_BYTES = 65_536;
/** Files that a program may create, and directories likewise. */
export const FILES_MAX = 1_024;
/** Open descriptors. */
export const DESCRIPTORS_MAX = 1_024;
/** Entries of a scatter or gather list, and subscriptions of one poll. */
export const LIST_MAX = 1_024;
export const PATH_BYTES_MAX = 256;
