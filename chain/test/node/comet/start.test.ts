import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeKeyFiles, openKeyring } from "@dcm/client/keys";
import { QueryAllBalancesRequest, QueryAllBalancesResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { afterAll, expect, test } from "vitest";
import { until } from "../harness.js";
import {
  commandsNaming,
  dcmd,
  freePort,
  makeHome,
  type Node,
  ok,
  processesOf,
  removeHome,
  startNode,
  VALIDATOR,
  VALIDATOR_WORDS,
} from "./chain.js";

const homes: string[] = [];
const running: Node[] = [];
afterAll(async () => {
  for (const node of running) if (node.process.exitCode === null && node.process.signalCode === null) await node.stop();
  for (const home of homes) removeHome(home);
});

async function started(home: string, options: Parameters<typeof startNode>[1] = {}): Promise<Node> {
  const node = await startNode(home, options);
  running.push(node);
  return node;
}

function kept(home: string): string {
  homes.push(home);
  return home;
}

test("a genesis made by simd with 100 accounts starts, makes blocks and has all its balances", async () => {
  const home = kept(mkdtempSync(join(tmpdir(), "dcm-simd-")));
  ok("init", "vectors", "--chain-id", "vectors-1", "--default-denom", "stake", "--block-time", "100ms", "--home", home);
  const source = new URL("../../vectors/simd/genesis.json", import.meta.url);
  copyFileSync(source, join(home, "config/genesis.json"));
  writeFileSync(join(home, "config/priv_validator_key.json"), validatorKeyFile(consensusPhrase));
  const node = await started(home);
  await node.reached(3n);
  expect(node.log()).toContain("genesis has state of an unknown module, which is skipped: runtime");

  const genesis = JSON.parse(readFileSync(source, "utf8"));
  const staked = genesis.app_state.genutil.gen_txs[0].body.messages[0];
  const wanted: { address: string; coins: { denom: string; amount: string }[] }[] = genesis.app_state.bank.balances;
  expect(wanted.length).toBeGreaterThanOrEqual(98);
  for (const { address, coins } of wanted) {
    const own = coins.map(({ denom, amount }) => {
      const left =
        address === validatorAccount(genesis) && denom === staked.value.denom
          ? BigInt(amount) - BigInt(staked.value.amount)
          : BigInt(amount);
      return { denom, amount: left };
    });
    expect({ address, coins: await balances(node, address) }).toEqual({ address, coins: own });
  }
  expect(await node.stop()).toBe(0);
});

test("the gateway runs beside the node, is started again when it dies, and ends with the node", async () => {
  const home = kept(makeHome());
  const port = await freePort();
  const node = await started(home, { gateway: true, flags: ["--api.address", `tcp://127.0.0.1:${port}`] });
  const isUp = async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok === true;
  await until(isUp, 30_000, "the gateway answers");
  const { gateway } = processesOf(home);
  process.kill(gateway ?? 0, "SIGKILL");
  const isAnother = (pid = gateway) => pid !== gateway;
  await until(() => isAnother(processesOf(home).gateway), 30_000, "another gateway runs");
  await until(isUp, 30_000, "the gateway answers again");
  expect(await node.stop()).toBe(0);
  expect(commandsNaming(home)).toEqual([]);
});

test("a log that cannot be written does not stop the node", async () => {
  const home = kept(makeHome());
  const node = await started(home, { logFile: "/dev/full" });
  await node.reached(5n);
  expect(await node.stop()).toBe(0);
});

test("--block-time changes the pace without changing a file", async () => {
  const home = kept(makeHome());
  const config = readFileSync(join(home, "config/config.toml"), "utf8");
  const node = await started(home, { flags: ["--block-time", "1500ms"] });
  await node.reached(3n);
  expect((await timeOf(node, 3n)) - (await timeOf(node, 2n))).toBeGreaterThanOrEqual(1500);
  expect(await node.stop()).toBe(0);
  expect(readFileSync(join(home, "config/config.toml"), "utf8")).toBe(config);
});

test("past heights are answered as pruning says, after a restart and an export too", async () => {
  const home = kept(makeHome());
  const past = async (node: Node): Promise<number> => {
    const path = encodeURIComponent('"/cosmos.bank.v1beta1.Query/Params"');
    return ((await node.get(`abci_query?path=${path}&height=2`)).response as { code: number }).code;
  };
  const first = await started(home, { flags: ["--pruning", "nothing"] });
  await first.reached(5n);
  expect(await past(first)).toBe(0);
  expect(await first.stop()).toBe(0);
  ok("export", "--home", home);
  const second = await started(home, { flags: ["--pruning", "nothing"] });
  await second.reached(6n);
  expect(await past(second)).toBe(0);
  expect(await second.stop()).toBe(0);
  const third = await started(home, { flags: ["--query-keep-recent", "2"] });
  await third.reached(10n);
  expect(await past(third)).not.toBe(0);
  expect(await third.stop()).toBe(0);
});

test("a changed byte in the database is found at start and named, exit code 4", async () => {
  const home = kept(makeHome());
  const node = await started(home);
  await node.reached(3n);
  expect(await node.stop()).toBe(0);
  const directory = join(home, "data/application.db");
  let changed = 0;
  for (const name of readdirSync(directory).filter((file) => /\.(log|ldb)$/.test(file))) {
    const bytes = readFileSync(join(directory, name));
    // The amount of the only balance that ends in these digits.
    const at = bytes.indexOf("999500000000");
    if (at < 0) continue;
    bytes[at] = "8".charCodeAt(0);
    writeFileSync(join(directory, name), bytes);
    changed += 1;
  }
  expect(changed).toBeGreaterThan(0);
  const run = dcmd("start", "--home", home);
  expect(run.stderr).toMatch(/bank|damaged/);
  expect(run.code).toBe(4);
});

test("gentx signs with a key of the node's keyring, and several validators find each other", async () => {
  const homes = [1, 2].map(() => kept(mkdtempSync(join(tmpdir(), "dcm-many-"))));
  const [first = "", second = ""] = homes;
  for (const home of homes) {
    ok("init", "many", "--chain-id", "many-1", "--block-time", "100ms", "--home", home);
    const keys = openKeyring({
      files: nodeKeyFiles(fs, join(home, "keys")),
      backend: "test",
      prefix: "dcm",
      passphrase: refuse,
    });
    if (home === first) await keys.add("validator", { mnemonic: VALIDATOR_WORDS });
    else await keys.add("validator", { privateKey: new Uint8Array(32).fill(7) });
    ok("genesis", "add-genesis-account", "validator", "1000000000udcm", "--home", home);
  }
  const key = await openKeyring({
    files: nodeKeyFiles(fs, join(second, "keys")),
    backend: "test",
    prefix: "dcm",
    passphrase: refuse,
  }).get("validator");
  ok("genesis", "add-genesis-account", key?.address ?? "", "1000000000udcm", "--home", first);
  copyFileSync(join(first, "config/genesis.json"), join(second, "config/genesis.json"));
  const ports = [await freePort(), await freePort()];
  for (const [i, home] of homes.entries()) {
    const flags = ["--keyring-backend", "test", "--p2p-port", String(ports[i])];
    ok("genesis", "gentx", "validator", "500000000udcm", "--home", home, ...flags);
  }
  for (const name of readdirSync(join(second, "config/gentx")))
    copyFileSync(join(second, "config/gentx", name), join(first, "config/gentx", name));
  const [peer] = JSON.parse(ok("genesis", "collect-gentxs", "--home", first)).persistent_peers;
  expect(peer).toBe(`${ok("comet", "show-node-id", "--home", second)}@127.0.0.1:${ports[1]}`);
  copyFileSync(join(first, "config/genesis.json"), join(second, "config/genesis.json"));

  // Two thirds of the power are needed, so blocks mean that both take part.
  const nodes = await Promise.all(homes.map((home, i) => started(home, { p2pPort: ports[i] ?? 0 })));
  for (const node of nodes) await node.reached(3n);
  const [a, b] = await Promise.all(nodes.map(async (node) => (await node.get("block?height=2")).block_id));
  expect(a).toEqual(b);
  for (const node of nodes) expect(await node.stop()).toBe(0);
});

test("a key that is not there, a wrong chain id and too large a stake are refused by gentx", () => {
  const home = kept(mkdtempSync(join(tmpdir(), "dcm-gentx-")));
  const words = join(home, "words");
  ok("init", "one", "--chain-id", "one-1", "--home", home);
  writeFileSync(words, VALIDATOR_WORDS);
  ok("genesis", "add-genesis-account", VALIDATOR, "5udcm", "--home", home);
  const gentx = (...args: string[]) => dcmd("genesis", "gentx", ...args, "--home", home);
  expect(gentx("nobody", "5udcm", "--keyring-backend", "test").code).not.toBe(0);
  expect(gentx("x", "5udcm", "--mnemonic-file", words, "--chain-id", "two-1")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("chain id is one-1"),
  });
  expect(gentx("x", "6udcm", "--mnemonic-file", words)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("has 5udcm in the genesis file"),
  });
  expect(gentx("x", "1udcm,2other", "--mnemonic-file", words)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("wanted one positive coin"),
  });
});

/** The phrase that chain/test/vectors/simd/accounts.mjs gives to simd init. */
const consensusPhrase = `${"abandon ".repeat(23)}art`;

/** simd init --recover: the consensus key's seed is the hash of the phrase. */
function validatorKeyFile(phrase: string): string {
  const seed = createHash("sha256").update(phrase).digest();
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }))
    .export({ format: "der", type: "spki" })
    .subarray(-32);
  const address = createHash("sha256").update(publicKey).digest("hex").slice(0, 40).toUpperCase();
  return JSON.stringify({
    address,
    pub_key: { type: "tendermint/PubKeyEd25519", value: publicKey.toString("base64") },
    priv_key: { type: "tendermint/PrivKeyEd25519", value: Buffer.concat([seed, publicKey]).toString("base64") },
  });
}

/** The first account is the validator's: its mnemonic is the one of {@link VALIDATOR_WORDS}. */
function validatorAccount(genesis: { app_state: { auth: { accounts: { address: string }[] } } }): string {
  return genesis.app_state.auth.accounts[0]?.address ?? "";
}

async function balances(node: Node, address: string): Promise<{ denom: string; amount: bigint }[]> {
  const data = QueryAllBalancesRequest.encode(QueryAllBalancesRequest.fromPartial({ address }));
  const path = encodeURIComponent('"/cosmos.bank.v1beta1.Query/AllBalances"');
  const { response } = await node.get(`abci_query?path=${path}&data=0x${Buffer.from(data).toString("hex")}`);
  const value = Buffer.from((response as { value: string }).value, "base64");
  return QueryAllBalancesResponse.decode(value).balances.map(({ denom, amount }) => ({
    denom,
    amount: BigInt(amount),
  }));
}

async function timeOf(node: Node, height: bigint): Promise<number> {
  const { block } = await node.get(`block?height=${height}`);
  return Date.parse((block as { header: { time: string } }).header.time);
}

function refuse(): Promise<string> {
  throw new Error("the test backend asks for no passphrase");
}
