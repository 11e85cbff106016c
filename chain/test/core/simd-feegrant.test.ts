import { AuthInfo, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { decodeMsg, messageSigners } from "../../src/kernel/index.js";
import { type Difference, type Differences, judgeVectors, unparsed } from "../harness/simd.js";
import { loadVectors } from "../vectors/simd/load.js";

const reasons = [
  "basic allowance: fee limit exceeded",
  "basic allowance: fee allowance expired",
  "period limit: fee limit exceeded",
  "absolute limit: fee allowance expired",
  "message does not exist in allowed messages: message not allowed",
  "fee-grant not found: not found",
];

/** The SDK prints the addresses in this refusal as raw bytes, which are no UTF-8. */
const denied = loadVectors("feegrant").blocks.flatMap(({ txs }) =>
  txs.flatMap(({ name, tx, checkTx, finalize }): readonly (readonly [string, Difference])[] => {
    const ours = (log: string) => {
      const reason = / not allow to pay fees for /.test(log) ? reasons.find((each) => log.endsWith(each)) : undefined;
      return reason === undefined ? {} : { log: `${deniedBy(tx)}: ${reason}` };
    };
    const difference = { why: "raw bytes", checkTx: ours(checkTx.log), finalize: ours(finalize.log) };
    return "log" in difference.checkTx || "log" in difference.finalize ? [[name, difference]] : [];
  }),
);

const differences: Differences = {
  ...Object.fromEntries(denied),
  "a message that prunes": {
    why: "the SDK also prunes what it should have forgotten when the allowance was revoked",
    finalize: { gasUsed: "64122" },
  },
  "an allowance that ends after the years of Go": {
    why: "the SDK quotes Go's library",
    checkTx: { log: unparsed("timestamp: seconds out of range: 253402300800") },
  },
  "a periodic allowance with a span that Go cannot hold": {
    why: "the SDK quotes Go's library",
    checkTx: { log: unparsed("duration: 10000000000s is out of range for time.Duration") },
  },
};

judgeVectors("feegrant", differences);

function deniedBy(tx: string): string {
  const { bodyBytes, authInfoBytes } = TxRaw.decode(Buffer.from(tx, "base64"));
  const [message] = TxBody.decode(bodyBytes).messages;
  const { fee } = AuthInfo.decode(authInfoBytes);
  const [signer] = messageSigners(decodeMsg(message!), "cosmos");
  return `${fee?.granter} does not allow to pay fees for ${fee?.payer === "" ? signer : fee?.payer}`;
}
