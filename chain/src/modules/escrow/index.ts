import { Msg, Query } from "@dcm/proto/gen/dcm/escrow/v1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const escrow = defineModule({
  name: "escrow",
  version: 1,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  accounts: { escrow: { permissions: ["burner"] } },
  genesis,
  invariants,
});
