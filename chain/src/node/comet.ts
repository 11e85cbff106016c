import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "./errors.js";

/** The only line that is maintained and that CosmJS and Hermes recognise; never 0.39 or 1.x. */
export const COMET_VERSION = "0.38.25";

const MODULE = `github.com/cometbft/cometbft/cmd/cometbft@v${COMET_VERSION}`;

/** `.tools/bin` of the repository that this package stands in. */
export const TOOLS_BIN = resolve(dirname(fileURLToPath(import.meta.url)), "../../../.tools/bin");

/** CometBFT with an ABCI client of ours (chain/comet). */
const LAUNCHER = "dcm-comet";
const LAUNCHER_SOURCES = resolve(dirname(fileURLToPath(import.meta.url)), "../../comet");

export interface FindOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly toolsBin?: string;
  /** Whether `go install` may be run when nothing was found. */
  readonly install?: boolean;
  readonly say?: (text: string) => void;
}

/**
 * The path of a CometBFT of the right version: `$COMETBFT`, our launcher in `.tools/bin`, PATH, the stock one in
 * `.tools/bin`, then `go install` into `.tools/bin`.
 *
 * @throws UsageError naming what was found and the three ways to get the right one
 */
export function findComet({ env = process.env, toolsBin = TOOLS_BIN, install = false, say }: FindOptions = {}): string {
  const stock = join(toolsBin, "cometbft");
  if (env.COMETBFT) return required(env.COMETBFT);

  const wrong: string[] = [];
  for (const path of [join(toolsBin, LAUNCHER), onPath("cometbft", env.PATH), stock]) {
    if (path === undefined || !existsSync(path)) continue;
    const version = cometVersion(path);
    if (version === COMET_VERSION) return path;
    wrong.push(`${path} is ${version ?? "not a CometBFT"}`);
  }
  if (install && onPath("go", env.PATH) !== undefined) {
    say?.(`installing CometBFT v${COMET_VERSION} into ${toolsBin} with go install (about a minute)`);
    const go = spawnSync("go", ["install", MODULE], {
      env: { ...env, GOBIN: toolsBin, GOFLAGS: "-mod=mod" },
      stdio: ["ignore", 2, 2],
    });
    if (go.status === 0 && cometVersion(stock) === COMET_VERSION) return stock;
    wrong.push("go install failed");
  }
  throw missing(wrong);
}

/** A CometBFT that {@link findComet} found, in words. */
export function describeComet(path: string): string {
  return `CometBFT v${COMET_VERSION}, ${basename(path) === LAUNCHER ? "dcm's launcher" : "stock"} (${path})`;
}

/**
 * Builds our launcher from its sources, when both they and Go are there; takes well under a second when nothing changed.
 * A stock CometBFT does as well, so `say` is told what went wrong and nothing is thrown.
 */
export function buildLauncher({ env = process.env, toolsBin = TOOLS_BIN, say }: Omit<FindOptions, "install">): void {
  const go = onPath("go", env.PATH);
  if (go === undefined || !existsSync(LAUNCHER_SOURCES)) return;
  const path = join(toolsBin, LAUNCHER);
  if (!existsSync(path)) say?.(`building the launcher of CometBFT v${COMET_VERSION} with Go (about a minute, once)`);
  const build = spawnSync(go, ["build", "-buildvcs=false", "-o", path, "."], {
    cwd: LAUNCHER_SOURCES,
    env: { ...env, GOWORK: "off" },
    stdio: ["ignore", 2, 2],
  });
  if (build.status !== 0) say?.("the launcher could not be built; a stock CometBFT will do");
}

/** What `cometbft version` says, without build suffixes; undefined when it does not run. */
export function cometVersion(path: string): string | undefined {
  const run = spawnSync(path, ["version"], { encoding: "utf8", timeout: 20_000 });
  return run.status === 0 ? /^v?(\d+\.\d+\.\d+)/.exec(run.stdout.trim())?.[1] : undefined;
}

function required(path: string): string {
  const version = cometVersion(path);
  if (version !== COMET_VERSION) throw missing([`$COMETBFT, ${path}, is ${version ?? "not a CometBFT"}`]);
  return path;
}

function missing(wrong: readonly string[]): UsageError {
  const found = wrong.length > 0 ? ` (${wrong.join("; ")})` : "";
  const text = `CometBFT v${COMET_VERSION} is needed and was not found${found}. Do one of these:
  1. make setup                        # in the repository; needs Go 1.22.11 or newer
  2. go install ${MODULE}   # and have Go's bin directory on PATH
  3. COMETBFT=/path/to/cometbft        # a v${COMET_VERSION} that you have`;
  return new UsageError(text, "DCMD_COMETBFT", [`go install ${MODULE}`]);
}

/** The first executable of that name on a PATH. */
export function onPath(name: string, path = process.env.PATH): string | undefined {
  return (path ?? "")
    .split(delimiter)
    .filter((directory) => directory !== "")
    .map((directory) => join(directory, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        // Not there or not ours to run: the next directory may have it.
        return false;
      }
    });
}
