import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromMnemonic } from "@dcm/client/keys";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { validate } from "../../src/node/commands.js";
import { loadConfig } from "../../src/node/config.js";
import { readGenesis } from "../../src/node/genesis.js";
import { home, nodeId } from "../../src/node/home.js";
import { type InitFilesOptions, initFiles } from "../../src/node/testnet.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-testnet-"));
afterAll(() => rmSync(directory, { recursive: true }));

const defaults = {
  validatorCount: "3",
  chainId: "dcm-test-1",
  defaultDenom: "udcm",
  nodeDirPrefix: "node",
  nodeDaemonHome: "dcmd",
  startingIpAddress: "192.168.0.1",
  keyringBackend: "test",
  commitTimeout: "1s",
};
const made = (name: string, more: Partial<InitFilesOptions> = {}) =>
  initFiles({ ...defaults, outputDir: join(directory, name), ...more });
const at = (name: string, i: number) => home(join(directory, name, `node${i}`, "dcmd"));
const config = (name: string, i: number) =>
  parse(readFileSync(at(name, i).configToml, "utf8")) as Record<string, Record<string, unknown>>;
const app = (name: string, i: number) =>
  loadConfig({ file: at(name, i).appToml, flags: {}, env: {}, warn: () => undefined });

describe("homes for machines of their own", () => {
  beforeAll(async () => {
    expect(await made("many", { minimumGasPrices: "0.5udcm" })).toContain("3 node directories");
  });

  test("lie where the Cosmos SDK puts them, secrets for their owner only", () => {
    expect(readdirSync(join(directory, "many")).sort()).toEqual(["gentxs", "node0", "node1", "node2"]);
    expect(readdirSync(join(directory, "many/gentxs")).sort()).toEqual(["node0.json", "node1.json", "node2.json"]);
    const node = join(directory, "many/node1/dcmd");
    const wanted = ["app.toml", "config.toml", "genesis.json", "node_key.json", "priv_validator_key.json"];
    expect(readdirSync(join(node, "config")).sort()).toEqual(expect.arrayContaining(wanted));
    expect(existsSync(join(node, "data/priv_validator_state.json"))).toBe(true);
    expect(statSync(join(node, "key_seed.json")).mode & 0o077).toBe(0);
  });

  test("have one genesis, in which everybody bonds, and which the application starts from", () => {
    const genesis = [0, 1, 2].map((i) => readFileSync(at("many", i).genesis, "utf8"));
    expect(new Set(genesis).size).toBe(1);
    const { chain_id, app_state } = readGenesis(at("many", 0).genesis);
    const { gen_txs } = app_state.genutil as { gen_txs: { body: { memo: string; messages: [{ value: unknown }] } }[] };
    expect(chain_id).toBe("dcm-test-1");
    expect(gen_txs.map(({ body }) => body.memo)).toEqual(
      [0, 1, 2].map((i) => `${nodeId(at("many", i))}@192.168.0.${i + 1}:26656`),
    );
    expect(gen_txs[2]?.body.messages[0].value).toEqual({ denom: "udcm", amount: "100000000" });
    expect(validate(at("many", 1))).toContain("valid genesis file");
  });

  test("know the others and not themselves, and listen where containers can be reached", () => {
    for (const i of [0, 1, 2]) {
      const { p2p, rpc } = config("many", i);
      const others = [0, 1, 2].filter((other) => other !== i).map((other) => nodeId(at("many", other)));
      const peers = String(p2p?.persistent_peers).split(",");
      expect(peers.map((peer) => peer.split("@")[0]).sort()).toEqual(others.sort());
      expect(rpc?.laddr).toBe("tcp://0.0.0.0:26657");
      expect(p2p).toMatchObject({ laddr: "tcp://0.0.0.0:26656", addr_book_strict: false });
      expect(app("many", i)).toMatchObject({ minimumGasPrices: "0.5udcm", api: { address: "tcp://0.0.0.0:1317" } });
    }
  });

  test("hold the account whose words lie beside them", async () => {
    const { secret } = JSON.parse(readFileSync(join(directory, "many/node2/dcmd/key_seed.json"), "utf8"));
    const { address } = await fromMnemonic(secret);
    const { app_state } = readGenesis(at("many", 0).genesis);
    const { balances } = app_state.bank as { balances: unknown[] };
    expect(balances).toContainEqual({ address, coins: [{ denom: "udcm", amount: "500000000" }] });
  });
});

test("homes of one machine have ports of their own", async () => {
  await made("one", { singleHost: true, validatorCount: "2", nodeDirPrefix: "node", commitTimeout: "250ms" });
  const listening = [0, 1].flatMap((i) => {
    const { p2p, rpc, instrumentation, consensus } = config("one", i);
    expect(consensus?.timeout_commit).toBe("250ms");
    const { api, grpc, telemetry, minimumGasPrices } = app("one", i);
    expect(minimumGasPrices).toBe("0.001udcm");
    const metrics = [instrumentation?.prometheus_listen_addr, telemetry.address];
    return [p2p?.laddr, rpc?.laddr, ...metrics, api.address, grpc.address].map(
      (address) => String(address).split(":").at(-1) ?? "",
    );
  });
  expect(new Set(listening).size).toBe(12);
  expect(config("one", 1).p2p?.persistent_peers).toMatch(/^[0-9a-f]{40}@127\.0\.0\.1:16656$/);
});

describe("nothing is made, or left,", () => {
  test.each([
    ["no validators", { validatorCount: "0" }, "wanted 1 to 100"],
    ["too many", { validatorCount: "101" }, "wanted 1 to 100"],
    ["no address", { startingIpAddress: "192.168.0" }, "is no IPv4 address"],
    ["addresses that end", { startingIpAddress: "192.168.0.253" }, "leaves no address for node 2"],
    ["no denomination", { defaultDenom: "1" }, "invalid denom"],
    ["no backend", { keyringBackend: "os" }, "neither file nor test"],
    ["a key without a passphrase", { keyringBackend: "file" }, "the key is locked"],
  ])("of %s", async (name, more, says) => {
    await expect(made(name, more)).rejects.toThrow(says);
    const left = join(directory, name);
    expect(existsSync(left) ? readdirSync(left) : []).toEqual([]);
  });

  test("where homes are already", async () => {
    const before = readFileSync(at("one", 0).genesis, "utf8");
    await expect(made("one")).rejects.toThrow("is there already");
    expect(readFileSync(at("one", 0).genesis, "utf8")).toBe(before);
  });
});
