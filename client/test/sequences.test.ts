import fc from "fast-check";
import { expect, test } from "vitest";
import { sequences } from "../src/tx/sequences.js";

test("sends of one account take turns in the order of asking, whatever fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ fails: fc.boolean(), steps: fc.nat(3) }), { maxLength: 20 }),
      async (sends) => {
        const lanes = sequences(async () => ({ accountNumber: 1n, sequence: 10n }));
        const used: bigint[] = [];
        let inside = 0;
        const results = await Promise.allSettled(
          sends.map(({ fails, steps }) =>
            lanes.inTurn("a", async (lane) => {
              expect(++inside).toBe(1);
              const { sequence } = await lane.current();
              for (let step = 0; step < steps; step++) await Promise.resolve();
              inside--;
              if (fails) throw new Error("refused");
              used.push(sequence);
              lane.advance();
            }),
          ),
        );
        expect(results.map(({ status }) => status === "rejected")).toEqual(sends.map(({ fails }) => fails));
        expect(used).toEqual(used.map((_, index) => 10n + BigInt(index)));
      },
    ),
  );
});

test("accounts do not wait for each other", async () => {
  const lanes = sequences(async () => ({ accountNumber: 1n, sequence: 0n }));
  // The first account's turn ends only when the second's is over.
  const second = new Promise<string>((resolve) => {
    queueMicrotask(() => resolve(lanes.inTurn("b", async () => "b")));
  });
  expect(await lanes.inTurn("a", () => second)).toBe("b");
});

test("what the node wants replaces what is remembered, and forgetting asks the chain again", async () => {
  let onChain = 3n;
  const lanes = sequences(async () => ({ accountNumber: 1n, sequence: onChain }));
  await lanes.inTurn("a", async (lane) => {
    expect((await lane.current()).sequence).toBe(3n);
    lane.expect(9n);
    expect((await lane.current()).sequence).toBe(9n);
    onChain = 12n;
    lane.forget();
    expect((await lane.current()).sequence).toBe(12n);
  });
});

test("the lock is held during a turn", async () => {
  const held: string[] = [];
  const lanes = sequences(
    async () => ({ accountNumber: 1n, sequence: 0n }),
    async (address, work) => {
      held.push(`lock ${address}`);
      const result = await work();
      held.push(`unlock ${address}`);
      return result;
    },
  );
  await lanes.inTurn("a", async () => held.push("work"));
  expect(held).toEqual(["lock a", "work", "unlock a"]);
});
