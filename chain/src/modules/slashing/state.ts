import { Params, ValidatorSigningInfo } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import { Any } from "@dcm/proto/gen/google/protobuf";
import {
  bytesValue,
  consAddress,
  DEC_ONE,
  type Dec,
  pair,
  proto,
  schema,
  sizedConsAddress,
  u64LittleEndian,
} from "../../kernel/index.js";

const s = schema("slashing");

// Prefixes, keys and values are those of the Cosmos SDK (x/slashing/types/keys.go).
export const params = s.item(0x00, "params", proto(Params), {
  signedBlocksWindow: 100n,
  minSignedPerWindow: (DEC_ONE / 2n) as Dec,
  downtimeJailDuration: { seconds: 600n, nanos: 0 },
  slashFractionDoubleSign: (DEC_ONE / 20n) as Dec,
  slashFractionDowntime: (DEC_ONE / 100n) as Dec,
});
/** What each consensus key that ever signed did lately. */
export const signingInfos = s.map(0x01, "signing_infos", sizedConsAddress, proto(ValidatorSigningInfo));
/** The blocks of its window that a key missed, as bits, by number of the chunk. */
export const missedBlocks = s.pairMap(0x02, "missed_blocks", pair(consAddress, u64LittleEndian), bytesValue);
/** The consensus keys of all validators. */
export const pubkeys = s.map(0x03, "pubkeys", sizedConsAddress, proto(Any));
export default s;
