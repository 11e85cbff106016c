import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { checkImports, type Finding } from "./imports.js";
import { isCore, layerOf, layers, lazyForCli, moduleFiles } from "./layers.js";
import { compilerBans, compilerOptions, linterBans, linterImports, tidyFaults } from "./planted.js";
import { checkCore, coreRules } from "./rules.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const plantedPath = "chain/src/modules/planted/msgs.ts";
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));
const sources = tracked.filter((path) => path.endsWith(".ts") && /(^|\/)src\//.test(path) && !path.endsWith(".d.ts"));

describe("net 1, the compiler", () => {
  const planted = { ...compilerBans, ...compilerOptions };
  const messages = compile(Object.entries(planted).map(([name, { code }]) => [name, code]));
  test.each(Object.entries(planted))("refuses %s in the core", (name, { expects }) => {
    expect(messages.get(name)).toContain(expects);
  });
});

describe("net 2, the linter", () => {
  const globals = Object.fromEntries(linterBans.map((name) => [name, `export const planted: unknown = ${name};\n`]));
  const specifiers = Object.fromEntries(
    Object.keys(linterImports).map((name) => [name, `import planted from "${name}";\nexport { planted };\n`]),
  );
  const messages = lint({ ...globals, ...specifiers });
  test.each(linterBans)("refuses %s in the core, with what to use instead", (name) => {
    expect(messages.core.get(name)).toContain(messageOf(name));
  });
  test.each(Object.entries(linterImports))("refuses to import %s", (specifier, message) => {
    expect(messages.core.get(specifier)).toContain(message);
  });
  test("lets the same code pass outside the core", () => {
    expect(messages.node.get("Date")).not.toContain(messageOf("Date"));
    expect(messages.node.get("node:fs")).not.toContain(linterImports["node:fs"]);
  });
});

describe("net 3, tidy", () => {
  test("every rule has a planted fault", () => {
    expect(Object.keys(tidyFaults).sort()).toEqual(Object.keys(coreRules).sort());
  });
  test.each(Object.entries(tidyFaults))("%s is reported where it is planted", (rule, { bad, good = [] }) => {
    for (const code of bad)
      expect(
        judge(code).map((f) => f.rule),
        code,
      ).toContain(rule);
    for (const code of good)
      expect(
        judge(code).map((f) => f.rule),
        code,
      ).not.toContain(rule);
  });

  const edges = Object.keys(layers).flatMap((from) => Object.keys(layers).map((to) => [from, to] as const));
  test.each(edges)("the edge %s → %s is judged as the table says", (from, to) => {
    const allowed =
      from === to || (layers[from]?.includes(to) ?? false) || (from === "chain/src/app" && to === "chain/src/modules");
    const found = imports(fileIn(from), `import { planted } from "${specifierOf(from, to)}";\nexport { planted };`);
    expect(found.length > 0).toBe(!allowed);
  });
  test.each(lazyForCli)("the command line loads %s by await import() alone", (name) => {
    expect(imports("cli/src/planted.ts", `export const load = () => import("@dcm/${name}");`)).toEqual([]);
    expect(imports("cli/src/planted.ts", `import type { Planted } from "@dcm/${name}";`)).toEqual([]);
    expect(imports("cli/src/planted.ts", `import { planted } from "@dcm/${name}";`)).toHaveLength(1);
  });
  test("a module reaches another by its api alone", () => {
    const path = "chain/src/modules/market/msgs.ts";
    expect(imports(path, 'import { x } from "../bank/state.js";\nexport { x };')).toHaveLength(1);
    expect(imports(path, 'import { x } from "../bank/api.js";\nexport { x };')).toEqual([]);
    expect(imports(path, 'import { x } from "./state.js";\nexport { x };')).toEqual([]);
  });

  test("no source imports across a layer that is closed to it", () => {
    // Tests may import their own package, the test harness and judges.
    const production = sources.filter((path) => !path.endsWith(".test.ts"));
    expect(production.flatMap((path) => imports(path, readFileSync(join(root, path), "utf8"))).map(show)).toEqual([]);
  });
  test("the core keeps every rule", () => {
    const core = sources.filter((path) => isCore(path) && !path.includes("/gen/") && !path.endsWith(".wasm.ts"));
    const program = ts.createProgram(
      core.map((path) => join(root, path)),
      coreOptions(),
    );
    const checker = program.getTypeChecker();
    const findings = core.flatMap((path) => {
      const source = program.getSourceFile(join(root, path));
      return source === undefined ? [] : checkCore(path, source, checker);
    });
    expect(findings.map(show)).toEqual([]);
  });
  test("modules depend on each other without a cycle", () => {
    expect(cycleOf(moduleGraph())).toBeUndefined();
    expect(
      cycleOf(
        new Map([
          ["a", ["b"]],
          ["b", ["a"]],
        ]),
      ),
    ).toBeDefined();
  });
  test("a module folder holds the closed list of files and nothing else", () => {
    const strays = tracked
      .filter((path) => path.startsWith("chain/src/modules/"))
      .filter((path) => !moduleFiles.some((pattern) => pattern.test(path.split("/").slice(4).join("/"))));
    expect(strays).toEqual([]);
    const needed = ["index.ts", "state.ts", "msgs.ts", "queries.ts", "errors.ts", "README.md"];
    const missing = modules().flatMap((name) =>
      needed.filter((file) => !tracked.includes(`chain/src/modules/${name}/${file}`)).map((file) => `${name}/${file}`),
    );
    expect(missing).toEqual([]);
  });
  test("our protos have no map<>", () => {
    const withMap = tracked.filter((path) => /^proto\/dcm\/.*\.proto$/.test(path) && /\bmap\s*</.test(read(path)));
    expect(withMap).toEqual([]);
  });
  test("prefixes and error codes are never used twice in a module", () => {
    for (const name of modules()) {
      const codes = [...read(`chain/src/modules/${name}/errors.ts`).matchAll(/:\s*\[\s*(\d+)\s*,/g)].map((m) => m[1]);
      expect(new Set(codes).size, `${name}: error codes`).toBe(codes.length);
      expect(codes, `${name}: code 1 is reserved`).not.toContain("1");
    }
  });
  test("every source file is reached from an entry point", () => {
    expect(deadFiles()).toEqual([]);
  });
});

function compile(files: readonly (readonly [string, string])[]): Map<string, string> {
  const path = (name: string): string => join(root, "chain/src/kernel", `planted-${encodeURIComponent(name)}.ts`);
  const texts = new Map(files.map(([name, code]) => [path(name), code]));
  const options = coreOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists.call(host, file);
  host.readFile = (file) => texts.get(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile.call(host, file, ...rest)
      : ts.createSourceFile(file, text, rest[0], true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return new Map(
    files.map(([name]) => {
      const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(path(name)));
      return [name, diagnostics.map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n")).join("\n")];
    }),
  );
}

/** The core's own compiler options, read from its tsconfig. */
function coreOptions(): ts.CompilerOptions {
  const file = join(root, "chain/tsconfig.core.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  const paths = Object.fromEntries(
    ["proto", "rules", "vm"].flatMap((name) => [
      [`@dcm/${name}`, [`${name}/src/index.ts`]],
      [`@dcm/${name}/*`, [`${name}/src/*.ts`]],
    ]),
  );
  return { ...options, noEmit: true, composite: false, incremental: false, baseUrl: root, paths };
}

/** Lints every planted text as a file of the core and as a file of the node, with the project's own configuration. */
function lint(planted: Readonly<Record<string, string>>): Record<"core" | "node", Map<string, string>> {
  const folders = { core: "chain/src/kernel", node: "chain/src/node" };
  const home = mkdtempSync(join(tmpdir(), "planted-"));
  const config = JSON.parse(read("biome.json"));
  writeFileSync(join(home, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
  const names = Object.keys(planted);
  for (const folder of Object.values(folders)) {
    mkdirSync(join(home, folder), { recursive: true });
    for (const [i, name] of names.entries()) writeFileSync(join(home, folder, `planted${i}.ts`), planted[name] ?? "");
  }
  const arguments_ = ["lint", "--colors=off", "--max-diagnostics=none", "."];
  const done = spawnSync(join(root, "node_modules/.bin/biome"), arguments_, { cwd: home, encoding: "utf8" });
  rmSync(home, { recursive: true });
  const blocks = (done.stdout + done.stderr).split(/^(?=\S+:\d+:\d+ )/m);
  const of = (folder: string) =>
    new Map(names.map((name, i) => [name, blocks.filter((b) => b.startsWith(`${folder}/planted${i}.ts:`)).join("\n")]));
  return { core: of(folders.core), node: of(folders.node) };
}

/** The replacement that biome.json names for a global. */
function messageOf(name: string): string {
  const config = JSON.parse(read("biome.json"));
  const message = config.overrides[0].linter.rules.style.noRestrictedGlobals.options.deniedGlobals[name];
  expect(message, `biome.json has no message for ${name}`).toBeTypeOf("string");
  return message;
}

function judge(code: string): Finding[] {
  const path = join(root, plantedPath);
  const options = coreOptions();
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.ES2023, true);
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile;
  host.getSourceFile = (file, ...rest) => (file === path ? source : original.call(host, file, ...rest));
  return checkCore(plantedPath, source, ts.createProgram([path], options, host).getTypeChecker());
}

function imports(path: string, code: string): Finding[] {
  return checkImports(path, ts.createSourceFile(path, code, ts.ScriptTarget.ES2023, true));
}

function fileIn(layer: string): string {
  if (layer === "chain/src/app/limits") return "chain/src/app/limits.ts";
  if (layer === "chain/src/modules") return "chain/src/modules/market/msgs.ts";
  return layer.includes("/") ? `${layer}/planted.ts` : `${layer}/src/planted.ts`;
}

function specifierOf(from: string, to: string): string {
  if (!to.startsWith("chain/")) return `@dcm/${to}`;
  const target =
    to === "chain/src/modules" ? `${to}/bank/api.js` : to.endsWith("limits") ? `${to}.js` : `${to}/planted.js`;
  return posix.relative(posix.dirname(fileIn(from)), target).replace(/^(?!\.)/, "./");
}

function modules(): string[] {
  return readdirSync(join(root, "chain/src/modules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function moduleGraph(): Map<string, string[]> {
  return new Map(
    modules().map((name) => {
      const files = sources.filter(
        (path) => path.startsWith(`chain/src/modules/${name}/`) && !path.endsWith(".test.ts"),
      );
      const peers = files.flatMap((path) =>
        [...read(path).matchAll(/from "(?:\.\.\/)+([a-z]+)\/api\.js"/g)].map((m) => m[1] ?? ""),
      );
      return [name, [...new Set(peers)].filter((peer) => peer !== name)];
    }),
  );
}

function cycleOf(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(name)) return [...trail, name];
    if (done.has(name)) return undefined;
    for (const next of graph.get(name) ?? []) {
      const found = walk(next, [...trail, name]);
      if (found !== undefined) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of graph.keys()) {
    const found = walk(name, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Source files that no other file of the repository names in an import, and that are no entry point. */
function deadFiles(): string[] {
  const entry =
    /(^|\/)(index|main|node|worker|demo|keys|cosmjs|generate)\.ts$|worker\.ts$|\/gen\/|\.test\.ts$|\/commands\//;
  const named = new Set(
    tracked
      .filter((path) => /\.(ts|mjs|js|json)$/.test(path) && !path.includes("/gen/"))
      .flatMap((path) => [...read(path).matchAll(/["'`]((?:\.{1,2}|@dcm)\/[^"'`]+)["'`]/g)].map((m) => m[1] ?? "")),
  );
  const names = new Set(
    [...named].map((specifier) =>
      specifier
        .replace(/\.(js|ts)$/, "")
        .split("/")
        .at(-1),
    ),
  );
  return sources.filter((path) => !entry.test(path) && !names.has(path.split("/").at(-1)?.replace(/\.ts$/, "")));
}

function read(path: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
}

function show(finding: Finding): string {
  return `${finding.path}:${finding.line} ${finding.rule}: ${finding.message}`;
}

test("the layer table covers every package", () => {
  const packages = JSON.parse(read("package.json")).workspaces.filter((name: string) => name !== "chain");
  for (const name of packages) expect(layerOf(`${name}/src/index.ts`)).toBe(name);
});
