import type { JsonValue } from "@dcm/proto";

/** Compact JSON as Go's encoding/json writes it: `&`, `<`, `>`, U+2028 and U+2029 escaped, keys in the order they have. */
export function jsonText(value: JsonValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" || typeof value === "boolean") return `${value}`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  // Declared order: the order of the document being written.
  const fields = Object.entries(value as { readonly [key: string]: JsonValue });
  return `{${fields.map(([key, field]) => `${quoted(key)}:${jsonText(field)}`).join(",")}}`;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\b", "\\b"],
  ["\f", "\\f"],
]);

function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
  const escaped = text.replace(/["\\\u0000-\u001f<>&\u2028\u2029]/g, (char) => ESCAPES.get(char) ?? unicode(char));
  return `"${escaped}"`;
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
