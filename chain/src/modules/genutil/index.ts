import { defineModule } from "../../kernel/index.js";
import { E } from "./errors.js";
import { genesis } from "./genesis.js";

export const genutil = defineModule({ name: "genutil", version: 1, errors: E, genesis });
