import type { JsonObject, JsonValue, MessageCodec } from "@dcm/proto";
import type { Event, ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { modules } from "../../src/app/modules.js";
import { type ErrorCode, Gov, type Module, Sdk } from "../../src/kernel/index.js";
import { GENESIS_TIME, startChain, type TestChain } from "./chain.js";
import { person } from "./keys.js";

export interface CheckOptions {
  /** Replaces some of the module's parameters at genesis. */
  readonly params?: { readonly [name: string]: JsonValue | bigint };
  /** Changes anything else of the genesis. */
  readonly genesis?: (state: JsonObject) => JsonObject;
}

/** Names of errors that some row produced, over all tables of a test run; the suite asserts that none is missing. */
export const produced = new Set<string>();

/** One block moves market time by at most this much ([G7]). */
const STEP_MS = 10_000n;

/**
 * Runs a table against the module on a chain of its own. Each row is one act in one block, then its outcome:
 *
 *     alice PlaceBid orderId=1 price=9   -> ok EventBidPlaced      the typed events of the message, in order
 *     p1    PlaceBid orderId=1 price=9   -> BidExists              an error's name
 *     time 900                           -> EventOrderClosed       blocks until that market time (ms from the first block)
 *
 * Names become funded accounts; the signer's field is filled in. `field={…}` takes JSON, in which "@p1" is p1's address.
 * Every invariant of every module is checked after every block.
 */
export function check(module: Module, options: CheckOptions, script: string): TestChain {
  const rows = script
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
  const people = [...new Set(rows.map((row) => row.split(/\s+/)[0] as string))]
    .filter((name) => name !== "time")
    .map((name) => person(name));
  const mentioned = [...script.matchAll(/[=@"]([a-z][a-z0-9]*)\b/g)]
    .map((match) => match[1] as string)
    .filter((name) => name.length < 8);
  const everybody = [...new Set([...people, ...mentioned.map((name) => person(name))])];
  const chain = startChain({ people: everybody, genesis: (state) => adjusted(state, module, options) });
  for (const row of rows) runRow(chain, module, row);
  return chain;
}

function runRow(chain: TestChain, module: Module, row: string): void {
  const [act = "", wanted = ""] = row.split("->").map((part) => part.trim());
  const got = act.startsWith("time ") ? passTime(chain, BigInt(act.slice(5).trim())) : runAct(chain, module, act);
  if (act.startsWith("time ") && wanted === "") return;
  const shown = normal(got);
  if (shown !== normal(wanted)) throw new Error(`row: ${row}\nwanted: ${normal(wanted)}\ngot:    ${shown}${got.log}`);
}

interface Outcome {
  readonly words: readonly string[];
  readonly log: string;
}

function normal(outcome: Outcome | string): string {
  return (typeof outcome === "string" ? outcome.split(/\s+/) : outcome.words).filter((word) => word !== "").join(" ");
}

function runAct(chain: TestChain, module: Module, act: string): Outcome {
  const [name = "", rpc = "", ...fields] = words(act);
  const route = module.msg?.find((each) => each.method === rpc);
  if (route === undefined) throw new Error(`${module.name} has no message ${rpc}`);
  const who = person(name);
  const json = Object.fromEntries(fields.map((field) => fieldJson(route.request, field)));
  const [signer] = route.request.options.signers ?? [];
  const value = route.request.fromJSON({ ...(signer === undefined ? {} : { [signer]: who.address }), ...json });
  const result = chain.deliver(who, [{ typeUrl: route.request.typeUrl, value: route.request.encode(value) }]);
  if (result.code === 0) return { words: ["ok", ...typedEvents(result.events)], log: "" };
  const error = nameOf(result.codespace, result.code);
  produced.add(`${result.codespace}/${error}`);
  return { words: [error], log: `\nlog:    ${result.log}` };
}

/** Blocks of at most ten seconds until market time, counted from the first block, is `ms`. */
function passTime(chain: TestChain, ms: bigint): Outcome {
  const events: string[] = [];
  const first = GENESIS_TIME + 1_000_000_000n;
  for (let now = (chain.time - first) / 1_000_000n; now < ms; now = (chain.time - first) / 1_000_000n) {
    const step = ms - now < STEP_MS ? ms - now : STEP_MS;
    events.push(...blockEvents(chain.block([], { time: chain.time + step * 1_000_000n })));
  }
  return { words: events, log: "" };
}

function blockEvents({ events }: ResponseFinalizeBlock): readonly string[] {
  return typedEvents(events);
}

/** Names of our typed events: dcm.market.v1.EventBidPlaced → EventBidPlaced. */
export function typedEvents(events: readonly Event[]): readonly string[] {
  return events.filter(({ type }) => type.startsWith("dcm.")).map(({ type }) => type.split(".").at(-1) as string);
}

function nameOf(codespace: string, code: number): string {
  const tables = [...modules.map((each) => each.errors ?? {}), Sdk, Gov];
  const found = tables
    .flatMap((table): ErrorCode[] => Object.values(table))
    .find((each) => each.codespace === codespace && each.code === code);
  return found?.name ?? `${codespace}/${code}`;
}

/** Splits at spaces outside of braces, brackets and quotes. */
function words(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let word = "";
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === "{" || char === "[")) depth++;
    if (!quoted && (char === "}" || char === "]")) depth--;
    if (char === " " && depth === 0 && !quoted) {
      if (word !== "") found.push(word);
      word = "";
    } else word += char;
  }
  if (word !== "") found.push(word);
  return found;
}

function fieldJson(codec: MessageCodec, text: string): readonly [string, JsonValue] {
  const at = text.indexOf("=");
  const [key, raw] = [text.slice(0, at), text.slice(at + 1)];
  const field = codec.fields.find((each) => each.key === key || each.name === key);
  if (field === undefined) throw new Error(`${codec.name} has no field ${key}`);
  if (/^[[{]/.test(raw)) return [field.name, addressed(JSON.parse(raw) as JsonValue)];
  if (field.scalar === "cosmos.AddressString" && /^[a-z][a-z0-9]{0,7}$/.test(raw))
    return [field.name, person(raw).address];
  if (field.kind === "bool") return [field.name, raw === "true"];
  if (/^(u?int32|sint32|fixed32)$/.test(field.kind)) return [field.name, Number(raw)];
  return [field.name, raw];
}

function addressed(json: JsonValue): JsonValue {
  if (typeof json === "string")
    return json.startsWith("@") && !json.startsWith("@type") ? person(json.slice(1)).address : json;
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(addressed);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, addressed(value)]));
}

function adjusted(
  state: JsonObject,
  { name }: Module,
  { params = {}, genesis = (same) => same }: CheckOptions,
): JsonObject {
  const own = state[name] as JsonObject | null | undefined;
  const given = Object.entries(params).map(([key, value]) => [
    snake(key),
    typeof value === "bigint" ? String(value) : value,
  ]);
  const merged = { ...(own?.params as JsonObject | undefined), ...Object.fromEntries(given) };
  return genesis(own === undefined || own === null ? state : { ...state, [name]: { ...own, params: merged } });
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
