import type { KvEntry } from "../kernel/kv.js";
import type { StoreRoot } from "./commit-info.js";
import { packSection } from "./packed.js";
import type { StateTree } from "./state-tree.js";

/** What an upgrade does with stores that are there: new names by old ones, and those that end. */
export interface StoreMoves {
  readonly renamed: ReadonlyMap<string, string>;
  readonly deleted: ReadonlySet<string>;
}

/** The stores of a state under the names that it was written with. */
export interface Former {
  /** The tree that records of a store go into; undefined where no store has that name. */
  tree(name: string): StateTree | undefined;
  /** What the next block writes besides its own changes: records leave the old names and come under the new ones. */
  sections(roots: readonly StoreRoot[]): readonly Uint8Array[];
}

/** @param made  makes a tree for records that are only read to be checked */
export function formerStores(
  now: ReadonlyMap<string, StateTree>,
  { renamed, deleted }: StoreMoves,
  made: () => StateTree,
): Former {
  const leaving = new Map([...deleted].map((name) => [name, made()]));
  const tree = (name: string) => leaving.get(name) ?? now.get(renamed.get(name) ?? name);
  return {
    tree,
    sections: (roots) =>
      roots
        .filter(({ name }) => deleted.has(name) || renamed.has(name))
        .flatMap(({ name, root }) => {
          const records = [...(tree(name)?.ascend(undefined, undefined) ?? [])];
          const gone = packSection(
            name,
            root,
            records.map(([key]): KvEntry => [key, new Uint8Array(0)]),
          );
          const next = renamed.get(name);
          return next === undefined ? [gone] : [gone, packSection(next, root, records)];
        }),
  };
}
