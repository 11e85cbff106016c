import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { lazily } from "../src/program.js";

/** A home with a context of a local network that nobody runs, and commands that are typed in it. */
export interface Terminal {
  readonly home: string;
  /** Writes a file and gives its path. */
  file(name: string, content: string): string;
  /** What a command writes to standard output, and its exit code. */
  run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }>;
  close(): void;
}

/** Opens a terminal whose commands are attached by the function given. */
export function openTerminal(attach: (dcm: Command, lazy: ReturnType<typeof lazily>) => void): Terminal {
  const home = mkdtempSync(join(tmpdir(), "dcm-terminal-"));
  const context = { chain_id: "dcm-local-1", url: "http://127.0.0.1:1", prefix: "dcm", keyring_backend: "test" };
  const file = (name: string, content: string) => {
    writeFileSync(join(home, name), content);
    return join(home, name);
  };
  file("contexts.json", JSON.stringify({ current: "local", contexts: { local: { ...context, local: true } } }));
  return {
    home,
    file,
    async run(...args) {
      let code = -1;
      const finish = (result: number) => {
        code = result;
      };
      const dcm = new Command("dcm").exitOverride().configureOutput({ outputError: () => undefined });
      attach(dcm, lazily(finish));
      process.env.DCM_HOME = home;
      const stdout = await written(() => dcm.parseAsync(["node", "dcm", ...args]));
      return { code, stdout };
    },
    close() {
      delete process.env.DCM_HOME;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Standard output while some work runs; what it says to people goes nowhere. */
async function written(work: () => Promise<unknown>): Promise<string> {
  const real = { out: process.stdout.write, err: process.stderr.write };
  let text = "";
  process.stdout.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    return true;
  }) as typeof process.stdout.write;
  process.stderr.write = (() => true) as typeof process.stderr.write;
  try {
    await work();
    return text;
  } finally {
    process.stdout.write = real.out;
    process.stderr.write = real.err;
  }
}
