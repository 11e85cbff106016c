#!/usr/bin/env node
// Runs every <package>/bench/*.mjs, or those whose path contains one of the arguments: `make bench`, `node scripts/bench.mjs store`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const found = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${root}${entry.name}/bench`))
  .flatMap(({ name }) => readdirSync(`${root}${name}/bench`).map((file) => `${name}/bench/${file}`))
  .filter((path) => path.endsWith(".mjs"))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort();

for (const path of found) {
  console.log(`\n── ${path}`);
  const { status, signal } = spawnSync(process.execPath, [path], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`${path}: ${signal ?? `exit ${status}`}`);
    process.exitCode = 1;
  }
}
if (found.length === 0) {
  console.error("no benchmark fits");
  process.exitCode = 2;
}
