import type { Genesis } from "../../kernel/index.js";

/** The section is always empty: vesting accounts stand in auth's. */
export const genesis: Genesis = {
  init: () => undefined,
  export: () => ({}),
};
