import { EXIT, type NodeErrorCode, nodeErrors, UsageError } from "./errors.js";
import { exitCode } from "./exit-code.js";

/** How many words name a command of a group. */
const words: Readonly<Record<string, number>> = { genesis: 2, comet: 2, cometbft: 2, tendermint: 2 };

/** What ended a command: its exit code, and the lines that say what is wrong and what to do next. */
export function failureOf(error: unknown, argv: readonly string[]): { readonly exit: number; readonly text: string } {
  const code = codeOf(error);
  // A halt by configuration is what was asked for.
  if (code === undefined) return { exit: EXIT.CLEAN, text: `dcmd: ${(error as Error).message}` };
  const [exit] = nodeErrors[code];
  const message = code === "DCMD_UNEXPECTED" && error instanceof Error ? error.stack : undefined;
  const own = error instanceof UsageError ? error.next : [];
  const next = own.length > 0 ? own.map((command) => completed(command, argv)) : hints(code, argv);
  return { exit, text: report(message ?? String((error as Error).message ?? error), code, next) };
}

/** What begins with a flag is the typed command with that flag. */
function completed(command: string, argv: readonly string[]): string {
  if (!command.startsWith("--")) return command;
  const [flag = "", value = ""] = command.split(" ");
  const kept = argv.filter((word, i) => word !== flag && argv[i - 1] !== flag && !word.startsWith(`${flag}=`));
  return ["dcmd", ...kept, flag, value].map(quoted).join(" ");
}

/** The lines behind commander's own, which has said what is wrong. */
export function usageHint(argv: readonly string[]): string {
  return report(undefined, "DCMD_USAGE", hints("DCMD_USAGE", argv));
}

function report(message: string | undefined, code: NodeErrorCode, next: readonly string[]): string {
  return [
    ...(message === undefined ? [] : [`dcmd: ${message}`]),
    ...next.map((command, index) => `  ${index === 0 ? "try" : "or "}   ${command}`),
    `  exit ${nodeErrors[code][0]} · docs errors/${code}`,
  ].join("\n");
}

function codeOf(error: unknown): NodeErrorCode | undefined {
  if (error instanceof UsageError) return error.code;
  if (error instanceof Error && error.name === "DiskError") return "DCMD_DISK";
  if (error instanceof Error && (error.name === "UpgradeNeeded" || error.name === "WrongProgram"))
    return "DCMD_UPGRADE";
  switch (exitCode(error)) {
    case EXIT.CLEAN:
      return undefined;
    case EXIT.CHILD_DIED:
      return "DCMD_CHILD_DIED";
    case EXIT.STATE_MISMATCH:
      return "DCMD_STATE_MISMATCH";
    case EXIT.INVARIANT:
      return "DCMD_INVARIANT";
    default:
      return /is in use by another process$/.test((error as Error | undefined)?.message ?? "")
        ? "DCMD_STATE_IN_USE"
        : "DCMD_UNEXPECTED";
  }
}

/** Commands that help, for the home that was named. */
function hints(code: NodeErrorCode, argv: readonly string[]): readonly string[] {
  const at = argv.indexOf("--home");
  const home = at < 0 ? "" : ` --home ${quoted(argv[at + 1] ?? "")}`;
  const [first = ""] = argv;
  const command = argv.slice(0, words[first] ?? 1).filter((word) => !word.startsWith("-"));
  const help = `${["dcmd", ...command].join(" ")} --help`;
  const known: Readonly<Record<NodeErrorCode, string>> = {
    DCMD_USAGE: first in commands ? help : "dcmd --help",
    DCMD_NOT_SET_UP: `dcmd init node${home}`,
    DCMD_CONFIG: "dcmd start --help",
    DCMD_GENESIS: `dcmd genesis validate${home}`,
    DCMD_COMETBFT: "make setup",
    DCMD_PORT_TAKEN: "dcmd start --help",
    DCMD_STATE_IN_USE: `dcmd status${home}`,
    DCMD_NODE_UNREACHABLE: `dcmd start${home}`,
    DCMD_CHILD_DIED: `dcmd start${home}`,
    // Forgets the state, which comes again with the blocks of the other validators.
    DCMD_STATE_MISMATCH: `dcmd comet unsafe-reset-all${home}`,
    DCMD_DISK: `df -h ${at < 0 ? "~/.dcmd" : quoted(argv[at + 1] ?? "")}`,
    DCMD_INVARIANT: `dcmd export${home}`,
    DCMD_UPGRADE: "dcmd version --long",
    DCMD_UNEXPECTED: "dcmd version --long",
  };
  return [known[code]];
}

const commands = { init: 1, start: 1, export: 1, status: 1, version: 1, ...words };

/** One word as a POSIX shell reads it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
