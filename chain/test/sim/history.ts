import { fromHex, toHex } from "@dcm/proto";
import type { Options } from "./options.js";
import type { RecordedTurn } from "./play.js";

/** A history with all that it takes to play it again. */
export interface History {
  readonly options: Options;
  readonly turns: readonly RecordedTurn[];
}

/** A history as JSON: whole numbers as "5n", bytes as "0x05", a block a line. */
export function historyText({ options, turns }: History): string {
  const lines = turns.map((turn) => `    ${jsonOf(turn)}`).join(",\n");
  return `{\n  "options": ${jsonOf(options)},\n  "turns": [\n${lines}\n  ]\n}\n`;
}

export function historyOf(text: string): History {
  return revived(JSON.parse(text)) as unknown as History;
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "bigint") return `${each}n`;
    return each instanceof Uint8Array ? `0x${toHex(each)}` : each;
  });
}

function revived(json: unknown): unknown {
  if (typeof json === "string") {
    if (/^-?\d+n$/.test(json)) return BigInt(json.slice(0, -1));
    return /^0x([0-9a-f]{2})*$/.test(json) ? fromHex(json.slice(2)) : json;
  }
  if (Array.isArray(json)) return json.map((each) => (each === null ? undefined : revived(each)));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, revived(value)]));
}
