// The measured process: a node's application with its state on disk, behind its ABCI socket, without CometBFT.
// node server.mjs <directory>; its parent asks over the process channel.
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { cpuUs, verifyUs } from "../../../scripts/measure.mjs";
import { abciHandler, exception } from "../../dist/node/abci/dispatch.js";
import { serveAbci } from "../../dist/node/abci/server.js";
import { openApp } from "../../dist/node/open-app.js";
import { CHAIN_ID, DENOM } from "./people.mjs";

const [directory] = process.argv.slice(2);
const fail = (error) => {
  console.error(error);
  process.exit(1);
};
const log = { info: () => undefined, warn: (text) => fail(new Error(text)) };
const config = { minimumGasPrices: `0.001${DENOM}`, queryKeepRecent: 100, pruning: "default", minRetainBlocks: 0n };
const genesis = { chain_id: CHAIN_ID };
const open = await openApp({ files: { stateDb: join(directory, "state") }, config, genesis, log, fail });
let stopping = false;
const server = await serveAbci({
  path: join(directory, "abci.sock"),
  handle: abciHandler({
    ...open,
    committed: () => undefined,
    alarm: log.warn,
    crashPoint: () => undefined,
    haltHeight: 0n,
    haltTime: 0n,
  }),
  exception,
  onFatal: fail,
  onClosed: () => stopping || fail(new Error("the client hung up")),
});

const pauses = [];
new PerformanceObserver((list) => pauses.push(...list.getEntries().map(({ duration }) => duration))).observe({
  entryTypes: ["gc"],
});
const delay = monitorEventLoopDelay({ resolution: 1 });
let profiler;
let verifyingUs = 0;

const asked = {
  /** Begins a measurement. */
  async start({ profile }) {
    pauses.length = 0;
    delay.reset();
    delay.enable();
    if (!profile) return {};
    profiler = new Session();
    profiler.connect();
    if (profile === "heap") {
      await profiler.post("HeapProfiler.enable");
      await profiler.post("HeapProfiler.startSampling", {
        samplingInterval: 16384,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      });
      return {};
    }
    await profiler.post("Profiler.enable");
    await profiler.post("Profiler.setSamplingInterval", { interval: 200 });
    await profiler.post("Profiler.start");
    return {};
  },
  /** What was used so far, in microseconds of CPU. */
  usage: () => ({ allUs: cpuUs() - verifyingUs, memory: process.memoryUsage() }),
  /** Ends a measurement. */
  async stop() {
    delay.disable();
    const profile =
      profiler &&
      (await profiler.post("HeapProfiler.stopSampling").catch(() => profiler.post("Profiler.stop"))).profile;
    profiler?.disconnect();
    profiler = undefined;
    const delays = { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
    return { pauses: [...pauses], delays, profile };
  },
  /** V now; what it takes is left out of the usage. */
  verify({ times }) {
    const before = cpuUs();
    const us = verifyUs(times);
    verifyingUs += cpuUs() - before;
    return { us };
  },
  async close() {
    stopping = true;
    await server.close();
    await open.close();
    process.nextTick(() => process.disconnect());
    return {};
  },
};

process.on("message", async ({ ask, ...more }) => process.send(await asked[ask](more)));
process.send({ ready: true });
