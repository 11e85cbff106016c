import { connect, msg } from "@dcm/client";
import { fromPrivateKey } from "@dcm/client/keys";
import { TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { MsgAcceptSlot } from "@dcm/proto/gen/dcm/job/v1";
import { MsgHeartbeat } from "@dcm/proto/gen/dcm/provider/v1";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { FakeChain, type Trouble } from "../../client/test/fakeChain.js";
import { openOutbox, PRIORITY, type Wanted } from "../src/outbox.js";

const signer = fromPrivateKey(new Uint8Array(32).fill(5));
const message = msg(MsgHeartbeat, { provider: signer.address });
const running: { stop(): unknown }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

function wanted(key: string, priority: number = PRIORITY.commit, deadline = 0n): Wanted {
  return { key, priority, deadline, message };
}

async function eventually(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("the most urgent goes first: reveal, commit, accept, heartbeat, and the nearest deadline among equals", async () => {
  const sent: string[] = [];
  let current: readonly Wanted[] = [
    wanted("heartbeat", PRIORITY.heartbeat),
    wanted("accept", PRIORITY.accept, 10n),
    wanted("commit later", PRIORITY.commit, 90n),
    wanted("commit sooner", PRIORITY.commit, 20n),
    wanted("reveal", PRIORITY.reveal, 99n),
  ];
  const byMessage = new Map(current.map((one) => [{ ...message }, one.key]));
  current = [...byMessage.keys()].map((own, i) => ({ ...(current[i] as Wanted), message: own }));
  const outbox = openOutbox({
    parallel: 1,
    send: async (own) => sent.push(byMessage.get(own) ?? ""),
    onEnd: () => undefined,
  });
  outbox.want(current, performance.now());
  await eventually("all are sent", () => sent.length === 5);
  expect(sent).toEqual(["reveal", "commit sooner", "commit later", "accept", "heartbeat"]);
});

test("what is urgent leaves next, however many others wait for the node or for their blocks", async () => {
  const sent: string[] = [];
  const handedOver: (() => void)[] = [];
  const outbox = openOutbox({
    send: (_message, key, onHandedOver) => {
      sent.push(key);
      handedOver.push(onHandedOver);
      // Never in a block, as far as this test goes.
      return new Promise(() => undefined);
    },
    onEnd: () => undefined,
  });
  const beats = ["a", "b", "c"].map((name) => wanted(`heartbeat ${name}`, PRIORITY.heartbeat));
  outbox.want(beats, performance.now());
  // The node takes its time with the first; the others stand behind it, and a reveal comes.
  expect(sent).toEqual(["heartbeat a"]);
  outbox.want([...beats, wanted("reveal", PRIORITY.reveal)], performance.now());
  for (let i = 0; i < 3; i++) handedOver[i]?.();
  expect(sent).toEqual(["heartbeat a", "reveal", "heartbeat b", "heartbeat c"]);
});

test("what is on its way is not sent twice, and what was included is not sent again for an older look", async () => {
  let finish = (): void => undefined;
  let sends = 0;
  const outbox = openOutbox({
    send: () => {
      sends++;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
    onEnd: () => undefined,
  });
  const askedAt = performance.now();
  outbox.want([wanted("commit 1/0")], askedAt);
  outbox.want([wanted("commit 1/0")], askedAt);
  expect(sends).toBe(1);
  finish();
  await outbox.idle();
  outbox.want([wanted("commit 1/0")], askedAt);
  expect(sends).toBe(1);
  // A look after the inclusion that still asks for it knows better.
  outbox.want([wanted("commit 1/0")], performance.now() + 1);
  expect(sends).toBe(2);
});

test("a failed send waits before it is tried again, and others do not wait for it", async () => {
  const sent: string[] = [];
  const keys = new Map([[{ ...message }, "bad"]]);
  const [bad] = keys.keys();
  const outbox = openOutbox({
    send: async (own) => {
      sent.push(keys.get(own) ?? "good");
      if (keys.has(own)) throw new Error("refused");
    },
    onEnd: () => undefined,
  });
  const list = () => [{ ...wanted("bad"), message: bad ?? message }, wanted(`good ${sent.length}`)];
  outbox.want(list(), performance.now());
  await outbox.idle();
  outbox.want(list(), performance.now());
  await outbox.idle();
  expect(sent).toEqual(["bad", "good", "good"]);
  await eventually("it is tried again", () => {
    outbox.want([{ ...wanted("bad"), message: bad ?? message }], performance.now());
    return sent.filter((key) => key === "bad").length === 2;
  });
});

test("everything wanted gets included through any mix of troubles, over real HTTP", async () => {
  const trouble = fc.constantFrom<Trouble>("none", "lost", "answerLost", "rejected", "unreadable", "forgotten");
  await fc.assert(
    fc.asyncProperty(fc.array(trouble, { minLength: 4, maxLength: 10 }), async (troubles) => {
      const chain = new FakeChain();
      running.push(chain);
      const client = await connect(await chain.start(), { signer });
      chain.troubles = [...troubles];
      const done = new Set<string>();
      const outbox = openOutbox({
        send: (own, _key, onHandedOver) =>
          client.tx.send([own], { timeoutMs: 400, remindMs: 150, handovers: 1, onHandedOver }),
        onEnd: (key, error) => error === undefined && done.add(key),
      });
      const needs = [1n, 2n, 3n].map((jobId) => ({
        ...wanted(`accept ${jobId}/0`),
        message: msg(MsgAcceptSlot, { provider: signer.address, jobId }),
      }));
      const blocks = setInterval(() => chain.block(), 40);
      try {
        await eventually("all are included", () => {
          outbox.want(
            needs.filter(({ key }) => !done.has(key)),
            performance.now(),
          );
          return done.size === needs.length;
        });
        await outbox.idle();
      } finally {
        clearInterval(blocks);
      }
      const jobs = chain.included.flatMap(({ bytes }) =>
        TxBody.decode(TxRaw.decode(bytes).bodyBytes).messages.map(({ value }) => MsgAcceptSlot.decode(value).jobId),
      );
      expect(new Set(jobs)).toEqual(new Set([1n, 2n, 3n]));
    }),
    { numRuns: 6, seed: 20_261_122 },
  );
});
