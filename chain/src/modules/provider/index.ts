import { Msg, Query } from "@dcm/proto/gen/dcm/provider/v1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { beginBlock, endBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const provider = defineModule({
  name: "provider",
  version: 1,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  accounts: { provider: { permissions: ["burner"] } },
  beginBlock,
  endBlock,
  genesis,
  invariants,
});
