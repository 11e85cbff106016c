import { type Differences, judgeVectors, unparsed } from "../harness/simd.js";

const failed = "failed to execute message; message index: 0: ";
const raw = "the SDK prints addresses and keys as raw bytes, which are no UTF-8";
const [granter, grantee] = [
  "cosmos1dpf6sa9e7t9xwjqqpqv0yuddy6k4uagm7adgsl",
  "cosmos1c88gw9znh23ajtgk9c07xdwwv3rhltck5d7mvf",
];
const strange = `${grantee}/cosmos13qyussx4vkslktf0xv7yx928nh5dqa3x4fuqcx//${"x".repeat(200)}`;
const panics = "the SDK stops at coins that are no list, and answers with Go's stack";

const differences: Differences = {
  "a revocation of what was not granted": {
    why: raw,
    finalize: {
      log: `${failed}failed to delete grant with key ${granter}/${grantee}//cosmos.bank.v1beta1.MsgSend: authorization not found`,
    },
  },
  "a revocation of a message with a long name": {
    why: raw,
    finalize: { log: `${failed}failed to delete grant with key ${strange}: authorization not found` },
  },
  "a grant that ends after the years of Go": {
    why: "the SDK quotes Go's library",
    checkTx: { log: unparsed("timestamp: seconds out of range: 253402300800") },
  },
  "a send by an unsorted grant": {
    why: panics,
    finalize: {
      code: 10,
      codespace: "sdk",
      log: `${failed}spend limit is not sorted: 700stake,5photon: invalid coins`,
    },
  },
};

judgeVectors("authz", differences);
