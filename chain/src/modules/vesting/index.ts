import { Msg } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { defineModule, tx } from "../../kernel/index.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";
import { msgs } from "./msgs.js";

export const vesting = defineModule({ name: "vesting", version: 1, errors: E, msg: tx(Msg, msgs), genesis });
