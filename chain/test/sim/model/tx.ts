import type { Address } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { payerOf } from "./feegrant.js";
import { handle } from "./messages.js";
import { ceil } from "./rules.js";
import { BASE, FEES, held, type Ledger, must, pay, Refusal, refuse, type World } from "./world.js";

/** A transaction as it was meant: what its bytes say, and what was done to them. */
export interface Tx {
  readonly hash: Uint8Array;
  readonly size: number;
  readonly messages: readonly Message[];
  /** Who must sign, with the account number and the sequence that each signed for. */
  readonly signers: readonly { readonly address: Address; readonly number: bigint; readonly sequence: bigint }[];
  readonly payer: Address | undefined;
  /** Who pays instead, if that was granted. */
  readonly granter: Address | undefined;
  readonly fee: readonly Coin[];
  readonly gas: bigint;
  /** Whether the gas may be too little: what it takes is not modelled, so that the application is believed. */
  readonly isTight: boolean;
  /** 0 for none. */
  readonly timeoutHeight: bigint;
  /** Unix nanoseconds; 0 for none. */
  readonly timeout: bigint;
  /** Each signer uses up the timeout instead of a sequence. */
  readonly unordered: boolean;
  readonly spoilt?: { readonly stage: Stage; readonly code: string } | undefined;
}

export interface Message {
  /** Full name of the protobuf message. */
  readonly type: string;
  readonly value: unknown;
  /** The refusal that its content alone brings about. */
  readonly flaw?: string | undefined;
  readonly signers: readonly string[];
  /** The messages that it executes or proposes. */
  readonly inner: readonly Message[];
}

/** The steps of the ante chain, in order: what is wrong at one hides what is wrong at later ones. */
const STAGES = [
  "decode",
  "route",
  "room",
  "basic",
  "time",
  "memo",
  "gas",
  "grant",
  "coins",
  "keys",
  "number",
  "mode",
  "signature",
] as const;
export type Stage = (typeof STAGES)[number];

/** What the application said about gas; everything else is predicted. */
export interface Seen {
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
  readonly ranOut: boolean;
  /** Whether the fee was taken, so that gas ran out in the messages. */
  readonly passedAnte: boolean;
}

export interface Outcome {
  /** ok, or codespace.Name. */
  readonly code: string;
  readonly responses: readonly unknown[];
}

export type Mode = "check" | "recheck" | "deliver";

/** How far ahead the timeout of an unordered transaction may lie, nanoseconds. */
const UNORDERED_TTL = 600_000_000_000n;

/** A transaction on its way through the ante chain. */
interface Passage {
  readonly ledger: Ledger;
  readonly tx: Tx;
  readonly mode: Mode;
  readonly seen: Seen;
}

/** CheckTx: the ante chain on a ledger of its own; nothing stays of what fails. */
export function check(w: World, passage: Passage): string {
  const ledger = copyLedger(passage.ledger);
  const { code } = outcomeOf(() => [ante(w, { ...passage, ledger })]);
  if (code === "ok") Object.assign(passage.ledger, ledger);
  return code;
}

/** A transaction in a block. Nothing stays when the ante chain fails; fee and sequence stay when a message fails. */
export function deliver(w: World, tx: Tx, seen: Seen): Outcome {
  if (w.maxGas > 0n && w.gasUsed >= w.maxGas) return { code: "sdk.OutOfGas", responses: [] };
  if (tx.spoilt?.stage === "decode") return { code: tx.spoilt.code, responses: [] };
  const ledger = copyLedger(w);
  const passed = outcomeOf(() => [ante(w, { ledger, tx, mode: "deliver", seen })]);
  w.gasUsed += seen.gasWanted > 0n && seen.gasUsed > seen.gasWanted ? seen.gasWanted : seen.gasUsed;
  const fits = w.maxGas === 0n || w.gasUsed <= w.maxGas;
  if (passed.code !== "ok") return fits ? passed : { code: "sdk.OutOfGas", responses: [] };
  Object.assign(w, ledger);
  if (!fits || (tx.isTight && seen.ranOut)) {
    w.reached.add(fits ? "gas ran out in a message" : "a block's gas ran out");
    return { code: "sdk.OutOfGas", responses: [] };
  }
  const outcome = outcomeOf(() => runAll(w, tx.messages, tx.hash));
  if (outcome.code !== "ok" && tx.unordered) w.reached.add("an unordered transaction failed");
  if (outcome.code !== "ok" && tx.granter !== undefined) w.reached.add("an allowance paid for what failed");
  return outcome;
}

/** Messages that are undone together when one is refused. */
export function runAll(w: World, messages: readonly Message[], hash: Uint8Array): readonly unknown[] {
  // A single message checks everything before it changes anything.
  const { rules: _, reached, ...state } = w;
  const isSingle = messages.length === 1 && messages[0]?.inner.length === 0;
  const before = isSingle ? undefined : structuredClone(state);
  try {
    return messages.map((message, index) => handle(w, message, { hash, index }));
  } catch (thrown) {
    if (before !== undefined) {
      Object.assign(w, before);
      reached.add("several messages were undone together");
    }
    throw thrown;
  }
}

export function copyLedger({ accounts, coins, timeouts, allowances }: Ledger): Ledger {
  return {
    accounts: new Map([...accounts].map(([who, account]) => [who, { ...account }])),
    coins: new Map(coins),
    timeouts: new Set(timeouts),
    allowances: new Map(allowances),
  };
}

/** The SDK's ante chain, as far as it hangs on state; gas is believed. */
function ante(w: World, { ledger, tx, mode, seen }: Passage): void {
  const reach = (stage: Stage) => {
    const { spoilt } = tx;
    if (spoilt !== undefined && STAGES.indexOf(spoilt.stage) <= STAGES.indexOf(stage)) refuse(spoilt.code);
  };
  reach("room");
  must(w.maxGas === 0n || tx.gas <= w.maxGas, "sdk.InvalidGasLimit");
  reach("basic");
  must(tx.timeoutHeight === 0n || w.height <= tx.timeoutHeight, "sdk.TxTimeoutHeight");
  reach("time");
  must(tx.timeout === 0n || tx.timeout >= w.time, "sdk.TxTimeout");
  reach("memo");
  must(!(tx.isTight && seen.ranOut && !seen.passedAnte), "sdk.OutOfGas");
  reach("gas");
  const least = ceil(w.gasPrice * tx.gas, 10n ** 18n);
  const offered = tx.fee.find(({ denom }) => denom === BASE)?.amount ?? 0n;
  must(mode === "deliver" || offered >= least, "sdk.InsufficientFee");
  reach("grant");
  const payer = payerOf(w, ledger, tx);
  must(ledger.accounts.has(payer), "sdk.UnknownAddress");
  reach("coins");
  for (const { denom, amount } of tx.fee) must(held(ledger, payer, denom) >= amount, "sdk.InsufficientFunds");
  for (const { denom, amount } of tx.fee) pay(ledger, payer, FEES, amount, denom);
  reach("keys");
  for (const { address } of tx.signers) must(ledger.accounts.has(address), "sdk.UnknownAddress");
  reach("mode");
  if (tx.unordered) useTimeout(w, ledger, tx);
  for (const { address, number, sequence } of tx.signers) {
    const account = ledger.accounts.get(address);
    if (tx.unordered && sequence !== 0n) w.reached.add("an unordered transaction had a sequence");
    if (tx.unordered) must(sequence === 0n, "sdk.InvalidRequest");
    else must(account?.sequence === sequence, "sdk.WrongSequence");
    if (mode !== "recheck") reach("signature");
    must(account?.number === number, "sdk.Unauthorized");
  }
  if (tx.unordered) w.reached.add("an unordered transaction passed");
  else
    for (const { address } of tx.signers) {
      const account = ledger.accounts.get(address);
      if (account !== undefined) account.sequence += 1n;
    }
}

/** Each signer can use a timeout once, and none that lies too far ahead. */
function useTimeout({ time, reached }: World, { timeouts }: Ledger, { timeout, signers }: Tx): void {
  if (timeout > time + UNORDERED_TTL) reached.add("an unordered transaction had too much time");
  must(timeout <= time + UNORDERED_TTL, "sdk.InvalidRequest");
  for (const { address } of signers) {
    if (timeouts.has(`${address}/${timeout}`)) reached.add("an unordered transaction came twice");
    must(!timeouts.has(`${address}/${timeout}`), "sdk.InvalidRequest");
    timeouts.add(`${address}/${timeout}`);
  }
}

function outcomeOf(run: () => readonly unknown[]): Outcome {
  try {
    return { code: "ok", responses: run() };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { code: thrown.code, responses: [] };
    throw thrown;
  }
}
