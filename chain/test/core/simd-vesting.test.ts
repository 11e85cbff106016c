import { type Differences, judgeVectors } from "../harness/simd.js";

const differences: Differences = {};

judgeVectors("vesting", differences);
