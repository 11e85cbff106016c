/** Exit codes of dcmd (INTERFACES.md, Processes). */
export const EXIT = { CLEAN: 0, UNEXPECTED: 1, USAGE: 2, CHILD_DIED: 3, STATE_MISMATCH: 4, INVARIANT: 5 } as const;

/** What dcmd ends with, by its stable code. */
export const nodeErrors = {
  DCMD_USAGE: [EXIT.USAGE, "the command line cannot be understood, or cannot be done as asked"],
  DCMD_NOT_SET_UP: [EXIT.USAGE, "a file of the node's home is missing"],
  DCMD_CONFIG: [EXIT.USAGE, "app.toml, a flag or an environment variable has a value that is none"],
  DCMD_GENESIS: [EXIT.USAGE, "the genesis file cannot start a chain"],
  DCMD_COMETBFT: [EXIT.USAGE, "there is no CometBFT of the right version"],
  DCMD_PORT_TAKEN: [EXIT.USAGE, "another program listens where the node would"],
  DCMD_STATE_IN_USE: [EXIT.USAGE, "another process runs from this home"],
  DCMD_NODE_UNREACHABLE: [EXIT.UNEXPECTED, "no node answers there"],
  DCMD_CHILD_DIED: [EXIT.CHILD_DIED, "CometBFT has ended, and the node with it"],
  DCMD_STATE_MISMATCH: [EXIT.STATE_MISMATCH, "the state on disk is damaged, or of another chain"],
  DCMD_DISK: [EXIT.UNEXPECTED, "the disk is full, read-only or failing; what was committed is safe"],
  DCMD_INVARIANT: [EXIT.INVARIANT, "a claim that must always hold is broken; the node stopped before it could do harm"],
  DCMD_UPGRADE: [EXIT.UNEXPECTED, "this is not the program that goes on with the chain; what was committed is safe"],
  DCMD_UNEXPECTED: [EXIT.UNEXPECTED, "a fault of the program itself: please report it"],
} as const satisfies Readonly<Record<string, readonly [exit: number, means: string]>>;

/** Codes of dcmd's errors. */
export type NodeErrorCode = keyof typeof nodeErrors;

/** The operator asked for something that cannot be done as asked: flags, files, configuration. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(
    message: string,
    readonly code: NodeErrorCode = "DCMD_USAGE",
    /** Commands that help, when the maker of the error knows better than its code; a flag alone means the typed command with it. */
    readonly next: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The disk takes no more writes. The text says what to do about it. */
export class DiskError extends Error {
  override readonly name = "DiskError";
}

/** A process that the node cannot live without has ended. */
export class ChildDied extends Error {
  override readonly name = "ChildDied";
}
