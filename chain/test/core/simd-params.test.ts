import { type Differences, judgeVectors } from "../harness/simd.js";

const oldKind = {
  why: "parameters are changed by messages alone; proposals of the oldest kind hold words",
  finalize: {
    code: 9,
    codespace: "gov",
    log: "failed to execute message; message index: 0: params: no handler exists for proposal type",
  },
};

/** Where our answer is knowingly another one: what it is, and why. */
const differences: Differences = {
  "an old proposal of parameters": oldKind,
  "an old proposal of no parameters": { ...oldKind, finalize: { ...oldKind.finalize, gasUsed: "67948" } },
};

judgeVectors("params", differences);
