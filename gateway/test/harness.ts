import { mkdtemp, rm } from "node:fs/promises";
import { createServer as createHttp, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, createServer as createSocketServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openRpc, type Rpc } from "@dcm/client/comet";
import { Request, Response } from "@dcm/proto/gen/dcm/node/v1";
import { type BlobLimits, BlobStore, blobDefaults } from "../src/blobs.js";
import { openEventLog } from "../src/events.js";
import { openFaucet } from "../src/faucet.js";
import { type NodeClient, openNode } from "../src/node-client.js";
import { createServer, type GatewayOptions } from "../src/server.js";

/** What the peers of a gateway answer; undefined: they accept and say nothing. */
export interface Peers {
  rpc(method: string): object | undefined;
  node(path: string, height: bigint): Partial<Response> | undefined;
}

/** A gateway over real HTTP, between a node and a CometBFT that answer as the test says. */
export interface TestGateway {
  readonly url: string;
  /** Of its blobs. */
  readonly blobs: string;
  readonly peers: Peers;
  readonly node: NodeClient;
  readonly rpc: Rpc;
  /** The node tells that a block was committed now. */
  commit(height: bigint): void;
  /** A blob goes, as it does when it expires. */
  forget(digest: string): Promise<void>;
  stop(): Promise<void>;
}

export interface TestGatewayOptions {
  readonly limits?: GatewayOptions["limits"];
  readonly blobLimits?: Partial<BlobLimits>;
  /** No node listens at all. */
  readonly alone?: boolean;
}

export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const directory = await mkdtemp(join(tmpdir(), "gateway-"));
  const peers: Peers = {
    rpc: (method) =>
      method === "status"
        ? {
            result: {
              node_info: { network: "dcm-test-1", version: "0.38.25" },
              sync_info: { latest_block_height: "10" },
            },
          }
        : { error: { code: -32603, message: "Internal error", data: "height 5 is not available, lowest height is 8" } },
    node: () => undefined,
  };
  const socketPath = join(directory, "query.sock");
  const readers = new Set<Socket>();
  const peer = createSocketServer((socket) => {
    readers.add(socket);
    socket.on("error", () => socket.destroy());
    let held = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, chunk]);
      // The lengths of a test's questions fit into one or two bytes.
      for (;;) {
        const [first = 0, second = 0] = held;
        const [head, length] = first < 0x80 ? [1, first] : [2, (first & 0x7f) | (second << 7)];
        if (held.length < head + Math.max(1, length)) return;
        const request = Request.decode(held.subarray(head, head + length));
        held = held.subarray(head + length);
        const answer = peers.node(request.path, request.height);
        if (answer) socket.write(framed(Response.encode(Response.fromPartial({ ...answer, id: request.id }))));
      }
    });
  });
  if (!options.alone) await new Promise<void>((resolve) => peer.listen(socketPath, resolve));
  const comet = createHttp(async (request: IncomingMessage, response) => {
    const { method } = JSON.parse(await text(request)) as { method: string };
    const answer = peers.rpc(method);
    if (answer !== undefined) response.end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => comet.once("listening", resolve));
  const rpc = openRpc(`http://127.0.0.1:${(comet.address() as AddressInfo).port}`, 300);
  const node = openNode(() => (options.alone ? undefined : socketPath), 300);
  const log = openEventLog(rpc);
  node.onBlock(({ height }) => log.advance(Number(height)));
  const faucet = await openFaucet({
    rpc: rpc.url,
    mnemonic: "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
    prefix: "dcm",
    denom: "udcm",
    gasPrice: "0.001udcm",
    amount: 1n,
  });
  const blobs = join(directory, "blobs");
  const store = await BlobStore.open(blobs, { ...blobDefaults, ...options.blobLimits });
  const server = createServer({
    node,
    rpc,
    blobs: store,
    log,
    network: () => Promise.reject(new Error("not asked for")),
    faucet,
    limits: options.limits,
  });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    url,
    blobs,
    peers,
    node,
    rpc,
    commit(height) {
      const timeNs = BigInt(Date.now()) * 1_000_000n;
      const notice = framed(Response.encode(Response.fromPartial({ id: 0n, height, timeNs })));
      for (const reader of readers) reader.write(notice);
    },
    async forget(digest) {
      await rm(join(blobs, digest));
      await store.sweep();
    },
    async stop() {
      node.close();
      await server.close();
      comet.closeAllConnections();
      comet.close();
      peer.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** Bytes on a connection of their own, as they are. @returns what comes back until the other side hangs up or is silent */
export function raw(url: string, parts: readonly (string | Uint8Array)[], silenceMs = 2_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(silenceMs, done);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      // A refusal is one JSON object.
      if (answer.trimEnd().endsWith("}")) done();
    });
    socket.once("error", done);
    socket.once("close", done);
  });
}

function framed(body: Uint8Array): Uint8Array {
  const head = body.length < 0x80 ? [body.length] : [(body.length & 0x7f) | 0x80, body.length >> 7];
  return Buffer.concat([Buffer.from(head), body]);
}
