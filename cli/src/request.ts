import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { JobRequest } from "@dcm/client";
import { CliError } from "./failure.js";
import { readStdin } from "./output.js";
import { nearest } from "./suggest.js";
import { quoted, typed } from "./typed.js";

/** Flags that describe a job; shared by run, quote and explain. */
export interface JobFlags {
  readonly input?: readonly string[];
  readonly stdin?: string;
  readonly env?: readonly string[];
  readonly replicas?: string;
  readonly policy?: string;
  readonly class?: string;
  readonly maxPrice?: string;
  readonly maxTotal?: string;
  readonly region?: readonly string[];
  readonly site?: readonly string[];
  readonly maxFuel?: string;
  readonly maxTime?: string;
  readonly maxOutput?: string;
  readonly expiry?: string;
  readonly tag?: readonly string[];
  readonly clientKey?: string;
}

/** A program as the command line names it. */
export interface Program {
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** Reads FILE, or the example that `@NAME` means. */
export async function readProgram(name: string): Promise<Program> {
  const file = name.startsWith("@") ? exampleFile(name) : name;
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(file));
  } catch (error) {
    throw new CliError("PROGRAM_NOT_FOUND", `${file} cannot be read: ${(error as Error).message}`, [
      ...sibling(name),
      typed().swapped(name, "@hello").text(),
    ]);
  }
  // The magic number of every WebAssembly module: \0asm.
  if (bytes.length < 8 || bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
    throw new CliError(
      "PROGRAM_NOT_WASM",
      `${file} is not a WebAssembly module: compile it for wasm32-wasip1 (examples/README.md says how)`,
      file.endsWith(".rs")
        ? [`rustc --target wasm32-wasip1 -O ${quoted(file)}`]
        : [typed().swapped(name, "@hello").text()],
    );
  }
  const { validate } = await import("@dcm/vm");
  const verdict = validate(bytes);
  // The same check as every provider's: who sends such a program pays for being told so.
  if (!verdict.ok) {
    throw new CliError("PROGRAM_INVALID", `${file} cannot run on the market: ${verdict.reason}`, [
      typed().swapped(name, "@hello").text(),
    ]);
  }
  return { label: basename(file), bytes };
}

/** Names of the examples that are shipped. */
export function exampleNames(): readonly string[] {
  const folder = exampleFolder();
  if (folder === undefined) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".wasm"));
  return files.map((file) => file.slice(0, -".wasm".length)).sort();
}

/** The job that a program, its arguments and the flags describe. */
export async function jobRequest(program: Program, args: readonly string[], flags: JobFlags): Promise<JobRequest> {
  const fields: Record<string, unknown> = { wasm: program.bytes, args, env: envOf(flags.env), tags: flags.tag ?? [] };
  const set = (name: keyof JobRequest, value: unknown) => {
    if (value !== undefined) fields[name] = value;
  };
  set("inputs", await inputsOf(flags.input));
  set("stdin", flags.stdin === undefined ? undefined : await readContent(flags.stdin));
  set("class", flags.class);
  set("maxPrice", flags.maxPrice);
  set("maxTotal", flags.maxTotal);
  set("region", flags.region);
  set("clientKey", flags.clientKey);
  set("constraints", siteOf(flags.site));
  set("maxFuel", flags.maxFuel === undefined ? undefined : count("--max-fuel", flags.maxFuel));
  set("maxOutputBytes", flags.maxOutput === undefined ? undefined : count("--max-output", flags.maxOutput));
  set("maxWallTimeMs", flags.maxTime === undefined ? undefined : BigInt(milliseconds("--max-time", flags.maxTime)));
  set("expiryMs", flags.expiry === undefined ? undefined : BigInt(milliseconds("--expiry", flags.expiry)));
  return { ...(fields as unknown as JobRequest), ...policyOf(flags) };
}

/** A duration such as 500ms, 60s, 5m or 1h. */
export function milliseconds(flag: string, text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|min|h)$/.exec(text) ?? [];
  const factor = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }[unit];
  if (factor === undefined) throw new CliError("USAGE", `${flag} ${text} is not a duration, write 60s, 5m or 1h`);
  return Math.round(Number(number) * factor);
}

/** A whole number with an optional k, M, G or T. */
export function count(flag: string, text: string): bigint {
  const [, number = "", unit = ""] = /^(\d{1,18})([kMGT]?)$/.exec(text) ?? [];
  if (number === "") throw new CliError("USAGE", `${flag} ${text} is not a whole number, write 5000000 or 5M`);
  return BigInt(number) * 1000n ** BigInt(["", "k", "M", "G", "T"].indexOf(unit));
}

function policyOf({ policy, replicas }: JobFlags): Partial<JobRequest> {
  if (policy === undefined) return { replicas: Number(count("--replicas", replicas ?? "2")) };
  const [name = "", n = replicas ?? "2", m = n] = policy.split(/[:,]/);
  if (name === "approve") return { replicas: 1 };
  if (name !== "redundant") {
    throw new CliError("USAGE", `--policy ${policy} is not known: approve, redundant, or redundant:N,M`);
  }
  return { replicas: Number(count("--policy", n)), agree: Number(count("--policy", m)) };
}

function siteOf(sites: readonly string[] | undefined): JobRequest["constraints"] {
  return sites === undefined ? undefined : { in: { field: "site", values: sites } };
}

function envOf(pairs: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      // As docker: a name alone takes its value from here.
      return at < 0 ? [pair, process.env[pair] ?? ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function inputsOf(inputs: readonly string[] | undefined): Promise<JobRequest["inputs"]> {
  if (inputs === undefined) return undefined;
  const files = inputs.map(async (input) => {
    const at = input.indexOf("=");
    const [path, file] = at < 0 ? [basename(input), input] : [input.slice(0, at), input.slice(at + 1)];
    const inside = path.replace(/^\/+/, "");
    return [inside.startsWith("in/") ? inside : `in/${inside}`, await readContent(file)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

async function readContent(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await readStdin() : new Uint8Array(await readFile(file));
  } catch (error) {
    throw new CliError("FILE_NOT_FOUND", `${file} cannot be read: ${(error as Error).message}`, sibling(file));
  }
}

function exampleFile(name: string): string {
  const wanted = name
    .slice(1)
    .replace(/^examples\//, "")
    .replace(/\.wasm$/, "");
  const folder = exampleFolder();
  const names = exampleNames();
  if (folder !== undefined && names.includes(wanted)) return `${folder}${wanted}.wasm`;
  const guess = nearest(wanted, names);
  throw new CliError(
    "PROGRAM_NOT_FOUND",
    `there is no example ${name}; there are: ${names.map((known) => `@${known}`).join(", ")}`,
    [
      typed()
        .swapped(name, `@${guess ?? "hello"}`)
        .text(),
    ],
  );
}

/** The line with the file of that folder whose name is most like a mistyped one. */
function sibling(file: string): readonly string[] {
  const folder = dirname(file);
  const guess = existsSync(folder) ? nearest(basename(file), readdirSync(folder)) : undefined;
  if (guess === undefined || guess === basename(file)) return [];
  const line = typed();
  const word = line.own.find((each) => each.endsWith(file));
  return word === undefined ? [] : [line.swapped(word, word.slice(0, -basename(file).length) + guess).text()];
}

/** Beside the compiled code, where the build copies them; else the repository's own. */
function exampleFolder(): string | undefined {
  const places = ["./examples/", "../dist/examples/", "../../examples/"];
  return places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((folder) => existsSync(folder));
}
