import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { modules } from "../../src/app/modules.js";
import { loadVectors, planNames } from "../vectors/simd/load.js";

/** Tables of which one test file gives every code and compares: errors.test.ts here, and market/errors.test.ts. */
const withDoor = new Set(["sdk", "gov", "bank", "job", "market", "escrow", "provider"]);

const chain = fileURLToPath(new URL("../..", import.meta.url));
const texts = (folder: string) =>
  readdirSync(join(chain, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.endsWith("error-coverage.test.ts"))
    .map((path) => readFileSync(join(chain, folder, path), "utf8"))
    .join("\n");
const tests = `${texts("test")}\n${texts("src")}`;

/** What CheckTx and FinalizeBlock answered to the recorded transactions, as codespace/code: the replay asserts each of them. */
const recorded = new Set(
  planNames()
    .flatMap((name) => loadVectors(name).blocks)
    .flatMap(({ txs }) => txs.flatMap(({ checkTx, finalize }) => [checkTx, finalize]))
    .map(({ codespace, code }) => `${codespace}/${code}`),
);

// The other modules' codes come from transactions that were recorded with the Cosmos SDK, and from expectations of single tests. Those are
// read as text: a comment does not count, an expectation of the number, the name or the text does.
describe("every error of a table without a door of its own is expected by some test", () => {
  const rows = modules
    .flatMap(({ errors = {} }) => Object.values(errors))
    .filter(({ codespace }) => !withDoor.has(codespace));
  test.each(
    rows.map(
      ({ codespace, name, code, text }) => [`${codespace} ${code} ${name}`, codespace, code, name, text] as const,
    ),
  )("%s", (_row, codespace, code, name, text) => {
    const byName = new RegExp(`["']${name}["']|\\b\\w*[Ee](rrors)?\\.${name}\\b`).test(tests);
    const byCode = new RegExp(`codespace: "${codespace}",\\s*code: ${code}\\b`).test(tests);
    const byText = tests.includes(text);
    expect(byName || byCode || byText || recorded.has(`${codespace}/${code}`)).toBe(true);
  });
});
