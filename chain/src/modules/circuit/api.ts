export { isStopped } from "./state.js";
