import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { connect } from "../src/client.js";
import { fromPrivateKey } from "../src/keys/signer.js";
import { msg } from "../src/tx/build.js";
import { FakeChain, type Trouble } from "./fakeChain.js";

const signer = fromPrivateKey(new Uint8Array(32).fill(3));
const send = msg(MsgSend, {
  fromAddress: signer.address,
  toAddress: signer.address,
  amount: [{ denom: "udcm", amount: 1n }],
});
const running: { stop(): unknown }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function open(): Promise<{ chain: FakeChain; client: Awaited<ReturnType<typeof connect>> }> {
  const chain = new FakeChain();
  const url = await chain.start();
  running.push(chain);
  return { chain, client: await connect(url, { signer }) };
}

/** Makes blocks until the sends are done. */
async function withBlocks<T>(chain: FakeChain, work: Promise<T>, everyMs = 40): Promise<T> {
  const timer = setInterval(() => chain.block(), everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

describe("connecting", () => {
  test("a node that does not run CometBFT 0.38 is refused", async () => {
    const chain = new FakeChain();
    running.push(chain);
    const url = await chain.start();
    for (const version of ["0.37.9", "0.39.0", "1.0.1", ""]) {
      chain.version = version;
      await expect(connect(url)).rejects.toMatchObject({ code: "NODE_UNSUPPORTED" });
    }
  });

  test("nobody listening is NODE_UNREACHABLE, and an RPC address is enough to connect", async () => {
    await expect(connect("http://127.0.0.1:1")).rejects.toMatchObject({ code: "NODE_UNREACHABLE", retryable: true });
    const { client } = await open();
    expect(client.network).toMatchObject({ chainId: "fake-1", prefix: "dcm" });
  });

  test("sending without a signer is refused", async () => {
    const { chain } = await open();
    const reader = await connect(chain.url);
    await expect(reader.tx.send([send])).rejects.toMatchObject({ code: "SIGNER_MISSING" });
  });
});

describe("sending", () => {
  test("gas is simulated plus 40 %, the fee rounds up, and the hash is known before the block", async () => {
    const { chain, client } = await open();
    chain.gasSimulated = 70_001n;
    const hashes: string[] = [];
    const result = await withBlocks(chain, client.tx.send([send], { onHash: (hash) => hashes.push(hash) }));
    expect(chain.broadcasts).toEqual([{ sequence: 5n, gas: 98_002n, fee: 99n }]);
    expect(hashes).toEqual([result.hash]);
    expect(result.fee).toBe(99n);
  });

  // A fee's deduction costs more gas than 40 % of a small message: a grant that is revoked ran out of it.
  test("what is simulated pays a fee, as what is sent will, unless gas is free", async () => {
    const { chain, client } = await open();
    await withBlocks(chain, client.tx.send([send]));
    await client.tx.simulate([send], { gasPrice: "0udcm" });
    expect(chain.simulated).toEqual([1n, 0n]);
  });

  test("running out of gas is tried once more with 20 % above what was seen", async () => {
    const { chain, client } = await open();
    chain.gasNeeded = 120_000n;
    const result = await withBlocks(chain, client.tx.send([send]));
    expect(chain.broadcasts.map(({ gas }) => gas)).toEqual([98_000n, 144_000n]);
    expect(result.gasWanted).toBe(144_000n);
  });

  test("unordered transactions take no sequence and no turn, and one that is tried again has another end", async () => {
    const { chain, client } = await open();
    chain.gasNeeded = 120_000n;
    const unordered = { unorderedMs: 60_000 };
    const sends = Promise.all([1, 2, 3].map(() => client.tx.send([send], unordered)));
    const results = await withBlocks(chain, sends);
    expect(new Set(results.map(({ hash }) => hash)).size).toBe(3);
    expect(new Set(chain.broadcasts.map(({ sequence }) => sequence))).toEqual(new Set([0n]));
    expect(chain.nonces.size).toBe(6);
    expect(chain.committed).toBe(5n);
    expect((await client.tx.simulate([send], unordered)).gasUsed).toBe(70_000n);
    // Sequences go on as if they had never been.
    await withBlocks(chain, client.tx.send([send], { gas: 200_000n }));
    expect(chain.broadcasts.at(-1)?.sequence).toBe(5n);
  });

  test("an unordered transaction whose answer was lost is sent once", async () => {
    const { chain, client } = await open();
    chain.troubles = ["answerLost"];
    const { hash } = await withBlocks(chain, client.tx.send([send], { unorderedMs: 60_000 }), 5);
    expect(chain.included.map((one) => one.hash)).toEqual([hash]);
  });

  test("gas that was given is not exceeded", async () => {
    const { chain, client } = await open();
    const failing = withBlocks(chain, client.tx.send([send], { gas: 60_000n }));
    await expect(failing).rejects.toMatchObject({
      code: "SDK_OUT_OF_GAS",
      abci: { codespace: "sdk", code: 11 },
      txhash: expect.any(String),
    });
  });

  test("fifty parallel sends of one account are included once each, in order", async () => {
    const { chain, client } = await open();
    const memos = Array.from({ length: 50 }, (_, index) => `${index}`);
    await withBlocks(chain, Promise.all(memos.map((memo) => client.tx.send([send], { memo }))));
    expect(chain.included.map(({ memo }) => memo)).toEqual(memos);
    expect(chain.broadcasts).toHaveLength(50);
  });

  test("another program's transactions in between do no harm", async () => {
    const { chain, client } = await open();
    await withBlocks(chain, client.tx.send([send]));
    chain.stranger();
    chain.stranger();
    await withBlocks(chain, client.tx.send([send], { memo: "after" }));
    expect(chain.included.map(({ memo }) => memo)).toEqual(["", "stranger", "stranger", "after"]);
  });

  test("transactions that the node forgot are handed over again, and later ones do not take their place", async () => {
    const { chain, client } = await open();
    chain.troubles = ["none", "forgotten"];
    const memos = ["a", "b", "c"];
    await withBlocks(chain, Promise.all(memos.map((memo) => client.tx.send([send], { memo }))), 400);
    expect(chain.included.map(({ memo }) => memo).sort()).toEqual(memos);
  });

  test("a transaction in no block in time is pending, not failed, and keeps its hash", async () => {
    const { client } = await open();
    await expect(client.tx.send([send], { timeoutMs: 300 })).rejects.toMatchObject({
      code: "TX_PENDING",
      txhash: expect.stringMatching(/^[0-9A-F]{64}$/),
    });
  });

  test("an amino signer's transaction is included, and the wallet's changes count", async () => {
    const { chain } = await open();
    const wallet = {
      getAccounts: signer.getAccounts,
      signAmino: (address: string, doc: Parameters<typeof signer.signAmino>[1]) =>
        signer.signAmino(address, {
          ...doc,
          memo: "changed",
          fee: { amount: [{ denom: "udcm", amount: "777" }], gas: "200000" },
        }),
    };
    const client = await connect(chain.url, { signer: wallet });
    const result = await withBlocks(chain, client.tx.send([send]));
    expect(result.fee).toBe(777n);
    expect(chain.included.map(({ memo, gas }) => [memo, gas])).toEqual([["changed", 200_000n]]);
  });

  test("whatever happens to broadcasts, every send is included exactly once and sequences have no gap", async () => {
    const trouble = fc.constantFrom<Trouble>("none", "none", "none", "lost", "answerLost", "rejected", "unreadable");
    const schedule = fc.record({
      troubles: fc.array(trouble, { maxLength: 12 }),
      sends: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(schedule, async ({ troubles, sends }) => {
        const { chain, client } = await open();
        chain.troubles = troubles;
        const memos = Array.from({ length: sends }, (_, index) => `${index}`);
        await withBlocks(chain, Promise.all(memos.map((memo) => client.tx.send([send], { memo }))));
        expect(chain.included.map(({ memo }) => memo).sort()).toEqual(memos);
        expect(chain.committed).toBe(5n + BigInt(sends));
      }),
      { numRuns: 15 },
    );
  });
});
