import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

// Files that a power cut leaves whole: the old one or the new one, and what was reported as written.

/** Writes a file, new or in the place of an old one. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.tmp`;
  const handle = await open(part, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
  await syncFolder(dirname(path));
}

/** Makes names durable that were added to a folder: syncing a file alone does not keep its name. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
