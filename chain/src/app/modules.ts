import { type Ctx, compareText, type Module, type ModuleAccount, type ReadCtx, type Route } from "../kernel/index.js";
import { auth } from "../modules/auth/index.js";
import { authz } from "../modules/authz/index.js";
import { bank } from "../modules/bank/index.js";
import { circuit } from "../modules/circuit/index.js";
import { consensus } from "../modules/consensus/index.js";
import { distribution } from "../modules/distribution/index.js";
import { escrow } from "../modules/escrow/index.js";
import { evidence } from "../modules/evidence/index.js";
import { feegrant } from "../modules/feegrant/index.js";
import { genutil } from "../modules/genutil/index.js";
import { gov } from "../modules/gov/index.js";
import { job } from "../modules/job/index.js";
import { market } from "../modules/market/index.js";
import { mint } from "../modules/mint/index.js";
import { params } from "../modules/params/index.js";
import { provider } from "../modules/provider/index.js";
import { slashing } from "../modules/slashing/index.js";
import { staking } from "../modules/staking/index.js";
import { upgrade } from "../modules/upgrade/index.js";
import { vesting } from "../modules/vesting/index.js";
import { clock } from "./clock.js";

/**
 * Every module, in the order in which genesis visits them: accounts before balances, balances before pools, pools before
 * gentxs, the standard modules before what they are paid for (x/simapp, genesisModuleOrder; INTERFACES.md).
 */
export const modules: readonly Module[] = [
  auth,
  bank,
  distribution,
  staking,
  slashing,
  gov,
  mint,
  genutil,
  authz,
  feegrant,
  evidence,
  params,
  consensus,
  upgrade,
  vesting,
  circuit,
  escrow,
  provider,
  market,
  job,
];

/** What a block does besides its transactions, and in which order modules do it. Those not named come after, in genesis order. */
const blockOrder: { readonly [Step in BlockStep]: readonly string[] } = {
  /** Binaries change before anything else runs; parameters of consensus with them. */
  preBlock: ["upgrade", "auth"],
  /** Coins are minted before they are distributed; who signed is settled before who did wrong is punished. */
  beginBlock: ["mint", "distribution", "slashing", "evidence", "staking", "authz"],
  /** Proposals run before the validator set is settled; the market settles last, on what is then true. */
  endBlock: ["gov", "staking", "feegrant"],
};

export type BlockStep = "preBlock" | "beginBlock" | "endBlock";

/** The modules that do something in that step, in their order. */
export function inBlockOrder(list: readonly Module[], step: BlockStep): readonly Module[] {
  const rank = ({ name }: Module) => {
    const place = blockOrder[step].indexOf(name);
    return place < 0 ? blockOrder[step].length : place;
  };
  return list.filter((each) => each[step] !== undefined).sort((a, b) => rank(a) - rank(b));
}

/** The stores that must be mounted, sorted by name. */
export const storeNames: readonly string[] = [clock, ...modules.map((each) => each.schema)]
  .filter((each) => each !== undefined)
  .map((each) => each.store)
  .sort(compareText);

/** The modules, and where their messages and queries go. */
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
