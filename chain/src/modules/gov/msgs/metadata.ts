import { utf8ToBytes } from "@dcm/proto";
import { ensure } from "../../../kernel/index.js";
import { E } from "../errors.js";

/** Bytes that a proposal's metadata and title, and a vote's metadata, may have (x/gov/types/config.go). */
export const METADATA_BYTES = 255;
const SUMMARY_BYTES = 40 * METADATA_BYTES;

/** @throws gov 15 MetadataTooLong */
export function requireShort(text: string): void {
  const { length } = utf8ToBytes(text);
  ensure(length <= METADATA_BYTES, E.MetadataTooLong, `got metadata with length ${length}`);
}

/** @throws gov 22 SummaryTooLong */
export function requireShortSummary(text: string): void {
  const { length } = utf8ToBytes(text);
  ensure(length <= SUMMARY_BYTES, E.SummaryTooLong, `got summary with length ${length}`);
}

/** What metadata in the recommended form repeats of its proposal. */
export interface Metadata {
  readonly title: string;
  readonly summary: string;
}

const TEXTS: readonly string[] = ["title", "summary", "details", "proposal_forum_url", "vote_option_context"];

/**
 * What Go reads in metadata; undefined where it is of no such form, which is allowed. Longer metadata than is allowed is not
 * looked into: it is refused anyway.
 *
 * @see Cosmos SDK v0.53, x/gov/types/metadata.go; Go, encoding/json, Unmarshal
 */
export function readMetadata(text: string): Metadata | undefined {
  const json = utf8ToBytes(text).length <= METADATA_BYTES ? wholeValue(text) : undefined;
  if (json?.kind === "null") return { title: "", summary: "" };
  if (json?.kind !== "object") return undefined;
  const found = new Map<string, string>();
  for (const [name, value] of json.entries) {
    // Go takes names in capitals too, and the two letters beyond ASCII that are s and k in capitals.
    const field = name
      .replace(/ſ/g, "s")
      .replace(/\u212a/g, "k")
      .toLowerCase();
    if (field === "authors" ? !areNames(value) : TEXTS.includes(field) && !isText(value)) return undefined;
    if (value.kind === "text") found.set(field, value.text);
  }
  return { title: found.get("title") ?? "", summary: found.get("summary") ?? "" };
}

type Json =
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Json])[] }
  | { readonly kind: "array"; readonly items: readonly Json[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "null" }
  | { readonly kind: "other" };

function isText({ kind }: Json): boolean {
  return kind === "text" || kind === "null";
}

function areNames(json: Json): boolean {
  return json.kind === "array" ? json.items.every(isText) : json.kind === "null";
}

/** Where a text is being read. */
interface Reader {
  readonly text: string;
  at: number;
}

function wholeValue(text: string): Json | undefined {
  const reader = { text, at: 0 };
  const value = readValue(reader);
  return reader.at === text.length ? value : undefined;
}

/** One value and the space around it; the length of the text bounds the depth. */
function readValue(reader: Reader): Json | undefined {
  skip(reader);
  const value = readBare(reader);
  skip(reader);
  return value;
}

function readBare(reader: Reader): Json | undefined {
  if (take(reader, /\{/y) !== undefined) return readObject(reader);
  if (take(reader, /\[/y) !== undefined) return readArray(reader);
  const text = readText(reader);
  if (text !== undefined) return { kind: "text", text };
  if (take(reader, /null/y) !== undefined) return { kind: "null" };
  const other = take(reader, /true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
  return other === undefined ? undefined : { kind: "other" };
}

function readObject(reader: Reader): Json | undefined {
  const entries: (readonly [string, Json])[] = [];
  skip(reader);
  if (take(reader, /\}/y) !== undefined) return { kind: "object", entries };
  do {
    skip(reader);
    const name = readText(reader);
    skip(reader);
    const value = name === undefined || take(reader, /:/y) === undefined ? undefined : readValue(reader);
    if (name === undefined || value === undefined) return undefined;
    entries.push([name, value]);
  } while (take(reader, /,/y) !== undefined);
  return take(reader, /\}/y) === undefined ? undefined : { kind: "object", entries };
}

function readArray(reader: Reader): Json | undefined {
  const items: Json[] = [];
  skip(reader);
  if (take(reader, /\]/y) !== undefined) return { kind: "array", items };
  do {
    const value = readValue(reader);
    if (value === undefined) return undefined;
    items.push(value);
  } while (take(reader, /,/y) !== undefined);
  return take(reader, /\]/y) === undefined ? undefined : { kind: "array", items };
}

/** A string, with U+FFFD where half a character was escaped. */
function readText(reader: Reader): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them inside strings
  const token = take(reader, /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
  const text = token === undefined ? undefined : (JSON.parse(token) as string);
  return text?.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function skip(reader: Reader): void {
  take(reader, /[ \t\n\r]*/y);
}

/** What the text has at this place of a form; undefined, and the place the same, when it has none. */
function take(reader: Reader, form: RegExp): string | undefined {
  form.lastIndex = reader.at;
  const found = form.exec(reader.text)?.[0];
  reader.at += found?.length ?? 0;
  return found;
}
