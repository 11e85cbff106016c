import { Msg, Query } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { preBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const upgrade = defineModule({
  name: "upgrade",
  version: 2,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  genesis,
  preBlock,
});
