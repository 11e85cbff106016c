import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./disk-bytes.js";
import { describe, unseal } from "./disk-format.js";
import { logParts } from "./disk-log.js";
import { checkManifest } from "./disk-manifest.js";
import { tableParts } from "./disk-table.js";
import { StateMismatch } from "./multistore.js";

/**
 * Refuses a database with a damaged byte or a missing file, before LevelDB opens it. LevelDB drops a damaged batch of its
 * log without a word, and reads its tables without comparing checksums.
 * @throws StateMismatch  with the store and key of the damaged record when the damage lies in one, else with its place
 */
export function checkFiles(dir: string): void {
  checkManifest(dir);
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (name.endsWith(".log")) checkParts(path, logParts(readFileSync(path)));
    if (name.endsWith(".ldb")) checkParts(path, tableParts(readFileSync(path)));
  }
}

function checkParts(path: string, parts: Iterable<Part>): void {
  let last = "its beginning";
  try {
    for (const { intact, puts } of parts) {
      if (intact) continue;
      for (const [key, value] of puts()) {
        unseal(key, value);
        last = describe(key);
      }
      throw new RangeError("the damage lies between the records");
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StateMismatch(`${path} is damaged near ${last}: ${error.message}`);
  }
}
