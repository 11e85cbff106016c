import { CommanderError } from "commander";
import { CliError, contractOf, errorText, exitCodeOf } from "./failure.js";
import { drained, surviveClosedPipes } from "./output.js";
import { buildProgram } from "./program.js";

surviveClosedPipes();
process.exitCode = await main(process.argv);
await drained();
process.exit();

/** Runs one command. @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const finish = (result: number) => {
    code = result;
  };
  try {
    const program = buildProgram(finish);
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === "commander.help") return 2;
    return report(error instanceof CommanderError ? usage(error) : error, argv);
  }
}

function report(error: unknown, argv: readonly string[]): number {
  const object = contractOf(error);
  process.stderr.write(wantsJson(argv) ? `${JSON.stringify(object)}\n` : `${errorText(object)}\n`);
  if (argv.includes("--trace") || process.env.DCM_TRACE) console.error(error);
  return exitCodeOf(object);
}

/** Commander's words in the contract's form. */
function usage({ message }: CommanderError): CliError {
  const [, guess] = /\(Did you mean (?:one of )?([^,?)]+)/.exec(message) ?? [];
  const text = message.replace(/^error: /, "").replace(/\s*\(Did you mean[^)]*\)/, "");
  return new CliError("USAGE", text, guess === undefined ? ["dcm --help"] : [`dcm ${guess}`]);
}

function wantsJson(argv: readonly string[]): boolean {
  return (
    /(^| )(-o|--output)[= ]?jsonl?( |$)/.test(argv.slice(2).join(" ")) || /^jsonl?$/.test(process.env.DCM_OUTPUT ?? "")
  );
}
