import { type Ctx, compareText, type Module, type ModuleAccount, type ReadCtx, type Route } from "../kernel/index.js";
import { auth } from "../modules/auth/index.js";
import { bank } from "../modules/bank/index.js";
import { consensus } from "../modules/consensus/index.js";
import { escrow } from "../modules/escrow/index.js";
import { genutil } from "../modules/genutil/index.js";
import { job } from "../modules/job/index.js";
import { market } from "../modules/market/index.js";
import { provider } from "../modules/provider/index.js";
import { staking } from "../modules/staking/index.js";
import { clock } from "./clock.js";

/**
 * Every module, in the order in which genesis, begin-block and end-block visit them.
 *
 * Genesis: accounts before balances, balances before pools, pools before gentxs. Blocks: the standard modules come first,
 * then what they are paid for: escrow, provider, market, job (INTERFACES.md).
 */
export const modules: readonly Module[] = [auth, bank, staking, genutil, consensus, escrow, provider, market, job];

/** The stores that must be mounted, sorted by name. */
export const storeNames: readonly string[] = [clock, ...modules.map((each) => each.schema)]
  .filter((each) => each !== undefined)
  .map((each) => each.store)
  .sort(compareText);

/** Where messages and queries go, and which accounts are modules'. */
export interface Router {
  /** By type URL of the message. */
  readonly messages: ReadonlyMap<string, Route<Ctx>>;
  /** By gRPC path. */
  readonly queries: ReadonlyMap<string, Route<ReadCtx>>;
  readonly accounts: ReadonlyMap<string, ModuleAccount>;
  readonly stores: ReadonlySet<string>;
}

/** @throws Error  at start: two modules want the same message, query or account */
export function createRouter(list: readonly Module[]): Router {
  const messages = new Map<string, Route<Ctx>>();
  const queries = new Map<string, Route<ReadCtx>>();
  const accounts = new Map<string, ModuleAccount>();
  for (const { msg = [], query = [], accounts: owned = {} } of list) {
    for (const route of msg) put(messages, route.request.typeUrl, route);
    for (const route of query) put(queries, `/${route.service}/${route.method}`, route);
    // Declared order: that of the module's source.
    for (const [name, account] of Object.entries(owned)) put(accounts, name, account);
  }
  const stores = new Set([clock.store, ...list.flatMap(({ schema }) => (schema === undefined ? [] : [schema.store]))]);
  return { messages, queries, accounts, stores };
}

function put<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.has(key)) throw new Error(`${key} is declared twice`);
  map.set(key, value);
}
