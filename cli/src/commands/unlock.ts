import type { DerivedKey } from "@dcm/client/keys";
import { findContext } from "../contexts.js";
import { CliError } from "../failure.js";
import { findKey, openKeys } from "../keyring.js";
import { talk } from "../output.js";
import { milliseconds } from "../request.js";
import { forget, remember } from "../unlocked.js";
import { type KeysFlags, namedKey } from "./keys.js";

export interface UnlockFlags extends KeysFlags {
  readonly for: string;
}

/** A day: longer is a key without a passphrase. */
const LONGEST_MS = 86_400_000;

/** `dcm keys unlock [NAME…] --for 15m`: commands open these keys without their passphrase until then. */
export async function unlock(names: readonly string[], flags: UnlockFlags): Promise<number> {
  const forMs = milliseconds("--for", flags.for);
  if (forMs < 1_000 || forMs > LONGEST_MS) throw new CliError("USAGE", "--for is one second to 24h");
  const context = await findContext(flags.context, flags.home);
  const keys = openKeys(flags, context);
  const only = names.length > 0 ? undefined : await findKey(keys, undefined, context);
  const wanted = only === undefined ? await Promise.all(names.map((name) => namedKey(keys, name))) : [only];
  if (wanted.length === 0) throw new CliError("KEY_CHOICE", "which key?", ["dcm keys list"]);
  const derived: DerivedKey[] = [];
  for (const { name } of wanted) {
    if (wanted.length > 1) talk(name);
    const one = await keys.derived(name);
    if (one === undefined) talk(`${name} is not encrypted: it needs no passphrase`);
    else derived.push(one);
  }
  if (derived.length === 0) return 0;
  await remember(flags.home, derived, forMs);
  const until = new Date(Date.now() + forMs).toISOString();
  talk(`unlocked until ${until}; dcm keys lock ends it`);
  return 0;
}

/** `dcm keys lock`: forgets what was unlocked. */
export async function lock(flags: KeysFlags): Promise<number> {
  talk((await forget(flags.home)) ? "locked" : "nothing was unlocked");
  return 0;
}
