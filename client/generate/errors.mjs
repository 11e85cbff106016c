// Writes src/gen/errors.ts, the one table (codespace, code) → stable code, from the chain's error tables.
// Run by `node client/generate/errors.mjs`; a test compares the file with a fresh one.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = join(root, "client/src/gen/errors.ts");

/** First rule that fits an error's name gives its grpc status; FailedPrecondition otherwise. */
const GRPC = [
  [/NotFound$|^Unknown(Address|Class)/, 5],
  [/Exists$|^Duplicate/, 6],
  [/^Unauthorized$|^Not\w*(Owner|Holder|Authority|Provider|Buyer)$/, 7],
  [/^(WrongSequence|Conflict)$/, 10],
  [/^(NotSupported|UnknownRequest)$/, 12],
  [/^Logic$/, 13],
  [/^OutOfGas$/, 8],
  [
    /^(Invalid|Bad|Malformed|Unknown|Too[A-Z]|NoSignatures)|^(TxDecode|UnpackAny|MemoTooLarge|TxTooLarge)$|TooLong$|TooLarge$/,
    3,
  ],
];

/** The generated file's text. */
export function generateErrors() {
  const used = usedSdkErrors();
  const rows = sources()
    .flatMap(readTable)
    .filter((row) => isUsed(used, row));
  rows.sort((a, b) => (a.codespace === b.codespace ? a.code - b.code : a.codespace < b.codespace ? -1 : 1));
  const lines = rows.map(({ codespace, code, name, text }) => {
    const stable = `${snake(codespace)}_${snake(name)}`;
    return `  "${codespace}/${code}": { code: "${stable}", text: ${text}, grpc: ${grpc(name)} },`;
  });
  return [
    "// Generated from the chain's error tables by client/generate/errors.mjs. Do not edit.",
    'import type { ChainErrorInfo } from "../errors.js";',
    "",
    "/** `codespace/code` → what is known of the error. */",
    "export const chainErrors: Readonly<Record<string, ChainErrorInfo>> = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}

function sources() {
  const modules = join(root, "chain/src/modules");
  const folders = existsSync(modules) ? readdirSync(modules).sort() : [];
  const files = folders.map((folder) => join(modules, folder, "errors.ts"));
  return [join(root, "chain/src/kernel/sdk-errors.ts"), ...files].filter((file) => existsSync(file));
}

function readTable(file) {
  const source = readFileSync(file, "utf8");
  const tables = [...source.matchAll(/const (\w+) = defineErrors\(\s*"([a-z]+)",\s*\{([\s\S]*?)\n\}\s*\)/g)];
  const rows = tables.flatMap(([, table, codespace, body]) =>
    [...body.matchAll(/(\w+):\s*\[\s*(\d+),\s*("(?:[^"\\]|\\.)*")\s*,?\s*\]/g)].map(([, name, code, text]) => ({
      table,
      codespace,
      name,
      code: Number(code),
      text,
    })),
  );
  // A row written in a way that the pattern does not know must not vanish.
  const written = [...source.matchAll(/^\s*\w+:\s*\[/gm)].length;
  if (written !== rows.length) throw new Error(`${file}: read ${rows.length} of ${written} errors`);
  return rows;
}

/** The SDK's root codespace is written down as the SDK has it: what nothing here answers with is no error of ours. */
function isUsed(used, { table, name }) {
  return table !== "Sdk" || used.has(`Sdk.${name}`);
}

/** Every `Sdk.Name` of the chain's sources. */
function usedSdkErrors() {
  const folder = join(root, "chain/src");
  const files = readdirSync(folder, { recursive: true }).filter((path) => /(?<!\.test)\.ts$/.test(path));
  return new Set(files.flatMap((path) => readFileSync(join(folder, path), "utf8").match(/\bSdk\.\w+/g) ?? []));
}

function grpc(name) {
  return GRPC.find(([pattern]) => pattern.test(name))?.[1] ?? 9;
}

function snake(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, generateErrors());
