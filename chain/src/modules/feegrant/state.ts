import { Grant } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { address, pair, proto, schema, sizedAddress, timeKey, triple } from "../../kernel/index.js";

const s = schema("feegrant");

// Prefixes, keys and values are those of the Cosmos SDK (x/feegrant/key.go).
/** By grantee, then granter. */
export const grants = s.pairMap(0, "allowances", pair(address, sizedAddress), proto(Grant));
/** Which grants end when: expiration in Unix nanoseconds, grantee, granter. */
export const expirations = s.pairSet(1, "allowances_by_expiration", triple(timeKey, address, sizedAddress));
export default s;
