import { type Command, InvalidArgumentError, Option } from "commander";

/** Collects a flag that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export function withOutput(command: Command): Command {
  const output = new Option("-o, --output <format>", "how data is written").choices(["text", "json", "jsonl"]);
  return command.addOption(output.default("text").env("DCM_OUTPUT"));
}

/** Which network, and how to reach it. */
export function withNode(command: Command): Command {
  return withOutput(command)
    .addOption(new Option("--node <url>", "a gateway or CometBFT's RPC instead of the context's").env("DCM_NODE"))
    .addOption(new Option("--chain-id <id>", "refuse a node of another chain").env("DCM_CHAIN_ID"))
    .addOption(new Option("--context <name>", "network to use instead of the selected one").env("DCM_CONTEXT"));
}

const backends: readonly string[] = ["file", "test"];
/** Where Cosmos tools can keep keys besides: with the operating system, in another program, nowhere. */
const foreign: readonly string[] = ["os", "kwallet", "pass", "keychain", "memory"];

function keyringBackend(text: string): string {
  if (backends.includes(text)) return text;
  const why = foreign.includes(text) ? ": dcm keeps keys in files of its own; those of file have a passphrase" : "";
  throw new InvalidArgumentError(`Allowed choices are ${backends.join(", ")}${why}.`);
}

/** Where the keys are. */
export function withKeys(command: Command): Command {
  const backend = new Option("--keyring-backend <backend>", "file is encrypted; test is plain, for local networks");
  const file = new Option("--passphrase-file <file>", "read the passphrase from a file instead of the terminal");
  return command
    .addOption(backend.choices(backends).argParser(keyringBackend).env("DCM_KEYRING_BACKEND"))
    .addOption(file.env("DCM_PASSPHRASE_FILE"))
    .option("--home <folder>", "keys and contexts, ~/.dcm unless given (or DCM_HOME)");
}

/** Who signs. */
export function withSigner(command: Command): Command {
  return withKeys(withNode(command)).addOption(
    new Option("--from <key>", "name or address of the key that signs").env("DCM_FROM"),
  );
}

/** What to run, on what terms. */
export function withJob(command: Command): Command {
  return withSigner(command)
    .option("--input <path=file>", "input file, seen by the program as /in/…; repeatable", collect)
    .option("--stdin <file>", "standard input; - is your own")
    .option("--env <name=value>", "environment variable; repeatable", collect)
    .option("--replicas <n>", "providers that each do the whole work and must agree (default: 2)")
    .option("--policy <policy>", "approve, redundant, or redundant:N,M")
    .option("--class <class>", "resource class (default: wasm.small)")
    .option("--max-price <rate>", "most for one provider: 0.02DCM/h or 0.5DCM/Gfuel")
    .option("--max-total <sum>", "most that may be locked for the job: 0.002DCM")
    .option("--region <code>", "jurisdiction such as DE or US-CA; repeatable", collect)
    .option("--site <kind>", "datacentre, cloud, edge or home; repeatable", collect)
    .option("--max-fuel <n>", "metered steps, such as 5G (default: the class's)")
    .option("--max-output <bytes>", "most that the program may write, such as 10M (default: the class's)")
    .option("--max-time <duration>", "wall time, such as 60s (default: the class's)")
    .option("--expiry <duration>", "how long the order may wait on the book")
    .option("--tag <text>", "label on the order; repeatable", collect)
    .option("--client-key <text>", "placing again with the same key gives the same job");
}

/** How progress looks. */
export function withProgress(command: Command): Command {
  return command
    .option("--timeout <duration>", "stop waiting after this; the job goes on")
    .option("-q, --quiet", "no progress")
    .option("--ascii", "no symbols beyond ASCII")
    .option("--no-color", "no colours (NO_COLOR works too)");
}
