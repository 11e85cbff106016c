import {
  allMessages,
  bytesToUtf8,
  CodecError,
  type FieldInfo,
  fromBase64,
  type JsonValue,
  type MessageCodec,
  messageByTypeUrl,
  toBase64,
  utf8ToBytes,
} from "@dcm/proto";
import { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { Any } from "@dcm/proto/gen/google/protobuf";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, join, lastBytes, lastNumber, NONE, number, part, read, some } from "./wire.js";

// Transactions from before protobuf, in amino's binary form (SDK x/auth/migrations/legacytx; github.com/tendermint/go-amino).
// Amino's bytes are protobuf's but for these: what Go holds behind an interface begins with four bytes of its name's hash where
// protobuf has an Any; a message that Go holds by value is left out when it is empty; keys are their bytes alone; a duration is a number.

const NAME = "cosmos-sdk/StdTx";
const PREFIX_BYTES = 4;
const DEPTH = 32;
const NANOS = 1_000_000_000n;

interface StdTx {
  readonly msg: readonly JsonValue[];
  readonly fee: { readonly amount: readonly JsonValue[]; gas: string; payer?: string; granter?: string };
  readonly signatures: readonly { readonly pub_key: JsonValue; readonly signature: string | null }[] | null;
  readonly memo: string;
  readonly timeout_height?: string;
}

/**
 * The amino bytes of a `cosmos-sdk/StdTx` in amino JSON.
 *
 * @throws Error  it is none, or holds a message that amino does not know
 */
export function encodeStdTx(json: string): Uint8Array {
  const value = parsed(json);
  const { amount, gas, payer = "", granter = "" } = value.fee;
  const fee = [
    ...amount.map((coin) => part(1, Coin.encode(Coin.fromAmino(coin)))),
    number(2, uint64(gas)),
    text(3, payer),
    text(4, granter),
  ];
  const signatures = (value.signatures ?? []).map(({ pub_key, signature }) =>
    part(
      3,
      join([
        pub_key === null ? NONE : part(1, packed(Any.fromAmino(pub_key), DEPTH)),
        some(2, fromBase64(signature ?? "")),
      ]),
    ),
  );
  return join([
    prefixOf(NAME),
    ...value.msg.map((message) => part(1, packed(Any.fromAmino(message), DEPTH))),
    some(2, join(fee)),
    ...signatures,
    text(4, value.memo),
    number(5, uint64(value.timeout_height ?? "0")),
  ]);
}

function parsed(json: string): StdTx {
  const { type, value } = (JSON.parse(json) ?? {}) as { type?: unknown; value?: Partial<StdTx> };
  if (type !== NAME || !Array.isArray(value?.msg) || !Array.isArray(value.fee?.amount))
    throw new CodecError(`the JSON is no ${NAME}`);
  return { signatures: null, memo: "", ...value } as StdTx;
}

/**
 * The amino JSON of a `cosmos-sdk/StdTx` in amino bytes.
 *
 * @throws CodecError  they are none
 */
export function decodeStdTx(bytes: Uint8Array): string {
  if (nameAt(bytes) !== NAME) throw new CodecError(`the bytes are no ${NAME}`);
  const fields = read(bytes.subarray(PREFIX_BYTES));
  const parts = (id: number) => fields.flatMap(({ number: at, value }) => (at === id ? [bytesOf(value)] : []));
  const fee = read(parts(2)[0] ?? NONE);
  const feeText = (id: number) => bytesToUtf8(lastBytes(fee, id));
  const value = {
    msg: listed(parts(1).map((message) => Any.toAmino(unpacked(message, DEPTH)))),
    fee: {
      amount: fee.filter(({ number: at }) => at === 1).map((coin) => Coin.toAmino(Coin.decode(bytesOf(coin.value)))),
      gas: String(lastNumber(fee, 2)),
      ...(feeText(3) === "" ? {} : { payer: feeText(3) }),
      ...(feeText(4) === "" ? {} : { granter: feeText(4) }),
    },
    signatures: listed(
      parts(3).map((signature) => {
        const inner = read(signature);
        const key = lastBytes(inner, 1);
        return {
          pub_key: key.length === 0 ? null : Any.toAmino(unpacked(key, DEPTH)),
          signature: toBase64(lastBytes(inner, 2)),
        };
      }),
    ),
    memo: bytesToUtf8(lastBytes(fields, 4)),
    timeout_height: String(lastNumber(fields, 5)),
  };
  return JSON.stringify({ type: NAME, value });
}

/** A list that has nothing in it is none in Go. */
function listed<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

/** What Go holds behind an interface. */
function packed({ typeUrl, value }: Any, depth: number): Uint8Array {
  const codec = messageByTypeUrl(typeUrl);
  if (codec?.options.aminoName === undefined) throw new CodecError(`${typeUrl} has no amino name`);
  const prefix = prefixOf(codec.options.aminoName);
  // A key is a list of bytes in amino: its length and itself, where protobuf has a field before it.
  const body = codec.options.aminoEncoding === "key_field" ? value.subarray(1) : toAmino(codec, value, depth);
  return join([prefix, body]);
}

function unpacked(bytes: Uint8Array, depth: number): Any {
  const name = nameAt(bytes);
  const codec = codecs().get(name ?? "");
  if (codec === undefined) throw new CodecError("amino: unrecognized prefix bytes");
  const body = bytes.subarray(PREFIX_BYTES);
  const isKey = codec.options.aminoEncoding === "key_field";
  return { typeUrl: codec.typeUrl, value: isKey ? join([Uint8Array.of(10), body]) : fromAmino(codec, body, depth) };
}

function toAmino(codec: MessageCodec, bytes: Uint8Array, depth: number): Uint8Array {
  return rewritten(codec, bytes, depth, (field, inner) => {
    const type = field.type?.() as MessageCodec;
    if (type.name === Any.name) return part(field.number, packed(Any.decode(inner), depth - 1));
    if (type.name === "google.protobuf.Duration") return number(field.number, nanosOf(inner));
    const body = toAmino(type, inner, depth - 1);
    const isByValue = field.optional !== true && field.repeated !== true;
    return body.length === 0 && isByValue ? NONE : part(field.number, body);
  });
}

function fromAmino(codec: MessageCodec, bytes: Uint8Array, depth: number): Uint8Array {
  return rewritten(codec, bytes, depth, (field, inner) => {
    const type = field.type?.() as MessageCodec;
    if (type.name === Any.name) return part(field.number, Any.encode(unpacked(inner, depth - 1)));
    return part(field.number, fromAmino(type, inner, depth - 1));
  });
}

/** The fields as they are, but messages as `inner` writes them. */
function rewritten(
  codec: MessageCodec,
  bytes: Uint8Array,
  depth: number,
  inner: (field: FieldInfo, bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  if (depth === 0) throw new CodecError("amino: nested too deeply");
  return join(
    read(bytes).map(({ number: id, value, raw }) => {
      const field = codec.fields.find((each) => each.number === id);
      if (field?.oneof !== undefined) throw new CodecError(`${codec.name}.${field.oneof}: amino has no oneof`);
      if (field?.kind !== "message") return raw;
      if (typeof value === "bigint") return part(id, durationOf(value));
      return inner(field, value);
    }),
  );
}

function nanosOf(duration: Uint8Array): bigint {
  const fields = read(duration);
  return BigInt.asUintN(64, lastNumber(fields, 1) * NANOS + BigInt.asIntN(32, lastNumber(fields, 2)));
}

function durationOf(nanos: bigint): Uint8Array {
  const total = BigInt.asIntN(64, nanos);
  return join([number(1, BigInt.asUintN(64, total / NANOS)), number(2, BigInt.asUintN(64, total % NANOS))]);
}

/** Four bytes of the hash of a name, after its leading zeros, three bytes, and zeros again (go-amino, NameToDisfix). */
function prefixOf(name: string): Uint8Array {
  const hash = sha256(utf8ToBytes(name));
  const skipZeros = (from: number) => hash.findIndex((byte, i) => i >= from && byte !== 0);
  const start = skipZeros(skipZeros(0) + 3);
  return hash.slice(start, start + PREFIX_BYTES);
}

let known: ReadonlyMap<string, MessageCodec> | undefined;
let names: ReadonlyMap<string, string> | undefined;

function codecs(): ReadonlyMap<string, MessageCodec> {
  known ??= new Map(
    allMessages().flatMap((codec) => (codec.options.aminoName === undefined ? [] : [[codec.options.aminoName, codec]])),
  );
  return known;
}

/** The name that the bytes begin with. */
function nameAt(bytes: Uint8Array): string | undefined {
  names ??= new Map([NAME, ...codecs().keys()].map((name) => [String(prefixOf(name)), name]));
  return names.get(String(bytes.slice(0, PREFIX_BYTES)));
}

function text(id: number, value: string): Uint8Array {
  return some(id, utf8ToBytes(value));
}

function uint64(value: string): bigint {
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value) || BigInt(value) >= 1n << 64n)
    throw new CodecError(`no uint64: ${value}`);
  return BigInt(value);
}
