import { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { proto, schema } from "../../kernel/index.js";

const s = schema("consensus");

/** CometBFT's parameters, under the key of the Cosmos SDK (x/consensus/keeper/keeper.go). */
export const params = s.item("Consensus", "params", proto(ConsensusParams));
export default s;
