import { mkdtempSync, rmSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueryBalanceRequest, QueryBalanceResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Request, Response } from "@dcm/proto/gen/dcm/node/v1";
import { Request as AbciRequest } from "@dcm/proto/gen/tendermint/abci";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { dispatcher } from "../../src/node/abci/dispatch.js";
import { frame, frameReader } from "../../src/node/abci/frame.js";
import { initChainRequest } from "../../src/node/init-chain.js";
import { QUERY_CONNECTIONS_MAX, QUERY_FRAME_MAX, type QuerySocket, serveQueries } from "../../src/node/query-sock.js";
import { memoryApp } from "./abci/memory-app.js";
import { type Fixture, fixture } from "./fixture.js";
import { until } from "./harness.js";

const directory = mkdtempSync(join(tmpdir(), "dcm-query-"));
const path = join(directory, "query.sock");
const BALANCE = "/cosmos.bank.v1beta1.Query/Balance";

let chain: Fixture;
let app: ReturnType<typeof memoryApp>["app"];
let server: QuerySocket;
let asked = 0;

beforeAll(async () => {
  chain = await fixture();
  const options = memoryApp();
  app = options.app;
  const ask = dispatcher(options);
  ask(AbciRequest.fromPartial({ initChain: initChainRequest(chain.genesis) }));
  for (const height of [1n, 2n]) {
    const time = { seconds: 1_795_000_000n + height, nanos: 0 };
    ask(AbciRequest.fromPartial({ finalizeBlock: { height, time, hash: new Uint8Array(32) } }));
    ask(AbciRequest.fromPartial({ commit: {} }));
  }
});
beforeEach(async () => {
  asked = 0;
  const counting = {
    query(request: Parameters<typeof app.query>[0]) {
      asked += 1;
      return app.query(request);
    },
  };
  server = await serveQueries({ path, app: counting, alarm: raise });
});
afterEach(() => server.close());
afterAll(() => {
  chain.remove();
  rmSync(directory, { recursive: true });
});

test("answers carry the id of their request and the application's value", async () => {
  const peer = await dial();
  for (const id of [7n, 3n, 2n ** 63n]) peer.send({ id, path: BALANCE, data: balanceOf(chain.alice) });
  peer.send({ id: 9n, path: "/nothing.here/AtAll" });
  const answers = await peer.take(4);
  expect(answers.map(({ id }) => id)).toEqual([7n, 3n, 2n ** 63n, 9n]);
  expect(QueryBalanceResponse.decode(answers[0]?.value ?? new Uint8Array()).balance).toMatchObject({ denom: "udcm" });
  expect(answers[0]).toMatchObject({ code: 0, height: 2n });
  expect(answers[3]).toMatchObject({ code: 6, codespace: "sdk" });
});

test("a proof is handed on", async () => {
  const peer = await dial();
  peer.send({ id: 1n, path: "/store/bank/key", data: Uint8Array.of(0xff), prove: true });
  const [answer] = await peer.take(1);
  expect(answer?.log).toBe("");
  expect(answer?.proofOps?.ops.map(({ type }) => type)).toEqual(["ics23:iavl", "ics23:simple"]);
});

test("every connection is told of a commit", async () => {
  const peers = [await dial(), await dial()];
  server.push(12n, { seconds: 5n, nanos: 6 });
  for (const peer of peers)
    expect((await peer.take(1))[0]).toMatchObject({ id: 0n, height: 12n, timeNs: 5_000_000_006n });
});

test("the 17th connection is closed, and a place that gets free is given out", async () => {
  const peers = await Promise.all(Array.from({ length: QUERY_CONNECTIONS_MAX }, dial));
  const late = await dial();
  await until(() => late.socket.closed, 5_000, "the late connection is closed");
  peers[0]?.socket.destroy();
  await until(async () => isOpen(await dial()), 5_000, "a place is free");
});

test("a client that does not read its answers is not read from, and all its answers come when it does", async () => {
  const peer = await dial();
  peer.socket.pause();
  const count = 5_000;
  for (let i = 1; i <= count; i++) peer.send({ id: BigInt(i), path: BALANCE, data: balanceOf(chain.alice) });
  const other = await dial();
  other.send({ id: 1n, path: BALANCE, data: balanceOf(chain.alice) });
  await other.take(1);
  await until(() => settled(), 20_000, "the server has stopped reading");
  expect(asked).toBeLessThan(count);
  peer.socket.resume();
  const answers = await peer.take(count);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(count);
});

test.each([
  ["a frame above 4 MiB", Buffer.from([0x81, 0x80, 0x80, 0x02])],
  ["bytes that are no request", frame(Uint8Array.of(0xff, 0xff, 0xff))],
  ["request id 0", frame(Request.encode(Request.fromPartial({ id: 0n, path: BALANCE })))],
])("%s closes that connection alone", async (_, bytes) => {
  const [bad, good] = [await dial(), await dial()];
  bad.socket.write(bytes);
  await until(() => bad.socket.closed, 5_000, "the connection is closed");
  good.send({ id: 1n, path: BALANCE, data: balanceOf(chain.alice) });
  expect((await good.take(1))[0]?.code).toBe(0);
});

test("an answer above 4 MiB becomes an error that says so", async () => {
  await server.close();
  const huge = {
    query: () => ({
      ...app.query({ path: BALANCE, data: new Uint8Array(), height: 0n, prove: false }),
      value: new Uint8Array(QUERY_FRAME_MAX),
    }),
  };
  server = await serveQueries({ path, app: huge, alarm: raise });
  const peer = await dial();
  peer.send({ id: 5n, path: BALANCE });
  expect((await peer.take(1))[0]).toMatchObject({
    id: 5n,
    code: 18,
    log: expect.stringContaining("above the limit of 4194304"),
  });
});

test("only this user may open the socket", () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

interface Peer {
  readonly socket: Socket;
  send(request: Parameters<typeof Request.fromPartial>[0]): void;
  take(count: number): Promise<Response[]>;
}

async function dial(): Promise<Peer> {
  const socket = connect(path);
  const read = frameReader(8 << 20);
  const got: Response[] = [];
  socket.on("data", (chunk: Buffer) => got.push(...read(chunk).map((bytes) => Response.decode(bytes))));
  await new Promise<void>((ready, failed) => socket.once("connect", ready).once("error", failed));
  socket.on("error", () => socket.destroy());
  return {
    socket,
    send: (request) => void socket.write(frame(Request.encode(Request.fromPartial(request)))),
    async take(count) {
      await until(() => got.length >= count, 60_000, `${count} answers, got ${got.length}`);
      return got.splice(0, count);
    },
  };
}

/** Whether the number of queries asked has stopped growing. */
async function settled(): Promise<boolean> {
  const before = asked;
  await new Promise((resolve) => setTimeout(resolve, 200));
  return asked === before;
}

async function isOpen(peer: Peer): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return !peer.socket.closed;
}

function balanceOf(address: string): Uint8Array {
  return QueryBalanceRequest.encode(QueryBalanceRequest.fromPartial({ address, denom: "udcm" }));
}

function raise(text: string): void {
  throw new Error(text);
}
