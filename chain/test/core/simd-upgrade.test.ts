import { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { type Differences, judgeVectors, type Normal } from "../harness/simd.js";

/** Where our answer is knowingly another one: what it is, and why. */
const differences: Differences = {};

/** The SDK counts upgrades, but forgets the count when it restarts, and tells CometBFT nothing of it. */
const withoutVersion: Normal = (path, value) => {
  if (path === "refusal") return value.replace(/^wrong app version \d+/, "wrong app version");
  if (path !== "params") return value;
  const { block, evidence, validator, abci } = ConsensusParams.decode(Buffer.from(value, "base64"));
  return JSON.stringify(ConsensusParams.toJSON({ version: undefined, block, evidence, validator, abci }));
};

judgeVectors("upgrade", differences, withoutVersion);
