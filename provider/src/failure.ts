import { DcmError, reportOf } from "@dcm/client";

/** What the agent ends with, by its stable code: the exit code, and what it means. */
export const agentErrors = {
  AGENT_USAGE: [2, "the command line cannot be understood, or cannot be done as asked"],
  AGENT_NOT_SET_UP: [2, "the home has no agent, or its configuration lacks a part"],
  AGENT_RUNNING: [2, "an agent runs from this home already"],
  AGENT_KEY: [2, "the key cannot be opened, or must not be used here"],
  AGENT_FUNDS: [2, "the account cannot pay stake and gas"],
  AGENT_OTHER_CHAIN: [2, "the network is another one than the home is for"],
  AGENT_NOT_REGISTERED: [2, "the account is no provider on this chain"],
  AGENT_JOURNAL: [2, "the journal cannot be read or written: going on could commit twice, which costs stake"],
  AGENT_DRAIN_LATE: [1, "work was left when the drain's deadline passed"],
  AGENT_UNEXPECTED: [1, "a fault of the program itself: please report it"],
} as const;

/** Codes of the agent's errors. */
export type AgentErrorCode = keyof typeof agentErrors;

/** A mistake of the operator, or something only they can mend; the text says what to do. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";

  constructor(
    message: string,
    readonly code: AgentErrorCode = "AGENT_USAGE",
    /** Commands that help, when the maker of the error knows better than its code. */
    readonly next: readonly string[] = [],
  ) {
    super(message);
  }
}

/** What ended a command: its exit code, and the lines that say what is wrong and what to do next. */
export function failureOf(error: unknown, argv: readonly string[]): { readonly exit: number; readonly text: string } {
  // Keys are the operator's to mend; the rest of what the library finds may pass by itself.
  if (error instanceof DcmError) {
    const exit = error.code.startsWith("KEY_") ? 2 : 1;
    return { exit, text: reportOf("dcm-provider", error, exit) };
  }
  const code = codeOf(error);
  const [exit] = agentErrors[code];
  const message = code === "AGENT_UNEXPECTED" ? ((error as Error).stack ?? String(error)) : textOf(error);
  const own = error instanceof OperatorError ? error.next : [];
  const next = own.length > 0 ? own : hints(code, argv);
  return { exit, text: reportOf("dcm-provider", { code, message: message.replace(/^error: /, ""), next }, exit) };
}

function codeOf(error: unknown): AgentErrorCode {
  if (error instanceof OperatorError) return error.code;
  // By its name: what is wrong with a command line is commander's to say.
  return error instanceof Error && error.name === "CommanderError" ? "AGENT_USAGE" : "AGENT_UNEXPECTED";
}

const commands = ["init", "up", "status", "orders", "drain"];

function hints(code: AgentErrorCode, argv: readonly string[]): readonly string[] {
  const [first = ""] = argv;
  const at = argv.indexOf("--home");
  const home = at < 0 ? "" : ` --home ${argv[at + 1] ?? ""}`;
  const known: Partial<Record<AgentErrorCode, string>> = {
    AGENT_USAGE: commands.includes(first) ? `dcm-provider ${first} --help` : "dcm-provider --help",
    AGENT_NOT_REGISTERED: `dcm-provider init${home}`,
    AGENT_KEY: ["dcm-provider", ...argv, "--passphrase-file", "-"].join(" "),
  };
  return [known[code] ?? `dcm-provider status${home}`];
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
