// Compiles the examples.
//
//   node examples/build.mjs [name ...]     writes examples/<name>.wasm; without names: those that npm and Go can build
//     --all       also those that need Rust or clang
//     --check     compiles elsewhere and compares with the committed file instead of writing it
//     --record    writes TOOLCHAINS.md (needs --all)
//
// The output depends on the compiler's version and nothing else: no paths of this machine, no settings of this user.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { argv, env, execPath, exit } from "node:process";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** The toolchain that the Go example is built with; Go fetches it when another one is installed. */
const goToolchain = "go1.26.8";

const shimConfig = "../../node_modules/@assemblyscript/wasi-shim/asconfig.json";

// Bare: no run-time library and no abort; for programs that call WASI themselves.
const bareAssemblyScript = ["main.ts", "-Oz", "--converge", "--noAssert", "--runtime", "stub", "--use", "abort="];
const assemblyScript = ["main.ts", "-O3", "--converge", "--runtime", "stub", "--config", shimConfig];
const go = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="];
const rust = [
  ...["main.rs", "--edition", "2021", "--target", "wasm32-wasip1"],
  ...["-C", "opt-level=3", "-C", "lto=fat", "-C", "codegen-units=1", "-C", "panic=abort", "-C", "strip=symbols"],
];
const c = ["--target=wasm32-wasi", "-std=c11", "-O2", "-Wall", "-Werror", "-Wl,-s", "main.c"];

const toolchains = {
  AssemblyScript: {
    everywhere: true,
    version: () => `assemblyscript ${require("assemblyscript/package.json").version}`,
    compile: (flags, output, cwd) =>
      run(execPath, [require.resolve("assemblyscript/bin/asc.js"), ...flags, "--outFile", output], cwd),
    show: (flags) => `asc ${flags.join(" ")}`,
  },
  Go: {
    everywhere: true,
    version: () => execFileSync("go", ["version"], { cwd: folder, env: goEnv(), encoding: "utf8" }).split(" ")[2],
    compile: (flags, output, cwd) => run("go", [...flags, "-o", output, "."], cwd, goEnv()),
    show: (flags) => `GOOS=wasip1 GOARCH=wasm go ${flags.map(quote).join(" ")} .`,
  },
  Rust: {
    version: () => execFileSync("rustc", ["--version"], { encoding: "utf8" }).trim(),
    compile: (flags, output, cwd) => run("rustc", [...flags, "-o", output], cwd),
    show: (flags) => `rustc ${flags.join(" ")}`,
  },
  C: {
    version: () => execFileSync("clang", ["--version"], { encoding: "utf8" }).split("\n")[0],
    compile: (flags, output, cwd) => run("clang", [...flags, "-o", output], cwd),
    show: (flags) => `clang ${flags.join(" ")}`,
  },
};

/** Every example with its language and compiler flags. */
export const examples = {
  edges: { language: "C", flags: c },
  exitcode: { language: "AssemblyScript", flags: bareAssemblyScript },
  hello: { language: "AssemblyScript", flags: bareAssemblyScript },
  mandelbrot: { language: "AssemblyScript", flags: assemblyScript },
  pi: { language: "AssemblyScript", flags: assemblyScript },
  primes: { language: "C", flags: c },
  sha256sum: { language: "Rust", flags: rust },
  train: { language: "Rust", flags: rust },
  wordcount: { language: "Go", flags: go },
};

/** The names of the examples that can be built wherever npm and Go are. */
export const everywhere = Object.keys(examples).filter((name) => toolchains[examples[name].language].everywhere);

/** Compiles one example and returns the program. */
export function compile(name) {
  const { language, flags } = examples[name];
  const scratch = mkdtempSync(join(tmpdir(), "dcm-example-"));
  try {
    const output = join(scratch, `${name}.wasm`);
    toolchains[language].compile(flags, output, join(folder, name));
    return readFileSync(output);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The committed program. */
export function committed(name) {
  return readFileSync(join(folder, `${name}.wasm`));
}

/** TOOLCHAINS.md for the committed programs, given the compiler versions that made them. */
function describeToolchains() {
  const rows = Object.entries(examples).map(([name, { language }]) => {
    const program = committed(name);
    return `| ${name} | ${language} | ${program.length} | \`${createHash("sha256").update(program).digest("hex")}\` |`;
  });
  const compilers = Object.entries(toolchains).map(([language, { version }]) => `| ${language} | ${version()} |`);
  const commands = Object.entries(examples).map(
    ([name, { language, flags }]) => `${name.padEnd(10)}  ${toolchains[language].show(flags)}`,
  );
  return `# Toolchains of the examples

Written by \`make examples\`, which compiles every program. \`make test\` compiles the AssemblyScript and Go programs again
and compares bytes; Go is told to use exactly the toolchain below and fetches it when another one is installed.

| language | compiler |
|---|---|
${compilers.join("\n")}

C needs wasi-libc and compiler-rt for wasm32 (Debian 12: \`clang lld wasi-libc libclang-rt-dev-wasm32\`), Rust its target
\`wasm32-wasip1\`.

| program | language | bytes | sha256 |
|---|---|--:|---|
${rows.join("\n")}

Commands, each in the program's folder:

\`\`\`
${commands.join("\n")}
\`\`\`
`;
}

/** The user's Go settings must not reach the program. */
function goEnv() {
  const clean = Object.fromEntries(Object.entries(env).filter(([key]) => !/^(GOFLAGS|GOWASM|GOEXPERIMENT|GOWORK)$/.test(key)));
  return { ...clean, GOOS: "wasip1", GOARCH: "wasm", GOTOOLCHAIN: goToolchain, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" };
}

function run(command, args, cwd, environment = env) {
  execFileSync(command, args, { cwd, env: environment, stdio: ["ignore", "inherit", "inherit"] });
}

function quote(word) {
  return word.includes(" ") ? `"${word}"` : word;
}

function main(words) {
  const options = words.filter((word) => word.startsWith("--"));
  const named = words.filter((word) => !word.startsWith("--"));
  const names = named.length > 0 ? named : options.includes("--all") ? Object.keys(examples) : everywhere;
  let different = 0;
  for (const name of names) {
    const program = compile(name);
    if (!options.includes("--check")) writeFileSync(join(folder, `${name}.wasm`), program);
    const same = program.equals(committed(name));
    if (!same) different++;
    console.log(`${name.padEnd(12)}${String(program.length).padStart(9)} bytes${same ? "" : "   differs from the committed program"}`);
  }
  if (options.includes("--record")) writeFileSync(join(folder, "TOOLCHAINS.md"), describeToolchains());
  if (different > 0) exit(1);
}

if (argv[1] === fileURLToPath(import.meta.url)) main(argv.slice(2));
