import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import { Request, Response } from "@dcm/proto/gen/tendermint/abci";
import { afterAll, beforeAll, expect, test } from "vitest";
import { abciHandler, exception } from "../../../src/node/abci/dispatch.js";
import { frame, frameReader } from "../../../src/node/abci/frame.js";
import { type AbciServer, type Handle, serveAbci } from "../../../src/node/abci/server.js";
import { findComet } from "../../../src/node/comet.js";
import { cometGenesis } from "../../../src/node/genesis.js";
import { writeAtomically } from "../../../src/node/home.js";
import { spawnChild } from "../../../src/node/supervisor.js";
import { freePort } from "../comet/chain.js";
import { type Fixture, fixture } from "../fixture.js";
import { until } from "../harness.js";
import { memoryApp } from "./memory-app.js";
import { random } from "./mutate.js";

/** What CometBFT asked, in the order in which it was answered, and the answers. */
interface Exchange {
  readonly connection: Connection;
  readonly request: Uint8Array;
  readonly answer: Uint8Array;
}
type Connection = "query" | "snapshot" | "mempool" | "consensus";

const directory = mkdtempSync(join(tmpdir(), "dcm-conversation-"));
let chain: Fixture;
let recorded: readonly Exchange[];

beforeAll(async () => {
  chain = await fixture();
  recorded = await record(chain);
});
afterAll(() => {
  chain.remove();
  rmSync(directory, { recursive: true });
});

test("the recording holds a real chain's calls", () => {
  const calls = new Set(recorded.map(({ request }) => callOf(Request.decode(request))));
  const wanted = [
    "info",
    "initChain",
    "checkTx",
    "prepareProposal",
    "processProposal",
    "finalizeBlock",
    "commit",
    "query",
  ];
  expect([...calls]).toEqual(expect.arrayContaining(wanted));
  const results = recorded.flatMap(({ answer }) => Response.decode(answer).finalizeBlock?.txResults ?? []);
  expect(results.filter((result) => result.code === 0).length).toBe(20);
});

test.each([
  ["whole", () => 1 << 30],
  ["in single bytes", () => 1],
  ["in random pieces", randomSizes(7)],
])("the conversation replayed %s gives the recorded answers", async (_, size) => {
  expect(await replay(recorded, size)).toEqual(recorded.map(({ answer }) => hex(answer)));
});

/** Runs CometBFT over the application for a few blocks with transactions, writing down every call. */
async function record({ files, genesis, transfer }: Fixture): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  const handle = memoryHandler();
  // Counted as they come: who decoded all answers at every look would keep CometBFT waiting for its own.
  let included = 0;
  const server = await serve("record.sock", (request) => {
    const answer = handle(request) as Uint8Array;
    const asked = Request.decode(request);
    const connection = connectionOf(asked);
    if (asked.finalizeBlock !== undefined) included += asked.finalizeBlock.txs.length;
    if (connection !== undefined) exchanges.push({ connection, request: request.slice(), answer });
    return answer;
  });
  writeAtomically(files.cometGenesis, cometGenesis(genesis));
  const [rpc, p2p] = [await freePort(), await freePort()];
  const flags = [
    "--rpc.laddr",
    `tcp://127.0.0.1:${rpc}`,
    "--p2p.laddr",
    `tcp://127.0.0.1:${p2p}`,
    "--log_level",
    "error",
  ];
  const proxy = ["--proxy_app", `unix://${join(directory, "record.sock")}`];
  const env = { CMT_GENESIS_FILE: files.cometGenesis };
  const comet = spawnChild("cometbft", [findComet(), "start", "--home", files.root, ...proxy, ...flags], env);
  const client = await untilUp(`http://127.0.0.1:${rpc}`);
  for (let sequence = 1; sequence <= 20; sequence++)
    await client.broadcastTxSync({ tx: await transfer(sequence, sequence) });
  await client.abciQuery({ path: "/cosmos.bank.v1beta1.Query/Params", data: new Uint8Array() });
  await until(() => included >= 20, 30_000, "20 transactions in blocks");
  const height = async () => (await client.status()).syncInfo.latestBlockHeight;
  const wanted = (await height()) + 2;
  await until(async () => (await height()) >= wanted, 30_000, "two more blocks");
  client.disconnect();
  await comet.stop(5_000);
  await server.close();
  return exchanges;
}

/** Asks a fresh application the same over four real sockets; each piece waits for its answers, as CometBFT would. */
async function replay(exchanges: readonly Exchange[], size: () => number): Promise<readonly string[]> {
  const server = await serve("replay.sock", memoryHandler());
  const peers = new Map<Connection, Peer>();
  const answers: string[] = [];
  for (const group of grouped(exchanges)) {
    const name = group[0]?.connection ?? "query";
    const peer = peers.get(name) ?? (await dial(join(directory, "replay.sock")));
    peers.set(name, peer);
    const flush = frame(Request.encode(Request.fromPartial({ flush: {} })));
    const bytes = Buffer.concat([...group.map(({ request }) => frame(request)), flush]);
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + size());
      peer.socket.write(piece);
      at += piece.length;
      // One turn of the event loop, so that pieces arrive as pieces.
      await new Promise((next) => setImmediate(next));
    }
    const got = await peer.take(group.length + 1);
    expect(Response.decode(got.pop() ?? new Uint8Array()).flush).toBeDefined();
    answers.push(...got.map(hex));
  }
  for (const { socket } of peers.values()) socket.destroy();
  await server.close();
  return answers;
}

/** Neighbours on one connection travel together. */
function grouped(exchanges: readonly Exchange[]): Exchange[][] {
  const groups: Exchange[][] = [];
  for (const exchange of exchanges) {
    const last = groups.at(-1);
    if (last?.[0]?.connection === exchange.connection) last.push(exchange);
    else groups.push([exchange]);
  }
  return groups;
}

interface Peer {
  readonly socket: Socket;
  take(count: number): Promise<Uint8Array[]>;
}

async function dial(path: string): Promise<Peer> {
  const socket = connect(path);
  const read = frameReader(1 << 30);
  const got: Uint8Array[] = [];
  socket.on("data", (chunk: Buffer) => got.push(...read(chunk)));
  await new Promise<void>((ready, failed) => socket.once("connect", ready).once("error", failed));
  return {
    socket,
    async take(count) {
      await until(() => got.length >= count, 60_000, `${count} answers`);
      return got.splice(0, count);
    },
  };
}

function memoryHandler(): Handle {
  return abciHandler(memoryApp());
}

function serve(name: string, handle: Handle): Promise<AbciServer> {
  return serveAbci({
    path: join(directory, name),
    handle,
    exception,
    onFatal(error) {
      throw error;
    },
  });
}

async function untilUp(url: string): Promise<Comet38Client> {
  let client: Comet38Client | undefined;
  const isUp = async () => {
    client = await Comet38Client.connect(url);
    return (await client.status()).syncInfo.latestBlockHeight > 0;
  };
  await until(() => isUp().catch(() => false), 30_000, "the RPC answers");
  return client as Comet38Client;
}

function callOf(request: Request): string {
  return Object.entries(request).find(([, value]) => value !== undefined)?.[0] ?? "none";
}

function connectionOf(request: Request): Connection | undefined {
  const call = callOf(request);
  if (call === "flush") return undefined;
  if (call === "checkTx") return "mempool";
  if (call === "info" || call === "query" || call === "echo") return "query";
  return call.toLowerCase().includes("snapshot") ? "snapshot" : "consensus";
}

function randomSizes(seed: number): () => number {
  const next = random(seed);
  return () => 1 + next(200);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
