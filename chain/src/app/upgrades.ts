import { type Ctx, compareText, type Module, type Upgrades, type Versions } from "../kernel/index.js";

/** One upgrade that this program can carry out. A name is used once in a chain's life. */
export interface Upgrade {
  readonly name: string;
  /** Stores that no program before had; they are made when it is carried out. */
  readonly addedStores?: readonly string[];
  /** Stores that go on under another name: old and new ones. */
  readonly renamedStores?: readonly (readonly [from: string, to: string])[];
  /** Stores that end, and their records with them. */
  readonly deletedStores?: readonly string[];
  /** What is done before the modules' own steps, and the versions to take those from. */
  readonly prepare?: (ctx: Ctx, from: Versions) => Versions;
}

/**
 * CONSENSUS. The upgrades of this program, by the names that proposals give them. Those of older programs stay: a chain that
 * has passed one wants to see it.
 */
export const upgrades: readonly Upgrade[] = [];

/** What of an upgrade is a program's and its operator's doing. */
export interface UpgradeOptions {
  readonly modules: readonly Module[];
  readonly upgrades: readonly Upgrade[];
  readonly skippedHeights: ReadonlySet<bigint>;
  readonly note: (text: string) => void;
}

export function upgradesOf({ modules, upgrades: list, skippedHeights, note }: UpgradeOptions): Upgrades {
  const byName = new Map(list.map((each) => [each.name, each]));
  return {
    versions: new Map(modules.map(({ name, version }) => [name, BigInt(version)])),
    has: (name) => byName.has(name),
    isSkipped: (height) => skippedHeights.has(height),
    run(ctx, name, from) {
      const prepare = byName.get(name)?.prepare;
      return runMigrations(ctx, modules, prepare === undefined ? from : prepare(ctx, from));
    },
    say: note,
  };
}

/**
 * Takes every module from its version in the state to its version here; one that is new starts from its defaults.
 *
 * @throws Error  a step is missing
 * @see Cosmos SDK v0.53, types/module/module.go, RunMigrations
 */
function runMigrations(ctx: Ctx, modules: readonly Module[], from: Versions): Versions {
  for (const module of [...modules].sort(byMigration)) {
    const version = from.get(module.name);
    if (version === undefined) module.genesis?.init(ctx, undefined);
    else for (let step = version; step < module.version; step++) migrate(ctx, module, step);
  }
  return new Map(modules.map(({ name, version }) => [name, BigInt(version)]));
}

function migrate(ctx: Ctx, { name, migrations }: Module, from: bigint): void {
  const step = migrations?.get(from);
  if (step === undefined) throw new Error(`no migration found for module ${name} from version ${from}`);
  step(ctx);
}

/** By name, accounts last, as the SDK does it. */
function byMigration({ name: a }: Module, { name: b }: Module): number {
  if (a === b) return 0;
  if (a === "auth" || b === "auth") return a === "auth" ? 1 : -1;
  return compareText(a, b);
}
