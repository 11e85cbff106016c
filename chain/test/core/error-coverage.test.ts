import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { modules } from "../../src/app/modules.js";

const chain = fileURLToPath(new URL("../..", import.meta.url));
const tests = readdirSync(chain, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.ts") && !/node_modules|dist/.test(path))
  .map((path) => readFileSync(join(chain, path), "utf8"))
  .join("\n");

describe("every error of every table is produced by some test", () => {
  const rows = modules.flatMap(({ errors = {} }) => Object.values(errors));
  test.each(rows.map(({ codespace, name, code }) => [`${codespace} ${code} ${name}`, codespace, code, name] as const))(
    "%s",
    (_row, codespace, code, name) => {
      const byName = new RegExp(`\\b${name}\\b`).test(tests);
      const byCode = new RegExp(`codespace: "${codespace}",\\s*code: ${code}\\b`).test(tests);
      expect(byName || byCode).toBe(true);
    },
  );
});
