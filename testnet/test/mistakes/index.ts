import { agent } from "./agent.js";
import { gateway } from "./gateway.js";
import { keys } from "./keys.js";
import { localnet } from "./localnet.js";
import { market } from "./market.js";
import type { Rows } from "./mistake.js";
import { money } from "./money.js";
import { node } from "./node.js";
import { words } from "./words.js";

/** Mistakes with `dcm`, by what they are about, and those of each other program. */
export const mistakes: Rows = { ...agent, ...keys, ...market, ...words, ...money, ...node, ...localnet, ...gateway };
