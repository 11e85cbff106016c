import { type Amount, amount, type Dec } from "@dcm/proto";
import { add, mulDivCeil, mulDivFloor, smaller } from "./math.js";

const DEC_ONE = 1_000_000_000_000_000_000n;

/**
 * The burnt fee for placing an order.
 *
 * @param base     base units, any order
 * @param perNode  base units per node of its constraints
 * @param nodes    0 … 64
 * @returns base units
 * @see PROTOCOL.md [M1], §11
 */
export function placingFee(base: Amount, perNode: Amount, nodes: number): Amount {
  return add(base, mulDivFloor(perNode, BigInt(nodes), 1n));
}

/**
 * The protocol fee on what a job pays.
 *
 * @param rate  0 … 0.2
 * @param paid  sum paid to providers, base units
 * @returns base units, rounded up: the network never takes less than its share
 * @see PROTOCOL.md [E9]
 */
export function protocolFee(rate: Dec, paid: Amount): Amount {
  return mulDivCeil(paid, rate, DEC_ONE);
}

/**
 * What an order reserves in escrow for its slots and the protocol fee.
 *
 * @param slots  1 … 16
 * @param price  most that one slot may cost, base units
 * @param rate   of the protocol fee
 * @returns base units; no levy is in it until audits exist
 * @see PROTOCOL.md [E1]
 */
export function reservation(slots: number, price: Amount, rate: Dec): Amount {
  const most = mulDivFloor(price, BigInt(slots), 1n);
  return add(most, protocolFee(rate, most));
}

/**
 * The bond D that a slot locks.
 *
 * @param price     F, the slot's max charge, base units
 * @param multiple  D as a multiple of F; 5 until audits exist
 * @returns base units
 * @see PROTOCOL.md §11, D minimum
 */
export function bondFor(price: Amount, multiple: number): Amount {
  return mulDivFloor(price, BigInt(multiple), 1n);
}

/** What a no-show burns: min(0.1 F, 10 × the placing fee), base units, rounded up (PROTOCOL.md §5). */
export function noShowPenalty(price: Amount, placing: Amount): Amount {
  return smaller(mulDivCeil(price, 1n, 10n), mulDivFloor(placing, 10n, 1n));
}

/** What a late slot burns: min(0.2 D, 2 F), base units, rounded up (PROTOCOL.md §5). */
export function latePenalty(bond: Amount, price: Amount): Amount {
  return smaller(mulDivCeil(bond, 1n, 5n), mulDivFloor(price, 2n, 1n));
}

/** What saying *cannot run* burns: 0.1 F, base units, rounded up ([J6]). */
export function cannotRunPenalty(price: Amount): Amount {
  return mulDivCeil(price, 1n, 10n);
}

/** What the buyer of a job that two owners could not run owes each of them: 0.1 F, base units, rounded down ([J6]). */
export function cannotRunRefund(price: Amount): Amount {
  return mulDivFloor(price, 1n, 10n);
}

/** What is paid for a result that its buyer rejected: half the metered price, base units, rounded down (PROTOCOL.md §5). */
export function rejectedCharge(charge: Amount): Amount {
  return mulDivFloor(charge, 1n, 2n);
}

/**
 * The audit reserve of a stake, which slots and leases cannot use.
 *
 * @param stake    whole stake, base units
 * @param divisor  5: one fifth
 * @returns base units, rounded up
 * @see PROTOCOL.md [P2]
 */
export function auditReserve(stake: Amount, divisor: number): Amount {
  return mulDivCeil(stake, 1n, BigInt(divisor));
}

/**
 * Stake that a new bond or a reduction may take.
 *
 * @param stake    whole stake, base units
 * @param bonded   sum of its bonds
 * @param divisor  of the audit reserve
 * @returns base units; 0 when slashes ate the stake below bonds and reserve
 * @see PROTOCOL.md [P1]
 */
export function freeStake(stake: Amount, bonded: Amount, divisor: number): Amount {
  // [P1] free stake = stake − audit reserve − bonds
  const free = stake - auditReserve(stake, divisor) - bonded;
  return amount(free > 0n ? free : 0n);
}
