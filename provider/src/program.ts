import { Command, InvalidArgumentError } from "commander";
import { OperatorError } from "./failure.js";
import { providerHome } from "./home.js";
import { type InitFlags, init } from "./init.js";
import { drain, up } from "./up.js";
import { formatOf, orders, status } from "./views.js";

const HOUR_MS = "3600000";

/** The command line of `dcm-provider`. `exit` is told the code of commands that have one. */
export function program(exit: (code: number) => void): Command {
  const root = new Command("dcm-provider").description("sells compute: runs jobs of the market and is paid for them");
  root
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .configureOutput({ outputError: () => undefined });
  const home = ["--home <folder>", "the agent's home (default: $DCM_PROVIDER_HOME or ~/.dcm/provider)"] as const;
  const passphrase = ["--passphrase-file <file>", "file with the passphrase of the key"] as const;

  root
    .command("init")
    .description("look at this machine, make a key, register, and publish an offer")
    .option(...home)
    .option("--network <url>", "a gateway's address, or local", "local")
    .option("--rpc <url>", "CometBFT's RPC, when not the one that the gateway names")
    .option("--name <name>", "name of the provider and of its key")
    .option("--mnemonic-file <file>", "words of the key; a new one is made without")
    .option("--keyring-backend <kind>", "file (encrypted) or test (local networks only)", backend, "file")
    .option(...passphrase)
    .option("--jurisdiction <code>", "ISO 3166 code of where the machine stands")
    .option("--site <kind>", "datacentre, cloud, edge or home")
    .option("--owner <address>", "owner that other operators of yours name too")
    .option("--payout-address <address>", "where payments go, when not to the key's account")
    .option("--attribute <key=value>", "a claim about the machine; may be given often", collect, [])
    .option("--class <id>", "resource class", "wasm.small")
    .option("--price <price>", "such as 20udcm/Gfuel; suggested from the book without")
    .option("--start-fee <amount>", "charged once per job", "100udcm")
    .option("--stake <amount>", "locked at registration; the smallest allowed without")
    .option("--units <n>", "jobs at the same time; the number of CPUs without")
    .option("--max-duration <ms>", "longest job in ms of wall time", HOUR_MS)
    .option("--policy <name>", "approve or redundant; both without", collect)
    .option("-y, --yes", "ask nothing")
    .action((flags: Omit<InitFlags, "policy"> & { home?: string; policy?: readonly string[] }) =>
      init(providerHome(flags.home), { ...flags, policy: flags.policy ?? ["approve", "redundant"] }),
    );

  root
    .command("up")
    .description("serve the market, in the foreground")
    .option(...home)
    .option(...passphrase)
    .action(async (flags: { home?: string; passphraseFile?: string }) =>
      exit(await up(providerHome(flags.home), flags)),
    );

  root
    .command("status")
    .description("how the provider stands")
    .option(...home)
    .option("-o, --output <format>", "text, json or jsonl", "text")
    .action(async (flags: { home?: string; output: string }) => {
      process.stdout.write(await status(providerHome(flags.home), formatOf(flags.output)));
    });

  root
    .command("orders")
    .description("what was decided on each order, and why")
    .option(...home)
    .option("--last <n>", "so many", count, 50)
    .option("-o, --output <format>", "text, json or jsonl", "text")
    .action(async (flags: { home?: string; last: number; output: string }) => {
      process.stdout.write(await orders(providerHome(flags.home), flags.last, formatOf(flags.output)));
    });

  root
    .command("drain")
    .description("take nothing new, finish what runs, and end the agent")
    .option(...home)
    .option(...passphrase)
    .option("--deadline <time>", "such as 90s, 10m or 2h", "10m")
    .action(async (flags: { home?: string; deadline: string; passphraseFile?: string }) =>
      exit(await drain(providerHome(flags.home), durationMs(flags.deadline), flags)),
    );
  return root;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function backend(value: string): string {
  if (value !== "file" && value !== "test") throw new InvalidArgumentError("it is file or test.");
  return value;
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError("it is a whole number above 0.");
  return number;
}

function durationMs(text: string): number {
  const [, digits, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
  if (digits === undefined) throw new OperatorError(`--deadline is a time such as 90s, 10m or 2h, not ${text}`);
  return Number(digits) * (unit === "s" ? 1_000 : unit === "m" ? 60_000 : 3_600_000);
}
