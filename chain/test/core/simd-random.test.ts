import { judgeVectors } from "../harness/simd.js";

judgeVectors("random", {});
