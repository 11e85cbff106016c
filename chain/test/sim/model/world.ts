import { type Address, toBech32, toHex, utf8ToBytes } from "@dcm/proto";
import type { Params as EscrowParams } from "@dcm/proto/gen/dcm/escrow/v1";
import type * as job from "@dcm/proto/gen/dcm/job/v1";
import type * as market from "@dcm/proto/gen/dcm/market/v1";
import type * as provider from "@dcm/proto/gen/dcm/provider/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Rules } from "./rules.js";

// The model of the chain, written from PROTOCOL.md: plain records in plain maps, no indexes, no carry-over, no cache, every
// list walked whole. It shares message types and the digests of [J3] and [J4] with the application, and nothing else.

/** A record as it is sent, to be changed in place. */
type Plain<T> = { -readonly [K in keyof T]: T[K] extends bigint ? bigint : T[K] };

/** Stake that a seat locks; `until` is set once its work is done, and `opened` is the height at which it was. */
export interface Bond {
  readonly jobId: bigint;
  readonly slot: number;
  amount: bigint;
  until: bigint;
  opened: bigint;
}

export type Provider = Plain<provider.Provider> & {
  bonds: Bond[];
  unbonding: { readonly amount: bigint; readonly maturesAt: bigint }[];
};
/** Its used units are those of the live seats that it serves. */
export type Offer = Plain<provider.Offer>;
export type Slot = Plain<job.Slot>;
export type Order = Plain<market.Order>;
export type Job = Omit<Plain<job.Job>, "slots" | "pastSlots"> & {
  slots: Slot[];
  pastSlots: Slot[];
  /** Until it needs no seat any more. */
  order: Order | undefined;
  /** Of its escrow account, oldest first; undefined once that is closed. */
  deposits: { readonly source: Address; amount: bigint }[] | undefined;
  paid: bigint;
  burnt: bigint;
  refunded: bigint;
  /** The first result revealed. */
  manifest: job.ResultManifest | undefined;
};

/** What the ante chain looks at: CheckTx works on a copy. Coins by `address/denomination`. */
export interface Ledger {
  readonly accounts: Map<string, { readonly number: bigint; sequence: bigint }>;
  readonly coins: Map<string, bigint>;
}

export interface World extends Ledger {
  readonly chainId: string;
  readonly rules: Rules;
  readonly params: {
    readonly provider: provider.Params;
    readonly market: market.Params;
    readonly job: job.Params;
    readonly escrow: EscrowParams;
  };
  readonly classes: ReadonlyMap<string, market.ResourceClass>;
  /** Denominations that may not be sent. */
  readonly frozen: readonly string[];
  /** Least fee of one unit of gas, in 10^-18; 0 takes everything. */
  readonly gasPrice: bigint;
  /** Of a block; 0 has none. */
  readonly maxGas: bigint;
  readonly maxBytes: bigint;
  height: bigint;
  /** Block time, Unix nanoseconds. */
  time: bigint;
  /** Market time τ, ms ([G7]). */
  now: bigint;
  seed: Uint8Array;
  gasUsed: bigint;
  burnt: bigint;
  nextOffer: bigint;
  nextOrder: bigint;
  readonly providers: Map<string, Provider>;
  readonly offers: Map<bigint, Offer>;
  readonly jobs: Map<bigint, Job>;
  readonly receipts: Map<bigint, Omit<job.Receipt, "reason">>;
  /** [O2] owners' keys, by owner and key. */
  readonly clientKeys: Map<string, { readonly orderId: bigint; readonly expiresAt: bigint }>;
  /** Names of what happened, for the report. */
  readonly reached: Set<string>;
}

/** Where a message runs. */
export interface Env {
  readonly hash: Uint8Array;
  readonly index: number;
  readonly flaw?: string | undefined;
}

/** A message, or a whole transaction, is refused with that codespace and error. */
export class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export function refuse(code: string): never {
  throw new Refusal(code);
}

export function must(holds: boolean, code: string): asserts holds {
  if (!holds) refuse(code);
}

/** Fails where a message's own content is at fault. */
export function sane({ flaw }: Env): void {
  if (flaw !== undefined) refuse(flaw);
}

export const BASE = "udcm";
export const EMPTY = new Uint8Array(0);

/** The account of a module: the first 20 bytes of sha256 of its name. */
const moduleAddress = (name: string) => toBech32("dcm", sha256(utf8ToBytes(name)).slice(0, 20)) as Address;
export const FEES = moduleAddress("fee_collector");
export const ESCROW = moduleAddress("escrow");
export const STAKES = moduleAddress("provider");
/** Holds what validators and delegators are owed, and what is everybody's. */
export const REWARDS = moduleAddress("distribution");
/** Placing fees pass through it on their way to being burnt. */
export const BOOK = moduleAddress("market");
/** Nobody may send to these. */
export const MODULES: readonly string[] = [
  ...[FEES, REWARDS, ESCROW, STAKES, BOOK],
  ...["gov", "mint", "bonded_tokens_pool", "not_bonded_tokens_pool"].map(moduleAddress),
];

export function held(ledger: Ledger, who: string, denom = BASE): bigint {
  return ledger.coins.get(`${who}/${denom}`) ?? 0n;
}

/** Moves coins; who receives for the first time gets an account. */
export function pay(ledger: Ledger, from: string, to: string, amount: bigint, denom = BASE): void {
  if (amount === 0n) return;
  take(ledger, from, amount, denom);
  ledger.coins.set(`${to}/${denom}`, held(ledger, to, denom) + amount);
  openAccount(ledger, to);
}

export function burn(w: World, from: string, amount: bigint): void {
  take(w, from, amount, BASE);
  w.burnt += amount;
}

export function openAccount({ accounts }: Ledger, who: string): void {
  if (!accounts.has(who)) accounts.set(who, { number: BigInt(accounts.size), sequence: 0n });
}

function take({ coins }: Ledger, from: string, amount: bigint, denom: string): void {
  const before = coins.get(`${from}/${denom}`) ?? 0n;
  must(before >= amount, "sdk.InsufficientFunds");
  if (before === amount) coins.delete(`${from}/${denom}`);
  else coins.set(`${from}/${denom}`, before - amount);
}

/** [G7] A window ends in the first block with τ ≥ deadline and height ≥ opening + 3. */
export function isOver({ now, height, rules }: World, deadline: bigint, opened: bigint): boolean {
  return deadline > 0n && now >= deadline && height >= opened + rules.windowBlocks;
}

export function sum(list: readonly bigint[]): bigint {
  return list.reduce((all, each) => all + each, 0n);
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return toHex(a) === toHex(b);
}
