export * from "./invariant.js";
export * from "./math.js";
