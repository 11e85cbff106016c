import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { messages, services } from "@dcm/proto";
import { docs } from "@dcm/proto/gen/docs";
import { describe, expect, test } from "vitest";
import { modules } from "../../chain/src/app/modules.js";
import { nodeErrors } from "../../chain/src/node/errors.js";
import { exitCodeOf, exitCodes } from "../../cli/src/failure.js";
import { chainErrors, clientErrors } from "../../client/src/index.js";
import { gatewayErrors, processErrors } from "../../gateway/src/failure.js";
import { agentErrors } from "../../provider/src/failure.js";
// @ts-expect-error plain JavaScript
import { errorsPage, messagesPage } from "../docs.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const files = spawnSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).stdout.split("\n");
const named = (name: string) => files.filter((path) => path === name || path.endsWith(`/${name}`));
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("generated pages are what `make docs` writes now", () => {
  test("docs/reference/messages.md", () => {
    expect(read("docs/reference/messages.md")).toBe(messagesPage({ modules, services, messages, docs }));
  });

  test("docs/errors.md", () => {
    const programs = { dcmd: nodeErrors, "dcm-provider": agentErrors, "dcm-gateway": processErrors };
    const tables = { chainErrors, clientErrors, exitCodes, exitCodeOf, gatewayErrors, programs };
    expect(read("docs/errors.md")).toBe(errorsPage(tables));
  });
});

describe("docs/dependencies.md lists what package.json and go.mod files name, and nothing else", () => {
  const listed = listedDependencies();
  const manifests = [...named("package.json"), ...named("go.mod")].filter((path) => dependencies(path).length > 0);

  test("it has a section for every file that names a dependency", () => {
    expect([...listed.keys()].sort()).toEqual(manifests.sort());
  });

  test.each(manifests)("%s", (path) => {
    expect([...(listed.get(path)?.keys() ?? [])].sort()).toEqual(dependencies(path).sort());
    for (const [name, reason] of listed.get(path) ?? []) expect(reason.length, name).toBeGreaterThan(10);
  });
});

describe("links lead somewhere", () => {
  const pages = files.filter((path) => /^([^/]+|docs\/.+|.*\/README)\.md$/.test(path));

  test.each(pages)("%s", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
    const missing = targets.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });
});

test("every package, chain module and example set has a page that says what it is for", () => {
  const chainModules = readdirSync(join(root, "chain/src/modules")).map((name) => `chain/src/modules/${name}`);
  const missing = [...chainModules, "examples"].filter((folder) => !existsSync(join(root, folder, "README.md")));
  expect(missing).toEqual([]);
});

// The compiler looks up every dependency of a package.json while it writes declarations, and remembers failures: a package that is
// built before one it depends on breaks the first build of a fresh clone, and only that.
describe("the build visits a package after those that its package.json names", () => {
  test.each(named("tsconfig.json").filter((path) => path.split("/").length === 2))("%s", (path) => {
    const folder = dirname(path);
    const own = Object.keys(manifest(`${folder}/package.json`).dependencies ?? {});
    const wanted = own.filter((name) => name.startsWith("@dcm/")).map((name) => name.replace("@dcm/", "../"));
    const configs = files.filter((file) => dirname(file) === folder && /\/tsconfig.*\.json$/.test(file));
    const referenced = configs.map((file) => (JSON.parse(read(file)).references ?? []) as { path: string }[]);
    // Whichever of the folder's configurations is built first must have them all.
    const first = referenced.find((each) => each.every((reference) => !reference.path.startsWith("./"))) ?? [];
    expect(first.map((reference) => reference.path)).toEqual(expect.arrayContaining(wanted));
  });
});

test("the lock file can be installed: it names every optional package that its packages ask for", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !(`node_modules/${name}` in packages)),
  );
  expect(missing).toEqual([]);
});

test("no file names a place of the machine that it was written on, or a host that packages came from", () => {
  const places = [
    "/wo" + "rk/",
    "/tm" + "p/w/",
    "registry\\.npm" + "js",
    "proxy\\.go" + "lang",
    "/ro" + "ot/",
    "/ho" + "me/[a-z]+/",
  ];
  const found = spawnSync("git", ["grep", "-lIE", places.join("|"), "--", ".", ":!*.wasm"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(found.stdout.split("\n").filter(Boolean)).toEqual([]);
});

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifest(path: string): Manifest {
  return JSON.parse(read(path)) as Manifest;
}

/** Direct dependencies from outside the workspace. */
function dependencies(path: string): string[] {
  if (path.endsWith("go.mod")) {
    const lines = read(path).split("\n");
    const direct = lines.filter((line) => /^(require )?\s*[\w.-]+\.[\w./-]+ v\S+$/.test(line));
    return direct.map(
      (line) =>
        line
          .replace(/^require /, "")
          .trim()
          .split(" ")[0] ?? "",
    );
  }
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest(path);
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
  return Object.keys(all).filter((name) => !name.startsWith("@dcm/"));
}

/** The page's tables: name to reason, by the file that the section is about. */
function listedDependencies(): Map<string, Map<string, string>> {
  const sections = read("docs/dependencies.md").split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const rows = [...section.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
      return [section.split("\n")[0] ?? "", new Map(rows.map(([, name = "", reason = ""]) => [name, reason]))];
    }),
  );
}
