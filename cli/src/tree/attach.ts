import type { JsonObject } from "@dcm/proto";
import { type Command, Option } from "commander";
import { collect, withKeys, withNode, withOutput, withSigner } from "../options.js";
import type { lazily } from "../program.js";
import { type DerivedCommand, type DerivedFlag, derivedCommands, isPage, kebab, messageOf } from "./derive.js";
import { shorthands } from "./shorthands.js";
import { jsonOf, operatorAddress, place, type Surroundings } from "./values.js";

type Lazy = ReturnType<typeof lazily>;
type Flags = Readonly<Record<string, unknown>>;

/** Adds `tx` and `query`: a command for every rpc of every module, and those that Cosmos tools have besides. */
export function attachTrees(dcm: Command, lazy: Lazy, docs: Readonly<Record<string, string>> = {}): void {
  const tx = dcm.command("tx").description("transactions: a command for every message of every module");
  const query = dcm.command("query").alias("q").description("queries: a command for every query of every module");
  const groups = { tx, query };
  const modules = new Map<string, Command>();
  for (const command of derivedCommands()) {
    const { group, module } = command;
    const key = `${group} ${module}`;
    const parent = modules.get(key) ?? groups[group].command(module).description(`of the ${module} module`);
    modules.set(key, parent);
    attach(parent, command, lazy, docs);
  }
  attachRewards(modules.get("tx distribution") as Command, lazy);
  attachTx(tx, lazy);
  attachGov(modules.get("tx gov"), lazy);
  attachUpgrade(tx.command("upgrade").description("of the upgrade module"), lazy);
  attachQuery(query, lazy);
}

/** The flags that Cosmos tools take on every transaction. */
export function withTx(command: Command): Command {
  return withSigner(command)
    .option("--gas <gas>", "gas limit, or auto", "auto")
    .option("--gas-adjustment <factor>", "times the simulated gas (default: 1.4)")
    .addOption(new Option("--gas-prices <price>", "such as 0.001udcm (default: the chain's)").env("DCM_GAS_PRICES"))
    .option("--fees <coins>", "the whole fee, instead of gas × price")
    .option("--fee-payer <address>", "who pays the fee, and signs too")
    .option("--fee-granter <address>", "who granted the fee")
    .option("--memo, --note <text>", "memo")
    .option("--timeout-height <height>", "last height at which it may be included")
    .option("--unordered", "without a sequence: void after --timeout-duration")
    .option("--timeout-duration <duration>", "of an unordered transaction (default: 1m, at most 10m)")
    .option("-s, --sequence <n>", "sequence of the signer")
    .option("-a, --account-number <n>", "account number of the signer")
    .addOption(new Option("--sign-mode <mode>", "how it is signed").choices(["direct", "amino-json"]))
    .addOption(new Option("-b, --broadcast-mode <mode>", "leave without inclusion").choices(["sync", "async"]))
    .option("--no-wait", "leave without inclusion")
    .option("--wait-timeout <duration>", "longest wait for inclusion (default: 60s)")
    .option("--generate-only", "print the unsigned transaction")
    .option("--offline", "ask no node; with --generate-only or sign")
    .option("--dry-run", "simulate only")
    .option("-y, --yes", "do not ask");
}

/** The JSON of a request, from positional arguments and flags. */
export function requestJson(
  command: DerivedCommand,
  args: readonly string[],
  flags: Flags,
  around: Surroundings,
): JsonObject {
  let json: JsonObject = {};
  command.positional.forEach((field, index) => {
    json = place(json, [field.name], jsonOf(field, [args[index] ?? ""], around));
  });
  for (const flag of command.flags) {
    if (isPage(flag.field)) {
      const page = pageJson(flags);
      if (Object.keys(page).length > 0) json = place(json, flag.path, page);
      continue;
    }
    const given = flags[optionOf(command, flag).attributeName()];
    if (given === undefined) continue;
    json = place(json, flag.path, jsonOf(flag.field, Array.isArray(given) ? given : [String(given)], around));
  }
  const shorthand = shorthands.get(command.rpc);
  const more = shorthand?.json(args[command.positional.length], flags as never, around);
  return more === undefined ? json : { ...json, ...more };
}

/** The field of the signer, when no positional argument is it: a validator signs by its operator's address. */
export function signerJson({ method, signer }: DerivedCommand, sender: string): JsonObject {
  const field = method.request.fields.find(({ name }) => name === signer);
  if (field === undefined) return {};
  return { [field.name]: field.scalar === "cosmos.ValidatorAddressString" ? operatorAddress(sender) : sender };
}

function attach(parent: Command, command: DerivedCommand, lazy: Lazy, docs: Readonly<Record<string, string>>): void {
  const { name, rpc, method, positional, flags, group } = command;
  const added = parent.command(name).description(docs[rpc] ?? firstSentence(method.comment));
  if (name === "total-supply") added.alias("total");
  for (const field of positional) added.argument(`<${field.name}>`, docs[`${method.request.name}.${field.name}`] ?? "");
  const shorthand = shorthands.get(rpc);
  if (shorthand?.argument) added.argument(`[${shorthand.argument.name}]`, shorthand.argument.about);
  if (group === "tx") withTx(added);
  else withKeys(withNode(added)).option("--height <height>", "ask the state of this height");
  for (const flag of flags) {
    if (isPage(flag.field)) withPage(added);
    else added.addOption(optionOf(command, flag, docs));
  }
  for (const option of shorthand?.options() ?? []) added.addOption(option);
  const places = positional.length + (shorthand?.argument ? 1 : 0);
  // Parsed values are the last but one argument.
  added.action(async (...all: unknown[]) => {
    const run = lazy(
      () => import("../commands/derived.js"),
      (m) => (group === "tx" ? m.sendDerived : m.askDerived),
    );
    const args = all.slice(0, places) as string[];
    await run(command, args, all[places], added);
  });
}

/** Flags of ours win: a field whose name is one of theirs gets its message's name in front. */
function optionOf(
  { group }: DerivedCommand,
  { name, field, doc }: DerivedFlag,
  docs: Readonly<Record<string, string>> = {},
): Option {
  const taken = new Set([
    "from",
    "node",
    "height",
    "sequence",
    "fees",
    "gas",
    "note",
    "home",
    "output",
    "context",
    "offline",
    "yes",
  ]);
  const flag = taken.has(name) ? `${group === "tx" ? "msg" : "by"}-${name}` : name;
  const about = firstSentence(docs[doc] ?? "");
  const kind = messageOf(field)?.name.split(".").at(-1) ?? field.kind;
  if (field.kind === "bool" && !field.repeated) return new Option(`--${flag} [bool]`, about);
  const option = new Option(`--${flag} <${kebab(kind)}>`, field.repeated ? `${about} (repeatable)`.trim() : about);
  return field.repeated ? option.argParser(collect) : option;
}

function withPage(command: Command): void {
  command
    .option("--limit, --page-limit <n>", "at most so many")
    .option("--offset, --page-offset <n>", "leave out so many")
    .option("--page-key <base64>", "go on where next_key says")
    .option("--count-total, --page-count-total", "count all")
    .option("--reverse, --page-reverse", "from the end");
}

function pageJson(flags: Flags): JsonObject {
  const { pageLimit, pageOffset, pageKey, pageCountTotal, pageReverse } = flags as Record<string, string | undefined>;
  return {
    ...(pageLimit === undefined ? {} : { limit: pageLimit }),
    ...(pageOffset === undefined ? {} : { offset: pageOffset }),
    ...(pageKey === undefined ? {} : { key: pageKey }),
    ...(pageCountTotal === undefined ? {} : { count_total: true }),
    ...(pageReverse === undefined ? {} : { reverse: true }),
  };
}

/** What a delegator asks for is withdrawn by hand: several messages at once. */
function attachRewards(parent: Command, lazy: Lazy): void {
  const load = () => import("../commands/rewards.js");
  withTx(parent.command("withdraw-rewards").argument("<validator_address>"))
    .description("withdraw what a delegation has earned")
    .option("--commission", "the validator's commission too, as its operator")
    .action(lazy(load, (m) => m.withdrawRewards));
  withTx(parent.command("withdraw-all-rewards"))
    .description("withdraw what all delegations have earned")
    .option("--max-msgs <n>", "at most so many messages in a transaction, 0 for no limit", "0")
    .action(lazy(load, (m) => m.withdrawAllRewards));
}

function attachTx(tx: Command, lazy: Lazy): void {
  attachSigning(tx, lazy);
  const load = () => import("../commands/txFiles.js");
  withTx(tx.command("broadcast").argument("<file>", "signed JSON, or base64 of the bytes"))
    .description("hand over a signed transaction and wait for its block")
    .action(lazy(load, (m) => m.broadcast));
  withTx(tx.command("simulate").argument("<file>"))
    .description("gas that a transaction would use now")
    .action(lazy(load, (m) => m.simulate));
  withOutput(tx.command("encode").argument("<file>"))
    .description("JSON to base64 bytes")
    .action(lazy(load, (m) => m.encode));
  withOutput(tx.command("decode").argument("<bytes>", "base64 or hex"))
    .description("bytes to JSON")
    .action(lazy(load, (m) => m.decode));
}

/** What is not derived: a proposal is a file, since its messages are many and of any kind. */
function attachGov(gov: Command | undefined, lazy: Lazy): void {
  if (gov === undefined) return;
  const file = "JSON with messages, metadata, deposit (such as 10DCM), title, summary, expedited; - is standard input";
  withTx(gov.command("submit-proposal").argument("<file>", file))
    .description("propose messages that the gov account runs when the proposal passes")
    .action(
      lazy(
        () => import("../commands/proposals.js"),
        (m) => m.submit,
      ),
    );
}

/** Nobody plans an upgrade alone: both commands make a proposal. */
function attachUpgrade(upgrade: Command, lazy: Lazy): void {
  const load = () => import("../commands/proposals.js");
  withProposal(upgrade.command("software-upgrade").argument("<name>", "what the upgrade is called in the programs"))
    .description("propose that all nodes change their program at a height")
    .requiredOption("--upgrade-height <height>", "the first block of the new program")
    .option("--upgrade-info <text>", "for those who run nodes: where the programs are")
    .action(lazy(load, (m) => m.softwareUpgrade));
  withProposal(upgrade.command("cancel-software-upgrade"))
    .description("propose to forget the planned upgrade")
    .action(lazy(load, (m) => m.cancelUpgrade));
}

function withProposal(command: Command): Command {
  return withTx(command)
    .requiredOption("--title <text>", "of the proposal")
    .requiredOption("--summary <text>", "of the proposal")
    .requiredOption("--deposit <coins>", "put down for it, such as 10DCM")
    .option("--metadata <text>", "of the proposal")
    .option("--expedited", "a higher deposit and threshold, and less time");
}

function attachSigning(tx: Command, lazy: Lazy): void {
  const load = () => import("../commands/signing.js");
  const batches = () => import("../commands/batch.js");
  const file = "JSON of --generate-only; - is standard input";
  const document = (command: Command) =>
    withTx(command)
      .option("--signature-only", "print the signature alone, for multisign")
      .option("--output-document <file>", "write it there instead of standard output");
  const signing = (command: Command) =>
    document(command).option("--multisig <key>", "sign for this multi-signature account; prints the signature alone");
  signing(tx.command("sign").argument("<file>", file))
    .description("sign a transaction; prints it signed")
    .option("--overwrite", "drop the signatures that it has")
    .action(lazy(load, (m) => m.sign));
  signing(tx.command("sign-batch").argument("<files...>", "a transaction a line"))
    .description("sign transactions with one sequence after the other; prints them a line each")
    .option(
      "--append",
      "all their messages in one transaction: the sum of gas and fees, the memo and payer of the flags",
    )
    .action(lazy(batches, (m) => m.signBatch));
  document(
    tx
      .command("multisign")
      .alias("multi-sign")
      .argument("<file>", file)
      .argument("<key>", "the multi-signature key")
      .argument("<signatures...>", "files of dcm tx sign --multisig"),
  )
    .description("put the signatures of a multi-signature key's members together")
    .action(lazy(load, (m) => m.multisign));
  document(
    tx
      .command("multisign-batch")
      .alias("multi-sign-batch")
      .argument("<file>", "a transaction a line")
      .argument("<key>", "the multi-signature key")
      .argument("<signatures...>", "files of dcm tx sign-batch --multisig, one of each member"),
  )
    .description("put the signatures of a batch together; prints the transactions a line each")
    .option("--multisig <key>", "the account of the key, once more")
    .option("--no-auto-increment", "the same sequence for all of them")
    .action(lazy(batches, (m) => m.multisignBatch));
  withTx(tx.command("validate-signatures").argument("<file>"))
    .description("who must sign, who has, and whether rightly; exit code 3 if not")
    .action(lazy(load, (m) => m.validateSignatures));
}

function attachQuery(query: Command, lazy: Lazy): void {
  const load = () => import("../commands/blocks.js");
  withNode(query.command("tx").argument("<hash>"))
    .description("a transaction by its hash")
    .action(lazy(load, (m) => m.tx));
  withNode(query.command("txs"))
    .description("transactions by their events")
    .requiredOption("--query <query>", "such as \"message.sender='dcm1…'\"")
    .option("--page <n>", "which page", "1")
    .option("--limit <n>", "how many on a page", "30")
    .action(lazy(load, (m) => m.txs));
  withNode(query.command("wait-tx").alias("event-query-tx-for").argument("<hash>"))
    .description("wait until a transaction is in a block")
    .option("--timeout <duration>", "longest wait", "60s")
    .action(lazy(load, (m) => m.waitTx));
  withNode(query.command("block").argument("[height]"))
    .description("a block, the last unless a height is given")
    .action(lazy(load, (m) => m.block));
  withNode(query.command("block-results").argument("[height]"))
    .description("what a block did")
    .action(lazy(load, (m) => m.blockResults));
}

function firstSentence(text: string): string {
  return (text.split("\n")[0] ?? "").trim();
}
