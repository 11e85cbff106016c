import { homedir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { COMET_VERSION } from "./comet.js";
import { exportGenesis, init, showAddress, showNodeId, showValidator, status, validate } from "./commands.js";
import { loadConfig } from "./config.js";
import { UsageError } from "./errors.js";
import { addAccount, parseCoins, readGenesis, writeGenesis } from "./genesis.js";
import { collectGentxs, gentx } from "./gentx.js";
import { duration, home, resetAll } from "./home.js";
import type { Log } from "./open-app.js";
import { start } from "./start.js";
import { type InitFilesOptions, initFiles } from "./testnet.js";
import { versionText } from "./version.js";

/** Flags of `dcmd start` that go to app.toml's keys and to CometBFT under the same names. */
const CONFIG_FLAGS = {
  "minimum-gas-prices": "lowest gas price accepted, e.g. 0.001udcm",
  "query-keep-recent": "past heights kept for queries and proofs",
  pruning: "default, nothing or everything",
  "halt-height": "stop before this height",
  "halt-time": "stop before the first block at or after this Unix time",
  "min-retain-blocks": "blocks that CometBFT keeps, 0 for all",
  "api.enable": "run dcm-gateway (true or false)",
  "api.address": "where dcm-gateway listens",
  "grpc.enable": "serve gRPC too (true or false)",
  "grpc.address": "where dcm-gateway serves gRPC",
  "telemetry.enabled": "serve metrics (true or false)",
  "telemetry.address": "where the application's metrics are served",
} as const;
const COMET_FLAGS = {
  "rpc.laddr": "where CometBFT's RPC listens",
  "p2p.laddr": "where CometBFT listens for peers",
  "p2p.persistent_peers": "id@host:port of peers to keep connected",
  "p2p.seeds": "id@host:port of seed nodes",
  log_level: "CometBFT's log level",
} as const;

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** The command tree; names as on every Cosmos SDK chain. Commands write data to stdout and talk to stderr. */
export function program(): Command {
  const root = new Command("dcmd").description("The dcm node").exitOverride().showHelpAfterError();
  root.addHelpText(
    "after",
    "\nExit codes: 0 clean, 1 unexpected, 2 usage, 3 a child died, 4 state mismatch, 5 invariant broken",
  );
  withHome(root.command("init <moniker>"))
    .description("make a home: keys, configuration, genesis")
    .option("--chain-id <id>", "chain id", `dcm-${Math.random().toString(36).slice(2, 8)}`)
    .option("--default-denom <denom>", "base denomination", "udcm")
    .option("--block-time <duration>", "pause between blocks", "1s")
    .option("-o, --overwrite", "replace an existing genesis file")
    .action((moniker: string, o: Options) => init(homeOf(o), moniker, o));
  genesisCommands(root);
  testnetCommands(root);
  startCommand(root);
  cometCommands(root);
  withHome(root.command("pre-upgrade"))
    .description("what cosmovisor runs before this program takes over: whether it can read the configuration")
    .action((o: Options) => {
      loadConfig({ file: homeOf(o).appToml, flags: {}, env: process.env, warn: logger().warn });
    });
  withHome(root.command("export"))
    .description("print the state as a genesis file (the node must be stopped)")
    .action(async (o: Options) => print(await exportGenesis(homeOf(o))));
  withHome(root.command("status"))
    .description("what a running node says of itself")
    .option("-n, --node <url>", "its RPC")
    .action(async (o: Options) => print(await status(homeOf(o), o.node as string | undefined)));
  root
    .command("version")
    .description("print the version")
    .option("--long", "and what it is made of")
    .option("-o, --output <format>", "text or json", "text")
    .action((o: Options) => print(versionText(o.long === true, o.output === "json")));
  return root;
}

function genesisCommands(root: Command): void {
  const genesis = root.command("genesis").description("work on genesis.json");
  withHome(genesis.command("add-genesis-account <address_or_key> <coins>"))
    .description("give an account its first coins")
    .action(async (account: string, coins: string, o: Options) => {
      const files = homeOf(o);
      const doc = readGenesis(files.genesis);
      const { accountAddress } = await import("./keyring.js");
      addAccount(doc, await accountAddress(files, doc, account), parseCoins(coins));
      writeGenesis(files.genesis, doc);
    });
  withHome(genesis.command("gentx <key> <amount>"))
    .description("sign this node's validator into config/gentx")
    .option("--chain-id <id>", "must be the genesis file's")
    .option("--moniker <name>", "default: the node's")
    .option("--ip <address>", "address that other validators reach this one by", "127.0.0.1")
    .option("--p2p-port <port>", "and its port", "26656")
    .option("--commission-rate <rate>", "share of the delegators' rewards", "0.1")
    .option("--commission-max-rate <rate>", "its upper bound for ever", "0.2")
    .option("--commission-max-change-rate <rate>", "largest change a day", "0.01")
    .option("--min-self-delegation <amount>", "least own stake", "1")
    .option("--passphrase-file <file>", "holds the key's passphrase (or DCM_PASSPHRASE_FILE)")
    .option("--keyring-backend <backend>", "file or test", "file")
    .option("--mnemonic-file <file>", "sign with the account of these words instead of a stored key")
    .option("--output-document <file>", "default: config/gentx/gentx-<node id>.json")
    .action(async (key: string, amount: string, o: Options) => print(await gentx(homeOf(o), key, amount, o)));
  withHome(genesis.command("collect-gentxs"))
    .description("put config/gentx/*.json into the genesis file")
    .option("--gentx-dir <directory>", "another directory")
    .action(async (o: Options) => print(await collectGentxs(homeOf(o), o.gentxDir as string | undefined)));
  withHome(genesis.command("validate [file]"))
    .description("start the chain from the file, in memory")
    .action(async (file: string | undefined, o: Options) => print(await validate(homeOf(o), file)));
}

function testnetCommands(root: Command): void {
  const testnet = root.command("testnet").description("files of test networks");
  testnet
    .command("init-files")
    .description("make the homes of several validators with one genesis between them")
    .option("--v, --validator-count <n>", "how many", "4")
    .option("-o, --output-dir <directory>", "where", "./.testnets")
    .option("--chain-id <id>", "chain id", `chain-${Math.random().toString(36).slice(2, 8)}`)
    .option("--default-denom <denom>", "base denomination", "udcm")
    .option("--minimum-gas-prices <price>", "lowest gas price accepted (default: 0.001 of the denomination)")
    .option("--node-dir-prefix <prefix>", "name of a node without its number", "node")
    .option("--node-daemon-home <name>", "name of a node's home in its directory", "dcmd")
    .option("--starting-ip-address <address>", "of the first node; the others follow", "192.168.0.1")
    .option("--keyring-backend <backend>", "test or file", "test")
    .option("--passphrase-file <file>", "of the backend file")
    .option("--single-host", "all on this machine, each on ports of its own")
    .option("--commit-timeout <duration>", "pause between blocks", "1s")
    .action(async (options: InitFilesOptions) => {
      process.stderr.write(`${await initFiles(options)}\n`);
    });
}

function startCommand(root: Command): void {
  const command = withHome(root.command("start")).description("run the node: application, CometBFT, gateway");
  command.option("--no-gateway", "do not run dcm-gateway").option("--block-time <duration>", "pause between blocks");
  command.option(
    "--unsafe-skip-upgrades <heights>",
    "heights at which planned upgrades are not carried out, e.g. 100,200",
  );
  for (const [name, text] of Object.entries({ ...CONFIG_FLAGS, ...COMET_FLAGS }))
    command.option(`--${name} <value>`, text);
  command.action(async (_: Options, self: Command) => {
    // READY that nobody reads must not end the node either.
    process.stdout.on("error", () => undefined);
    const values: Options = self.opts();
    const flag = (name: string) => values[camel(name)] as string | undefined;
    const files = homeOf(values);
    const log = logger();
    const flags = Object.fromEntries(Object.keys(CONFIG_FLAGS).map((name) => [name, flag(name)]));
    if (values.gateway === false) flags["api.enable"] = "false";
    await start({
      files,
      config: loadConfig({ file: files.appToml, flags, env: process.env, warn: log.warn }),
      cometFlags: Object.keys(COMET_FLAGS).flatMap((name) =>
        flag(name) === undefined ? [] : [`--${name}`, flag(name) ?? ""],
      ),
      skippedHeights: heights(flag("unsafe-skip-upgrades") ?? ""),
      blockTime: flag("block-time") === undefined ? undefined : duration(flag("block-time") ?? ""),
      log,
      ready: (facts) => print(`READY ${JSON.stringify(facts)}`),
    });
  });
}

function cometCommands(root: Command): void {
  const comet = root.command("comet").alias("cometbft").alias("tendermint").description("CometBFT's keys and data");
  const show = (name: string, text: string, run: (o: Options) => string) =>
    withHome(comet.command(name))
      .description(text)
      .action((o: Options) => print(run(o)));
  show("show-node-id", "this node's p2p id", (o) => showNodeId(homeOf(o)));
  show("show-validator", "this node's consensus key", (o) => showValidator(homeOf(o)));
  show("show-address", "this node's consensus address", (o) => showAddress(homeOf(o)));
  show("version", "the CometBFT that this node runs under", () => COMET_VERSION);
  withHome(comet.command("unsafe-reset-all"))
    .description("delete all blocks and state, keep keys and configuration")
    .option("--keep-addr-book", "keep known peers")
    .action((o: Options) => {
      resetAll(homeOf(o), o.keepAddrBook === true);
      process.stderr.write(
        "the validator's last signed height is forgotten too: this key must not be signing anywhere else\n",
      );
    });
}

function withHome(command: Command): Command {
  return command.option("--home <directory>", "the node's home", process.env.DCMD_HOME ?? join(homedir(), ".dcmd"));
}

function homeOf(options: Options) {
  return home(options.home as string);
}

function heights(text: string): ReadonlySet<bigint> {
  const list = text.split(",").filter((each) => each !== "");
  const wrong = list.find((each) => !/^[0-9]+$/.test(each));
  if (wrong !== undefined) throw new UsageError(`--unsafe-skip-upgrades: ${wrong} is no height`);
  return new Set(list.map(BigInt));
}

function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function logger(): Log {
  const line = (level: string) => (text: string) => {
    process.stderr.write(`${new Date().toISOString()} ${level} dcmd ${text}\n`);
  };
  return { info: line("INF"), warn: line("WRN") };
}
