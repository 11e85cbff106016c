/** Exit codes of dcmd (INTERFACES.md, Processes). */
export const EXIT = { CLEAN: 0, UNEXPECTED: 1, USAGE: 2, CHILD_DIED: 3, STATE_MISMATCH: 4, INVARIANT: 5 } as const;

/** The operator asked for something that cannot be done as asked: flags, files, configuration. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The disk takes no more writes. The text says what to do about it. */
export class DiskError extends Error {
  override readonly name = "DiskError";
}

/** A process that the node cannot live without has ended. */
export class ChildDied extends Error {
  override readonly name = "ChildDied";
}
