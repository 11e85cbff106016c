import type { Client } from "@dcm/client";
import { type Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";

// The agent pays gas from its account. A seat that is accepted and cannot be committed or revealed for lack of a few coins costs
// its bond, so what the seats still need is set aside before anything new is taken.

/** More than any message of the agent was seen to use. */
const GAS_PER_TX = 200_000;
/** Accept, commit and reveal. */
const SEAT_TXS = 3;
/** To leave the book and to come back. */
const SPARE_TXS = 2;
/** A transaction may have to be paid twice: its gas is an estimate, and what stands before it in the block may make it dearer. */
const SAFETY = 2;
/** An offer that is off the book comes back at so many times what keeps it there, so that it does not come and go. */
const RETURN_FACTOR = 2;
/** Transactions' worth of gas below which the operator is warned. */
const WARN_TXS = 100;

type Terms = Pick<Client, "network" | "money">;

/** What is to be paid for. */
export interface Burden {
  /** Seats that have not ended. */
  readonly live: readonly Slot[];
  /** Seats that the offer may get beside them. */
  readonly units: number;
  readonly isListed: boolean;
}

/** What the account holds, and what that is enough for. */
export interface Purse {
  readonly balance: bigint;
  readonly isLow: boolean;
  /** What is missing for the live seats and those that the offer may get, in words. */
  readonly shortage: string | undefined;
}

/** Looks into the account. */
export function purseOf(client: Terms, balance: bigint, { live, units, isListed }: Burden): Purse {
  const owed = live.reduce((sum, { state }) => sum + txsLeft(state), 0);
  const least = feeFor(client, SAFETY * (owed + SEAT_TXS * units + SPARE_TXS));
  const needed = isListed ? least : least * BigInt(RETURN_FACTOR);
  const { format } = client.money;
  return {
    balance,
    isLow: balance < feeFor(client, WARN_TXS),
    shortage: balance < needed ? `its account holds ${format(balance)} for gas and needs ${format(needed)}` : undefined,
  };
}

/** The drawn seats that cannot be paid for to their end, when those that are further along come first. */
export function unaffordable(client: Terms, balance: bigint, live: readonly Slot[]): ReadonlySet<Slot> {
  const beyond = new Set<Slot>();
  let rest = balance;
  for (const slot of [...live].sort((a, b) => txsLeft(a.state) - txsLeft(b.state))) {
    const cost = feeFor(client, txsLeft(slot.state));
    if (cost <= rest) rest -= cost;
    else if (slot.state === SlotState.DRAWN) beyond.add(slot);
  }
  return beyond;
}

/** What to do about a shortage. */
export function howToFill({ network }: Pick<Client, "network">, address: string): string {
  const faucet = network.faucet === undefined ? "" : ` (this network has a faucet: ${network.faucet})`;
  return `send coins to ${address}${faucet}`;
}

function feeFor({ network }: Pick<Client, "network">, txs: number): bigint {
  const [price = "0"] = /^[\d.]+/.exec(network.gasPrice) ?? [];
  return BigInt(Math.ceil(Number(price) * GAS_PER_TX)) * BigInt(txs);
}

function txsLeft(state: SlotState): number {
  if (state === SlotState.DRAWN) return SEAT_TXS;
  if (state === SlotState.ACCEPTED) return SEAT_TXS - 1;
  return state === SlotState.COMMITTED ? 1 : 0;
}
