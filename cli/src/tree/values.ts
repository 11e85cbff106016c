import { readFileSync } from "node:fs";
import { type Denom, parseAmount } from "@dcm/client";
import {
  type EnumInfo,
  type FieldInfo,
  fromBech32,
  fromHex,
  type JsonObject,
  type JsonValue,
  toBase64,
  toBech32,
} from "@dcm/proto";
import { VoteOptionInfo } from "@dcm/proto/gen/cosmos/gov/v1";
import { CliError } from "../failure.js";
import { nearest } from "../suggest.js";
import { typed } from "../typed.js";
import { messageOf } from "./derive.js";

/** What texts on the command line may refer to. */
export interface Surroundings {
  readonly denom: Denom;
  readonly prefix: string;
  /** Addresses of own keys by name. */
  readonly keys: ReadonlyMap<string, string>;
}

/** The JSON that a request's field has for a text on the command line. */
export function jsonOf(field: FieldInfo, texts: readonly string[], around: Surroundings): JsonValue {
  const inner = messageOf(field);
  if (inner?.name === "cosmos.base.v1beta1.Coin" && field.repeated) {
    return coinsJson(
      texts.flatMap((text) => text.split(",")),
      around.denom,
    );
  }
  if (!field.repeated) return oneJson(field, texts.at(-1) ?? "", around);
  const parts = inner ? texts : texts.flatMap((text) => text.split(","));
  return parts.flatMap((text) => {
    const json = oneJson(field, text, around);
    return Array.isArray(json) ? (json as readonly JsonValue[]) : [json];
  });
}

/** Puts a value into nested objects. */
export function place(target: JsonObject, [head = "", ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (rest.length === 0) return { ...target, [head]: value };
  const inner = target[head];
  const below = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : {};
  return { ...target, [head]: place(below, rest, value) };
}

/** An address, or the name of a key; an address of another chain is named as such (EXPERIENCE CLI-14). */
export function addressOf(text: string, { keys, prefix }: Pick<Surroundings, "keys" | "prefix">): string {
  const own = keys.get(text);
  if (own !== undefined) return own;
  const [, found] = /^([a-z]{1,20})1[02-9ac-hj-np-z]{38,58}$/.exec(text) ?? [];
  if (found === undefined) {
    const guess = nearest(text, [...keys.keys()]);
    const next = guess === undefined ? ["dcm keys list"] : [typed().swapped(text, guess).text(), "dcm keys list"];
    throw new CliError("USAGE", `${text} is neither an address nor the name of a key`, next);
  }
  if (found === prefix || found.startsWith(prefix)) return text;
  throw new CliError(
    "ADDRESS_WRONG_PREFIX",
    `${text} is an address of another chain: here they begin with ${prefix}1`,
    [
      typed()
        .swapped(text, toBech32(prefix, fromBech32(text).data))
        .text(),
    ],
  );
}

/** The address of the validator that an account operates. */
export function operatorAddress(account: string): string {
  const { prefix, data } = fromBech32(account);
  return toBech32(`${prefix}valoper`, data);
}

function oneJson(field: FieldInfo, text: string, around: Surroundings): JsonValue {
  const inner = messageOf(field);
  if (inner) return messageJson(inner.name, text, around);
  if (field.scalar === "cosmos.AddressString") return text === "" ? "" : addressOf(text, around);
  switch (field.kind) {
    case "amount":
      return /^\d+$/.test(text) ? text : String(parseAmount(text, around.denom));
    case "bytes":
    case "json":
      return bytesJson(text);
    case "bool":
      return text === "true" || text === "";
    case "enum":
      return enumJson(field.type?.() as EnumInfo, text);
    case "int32":
    case "uint32":
    case "sint32":
    case "fixed32":
    case "sfixed32":
      return Number(text);
    default:
      return text;
  }
}

function messageJson(name: string, text: string, around: Surroundings): JsonValue {
  if (name === "cosmos.base.v1beta1.Coin") return coinJson(text, around.denom);
  if (name === "cosmos.gov.v1.WeightedVoteOption" && /^[a-z]/i.test(text)) return text.split(",").map(partOfVote);
  if (name === "google.protobuf.Timestamp" || name === "google.protobuf.Duration") return text;
  // `tx authz exec FILE` names a file as the SDK's tools do, a transaction of --generate-only.
  const isFile = name === "google.protobuf.Any" && !/^\s*[{[@]/.test(text);
  const source = isFile || text.startsWith("@") ? readFileSync(text.replace(/^@/, ""), "utf8") : text;
  try {
    const json = JSON.parse(source) as JsonValue;
    return name === "google.protobuf.Any" ? messagesOf(json) : json;
  } catch (error) {
    throw new CliError("USAGE", `${name} is written as JSON or @file.json: ${(error as Error).message}`);
  }
}

/** `yes=0.6`, as the SDK's weighted-vote takes it. */
function partOfVote(text: string): JsonValue {
  const [option = "", weight = ""] = text.split("=");
  return { option: enumJson(VoteOptionInfo, option), weight };
}

/** The messages of a whole transaction; anything else is itself. */
function messagesOf(json: JsonValue): JsonValue {
  const { body } = (json ?? {}) as { readonly body?: { readonly messages?: JsonValue } };
  return body?.messages ?? json;
}

/** `100udcm` and `1.5DCM`; other denominations must be in whole base units. */
function coinJson(text: string, denom: Denom): { readonly denom: string; readonly amount: string } {
  const [, amount, unit] = /^(\d+)([a-zA-Z][a-zA-Z0-9/:._-]{1,127})$/.exec(text.trim()) ?? [];
  if (amount !== undefined && unit !== undefined && unit !== denom.display) return { denom: unit, amount };
  return { denom: denom.base, amount: String(parseAmount(text, denom)) };
}

/** Each denomination once, sorted, as the chain wants coins. */
export function coinsJson(texts: readonly string[], denom: Denom): JsonValue {
  return summed(texts.map((text) => coinJson(text, denom))).map((coin) => ({ ...coin, amount: String(coin.amount) }));
}

/** The sum of coins, each denomination once, sorted. */
export function summed(coins: readonly { readonly denom: string; readonly amount: bigint | string }[]) {
  const sums = new Map<string, bigint>();
  for (const { denom, amount } of coins) sums.set(denom, (sums.get(denom) ?? 0n) + BigInt(amount));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([denom, amount]) => ({ denom, amount }));
}

/** An even number of hex digits is hex; anything else is base64. */
function bytesJson(text: string): string {
  const hex = text.replace(/^0x/, "");
  return /^([0-9a-fA-F]{2})*$/.test(hex) ? toBase64(fromHex(hex.toLowerCase())) : text;
}

/** A value's name with or without the prefix that all names share, in any case. */
function enumJson({ values, name }: EnumInfo, text: string): string {
  const wanted = text.toUpperCase().replace(/-/g, "_");
  const names = Object.keys(values);
  const found = names.find((known) => known === wanted) ?? names.find((known) => known.endsWith(`_${wanted}`));
  if (found !== undefined) return found;
  const words = names.map((known) => known.toLowerCase()).join(", ");
  throw new CliError("USAGE", `${text} is no ${name.split(".").at(-1)}; there are: ${words}`);
}
