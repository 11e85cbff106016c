/** The kernel's public face: what modules and the app build on. */
export {
  type Address,
  type Amount,
  amount,
  type ConsAddress,
  type Dec,
  type JsonValue,
  utf8ToBytes,
  type ValAddress,
} from "@dcm/proto";
export {
  AMOUNT_MAX,
  add,
  DEC_ONE,
  DEC_ZERO,
  decFloor,
  decMin,
  decMul,
  decMulInt,
  decMulTruncate,
  decOf,
  decQuo,
  decQuoInt,
  decQuoRoundUp,
  decQuoTruncate,
  decRound,
  larger,
  mulDivCeil,
  mulDivFloor,
  smaller,
  sub,
  total,
} from "@dcm/rules";
export * from "./address.js";
export * from "./bytes.js";
export * from "./coins.js";
export type { Item, KeyedMap, KeySet, PairMap, PairSet, Sequence } from "./collections.js";
export * from "./context.js";
export * from "./errors.js";
export * from "./events.js";
export { fractionFault } from "./fraction.js";
export * from "./gas.js";
export * from "./go-text.js";
export * from "./hooks.js";
export { by, byEach, type Index, type IndexedMap } from "./indexed.js";
export * from "./json.js";
export * from "./keys.js";
export * from "./kv.js";
export * from "./messages.js";
export * from "./module.js";
export { type Page, pageCollected, pageUnder, requirePage } from "./page.js";
export { exportSchema, importSchema, type Schema, schema } from "./schema.js";
export * from "./sdk-errors.js";
export { shapeFault } from "./shape.js";
export * from "./time.js";
export * from "./upgrades.js";
export * from "./values.js";
