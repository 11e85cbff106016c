import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect as dial } from "node:net";
import { join } from "node:path";
import { connect, type DcmError } from "@dcm/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../src/child.js";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { freePort, newPlace, type Place, until } from "./network.js";

// What a stranger may throw at a running node: at the sockets between its processes, at REST, and at a blob store whose disk is full.

let place: Place;
let network: Localnet;
let sockets: { readonly abciSock: string; readonly querySock: string };

beforeAll(async () => {
  place = await newPlace();
  network = await startLocalnet({ ...place, providers: 0 }, () => undefined);
  const home = network.ready.validators[0]?.home ?? "";
  sockets = JSON.parse(readFileSync(join(home, "data/run.json"), "utf8"));
});
afterAll(async () => {
  await network?.stop();
  await place.remove();
});

async function height(): Promise<number> {
  const answer = await (await fetch(`${network.ready.rpc}/status`)).json();
  return Number(answer.result.sync_info.latest_block_height);
}

/** Three more blocks, and a gateway that knows the last of them. */
async function goesOn(): Promise<void> {
  const now = await height();
  await until("three more blocks are made", async () => (await height()) >= now + 3);
  expect((await fetch(`${network.ready.rest}/readyz`)).status).toBe(200);
  expect((await fetch(`${network.ready.rest}/cosmos/bank/v1beta1/params`)).status).toBe(200);
}

/** Writes bytes and waits until the other side hangs up. @returns what it said before */
function thrown(path: string, bytes: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const socket = dial(path, () => socket.write(bytes));
    // Not the socket's own timeout: what a door tells everybody would put it off again and again.
    const patience = setTimeout(() => socket.destroy(new Error(`${path} does not hang up`)), 10_000);
    socket.on("data", (chunk) => said.push(chunk));
    // A reset is how a socket is closed that was not read to its end.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (!["ECONNRESET", "EPIPE"].includes(error.code ?? "")) reject(error);
    });
    socket.once("close", () => {
      clearTimeout(patience);
      resolve(Buffer.concat(said));
    });
  });
}

const garbage: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ["a length beyond 32 bits", Buffer.alloc(64, 0xff)],
  ["a frame of a gigabyte and a half", Buffer.from([0x80, 0x80, 0x80, 0x80, 0x06])],
  ["a frame that is no message", Buffer.from([4, 0xff, 0xff, 0xff, 0xff])],
  [
    "an HTTP request",
    Buffer.from("GET / HTTP/1.1\r\nhost: localhost\r\nuser-agent: curl/8.5.0\r\naccept: */*\r\n\r\n"),
  ],
  ["a megabyte of one letter", Buffer.alloc(1 << 20, "A")],
];

describe("abci.sock belongs to CometBFT", () => {
  test.each(garbage)("and hangs up on %s", async (_what, bytes) => {
    expect(await thrown(sockets.abciSock, bytes)).toEqual(Buffer.alloc(0));
  });

  test("whatever comes, blocks are made", async () => {
    await Promise.all(Array.from({ length: 50 }, () => thrown(sockets.abciSock, Buffer.alloc(1_000, 0xff))));
    await goesOn();
  });
});

describe("query.sock answers questions", () => {
  test.each(garbage)("and hangs up on %s", async (_what, bytes) => {
    // Of a commit it tells everybody.
    const said = await thrown(sockets.querySock, bytes);
    expect(said.length).toBeLessThan(200);
  });

  test("whatever comes, the gateway's own questions are answered", async () => {
    await Promise.all(Array.from({ length: 50 }, () => thrown(sockets.querySock, Buffer.alloc(1_000, 0xff))));
    await goesOn();
  });
});

describe("REST", () => {
  /** Printed with the test's name; put a failing one here to see it again. */
  const seed = Number(process.env.DCM_SEED ?? randomInt(1 << 30));

  test(`answers 300 random requests with refusals in the one form, and goes on (seed ${seed})`, async () => {
    const { rest } = network.ready;
    let drawn = 0;
    const word = () => {
      const bytes = createHash("sha256").update(`${seed}/${drawn++}`).digest();
      return encodeURIComponent(bytes.subarray(0, 1 + ((bytes[31] ?? 0) % 20)).toString("latin1"));
    };
    const roots = [
      "/cosmos/bank/v1beta1/balances",
      "/dcm/market/v1/orders",
      "/dcm/blobs/v1",
      "/dcm/events/v1",
      "/cosmos/tx/v1beta1/txs",
    ];
    for (let i = 0; i < 300; i++) {
      const url = `${rest}${roots[i % roots.length]}/${word()}?${word()}=${word()}&from=${word()}`;
      const method = ["GET", "POST", "PUT", "DELETE"][i % 4] ?? "GET";
      const body = method === "GET" ? {} : { body: randomBytes(i) };
      const answer = await fetch(url, { method, ...body });
      expect(answer.headers.get("access-control-allow-origin"), `${method} ${url}`).toBe("*");
      const told = await answer.json();
      if (answer.ok) continue;
      expect(answer.status, JSON.stringify(told)).not.toBe(500);
      expect(told).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
      if (answer.status !== 501) expect(told.details).toMatchObject([{ code: expect.stringMatching(/^[A-Z_]+$/) }]);
    }
    await goesOn();
  });
});

describe("a blob store on a full disk", () => {
  const size = 2 << 20;
  let folder: string;
  let gateway: ChildProcess;
  let url: string;
  /** The mount lives in the gateway's own namespace; this is the way in. */
  let inside: string;

  beforeAll(async () => {
    folder = join(place.home, "../small-disk");
    mkdirSync(folder);
    const { rpc, validators } = network.ready;
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const flags = ["start", "--home", validators[0]?.home ?? "", "--rpc", rpc, "--listen", `127.0.0.1:${port}`];
    // A real filesystem of 2 MiB: user and mount namespaces need no privilege, and take the mount with them when they end.
    const mount = `mount -t tmpfs -o size=${size},mode=700 small "$0" && exec "$@"`;
    const command = [program("dcm-gateway"), ...flags, "--blobs", folder];
    gateway = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", mount, folder, ...command], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    await until("the gateway listens", async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true);
    inside = `/proc/${gateway.pid}/root${folder}`;
  });
  afterAll(() => gateway?.kill());

  const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  const put = (bytes: Uint8Array<ArrayBuffer>) =>
    fetch(`${url}/dcm/blobs/v1/${digestOf(bytes)}`, { method: "PUT", body: bytes });
  const got = async (bytes: Uint8Array) =>
    Buffer.from(await (await fetch(`${url}/dcm/blobs/v1/${digestOf(bytes)}`)).arrayBuffer());

  test("is a disk of its own", () => {
    expect(existsSync(inside)).toBe(true);
    expect(readdirSync(inside)).toEqual([]);
  });

  test("answers 507, loses nothing that it holds, and works again when there is space", async () => {
    const kept = randomBytes(700_000);
    expect((await put(kept)).status).toBe(201);
    // Something else fills the disk, so that the store's own limit is far away.
    const filler = join(inside, "..filler");
    writeFileSync(filler, Buffer.alloc(900_000));

    const late = randomBytes(700_000);
    // More often than there are connections: a refusal must not spoil the one that it came over.
    for (let attempt = 0; attempt < 6; attempt++) {
      const refused = await put(late);
      expect([refused.status, await refused.json()]).toMatchObject([
        507,
        { code: 8, details: [{ code: "BLOB_STORE_FULL", retryable: true, next: ["GET /readyz"] }] },
      ]);
      // What did not get in takes no room.
      expect(readdirSync(inside).sort()).toEqual(["..filler", digestOf(kept)].sort());
    }
    // The library gives the store's own code, and says that it may go later.
    const library = await connect(network.ready.rest);
    const elsewhere = { ...library.network, rest: network.ready.rest, blobs: `${url}/dcm/blobs/v1` };
    const storing = connect(elsewhere).then(({ blobs }) => blobs.put(late));
    await expect(storing).rejects.toMatchObject({
      code: "BLOB_STORE_FULL",
      retryable: true,
    } satisfies Partial<DcmError>);

    expect(await got(kept)).toEqual(kept);
    expect((await put(kept)).status).toBe(200);
    const little = randomBytes(1_000);
    expect((await put(little)).status, "what still fits is taken").toBe(201);

    rmSync(filler);
    expect((await put(late)).status).toBe(201);
    for (const bytes of [kept, little, late]) expect(await got(bytes)).toEqual(bytes);
  });

  test("many uploads at once that cannot all fit are each stored whole or refused", async () => {
    const all = Array.from({ length: 8 }, () => randomBytes(300_000));
    const answers = await Promise.all(all.map(put));
    const statuses = answers.map(({ status }) => status);
    // They may take the room from each other, so that none gets in.
    expect(statuses.filter((status) => status !== 201 && status !== 507)).toEqual([]);
    expect(statuses).toContain(507);
    for (const [i, bytes] of all.entries()) if (statuses[i] === 201) expect(await got(bytes)).toEqual(bytes);
    expect(readdirSync(inside).filter((name) => name.endsWith(".part"))).toEqual([]);
    // What was refused has left its room to whoever comes next.
    if (!statuses.includes(201)) expect((await put(randomBytes(300_000))).status).toBe(201);
  });
});
