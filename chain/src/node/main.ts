import { CommanderError } from "commander";
import { EXIT } from "./errors.js";
import { failureOf, usageHint } from "./failure.js";
import { program } from "./program.js";

/** Entry of `dcmd`: parses, runs, and turns what was thrown into a few lines and an exit code. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...argv], { from: "user" });
    return EXIT.CLEAN;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.CLEAN;
    // Commander has said what is wrong.
    const { exit, text } =
      error instanceof CommanderError ? { exit: EXIT.USAGE, text: usageHint(argv) } : failureOf(error, argv);
    process.stderr.write(`${text}\n`);
    return exit;
  }
}

// A log that cannot be written must not end a node, and whoever closes the pipe has read enough.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const code = await main(process.argv.slice(2));
// What a reader has not taken yet is lost at exit: an exported state is larger than a socket's buffer.
await new Promise((written) => process.stdout.write("", written));

// Not exitCode alone: after a failure a thread or socket may still be open, and a node must not linger half alive.
process.exit(code);
