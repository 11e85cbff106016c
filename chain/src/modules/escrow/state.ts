import type { Dec } from "@dcm/proto";
import { Account, Params } from "@dcm/proto/gen/dcm/escrow/v1";
import { proto, schema, u64 } from "../../kernel/index.js";

const s = schema("escrow");

/** PROTOCOL.md §11: the protocol fee is 0 until governance sets it. */
export const defaults: Params = { protocolFeeRate: 0n as Dec, maxSources: 8 };

export const params = s.item(0, "params", proto(Params), defaults);
/** Open accounts by their order's id; a closed one is gone. */
export const accounts = s.map(1, "accounts", u64, proto(Account));

export default s;
