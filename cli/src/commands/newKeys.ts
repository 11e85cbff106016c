import { readFile } from "node:fs/promises";
import {
  accountPath,
  armorKey,
  generateMnemonic,
  importCosmjs,
  isArmored,
  type KeyInfo,
  type Keyring,
  type KeySecret,
  memoryKeyFiles,
  openKeyring,
  type PublicKey,
  privateKeyOf,
  readPublicKey,
  secretBytes,
  unarmorKey,
} from "@dcm/client/keys";
import { fromHex, type JsonValue, toHex } from "@dcm/proto";
import { Any } from "@dcm/proto/gen/google/protobuf";
import { findContext } from "../contexts.js";
import { CliError } from "../failure.js";
import { passphrase, secretLine } from "../keyring.js";
import { confirm, data, facts, readStdin, show, talk } from "../output.js";
import { count } from "../request.js";
import { typed } from "../typed.js";
import { type KeysFlags, keyJson, multisigOf, namedKey, open } from "./keys.js";

/** Flags of the commands that make keys, or let them out. */
export interface NewKeyFlags extends KeysFlags {
  readonly recover?: boolean;
  readonly interactive?: boolean;
  readonly source?: string;
  readonly hdPath?: string;
  readonly coinType?: string;
  readonly account?: string;
  readonly index?: string;
  readonly pubkey?: string;
  readonly multisig?: string;
  readonly dryRun?: boolean;
  /** `--no-backup` */
  readonly backup?: boolean;
  readonly armor?: boolean;
  readonly unsafe?: boolean;
  readonly unarmoredHex?: boolean;
  readonly exportPassphraseFile?: string;
}

/** `dcm keys add NAME`: a new key, that of a mnemonic, a public key alone, or a multi-signature key. */
export async function add(name: string, flags: NewKeyFlags): Promise<number> {
  const kept = await open(flags, "write");
  const keys = flags.dryRun ? await nowhere(flags) : kept;
  const given = [flags.pubkey, flags.multisig, flags.recover ?? flags.source ?? flags.interactive];
  if (given.filter((each) => each !== undefined).length > 1) {
    throw new CliError("USAGE", "a key comes from --pubkey, from --multisig, or from words: one of them");
  }
  if (flags.pubkey !== undefined) return told(await keys.addPublic(name, publicKeyOf(flags.pubkey)), flags);
  if (flags.multisig !== undefined) {
    const members = await Promise.all(flags.multisig.split(",").map((each) => namedKey(kept, each.trim())));
    return told(await keys.addPublic(name, multisigOf(members, flags)), flags);
  }
  const { mnemonic, password, isNew } = await wordsFor(flags);
  const path = pathOf(flags);
  // BIP-39's password is kept nowhere: what it gives is.
  const secret = password === "" ? { mnemonic, path } : { privateKey: await privateKeyOf(mnemonic, path, password) };
  return told(await keys.add(name, secret), flags, isNew && flags.backup !== false ? mnemonic : undefined);
}

/** `dcm keys import NAME FILE`: our own export, the SDK's armored one, a CosmJS wallet, or a private key in hex. */
export async function importKey(name: string, file: string, flags: NewKeyFlags): Promise<number> {
  const keys = await open(flags, "write");
  const text = (await readText(file)).trim();
  const ask = () => passphrase("passphrase of the file: ", flags.exportPassphraseFile);
  const secret = await secretOf(text, ask);
  return told(secret === undefined ? await keys.import(name, text, await ask()) : await keys.add(name, secret), flags);
}

/** `dcm keys import-hex NAME [FILE]`: a private key in hex, from the terminal or a file, never from the command line. */
export async function importHex(name: string, file: string | undefined, flags: NewKeyFlags): Promise<number> {
  const text = file === undefined ? await readSecret("private key in hex: ") : (await readText(file)).trim();
  if (!isHexKey(text)) throw new CliError("USAGE", "that is no private key: 64 hex digits");
  const keys = await open(flags, "write");
  return told(await keys.add(name, { privateKey: fromHex(text.toLowerCase()) }), flags);
}

/** `dcm keys export NAME`: encrypted under a passphrase of its own, unless the bare key is asked for. */
export async function exportKey(name: string, flags: NewKeyFlags): Promise<number> {
  const keys = await open(flags, "read");
  if (flags.unarmoredHex || flags.unsafe) return exportBare(keys, name, flags);
  const under = await passphrase("passphrase for the exported key: ", flags.exportPassphraseFile);
  if (under.length < 8) throw new CliError("USAGE", "the passphrase of an exported key has at least 8 characters");
  const text = flags.armor
    ? await armorKey(await secretBytes(await keys.secret(name)), under)
    : await keys.export(name, under);
  data(`${text}\n`);
  return 0;
}

async function exportBare(keys: Keyring, name: string, { unsafe, unarmoredHex, yes }: NewKeyFlags): Promise<number> {
  if (!unsafe || !unarmoredHex) {
    throw new CliError("USAGE", "a bare private key is printed with both --unarmored-hex and --unsafe", [
      typed().with("--unarmored-hex").with("--unsafe").text(),
    ]);
  }
  if (!yes && !(await confirm(`print the private key of ${name}, unencrypted?`))) {
    throw new CliError("USAGE", `${name} is not printed: confirm it`, [typed().with("--yes").text()]);
  }
  data(`${toHex(await secretBytes(await keys.secret(name)))}\n`);
  return 0;
}

/** What was made; new words once, to be written down. */
function told(key: KeyInfo, { output, dryRun }: NewKeyFlags, mnemonic?: string): number {
  if (mnemonic !== undefined && output === "text") {
    talk(
      `! write these words down: whoever has them has the money, and nobody can give them back to you\n\n${mnemonic}\n`,
    );
  }
  if (dryRun) talk("nothing was kept: --dry-run");
  const value = { ...keyJson(key), ...(mnemonic === undefined || output === "text" ? {} : { mnemonic }) };
  show(output, value, () =>
    facts([
      ["name", key.name],
      ["address", key.address],
    ]),
  );
  return 0;
}

/** Keys that are made to be looked at. */
async function nowhere(flags: NewKeyFlags): Promise<Keyring> {
  const prefix = (await findContext(flags.context, flags.home))?.prefix ?? "dcm";
  return openKeyring({ files: memoryKeyFiles(), backend: "test", prefix });
}

/** The words of a key, and BIP-39's password: new, from a file, from the terminal, or piped in. */
async function wordsFor({ recover, interactive, source }: NewKeyFlags) {
  if (source !== undefined) return { mnemonic: (await readText(source)).trim(), password: "", isNew: false };
  if (interactive) {
    const [words, password] = await readSecrets([
      "mnemonic (empty for a new one): ",
      "BIP-39 passphrase (empty for none): ",
    ]);
    const isNew = !words;
    return { mnemonic: isNew ? generateMnemonic() : (words as string), password: password ?? "", isNew };
  }
  if (recover) return { mnemonic: await readSecret("mnemonic: "), password: "", isNew: false };
  return { mnemonic: generateMnemonic(), password: "", isNew: true };
}

function pathOf({ hdPath, coinType, account, index }: NewKeyFlags): string {
  if (hdPath === undefined) {
    const part = (flag: string, text: string | undefined, usual: number) =>
      text === undefined ? usual : Number(count(flag, text));
    return accountPath({
      coinType: part("--coin-type", coinType, 118),
      account: part("--account", account, 0),
      index: part("--index", index, 0),
    });
  }
  if (coinType === undefined && account === undefined && index === undefined) return hdPath;
  throw new CliError("USAGE", "--hd-path says it all: leave --coin-type, --account and --index out");
}

function publicKeyOf(text: string): PublicKey {
  try {
    return readPublicKey(Any.fromJSON(JSON.parse(text) as JsonValue));
  } catch (error) {
    const what = (error as Error).message;
    throw new CliError("USAGE", `--pubkey takes what dcm keys show --pubkey prints: ${what}`);
  }
}

/** Never a flag: other users of the machine see those. */
async function readSecret(question: string): Promise<string> {
  return (await readSecrets([question]))[0] ?? "";
}

/** An answer to each question, or a line of what is piped in. */
async function readSecrets(questions: readonly string[]): Promise<readonly string[]> {
  if (!process.stdin.isTTY) return (await readText("-")).split("\n").map((line) => line.trim());
  const answers: string[] = [];
  for (const question of questions) answers.push((await secretLine(question)).trim());
  return answers;
}

async function readText(file: string): Promise<string> {
  return file === "-" ? new TextDecoder().decode(await readStdin()) : readFile(file, "utf8");
}

async function secretOf(text: string, ask: () => Promise<string>): Promise<KeySecret | undefined> {
  if (isHexKey(text)) return { privateKey: fromHex(text.toLowerCase()) };
  if (isArmored(text)) return { privateKey: await unarmorKey(text, await ask()) };
  const type = /"type"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return type?.includes("secp256k1") ? importCosmjs(text, await ask()) : undefined;
}

function isHexKey(text: string): boolean {
  return /^[0-9a-fA-F]{64}$/.test(text);
}
