import type { JsonObject } from "@dcm/proto";
import { toHex } from "@dcm/proto";
import {
  compareBytes,
  type Identity,
  type KvEntry,
  type KvStore,
  type Overlay,
  unheld,
  unlimitedGas,
  writeContext,
} from "../kernel/index.js";
import { exportState } from "./genesis.js";
import { noBlock, servicesOf } from "./host.js";
import { createRouter, modules } from "./modules.js";

/** The app_state that a new chain starts from: every module's defaults, no accounts and no coins. */
export function defaultAppState(identity: Omit<Identity, "chainId">): JsonObject {
  const services = servicesOf({ router: createRouter(modules), alarm: () => undefined, modules });
  const block = { ...noBlock(services), ...identity };
  const ctx = writeContext(block, scratchOverlay(), unlimitedGas(), []);
  for (const { genesis, schema } of modules) {
    if (genesis !== undefined) genesis.init(ctx, undefined);
    else for (const collection of schema?.collections ?? []) collection.importJson(ctx, undefined);
  }
  const state = exportState(ctx, modules);
  // Module accounts are made again when the chain starts.
  return {
    ...state,
    auth: { ...(state.auth as JsonObject), accounts: [] },
    staking: { ...(state.staking as JsonObject), exported: false },
  };
}

/** A few records in plain memory, without history. */
function scratchOverlay(): Overlay {
  const stores = new Map<string, KvStore>();
  return {
    store(name) {
      const store = stores.get(name) ?? scratchStore();
      stores.set(name, store);
      return store;
    },
    hasWritten: () => true,
    mark: () => 0,
    keep: () => undefined,
    rollback: () => {
      throw new Error("defaults never fail");
    },
  };
}

function scratchStore(): KvStore {
  const records = new Map<string, KvEntry>();
  const between = (start: Uint8Array | undefined, end: Uint8Array | undefined) =>
    [...records.values()]
      .filter(
        ([key]) =>
          (start === undefined || compareBytes(key, start) >= 0) && (end === undefined || compareBytes(key, end) < 0),
      )
      .sort(([a], [b]) => compareBytes(a, b));
  return {
    get: (key) => records.get(toHex(key))?.[1],
    hold: (key) => unheld(records.get(toHex(key))?.[1]),
    has: (key) => records.has(toHex(key)),
    set: (key, value) => void records.set(toHex(key), [key.slice(), value]),
    delete: (key) => void records.delete(toHex(key)),
    ascend: between,
    descend: (start, end) => between(start, end).reverse(),
  };
}
