import { Msg, Query } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { defineModule, read, tx } from "../../kernel/index.js";
import { beginBlock, endBlock, updatesOf } from "./blocks.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { invariants } from "./invariants.js";
import { BONDED_POOL, NOT_BONDED_POOL } from "./msgs/pools.js";
import { msgs } from "./msgs.js";
import { queries } from "./queries.js";
import schema from "./state.js";

export const staking = defineModule({
  name: "staking",
  version: 5,
  schema,
  errors: E,
  msg: tx(Msg, msgs),
  query: read(Query, queries),
  accounts: {
    [BONDED_POOL]: { permissions: ["burner", "staking"] },
    [NOT_BONDED_POOL]: { permissions: ["burner", "staking"] },
  },
  genesis,
  beginBlock,
  endBlock,
  validatorUpdates: updatesOf,
  invariants,
});
