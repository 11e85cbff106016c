import { Msg, Query } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { beginBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const distribution = defineModule({
  name: "distribution",
  version: 3,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  accounts: { distribution: { permissions: [] } },
  genesis,
  beginBlock,
  invariants,
});
