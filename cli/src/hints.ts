import type { ErrorObject } from "@dcm/client";
import { quoted, type Typed } from "./typed.js";

/** Commands that help against an error, made of the line that was typed. */
type Hint = (line: Typed, error: ErrorObject) => readonly string[];

/** What helps against errors whose makers do not know the command line. */
const hints: Readonly<Record<string, Hint>> = {
  USAGE: corrected,
  BAD_AMOUNT: helpOnly,
  SDK_OUT_OF_GAS: (line) => {
    // Its gas is signed: how much it would need is told.
    if (line.own[1] === "broadcast") return [line.swapped("broadcast", "simulate").text()];
    if (line.has("--gas")) return [line.without("--gas").text()];
    return line.own[0] === "tx" ? [line.with("--gas-adjustment", "2").text()] : [line.text()];
  },
  SDK_INSUFFICIENT_FEE: without("--fees", "--gas-prices"),
  SDK_MEMO_TOO_LARGE: without("--note", "--memo"),
  SDK_TX_TIMEOUT_HEIGHT: without("--timeout-height"),
  SDK_WRONG_SEQUENCE: signedAnew,
  SDK_UNAUTHORIZED: signedAnew,
  SDK_INVALID_HEIGHT: without("--height"),
  SDK_KEY_NOT_FOUND: lists,
  ACCOUNT_NOT_FOUND: (_, { message }) => {
    const address = addressIn(message);
    return address === "" ? ["dcm keys list"] : [`dcm faucet ${address}`, `dcm query bank balances ${address}`];
  },
  SDK_INSUFFICIENT_FUNDS: () => ["dcm faucet", "dcm doctor"],
  KEY_BAD_NAME: (line, { message }) => {
    const [bad = ""] = message.split(" ");
    const name = bad.replace(/[^A-Za-z0-9._-]+/g, "").replace(/^[._-]+/, "");
    return name === "" ? helpOnly(line) : [line.swapped(bad, name).text()];
  },
  KEY_BAD_FILE: keysList,
  KEY_BAD_MNEMONIC: anew,
  KEY_BAD_PASSPHRASE: keysList,
  KEY_EXISTS: keysList,
  KEY_NOT_FOUND: keysList,
  KEY_NO_SECRET: (line) =>
    line.own[0] === "tx" && !line.has("--multisig") ? [line.with("--generate-only").text()] : keysList(),
  SIGNER_MISSING: keysList,
  KEY_NO_TERMINAL: (line) => [line.with("--passphrase-file", "-").text()],
  KEY_TEST_BACKEND: (line) => [line.with("--keyring-backend", "file").text()],
  NODE_UNREACHABLE: doctor,
  NODE_BAD_ANSWER: doctor,
  NODE_UNSUPPORTED: () => ["dcm context list"],
  MEMPOOL_FULL: anew,
  TX_REPLACED: anew,
  FAUCET_REFUSED: () => ["dcm doctor"],
  JOB_JOB_NOT_FOUND: () => ["dcm job list"],
  JOB_NOT_JOB_OWNER: () => ["dcm job list"],
  MARKET_ORDER_NOT_FOUND: () => ["dcm order list"],
  MARKET_NOT_ORDER_OWNER: () => ["dcm order list"],
  MARKET_UNKNOWN_CLASS: (line) => [line.without("--class").text(), "dcm query market classes"],
  MARKET_LIMIT_BELOW_FLOOR: (line) => [line.without("--max-total", "--max-price").text()],
  MARKET_INVALID_SLOTS: (line) => [line.without("--policy", "--replicas").text()],
  JOB_WALL_TIME_TOO_SHORT: (line, { message }) => {
    const [, needed] = /needed (\d+)/.exec(message) ?? [];
    return needed === undefined ? helpOnly(line) : [line.with("--max-time", `${needed}ms`).text()];
  },
  JOB_ABOVE_CLASS: without("--max-time", "--max-fuel"),
  JOB_INVALID_SPEC: without("--max-time", "--max-fuel"),
  LOCALNET: (line) => [`dcm localnet logs${homeOf(line)}`],
  LOCALNET_OPTION: helpOnly,
  LOCALNET_RUNNING: (line) => [`dcm localnet status${homeOf(line)}`, `dcm localnet down${homeOf(line)}`],
  LOCALNET_NOT_RUNNING: (line) => [`dcm localnet up --detach${homeOf(line)}`],
  LOCALNET_OTHER_STATE: (line) => [line.with("--reset").text()],
  LOCALNET_PORT_TAKEN: (line) => {
    const offset = Number(line.value("--port-offset") ?? "0");
    return [line.with("--port-offset", String(offset + 1000)).text()];
  },
  UNEXPECTED: (line) => [`DCM_TRACE=1 ${line.text()}`],
};

/** The commands of the contract's `next`: never none, and each goes to the network that the typed line names. */
export function nextFor(error: ErrorObject, line: Typed): readonly string[] {
  const own = error.next.length > 0 ? error.next : (hints[error.code]?.(line, error) ?? []);
  const found = own.length > 0 ? own : fallback(line, error);
  return [...new Set(found.map((command) => sameNetwork(command, line)))];
}

/** The chain's own account of the transaction, else what the command takes. */
function fallback(line: Typed, { txhash, height }: ErrorObject): readonly string[] {
  return txhash !== null && height !== null ? [`dcm explain ${txhash}`] : helpOnly(line);
}

function helpOnly(line: Typed): readonly string[] {
  return [line.help()];
}

function anew(line: Typed): readonly string[] {
  return [line.text()];
}

function keysList(): readonly string[] {
  return ["dcm keys list"];
}

function doctor(): readonly string[] {
  return ["dcm doctor"];
}

function homeOf(line: Typed): string {
  const home = line.value("--home");
  return home === undefined ? "" : ` --home ${quoted(home)}`;
}

function without(...flags: readonly string[]): Hint {
  return (line) => (flags.some(line.has) ? [line.without(...flags).text()] : []);
}

/** Signed with what no longer holds; what comes from a file is its sender's to sign again. */
function signedAnew(line: Typed): readonly string[] {
  return line.own[1] === "broadcast" ? helpOnly(line) : [line.without("--sequence", "--account-number").text()];
}

/** Queries say in words what is missing. */
const missing: readonly (readonly [RegExp, string])[] = [
  [/^(job|receipt) \d+ not found/, "dcm job list"],
  [/^order \d+ not found/, "dcm order list"],
  [/^provider /, "dcm provider list"],
  [/class/, "dcm query market classes"],
];

function lists(_: Typed, { message }: ErrorObject): readonly string[] {
  return missing.flatMap(([is, next]) => (is.test(message) ? [next] : []));
}

/** Commander's guesses and lists, put into the line. */
function corrected(line: Typed, { message }: ErrorObject): readonly string[] {
  const [, wrong, guess] = /^unknown (?:command|option) '([^']+)'; did you mean (\S+)\?$/.exec(message) ?? [];
  if (wrong !== undefined && guess !== undefined) return [line.swapped(wrong, guess).text()];
  const [, unknown] = /^unknown command '([^']+)'/.exec(message) ?? [];
  if (unknown !== undefined) return [["dcm", ...line.own.slice(0, line.own.indexOf(unknown)), "--help"].join(" ")];
  const [, bad, first] = /argument '([^']*)' is invalid\. Allowed choices are (\w[\w-]*)/.exec(message) ?? [];
  if (bad !== undefined && first !== undefined) return [line.swapped(bad, first).text()];
  return helpOnly(line);
}

function addressIn(text: string): string {
  return /\b[a-z]{1,20}1[02-9ac-hj-np-z]{38}\b/.exec(text)?.[0] ?? "";
}

const local = /^dcm (localnet|version|keys|context|--help)\b|^dcm tx (encode|decode)\b|--help$/;

/** A network that was named on the line is named in what is proposed, too. */
function sameNetwork(command: string, line: Typed): string {
  if (!command.startsWith("dcm ") || local.test(command)) return command;
  const flags = ["--node", "--context"].flatMap((flag) => {
    const value = line.value(flag);
    return value === undefined || command.includes(`${flag} `) ? [] : [`${flag} ${quoted(value)}`];
  });
  return command
    .split(" | ")
    .map((part) => {
      const [head = "", ...tail] = part.split(" -- ");
      return [[head, ...flags].join(" "), ...tail].join(" -- ");
    })
    .join(" | ");
}
