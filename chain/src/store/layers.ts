import { compareBytes } from "../kernel/bytes.js";
import { type KvEntry, type KvReader, unheld } from "../kernel/kv.js";

/** Records that lie over another reader and hide its records of the same key; an empty value hides without replacing. */
export interface Layer {
  /** The value of `key`, empty when the layer says that there is none, undefined when it says nothing. */
  find(key: Uint8Array): Uint8Array | undefined;
  ascend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry>;
  descend(start: Uint8Array | undefined, end: Uint8Array | undefined): Iterable<KvEntry>;
}

/** Reads `below` through `layer`. */
export function layered(layer: Layer, below: KvReader): KvReader {
  const get = (key: Uint8Array): Uint8Array | undefined => {
    const value = layer.find(key);
    if (value === undefined) return below.get(key);
    return value.length === 0 ? undefined : value;
  };
  return {
    get,
    hold: (key) => unheld(get(key)),
    has(key) {
      const value = layer.find(key);
      return value === undefined ? below.has(key) : value.length > 0;
    },
    ascend: (start, end) => merge(layer.ascend(start, end), below.ascend(start, end), 1),
    descend: (start, end) => merge(layer.descend(start, end), below.descend(start, end), -1),
  };
}

/** Two ordered walks as one. `direction` is 1 when keys rise and −1 when they fall. Equal keys: the layer's counts. */
export function* merge(layer: Iterable<KvEntry>, below: Iterable<KvEntry>, direction: 1 | -1): Generator<KvEntry> {
  const upper = layer[Symbol.iterator]();
  const lower = below[Symbol.iterator]();
  let over = upper.next();
  let under = lower.next();
  while (!over.done) {
    const order = under.done ? -1 : direction * compareBytes(over.value[0], under.value[0]);
    if (order > 0) {
      yield under.value;
      under = lower.next();
      continue;
    }
    if (over.value[1].length > 0) yield over.value;
    over = upper.next();
    if (order === 0) under = lower.next();
  }
  while (!under.done) {
    yield under.value;
    under = lower.next();
  }
}
