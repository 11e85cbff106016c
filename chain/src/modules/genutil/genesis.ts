import type { Genesis } from "../../kernel/index.js";
import { genTxBytes } from "./api.js";

/** Reads the transactions, so that a bad file is refused; the app delivers them when all modules have their state. */
export const genesis: Genesis = {
  init(_ctx, json) {
    genTxBytes(json);
    return undefined;
  },
  export: () => ({ gen_txs: [] }),
};
