/** Our messages for CosmJS applications: `@dcm/client/cosmjs`. */
import { type GeneratedType, Registry } from "@cosmjs/proto-signing";
import { type AminoConverters, AminoTypes } from "@cosmjs/stargate";
import { type FieldInfo, type JsonValue, type MessageCodec, messages } from "@dcm/proto";

/**
 * Gives CosmJS every message of the chain, derived from the .proto files.
 *
 * Values have CosmJS's shape: amounts and decimals are texts as on the wire; bigints are taken too.
 *
 * @returns a registry for `SigningStargateClient.connectWithSigner(rpc, signer, { registry: registry(), aminoTypes: aminoTypes() })`
 * @example
 * registry().lookupType("/dcm.market.v1.MsgPlaceOrder") !== undefined; // true
 */
export function registry(): Registry {
  return new Registry(messages.map((codec) => [codec.typeUrl, generatedType(codec)]));
}

/**
 * Gives CosmJS the amino JSON of every message that has an amino name.
 *
 * @returns converters, for Ledgers and multisigs
 * @example
 * aminoTypes().toAmino({ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: { fromAddress, toAddress, amount: [] } }).type; // "cosmos-sdk/MsgSend"
 */
export function aminoTypes(): AminoTypes {
  const converters: AminoConverters = {};
  for (const codec of messages) {
    const { aminoName } = codec.options;
    if (aminoName === undefined) continue;
    converters[codec.typeUrl] = {
      aminoType: aminoName,
      toAmino: (value: unknown) => codec.toAmino(codec.fromPartial(fromCosmjs(codec, value) as object)),
      fromAmino: (json: JsonValue) => toCosmjs(codec, codec.fromAmino(json)),
    };
  }
  return new AminoTypes(converters);
}

/** One codec in the form that CosmJS's registry calls. */
function generatedType(codec: MessageCodec): GeneratedType {
  const type = {
    // A raw protobufjs type would encode a bigint as 0 here; the codec checks every field instead.
    fromPartial: (value: unknown) => codec.fromPartial(fromCosmjs(codec, value) as object),
    encode: (value: unknown) => ({ finish: () => codec.encode(type.fromPartial(value)) }),
    decode: (bytes: Uint8Array) => toCosmjs(codec, codec.decode(bytes)),
  };
  return type as unknown as GeneratedType;
}

function fromCosmjs(codec: MessageCodec, value: unknown): unknown {
  return mapped(codec, value, (leaf) => (typeof leaf === "string" ? BigInt(leaf) : leaf));
}

function toCosmjs(codec: MessageCodec, value: unknown): unknown {
  return mapped(codec, value, (leaf) => (typeof leaf === "bigint" ? String(leaf) : leaf));
}

/** Copies a message with its amounts and decimals changed, at any depth; messages nest at most as deep as they were decoded. */
function mapped(codec: MessageCodec, value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const field of codec.fields) {
    const one = (item: unknown) => mappedField(field, item, change);
    const current = copy[field.key];
    if (current !== undefined) copy[field.key] = Array.isArray(current) ? current.map(one) : one(current);
  }
  return copy;
}

function mappedField(field: FieldInfo, value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (field.kind === "amount" || field.kind === "dec") return change(value);
  if (field.kind === "message") return mapped(field.type?.() as MessageCodec, value, change);
  return value;
}
