import type { JsonValue } from "@dcm/proto";

/** JSON as people like to read it: YAML of plain scalars, lists and objects. */
export function yaml(value: JsonValue): string {
  return lines(value, "").join("\n");
}

function lines(value: JsonValue, indent: string): readonly string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => itemLines(item, indent));
  if (typeof value !== "object" || value === null) return [`${indent}${scalar(value)}`];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (isEmpty(inner)) return [`${indent}${name}: ${Array.isArray(inner) ? "[]" : "{}"}`];
    if (typeof inner !== "object" || inner === null) return [`${indent}${name}: ${scalar(inner)}`];
    return [`${indent}${name}:`, ...lines(inner, Array.isArray(inner) ? indent : `${indent}  `)];
  });
}

function itemLines(item: JsonValue, indent: string): readonly string[] {
  if (isEmpty(item)) return [`${indent}- ${Array.isArray(item) ? "[]" : "{}"}`];
  const [first = "", ...rest] = lines(item, `${indent}  `);
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Text that YAML would read as something else is quoted. */
function scalar(value: JsonValue): string {
  if (typeof value !== "string") return String(value);
  return /^[A-Za-z/][\w ./:+-]*$/.test(value) && !/^(true|false|null|yes|no)$/i.test(value) && !value.includes(": ")
    ? value
    : JSON.stringify(value);
}
