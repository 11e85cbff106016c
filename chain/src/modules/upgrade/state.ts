import { Plan } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { bytesValue, pair, proto, schema, str, u64, u64Value } from "../../kernel/index.js";

const s = schema("upgrade");

// Prefixes, keys and values are those of the Cosmos SDK (x/upgrade/types/keys.go).
/** What is planned next; nothing most of the time. */
export const plan = s.item(0x0, "plan", proto(Plan));
/** Upgrades that were carried out, by height and name. */
export const done = s.map(0x1, "done", pair(u64, str), bytesValue);
/** The version of every module whose state this is. */
export const versions = s.map(0x2, "module_versions", str, u64Value);
/** How many upgrades the chain has passed. */
export const protocolVersion = s.item(0x3, "protocol_version", u64Value);
export default s;
