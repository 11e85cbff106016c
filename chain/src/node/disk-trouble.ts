import { existsSync } from "node:fs";
import { statfs, utimes } from "node:fs/promises";
import { DiskError } from "./errors.js";

/**
 * The node stops while so much is left, so that everybody who writes can still finish: CometBFT that cannot write its log
 * stops making blocks, but neither ends nor says so to its application.
 */
const FREE_MIN = 32 << 20;

const LOOK_EVERY_MS = 1_000;
const MIB = 1 << 20;

const KEPT = "and start again: every committed block is kept";

/** What keeps the disks of these directories from being written to; undefined when nothing does. */
export async function diskTrouble(directories: readonly string[]): Promise<DiskError | undefined> {
  for (const directory of directories.filter((path) => existsSync(path))) {
    try {
      // A write that leaves nothing behind but the time of the look.
      await utimes(directory, new Date(), new Date());
      const { bavail, bsize, blocks } = await statfs(directory);
      const free = bavail * bsize;
      // A file system without blocks does not tell how full it is.
      if (blocks > 0 && free < FREE_MIN)
        return full(directory, `${Math.floor(free / MIB)} MiB are left of the ${FREE_MIN / MIB} needed`);
    } catch (error) {
      const trouble = diskError(directory, error);
      // Such as a directory that is another user's: whoever writes there will say so.
      if (trouble !== undefined) return trouble;
    }
  }
  return undefined;
}

/** An error of a write as one that says what to do; undefined when it does not come from the disk. */
export function diskError(directory: string, error: unknown): DiskError | undefined {
  const text = String(error);
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(text)) return full(directory, text);
  if (/EROFS|Read-only file system/.test(text))
    return new DiskError(`the disk of ${directory} is read-only (${text}). Make it writable ${KEPT}`);
  if (/EIO\b|Input\/output error/.test(text))
    return new DiskError(`the disk of ${directory} fails (${text}). Check it, see the kernel's log, ${KEPT}`);
  return undefined;
}

/** Looks every second whether the disks can be written to, and calls `fail` when one cannot, once. */
export function watchDisks(directories: readonly string[], fail: (error: DiskError) => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const trouble = await diskTrouble(directories);
    if (isOver) return;
    if (trouble !== undefined) fail(trouble);
    else timer = setTimeout(look, LOOK_EVERY_MS);
  };
  timer = setTimeout(look, LOOK_EVERY_MS);
  return {
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

function full(directory: string, why: string): DiskError {
  return new DiskError(`the disk of ${directory} is full (${why}). Make room ${KEPT}`);
}
