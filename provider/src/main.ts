import { CommanderError } from "commander";
import { failureOf } from "./failure.js";
import { program } from "./program.js";

/** Entry of `dcm-provider`. Exit codes: 0 done, 1 unexpected or unfinished, 2 usage, or something only the operator can mend. */
async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  try {
    await program((given) => {
      code = given;
    }).parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { exit, text } = failureOf(error, argv);
    process.stderr.write(`${text}\n`);
    return exit;
  }
}

const code = await main(process.argv.slice(2));
// Pipes take their time.
await new Promise((resolve) => process.stdout.write("", resolve));
// What is still open (a stream, a kept-alive connection) must not keep an agent alive that has ended.
process.exit(code);
