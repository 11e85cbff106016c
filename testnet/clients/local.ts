import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { portsOf, settingsOf } from "../src/options.js";
import { newPlace, type Place } from "../test/network.js";

/** Where `make clients` installed the foreign programs. */
export const installed = (name: string): string => join(process.env.DCM_CLIENTS ?? "", name);

/** A network of two validators for one test file. */
export interface Local {
  readonly place: Place;
  readonly ready: Localnet["ready"];
  readonly ports: ReturnType<typeof portsOf>;
  /** An account with coins. */
  readonly alice: { readonly address: string; readonly mnemonic: string };
  stop(): Promise<void>;
}

export async function startLocal(): Promise<Local> {
  const place = await newPlace();
  const network = await startLocalnet({ ...place, validators: 2, providers: 0 }, () => undefined);
  const [alice] = network.ready.accounts;
  if (alice === undefined) throw new Error("a local network without accounts");
  return {
    place,
    ready: network.ready,
    ports: portsOf(settingsOf(place), 0),
    alice,
    stop: async () => {
      await network.stop();
      await place.remove();
    },
  };
}

/** Runs a program to its end. Its error has all that it wrote. */
export async function output(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const options = { env: { ...process.env, ...env }, maxBuffer: 1 << 24, timeout: 120_000 };
  return (await promisify(execFile)(file, args, options)).stdout;
}

/** Starts a program that stays; the answer ends it. */
export function started(file: string, args: readonly string[]): () => Promise<void> {
  const child: ChildProcess = spawn(file, args, { stdio: "ignore" });
  const ended = once(child, "exit");
  return async () => {
    child.kill();
    await ended;
  };
}
