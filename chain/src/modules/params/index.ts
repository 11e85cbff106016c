import { Query } from "@dcm/proto/gen/cosmos/params/v1beta1";
import { defineModule, read } from "../../kernel/index.js";
import { E } from "./errors.js";
import { queries } from "./queries.js";

export const params = defineModule({ name: "params", version: 1, errors: E, query: read(Query, queries) });
