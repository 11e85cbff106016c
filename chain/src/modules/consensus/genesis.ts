import type { Genesis } from "../../kernel/index.js";

/** The parameters stand beside the app state in a genesis file; the app hands them over from InitChain. */
export const genesis: Genesis = {
  init: () => undefined,
  export: () => null,
};
