import { randomInt } from "node:crypto";
import { connect } from "node:net";
import { join } from "node:path";
import {
  QueryBalanceRequest,
  QueryDenomMetadataRequest,
  QueryDenomMetadataResponse,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { CheckTxType, Request, type RequestProcessProposal, Response } from "@dcm/proto/gen/tendermint/abci";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UpgradeNeeded } from "../../../src/kernel/index.js";
import { abciHandler, dispatcher, exception, HaltError } from "../../../src/node/abci/dispatch.js";
import { frame, frameReader } from "../../../src/node/abci/frame.js";
import { serveAbci } from "../../../src/node/abci/server.js";
import { initChainRequest } from "../../../src/node/init-chain.js";
import { type Fixture, fixture } from "../fixture.js";
import { until } from "../harness.js";
import { memoryApp } from "./memory-app.js";
import { mutate, oddNumber, type Random, random } from "./mutate.js";

const MUTATIONS = 10_000;
/** Printed by vitest with the test's name; put a failing one here to see it again. */
const SEED = Number(process.env.DCM_SEED ?? randomInt(1 << 30));
/** 2026-11-22, any time after genesis. */
const START = 1_795_000_000n;

let chain: Fixture;
let good: readonly Uint8Array[];

beforeAll(async () => {
  chain = await fixture();
  good = await Promise.all([1, 2, 3, 4].map((sequence) => chain.transfer(sequence, 10)));
});
afterAll(() => chain.remove());

/** A chain of one block, and a way to ask it through bytes, as CometBFT does. */
function started() {
  const handle = abciHandler(memoryApp());
  const ask = (request: Parameters<typeof Request.fromPartial>[0]): Response => {
    return Response.decode(handle(Request.encode(Request.fromPartial(request))) as Uint8Array);
  };
  let height = 0n;
  const block = (txs: readonly Uint8Array[]) => {
    height += 1n;
    const { finalizeBlock } = ask({
      finalizeBlock: { txs, height, time: { seconds: START + height, nanos: 0 }, hash: new Uint8Array(32) },
    });
    expect(ask({ commit: {} }).commit).toBeDefined();
    return finalizeBlock;
  };
  ask({ initChain: initChainRequest(chain.genesis) });
  block([]);
  return { ask, block, height: () => height };
}

describe(`with seed ${SEED}`, () => {
  test("every mutated transaction is refused by CheckTx with a code of its own, and good ones pass", () => {
    const { ask } = started();
    const next = random(SEED);
    for (let i = 0; i < MUTATIONS; i++) {
      const { checkTx } = ask({ checkTx: { tx: mutate(pick(good, next), next) } });
      expect([undefined, 0, 111222]).not.toContain(checkTx?.code);
    }
    for (const tx of good) expect(ask({ checkTx: { tx } }).checkTx).toMatchObject({ code: 0 });
  });

  test("no mutated transaction makes a recheck fail otherwise than by a code", () => {
    const { ask } = started();
    const next = random(SEED);
    for (let i = 0; i < MUTATIONS; i++) {
      // Signatures are not looked at again, so a mutated one may pass: CometBFT rechecks only what passed before.
      const { checkTx } = ask({ checkTx: { tx: mutate(pick(good, next), next), type: CheckTxType.RECHECK } });
      expect([undefined, 111222]).not.toContain(checkTx?.code);
    }
    expect(ask({ checkTx: { tx: good[0] as Uint8Array, type: CheckTxType.RECHECK } }).checkTx).toBeDefined();
  });

  test("no mutated query is answered otherwise than by a code", () => {
    const { ask, height } = started();
    const next = random(SEED);
    const data = QueryBalanceRequest.encode(QueryBalanceRequest.fromPartial({ address: chain.alice, denom: "udcm" }));
    const paths = [
      "/cosmos.bank.v1beta1.Query/Balance",
      "/store/bank/key",
      "/app/version",
      "/app/simulate",
      "/p2p/filter/addr/1.2.3.4:5",
    ];
    for (let i = 0; i < MUTATIONS; i++) {
      const path = next(2) === 0 ? pick(paths, next) : text(mutate(Buffer.from(pick(paths, next)), next));
      const prove = next(2) === 0;
      const { query } = ask({
        query: { path, data: mutate(next(2) === 0 ? data : pick(good, next), next), height: oddNumber(next), prove },
      });
      expect(query).toBeDefined();
      expect(query?.code).not.toBe(111222);
    }
    const { query } = ask({
      query: { path: "/cosmos.bank.v1beta1.Query/Balance", data, height: height(), prove: false },
    });
    expect(query).toMatchObject({ code: 0, height: height() });
  });

  test("no mutated proposal is answered otherwise than by a verdict, and a good one is accepted", () => {
    const { ask, height } = started();
    const next = random(SEED);
    const proposal = (): RequestProcessProposal => mutatedProposal(next, height() + 1n);
    for (let i = 0; i < MUTATIONS; i++)
      expect([1, 2]).toContain(ask({ processProposal: proposal() }).processProposal?.status);
    const time = { seconds: START + 60n, nanos: 0 };
    expect(ask({ processProposal: { txs: good, height: height() + 1n, time } }).processProposal?.status).toBe(1);
  });

  test("a proposal is prepared from any transactions, within the size allowed", () => {
    const { ask, height } = started();
    const next = random(SEED);
    for (let i = 0; i < MUTATIONS; i++) {
      const { txs, time } = mutatedProposal(next, height() + 1n);
      const maxTxBytes = BigInt(next(2000));
      const prepared = ask({ prepareProposal: { txs, time, height: height() + 1n, maxTxBytes } }).prepareProposal;
      const size = (prepared?.txs ?? []).reduce((sum, tx) => sum + tx.length + (tx.length < 128 ? 2 : 3), 0);
      expect(prepared).toBeDefined();
      expect(BigInt(size)).toBeLessThanOrEqual(maxTxBytes);
    }
    const request = {
      txs: good,
      time: { seconds: START + 60n, nanos: 0 },
      height: height() + 1n,
      maxTxBytes: 100_000n,
    };
    expect(ask({ prepareProposal: request }).prepareProposal?.txs).toHaveLength(good.length);
  });

  test("a block of any transactions gives one result for each, and the next block works", () => {
    const { block } = started();
    const next = random(SEED);
    const perBlock = 20;
    for (let i = 0; i < MUTATIONS; i += perBlock) {
      const txs = Array.from({ length: perBlock }, () => mutate(pick(good, next), next));
      const results = block(txs)?.txResults ?? [];
      expect(results).toHaveLength(perBlock);
      expect(results.filter(({ code }) => code === 0 || code === 111222)).toEqual([]);
    }
    expect(block(good)?.txResults.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  });

  test("any snapshot, chunk and vote extension gets a verdict", () => {
    const { ask } = started();
    const next = random(SEED);
    for (let i = 0; i < MUTATIONS; i++) {
      const bytes = mutate(pick(good, next), next);
      const number = next(1 << 30);
      const snapshot = { height: BigInt(number), format: number, chunks: next(100), hash: bytes, metadata: bytes };
      expect(ask({ offerSnapshot: { snapshot, appHash: bytes } }).offerSnapshot?.result).toBeGreaterThan(0);
      expect(
        ask({ applySnapshotChunk: { index: number, chunk: bytes, sender: "x" } }).applySnapshotChunk?.result,
      ).toBeGreaterThan(0);
      expect(
        ask({ loadSnapshotChunk: { height: BigInt(number), format: number, chunk: number } }).loadSnapshotChunk,
      ).toBeDefined();
      const verify = { hash: bytes, validatorAddress: bytes, height: BigInt(number), voteExtension: bytes };
      expect([1, 2]).toContain(ask({ verifyVoteExtension: verify }).verifyVoteExtension?.status);
    }
    expect(ask({ listSnapshots: {} }).listSnapshots).toEqual({ snapshots: [] });
    expect(ask({ extendVote: { height: 2n } }).extendVote).toEqual({ voteExtension: new Uint8Array() });
    expect(ask({ echo: { message: "still here" } }).echo).toEqual({ message: "still here" });
  });
});

test("a fault of ours refuses the transaction, query or proposal, rings the alarm, and does not stop the node", () => {
  const alarms: string[] = [];
  const options = memoryApp();
  const broken = () => {
    throw new Error("a planted fault");
  };
  const app = { ...options.app, checkTx: broken, query: broken, prepareProposal: broken, processProposal: broken };
  const ask = dispatcher({ ...options, app, alarm: (alarm) => alarms.push(alarm) });
  const asked = (request: Parameters<typeof Request.fromPartial>[0]) => ask(Request.fromPartial(request)) as Response;
  expect(asked({ checkTx: { tx: new Uint8Array(1) } }).checkTx).toMatchObject({ code: 111222, codespace: "sdk" });
  expect(asked({ query: { path: "/x" } }).query).toMatchObject({ code: 111222, codespace: "sdk" });
  expect(asked({ processProposal: {} }).processProposal?.status).toBe(2);
  const txs = [new Uint8Array(126), new Uint8Array(126), new Uint8Array(1)];
  expect(asked({ prepareProposal: { txs, maxTxBytes: 255n } }).prepareProposal?.txs).toHaveLength(1);
  expect(asked({ prepareProposal: { txs, maxTxBytes: 256n } }).prepareProposal?.txs).toHaveLength(2);
  expect(alarms).toHaveLength(5);
  expect(alarms[0]).toMatch(/^CheckTx failed: Error: a planted fault/);
});

test("a fault in a block is an Exception, after the answers before it, and nothing is answered any more", async () => {
  const options = memoryApp();
  const app = {
    ...options.app,
    finalizeBlock() {
      throw new Error("a planted fault");
    },
  };
  const fatal: unknown[] = [];
  const path = join(chain.files.root, "fatal.sock");
  const handle = abciHandler({ ...options, app });
  const server = await serveAbci({ path, handle, exception, onFatal: (error) => fatal.push(error) });
  const requests = [{ echo: { message: "one" } }, { finalizeBlock: { height: 1n } }, { echo: { message: "two" } }];
  const answers = await ask(path, requests, 2);
  expect(answers.map((answer) => answer.echo?.message ?? answer.exception?.error)).toEqual(["one", "a planted fault"]);
  expect(fatal.map(String)).toEqual(["Error: a planted fault"]);
  await server.close();
});

test.each([
  ["a length beyond 32 bits", Buffer.alloc(64, 0xff), /frame length is not a 32-bit uvarint/, []],
  ["a frame above a gigabyte", Buffer.from([0x80, 0x80, 0x80, 0x80, 0x06]), /above the limit of 1073741824/, []],
  ["a frame that is no message", Buffer.from([2, 0xff, 0xff]), /./, ["exception"]],
  ["a message that asks nothing", Buffer.from([0]), /request holds no ABCI 2\.0 call/, ["exception"]],
] as const)(
  "%s on the ABCI socket is told to the node once, and nothing is answered any more",
  async (_what, bytes, says, kinds) => {
    const path = join(chain.files.root, "garbage.sock");
    const fatal: unknown[] = [];
    const server = await serveAbci({
      path,
      handle: abciHandler(memoryApp()),
      exception,
      onFatal: (error) => fatal.push(error),
    });
    const socket = connect(path);
    const read = frameReader(1 << 30);
    const answers: Response[] = [];
    socket.on("data", (chunk: Buffer) => answers.push(...read(chunk).map((each) => Response.decode(each))));
    socket.write(Buffer.concat([bytes, frame(Request.encode(Request.fromPartial({ echo: { message: "x" } })))]));
    await until(() => fatal.length > 0, 10_000, "the node is told");
    expect(String(fatal)).toMatch(says);
    await until(() => answers.length >= kinds.length, 10_000, "the last answer");
    socket.destroy();
    await server.close();
    expect(fatal).toHaveLength(1);
    expect(answers.flatMap((answer) => Object.keys(answer).filter((key) => answer[key as keyof Response]))).toEqual(
      kinds,
    );
  },
);

test("the node halts before the height and time of its configuration, without an answer", () => {
  const asked = (more: object, height: bigint) => {
    const ask = dispatcher({ ...memoryApp(), ...more });
    return () => {
      ask(Request.fromPartial({ initChain: initChainRequest(chain.genesis) }));
      return ask(
        Request.fromPartial({
          finalizeBlock: { height, time: { seconds: START, nanos: 0 }, hash: new Uint8Array(32) },
        }),
      );
    };
  };
  expect(asked({ haltHeight: 2n }, 1n)).not.toThrow();
  expect(asked({ haltHeight: 1n }, 1n)).toThrow(new HaltError("halt per configuration height 1 time 0"));
  expect(asked({ haltTime: START }, 1n)).toThrow(`halt per configuration height 0 time ${START}`);
  expect(exception(new HaltError("x"))).toBeUndefined();
});

test("where another program must go on, the node says so first and stops without an answer", () => {
  const told: UpgradeNeeded[] = [];
  const needed = new UpgradeNeeded({ name: "v2", height: 7n, info: "" }, 7n);
  const options = memoryApp();
  const app = {
    ...options.app,
    finalizeBlock: () => {
      throw needed;
    },
  };
  const ask = dispatcher({ ...options, app, upgradeNeeded: (each) => told.push(each) });
  expect(() => ask(Request.fromPartial({ finalizeBlock: { height: 7n } }))).toThrow(needed);
  expect(told).toEqual([needed]);
  expect(exception(needed)).toBeUndefined();
});

test("CometBFT may prune only what is on disk", () => {
  const options = memoryApp();
  const app = { ...options.app, commit: () => ({ retainHeight: 90n }) };
  const ask = dispatcher({ ...options, app, durableHeight: () => 7n });
  ask(Request.fromPartial({ initChain: initChainRequest(chain.genesis) }));
  ask(
    Request.fromPartial({
      finalizeBlock: { height: 1n, time: { seconds: START, nanos: 0 }, hash: new Uint8Array(32) },
    }),
  );
  expect((ask(Request.fromPartial({ commit: {} })) as Response).commit?.retainHeight).toBe(7n);
});

test("Commit waits for a writer that lags, while other connections go on", async () => {
  const options = memoryApp();
  let written: () => void = () => {
    throw new Error("nothing was handed to the writer");
  };
  const persist = () =>
    new Promise<void>((resolve) => {
      written = resolve;
    });
  const path = join(chain.files.root, "lag.sock");
  const handle = abciHandler({ ...options, persist });
  const server = await serveAbci({ path, handle, exception, onFatal: raise });
  const block = { finalizeBlock: { height: 1n, time: { seconds: START, nanos: 0 }, hash: new Uint8Array(32) } };
  const consensus = ask(
    path,
    [{ initChain: initChainRequest(chain.genesis) }, block, { commit: {} }, { flush: {} }],
    4,
  );
  const [echo] = await ask(path, [{ info: {} }, { echo: { message: "hello" } }], 2);
  expect(echo?.info).toBeDefined();
  const first = await Promise.race([consensus, new Promise((late) => setTimeout(() => late("waiting"), 300))]);
  expect(first).toBe("waiting");
  written();
  expect(
    (await consensus).map((answer) => Object.entries(answer).find(([, value]) => value !== undefined)?.[0]),
  ).toEqual(["initChain", "finalizeBlock", "commit", "flush"]);
  await server.close();
});

test("InitChain of 64 MiB works", async () => {
  const path = join(chain.files.root, "large.sock");
  const options = memoryApp();
  const server = await serveAbci({ path, handle: abciHandler(options), exception, onFatal: raise });
  const state = structuredClone(chain.genesis.app_state) as { bank: { denom_metadata: object[] } };
  for (let i = 0; i < 1024; i++) state.bank.denom_metadata.push(wordyMetadata(i));
  const genesis = { ...initChainRequest(chain.genesis), appStateBytes: Buffer.from(JSON.stringify(state)) };
  expect(genesis.appStateBytes.length).toBeGreaterThan(64 << 20);
  const block = { finalizeBlock: { height: 1n, time: { seconds: START, nanos: 0 }, hash: new Uint8Array(32) } };
  const [answer] = await ask(path, [{ initChain: genesis }, block, { commit: {} }], 3);
  expect(answer?.initChain?.validators).toHaveLength(1);
  const data = QueryDenomMetadataRequest.encode(QueryDenomMetadataRequest.fromPartial({ denom: "wordy1023" }));
  const { value } = options.app.query({
    path: "/cosmos.bank.v1beta1.Query/DenomMetadata",
    data,
    height: 0n,
    prove: false,
  });
  expect(QueryDenomMetadataResponse.decode(value).metadata?.description).toHaveLength(1 << 16);
  await server.close();
});

function wordyMetadata(i: number): object {
  const base = `wordy${i}`;
  const units = { denom_units: [{ denom: base, exponent: 0, aliases: [] }], base, display: base };
  return { ...units, description: "x".repeat(1 << 16), name: base, symbol: "W", uri: "", uri_hash: "" };
}

function mutatedProposal(next: Random, height: bigint): RequestProcessProposal {
  const txs = Array.from({ length: next(6) }, () =>
    next(3) === 0 ? pick(good, next) : mutate(pick(good, next), next),
  );
  const odd = next(4) === 0;
  const time = odd
    ? { seconds: BigInt(next(1 << 30)), nanos: next(1_000_000_000) }
    : { seconds: START + 60n, nanos: 0 };
  const hash = mutate(new Uint8Array(32), next);
  return Request.fromPartial({ processProposal: { txs, hash, height: odd ? oddNumber(next) : height, time } })
    .processProposal as RequestProcessProposal;
}

/** Sends requests on a connection of its own and returns that many answers. */
async function ask(
  path: string,
  requests: readonly Parameters<typeof Request.fromPartial>[0][],
  count: number,
): Promise<Response[]> {
  const socket = connect(path);
  const read = frameReader(1 << 30);
  const answers: Response[] = [];
  socket.on("data", (chunk: Buffer) => answers.push(...read(chunk).map((bytes) => Response.decode(bytes))));
  for (const request of requests) socket.write(frame(Request.encode(Request.fromPartial(request))));
  await until(() => answers.length >= count, 60_000, `${count} answers`);
  socket.destroy();
  return answers;
}

function pick<T>(list: readonly T[], next: Random): T {
  return list[next(list.length)] as T;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function raise(error: unknown): never {
  throw error;
}
