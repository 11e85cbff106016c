import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../harness.js";
import {
  commandsNaming,
  dcmd,
  makeHome,
  type Node,
  ok,
  processesOf,
  removeHome,
  startNode,
  VALIDATOR,
} from "./chain.js";

const homes: string[] = [];
const running: Node[] = [];
afterAll(async () => {
  for (const node of running) if (node.process.exitCode === null && node.process.signalCode === null) await node.stop();
  for (const home of homes) removeHome(home);
});

function newHome(options: Parameters<typeof makeHome>[0] = {}): string {
  const home = makeHome(options);
  homes.push(home);
  return home;
}

async function started(home: string, options: Parameters<typeof startNode>[1] = {}): Promise<Node> {
  const node = await startNode(home, options);
  running.push(node);
  return node;
}

describe("commands", () => {
  let home: string;
  beforeAll(() => {
    home = newHome();
  });

  test("init refuses to replace a genesis file unless told to", () => {
    const again = dcmd("init", "two", "--chain-id", "other-1", "--home", home);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining("genesis.json file already exists") });
  });

  test("the genesis file is an SDK AppGenesis with accounts, balances, supply and gentx", () => {
    const genesis = JSON.parse(readFileSync(join(home, "config/genesis.json"), "utf8"));
    expect(genesis).toMatchObject({ app_name: "dcmd", chain_id: "dcm-test-1", initial_height: 1, app_hash: null });
    expect(genesis.consensus.params.block).toEqual({ max_bytes: "4194304", max_gas: "100000000" });
    expect(genesis.app_state.bank.supply).toEqual([{ denom: "udcm", amount: "1000000000000" }]);
    expect(genesis.app_state.auth.accounts).toMatchObject([{ address: VALIDATOR, account_number: "0", sequence: "0" }]);
    const [gentx] = genesis.app_state.genutil.gen_txs;
    expect(gentx.body.messages[0]).toMatchObject({
      "@type": "/cosmos.staking.v1beta1.MsgCreateValidator",
      delegator_address: "",
      commission: { rate: "0.100000000000000000" },
      pubkey: JSON.parse(ok("comet", "show-validator", "--home", home)),
    });
    expect(gentx.body.memo).toBe(`${ok("comet", "show-node-id", "--home", home)}@127.0.0.1:26656`);
    expect(Object.keys(genesis.app_state)).toEqual(Object.keys(genesis.app_state).sort());
  });

  test("validate runs the real InitChain", () => {
    expect(ok("genesis", "validate", "--home", home)).toContain("is a valid genesis file");
    const file = join(home, "bad.json");
    const genesis = JSON.parse(readFileSync(join(home, "config/genesis.json"), "utf8"));
    genesis.app_state.bank.supply[0].amount = "5";
    writeFileSync(file, JSON.stringify(genesis));
    expect(dcmd("genesis", "validate", file, "--home", home)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("supply"),
    });
    writeFileSync(file, "{");
    expect(dcmd("genesis", "validate", file, "--home", home).code).toBe(2);
  });

  test("version says the number, and with --long what it is made of", () => {
    expect(ok("version")).toMatch(/^\d+\.\d+\.\d+$/);
    expect(ok("version", "--long")).toMatch(
      /server_name: dcmd[\s\S]*cosmos_sdk_version: v0\.53\.8\ncometbft_version: v0\.38\.25\ncometbft: CometBFT v0\.38\.25, /,
    );
    expect(JSON.parse(ok("version", "--long", "-o", "json"))).toMatchObject({ name: "dcm" });
  });

  test("show-address is bech32, and tendermint is another name of comet", () => {
    expect(ok("tendermint", "show-address", "--home", home)).toMatch(/^dcmvalcons1[a-z0-9]{38}$/);
  });
});

describe("a running node", () => {
  test("makes blocks, stops cleanly on SIGTERM and SIGINT, and goes on with its state", async () => {
    const home = newHome();
    const first = await started(home);
    await first.reached(3n);
    expect(JSON.parse(ok("status", "--home", home, "--node", first.rpc))).toMatchObject({
      node_info: { network: "dcm-test-1" },
    });
    expect(await first.stop()).toBe(0);
    const second = await started(home);
    await second.reached(6n);
    second.process.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(commandsNaming(home)).toEqual([]);
  });

  test("after kill -9 nothing is left, and the chain goes on with the same application hashes", async () => {
    const home = newHome();
    const first = await started(home);
    await first.reached(4n);
    const hash = await appHashAt(first, 4n);
    first.process.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    await until(() => commandsNaming(home).length === 0, 20_000, "CometBFT is gone");
    const second = await started(home);
    await second.reached(8n);
    expect(await appHashAt(second, 4n)).toBe(hash);
    expect(await second.stop()).toBe(0);
  });

  test("the death of CometBFT stops the node with the reason", async () => {
    const home = newHome();
    const node = await started(home);
    await node.reached(2n);
    process.kill(processesOf(home).comet ?? 0, "SIGKILL");
    expect(await node.ended).toBe(3);
    expect(node.log()).toMatch(/dcmd: CometBFT ended \(SIGKILL\)/);
    expect(commandsNaming(home)).toEqual([]);
  });

  test("halt-height stops before that height, cleanly", async () => {
    const home = newHome();
    const node = await started(home, { flags: ["--halt-height", "4"] });
    expect(await node.ended).toBe(0);
    expect(node.log()).toContain("halt per configuration height 4 time 0");
    const again = await started(home);
    await again.reached(5n);
    expect(await again.stop()).toBe(0);
  });

  test("export starts a chain again, and unsafe-reset-all starts the same chain anew", async () => {
    const home = newHome();
    const node = await started(home);
    await node.reached(3n);
    expect(await node.stop()).toBe(0);
    const exported = JSON.parse(ok("export", "--home", home));
    expect(exported.initial_height).toBeGreaterThan(3);
    expect(exported.consensus.validators).toMatchObject([{ power: "500" }]);
    // The coins of genesis, and what was minted since.
    expect(exported.app_state.bank.supply).toMatchObject([
      { denom: "udcm", amount: expect.stringMatching(/^10000000\d{5}$/) },
    ]);
    const file = join(home, "exported.json");
    writeFileSync(file, JSON.stringify(exported));
    expect(ok("genesis", "validate", file, "--home", home)).toContain("is a valid genesis file");

    ok("comet", "unsafe-reset-all", "--home", home);
    expect(readdirSync(join(home, "data"))).toEqual(["priv_validator_state.json"]);
    writeFileSync(join(home, "config/genesis.json"), JSON.stringify(exported));
    const again = await started(home);
    await again.reached(BigInt(exported.initial_height) + 2n);
    expect(await again.stop()).toBe(0);
  });
});

async function appHashAt(node: Node, height: bigint): Promise<string> {
  const { block } = await node.get(`block?height=${height}`);
  return (block as { header: { app_hash: string } }).header.app_hash;
}
