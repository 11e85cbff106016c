import { type Command, Option } from "commander";
import { withKeys, withOutput } from "./options.js";
import type { lazily } from "./program.js";

type Lazy = ReturnType<typeof lazily>;
/** Starts a command of the group. */
type Own = (name: string) => Command;

/** `dcm keys`: names and flags as on every Cosmos chain. */
export function attachKeys(dcm: Command, lazy: Lazy): void {
  const group = dcm
    .command("keys")
    .description(
      "keys: add, import, export, list, show, rename, delete, unlock, lock, mnemonic, parse, sign-msg, verify-msg",
    );
  const own: Own = (name) => withKeys(withOutput(group.command(name))).option("--context <name>", "network to use");
  making(own, lazy);
  moving(own, lazy);
  looking(own, lazy);
  messages(own, lazy);
  unlocking(own, lazy);
  group
    .command("mnemonic")
    .description("words for a key, kept nowhere")
    .action(
      lazy(
        () => import("./commands/keys.js"),
        (m) => m.mnemonic,
      ),
    );
}

function making(own: Own, lazy: Lazy): void {
  withMultisig(own("add").argument("<name>"))
    .description("a new key; its words are shown once")
    .option("--recover", "from words that are asked for, or piped in")
    .option("-i, --interactive", "ask for words and a BIP-39 passphrase, or take them from a pipe, a line each")
    .option("--source <file>", "from the words of a file")
    .option("--path, --hd-path <path>", "BIP-32 path (default: m/44'/118'/0'/0/0)")
    .option("--coin-type <n>", "of the path (default: 118)")
    .option("--account <n>", "of the path (default: 0)")
    .option("--index <n>", "of the path (default: 0)")
    .addOption(new Option("--key-type <type>", "the one there is").choices(["secp256k1"]))
    .option("--pubkey <json>", "remember a public key alone, as keys show --pubkey prints it")
    .option("--multisig <keys>", "remember the multi-signature key of these, separated by commas")
    .option("--no-backup", "do not show the words")
    .option("--dry-run", "keep nothing")
    .action(
      lazy(
        () => import("./commands/newKeys.js"),
        (m) => m.add,
      ),
    );
}

function moving(own: Own, lazy: Lazy): void {
  const load = () => import("./commands/newKeys.js");
  own("import")
    .argument("<name>")
    .argument("<file>", "an export, the SDK's armored one, a CosmJS wallet, or hex; - is standard input")
    .description("a key from a file")
    .option("--export-passphrase-file <file>", "passphrase of the file")
    .action(lazy(load, (m) => m.importKey));
  own("import-hex")
    .argument("<name>")
    .argument("[file]", "asked for, or piped in, unless given")
    .description("a private key in hex")
    .action(lazy(load, (m) => m.importHex));
  own("export")
    .argument("<name>")
    .description("the key as JSON, encrypted under a passphrase of its own")
    .option("--export-passphrase-file <file>", "that passphrase")
    .option("--armor", "as the tools of the Cosmos SDK read it, instead of JSON")
    .option("--unarmored-hex", "the bare private key; needs --unsafe")
    .option("--unsafe", "yes, the bare private key")
    .option("-y, --yes", "do not ask")
    .action(lazy(load, (m) => m.exportKey));
}

function looking(own: Own, lazy: Lazy): void {
  const load = () => import("./commands/keys.js");
  own("list")
    .description("all keys")
    .option("-n, --list-names", "their names only")
    .action(lazy(load, (m) => m.list));
  withMultisig(own("show").argument("<names...>", "name or address; of several, the multi-signature key of them"))
    .description("one key")
    .option("-a, --address", "its address only")
    .option("-p, --pubkey", "its public key only")
    .addOption(
      new Option("--bech <kind>", "as an account, operator or consensus address").choices(["acc", "val", "cons"]),
    )
    .action(lazy(load, (m) => m.showKey));
  own("rename")
    .argument("<name>")
    .argument("<to>")
    .description("another name")
    .action(lazy(load, (m) => m.rename));
  own("delete")
    .argument("<names...>")
    .description("delete keys for good")
    .option("-y, --yes", "do not ask")
    .action(lazy(load, (m) => m.remove));
  own("parse")
    .argument("<address>", "bech32 or hex")
    .description("its other forms")
    .action(lazy(load, (m) => m.parse));
}

function messages(own: Own, lazy: Lazy): void {
  const load = () => import("./commands/signMsg.js");
  const text = "the text, @FILE, or - for standard input";
  own("sign-msg")
    .argument("<key>", "name or address")
    .argument("<text>", text)
    .description("sign a text that is no transaction, as Keplr's signArbitrary does (ADR-036)")
    .action(lazy(load, (m) => m.signMsg));
  own("verify-msg")
    .argument("<account>", "name or address")
    .argument("<text>", text)
    .argument("<signature>", "JSON of sign-msg or of a wallet, or @FILE")
    .description("whether the account signed the text; exit code 3 if not")
    .action(lazy(load, (m) => m.verifyMsg));
}

function unlocking(own: Own, lazy: Lazy): void {
  const load = () => import("./commands/unlock.js");
  own("unlock")
    .argument("[names...]", "unless given: the context's key, or the only one there is")
    .description("type the passphrase once for a while; what was unlocked before is locked again")
    .option("--for <duration>", "how long: 30s, 15m, 8h", "15m")
    .action(lazy(load, (m) => m.unlock));
  own("lock")
    .description("forget what was unlocked")
    .action(lazy(load, (m) => m.lock));
}

function withMultisig(command: Command): Command {
  return command
    .option("--multisig-threshold <n>", "how many of them must sign (default: 1)")
    .option("--nosort", "keep their order, which the address depends on");
}
