/** The formulas and numbers of PROTOCOL.md, in one place, so that a test can plant a wrong one. */
export interface Rules {
  readonly windowBlocks: bigint;
  readonly tickMaxMs: bigint;
  readonly noShow: (charge: bigint, placingFee: bigint) => bigint;
  readonly late: (bond: bigint, charge: bigint) => bigint;
  readonly cannotRun: (charge: bigint) => bigint;
  readonly cannotRunPaid: (charge: bigint) => bigint;
  readonly rejected: (charge: bigint) => bigint;
  readonly protocolFee: (rate: bigint, paid: bigint) => bigint;
  readonly auditReserve: (stake: bigint, divisor: bigint) => bigint;
}

/** [G8] Amounts charged round up, payouts round down. */
export const protocol: Rules = {
  // [G7] a window ends in the first block with τ ≥ deadline and height ≥ opening + 3; τ moves by at most 10 s a block
  windowBlocks: 3n,
  tickMaxMs: 10_000n,
  // §5 no-show: min(0.1 F, 10 × the placing fee)
  noShow: (charge, placingFee) => least(ceil(charge, 10n), 10n * placingFee),
  // §5 late: min(0.2 D, 2 F)
  late: (bond, charge) => least(ceil(bond, 5n), 2n * charge),
  // [J6] costs the slot 0.1 F; refund less 0.1 F per such slot
  cannotRun: (charge) => ceil(charge, 10n),
  cannotRunPaid: (charge) => charge / 10n,
  // §5 reject without panel: half the metered price (floor)
  rejected: (charge) => charge / 2n,
  // [E9] ceil(rate × paid)
  protocolFee: (rate, paid) => ceil(rate * paid, 10n ** 18n),
  // [P2] one fifth of every stake
  auditReserve: (stake, divisor) => ceil(stake, divisor),
};

export function ceil(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function most(...values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a > b ? a : b));
}
