import { type MessageCodec, services } from "@dcm/proto";
import type { PageRequest, PageResponse } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { expect, test } from "vitest";
import { createRouter, modules } from "../../src/app/modules.js";
import { type Dice, dice } from "../harness/dice.js";
import { type InsideChain, resultOf, startInside } from "../harness/insider.js";
import { type List, lists } from "./paging-lists.js";

/** `PAGING=20` tries as many histories of every list. */
const HISTORIES = Number(process.env.PAGING ?? 1);

const methods = services.flatMap((service) => Object.values(service.methods));
const pages = ({ fields }: MessageCodec) =>
  fields.some((field) => field.key === "pagination" && field.type?.().name === "cosmos.base.query.v1beta1.PageRequest");

test("every paginated query of every module is walked through", () => {
  const all = [...createRouter(modules).queries].flatMap(([path, { request }]) => (pages(request) ? [path] : []));
  expect([...new Set(lists.map(({ path }) => path))].sort()).toEqual(all.sort());
});

interface Walked {
  /** The records in the order of the pages, each as its JSON. */
  readonly items: readonly string[];
  readonly next: PageResponse;
}

function ask(chain: InsideChain, { path, request = {} }: List, page: Partial<PageRequest>): Walked {
  const method = methods.find((each) => each.path === path);
  if (method === undefined) throw new Error(`no method ${path}`);
  const codec = method.request as MessageCodec<object>;
  const found = chain.query(path, [codec, codec.fromPartial({ ...request, pagination: page })], method.response);
  const field = method.response.fields.find(({ repeated }) => repeated);
  const json = (method.response as MessageCodec).toJSON(found) as Record<string, readonly unknown[]>;
  const items = (json[field?.name ?? ""] ?? []).map((item) => JSON.stringify(item));
  return { items, next: (found as { pagination: PageResponse }).pagination };
}

/** All pages by key, from the first to the last; `between` happens after each. */
function walk(chain: InsideChain, list: List, page: Partial<PageRequest>, between: () => void = () => undefined) {
  const items: string[] = [];
  let { items: found, next } = ask(chain, list, page);
  for (;;) {
    items.push(...found);
    // A page that is not the last is full, unless the list looks through more than it shows.
    expect(found.length).toBeLessThanOrEqual(Number(page.limit));
    if (next.nextKey.length === 0) return items;
    between();
    ({ items: found, next } = ask(chain, list, { ...page, key: next.nextKey }));
  }
}

/** Numbers of records in an order that has nothing to do with that of their keys. */
function shuffled(count: number, { below }: Dice): number[] {
  const rest = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => rest.splice(Number(below(BigInt(count - i))), 1)[0] as number);
}

test.each(lists.map((list) => [`${list.path} ${Object.keys(list.request ?? {})}`, list] as const))(
  "pages of any size, forward and reverse, make up the list: %s",
  (_name, list) => {
    for (let history = 0; history < HISTORIES; history++) {
      const random = dice(history * 1_000 + lists.indexOf(list));
      const chain = startInside({ checkInvariants: false });
      if (list.before !== undefined) resultOf(chain.inside(list.before));
      const numbers = shuffled(8 + Number(random.below(20n)), random);
      const add = (count: number) => {
        const some = numbers.splice(0, count);
        const added = chain.inside((ctx) => {
          for (const i of some) list.add(ctx, i);
        });
        resultOf(added);
      };
      add(4 + Number(random.below(BigInt(numbers.length - 3))));
      judgeAtRest(chain, list, random);
      judgeUnderInserts(chain, list, random, () => add(1));
    }
  },
);

function judgeAtRest(chain: InsideChain, list: List, { below }: Dice): void {
  const whole = ask(chain, list, { limit: 1_000n, countTotal: true });
  expect([whole.next.nextKey.length, whole.next.total]).toEqual([0, BigInt(whole.items.length)]);
  expect(new Set(whole.items).size).toBe(whole.items.length);
  for (const reverse of [false, true]) {
    const wanted = reverse ? whole.items.toReversed() : whole.items;
    for (const limit of [1n, 2n, 1n + below(BigInt(whole.items.length + 3)), BigInt(whole.items.length || 1)]) {
      expect(walk(chain, list, { limit, reverse })).toEqual(wanted);
      if (list.offsets === "of all records") continue;
      const offset = below(BigInt(whole.items.length + 2));
      const cut = ask(chain, list, { offset, limit, reverse }).items;
      expect(cut).toEqual(wanted.slice(Number(offset), Number(offset + limit)));
    }
  }
}

/** What was there from the first page to the last is seen once, in its order; what comes in between may be seen, once. */
function judgeUnderInserts(chain: InsideChain, list: List, { below }: Dice, add: () => void): void {
  for (const reverse of [false, true]) {
    const before = ask(chain, list, { limit: 1_000n, reverse }).items;
    const seen = walk(chain, list, { limit: 1n + below(3n), reverse }, add);
    const after = ask(chain, list, { limit: 1_000n, reverse }).items;
    expect(seen.filter((item) => before.includes(item))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
    expect(after.filter((item) => seen.includes(item))).toEqual(seen);
  }
}
