import { CommanderError } from "commander";
import { DiskError, EXIT } from "./errors.js";
import { exitCode } from "./exit-code.js";
import { program } from "./program.js";

/** Entry of `dcmd`: parses, runs, and turns what was thrown into one line and an exit code. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...argv], { from: "user" });
    return EXIT.CLEAN;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.CLEAN : EXIT.USAGE;
    const code = exitCode(error);
    const isOurs = code === EXIT.UNEXPECTED && error instanceof Error && !(error instanceof DiskError);
    const shown = isOurs ? (error.stack ?? error.message) : String((error as Error).message ?? error);
    process.stderr.write(`dcmd: ${shown}\n`);
    return code;
  }
}

// A log that cannot be written must not end a node.
process.stderr.on("error", () => undefined);

// Not exitCode alone: after a failure a thread or socket may still be open, and a node must not linger half alive.
process.exit(await main(process.argv.slice(2)));
