import { readFile } from "node:fs/promises";
import { generateMnemonic, importCosmjs, type Keyring, type KeySecret } from "@dcm/client/keys";
import { fromBech32, fromHex, toBase64, toBech32, toHex } from "@dcm/proto";
import { findContext } from "../contexts.js";
import { CliError } from "../failure.js";
import { backendOf, findKey, type KeyFlags, openKeys, passphrase, secretLine } from "../keyring.js";
import { confirm, data, type Format, facts, readStdin, show, showList, table, talk } from "../output.js";
import { typed } from "../typed.js";

export interface KeysFlags extends KeyFlags {
  readonly output: Format;
  readonly context?: string;
  readonly recover?: boolean;
  readonly path?: string;
  readonly address?: boolean;
  readonly pubkey?: boolean;
  readonly yes?: boolean;
  readonly exportPassphraseFile?: string;
}

/** `dcm keys add NAME`: a new key, or with --recover the one of a mnemonic that is read from the terminal or a pipe. */
export async function add(name: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "write");
  const mnemonic = flags.recover ? await readSecret("mnemonic: ") : generateMnemonic();
  const path = flags.path === undefined ? {} : { path: flags.path };
  const { address, pubkey } = await keys.add(name, { mnemonic, ...path });
  if (!flags.recover && flags.output === "text") {
    talk(
      `! write these words down: whoever has them has the money, and nobody can give them back to you\n\n${mnemonic}\n`,
    );
  }
  const value = {
    name,
    address,
    pubkey: toBase64(pubkey),
    ...(flags.recover || flags.output === "text" ? {} : { mnemonic }),
  };
  show(flags.output, value, () =>
    facts([
      ["name", name],
      ["address", address],
    ]),
  );
  return 0;
}

/** `dcm keys import NAME FILE`: our own export, a CosmJS wallet, or a private key in hex. */
export async function importKey(name: string, file: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "write");
  const text = (await readText(file)).trim();
  const ask = () => passphrase("passphrase of the file: ", flags.exportPassphraseFile);
  const secret = await secretOf(text, ask);
  const { address } = secret === undefined ? await keys.import(name, text, await ask()) : await keys.add(name, secret);
  show(flags.output, { name, address }, () =>
    facts([
      ["name", name],
      ["address", address],
    ]),
  );
  return 0;
}

/** `dcm keys export NAME`: encrypted under a passphrase of its own. */
export async function exportKey(name: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "read");
  const under = await passphrase("passphrase for the exported key: ", flags.exportPassphraseFile);
  if (under.length < 8) throw new CliError("USAGE", "the passphrase of an exported key has at least 8 characters");
  data(`${await keys.export(name, under)}\n`);
  return 0;
}

/** `dcm keys list`. */
export async function list(flags: KeysFlags): Promise<number> {
  const all = await (await open(flags, "read")).list();
  const items = all.map(({ name, address, pubkey }) => ({ name, address, pubkey: toBase64(pubkey) }));
  showList(flags.output, "keys", items, () =>
    table(
      ["name", "address"],
      items.map(({ name, address }) => [name, address]),
    ),
  );
  return 0;
}

/** `dcm keys show NAME [-a|-p]`. */
export async function showKey(name: string, flags: KeysFlags): Promise<number> {
  const context = await findContext(flags.context, flags.home);
  const found = await findKey(openKeys(flags, context), name, context);
  if (!found) throw new CliError("KEY_CHOICE", `there is no key ${name}`, ["dcm keys list"]);
  const { address, pubkey } = found;
  const key = { "@type": "/cosmos.crypto.secp256k1.PubKey", key: toBase64(pubkey) };
  if (flags.address) data(`${address}\n`);
  else if (flags.pubkey) data(`${JSON.stringify(key)}\n`);
  else
    show(flags.output, { name: found.name, address, pubkey: key }, () =>
      facts([
        ["name", found.name],
        ["address", address],
        ["pubkey", JSON.stringify(key)],
      ]),
    );
  return 0;
}

/** `dcm keys rename OLD NEW`. */
export async function rename(name: string, to: string, flags: KeysFlags): Promise<number> {
  await (await open(flags, "read")).rename(name, to);
  talk(`${name} is now ${to}`);
  return 0;
}

/** `dcm keys delete NAME`. */
export async function remove(name: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "read");
  if (!(await keys.get(name))) throw new CliError("KEY_CHOICE", `there is no key ${name}`, ["dcm keys list"]);
  if (!flags.yes && !(await confirm(`delete the key ${name} for good?`))) {
    throw new CliError("USAGE", `${name} is not deleted: confirm it`, [typed().with("--yes").text()]);
  }
  await keys.remove(name);
  talk(`${name} is deleted`);
  return 0;
}

/** `dcm keys mnemonic`: words for a key, kept nowhere. */
export async function mnemonic(): Promise<number> {
  data(`${generateMnemonic()}\n`);
  return 0;
}

/** `dcm keys parse ADDRESS|HEX`: the other form of an address, and the same address on this chain. */
export async function parse(text: string, flags: KeysFlags): Promise<number> {
  const prefix = (await findContext(flags.context, flags.home))?.prefix ?? "dcm";
  const isHex = /^([0-9a-fA-F]{2}){20,32}$/.test(text);
  let bytes: Uint8Array;
  try {
    bytes = isHex ? fromHex(text.toLowerCase()) : fromBech32(text).data;
  } catch (error) {
    throw new CliError("USAGE", `${text} is neither hex nor a bech32 address: ${(error as Error).message}`);
  }
  const forms = { account: prefix, validator: `${prefix}valoper`, consensus: `${prefix}valcons` };
  const value = {
    bytes: toHex(bytes).toUpperCase(),
    ...Object.fromEntries(Object.entries(forms).map(([name, hrp]) => [name, toBech32(hrp, bytes)])),
  };
  show(flags.output, value, () => facts(Object.entries(value)));
  return 0;
}

/** The keyring; plain keys are made for local networks only (INTERFACES, Keys). */
async function open(flags: KeysFlags, purpose: "read" | "write"): Promise<Keyring> {
  const context = await findContext(flags.context, flags.home);
  if (purpose === "write" && backendOf(flags, context) === "test" && !context?.local) {
    throw new CliError(
      "KEY_TEST_BACKEND",
      "keys of the test backend are not encrypted: they are for local networks only",
      [typed().with("--keyring-backend", "file").text(), "dcm localnet up --detach"],
    );
  }
  return openKeys(flags, context);
}

/** Never a flag: other users of the machine see those. */
async function readSecret(question: string): Promise<string> {
  if (process.stdin.isTTY) return (await secretLine(question)).trim();
  return (await readText("-")).trim().split("\n")[0]?.trim() ?? "";
}

async function readText(file: string): Promise<string> {
  return file === "-" ? new TextDecoder().decode(await readStdin()) : readFile(file, "utf8");
}

async function secretOf(text: string, ask: () => Promise<string>): Promise<KeySecret | undefined> {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return { privateKey: fromHex(text.toLowerCase()) };
  const type = /"type"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  return type?.includes("secp256k1") ? importCosmjs(text, await ask()) : undefined;
}
