import {
  generateMnemonic,
  type KeyInfo,
  type Keyring,
  multisigKey,
  type PublicKey,
  packPublicKey,
  publicKeyAddress,
} from "@dcm/client/keys";
import { fromBech32, fromHex, type JsonValue, toBech32, toHex } from "@dcm/proto";
import { Any } from "@dcm/proto/gen/google/protobuf";
import { findContext } from "../contexts.js";
import { CliError } from "../failure.js";
import { backendOf, type KeyFlags, openKeys } from "../keyring.js";
import { confirm, data, type Format, facts, show, showList, table, talk } from "../output.js";
import { count } from "../request.js";
import { typed } from "../typed.js";

export interface KeysFlags extends KeyFlags {
  readonly output: Format;
  readonly context?: string;
  readonly multisigThreshold?: string;
  readonly nosort?: boolean;
  readonly yes?: boolean;
}

/** Flags of the commands that show keys. */
export interface ShowFlags extends KeysFlags {
  readonly address?: boolean;
  readonly pubkey?: boolean;
  readonly bech?: keyof typeof bechSuffix;
  readonly listNames?: boolean;
}

/** `dcm keys list`. */
export async function list(flags: ShowFlags): Promise<number> {
  const all = await (await open(flags, "read")).list();
  if (flags.listNames) data(all.map(({ name }) => `${name}\n`).join(""));
  else {
    showList(flags.output, "keys", all.map(keyJson), () =>
      table(
        ["name", "type", "address"],
        all.map(({ name, type, address }) => [name, type, address]),
      ),
    );
  }
  return 0;
}

/** `dcm keys show NAME… [-a|-p]`: one key, or the multi-signature key that several would make. */
export async function showKey(names: readonly string[], flags: ShowFlags): Promise<number> {
  const { name, type, publicKey } = await shownKey(names, flags);
  const context = await findContext(flags.context, flags.home);
  const address = publicKeyAddress(publicKey, `${context?.prefix ?? "dcm"}${bechSuffix[flags.bech ?? "acc"]}`);
  const key = publicKeyJson(publicKey);
  if (flags.address) data(`${address}\n`);
  else if (flags.pubkey) data(`${JSON.stringify(key)}\n`);
  else
    show(flags.output, { name, type, address, pubkey: key }, () =>
      facts([
        ["name", name],
        ["type", type],
        ["address", address],
        ["pubkey", JSON.stringify(key)],
      ]),
    );
  return 0;
}

const bechSuffix = { acc: "", val: "valoper", cons: "valcons" } as const;

async function shownKey(
  names: readonly string[],
  flags: KeysFlags,
): Promise<Pick<KeyInfo, "name" | "type" | "publicKey">> {
  const context = await findContext(flags.context, flags.home);
  const keys = openKeys(flags, context);
  const [first, ...more] = await Promise.all(names.map((name) => namedKey(keys, name)));
  if (first === undefined) throw new CliError("USAGE", "which key?", ["dcm keys list"]);
  if (more.length === 0) return first;
  return { name: "multi", type: "multi", publicKey: multisigOf([first, ...more], flags) };
}

/** A multi-signature key of some keys, by `--multisig-threshold` and `--nosort`. */
export function multisigOf(members: readonly KeyInfo[], { multisigThreshold, nosort }: KeysFlags): PublicKey {
  const threshold = Number(count("--multisig-threshold", multisigThreshold ?? "1"));
  return multisigKey(
    members.map(({ publicKey }) => publicKey),
    threshold,
    nosort ? "given" : "sorted",
  );
}

/** A key of the keyring, by name or address. */
export async function namedKey(keys: Keyring, name: string): Promise<KeyInfo> {
  const found = (await keys.list()).find((key) => key.name === name || key.address === name);
  if (found) return found;
  throw new CliError("KEY_CHOICE", `there is no key ${name}`, ["dcm keys list"]);
}

/** What is told of a key. */
export function keyJson({ name, type, address, publicKey }: KeyInfo) {
  return { name, type, address, pubkey: publicKeyJson(publicKey) };
}

/** A public key as the SDK's tools write it. */
export function publicKeyJson(key: PublicKey): JsonValue {
  return Any.toJSON(packPublicKey(key));
}

/** `dcm keys rename OLD NEW`. */
export async function rename(name: string, to: string, flags: KeysFlags): Promise<number> {
  await (await open(flags, "read")).rename(name, to);
  talk(`${name} is now ${to}`);
  return 0;
}

/** `dcm keys delete NAME…`. */
export async function remove(names: readonly string[], flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "read");
  const found = await Promise.all(names.map((name) => namedKey(keys, name)));
  for (const { name } of found) {
    if (!flags.yes && !(await confirm(`delete the key ${name} for good?`))) {
      throw new CliError("USAGE", `${name} is not deleted: confirm it`, [typed().with("--yes").text()]);
    }
    await keys.remove(name);
    talk(`${name} is deleted`);
  }
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
export async function open(flags: KeysFlags, purpose: "read" | "write"): Promise<Keyring> {
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
