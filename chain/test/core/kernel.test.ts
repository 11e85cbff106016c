import { type Address, amount, type JsonValue, toBech32 } from "@dcm/proto";
import { MsgGrant } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { Msg as BankMsg, MsgSend, Params } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { StakeAuthorization } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { describe, expect, test } from "vitest";
import { noBlock, servicesOf } from "../../src/app/host.js";
import { createRouter } from "../../src/app/modules.js";
import {
  addressBytes,
  addressFault,
  by,
  byEach,
  bytes,
  type Coins,
  type Ctx,
  coinsText,
  compareBytes,
  decodeMsg,
  defineErrors,
  defineModule,
  descending,
  EMPTY,
  emitLegacy,
  exportSchema,
  fail,
  type GasMeter,
  gasMeter,
  goText,
  hook,
  i64,
  importSchema,
  isAllAtMost,
  type KeyCodec,
  keyBytes,
  minCoins,
  pair,
  proto,
  question,
  requireAddress,
  runMessage,
  Sdk,
  SECOND,
  type Services,
  schema,
  str,
  subCoins,
  TxError,
  timeKey,
  triple,
  tx,
  u64,
  u64Value,
  unlimitedGas,
  writeContext,
} from "../../src/kernel/index.js";
import { createMultistore } from "../../src/store/index.js";
import { hasher, IDENTITY } from "../harness/chain.js";

/** A context that writes into one store of plain memory. */
function context(gas: GasMeter = unlimitedGas()): Ctx {
  return withServices(servicesOf({ router: createRouter([]), alarm: () => undefined }), gas);
}

function withServices(services: Services, gas: GasMeter = unlimitedGas()): Ctx {
  const store = createMultistore({ names: ["test"], hasher, seed: 1 });
  const block = { ...noBlock(services), ...IDENTITY, height: 1n };
  return writeContext(block, store.overlay(), gas, []);
}

describe("keys sort as their bytes do and read back", () => {
  const cases: readonly [string, KeyCodec<never>, readonly unknown[]][] = [
    ["u64", u64 as never, [0n, 1n, 255n, 256n, 1n << 63n]],
    ["descending u64", descending(u64) as never, [1n << 63n, 256n, 255n, 0n]],
    ["i64", i64 as never, [-(1n << 63n), -1n, 0n, 1n, (1n << 63n) - 1n]],
    ["moment", timeKey as never, [-62_135_596_800n * SECOND, -1n, 0n, 999_999_999n, SECOND, 253_402_300_799n * SECOND]],
    [
      "moment before others",
      pair(timeKey, u64) as never,
      [
        [SECOND, 2n],
        [SECOND + 1n, 1n],
      ],
    ],
    ["text", str as never, ["a", "aa", "b"]],
    [
      "pair",
      pair(u64, str) as never,
      [
        [1n, "b"],
        [2n, "a"],
        [2n, "b"],
      ],
    ],
    [
      "pair of texts",
      pair(str, str) as never,
      [
        ["a", "z"],
        ["aa", ""],
        ["b", "a"],
      ],
    ],
    [
      "triple",
      triple(str, u64, bytes) as never,
      [
        ["a", 1n, Uint8Array.of(1)],
        ["a", 2n, Uint8Array.of(0)],
        ["b", 0n, Uint8Array.of()],
      ],
    ],
  ];
  test.each(cases)("%s", (_name, codec, ascending) => {
    const encoded = ascending.map((key) => keyBytes(codec, key));
    expect([...encoded].sort(compareBytes)).toEqual(encoded);
    for (const [i, raw] of encoded.entries())
      expect(codec.decode({ bytes: raw, at: 0, prefix: "dcm" })).toEqual(ascending[i]);
    for (const key of ascending) expect(codec.fromJson(codec.toJson(key as never))).toEqual(key);
  });
});

test("moments are the texts by which the SDK sorts its queues", () => {
  const text = (time: bigint) => Buffer.from(keyBytes(timeKey, time)).toString();
  expect(text(1_767_225_600n * SECOND + 5n)).toBe("2026-01-01T00:00:00.000000005");
  expect(text(-1n)).toBe("1969-12-31T23:59:59.999999999");
});

describe("coins", () => {
  const coins = (text: string): Coins =>
    text === ""
      ? []
      : text
          .split(",")
          .map((each) =>
            Coin.fromPartial({ amount: BigInt(Number.parseInt(each, 10)), denom: each.replace(/^\d+/, "") }),
          );
  test.each([
    ["5a,3b", "2a", "3a,3b"],
    ["5a,3b", "5a,3b", ""],
    ["5a", "0c", "5a"],
    ["5a", "6a", undefined],
    ["5a", "1b", undefined],
  ])("%s less %s", (from, taken, left) => {
    const rest = subCoins(coins(from), coins(taken));
    expect(rest && coinsText(rest)).toBe(left);
  });
  test("the smaller of both, and whether one has all of the other", () => {
    expect(coinsText(minCoins(coins("5a,3b"), coins("4a,9b,7c")))).toBe("4a,3b");
    expect(coinsText(minCoins(coins("5a"), coins("9b")))).toBe("");
    expect([isAllAtMost(coins("5a"), coins("5a,1b")), isAllAtMost(coins("5a,1c"), coins("5a,1b"))]).toEqual([
      true,
      false,
    ]);
  });
});

describe("a message as Go prints it", () => {
  test("shows its fields in order, what proto3 leaves out left out", () => {
    const amount = [
      { denom: "udcm", amount: 5n },
      { denom: 'a"\\\n', amount: 0n },
    ];
    const send = MsgSend.fromPartial({ fromAddress: "é", amount });
    expect(goText(MsgSend, send)).toBe(
      'from_address:"\\303\\251" amount:<denom:"udcm" amount:"5" > amount:<denom:"a\\"\\\\\\n" amount:"0" > ',
    );
  });
  test("shows enums by name, times as they travel and what is packed as bytes", () => {
    const grant = MsgGrant.fromPartial({
      grant: {
        authorization: { typeUrl: "/x", value: Uint8Array.of(1, 65) },
        expiration: { seconds: 7n, nanos: 0 },
      },
    });
    expect(goText(MsgGrant, grant)).toBe(
      'grant:<authorization:<type_url:"/x" value:"\\001A" > expiration:<seconds:7 > > ',
    );
    const stake = (authorizationType: number) =>
      StakeAuthorization.fromPartial({ authorizationType: authorizationType as never });
    expect(goText(StakeAuthorization, stake(1))).toBe("authorization_type:AUTHORIZATION_TYPE_DELEGATE ");
    expect(goText(StakeAuthorization, stake(77))).toBe("authorization_type:77 ");
  });
});

describe("a schema refuses at load", () => {
  test.each([
    ["a prefix that is taken", (s: ReturnType<typeof schema>) => s.item(1, "b", u64Value)],
    ["a prefix that begins another", (s: ReturnType<typeof schema>) => s.item("\u0001x", "b", u64Value)],
    ["the sentinel's prefix", (s: ReturnType<typeof schema>) => s.item(255, "b", u64Value)],
    [
      "an index with a taken prefix",
      (s: ReturnType<typeof schema>) =>
        s.indexed(2, "b", u64, proto(Coin), { byDenom: by(1, str, (coin: Coin) => coin.denom) }),
    ],
    ["a name twice", (s: ReturnType<typeof schema>) => s.item(2, "a", u64Value)],
  ])("%s", (_claim, declare) => {
    const s = schema("test");
    s.item(1, "a", u64Value);
    expect(() => declare(s)).toThrow();
  });
});

describe("an indexed map", () => {
  const s = schema("test");
  const coins = s.indexed(1, "coins", u64, proto(Coin), {
    byDenom: by(2, str, (coin: Coin) => (coin.denom === "hidden" ? undefined : coin.denom)),
    byAmount: by(3, u64, (coin: Coin) => coin.amount as bigint),
    byLetter: byEach(4, str, (coin: Coin) => [...coin.denom]),
    book: by(5, pair(str, u64), (coin: Coin) => [coin.denom, coin.amount as bigint] as const),
  });
  const coin = (denom: string, value: bigint): Coin => ({ denom, amount: amount(value) });

  test("follows every write by itself", () => {
    const ctx = context();
    coins.set(ctx, 1n, coin("ab", 5n));
    coins.set(ctx, 2n, coin("ab", 3n));
    coins.set(ctx, 3n, coin("bc", 4n));
    expect(coins.listBy(ctx, "byDenom", "ab").map((each) => each.amount)).toEqual([5n, 3n]);
    expect(coins.listBy(ctx, "byLetter", "b").length).toBe(3);
    expect(coins.upTo(ctx, "byAmount", 4n, 10).map((each) => each.amount)).toEqual([3n, 4n]);
    expect(coins.upTo(ctx, "byAmount", 9n, 2).map((each) => each.amount)).toEqual([3n, 4n]);
    expect(coins.listUnder(ctx, "book", "ab").map((each) => each.amount)).toEqual([3n, 5n]);
    expect(coins.listUnder(ctx, "book", "ab", 10, ["ab", 4n]).map((each) => each.amount)).toEqual([5n]);
    coins.set(ctx, 1n, coin("hidden", 1n));
    coins.delete(ctx, 2n);
    expect(coins.listBy(ctx, "byDenom", "ab")).toEqual([]);
    expect(coins.inOrder(ctx, "byAmount", 10).map((each) => each.amount)).toEqual([1n, 4n]);
  });
  test("finishes its lists before anything is written", () => {
    const ctx = context();
    for (let id = 1n; id <= 5n; id++) coins.set(ctx, id, coin("xy", id));
    for (const each of coins.upTo(ctx, "byAmount", 5n, 5)) coins.delete(ctx, each.amount);
    expect(coins.all(ctx)).toEqual([]);
  });
  test("comes back from genesis with its indexes", () => {
    const ctx = context();
    coins.set(ctx, 7n, coin("q", 7n));
    const json = exportSchema(ctx, s);
    const fresh = context();
    importSchema(fresh, s, JSON.parse(JSON.stringify(json)) as JsonValue);
    expect(coins.listBy(fresh, "byDenom", "q")).toEqual([coin("q", 7n)]);
    expect(() => importSchema(fresh, s, { other: [] })).toThrow("unknown field other");
  });
});

describe("collections", () => {
  const s = schema("test");
  const params = s.item(1, "params", proto(Params), Params.fromPartial({}));
  const ids = s.sequence(2, "ids");
  const queue = s.pairSet(3, "queue", pair(u64, u64));
  const owned = s.pairMap(4, "owned", pair(str, u64), u64Value);

  test("a record whose fields are all defaults is stored and read back", () => {
    const ctx = context();
    params.set(ctx, Params.fromPartial({}));
    expect(params.get(ctx)).toEqual(Params.fromPartial({}));
  });
  test("a record that genesis never set is a bug, not a default", () => {
    expect(() => params.get(context())).toThrow("test/params was set at genesis");
  });
  test("numbers begin at 1 and never come twice", () => {
    const ctx = context();
    expect([ids.next(ctx), ids.next(ctx), ids.peek(ctx)]).toEqual([1n, 2n, 3n]);
  });
  test("a queue gives what is due, in order, up to a limit", () => {
    const ctx = context();
    for (const key of [
      [5n, 1n],
      [3n, 2n],
      [3n, 1n],
      [9n, 1n],
    ] as const)
      queue.add(ctx, key);
    expect(queue.due(ctx, 5n, 10)).toEqual([
      [3n, 1n],
      [3n, 2n],
      [5n, 1n],
    ]);
    expect(queue.due(ctx, 5n, 2)).toEqual([
      [3n, 1n],
      [3n, 2n],
    ]);
    expect(queue.list(ctx, 3n)).toEqual([
      [3n, 1n],
      [3n, 2n],
    ]);
  });
  test("a pair map lists one first part without its neighbours", () => {
    const ctx = context();
    owned.set(ctx, ["a", 1n], 10n);
    owned.set(ctx, ["ab", 1n], 20n);
    owned.set(ctx, ["a", 2n], 30n);
    expect(owned.list(ctx, "a")).toEqual([10n, 30n]);
    expect(owned.listEntries(ctx, "ab")).toEqual([[1n, 20n]]);
    expect(owned.range(ctx, ["a", 2n], 5).map(([key]) => key)).toEqual([
      ["a", 2n],
      ["ab", 1n],
    ]);
  });
});

test("error codes are not used twice and 1 is reserved", () => {
  expect(() => defineErrors("x", { A: [2, "a"], B: [2, "b"] })).toThrow();
  expect(() => defineErrors("x", { A: [1, "a"] })).toThrow();
});

test("hooks tell their listeners in order; a question has exactly one answerer", () => {
  const told: string[] = [];
  const moved = hook<[string]>();
  moved.listen((_ctx, what) => told.push(`a ${what}`));
  moved.listen((_ctx, what) => told.push(`b ${what}`));
  moved.tell(context(), "x");
  expect(told).toEqual(["a x", "b x"]);
  const price = question<Ctx, [number], number>("price");
  expect(() => price.ask(context(), 1)).toThrow("app/hooks.ts connects price");
  price.answer((_ctx, n) => n + 1);
  expect(price.ask(context(), 1)).toBe(2);
  expect(() => price.answer((_ctx, n) => n)).toThrow("price has one answerer");
});

describe("a branch", () => {
  const s = schema("test");
  const numbers = s.map(1, "numbers", u64, u64Value);
  const write = (ctx: Ctx, n: bigint) => {
    numbers.set(ctx, n, n);
    emitLegacy(ctx, "wrote", [["n", `${n}`]]);
  };

  test("that refuses leaves neither writes nor events; one that does not keeps both", () => {
    const ctx = context();
    write(ctx, 1n);
    const refused = ctx.branch((inner) => {
      write(inner, 2n);
      expect(inner.branch((deeper) => write(deeper, 3n))).toEqual({ value: undefined });
      fail(Sdk.Unauthorized, "no");
    });
    expect(refused).toMatchObject({ error: { codespace: "sdk", code: 4 } });
    expect(ctx.branch((inner) => write(inner, 4n))).toEqual({ value: undefined });
    expect(numbers.all(ctx)).toEqual([1n, 4n]);
    expect(ctx.events?.map(({ attributes }) => attributes[0]?.value)).toEqual(["1", "4"]);
  });

  test("that runs out of gas ends everything around it", () => {
    const ctx = context(gasMeter(5_000n));
    expect(ctx.branch((inner) => write(inner, 2n))).toEqual({ value: undefined });
    expect(() => ctx.branch((inner) => write(inner, 3n))).toThrow("out of gas");
  });
});

test("a message inside a message is refused when nobody handles it, or when its type is stopped", () => {
  const send = MsgSend.fromPartial({ fromAddress: "a", toAddress: "b" });
  const message = decodeMsg({ typeUrl: MsgSend.typeUrl, value: MsgSend.encode(send) });
  expect(() => runMessage(context(), message)).toThrow("unrecognized message route: /cosmos.bank.v1beta1.MsgSend");
  expect(() => decodeMsg({ typeUrl: "/cosmos.base.v1beta1.Coin", value: EMPTY })).toThrow(
    "no concrete type registered",
  );
  const module = defineModule({
    name: "t",
    version: 1,
    msg: tx(BankMsg, {
      Send(ctx: Ctx) {
        emitLegacy(ctx, "sent", []);
        return {};
      },
    }),
  });
  const { messages } = createRouter([module]);
  const ctx = context();
  const running = { ...ctx.services, messages, refusal: () => undefined };
  const result = runMessage(withServices(running), message);
  expect(result.response.typeUrl).toBe("/cosmos.bank.v1beta1.MsgSendResponse");
  expect(result.events.map(({ type }) => type)).toEqual(["sent"]);
  expect(() => runMessage(withServices({ ...running, refusal: () => "stopped" }), message)).toThrow("stopped");
});

test("an address that was parsed before is judged as one that was not", () => {
  const longer = toBech32("dcm1x", new Uint8Array(20).fill(5)) as Address;
  const fresh = addressFault(longer, "dcm");
  expect(fresh).toContain("hrp does not match");
  addressBytes(longer);
  expect(addressFault(longer, "dcm")).toBe(fresh);
});

test("Logic: what the SDK's codec answers to another prefix alone is an error of a table", () => {
  const operator = toBech32("dcmvaloper", new Uint8Array(20));
  expect(() => requireAddress(operator, "dcm")).toThrow(
    new TxError(Sdk.Logic, "hrp does not match bech32 prefix: expected 'dcm' got 'dcmvaloper'"),
  );
  expect(() => requireAddress("dcm1", "dcm")).toThrow(/^decoding bech32 failed: /);
  requireAddress(operator, "dcmvaloper");
});
