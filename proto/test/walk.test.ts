import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { message } from "../src/codec.js";
import { MsgSend } from "../src/gen/cosmos/bank/v1beta1.js";
import { AuthInfo, TxBody, TxRaw } from "../src/gen/cosmos/tx/v1beta1.js";
import { Predicate } from "../src/gen/dcm/market/v1.js";
import {
  CodecError,
  checkTxRaw,
  fromHex,
  type JsonValue,
  type MessageCodec,
  messageByTypeUrl,
  messages,
  rejectUnknownFields,
  toHex,
} from "../src/index.js";
import { valuesOf } from "./values.js";

const strict = { allowNonCritical: false, resolve: messageByTypeUrl };
const lenient = { allowNonCritical: true, resolve: messageByTypeUrl };

describe("ADR-027", () => {
  const good = TxRaw.encode({
    bodyBytes: fromHex("0102"),
    authInfoBytes: fromHex("03"),
    signatures: [fromHex("04"), fromHex("05")],
  });

  test("the article of the ADR is written as it says", () => {
    const Article = message(
      "blog.Article",
      () => ({
        title: "",
        description: "",
        created: 0n,
        updated: 0n,
        public: false,
        promoted: false,
        type: 0,
        review: 0,
        comments: [] as string[],
        backlinks: [] as string[],
      }),
      [
        [1, "title", "string"],
        [2, "description", "string"],
        [3, "created", "uint64"],
        [4, "updated", "uint64"],
        [5, "public", "bool"],
        [6, "promoted", "bool"],
        [7, "type", "int32"],
        [8, "review", "int32"],
        [9, "comments", "string", { repeated: true }],
        [10, "backlinks", "string", { repeated: true }],
      ],
    );
    const article = {
      title: "The world needs change 🌳",
      created: 1596806111080n,
      public: true,
      type: 2,
      comments: ["Nice one", "Thank you"],
    };
    expect(toHex(Article.encode(Article.fromPartial(article)))).toBe(
      "0a1b54686520776f726c64206e65656473206368616e676520f09f8cb318e8bebec8bc2e280138024a084e696365206f6e654a095468616e6b20796f75",
    );
  });

  test("canonical bytes pass", () => expect(() => checkTxRaw(good)).not.toThrow());

  test.each([
    ["fields out of order", "1201030a020102", "txRaw must follow ADR-027, got tagNum 1 after tagNum 2"],
    [
      "a length that is too long",
      "0a82000102",
      "length prefix varint for tagNum 1 is not as short as possible, read 2, only need 1",
    ],
    ["another wire type", "0801", "expected 2 wire type, got 0"],
    ["a cut field", "0a0501", "invalid length; unexpected EOF"],
    ["a cut length", "0a80", "invalid length; unexpected EOF"],
    ["field number 0", "0200", "invalid length; proto: invalid field number"],
    ["an endless varint", "0affffffffffffffffffff01", "invalid length; proto: variable length integer overflow"],
  ])("%s is refused in the SDK's words", (_, hex, text) => {
    expect(() => checkTxRaw(fromHex(hex))).toThrow(new CodecError(text));
  });

  test("there is one accepted form of a TxRaw: what passes is written back unchanged", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        if (!passes(() => checkTxRaw(bytes)) || !passes(() => rejectUnknownFields(bytes, TxRaw, strict))) return;
        const { bodyBytes, authInfoBytes, signatures } = TxRaw.decode(bytes);
        // Empty and repeated body and auth info are left to the SDK's decoding, which takes the last one.
        if (bodyBytes.length * authInfoBytes.length === 0 || bytes.filter((byte) => byte === 10).length > 1) return;
        expect(signatures.length).toBeGreaterThanOrEqual(0);
        expect(TxRaw.encode(TxRaw.decode(bytes)).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe("unknown fields", () => {
  const body = TxBody.encode(TxBody.fromPartial({ memo: "m" }));

  test("every message's own bytes pass, Any included", () => {
    for (const codec of messages)
      fc.assert(
        fc.property(valuesOf(codec), (value) => {
          expect(rejectUnknownFields(codec.encode(value), codec, strict)).toBe(false);
        }),
        { numRuns: 5 },
      );
  });

  test("a critical one is refused, wherever it hides", () => {
    const unknown = fromHex("9801" + "01");
    const send = joined(MsgSend.encode(MsgSend.fromPartial({})), unknown);
    const inAny = TxBody.encode(TxBody.fromPartial({ messages: [{ typeUrl: MsgSend.typeUrl, value: send }] }));
    const inNested = TxBody.encode(
      TxBody.fromPartial({ messages: [{ typeUrl: "/cosmos.tx.v1beta1.TxBody", value: inAny }] }),
    );
    for (const bytes of [joined(body, unknown), inAny, inNested])
      expect(() => rejectUnknownFields(bytes, TxBody, lenient)).toThrow(/unknown protobuf field$/);
    expect(() => rejectUnknownFields(inAny, TxBody, lenient)).toThrow(
      'cosmos.bank.v1beta1.MsgSend: {TagNum: 19, WireType:"varint"}: unknown protobuf field',
    );
    expect(() =>
      rejectUnknownFields(joined(AuthInfo.encode(AuthInfo.fromPartial({})), unknown), AuthInfo, strict),
    ).toThrow(CodecError);
  });

  test("a non-critical one (bit 10 of the number) passes where allowed, and is reported", () => {
    const nonCritical = joined(body, fromHex("8040" + "01"));
    expect(rejectUnknownFields(nonCritical, TxBody, lenient)).toBe(true);
    expect(rejectUnknownFields(body, TxBody, lenient)).toBe(false);
    expect(() => rejectUnknownFields(nonCritical, TxBody, strict)).toThrow(/TagNum: 1024/);
    // 2048 does not have the bit.
    expect(() => rejectUnknownFields(joined(body, fromHex("8080" + "01" + "01")), TxBody, lenient)).toThrow(
      /TagNum: 2048/,
    );
  });

  test("an Any of an unknown type is refused", () => {
    const bytes = TxBody.encode(TxBody.fromPartial({ messages: [{ typeUrl: "/no.Such", value: fromHex("0801") }] }));
    expect(() => rejectUnknownFields(bytes, TxBody, lenient)).toThrow("unable to resolve type URL /no.Such");
  });

  test("nesting is bounded", () => {
    let bytes = body;
    for (let i = 0; i < 300; i++)
      bytes = TxBody.encode(TxBody.fromPartial({ messages: [{ typeUrl: TxBody.typeUrl, value: bytes }] }));
    expect(() => rejectUnknownFields(bytes, TxBody, lenient)).toThrow("recursion limit reached");
    expect(() => TxBody.toJSON(TxBody.decode(bytes))).toThrow("nested too deeply");
    expect(() => TxBody.toAmino(TxBody.decode(bytes))).toThrow("nested too deeply");
    const deep = fromHex("3a00");
    let predicate: Uint8Array = deep;
    for (let i = 0; i < 300; i++)
      predicate = Predicate.encode({ ...Predicate.fromPartial({}), not: Predicate.decode(predicate, 400) });
    expect(() => Predicate.decode(predicate)).toThrow("nested too deeply");
    expect(Predicate.decode(predicate, 400).not).toBeDefined();
    let json: JsonValue = {};
    for (let i = 0; i < 300; i++) json = { not: json };
    expect(() => Predicate.fromJSON(json)).toThrow("nested too deeply");
  });

  test("a nested message under another wire type is refused, as in decoding", () => {
    expect(() => rejectUnknownFields(fromHex("0801"), TxBody, lenient)).toThrow(/wrong wire type/);
    expect(() => TxBody.decode(fromHex("0801"))).toThrow(/wrong wire type/);
  });

  test("an unknown field put anywhere between two fields is found", () => {
    const codecs = messages.filter(({ name }) => /^cosmos\.(bank|staking|tx)\./.test(name));
    fc.assert(
      fc.property(pick(codecs), fc.integer({ min: 3000, max: 5000 }), fc.nat(), ({ codec, value }, number, seed) => {
        const bytes = codec.encode(value);
        const at = boundaries(bytes)[seed % boundaries(bytes).length] as number;
        const found = joined(bytes.subarray(0, at), varint(number * 8), fromHex("01"), bytes.subarray(at));
        const critical = (number & 1024) === 0;
        if (critical) expect(() => rejectUnknownFields(found, codec, lenient)).toThrow(/unknown protobuf field/);
        else expect(rejectUnknownFields(found, codec, lenient)).toBe(true);
        expect(() => rejectUnknownFields(found, codec, strict)).toThrow(/unknown protobuf field/);
        expect(codec.decode(found)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test("arbitrary bytes are refused with a CodecError or pass, and what passes decodes or is refused alike", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        passes(() => rejectUnknownFields(bytes, TxBody, lenient));
        passes(() => TxBody.decode(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});

/** Whether it runs through; only a CodecError may say no. */
function passes(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (reason) {
    expect(reason).toBeInstanceOf(CodecError);
    return false;
  }
}

function pick(codecs: readonly MessageCodec[]) {
  return fc.constantFrom(...codecs).chain((codec) => valuesOf(codec).map((value) => ({ codec, value })));
}

/** Where fields begin at the top level, and the end. */
function boundaries(bytes: Uint8Array): number[] {
  const at = [0];
  for (let i = 0; i < bytes.length; ) {
    const [tag, afterTag] = readVarint(bytes, i);
    const [value, afterValue] =
      (tag & 7) === 0 || (tag & 7) === 2 ? readVarint(bytes, afterTag) : [0, afterTag + ((tag & 7) === 1 ? 8 : 4)];
    i = (tag & 7) === 2 ? afterValue + value : afterValue;
    at.push(i);
  }
  return at;
}

function readVarint(bytes: Uint8Array, start: number): [value: number, end: number] {
  let value = 0;
  for (let at = start, shift = 1; ; at++, shift *= 128) {
    const byte = bytes[at] as number;
    value += (byte & 127) * shift;
    if (byte < 128) return [value, at + 1];
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Uint8Array.from([...bytes, value]);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
