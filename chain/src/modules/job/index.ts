import { Msg, Query } from "@dcm/proto/gen/dcm/job/v1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { endBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const job = defineModule({
  name: "job",
  version: 1,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  endBlock,
  genesis,
  invariants,
});
