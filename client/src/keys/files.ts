/** A folder of small text files. Implementations: `nodeKeyFiles`, `memoryKeyFiles`, or a browser's storage. */
export interface KeyFiles {
  list(): Promise<readonly string[]>;
  /** The file's text, or undefined when there is none. */
  read(file: string): Promise<string | undefined>;
  /** Creates the file; fails when it exists already. */
  create(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
}

/** The functions of `node:fs/promises` that a key folder needs. */
export interface NodeFs {
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string, encoding: "utf8"): Promise<string>;
  writeFile(path: string, text: string, options: { mode: number; flag: string }): Promise<void>;
  rm(path: string): Promise<void>;
}

/**
 * Keeps keys in a folder of the file system: files 0600, folder 0700, made when the first key is.
 *
 * @param fs   `import * as fs from "node:fs/promises"`
 * @param dir  the folder's path
 * @returns the folder as key files
 * @example
 * const files = nodeKeyFiles(fs, dir);
 * await files.list(); // []
 */
export function nodeKeyFiles(fs: NodeFs, dir: string): KeyFiles {
  return {
    list: () => orWhenMissing(fs.readdir(dir), []),
    read: (file) => orWhenMissing<string | undefined>(fs.readFile(`${dir}/${file}`, "utf8"), undefined),
    create: async (file, text) => {
      await fs.mkdir(dir, { recursive: true, mode: 0o700 });
      await fs.writeFile(`${dir}/${file}`, text, { mode: 0o600, flag: "wx" });
    },
    remove: (file) => fs.rm(`${dir}/${file}`),
  };
}

/**
 * Keeps keys in memory, for as long as the program runs.
 *
 * @returns an empty folder
 * @example
 * await memoryKeyFiles().list(); // []
 */
export function memoryKeyFiles(): KeyFiles {
  const files = new Map<string, string>();
  return {
    list: async () => [...files.keys()],
    read: async (file) => files.get(file),
    create: async (file, text) => {
      if (files.has(file)) throw new Error(`${file} exists`);
      files.set(file, text);
    },
    remove: async (file) => {
      files.delete(file);
    },
  };
}

async function orWhenMissing<T>(answer: Promise<T>, missing: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return missing;
    throw error;
  }
}
