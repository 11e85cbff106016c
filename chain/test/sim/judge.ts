import { toHex } from "@dcm/proto";
import type { ExecTxResult } from "@dcm/proto/gen/tendermint/abci";
import { modules } from "../../src/app/modules.js";
import { type ErrorCode, Gov, Sdk } from "../../src/kernel/index.js";
import { type Shown, shown } from "./model/shown.js";
import { BASE, type World } from "./model/world.js";
import type { View } from "./view.js";

/** Where the application and the model part. */
export class Divergence extends Error {
  constructor(
    readonly height: bigint,
    /** What kind of thing differs; shrinking keeps to it. */
    readonly kind: string,
    readonly lines: readonly string[],
  ) {
    super(`height ${height}, ${kind}:\n${lines.slice(0, LINES).join("\n")}`);
  }
}

const LINES = 20;

const errors = [...modules.map((module) => module.errors ?? {}), Sdk, Gov].flatMap((table): ErrorCode[] =>
  Object.values(table),
);
const names = new Map(
  errors.map(({ codespace, code, name }) => [`${codespace}/${code}`, `${codespace}.${name}`] as const),
);

const texts = new Map(errors.map(({ codespace, name, text }) => [`${codespace}.${name}`, text]));

/** ok, or the name of the error that a codespace and a code mean. */
export function outcomeOf({ code, codespace }: Pick<ExecTxResult, "code" | "codespace">): string {
  return code === 0 ? "ok" : (names.get(`${codespace}/${code}`) ?? `${codespace}/${code}`);
}

/** What differs between the model's state and what the application's queries answer. */
export function stateDifferences(w: World, view: View, genesisSupply: bigint): readonly string[] {
  const found = mapDifferences(
    shown(w, (code) => texts.get(code) ?? code),
    view.shown,
  );
  if (w.now !== view.now) found.push(line("market time", w.now, view.now));
  const supply = view.supply.get(BASE) ?? 0n;
  // [G6] Σ accounts + burned is constant
  if (genesisSupply - w.burnt !== supply) found.push(line("supply", genesisSupply - w.burnt, supply));
  return found;
}

function mapDifferences(model: Shown, app: Shown): string[] {
  const keys = [...new Set([...model.keys(), ...app.keys()])];
  return keys.flatMap((key) => {
    if (!app.has(key)) return [`${key}: only in the model`];
    if (!model.has(key)) return [`${key}: only in the application`];
    return differences(model.get(key), app.get(key), key);
  });
}

/** Every field that the model has, by its path. */
export function differences(model: unknown, app: unknown, path: string): readonly string[] {
  if (Object.is(model, app)) return [];
  if (model instanceof Uint8Array && app instanceof Uint8Array)
    return toHex(model) === toHex(app) ? [] : [line(path, model, app)];
  if (typeof model !== "object" || typeof app !== "object" || model === null || app === null)
    return [line(path, model, app)];
  if (Array.isArray(model) && Array.isArray(app)) {
    if (model.length !== app.length) return [line(`${path}.length`, model.length, app.length)];
    return model.flatMap((each, i) => differences(each, app[i], `${path}[${i}]`));
  }
  const fields = app as Record<string, unknown>;
  return Object.entries(model).flatMap(([key, value]) => differences(value, fields[key], `${path}.${key}`));
}

export function line(path: string, model: unknown, app: unknown): string {
  return `${path}: the model says ${text(model)}, the application ${text(app)}`;
}

export function text(value: unknown): string {
  if (value instanceof Uint8Array) return value.length === 0 ? "nothing" : toHex(value);
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(value, (_, each) =>
    typeof each === "bigint" ? `${each}` : each instanceof Uint8Array ? toHex(each) : each,
  );
}
