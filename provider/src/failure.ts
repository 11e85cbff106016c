/** A mistake of the operator, or something only they can mend; the text says what to do. Exit code 2. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

/** What is wrong, in one line. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Writes one line for people. stdout is for data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes one line of what happened, with the time of day. */
export function tell(line: string): void {
  say(`  ${new Date().toTimeString().slice(0, 8)} ${line}`);
}
