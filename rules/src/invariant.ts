/** A broken promise of the code itself, never of its user. Equal on every node that executes the same block. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/**
 * Stops with an {@link InvariantError} unless `holds`.
 *
 * @param holds  a claim that only a bug can make false
 * @param why    what was claimed, or why it must hold
 * @throws InvariantError  `holds` is false
 */
export function assert(holds: boolean, why: string): asserts holds {
  if (!holds) throw new InvariantError(why);
}
