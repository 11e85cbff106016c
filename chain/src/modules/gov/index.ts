import { Msg, Query } from "@dcm/proto/gen/cosmos/gov/v1";
import { Msg as LegacyMsg, Query as LegacyQuery } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { endBlock } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { legacyMsgs, msgs } from "./msgs.js";
import { legacyQueries, queries } from "./queries.js";
import schema from "./state.js";

export const gov = defineModule({
  name: "gov",
  version: 5,
  schema,
  errors: E,
  msg: [...tx(Msg, msgs), ...tx(LegacyMsg, legacyMsgs)],
  query: [...read(Query, queries), ...read(LegacyQuery, legacyQueries)],
  accounts: { gov: { permissions: ["burner"] } },
  genesis,
  endBlock,
  invariants,
});
