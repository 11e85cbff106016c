import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "./content.js";
import { replaceFile, syncFolder } from "./files.js";

/** Results' content on this machine, a folder per seat, kept until nobody may ask for it any more ([J6]). */
export interface Shelf {
  /** Resolves when all of it is on disk. */
  put(seat: string, blobs: readonly Uint8Array[]): Promise<void>;
  /** The content, or undefined when it is not there as it was put. */
  get(seat: string, digest: string): Promise<Uint8Array | undefined>;
  remove(seat: string): Promise<void>;
  /** Removes all that belongs to other seats, and what an earlier run left half written. */
  keepOnly(seats: Iterable<string>): Promise<void>;
}

export function openShelf(folder: string): Shelf {
  const at = (seat: string) => join(folder, nameOf(seat));
  return {
    put: async (seat, blobs) => {
      await mkdir(at(seat), { recursive: true, mode: 0o700 });
      for (const bytes of blobs) await replaceFile(join(at(seat), sha256Hex(bytes)), bytes);
      await syncFolder(folder);
    },
    get: async (seat, digest) => {
      const bytes = await readFile(join(at(seat), digest)).catch(whenMissing);
      // What a failing disk changed would be stored under another name, and nobody could fetch what was promised.
      return bytes && sha256Hex(bytes) === digest ? new Uint8Array(bytes) : undefined;
    },
    remove: (seat) => rm(at(seat), { recursive: true, force: true }),
    keepOnly: async (seats) => {
      if (!existsSync(folder)) return;
      const named = new Set([...seats].map(nameOf));
      const old = (await readdir(folder)).filter((name) => !named.has(name));
      for (const name of old) await rm(join(folder, name), { recursive: true, force: true });
    },
  };
}

/** A seat's key has a slash. */
function nameOf(seat: string): string {
  return seat.replace("/", "-");
}

function whenMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
