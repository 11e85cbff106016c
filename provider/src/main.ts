import { DcmError } from "@dcm/client";
import { CommanderError } from "commander";
import { OperatorError, textOf } from "./failure.js";
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const known = error instanceof OperatorError || error instanceof DcmError;
    const shown = known || !(error instanceof Error) ? textOf(error) : (error.stack ?? error.message);
    process.stderr.write(`dcm-provider: ${shown}\n`);
    return error instanceof OperatorError ? 2 : 1;
  }
}

const code = await main(process.argv.slice(2));
// Pipes take their time.
await new Promise((resolve) => process.stdout.write("", resolve));
// What is still open (a stream, a kept-alive connection) must not keep an agent alive that has ended.
process.exit(code);
