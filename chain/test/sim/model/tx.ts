import type { Address } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { bankMsgs } from "./bank.js";
import { escrowMsgs, jobMsgs } from "./job.js";
import { marketMsgs } from "./market.js";
import { providerMsgs } from "./provider.js";
import { ceil } from "./rules.js";
import { BASE, type Env, FEES, held, type Ledger, must, pay, Refusal, refuse, type World } from "./world.js";

/** A transaction as it was meant: what its bytes say, and what was done to them. */
export interface Tx {
  readonly hash: Uint8Array;
  readonly size: number;
  readonly messages: readonly Message[];
  /** Who must sign, with the account number and the sequence that each signed for. */
  readonly signers: readonly { readonly address: Address; readonly number: bigint; readonly sequence: bigint }[];
  readonly payer: Address | undefined;
  readonly fee: readonly Coin[];
  readonly gas: bigint;
  /** Whether the gas may be too little: what it takes is not modelled, so that the application is believed. */
  readonly isTight: boolean;
  /** 0 for none. */
  readonly timeoutHeight: bigint;
  readonly spoilt?: { readonly stage: Stage; readonly code: string } | undefined;
}

export interface Message {
  /** Full name of the protobuf message. */
  readonly type: string;
  readonly value: unknown;
  /** The refusal that its content alone brings about. */
  readonly flaw?: string | undefined;
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

const handlers: { readonly [type: string]: ((w: World, msg: never, env: Env) => unknown) | undefined } = {
  ...named("dcm.provider.v1.Msg", providerMsgs),
  ...named("dcm.market.v1.Msg", marketMsgs),
  ...named("dcm.job.v1.Msg", jobMsgs),
  ...named("dcm.escrow.v1.Msg", escrowMsgs),
  ...named("cosmos.bank.v1beta1.Msg", bankMsgs),
};

/** A transaction on its way through the ante chain. */
interface Passage {
  readonly ledger: Ledger;
  readonly tx: Tx;
  readonly mode: Mode;
  readonly seen: Seen;
}

/** CheckTx: the ante chain on a copy of the ledger. */
export function check(w: World, passage: Passage): string {
  return outcomeOf(() => [ante(w, passage)]).code;
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
  // A single message checks everything before it changes anything; several need to be undone together.
  const { rules: _, reached, ...state } = w;
  const before = tx.messages.length > 1 ? structuredClone(state) : undefined;
  const outcome = outcomeOf(() =>
    tx.messages.map(({ type, value, flaw }, index) =>
      (handlers[type] ?? refuse("sdk.UnknownRequest"))(w, value as never, { hash: tx.hash, index, flaw }),
    ),
  );
  if (outcome.code !== "ok" && before !== undefined) {
    Object.assign(w, before);
    reached.add("several messages were undone together");
  }
  return outcome;
}

export function copyLedger({ accounts, coins }: Ledger): Ledger {
  return { accounts: new Map([...accounts].map(([who, account]) => [who, { ...account }])), coins: new Map(coins) };
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
  reach("memo");
  must(!(tx.isTight && seen.ranOut && !seen.passedAnte), "sdk.OutOfGas");
  reach("gas");
  const least = ceil(w.gasPrice * tx.gas, 10n ** 18n);
  const offered = tx.fee.find(({ denom }) => denom === BASE)?.amount ?? 0n;
  must(mode === "deliver" || offered >= least, "sdk.InsufficientFee");
  reach("grant");
  const payer = tx.payer ?? tx.signers[0]?.address ?? "";
  must(ledger.accounts.has(payer), "sdk.UnknownAddress");
  reach("coins");
  for (const { denom, amount } of tx.fee) must(held(ledger, payer, denom) >= amount, "sdk.InsufficientFunds");
  for (const { denom, amount } of tx.fee) pay(ledger, payer, FEES, amount, denom);
  reach("keys");
  for (const { address } of tx.signers) must(ledger.accounts.has(address), "sdk.UnknownAddress");
  reach("mode");
  for (const { address, number, sequence } of tx.signers) {
    const account = ledger.accounts.get(address);
    must(account?.sequence === sequence, "sdk.WrongSequence");
    if (mode !== "recheck") reach("signature");
    must(account?.number === number, "sdk.Unauthorized");
  }
  for (const { address } of tx.signers) {
    const account = ledger.accounts.get(address);
    if (account !== undefined) account.sequence += 1n;
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

function named(prefix: string, of: object): { [type: string]: (w: World, msg: never, env: Env) => unknown } {
  return Object.fromEntries(Object.entries(of).map(([name, handle]) => [prefix + name, handle]));
}
