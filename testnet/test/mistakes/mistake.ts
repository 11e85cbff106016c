import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ready } from "../../src/localnet.js";
import type { Place } from "../network.js";

/** What the mistakes refer to: one network, with a history. */
export interface World {
  readonly place: Place;
  readonly ready: Ready;
  /** Files of this test. */
  readonly folder: string;
  /** The network as a proxy changes it, by the name of a row of `tampers.ts`. */
  tampered(name: string): string;
  /** A process that does nothing and may be ended. */
  readonly sleeper: number;
  /** A port that something listens on. */
  readonly takenPort: number;
  /** Jobs by how they stand. */
  readonly jobs: Readonly<
    Record<"open" | "cancelled" | "expired" | "rejected" | "failed" | "void" | "unreachable", string>
  >;
  /** A new job whose result waits for its owner's word. */
  fresh(): Promise<string>;
  address(name: string): string;
  file(name: string, content?: string | Uint8Array): string;
}

/** One mistake: what is typed, how the program ends, and what it proposes. */
export interface Mistake {
  readonly what: string;
  /** `dcm` when it is not said. */
  readonly program?: "dcm" | "dcm-provider" | "dcm-gateway";
  readonly args: readonly string[] | ((world: World) => readonly string[] | Promise<readonly string[]>);
  /** More of the environment, such as another home. */
  readonly env?: (world: World) => NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly exit: number;
  /** Addresses, hashes, files and sums replaced by what they are. */
  readonly next: readonly string[];
  /** Money is still held. */
  readonly locked?: true;
  /** What the message says, when that is the point. */
  readonly says?: RegExp;
}

/** Mistakes by the code that they end with; a job's own end by its outcome. */
export type Rows = Readonly<Record<string, readonly Mistake[]>>;

/** A home without keys and contexts. */
export const nobody = ({ folder }: World) => ({ DCM_HOME: join(folder, "nobody") });

/** Breaks the first call of a function that every command uses, as a bug of ours would. */
export const planted = (what: string) => () => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `const real = ${what}; let calls = 0; ${what} = function (...all) { if (calls++ === 0) throw new TypeError("a planted fault"); return real.apply(this, all); };`,
  )}`,
});

/** Lines that are typed rightly, to be spoilt. */
export const send = (...more: string[]) => ["tx", "bank", "send", "alice", "bob", "1udcm", ...more];
export const run = (...more: string[]) => ["run", "@hello", ...more];

export const hello = new Uint8Array(readFileSync(new URL("../../../examples/hello.wasm", import.meta.url)));
