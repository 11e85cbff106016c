import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMET_VERSION, findComet } from "../../src/node/comet.js";
import {
  getToml,
  home,
  initComet,
  nodeId,
  resetAll,
  setToml,
  validatorAddress,
  validatorKey,
} from "../../src/node/home.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-home-"));
const files = home(join(directory, "node"));
const comet = findComet();

beforeAll(() => initComet(files, comet, { moniker: 'a "quoted" name', blockTime: "250ms" }));
afterAll(() => rmSync(directory, { recursive: true }));

test("node id and validator key are what CometBFT itself shows", () => {
  const show = (name: string) => spawnSync(comet, [name, "--home", files.root], { encoding: "utf8" }).stdout.trim();
  expect(nodeId(files)).toBe(show("show-node-id"));
  const key = JSON.parse(show("show-validator")) as { value: string };
  expect(validatorKey(files).toString("base64")).toBe(key.value);
  const { address } = JSON.parse(readFileSync(files.validatorKey, "utf8")) as { address: string };
  expect(validatorAddress(files).toString("hex").toUpperCase()).toBe(address);
});

test("config.toml has the knobs that a dcm node needs, and is CometBFT's own otherwise", () => {
  const config = parse(readFileSync(files.configToml, "utf8"));
  expect(config).toMatchObject({
    moniker: 'a "quoted" name',
    consensus: {
      timeout_commit: "250ms",
      skip_timeout_commit: false,
      create_empty_blocks: true,
      timeout_propose: "3s",
    },
    rpc: { max_request_batch_size: 50, max_body_bytes: 4000000 },
    tx_index: { indexer: "kv" },
    storage: { discard_abci_responses: false },
  });
});

test("a value is set in its own section only", () => {
  const text = '# moniker = "c"\nmoniker = "x"\n[rpc]\nladdr = "a" \n[p2p]\nladdr = "b"\n';
  expect(setToml(text, "p2p.laddr", '"z"')).toBe(
    '# moniker = "c"\nmoniker = "x"\n[rpc]\nladdr = "a" \n[p2p]\nladdr = "z"\n',
  );
  expect(getToml(text, "rpc.laddr")).toBe("a");
  expect(() => setToml(text, "p2p.seeds", '""')).toThrow("config.toml has no p2p.seeds");
});

test("unsafe-reset-all forgets blocks, state and signatures, and keeps keys", () => {
  const before = nodeId(files);
  mkdirSync(files.stateDb, { recursive: true });
  writeFileSync(join(files.stateDb, "x"), "x");
  writeFileSync(files.validatorState, '{"height":"9","round":1,"step":3}');
  writeFileSync(files.addressBook, "{}");
  resetAll(files, true);
  expect(existsSync(files.stateDb)).toBe(false);
  expect(JSON.parse(readFileSync(files.validatorState, "utf8"))).toEqual({ height: "0", round: 0, step: 0 });
  expect(existsSync(files.addressBook)).toBe(true);
  expect(nodeId(files)).toBe(before);
});

test("CometBFT is looked for in $COMETBFT, then the launcher, then PATH, then .tools/bin", () => {
  const toolsBin = fake(join(directory, "tools"), {});
  const path = fake(join(directory, "path"), { cometbft: COMET_VERSION });
  const find = (env: Record<string, string>) => findComet({ env, toolsBin });
  expect(find({ PATH: path })).toBe(join(path, "cometbft"));
  fake(toolsBin, { cometbft: COMET_VERSION });
  expect(find({ PATH: path })).toBe(join(path, "cometbft"));
  expect(find({ PATH: fake(join(directory, "old"), { cometbft: "0.39.4" }) })).toBe(join(toolsBin, "cometbft"));
  fake(toolsBin, { "dcm-comet": COMET_VERSION });
  expect(find({ PATH: path })).toBe(join(toolsBin, "dcm-comet"));
  expect(find({ PATH: path, COMETBFT: comet })).toBe(comet);
});

test("a wrong version and none at all give one error with three ways out", () => {
  const old = join(fake(join(directory, "wrong"), { cometbft: "0.37.2" }), "cometbft");
  const env = { COMETBFT: old, PATH: "" };
  expect(() => findComet({ env })).toThrow(`$COMETBFT, ${old}, is 0.37.2`);
  const none = () => findComet({ env: { PATH: "" }, toolsBin: join(directory, "none"), install: true });
  expect(none).toThrow(
    /was not found\. Do one of these:\n {2}1\. make setup.*\n {2}2\. go install.*\n {2}3\. COMETBFT=/,
  );
});

/** A directory with programs that only answer `version`. */
function fake(path: string, versions: Record<string, string>): string {
  mkdirSync(path, { recursive: true });
  if (!existsSync(join(path, "sh"))) symlinkSync("/bin/sh", join(path, "sh"));
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(path, name), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  }
  return path;
}
