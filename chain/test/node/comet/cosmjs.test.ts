// A stock CosmJS against a real chain. This file and what it starts know nothing of our packages: `dcmd` is a process.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet, type OfflineSigner } from "@cosmjs/proto-signing";
import { assertIsDeliverTxSuccess, GasPrice, SigningStargateClient, TimeoutError } from "@cosmjs/stargate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "./chain.js";

const DCMD = fileURLToPath(new URL("../../../bin/dcmd.js", import.meta.url));
const CHAIN_ID = "dcm-cosmjs-1";
const WORDS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

const home = mkdtempSync(join(tmpdir(), "dcm-cosmjs-"));
let node: ChildProcess;
let rpc: string;
let alice: string;
let bob: string;
let signers: Record<"direct" | "amino", OfflineSigner>;

beforeAll(async () => {
  const options = { prefix: "dcm" };
  const direct = await DirectSecp256k1HdWallet.fromMnemonic(WORDS, options);
  signers = { direct, amino: await Secp256k1HdWallet.fromMnemonic(WORDS, options) };
  alice = (await direct.getAccounts())[0]?.address ?? "";
  bob = (await (await DirectSecp256k1HdWallet.generate(12, options)).getAccounts())[0]?.address ?? "";

  const words = join(home, "words");
  writeFileSync(words, WORDS);
  run("init", "one", "--chain-id", CHAIN_ID, "--block-time", "200ms");
  run("genesis", "add-genesis-account", alice, "1000000000000udcm");
  run("genesis", "gentx", "one", "500000000udcm", "--mnemonic-file", words);
  run("genesis", "collect-gentxs");
  const [rpcPort, p2pPort] = [await freePort(), await freePort()];
  rpc = `http://127.0.0.1:${rpcPort}`;
  const addresses = ["--rpc.laddr", `tcp://127.0.0.1:${rpcPort}`, "--p2p.laddr", `tcp://127.0.0.1:${p2pPort}`];
  const log = openSync(join(home, "log"), "w");
  node = spawn(process.execPath, [DCMD, "start", "--home", home, "--no-gateway", ...addresses], {
    stdio: ["ignore", log, log],
    env: { ...quiet, ...process.env },
  });
  await until(async () => (await status()) > 1);
});

afterAll(async () => {
  if (node.exitCode === null && node.signalCode === null) {
    const ended = new Promise((resolve) => node.once("exit", resolve));
    node.kill("SIGTERM");
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

describe.each(["direct", "amino"] as const)("in %s mode", (mode) => {
  test("tokens are sent with simulated gas, found by hash and by query", async () => {
    const client = await connect(mode);
    const before = BigInt((await client.getBalance(bob, "udcm")).amount);
    const result = await client.sendTokens(
      alice,
      bob,
      [{ denom: "udcm", amount: "12345" }],
      "auto",
      `sent in ${mode} mode`,
    );
    assertIsDeliverTxSuccess(result);
    expect(result.gasUsed).toBeGreaterThan(40_000n);
    expect(result.gasUsed).toBeLessThan(150_000n);
    expect(BigInt((await client.getBalance(bob, "udcm")).amount)).toBe(before + 12345n);

    const found = await client.getTx(result.transactionHash);
    expect(found).toMatchObject({ height: result.height, code: 0, gasUsed: result.gasUsed });
    const transfers = await client.searchTx(`transfer.recipient='${bob}' AND tx.height=${result.height}`);
    expect(transfers.map((tx) => tx.hash)).toEqual([result.transactionHash]);
    client.disconnect();
  });

  test("sequences follow each other and fees are taken", async () => {
    const client = await connect(mode);
    const { sequence } = await client.getSequence(alice);
    const before = BigInt((await client.getBalance(alice, "udcm")).amount);
    const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
    for (const _ of [1, 2])
      assertIsDeliverTxSuccess(await client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee));
    expect((await client.getSequence(alice)).sequence).toBe(sequence + 2);
    expect(BigInt((await client.getBalance(alice, "udcm")).amount)).toBe(before - 1002n);
    client.disconnect();
  });

  test("a simulation says what a transaction would use", async () => {
    const client = await connect(mode);
    const message = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSend",
      value: { fromAddress: alice, toAddress: bob, amount: [{ denom: "udcm", amount: "1" }] },
    };
    expect(await client.simulate(alice, [message], "")).toBeGreaterThan(40_000);
    client.disconnect();
  });

  test("a transfer above the balance is included and fails with the SDK's code", async () => {
    const client = await connect(mode);
    const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
    const result = await client.sendTokens(alice, bob, [{ denom: "udcm", amount: "99999999999999999" }], fee);
    expect(result).toMatchObject({ code: 5 });
    expect(result.rawLog).toContain("insufficient funds");
    client.disconnect();
  });

  test("too low a fee is refused at once", async () => {
    const client = await connect(mode);
    const fee = { amount: [{ denom: "udcm", amount: "1" }], gas: "200000" };
    await expect(client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee)).rejects.toThrow(
      /insufficient fee/,
    );
    client.disconnect();
  });
});

test("waiting for inclusion ends with the transaction's hash when the time is too short", async () => {
  const client = await SigningStargateClient.connectWithSigner(rpc, signers.direct, {
    gasPrice: GasPrice.fromString("0.001udcm"),
    broadcastTimeoutMs: 1,
    broadcastPollIntervalMs: 1,
  });
  const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
  const sending = client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee);
  const error = await sending.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TimeoutError);
  const { txId } = error as TimeoutError;
  await until(async () => (await client.getTx(txId)) !== null);
  client.disconnect();
});

test("chain id, height, accounts and unknown accounts are answered as CosmJS expects", async () => {
  const client = await connect("direct");
  expect(await client.getChainId()).toBe(CHAIN_ID);
  expect(await client.getHeight()).toBeGreaterThan(1);
  expect(await client.getAccount(alice)).toMatchObject({ address: alice, accountNumber: 0n });
  const stranger =
    (await (await DirectSecp256k1HdWallet.generate(12, { prefix: "dcm" })).getAccounts())[0]?.address ?? "";
  expect(await client.getAccount(stranger)).toBeNull();
  expect(await client.getAllBalances(stranger)).toEqual([]);
  client.disconnect();
});

function connect(mode: "direct" | "amino"): Promise<SigningStargateClient> {
  return SigningStargateClient.connectWithSigner(rpc, signers[mode], {
    gasPrice: GasPrice.fromString("0.001udcm"),
    broadcastPollIntervalMs: 100,
  });
}

function run(...args: string[]): void {
  const { status: code, stderr } = spawnSync(process.execPath, [DCMD, ...args, "--home", home], { encoding: "utf8" });
  if (code !== 0) throw new Error(`dcmd ${args.join(" ")} gave ${code}: ${stderr}`);
}

async function status(): Promise<number> {
  if (node.exitCode !== null) throw new Error(`dcmd ended: ${readFileSync(join(home, "log"), "utf8").slice(-4000)}`);
  const answer = await fetch(`${rpc}/status`).catch(() => undefined);
  const { result } = ((await answer?.json()) ?? {}) as { result?: { sync_info: { latest_block_height: string } } };
  return Number(result?.sync_info.latest_block_height ?? 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${readFileSync(join(home, "log"), "utf8").slice(-4000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise<void>((closed) => server.close(() => closed()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
