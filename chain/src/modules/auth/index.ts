import { Msg, Query } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { FEE_COLLECTOR } from "./api.js";
import { forgetTimeouts } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const auth = defineModule({
  name: "auth",
  version: 5,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  accounts: { [FEE_COLLECTOR]: { permissions: [] } },
  genesis,
  preBlock: forgetTimeouts,
  invariants,
});
