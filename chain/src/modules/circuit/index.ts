import { Msg, Query } from "@dcm/proto/gen/cosmos/circuit/v1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const circuit = defineModule({
  name: "circuit",
  version: 1,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  genesis,
});
