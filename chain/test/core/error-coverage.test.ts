import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { modules } from "../../src/app/modules.js";
import { Gov, Sdk } from "../../src/kernel/index.js";
import { loadVectors, planNames } from "../vectors/simd/load.js";

const chain = fileURLToPath(new URL("../..", import.meta.url));
const texts = (folder: string, wanted: (path: string) => boolean) =>
  readdirSync(join(chain, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && wanted(path))
    .map((path) => readFileSync(join(chain, folder, path), "utf8"))
    .join("\n");
const isTest = (path: string) => path.endsWith(".test.ts");
const tests = `${texts("test", isTest)}\n${texts("src", isTest)}`;
const source = texts("src", (path) => !isTest(path));

/** What CheckTx and FinalizeBlock answered to the recorded transactions, as codespace/code. */
const recorded = new Set(
  planNames()
    .flatMap((name) => loadVectors(name).blocks)
    .flatMap(({ txs }) => txs.flatMap(({ checkTx, finalize }) => [checkTx, finalize]))
    .map(({ codespace, code }) => `${codespace}/${code}`),
);

describe("every error of every table is produced by some test", () => {
  const used = new Set([...source.matchAll(/\b(?:Sdk|Gov)\.(\w+)/g)].map(([, name]) => name));
  const shared = [...Object.values(Sdk), ...Object.values(Gov)].filter(({ name }) => used.has(name));
  const rows = [...shared, ...modules.flatMap(({ errors = {} }) => Object.values(errors))];
  test.each(rows.map(({ codespace, name, code }) => [`${codespace} ${code} ${name}`, codespace, code, name] as const))(
    "%s",
    (_row, codespace, code, name) => {
      const byName = new RegExp(`\\b${name}\\b`).test(tests);
      const byCode = new RegExp(`codespace: "${codespace}",\\s*code: ${code}\\b`).test(tests);
      // A row of a table of refusals: the code, then the text that ends with the error's own.
      const text = shared.find((each) => each.name === name)?.text;
      const byText = text !== undefined && new RegExp(`: ${text}["\`$/]`).test(tests);
      expect(byName || byCode || byText || recorded.has(`${codespace}/${code}`)).toBe(true);
    },
  );
});
