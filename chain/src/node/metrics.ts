import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Request, Response } from "@dcm/proto/gen/tendermint/abci";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { App } from "../app/app.js";
import { type BlockFacts, codeOf, countBlock, remembered } from "./metrics-block.js";
import { classesOpen, escrowLocked } from "./metrics-state.js";

/** Times from half a millisecond on. */
const SECONDS = [0.0005, 0.002, 0.01, 0.05, 0.2, 1, 5];
const GAS = [50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000, 20_000_000];
/** How long a job was in a phase, by block times. */
const PHASES = [1, 5, 15, 60, 300, 900, 3_600];

/** What the application does, in Prometheus' form. */
export interface Metrics {
  /** One ABCI call, after its answer. */
  observe(request: Request, response: Response, seconds: number): void;
  /** A bug of ours that did not stop the node. */
  alarmed(): void;
  /** Serves them at `/metrics`. */
  serve(address: string): Promise<{ close(): Promise<void> }>;
}

/** What is read when somebody asks. */
export interface MetricSources {
  readonly app: Pick<App, "query">;
  /** Records in all stores. */
  readonly keys: () => number;
}

/** Opens the metrics of the application (EXPERIENCE.md §1.7.1). Addresses and ids are never labels. */
export function openMetrics({ app, keys }: MetricSources): Metrics {
  const registry = new Registry();
  const own = [registry];
  const histogram = (name: string, help: string, buckets: readonly number[], labels: readonly string[] = []) =>
    new Histogram({ name, help, buckets: [...buckets], labelNames: [...labels], registers: own });
  const counter = (name: string, help: string, labels: readonly string[]) =>
    new Counter({ name, help, labelNames: [...labels], registers: own });

  const abci = histogram("dcm_abci_duration_seconds", "Time of ABCI calls in the application.", SECONDS, ["method"]);
  const commits = histogram("dcm_state_commit_seconds", "Time of making a block the last one.", SECONDS);
  const checks = counter("dcm_mempool_checktx_total", "Transactions checked, by the code they got.", ["code"]);
  const alarms = gaugeOf(own, "dcm_invariant_broken", "Broken invariants and other bugs that a block survived.", []);
  const facts: BlockFacts = {
    txs: counter("dcm_tx_total", "Transactions in blocks, by first message and result.", ["type", "result"]),
    gas: histogram("dcm_tx_gas_used", "Gas that a transaction used, by first message.", GAS, ["type"]),
    price: gaugeOf(own, "dcm_market_clearing_price", "Price per unit of the last match.", ["class"]),
    jobs: counter("dcm_jobs_total", "Jobs that came into a state.", ["class", "state"]),
    phases: histogram("dcm_job_phase_seconds", "Block time that jobs were in a state.", PHASES, ["phase"]),
    disputes: counter("dcm_disputes_total", "Jobs whose results differed.", ["outcome"]),
    slashes: counter("dcm_slash_udcm_total", "Stake burnt.", ["reason"]),
  };
  const count = countBlock(facts);
  const durations = remembered((method: string) => abci.labels(method));
  const checked = remembered((code: string) => checks.labels(code));
  readWhenAsked(own, { app, keys });

  return {
    observe(request, response, seconds) {
      const method = methodOf(request);
      durations(method).observe(seconds);
      if (method === "commit") commits.observe(seconds);
      if (response.checkTx) checked(codeOf(response.checkTx)).inc();
      if (request.finalizeBlock && response.finalizeBlock) count(request.finalizeBlock, response.finalizeBlock);
    },
    alarmed: () => alarms.inc(),
    serve: (address) => serve(address, registry),
  };
}

function gaugeOf(registers: readonly Registry[], name: string, help: string, labels: readonly string[]) {
  return new Gauge({ name, help, labelNames: [...labels], registers: [...registers] });
}

/** What costs something to know is worked out for who asks. */
function readWhenAsked(registers: readonly Registry[], { app, keys }: MetricSources): void {
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    new Gauge({
      name,
      help,
      registers: [...registers],
      collect() {
        this.reset();
        const value = read();
        if (value !== undefined) this.set(value);
      },
    });
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  gauge("dcm_event_loop_lag_seconds", "The longest that the event loop was late since it was asked before.", () => {
    const longest = lag.max / 1e9;
    lag.reset();
    return longest;
  });
  gauge("dcm_heap_bytes", "JavaScript heap in use.", () => process.memoryUsage().heapUsed);
  gauge("dcm_state_keys", "Records in all stores.", keys);
  gauge("dcm_escrow_locked_udcm", "What the escrow module holds.", () => escrowLocked(app));
  new Gauge({
    name: "dcm_market_orders_open",
    help: "Orders of a class that the state holds; missing when there are more than one query may count.",
    labelNames: ["class"],
    registers: [...registers],
    collect() {
      this.reset();
      for (const [name, open] of classesOpen(app)) this.set({ class: name }, open);
    },
  });
}

/** The field of the request that is there. */
function methodOf(request: Request): string {
  // By far the most frequent; the others are few in a block.
  if (request.checkTx !== undefined) return "checkTx";
  // Declared order: one field of the oneof is set.
  return Object.entries(request).find(([, value]) => value !== undefined)?.[0] ?? "none";
}

async function serve(address: string, registry: Registry): Promise<{ close(): Promise<void> }> {
  const [, host = "", port = "0"] = /^(?:tcp:\/\/)?(.*):(\d+)$/.exec(address) ?? [];
  const server = createServer((request, response) => {
    const isAsked = request.url?.split("?")[0] === "/metrics";
    const send = (status: number, body: string) =>
      response.writeHead(status, { "content-type": isAsked ? registry.contentType : "text/plain" }).end(body);
    if (!isAsked) send(404, "metrics are at /metrics\n");
    // What cannot be read now is the asker's trouble, never the node's.
    else
      registry.metrics().then(
        (text) => send(200, text),
        (error: unknown) => send(500, `# ${String(error)}\n`),
      );
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(Number(port), host || "127.0.0.1", ready);
  });
  return {
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
