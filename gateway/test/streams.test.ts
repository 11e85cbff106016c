import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { ChainEvent, EventLog } from "../src/events.js";
import { openStreams, parseCursor, type Streams } from "../src/streams.js";

const closing: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of closing.splice(0)) one.close();
});

/** A log of blocks with some events each; tests advance it block by block, the first time to block `first`. */
function logOf(perBlock: readonly number[], kept = 0, first = 1): EventLog & { next(): void } {
  const listeners = new Set<(events: readonly ChainEvent[]) => void>();
  let height = 0;
  const events = (h: number): ChainEvent[] =>
    Array.from({ length: perBlock[h - 1] ?? 0 }, (_, i) => ({
      id: `${h}-${i}`,
      height: BigInt(h),
      name: "job.state",
      data: { job_id: String(h % 2) },
    }));
  return {
    get height() {
      return height;
    },
    block: async (h) => (h <= kept ? undefined : events(h)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    advance: () => undefined,
    next() {
      height = Math.max(height + 1, first);
      for (const listener of listeners) listener(events(height));
    },
  };
}

async function serve(log: EventLog): Promise<{ url: string; streams: Streams; server: Server }> {
  const streams = openStreams(log);
  const server = createServer((request, response) => {
    const cursor = parseCursor(new URL(request.url ?? "", "http://x").searchParams.get("from") ?? undefined);
    void streams.serve(response, {}, cursor).then((served) => {
      if (!served) response.writeHead(410).end();
    });
  }).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(streams, server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, streams, server };
}

/** Reads ids until `count` have come, then hangs up. */
async function readIds(url: string, from: string, count: number): Promise<string[]> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/?from=${from}`, { signal: stop.signal });
  const ids: string[] = [];
  let rest = "";
  for await (const chunk of answer.body ?? []) {
    rest += Buffer.from(chunk).toString();
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    ids.push(...lines.filter((line) => line.startsWith("id: ")).map((line) => line.slice(4)));
    if (ids.length >= count) break;
  }
  stop.abort();
  return ids.slice(0, count);
}

test("disconnects at any place lose no event and give none twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      async (perBlock, takes) => {
        const all = perBlock.flatMap((count, h) => Array.from({ length: count }, (_, i) => `${h + 1}-${i}`));
        const log = logOf(perBlock);
        const { url, server, streams } = await serve(log);
        const ticking = setInterval(() => log.height < perBlock.length && log.next(), 1);
        const seen: string[] = [];
        for (const take of [...takes, all.length]) {
          const want = Math.min(take, all.length - seen.length);
          if (want > 0) seen.push(...(await readIds(url, seen.at(-1) ?? "1", want)));
        }
        clearInterval(ticking);
        streams.close();
        server.close();
        expect(seen).toEqual(all);
      },
    ),
    { numRuns: 25 },
  );
});

test("a cursor before what is kept is answered with 410", async () => {
  const log = logOf([1, 1, 1], 1);
  for (let i = 0; i < 3; i++) log.next();
  const { url } = await serve(log);
  expect((await fetch(`${url}/?from=1`)).status).toBe(410);
});

test("who resumes at a gateway that has just started misses nothing that came before its first block", async () => {
  const log = logOf([1, 1, 1, 1, 1], 0, 4);
  const { url } = await serve(log);
  const reading = readIds(url, "2-0", 3);
  const ticking = setInterval(() => log.height < 5 && log.next(), 20);
  const seen = await reading;
  clearInterval(ticking);
  expect(seen).toEqual(["3-0", "4-0", "5-0"]);
});
