import { readdirSync, readFileSync } from "node:fs";
import { type GeneratedType, Registry } from "@cosmjs/proto-signing";
import Long from "long";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { message } from "../src/codec.js";
import { MsgSend } from "../src/gen/cosmos/bank/v1beta1.js";
import { Service } from "../src/gen/cosmos/tx/v1beta1.js";
import { CodecError, fromHex, messageByTypeUrl, messages, rejectUnknownFields, toHex } from "../src/index.js";

// One test per row of STYLE.md §8: first what protobufjs or CosmJS does, then what we do instead.

const SOURCE = `syntax = "proto3"; package trap;
  message Number { uint64 n = 1; int32 small = 2; repeated uint32 list = 3; }
  message Mapped { map<string, uint32> entries = 1; }`;
const theirs = protobuf.parse(SOURCE, { keepCase: true }).root;
const TheirNumber = theirs.lookupType("trap.Number");
type Numbers = { readonly n: bigint; readonly small: number; readonly list: readonly number[] };
const OurNumber = message<Numbers>("trap.Number", () => ({ n: 0n, small: 0, list: [] }), [
  [1, "n", "uint64"],
  [2, "small", "int32"],
  [3, "list", "uint32", { repeated: true }],
]);

test("`Type.create({n: 5n})` then `encode` writes **0**, silently; the CosmJS `Registry` takes that path for raw protobufjs types, so a bigint field is signed as 0 (`0800`)", () => {
  expect(toHex(TheirNumber.encode(TheirNumber.create({ n: 5n })).finish())).toBe("0800");
  const raw = new Registry([["/trap.Number", TheirNumber as unknown as GeneratedType]]);
  expect(toHex(raw.encode({ typeUrl: "/trap.Number", value: { n: 5n } }))).toBe("0800");

  const ours = new Registry([["/trap.Number", cosmjsType()]]);
  expect(toHex(ours.encode({ typeUrl: "/trap.Number", value: { n: 5n } }))).toBe("0805");
});

test("`fromObject` takes bigint and passes the ADR-027 vector, but maps `-1n` → 2⁶⁴−1, `2n**64n` → 0, `1.5` → 1 and drops misspelt fields", () => {
  const written = (value: object) => toHex(TheirNumber.encode(TheirNumber.fromObject(value)).finish());
  expect(written({ n: -1n })).toBe("08ffffffffffffffffff01");
  expect(written({ n: 2n ** 64n })).toBe("");
  expect(written({ small: 1.5 })).toBe("1001");
  expect(written({ m: 5n })).toBe("");

  for (const value of [
    { n: -1n },
    { n: 2n ** 64n },
    { n: 5 },
    { small: 1.5 },
    { small: 2 ** 31 },
    { m: 5n },
    { list: [-1] },
  ])
    expect(() => OurNumber.fromPartial(value as never), toText(value)).toThrow(CodecError);
  for (const value of [{ n: -1n }, { n: 2n ** 64n }, { small: 1.5 }, { m: 5n }])
    expect(() => OurNumber.encode({ small: 0, list: [], ...value } as never), toText(value)).toThrow(CodecError);
  for (const value of [{ n: "-1" }, { n: "18446744073709551616" }, { n: 1.5 }, { m: "5" }, { n: "1", N: "1" }])
    expect(() => OurNumber.fromJSON(value), toText(value)).toThrow(CodecError);
});

test("decode accepts non-minimal varints, duplicate and reordered fields, and drops unknown ones", () => {
  const odd = fromHex("100208850008061807");
  expect(TheirNumber.toObject(TheirNumber.decode(odd), { longs: String })).toMatchObject({ n: "6", small: 2 });

  // Ours reads the same: what is signed and hashed are the received bytes, and what is stored is written anew.
  expect(OurNumber.decode(odd)).toEqual({ n: 6n, small: 2, list: [7] });
  expect(toHex(OurNumber.encode(OurNumber.decode(odd)))).toBe("080610021a0107");
  const unknown = fromHex("08062001");
  expect(OurNumber.decode(unknown)).toEqual({ n: 6n, small: 0, list: [] });
  const options = { allowNonCritical: true, resolve: messageByTypeUrl };
  expect(() => rejectUnknownFields(unknown, OurNumber, options)).toThrow(
    'trap.Number: {TagNum: 4, WireType:"varint"}: unknown protobuf field',
  );
});

test("`map<>` is written in insertion order", () => {
  const TheirMapped = theirs.lookupType("trap.Mapped");
  const written = (entries: object) => toHex(TheirMapped.encode(TheirMapped.create({ entries })).finish());
  expect(written({ a: 1, b: 2 })).not.toBe(written({ b: 2, a: 1 }));

  const folder = new URL("../dcm/", import.meta.url);
  const ours = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".proto"));
  expect(ours.length).toBeGreaterThan(10);
  for (const path of ours) expect(readFileSync(new URL(path, folder), "utf8"), path).not.toMatch(/\bmap\s*</);
});

test("64-bit values come back as `Long`", () => {
  const decoded = TheirNumber.decode(fromHex("0805")) as unknown as { n: unknown };
  expect(Long.isLong(decoded.n)).toBe(true);

  expect(OurNumber.decode(fromHex("0805")).n).toBe(5n);
  expect(OurNumber.decode(fromHex("08ffffffffffffffffff01")).n).toBe(2n ** 64n - 1n);
});

test("defaults are omitted and packed fields packed (older majors did not omit: protobufjs#1630)", () => {
  expect(toHex(TheirNumber.encode(TheirNumber.fromObject({ n: 0, small: 0, list: [1, 2] })).finish())).toBe("1a020102");

  expect(toHex(OurNumber.encode({ n: 0n, small: 0, list: [1, 2] }))).toBe("1a020102");
  // Both forms are read, as protobuf asks.
  expect(OurNumber.decode(fromHex("18011802")).list).toEqual([1, 2]);
});

test("custom options survive parse → JSON → load in flat `options`, where a **repeated** option (two `cosmos.msg.v1.signer`, two `additional_bindings`) keeps only its **last** value; `parsedOptions` has them all, but after a reload only on methods, not on messages or fields", () => {
  const source = `syntax = "proto3"; package trap;
    message Two { option (cosmos.msg.v1.signer) = "a"; option (cosmos.msg.v1.signer) = "b"; string a = 1; string b = 2; }`;
  const { root } = protobuf.parse(source, { keepCase: true });
  const parsed = root.lookupType("trap.Two");
  expect(parsed.options).toEqual({ "(cosmos.msg.v1.signer)": "b" });
  expect(parsed.parsedOptions).toEqual([{ "(cosmos.msg.v1.signer)": "a" }, { "(cosmos.msg.v1.signer)": "b" }]);
  expect(protobuf.Root.fromJSON(root.toJSON()).lookupType("trap.Two").parsedOptions ?? []).toEqual([]);

  // The generator's own lists: every Msg has its signers, and additional REST bindings are all there.
  expect(MsgSend.options.signers).toEqual(["from_address"]);
  expect(Service.methods.GetBlockWithTxs.http).toEqual({ get: "/cosmos/tx/v1beta1/txs/block/{height}" });
  expect(messages.filter(({ options }) => (options.signers ?? []).length > 0).length).toBeGreaterThan(20);
});

test('loading a descriptor whose `extend google.protobuf.*Options` cannot be resolved throws "unresolvable extensions"', () => {
  const { root } = protobuf.parse(
    `syntax = "proto3"; package trap; extend google.protobuf.MessageOptions { string name = 50001; }`,
  );
  expect(() => protobuf.Root.fromJSON(root.toJSON()).resolveAll()).toThrow(/unresolvable extensions/);

  // Nothing of ours loads descriptors at run time: no source file names protobufjs.
  const folder = new URL("../src/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  for (const path of sources) expect(readFileSync(new URL(path, folder), "utf8"), path).not.toContain('"protobufjs');
});

/** How a codec of ours is given to CosmJS: in the shape of its ts-proto types. */
function cosmjsType(): GeneratedType {
  return {
    typeUrl: OurNumber.typeUrl,
    encode: (value: Numbers) => ({ finish: () => OurNumber.encode(value) }),
    decode: (bytes: Uint8Array) => OurNumber.decode(bytes),
    fromPartial: (value: object) => OurNumber.fromPartial(value),
  } as unknown as GeneratedType;
}

function toText(value: object): string {
  return Object.entries(value)
    .map(([key, one]) => `${key}: ${String(one)}`)
    .join();
}
