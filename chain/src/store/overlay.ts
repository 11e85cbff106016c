import { assert } from "../kernel/errors.js";
import type { KvEntry, KvReader, KvStore, Overlay } from "../kernel/kv.js";
import { KEY_MAX } from "./keys.js";
import { layered } from "./layers.js";
import { ABSENT } from "./state-tree.js";
import { type Saved, WriteSet } from "./write-set.js";

/** An overlay whose writes the store that made it can read. */
export interface BlockOverlay extends Overlay {
  /** The final writes of one store in key order; an empty value is a deletion. */
  writes(name: string): Iterable<KvEntry>;
}

/** A store with uncommitted writes, and the means to go back. */
interface Layered {
  readonly name: string;
  readonly writes: WriteSet;
  readonly store: KvStore;
}

/** An overlay over committed stores. */
export function createOverlay(committed: readonly (readonly [name: string, reader: KvReader])[]): BlockOverlay {
  const stores = committed.map(([name, reader]) => layerOver(name, reader));
  const byName = new Map(stores.map((entry) => [entry.name, entry]));
  const marks: (readonly Saved[])[] = [];
  const named = (name: string): Layered => {
    const entry = byName.get(name);
    if (entry === undefined) throw new Error(`no store is named ${name}`);
    return entry;
  };
  return {
    store: (name) => named(name).store,
    hasWritten(name, start, end) {
      for (const _ of named(name).writes.ascend(start, end)) return true;
      return false;
    },
    mark() {
      // Nothing was written since the last mark: it serves again, or refused transactions would pile up marks for ever.
      const last = marks.at(-1);
      if (last !== undefined && stores.every(({ writes }, i) => writes.isAt(last[i]))) return marks.length - 1;
      return marks.push(stores.map(({ writes }) => writes.save())) - 1;
    },
    rollback(mark) {
      const saved = marks[mark];
      if (saved === undefined) throw new Error("rollback to a mark that an earlier one took back");
      marks.length = mark + 1;
      stores.forEach(({ writes }, i) => {
        writes.restore(saved[i]);
      });
    },
    writes: (name) => named(name).writes.ascend(undefined, undefined),
  };
}

function layerOver(name: string, reader: KvReader): Layered {
  const writes = new WriteSet();
  const store: KvStore = {
    ...layered(writes, reader),
    set(key, value) {
      checkKey(name, key);
      assert(value.length > 0, `store ${name}: a value has at least one byte`);
      writes.set(key, value);
    },
    delete(key) {
      checkKey(name, key);
      writes.set(key, ABSENT);
    },
  };
  return { name, writes, store };
}

function checkKey(name: string, key: Uint8Array): void {
  assert(key.length > 0 && key.length <= KEY_MAX, `store ${name}: a key has 1 to ${KEY_MAX} bytes`);
}
