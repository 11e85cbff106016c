import { StateMismatch } from "../store/index.js";
import { EXIT, nodeErrors, type UsageError } from "./errors.js";

/** The exit code that tells the caller what ended the node. */
export function exitCode(error: unknown): number {
  if (error instanceof StateMismatch) return EXIT.STATE_MISMATCH;
  switch (error instanceof Error ? error.name : "") {
    case "UsageError":
      return nodeErrors[(error as UsageError).code][0];
    case "ChildDied":
      return EXIT.CHILD_DIED;
    case "InvariantError":
      return EXIT.INVARIANT;
    case "HaltError":
      return EXIT.CLEAN;
    default:
      return EXIT.UNEXPECTED;
  }
}
