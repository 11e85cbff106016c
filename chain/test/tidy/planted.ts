/** One planted fault per rule of tidy, per forbidden name of compiler and linter: a silent rule is noticed. */

interface Planted {
  readonly code: string;
  readonly expects: string;
}

/** Names that the core's compiler options refuse: they are in no library it is given. */
export const compilerBans: Readonly<Record<string, Planted>> = Object.fromEntries(
  [
    "process",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "structuredClone",
    "fetch",
    "console",
    "Buffer",
    "performance",
    "crypto",
    "TextEncoder",
    "TextDecoder",
    "WebAssembly",
    "require",
    "URL",
  ].map((name) => [name, { code: `export const planted: unknown = ${name};`, expects: `Cannot find name '${name}'` }]),
);

/** Compiler options beyond the library. */
export const compilerOptions: Readonly<Record<string, Planted>> = {
  "node:fs": { code: `import { readFileSync } from "node:fs";\nexport { readFileSync };`, expects: "Cannot find" },
  "unchecked index": {
    code: "export const planted = (list: readonly string[]): string => list[0];",
    expects: "is not assignable to type 'string'",
  },
  "optional property set to undefined": {
    code: "export const planted: { name?: string } = { name: undefined };",
    expects: "exactOptionalPropertyTypes",
  },
  "implicit any": { code: "export const planted = (value) => value;", expects: "implicitly has an 'any' type" },
};

/** Globals that the linter refuses, in the library or not. */
export const linterBans: readonly string[] = [
  "Date",
  "Intl",
  "WeakRef",
  "FinalizationRegistry",
  "SharedArrayBuffer",
  "Atomics",
  "Promise",
  "globalThis",
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "structuredClone",
  "fetch",
  "console",
  "Buffer",
  "performance",
  "crypto",
  "TextEncoder",
  "TextDecoder",
  "WebAssembly",
  "parseFloat",
];

export const linterImports: Readonly<Record<string, string>> = {
  "node:fs": "the core does no input or output",
  "../node/main.js": "the core does not know the node around it",
  "classic-level": "the core knows no disk and no server",
  level: "the core knows no disk and no server",
  fastify: "the core knows no disk and no server",
};

/** Per rule of tidy a fault that it must report and, where it is easy to overreach, code that it must let pass. */
export const tidyFaults: Readonly<Record<string, { bad: readonly string[]; good?: readonly string[] }>> = {
  "number-division": {
    bad: ["export const half = (n: number): number => n / 2;", "export let n = 4;\nn /= 2;"],
    good: [
      "export const half = (n: bigint): bigint => n / 2n;",
      "export const half = (n: number): number => Math.trunc(n / 2);",
    ],
  },
  "fractional-literal": { bad: ["export const rate = 0.5;"], good: ["export const million = 1_000_000;"] },
  "number-power": {
    bad: ["export const square = (n: number): number => n ** 2;"],
    good: ["export const square = (n: bigint): bigint => n ** 2n;"],
  },
  "inexact-math": {
    bad: ["export const roll = Math.random();", "export const root = Math.sqrt(2);"],
    good: ["export const most = Math.max(1, 2);"],
  },
  "sort-without-order": {
    bad: ["export const sorted = [3, 1].sort();"],
    good: ["export const sorted = [3, 1].sort((a, b) => a - b);"],
  },
  locale: { bad: ['export const order = "a".localeCompare("b");', "export const text = (5).toLocaleString();"] },
  async: {
    bad: [
      "export async function later(): Promise<void> {}",
      "export const later = async (): Promise<void> => {};",
      "export const thing = { async later(): Promise<void> {} };",
    ],
  },
  "object-iteration": {
    bad: [
      "export const f = (o: object): string[] => Object.keys(o);",
      "export function f(o: object): void {\n  for (const k in o) void k;\n}",
    ],
    good: ["// Declared order: a table of this file.\nexport const names = Object.keys({ a: 1 });"],
  },
  "json-near-state": { bad: ["export const text = JSON.stringify({});"] },
  any: { bad: ["export const anything = (value: any): unknown => value;"] },
  "long-function": { bad: [`export function long(): void {\n${"  void 0;\n".repeat(62)}}`] },
  catch: { bad: ["export function f(): void {\n  try {\n    void 0;\n  } catch (error) {\n    void error;\n  }\n}"] },
  class: { bad: ["export class Keeper {}"] },
  unfinished: { bad: [`// ${"TO"}${"DO"}: later\nexport {};`] },
};
