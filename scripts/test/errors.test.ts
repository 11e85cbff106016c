import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { modules } from "../../chain/src/app/modules.js";
import { nodeErrors } from "../../chain/src/node/errors.js";
import { exitCodes } from "../../cli/src/failure.js";
import { chainErrors, clientErrors } from "../../client/src/index.js";
import { gatewayErrors, processErrors } from "../../gateway/src/failure.js";
import { agentErrors } from "../../provider/src/failure.js";

// Every code that anything of ours can end with is documented, and is produced by a test.
//
// Projects run in processes of their own and parts of the suite run alone, so nothing is collected across processes while tests run. Each
// error table has one door instead: a test file that makes the mistakes through the way that users come, records the codes that really
// came back, and at its end compares them with the whole table, in the same process. A code without its mistake fails there, by
// name. What is left for here is that no table, no code and no door is forgotten: the doors below are searched for their comparison, the
// documented codes are those of the tables, and every code that a source names is in a table.

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const sources = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "*/src/*.ts"], {
  cwd: root,
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((path) => path !== "" && !path.includes("/gen/") && !path.endsWith(".test.ts"));

/** The codes, whose they are, and where they are produced. */
const doors = [
  {
    file: "chain/test/market/errors.test.ts",
    compares: "Object.keys(table).filter((name) => !seenErrors.has(",
    codes: ofModules("job", "market", "escrow", "provider"),
  },
  {
    // Recorded transactions and single tests, for the modules that are the SDK's.
    file: "chain/test/core/error-coverage.test.ts",
    compares: "modules\n    .flatMap(({ errors = {} }) => Object.values(errors))",
    codes: ofChain(/^(?!(sdk|bank|job|market|escrow|provider)\/|gov\/13$)/),
  },
  {
    file: "chain/test/core/errors.test.ts",
    compares: "used.filter((error) => !produced.has(error) && !recorded.has(key(error)))",
    codes: ofChain(/^(sdk\/(?!19$|20$|21$)|bank\/|gov\/13$)/),
  },
  {
    file: "gateway/test/server.test.ts",
    compares: "the mempool's %s is a result with the SDK's code %i",
    codes: ofChain(/^sdk\/(19|20|21)$/),
  },
  {
    file: "gateway/test/refusals.test.ts",
    compares: "Object.keys(gatewayErrors).filter((code) => !produced.has(code))",
    codes: Object.keys(gatewayErrors),
  },
  {
    file: "testnet/test/mistakes.test.ts",
    compares: "[clientErrors, exitCodes, agentErrors, processErrors, { UNEXPECTED: 1 }]",
    codes: [clientErrors, exitCodes, agentErrors, processErrors, { UNEXPECTED: 1 }].flatMap((table) =>
      Object.keys(table),
    ),
  },
  {
    file: "chain/test/node/mistakes.test.ts",
    compares: "Object.keys(nodeErrors).filter((code) => !produced.has(code))",
    codes: Object.keys(nodeErrors),
  },
] as const;
const known = new Set<string>(doors.flatMap(({ codes }) => [...codes]));

describe("each table has its door", () => {
  test.each(doors.map(({ file, compares }) => [file, compares]))(
    "%s compares what came back with the table",
    (file, compares) => {
      expect(read(file)).toContain(compares);
    },
  );

  test("and no module's table is left out", () => {
    const rows = modules.flatMap(({ errors = {} }) => Object.values(errors));
    const missing = rows.filter(({ codespace, code }) => !known.has(chainErrors[`${codespace}/${code}`]?.code ?? ""));
    expect(missing).toEqual([]);
  });
});

test("docs/errors.md documents these codes and no other", () => {
  const documented = [...read("docs/errors.md").matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map(([, code = ""]) => code);
  expect([...documented].sort()).toEqual([...known].sort());
});

test("every code that a source names is in a table", () => {
  // A code begins like one that is known: nothing else that sources write in capitals does.
  const prefixes = new Set([...known].map((code) => code.split("_")[0]));
  const named = sources.flatMap((path) => {
    const codes = [...read(path).matchAll(/"([A-Z][A-Z0-9]*_[A-Z0-9_]+)"/g)].map(([, code = ""]) => code);
    return codes.filter((code) => prefixes.has(code.split("_")[0])).map((code) => ({ path, code }));
  });
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ code }) => !known.has(code))).toEqual([]);
});

/** Stable codes of modules' tables. */
function ofModules(...names: readonly string[]): readonly string[] {
  return ofChain(new RegExp(`^(${names.join("|")})/`));
}

function ofChain(keys: RegExp): readonly string[] {
  return Object.entries(chainErrors).flatMap(([key, { code }]) => (keys.test(key) ? [code] : []));
}
