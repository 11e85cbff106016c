import { CommanderError } from "commander";
import { CliError, contractOf, errorText, exitCodeOf } from "./failure.js";
import { drained, surviveClosedPipes } from "./output.js";
import { announceTrees, buildProgram, lazily } from "./program.js";

const trees = new Set(["tx", "query", "q"]);

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
    if (needsTrees(argv)) await growTrees(program, finish, argv);
    else announceTrees(program);
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === "commander.help") return 2;
    return report(error instanceof CommanderError ? usage(error) : error, argv);
  }
}

/** The trees follow from the services, which take a while to load: only for who uses them. */
function needsTrees([, , first = "", second = ""]: readonly string[]): boolean {
  return trees.has(first) || (first === "help" && trees.has(second));
}

async function growTrees(
  program: ReturnType<typeof buildProgram>,
  finish: (code: number) => void,
  argv: readonly string[],
) {
  const { attachTrees } = await import("./tree/attach.js");
  const wantsHelp = argv.includes("--help") || argv.includes("-h") || argv.includes("help");
  const { docs } = wantsHelp ? await import("@dcm/proto/gen/docs") : { docs: {} };
  attachTrees(program, lazily(finish), docs);
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
  return new CliError("USAGE", guess === undefined ? text : `${text}; did you mean ${guess}?`);
}

function wantsJson(argv: readonly string[]): boolean {
  const own = argv.slice(2, argv.includes("--") ? argv.indexOf("--") : undefined).join(" ");
  return /(^| )(-o|--output)[= ]?jsonl?( |$)/.test(own) || /^jsonl?$/.test(process.env.DCM_OUTPUT ?? "");
}
