import { StatusError } from "@dcm/client/comet";
import type { EnumInfo, FieldInfo, JsonValue, MessageCodec } from "@dcm/proto";

type JsonTree = { [key: string]: JsonValue | JsonTree };
/** How deep a dotted name may go, such as pagination.limit. */
const depthMax = 4;

/**
 * Builds a request message from the parts of a URL, with grpc-gateway's rules and texts (v1.16, runtime/query.go).
 *
 * @param params  path parameters by proto field name
 * @param query   query parameters by dotted proto field name; a scalar given twice uses its first value
 * @throws StatusError INVALID_ARGUMENT  with Go's text when a value does not parse
 */
export function requestOf<T>(
  codec: MessageCodec<T>,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string | readonly string[]>>,
): T {
  const tree: JsonTree = {};
  // Declared order: the URL's own; a later name never overwrites an earlier one of another field.
  for (const [name, given] of Object.entries(query)) {
    const found = fieldAt(codec, name.split("."));
    // grpc-gateway ignores names that no field has.
    if (found !== undefined)
      set(tree, found.path, fieldValue(found.field, typeof given === "string" ? [given] : given));
  }
  for (const [name, text] of Object.entries(params)) {
    const found = fieldAt(codec, name.split("."));
    if (found === undefined) throw new StatusError("INTERNAL", `${codec.name} has no field ${name}`);
    // An empty text is the method's to refuse, in its own words.
    if (text === "" && found.field.kind !== "string") {
      throw new StatusError("INVALID_ARGUMENT", `missing parameter ${name}`);
    }
    try {
      set(tree, found.path, fieldValue(found.field, [text]));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StatusError("INVALID_ARGUMENT", `type mismatch, parameter: ${name}, error: ${reason}`);
    }
  }
  return parseBody(codec, tree);
}

/** A request from a JSON body. @throws StatusError INVALID_ARGUMENT  when it does not fit the message */
export function parseBody<T>(codec: MessageCodec<T>, body: JsonValue | JsonTree): T {
  try {
    return codec.fromJSON((body ?? {}) as JsonValue);
  } catch (error) {
    throw new StatusError("INVALID_ARGUMENT", error instanceof Error ? error.message : String(error));
  }
}

function fieldAt(
  codec: MessageCodec,
  parts: readonly string[],
): { field: FieldInfo; path: readonly string[] } | undefined {
  const [first, ...rest] = parts;
  const field = codec.fields.find(({ name, key }) => name === first || key === first);
  if (field === undefined || parts.length > depthMax) return undefined;
  if (rest.length === 0) return { field, path: [field.name] };
  if (field.kind !== "message" || field.repeated) return undefined;
  const inner = fieldAt(field.type?.() as MessageCodec, rest);
  return inner === undefined ? undefined : { field: inner.field, path: [field.name, ...inner.path] };
}

function fieldValue(field: FieldInfo, texts: readonly string[]): JsonValue {
  if (field.repeated) return texts.map((text) => scalarOf(field, text));
  return scalarOf(field, texts[0] ?? "");
}

const unsignedMax: Readonly<Record<string, bigint>> = { uint32: (1n << 32n) - 1n, uint64: (1n << 64n) - 1n };
const signedMax: Readonly<Record<string, bigint>> = { int32: (1n << 31n) - 1n, int64: (1n << 63n) - 1n };

function scalarOf(field: FieldInfo, text: string): JsonValue {
  const { kind } = field;
  if (kind in unsignedMax) return wholeNumber("strconv.ParseUint", /^\d+$/, text, 0n, unsignedMax[kind] ?? 0n);
  if (kind in signedMax) {
    const max = signedMax[kind] ?? 0n;
    return wholeNumber("strconv.ParseInt", /^[+-]?\d+$/, text, -max - 1n, max);
  }
  if (kind === "bool") return boolOf(text);
  if (kind === "bytes") return bytesOf(text);
  if (kind === "enum") return enumOf(field.type?.() as EnumInfo, text);
  if (kind === "message") return durationOrTime(field, text);
  return text;
}

function wholeNumber(parser: string, shape: RegExp, text: string, min: bigint, max: bigint): string {
  if (!shape.test(text))
    throw new StatusError("INVALID_ARGUMENT", `${parser}: parsing ${JSON.stringify(text)}: invalid syntax`);
  const value = BigInt(text.replace(/^\+/, ""));
  if (value < min || value > max) {
    throw new StatusError("INVALID_ARGUMENT", `${parser}: parsing ${JSON.stringify(text)}: value out of range`);
  }
  return String(value);
}

function boolOf(text: string): boolean {
  if (["1", "t", "T", "true", "TRUE", "True", ""].includes(text)) return true;
  if (["0", "f", "F", "false", "FALSE", "False"].includes(text)) return false;
  throw new StatusError("INVALID_ARGUMENT", `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** Both alphabets; a "+" that a URL decoder turned into a space is put back. */
function bytesOf(text: string): string {
  const standard = text.replaceAll(" ", "+").replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const bad = standard.search(/[^A-Za-z0-9+/]/);
  if (bad >= 0) throw new StatusError("INVALID_ARGUMENT", `illegal base64 data at input byte ${bad}`);
  return standard.padEnd(Math.ceil(standard.length / 4) * 4, "=");
}

function enumOf(info: EnumInfo, text: string): string | number {
  if (text in info.values) return text;
  if (/^-?\d+$/.test(text) && Object.values(info.values).includes(Number(text))) return Number(text);
  const shortName = info.name
    .split(".")
    .slice(-2)
    .join(".")
    .replace(/^v\d\w*\./, "");
  throw new StatusError(
    "INVALID_ARGUMENT",
    `${text} is not a valid ${info.name.includes(".tx.") ? `tx.${shortName}` : shortName}`,
  );
}

/** Only messages whose JSON is a string fit into a query parameter. */
function durationOrTime(field: FieldInfo, text: string): string {
  const name = field.type?.().name;
  if (name === "google.protobuf.Timestamp" || name === "google.protobuf.Duration") return text;
  throw new StatusError("INVALID_ARGUMENT", `${field.name} is a message: give its fields as ${field.name}.<field>`);
}

function set(tree: JsonTree, path: readonly string[], value: JsonValue): void {
  let place = tree;
  for (const name of path.slice(0, -1)) {
    place[name] ??= {};
    place = place[name] as JsonTree;
  }
  place[path.at(-1) ?? ""] ??= value;
}
