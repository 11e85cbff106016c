import type { JsonValue } from "./types.js";

/** What a JSON text escapes in Go: quotes, backslashes, control characters, and what could end a script in HTML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ESCAPED = /[\u0000-\u001f"\\<>&\u2028\u2029]/g;
const SHORT = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * JSON without spaces, keys sorted by their bytes, with &, <, >, U+2028 and U+2029 escaped: what Go's encoding/json
 * makes of sorted maps.
 */
export function sortedJson(value: JsonValue): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  const object = value as { readonly [key: string]: JsonValue };
  // Declared order: sorted right here.
  const keys = Object.keys(object).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${keys.map((key) => `${quoted(key)}:${sortedJson(object[key] as JsonValue)}`).join(",")}}`;
}

function quoted(text: string): string {
  return `"${text.replace(ESCAPED, (char) => SHORT.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}
