import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "./files.js";

/** A file that only grows, by whole texts. */
export interface Appender {
  /** Resolves when the text is on disk; a text that cannot be written whole leaves nothing behind. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file for appending, and makes it when it is not there.
 *
 * @param size  bytes to keep of it; what stands behind them was not finished
 */
export async function openAppender(path: string, size: number): Promise<Appender> {
  const isNew = !existsSync(path);
  const file = await open(path, "a", 0o600);
  let whole = size;
  let isTorn = !isNew;
  if (isNew) await syncFolder(dirname(path));
  return {
    append: async (text) => {
      const bytes = Buffer.from(text);
      if (isTorn) await file.truncate(whole);
      isTorn = true;
      await file.appendFile(bytes);
      await file.datasync();
      isTorn = false;
      whole += bytes.length;
    },
    close: () => file.close(),
  };
}
