import { InvariantError } from "@dcm/rules";
import { expect, test } from "vitest";
import { UpgradeNeeded } from "../../src/kernel/index.js";
import { HaltError } from "../../src/node/abci/dispatch.js";
import { ChildDied, UsageError } from "../../src/node/errors.js";
import { exitCode } from "../../src/node/exit-code.js";
import { StateMismatch } from "../../src/store/index.js";

test.each([
  ["a halt by configuration", new HaltError("x"), 0],
  ["an upgrade that another program carries out", new UpgradeNeeded({ name: "v2", height: 1n, info: "" }, 1n), 1],
  ["an error that nobody foresaw", new TypeError("x"), 1],
  ["something thrown that is no error", "x", 1],
  ["wrong usage", new UsageError("x"), 2],
  ["a dead child", new ChildDied("x"), 3],
  ["state that is not what was written", new StateMismatch("x"), 4],
  ["a broken invariant", new InvariantError("x"), 5],
])("%s has its exit code", (_, error, code) => {
  expect(exitCode(error)).toBe(code);
});
