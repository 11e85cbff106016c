import { type Address, fromHex, type MessageCodec, toBech32, toHex } from "@dcm/proto";
import type { Event } from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import { blockInfo, nextTick, saveTick, type Tick } from "../../src/app/clock.js";
import "../../src/app/hooks.js";
import { servicesOf } from "../../src/app/host.js";
import { createRouter, storeNames } from "../../src/app/modules.js";
import {
  type BlockInfo,
  type Ctx,
  EMPTY,
  exportSchema,
  type Identity,
  importSchema,
  type JsonValue,
  type Module,
  NO_HEADER,
  type Overlay,
  type ReadCtx,
  readContext,
  type Schema,
  TxError,
  unlimitedGas,
  writeContext,
} from "../../src/kernel/index.js";
import { auth } from "../../src/modules/auth/index.js";
import * as bank from "../../src/modules/bank/api.js";
import { bank as bankModule } from "../../src/modules/bank/index.js";
import { escrow } from "../../src/modules/escrow/index.js";
import { job } from "../../src/modules/job/index.js";
import { market } from "../../src/modules/market/index.js";
import { provider } from "../../src/modules/provider/index.js";
import { createHasher, createMultistore } from "../../src/store/index.js";

/** The modules of a market, in block order, without the ante chain: a message's signer is whom its field names. */
export const marketModules: readonly Module[] = [auth, bankModule, escrow, provider, market, job];
/** PROTOCOL.md §11, row of local networks. */
export const localGenesis = {
  provider: {
    params: {
      min_stake: "500000000",
      unbonding_ms: "60000",
      heartbeat_timeout_ms: "60000",
      audit_reserve_divisor: 5,
      max_attributes: 64,
      max_offers: 32,
      max_unbonding: 7,
    },
  },
  job: {
    params: {
      accept_ms: "15000",
      commit_slack_ms: "10000",
      reveal_ms: "10000",
      reveal_grace_ms: "60000",
      delivery_ms: "30000",
      approve_ms: "60000",
      refill_ms: "10000",
      bond_lock_ms: "10000",
      evidence_ms: "30000",
      receipt_keep_ms: "34560000000",
      bond_multiple: 5,
      transfer_bytes_per_s: "1000000",
    },
  },
} as const;

const identity: Identity = {
  chainId: "dcm-test-1",
  prefix: "dcm",
  baseDenom: "udcm",
  displayDenom: "DCM",
  exponent: 6,
};
const router = createRouter(marketModules);
const services = servicesOf({
  router,
  alarm: (text) => {
    throw new Error(text);
  },
});
const hasher = createHasher((bytes) => sha256(bytes));
/** 2026-11-22T12:00:00Z */
const START = 1_795_348_800_000_000_000n;
export const RICH = 1_000_000_000_000n;

/** One message in a block. */
export interface Act {
  readonly codec: MessageCodec<never>;
  readonly value: unknown;
}

/** What a message did. */
export interface Result {
  /** Name of the error, "ok" when there was none. */
  readonly outcome: string;
  readonly codespace: string;
  readonly code: number;
  readonly log: string;
  readonly response: unknown;
  readonly events: readonly Event[];
  readonly gas: number;
}

/** What a block did. */
export interface Block {
  readonly height: bigint;
  readonly results: readonly Result[];
  readonly begin: readonly Event[];
  readonly end: readonly Event[];
  /** Names of the typed events of the whole block, in order. */
  readonly events: readonly string[];
}

export interface Chain {
  readonly height: bigint;
  readonly now: bigint;
  readonly appHash: string;
  /** Makes a block `ms` after the last one and checks every invariant. */
  block(ms: number, acts?: readonly Act[]): Block;
  /** Makes blocks of one second each until `done`, at most `most`. */
  until(done: (chain: Chain) => boolean, most?: number): readonly Block[];
  /** Executes one message in a block of its own, a second later. */
  send<T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0]): Result;
  /** The answer of a query by its path. */
  query<T>(path: string, request: unknown): T;
  read<T>(look: (ctx: ReadCtx) => T): T;
  /** Writes outside any transaction, for planted faults. */
  plant(fault: (ctx: Ctx) => void): void;
  balance(of: Address): bigint;
}

/** The address of a test account. */
export function person(name: string): Address {
  return toBech32("dcm", sha256(new TextEncoder().encode(name)).slice(0, 20)) as Address;
}

export function act<T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0]): Act {
  return { codec: codec as MessageCodec<never>, value: codec.fromPartial(value) };
}

/** Error names seen by any chain of this process; the meta-test reads it. */
export const seenErrors = new Set<string>();

export interface ChainOptions {
  readonly genesis?: { readonly [module: string]: JsonValue };
  readonly people?: readonly string[];
  /** Off where a test plants a fault or makes thousands of blocks. */
  readonly invariants?: boolean;
  /** Seeds that depend on the height alone, as if no transaction could reach them. */
  readonly fixedSeeds?: boolean;
}

export function createChain({
  genesis = localGenesis,
  people = [],
  invariants = true,
  fixedSeeds = false,
}: ChainOptions = {}): Chain {
  const store = createMultistore({ names: [...storeNames], hasher, seed: 1, indexed: [], keepRecent: 1 });
  let tick: Tick | undefined;
  let height = 0n;
  let appHash = fromHex(toHex(store.appHash));
  let genesisOverlay: Overlay | undefined = runGenesis(store.overlay(), genesis, people);

  const infoAt = (next: Tick): BlockInfo =>
    blockInfo(identity, next, { ...NO_HEADER, lastAppHash: fixedSeeds ? EMPTY : appHash }, services);
  const committed = () => readContext(infoAt(tick as Tick), store.at(height) as never, unlimitedGas());

  const finish = (overlay: Overlay, next: Tick) => {
    appHash = store.commit(overlay, next.height).slice();
    height = next.height;
    tick = next;
  };
  const chain: Chain = {
    get height() {
      return height;
    },
    get now() {
      return (tick as Tick).now;
    },
    get appHash() {
      return toHex(appHash);
    },
    block(ms, acts = []) {
      const time = (tick?.time ?? START) + BigInt(ms) * 1_000_000n;
      const next = nextTick(tick, height + 1n, time);
      const info = infoAt(next);
      const overlay = genesisOverlay ?? store.overlay();
      genesisOverlay = undefined;
      const begin: Event[] = [];
      const end: Event[] = [];
      saveTick(writeContext(info, overlay, unlimitedGas(), []), next);
      for (const each of marketModules) each.beginBlock?.(writeContext(info, overlay, unlimitedGas(), begin));
      const results = acts.map((each) => deliver(info, overlay, each));
      for (const each of marketModules) each.endBlock?.(writeContext(info, overlay, unlimitedGas(), end));
      if (invariants) checkInvariants(writeContext(info, overlay, unlimitedGas(), []));
      finish(overlay, next);
      const all = [...begin, ...results.flatMap(({ events }) => events), ...end];
      return { height, results, begin, end, events: all.filter(({ type }) => type.startsWith("dcm.")).map(nameOf) };
    },
    until(done, most = 200) {
      const made: Block[] = [];
      while (!done(chain)) {
        if (made.length >= most) throw new Error(`not after ${most} blocks`);
        made.push(chain.block(1000));
      }
      return made;
    },
    send: (codec, value) => chain.block(1000, [act(codec, value)]).results[0] as Result,
    query(path, request) {
      const route = router.queries.get(path);
      if (route === undefined) throw new Error(`no query ${path}`);
      return route.handle(committed(), route.request.fromPartial(request as never)) as never;
    },
    read: (look) => look(committed()),
    plant(fault) {
      const next = { ...(tick as Tick), height: height + 1n };
      const overlay = store.overlay();
      fault(writeContext(infoAt(next), overlay, unlimitedGas(), []));
      finish(overlay, next);
    },
    balance: (of) => chain.read((ctx) => bank.balanceOf(ctx, of)),
  };
  return chain;
}

/** The name of a typed event, without its package. */
export function nameOf({ type }: Event): string {
  return type.slice(type.lastIndexOf(".") + 1);
}

/** The fields of the first event of that name. */
export function eventIn(events: readonly Event[], name: string): { readonly [key: string]: string } {
  const found = events.find((each) => nameOf(each) === name);
  if (found === undefined) throw new Error(`no ${name} in ${events.map(nameOf).join(" ")}`);
  return Object.fromEntries(found.attributes.map(({ key, value }) => [key, value.replace(/^"|"$/g, "")]));
}

/** The fields of every event of that name in a block. */
export function eventsNamed(block: Block, name: string): readonly { readonly [key: string]: string }[] {
  const all = [...block.begin, ...block.results.flatMap(({ events }) => events), ...block.end];
  return all.filter((each) => nameOf(each) === name).map((each) => eventIn([each], name));
}

/** The state of every module as a genesis file has it. */
export function exportAll(ctx: ReadCtx): { readonly [module: string]: JsonValue } {
  return Object.fromEntries(
    marketModules.map((each) => [
      each.name,
      each.genesis !== undefined ? each.genesis.export(ctx) : exportSchema(ctx, each.schema as Schema),
    ]),
  );
}

/** The claims that do not hold. */
export function brokenClaims(ctx: ReadCtx): readonly string[] {
  return marketModules.flatMap((module) =>
    Object.entries(module.invariants ?? {})
      .filter(([, holds]) => !holds(ctx))
      .map(([claim]) => `${module.name}: ${claim}`),
  );
}

function checkInvariants(ctx: ReadCtx): void {
  const broken = brokenClaims(ctx);
  if (broken.length > 0) throw new Error(`broken at ${ctx.height}: ${broken.join("; ")}`);
}

function deliver(info: BlockInfo, overlay: Overlay, { codec, value }: Act): Result {
  const events: Event[] = [];
  const raw = codec.encode(value as never);
  const meter = unlimitedGas();
  const ctx = writeContext(info, overlay, meter, events, { hash: sha256(raw), message: 0 });
  const mark = overlay.mark();
  try {
    const route = router.messages.get(codec.typeUrl);
    if (route === undefined) throw new Error(`no route for ${codec.typeUrl}`);
    const response = route.handle(ctx, codec.decode(raw));
    return { outcome: "ok", codespace: "", code: 0, log: "", response, events, gas: meter.used };
  } catch (reason) {
    if (!(reason instanceof TxError)) throw reason;
    overlay.rollback(mark);
    const { error, codespace, code, message } = reason;
    seenErrors.add(`${codespace}.${error.name}`);
    return { outcome: error.name, codespace, code, log: message, response: undefined, events: [], gas: meter.used };
  }
}

function runGenesis(
  overlay: Overlay,
  genesis: { readonly [module: string]: JsonValue },
  people: readonly string[],
): Overlay {
  const info = blockInfo(identity, { height: 0n, time: START, now: 0n }, NO_HEADER, services);
  const ctx = writeContext(info, overlay, unlimitedGas(), []);
  const balances = people.map((name) => ({
    address: person(name),
    coins: [{ denom: "udcm", amount: RICH.toString() }],
  }));
  const state: { readonly [module: string]: JsonValue } = {
    bank: {
      params: { send_enabled: [], default_send_enabled: true },
      balances,
      supply: [],
      denom_metadata: [],
      send_enabled: [],
    },
    ...genesis,
  };
  for (const each of marketModules) {
    if (each.genesis !== undefined) each.genesis.init(ctx, state[each.name]);
    else if (each.schema !== undefined) importSchema(ctx, each.schema, state[each.name]);
  }
  return overlay;
}
