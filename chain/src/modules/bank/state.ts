import { Metadata, Params } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { address, amountValue, boolValue, pair, proto, schema, sizedAddress, str } from "../../kernel/index.js";

const s = schema("bank");

// Prefixes, keys and values are those of the Cosmos SDK (x/bank/types/keys.go, x/bank/keeper/view.go).
export const supply = s.map(0, "supply", str, amountValue);
export const metadata = s.map(1, "denom_metadata", str, proto(Metadata));
export const balances = s.pairMap(2, "balances", pair(address, str), amountValue);
/** Who holds a denomination; written beside every balance, as the SDK's reverse pair index is. */
export const holders = s.pairSet(3, "address_by_denom_index", pair(str, sizedAddress));
export const sendEnabled = s.map(4, "send_enabled", str, boolValue);
export const params = s.item(5, "params", proto(Params), Params.fromPartial({ defaultSendEnabled: true }));
export default s;
