import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { nextFor } from "../src/hints.js";
import { quoted, typed } from "../src/typed.js";

const line = (...args: string[]) => typed(["node", "dcm", ...args]);

describe("the typed line", () => {
  test.each([
    [["run", "@hello", "--gas", "5", "--", "--gas", "6"], "dcm run @hello -- --gas 6"],
    [["tx", "--gas=5", "x"], "dcm tx x"],
    [["tx", "x", "--gas"], "dcm tx x"],
    [["tx", "--gas", "--yes"], "dcm tx --yes"],
  ])("%j loses a flag and keeps the program's own", (args, text) => {
    expect(
      line(...args)
        .without("--gas")
        .text(),
    ).toBe(text);
  });

  test("gets a flag once, before what belongs to the program", () => {
    expect(line("run", "p.wasm", "--max-fuel", "1", "--", "a b").with("--max-fuel", "2").text()).toBe(
      "dcm run p.wasm --max-fuel 2 -- 'a b'",
    );
    expect(line("tx", "-s", "4").without("--sequence").text()).toBe("dcm tx");
  });

  test.each([
    [["job", "get", "seven"], "dcm job get --help"],
    [["tx", "bank", "send", "a", "b"], "dcm tx bank send --help"],
    [["query", "tx", "zz"], "dcm query tx --help"],
    [["run", "prog", "--x"], "dcm run --help"],
    [["--version"], "dcm --help"],
  ])("%j has the help of its command", (args, text) => {
    expect(line(...args).help()).toBe(text);
  });

  test.each(["a b", "it's", "$HOME", "*", "a;b", "", "`id`", "ü", "--x=1"])(
    "the word %j is one word to a shell",
    (word) => {
      expect(execFileSync("/bin/sh", ["-c", `printf %s ${quoted(word)}`], { encoding: "utf8" })).toBe(word);
    },
  );
});

describe("what is proposed", () => {
  const error = (code: string, next: readonly string[] = []) =>
    ({ code, message: "", next, txhash: null, height: null }) as never;

  test("goes to the network that was named", () => {
    const there = line("run", "@hello", "--node", "http://x:1", "--", "y");
    expect(nextFor(error("NODE_UNREACHABLE"), there)).toEqual(["dcm doctor --node http://x:1"]);
    expect(nextFor(error("X", ["dcm keys list"]), there)).toEqual(["dcm keys list"]);
    expect(nextFor(error("X", ["dcm tx sign f | dcm tx broadcast -"]), there)).toEqual([
      "dcm tx sign f --node http://x:1 | dcm tx broadcast - --node http://x:1",
    ]);
  });

  test("is never nothing", () => {
    expect(nextFor(error("SOMETHING_NEW"), line("job", "list"))).toEqual(["dcm job list --help"]);
    const included = { ...(error("SOMETHING_NEW") as object), txhash: "AB", height: 5 } as never;
    expect(nextFor(included, line("tx", "bank", "send"))).toEqual(["dcm explain AB"]);
  });
});
