import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Packages resolve to their sources, so that no test runs against a stale build. */
const source = ["proto", "rules", "vm", "client", "gateway", "provider", "testnet"].flatMap((name) => [
  { find: new RegExp(`^@dcm/${name}$`), replacement: at(`${name}/src/index.ts`) },
  { find: new RegExp(`^@dcm/${name}/(.+)$`), replacement: `${at(`${name}/src`)}/$1.ts` },
]);

const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias: source },
  test: {
    name,
    include,
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    ...more,
  },
});

export default defineConfig({
  test: {
    // vitest leaves one core to itself, which with two cores is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      // Pure code, no processes.
      project("unit", [
        "{proto,rules,vm,client,cli,gateway,provider,examples}/{src,test}/**/*.test.ts",
        "scripts/test/**/*.test.ts",
      ]),
      // The state machine, in process. It keeps nothing between two chains, so that its files can share a process: loading it
      // for each of them takes longer than most of them run.
      project("core", ["chain/{src,test}/**/*.test.ts"], {
        isolate: false,
        exclude: ["chain/test/{node,disks,sim}/**", "**/dist/**", "**/node_modules/**"],
      }),
      // A third WebAssembly engine; `make wasmtime` installs it.
      ...(process.env.DCM_WASMTIME === undefined ? [] : [project("wasmtime", ["vm/wasmtime/**/*.test.ts"])]),
      // Programs of others against local networks; `make clients` installs them.
      ...(process.env.DCM_CLIENTS === undefined
        ? []
        : [
            project("clients", ["testnet/clients/**/*.test.ts"], {
              hookTimeout: 300_000,
              fileParallelism: false,
              // Python is optional there.
              exclude: existsSync(`${process.env.DCM_CLIENTS}/cosmpy`) ? [] : ["testnet/clients/cosmpy.test.ts"],
            }),
          ]),
      // Random histories of the whole application, judged by a model.
      project("sim", ["chain/test/sim/**/*.test.ts"]),
      // Sockets, disks and child processes, which keep the other core busy: one file at a time.
      project("node", ["chain/test/node/**/*.test.ts"], { testTimeout: 300_000, fileParallelism: false }),
      // Disks that are full or fail, where `make test` finds that it may mount some.
      ...(process.env.DCM_MOUNTS === undefined
        ? []
        : [project("disks", ["chain/test/disks/**/*.test.ts"], { testTimeout: 300_000, fileParallelism: false })]),
      // Whole networks under CometBFT, one at a time.
      project("net", ["testnet/test/**/*.test.ts"], {
        testTimeout: 600_000,
        hookTimeout: 600_000,
        fileParallelism: false,
        // Tests that run side by side wait for each other by themselves.
        maxConcurrency: 64,
      }),
    ],
  },
});

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
