import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, until } from "../test/network.js";
import { installed, type Local, started, startLocal } from "./local.js";

let local: Local;
let stop: () => Promise<void>;
let url: string;
/** What is scraped: each job's address. */
let jobs: Record<"comet" | "application" | "gateway", string>;

beforeAll(async () => {
  local = await startLocal();
  jobs = {
    comet: `127.0.0.1:${local.ports.metrics}`,
    application: `127.0.0.1:${local.ports.appMetrics}`,
    gateway: `127.0.0.1:${local.ports.rest}`,
  };
  const scrapes = Object.entries(jobs).map(([job_name, target]) => ({
    job_name,
    static_configs: [{ targets: [target] }],
  }));
  const file = join(local.place.home, "prometheus.yml");
  // YAML takes JSON.
  await writeFile(
    file,
    JSON.stringify({ global: { scrape_interval: "1s", scrape_timeout: "1s" }, scrape_configs: scrapes }),
  );
  const address = `127.0.0.1:${await freePort()}`;
  url = `http://${address}`;
  stop = started(installed("bin/prometheus"), [
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(local.place.home, "prometheus")}`,
    `--web.listen-address=${address}`,
  ]);
});
afterAll(async () => {
  await stop?.();
  await local?.stop();
});

/** The values of an expression by job; none while Prometheus starts. */
async function query(expression: string): Promise<Record<string, number>> {
  const asked = `${url}/api/v1/query?query=${encodeURIComponent(expression)}`;
  const answer = await fetch(asked).then(
    (response) => response.json(),
    () => ({ data: { result: [] } }),
  );
  const result: readonly { metric: { job: string }; value: [number, string] }[] = answer.data?.result ?? [];
  return Object.fromEntries(result.map(({ metric, value }) => [metric.job, Number(value[1])]));
}

test("Prometheus scrapes CometBFT, the application and the gateway, and counts with what it got", async () => {
  await until("Prometheus has scraped all three", async () => {
    const up = await query("up");
    return Object.keys(jobs).every((job) => up[job] === 1);
  });
  await until("a rate of blocks can be told", async () => {
    const { application = 0 } = await query('rate(dcm_abci_duration_seconds_count{method="finalizeBlock"}[10s])');
    return application > 0;
  });
  const quantile =
    'histogram_quantile(0.99, sum by (le, job) (rate(dcm_abci_duration_seconds_bucket{method="commit"}[30s])))';
  expect((await query(quantile)).application).toBeGreaterThan(0);
  expect((await query("cometbft_consensus_height")).comet).toBeGreaterThan(1);
  expect((await query("sum by (job) (dcm_gateway_requests_total)")).gateway).toBeGreaterThan(0);
});

/** What promtool says of a page of metrics. */
async function lint(page: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(installed("bin/promtool"), ["check", "metrics"], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
    child.stdin?.end(page);
  });
}

const page = async (job: keyof typeof jobs) => (await fetch(`http://${jobs[job]}/metrics`)).text();

test.each(["application", "gateway"] as const)("promtool has nothing to say of the metrics of the %s", async (job) => {
  expect(await lint(await page(job))).toEqual({ code: 0, said: "" });
});

test("of CometBFT's, which are not ours, it complains of names alone", async () => {
  const { said } = await lint(await page("comet"));
  const other = said
    .split("\n")
    .filter((line) => !/should (not )?have "_\w+" suffix|'snake_case' not 'camelCase'|^$/.test(line));
  expect(other).toEqual([]);
});
