// From the start of `dcmd` to the first block, on a fresh home with 4000 accounts.
// Wall time; needs `make setup` and an idle machine.
// node testnet/bench/start.mjs [runs, 7 by default]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dcm, prepare, running } from "../../bench/throughput/systems.mjs";
import { describeComet, findComet } from "../../chain/dist/node/comet.js";
import { spread } from "../../scripts/measure.mjs";

const RUNS = Number(process.argv[2] ?? 7);
const directory = mkdtempSync(join(tmpdir(), "dcm-start-"));
try {
  const ready = await prepare(dcm({ hasGateway: false }), directory, { accounts: 4000, txs: 0 });
  const times = [];
  for (let i = 0; i < RUNS; i++) {
    const before = performance.now();
    await running(ready, directory, async () => times.push(performance.now() - before));
  }
  console.log(`${describeComet(findComet())}`);
  console.log(`dcmd start to the first block, ${RUNS} runs: ${spread(times, 0)} ms`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
