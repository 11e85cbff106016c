import { type Address, toBech32, toHex, utf8ToBytes } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import type { Params as GovParams } from "@dcm/proto/gen/cosmos/gov/v1";
import type { Params as EscrowParams } from "@dcm/proto/gen/dcm/escrow/v1";
import type * as job from "@dcm/proto/gen/dcm/job/v1";
import type * as market from "@dcm/proto/gen/dcm/market/v1";
import type * as provider from "@dcm/proto/gen/dcm/provider/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Grant } from "./authz.js";
import type { Allowance } from "./feegrant.js";
import type { Proposal } from "./gov.js";
import type { Rules } from "./rules.js";
import type { Message } from "./tx.js";

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
  /** Timeouts that unordered transactions used, by `address/timeout`: none is ever forgotten here. */
  readonly timeouts: Set<string>;
  /** Who pays whose fees, by `granter/grantee`. */
  readonly allowances: Map<string, Allowance>;
}

/** Who stakes with whom. Nobody is slashed here, so that a share is a token. */
export interface Stake {
  /** By `delegator/operator`. */
  readonly delegations: Map<string, bigint>;
  unbonding: readonly { who: string; operator: string; amount: bigint; ends: bigint }[];
  /** What was moved, and until when it is liable for where it came from. */
  moved: readonly { who: string; from: string; to: string; ends: bigint }[];
}

export interface World extends Ledger {
  readonly chainId: string;
  readonly rules: Rules;
  /** Whatever governance can set. */
  readonly params: {
    provider: provider.Params;
    market: market.Params;
    job: job.Params;
    escrow: EscrowParams;
    gov: GovParams;
  };
  readonly classes: Map<string, market.ResourceClass>;
  /** Whether users may send a denomination, and one that is not named. */
  readonly sendable: Map<string, boolean>;
  sendableElse: boolean;
  readonly stake: Stake;
  /** Who operates a validator, by the operator's address. */
  readonly validators: ReadonlyMap<string, Address>;
  /** Who acts in whose name, by `granter/grantee/type of the message`. */
  readonly grants: Map<string, Grant>;
  readonly proposals: Map<bigint, Proposal>;
  nextProposal: bigint;
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
  /** Of its transaction; empty where governance runs it. */
  readonly hash: Uint8Array;
  readonly index: number;
  readonly flaw?: string | undefined;
  /** The messages inside it. */
  readonly inner: readonly Message[];
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
/** Holds deposits, and carries decisions out. */
export const GOV = moduleAddress("gov");
export const BONDED = moduleAddress("bonded_tokens_pool");
export const UNBONDING = moduleAddress("not_bonded_tokens_pool");
/** Nobody may send to these. */
export const MODULES: readonly string[] = [
  ...[FEES, REWARDS, ESCROW, STAKES, BOOK, GOV, BONDED, UNBONDING],
  moduleAddress("mint"),
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

/** What is left of coins; undefined when they do not cover what is taken. */
export function minus(coins: readonly Coin[], taken: readonly Coin[]): readonly Coin[] | undefined {
  const rest = new Map<string, bigint>(coins.map(({ denom, amount }) => [denom, amount]));
  for (const { denom, amount } of taken) rest.set(denom, (rest.get(denom) ?? 0n) - amount);
  if ([...rest.values()].some((amount) => amount < 0n)) return undefined;
  return [...rest].filter(([, amount]) => amount > 0n).map(([denom, amount]) => ({ denom, amount: amount as never }));
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

/** Nanoseconds of a moment or a length of time. */
export function moment({ seconds, nanos }: { readonly seconds: bigint; readonly nanos: number }): bigint {
  return seconds * SECOND + BigInt(nanos);
}

export function timestamp(time: bigint): { readonly seconds: bigint; readonly nanos: number } {
  return { seconds: time / SECOND, nanos: Number(time % SECOND) };
}

const SECOND = 1_000_000_000n;

export function sum(list: readonly bigint[]): bigint {
  return list.reduce((all, each) => all + each, 0n);
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return toHex(a) === toHex(b);
}
