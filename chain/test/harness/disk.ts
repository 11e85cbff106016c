import { toHex } from "@dcm/proto";
import { storeNames } from "../../src/app/modules.js";
import {
  type BlockWrites,
  type CommittedStore,
  createMultistore,
  restoreMultistore,
  type StoreOptions,
} from "../../src/store/index.js";
import { unpackSections } from "../../src/store/packed.js";

/** What a disk holds after a block: records by store and key, and the undo records. */
export interface Disk {
  readonly height: bigint;
  readonly appHash: Uint8Array;
  readonly roots: Uint8Array;
  readonly records: ReadonlyMap<string, Stored>;
  readonly undos: readonly (readonly [height: bigint, previous: bigint, undo: Uint8Array])[];
}
type Stored = readonly [store: string, key: Uint8Array, value: Uint8Array];

export const STORE = { names: storeNames } as const;

export function emptyDisk(): Disk {
  const none = new Uint8Array(0);
  return { height: 0n, appHash: none, roots: none, records: new Map(), undos: [] };
}

/** The disk after one more block, as the writer leaves it. */
export function written({ records: before, undos }: Disk, writes: BlockWrites): Disk {
  const records = new Map(before);
  for (const { name, records: changed } of unpackSections(writes.writes))
    for (const [key, value] of changed.ascend(undefined, undefined)) {
      if (value.length === 0) records.delete(`${name}/${toHex(key)}`);
      else records.set(`${name}/${toHex(key)}`, [name, key, value]);
    }
  const { height, previous, appHash, roots, undo } = writes;
  return { height, appHash, roots, records, undos: undo === undefined ? [] : [...undos, [height, previous, undo]] };
}

/** State read back from a disk, its records put in in any order: the state must not know. */
export function reopened(
  disk: Disk,
  options: Omit<StoreOptions, "names">,
  random: (below: number) => number,
): CommittedStore {
  if (disk.height === 0n) return createMultistore({ ...options, ...STORE });
  const restoring = restoreMultistore({ ...options, ...STORE });
  const records = [...disk.records.values()];
  for (let left = records.length; left > 0; left--) {
    const i = random(left);
    const [store, key, value] = records[i] as Stored;
    restoring.add(store, key, value);
    records[i] = records[left - 1] as Stored;
  }
  const kept = options.keepRecent === 0 ? [] : disk.undos.slice(-(options.keepRecent ?? 100));
  for (const undo of kept) restoring.addUndo(...undo);
  return restoring.finish(disk.height, disk.appHash, disk.roots);
}
