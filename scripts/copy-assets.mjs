#!/usr/bin/env node
// Puts the example programs where the packages that ship them look: `@NAME` on the command line means examples/NAME.wasm.
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("..", import.meta.url);
const target = new URL("cli/dist/examples/", root);
mkdirSync(target, { recursive: true });
for (const name of readdirSync(new URL("examples/", root))) {
  if (name.endsWith(".wasm"))
    cpSync(fileURLToPath(new URL(`examples/${name}`, root)), fileURLToPath(new URL(name, target)));
}
