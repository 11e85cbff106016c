import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test("the kernel's types refuse the seven mistakes", () => {
  const base = ts.readConfigFile(at("../../../tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(base.config.compilerOptions, at("../../.."));
  const paths = {
    "@dcm/proto": [at("../../../proto/src/index.ts")],
    "@dcm/proto/*": [at("../../../proto/src/*.ts")],
    "@dcm/rules": [at("../../../rules/src/index.ts")],
  };
  const program = ts.createProgram([at("./refused-mistakes.ts")], {
    ...options,
    composite: false,
    noEmit: true,
    paths,
  });
  const faults = ts.getPreEmitDiagnostics(program, program.getSourceFile(at("./refused-mistakes.ts")));
  expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
