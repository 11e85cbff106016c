import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { announceTrees, buildProgram } from "../src/program.js";
import { nearest } from "../src/suggest.js";

const src = fileURLToPath(new URL("../src/", import.meta.url));

describe("the command line", () => {
  test("has the commands that the manual names", () => {
    const program = buildProgram(() => undefined);
    announceTrees(program);
    expect(names(program, "dcm")).toMatchSnapshot();
  });

  test("shows its help without loading anything but commander", () => {
    const outside = new Set<string>();
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, wanted = ""] of readFileSync(file, "utf8").matchAll(/^import (?!type).*?from "([^"]+)";/gms)) {
        if (wanted.startsWith(".")) visit(join(dirname(file), wanted.replace(/\.js$/, ".ts")));
        else outside.add(wanted);
      }
    };
    visit(join(src, "main.ts"));
    expect([...outside].sort()).toEqual(["commander", "node:fs"]);
  });

  test("loads every command's module when it runs", () => {
    const text = readFileSync(join(src, "program.ts"), "utf8");
    const modules = [...text.matchAll(/import\("\.\/(commands\/\w+)\.js"\)/g)].map(([, name]) => `${name}.ts`);
    expect(modules.length).toBeGreaterThan(5);
    for (const module of modules) expect(existsSync(join(src, module)), module).toBe(true);
  });

  test("leaves what comes after -- to the program", async () => {
    const program = buildProgram(() => undefined);
    const run = program.commands.find((command) => command.name() === "run") as Command;
    let parsed: unknown;
    run.action((name, args, flags) => {
      parsed = { name, args, replicas: flags.replicas };
    });
    await program.parseAsync(["node", "dcm", "run", "@hello", "--replicas", "3", "--", "--replicas", "Ada"]);
    expect(parsed).toEqual({ name: "@hello", args: ["--replicas", "Ada"], replicas: "3" });
  });

  test.each([
    ["rnu", "unknown command 'rnu'\n(Did you mean run?)"],
    ["provder", "Did you mean provider"],
  ])("proposes a command for %s", (typed, words) => {
    expect(() => buildProgram(() => undefined).parse(["node", "dcm", typed])).toThrow(words);
  });
});

describe("a mistyped name", () => {
  test.each([
    ["helo", "hello"],
    ["hlelo", "hello"],
    ["manelbrot", "mandelbrot"],
    ["xyz", undefined],
  ])("%s is taken for %s", (typed, meant) => {
    expect(nearest(typed, ["hello", "pi", "mandelbrot", "wordcount"])).toBe(meant);
  });
});

function names(command: Command, path: string): readonly string[] {
  const flags = command.options.map(({ long }) => long).join(" ");
  return [`${path} ${flags}`.trim(), ...command.commands.flatMap((inner) => names(inner, `${path} ${inner.name()}`))];
}
