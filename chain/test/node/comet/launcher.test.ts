// Our launcher and the stock CometBFT are one program, but for the ABCI client: both are asked the same and run the same chain.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildLauncher, COMET_VERSION, describeComet, findComet, onPath, TOOLS_BIN } from "../../../src/node/comet.js";
import { until } from "../harness.js";
import { commandsNaming, makeHome, processesOf, removeHome, startNode } from "./chain.js";

const SOURCES = fileURLToPath(new URL("../../../comet", import.meta.url));

const directory = mkdtempSync(join(tmpdir(), "dcm-launcher-"));
const launcher = join(TOOLS_BIN, "dcm-comet");
let stock: string;
beforeAll(() => {
  stock = findComet({ toolsBin: join(directory, "tools"), install: true });
});
afterAll(() => rmSync(directory, { recursive: true }));

test("the launcher is what a node runs under after make setup, and the stock program does where it is missing", () => {
  expect(findComet({ env: { PATH: process.env.PATH } })).toBe(launcher);
  expect(describeComet(launcher)).toBe(`CometBFT v0.38.25, dcm's launcher (${launcher})`);
  expect(basename(stock)).toBe("cometbft");
  expect(describeComet(stock)).toBe(`CometBFT v0.38.25, stock (${stock})`);
});

test("make setup builds the launcher when its sources changed, and what goes wrong is told and leaves the stock one", () => {
  const toolsBin = join(directory, "built");
  const said: string[] = [];
  const build = (env: Record<string, string | undefined> = process.env) =>
    buildLauncher({ env, toolsBin, say: (text) => said.push(text) });
  build({ ...process.env, GOFLAGS: "-mod=nonsense" });
  expect(said.splice(0)).toEqual([
    expect.stringContaining("building the launcher of CometBFT v0.38.25"),
    "the launcher could not be built; a stock CometBFT will do",
  ]);
  build({ PATH: "" });
  expect(existsSync(toolsBin)).toBe(false);
  build();
  expect(said.splice(0)).toEqual([expect.stringContaining("building the launcher")]);
  const path = join(toolsBin, "dcm-comet");
  expect(findComet({ toolsBin })).toBe(path);
  const { ino } = statSync(path);
  build();
  // Go writes a new file when it builds, and touches the old one when it need not.
  expect(statSync(path).ino).toBe(ino);
  expect(said).toEqual([]);
});

// The race detector needs a C compiler, which nothing else here does.
test("the client's own tests pass, under the race detector where there is a C compiler", () => {
  const race = onPath("cc") === undefined && onPath("gcc") === undefined ? [] : ["-race"];
  expect(go("test", ...race, "./socket")).toMatchObject({ status: 0 });
});

test("its sources are formatted, and no dependency of CometBFT is of another version than its own", () => {
  expect(go("vet", "./socket")).toMatchObject({ status: 0 });
  expect(spawnSync("gofmt", ["-l", "."], { cwd: SOURCES, encoding: "utf8" }).stdout).toBe("");
  const versions = (path: string) =>
    go("version", "-m", path)
      .stdout.split("\n")
      .filter((line) => /^\t(dep|=>)\t/.test(line) && !line.includes("github.com/cometbft/cometbft\t"));
  expect(versions(launcher)).toEqual(versions(stock));
  expect(versions(launcher).length).toBeGreaterThan(30);
});

/** Run in this order in one home; what they print and how they end must be the same. */
const COMMANDS: readonly (readonly string[])[] = [
  [],
  ["--help"],
  ["help", "start"],
  ["start", "--help"],
  ["testnet", "--help"],
  ["debug", "--help"],
  ["version"],
  ["version", "--verbose"],
  ["begin"],
  ["start", "--fast"],
  ["show-node-id"],
  ["show-validator"],
  ["init"],
  ["init"],
  ["show-node-id"],
  ["show-validator"],
  ["gen-node-key"],
  ["rollback"],
  ["start", "--proxy_app", "unix:///nowhere", "--abci", "pigeon"],
  ["start", "--proxy_app", "unix:///nowhere", "--log_level", "loud"],
  ["unsafe-reset-all"],
  ["unsafe-reset-all", "--keep-addr-book"],
  ["reset-state"],
  ["inspect", "--db_backend", "nothing"],
];

test("every command ends and talks as the stock program's", () => {
  const [ours, theirs] = [launcher, stock].map((path) => {
    const home = join(directory, basename(path));
    mkdirSync(home);
    return COMMANDS.map((command) => told(path, home, command));
  });
  for (const [i, command] of COMMANDS.entries()) expect({ command, ...ours?.[i] }).toEqual({ command, ...theirs?.[i] });
  const codes = (ours ?? []).map(({ code }) => code);
  expect(codes.filter((code) => code === 0).length).toBeGreaterThan(8);
  expect(codes.filter((code) => code !== 0).length).toBeGreaterThan(4);
});

describe.each([
  ["launcher", () => launcher],
  ["stock", () => stock],
])("a node under the %s CometBFT", (kind, program) => {
  test("says so in its log, makes blocks, is a CometBFT 0.38.25 to its clients, and goes on under the other one", async () => {
    const home = makeHome();
    const other = kind === "stock" ? launcher : stock;
    try {
      for (const [path, height] of [
        [program(), 3n],
        [other, 6n],
      ] as const) {
        const node = await startNode(home, { env: { COMETBFT: path } });
        await node.reached(height);
        expect(node.log()).toContain(`consensus is ${describeComet(path)}`);
        expect((await node.get("status")).node_info).toMatchObject({ version: COMET_VERSION, network: "dcm-test-1" });
        expect(await node.stop()).toBe(0);
      }
    } finally {
      removeHome(home);
    }
  });

  test("ends with exit code 0 when its application is killed, so that a supervisor must not take 0 for success", async () => {
    const home = makeHome();
    const code = join(home, "code");
    const noting = join(home, "cometbft");
    // Waits for CometBFT whatever happens, and writes down how it ended.
    writeFileSync(noting, `#!/bin/sh\ntrap : TERM\n"${program()}" "$@"\necho $? >"${code}"\n`, { mode: 0o755 });
    const node = await startNode(home, { env: { COMETBFT: noting } });
    try {
      await node.reached(2n);
      rmSync(code, { force: true });
      process.kill(processesOf(home).dcmd ?? 0, "SIGKILL");
      await until(() => existsSync(code) && commandsNaming(home).length === 0, 30_000, "CometBFT has ended");
      expect(readFileSync(code, "utf8")).toBe("0\n");
      expect(node.log()).toContain("connection terminated. Did the application crash? Please restart CometBFT");
    } finally {
      removeHome(home);
    }
  });
});

/** What a command said and how it ended, without what differs from run to run: time, keys, the home's path. */
interface Told {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function told(path: string, home: string, command: readonly string[]): Told {
  const env = { PATH: dirname(path), HOME: home };
  const run = spawnSync(path, [...command, ...(command[0] === undefined ? [] : ["--home", home])], {
    encoding: "utf8",
    env,
  });
  const plain = (text: string) =>
    text
      .replaceAll(home, "HOME")
      .replace(/\d{4}-\d\d-\d\d\|\d\d:\d\d:\d\d\.\d{3}/g, "TIME")
      .replace(/\b[0-9a-f]{40}\b/gi, "ID")
      .replace(/"value":"[A-Za-z0-9+/=]{44}"/g, '"value":"KEY"');
  return { code: run.status, stdout: plain(run.stdout), stderr: plain(run.stderr) };
}

function go(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, GOWORK: "off" };
  const { status, stdout, stderr } = spawnSync("go", args, { cwd: SOURCES, encoding: "utf8", env });
  return { status, stdout, stderr };
}
