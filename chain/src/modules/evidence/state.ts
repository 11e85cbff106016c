import { Any } from "@dcm/proto/gen/google/protobuf";
import { bytes, proto, schema } from "../../kernel/index.js";

const s = schema("evidence");

// Prefixes, keys and values are those of the Cosmos SDK (x/evidence/types/keys.go).
/** What was proven, packed, by sha256 of its encoding. */
export const evidences = s.map(0, "evidences", bytes, proto(Any));
export default s;
