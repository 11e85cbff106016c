import { type EnumInfo, type FieldInfo, type MessageCodec, utf8ToBytes } from "@dcm/proto";

/**
 * A message as Go prints it in an error: the compact text format of gogoproto.
 *
 * @see github.com/cosmos/gogoproto v1.7.2, proto/text.go, CompactTextString
 */
export function goText(codec: MessageCodec, value: unknown): string {
  return codec.fields.map((field) => fieldText(field, (value as Fields)[field.key])).join("");
}

type Fields = { readonly [key: string]: unknown };

function fieldText(field: FieldInfo, value: unknown): string {
  if (field.repeated === true) return (value as readonly unknown[]).map((each) => oneText(field, each)).join("");
  return value === undefined || isZero(field, value) ? "" : oneText(field, value);
}

/** What proto3 leaves out; messages and numbers of Go's own types are always shown. */
function isZero({ kind, optional }: FieldInfo, value: unknown): boolean {
  if (optional === true || kind === "message" || kind === "amount" || kind === "dec") return false;
  if (kind === "bytes" || kind === "json") return (value as Uint8Array).length === 0;
  return value === 0 || value === 0n || value === "" || value === false;
}

function oneText(field: FieldInfo, value: unknown): string {
  return `${field.name}:${valueText(field, value)} `;
}

function valueText({ kind, type }: FieldInfo, value: unknown): string {
  if (kind === "message") return `<${goText(type?.() as MessageCodec, value)}>`;
  if (kind === "enum") return enumText(type?.() as EnumInfo, value as number);
  if (kind === "amount" || kind === "dec") return quoted(utf8ToBytes(`${value}`));
  if (kind === "string") return quoted(utf8ToBytes(value as string));
  if (kind === "bytes" || kind === "json") return quoted(value as Uint8Array);
  return `${value}`;
}

/** An enum's value by its name, or by its number where it has none. */
export function enumText({ values }: EnumInfo, value: number): string {
  // Declared order: the first name of a number is its name.
  return Object.entries(values).find(([, number]) => number === value)?.[0] ?? `${value}`;
}

const ESCAPES = new Map([
  [10, "\\n"],
  [13, "\\r"],
  [9, "\\t"],
  [34, '\\"'],
  [92, "\\\\"],
]);

/** Byte by byte, those that cannot be printed in octal. */
function quoted(bytes: Uint8Array): string {
  const shown = Array.from(bytes, (byte) => {
    const printable = byte >= 0x20 && byte < 0x7f;
    return ESCAPES.get(byte) ?? (printable ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`);
  });
  return `"${shown.join("")}"`;
}
