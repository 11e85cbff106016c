import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { attachKeys } from "./keysTree.js";
import { withJob, withNode, withOutput, withProgress, withSigner } from "./options.js";

/** A command's work: takes what commander parsed and gives the exit code. */
type Action = (...args: never[]) => Promise<number>;

/** Receives a command's exit code. */
export type Finish = (code: number) => void;

/** The whole command line but the derived trees; nothing heavy is loaded until a command runs. */
export function buildProgram(finish: Finish): Command {
  const dcm = new Command("dcm").description("a market for computing: run programs, buy and sell compute");
  dcm.exitOverride().configureOutput({ outputError: () => undefined });
  dcm.version(version().version, "-V, --version");
  dcm.addHelpText("after", helpAfter);
  const lazy = lazily(finish);
  running(dcm, lazy);
  market(dcm, lazy);
  local(dcm, lazy);
  attachKeys(dcm, lazy);
  network(dcm, lazy);
  return dcm;
}

/** Wraps an action that is loaded when its command runs. */
export function lazily(finish: Finish) {
  return <M>(load: () => Promise<M>, pick: (module: M) => Action) =>
    async (...args: unknown[]) => {
      // The last argument is the command itself, the one before its options.
      const work = pick(await load()) as unknown as (...all: unknown[]) => Promise<number>;
      finish(await work(...args.slice(0, -1)));
    };
}
type Lazy = ReturnType<typeof lazily>;

/** What was built, from package.json. */
export function version(): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
}

function running(dcm: Command, lazy: Lazy): void {
  const runs = () => import("./commands/run.js");
  const jobs = () => import("./commands/jobs.js");
  withProgress(withJob(dcm.command("run").argument("<program>", "FILE.wasm or @EXAMPLE").argument("[args...]")))
    .description("run a program on the market: its output on stdout, its exit code as yours")
    .option("--output-dir <folder>", "write the files that the program left under /out")
    .option("-d, --detach", "print the job's number and leave")
    .option("--dry-run", "plan, quote and explain; send nothing")
    .option("--wait-for-offer", "keep the order on the book though no offer fits now")
    .option("--no-approve", "with --policy approve: look at the result yourself")
    .option("-y, --yes", "do not ask, whatever it may cost")
    .addHelpText("before", examples(["dcm run @hello -- Ada", "dcm run --region DE --max-total 0.01DCM prog.wasm"]))
    .action(lazy(runs, (m) => m.run));
  withJob(dcm.command("quote").argument("<program>").argument("[args...]"))
    .description("what a job would cost now and who could take it")
    .action(lazy(runs, (m) => m.quote));
  withJob(
    dcm
      .command("explain")
      .argument("<what>", "order, job, transaction hash, FILE.wasm or @EXAMPLE")
      .argument("[args...]"),
  )
    .description("why something stands where it stands, and what would help")
    .action(lazy(jobs, (m) => m.explain));
  withSigner(dcm.command("receipt").argument("<job>"))
    .description("who did what for how much")
    .action(lazy(jobs, (m) => m.receipt));
  const job = dcm.command("job").description("jobs: list, get, logs, wait, cancel, receipt, explain");
  withSigner(job.command("list"))
    .description("your jobs, newest first")
    .option("--limit <n>", "at most so many", "20")
    .option("--all", "of everybody")
    .option("--owner <address>", "of another owner")
    .option("--state <state>", "in this state, such as SETTLED")
    .action(lazy(jobs, (m) => m.list));
  withSigner(job.command("get").argument("<job>"))
    .description("one job")
    .action(lazy(jobs, (m) => m.get));
  withSigner(job.command("logs").argument("<job>"))
    .description("what the program wrote, once the providers agreed on it")
    .option("-f, --follow", "wait for it")
    .action(lazy(jobs, (m) => m.logs));
  withProgress(withSigner(job.command("wait").argument("<job>")))
    .description("follow a job to its end, as run does")
    .option("--output-dir <folder>", "write the files that the program left under /out")
    .option("--no-approve", "with policy approve: look at the result yourself")
    .action(lazy(jobs, (m) => m.wait));
  withSigner(job.command("cancel").argument("<job>"))
    .description("take an order that is not matched off the book")
    .option("-y, --yes", "do not ask")
    .action(lazy(jobs, (m) => m.cancel));
  withSigner(job.command("receipt").argument("<job>"))
    .description("its receipt")
    .action(lazy(jobs, (m) => m.receipt));
  withJob(job.command("explain").argument("<job>").argument("[args...]"))
    .description("why it stands where it stands")
    .action(lazy(jobs, (m) => m.explain));
}

function market(dcm: Command, lazy: Lazy): void {
  const load = () => import("./commands/market.js");
  const provider = dcm.command("provider").description("providers: list, get");
  withSigner(provider.command("list"))
    .description("who sells, where, for how much")
    .option("--class <class>", "with offers of this class only")
    .option("--limit <n>", "at most so many", "100")
    .action(lazy(load, (m) => m.providers));
  withSigner(provider.command("get").argument("<provider>", "address or name"))
    .description("one provider with its stake and offers")
    .action(lazy(load, (m) => m.provider));
  const order = dcm.command("order").description("orders on the book: list, get");
  withSigner(order.command("list"))
    .description("orders on the book")
    .option("--class <class>", "of this class")
    .option("--owner <address>", "of this owner")
    .option("--limit <n>", "at most so many", "100")
    .action(lazy(load, (m) => m.orders));
  withSigner(order.command("get").argument("<order>"))
    .description("one order")
    .action(lazy(load, (m) => m.order));
}

function local(dcm: Command, lazy: Lazy): void {
  const load = () => import("./commands/localnet.js");
  const localnet = dcm.command("localnet").description("a network of real processes on this machine");
  const home = () => new Option("--home <folder>", "where the network lives, ~/.dcm/localnet unless given");
  localnet
    .command("up")
    .description("start it, select it, and stay (or leave with --detach)")
    .option("-v, --validators <n>", "1 to 4", "1")
    .option("-p, --providers <n>", "0 to 4", "3")
    .option("--block-time <duration>", "pause between blocks (default: 250ms)")
    .addOption(home())
    .option("--port-offset <n>", "added to every port")
    .option("--reset", "start anew")
    .option("--config-out <file>", "write the READY object to a file too")
    .option("--chain-id <id>", "default: dcm-local-1")
    .option("-d, --detach", "return when it is ready")
    .action(lazy(load, (m) => m.up));
  localnet
    .command("down")
    .description("stop it; its data stays")
    .addOption(home())
    .option("--remove", "delete its data too")
    .action(lazy(load, (m) => m.down));
  withOutput(localnet.command("status").addOption(home()))
    .description("height and processes")
    .action(lazy(load, (m) => m.status));
  localnet
    .command("logs")
    .argument("[name]", "val0, pia, …; all unless given")
    .description("what its processes say")
    .addOption(home())
    .option("-f, --follow", "go on")
    .action(lazy(load, (m) => m.logs));
}

function network(dcm: Command, lazy: Lazy): void {
  const load = () => import("./commands/network.js");
  const context = dcm.command("context").description("networks: create, use, list, show, rm");
  const guard = "sums above it are confirmed first (default: 1DCM)";
  withSigner(context.command("create").argument("<name>").argument("<url>", "a gateway, or CometBFT's RPC"))
    .description("name a network and select it")
    .option("--spend-guard <sum>", guard)
    .action(lazy(load, (m) => m.create));
  const own = (name: string) => withOutput(context.command(name)).option("--home <folder>", "instead of ~/.dcm");
  own("use")
    .argument("<name>")
    .description("select a network")
    .action(lazy(load, (m) => m.use));
  own("list")
    .description("all networks")
    .action(lazy(load, (m) => m.list));
  own("show")
    .argument("[name]")
    .description("one network")
    .action(lazy(load, (m) => m.showContext));
  own("rm")
    .argument("<name>")
    .description("forget a network")
    .action(lazy(load, (m) => m.remove));
  wallets(dcm, lazy);
  withSigner(dcm.command("faucet").argument("[address]", "address or key; yours unless given"))
    .description("test coins, on networks that have a faucet")
    .action(lazy(load, (m) => m.faucet));
  withSigner(dcm.command("doctor"))
    .description("what is wrong, if something is")
    .action(lazy(load, (m) => m.doctor));
  withNode(dcm.command("status"))
    .description("what the node says of itself")
    .action(
      lazy(
        () => import("./commands/blocks.js"),
        (m) => m.status,
      ),
    );
  withOutput(dcm.command("version"))
    .description("what this is")
    .option("--long", "with everything it was made for")
    .action(lazy(load, (m) => m.showVersion));
}

function wallets(dcm: Command, lazy: Lazy): void {
  const load = () => import("./commands/wallet.js");
  const wallet = dcm.command("wallet").description("this chain for wallets: keplr-json, chain-json, assetlist-json");
  withSigner(wallet.command("keplr-json"))
    .description("what wallets like Keplr take to add this chain")
    .action(lazy(load, (m) => m.keplr));
  withSigner(wallet.command("chain-json"))
    .description("its entry of the Cosmos chain registry")
    .action(lazy(load, (m) => m.chain));
  withSigner(wallet.command("assetlist-json"))
    .description("its coins, for the same registry")
    .action(lazy(load, (m) => m.assetlist));
}

/** The derived trees as `dcm --help` shows them; they are built when one of them is asked for. */
export function announceTrees(dcm: Command): void {
  dcm.command("tx").description("transactions: a command for every message of every module");
  dcm.command("query").alias("q").description("queries: a command for every query of every module");
}

function examples(lines: readonly string[]): string {
  return `Examples:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}

const helpAfter = `
Start here:
  dcm localnet up --detach     a network on this machine, with money and providers
  dcm run @hello -- Ada        a program, run by two providers, paid
  dcm doctor                   what is wrong, if something is`;
