// Generates src/gen from the .proto files: `make proto`, or `npm run -w proto generate`.
// With --check it writes nothing and fails when the committed files differ. protobufjs is used here and nowhere else.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { descriptorsFile } from "./descriptors.mjs";
import { docsFile } from "./docs.mjs";
import { loadProtos } from "./load.mjs";
import { packageFile } from "./packages.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));

/** All generated files by their path under src/gen. */
export function generate() {
  const protos = loadProtos(home);
  const files = new Map();
  for (const pkg of protos.packages) files.set(`${pkg.name.replaceAll(".", "/")}.ts`, packageFile(pkg));
  files.set("all.ts", allFile(protos.packages));
  files.set("docs.ts", docsFile(protos));
  files.set("descriptors.ts", descriptorsFile(protos));
  return files;
}

/** One import per package, so that the registry is full. */
function allFile(packages) {
  const lines = packages.map(({ name }) => `import "./${name.replaceAll(".", "/")}.js";`);
  return `// Generated from the .proto files by proto/generate; do not edit.\n${lines.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = join(home, "src/gen");
  const files = generate();
  if (process.argv.includes("--check")) {
    for (const [path, text] of files) {
      const file = join(out, path);
      if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
      console.error(`${path} is stale: run make proto`);
      process.exitCode = 1;
    }
  } else {
    rmSync(out, { recursive: true, force: true });
    for (const [path, text] of files) {
      const file = join(out, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    console.log(`${files.size} files in proto/src/gen`);
  }
}
