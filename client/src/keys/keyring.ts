import { base64 } from "@scure/base";
import { clientError } from "../error.js";
import type { KeyFiles } from "./files.js";
import {
  type DerivedKey,
  deriveKey,
  type KeyRecord,
  type KeySecret,
  openKey,
  parseKeyRecord,
  plainKey,
  publicRecord,
  type Remembered,
  recordKey,
  type Scrypt,
  sealKey,
  secretBytes,
} from "./keystore.js";
import { type PublicKey, publicKeyAddress } from "./publicKeys.js";
import { fromPrivateKey, type KeySigner } from "./signer.js";

/** What can be known of a key without its passphrase. */
export interface KeyInfo {
  readonly name: string;
  readonly address: string;
  /** 33 bytes; of a multi-signature key its amino encoding. */
  readonly pubkey: Uint8Array;
  readonly publicKey: PublicKey;
  /** `local` can sign; of `offline` only the public key is here; `multi` needs the signatures of others. */
  readonly type: "local" | "offline" | "multi";
}

export interface KeyringOptions {
  readonly files: KeyFiles;
  /** `file` encrypts; `test` does not, and callers refuse it unless the chain says that it is a local one. */
  readonly backend: "file" | "test";
  readonly prefix: string;
  /** Asked once per key that is opened or sealed. */
  readonly passphrase?: () => Promise<string>;
  /** Another implementation than the portable one; see `nodeScrypt`. */
  readonly scrypt?: Scrypt;
  /** Asked before the passphrase is: who has unlocked a key types it once. */
  readonly remembered?: Remembered;
}

/** Named keys in a folder, one file each. */
export interface Keyring {
  list(): Promise<readonly KeyInfo[]>;
  get(name: string): Promise<KeyInfo | undefined>;
  add(name: string, secret: KeySecret): Promise<KeyInfo>;
  /** Remembers a public key alone, or a multi-signature key. */
  addPublic(name: string, key: PublicKey): Promise<KeyInfo>;
  secret(name: string): Promise<KeySecret>;
  /** What opens the key without its passphrase; undefined when it is not encrypted. */
  derived(name: string): Promise<DerivedKey | undefined>;
  signer(name: string): Promise<KeySigner>;
  rename(name: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** The key encrypted under a passphrase of its own, as JSON text. */
  export(name: string, passphrase: string): Promise<string>;
  import(name: string, text: string, passphrase: string): Promise<KeyInfo>;
}

/**
 * Opens the named keys of a folder.
 *
 * @param options.files       where the key files are
 * @param options.backend     `file` (encrypted) or `test` (plain, for local networks)
 * @param options.prefix      bech32 prefix of the addresses it shows
 * @param options.passphrase  gives the passphrase; needed by `file` for secrets only
 * @param options.remembered  gives what a passphrase was stretched to before, by a record's salt
 * @returns the keyring; names are 1 to 64 letters, digits, `.`, `_`, `-`
 * @throws KEY_NOT_FOUND, KEY_NO_SECRET, KEY_EXISTS, KEY_BAD_NAME, KEY_BAD_PASSPHRASE, KEY_BAD_FILE  by its functions
 * @example
 * const ring = openKeyring({ files: memoryKeyFiles(), backend: "test", prefix: "dcm" });
 * await ring.add("alice", { mnemonic: generateMnemonic() });
 * (await ring.list()).length; // 1
 */
export function openKeyring(options: KeyringOptions): Keyring {
  const { files, backend, prefix, passphrase = noPassphrase, scrypt, remembered } = options;
  const file = (name: string) => {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) throw clientError("KEY_BAD_NAME", `${name} is not a key name`);
    return `${name}.json`;
  };
  const find = async (name: string): Promise<KeyRecord | undefined> => {
    const text = await files.read(file(name));
    return text === undefined ? undefined : parseKeyRecord(text);
  };
  const need = async (name: string): Promise<KeyRecord> => {
    const record = await find(name);
    if (!record) throw clientError("KEY_NOT_FOUND", `there is no key named ${name}`, { next: ["dcm keys list"] });
    return record;
  };
  const info = (record: KeyRecord): KeyInfo => {
    const { name, pubkey, multisig, offline } = record;
    const publicKey = recordKey(record);
    const type = multisig ? "multi" : offline ? "offline" : "local";
    return { name, pubkey: base64.decode(pubkey), publicKey, address: publicKeyAddress(publicKey, prefix), type };
  };
  const store = async (record: KeyRecord): Promise<KeyInfo> => {
    if (await find(record.name)) throw clientError("KEY_EXISTS", `a key named ${record.name} exists`);
    await files.create(file(record.name), `${JSON.stringify(record, null, 2)}\n`);
    return info(record);
  };
  const add = async (name: string, secret: KeySecret): Promise<KeyInfo> => {
    if (await find(name)) throw clientError("KEY_EXISTS", `a key named ${name} exists`);
    return store(
      backend === "test" ? await plainKey(name, secret) : await sealKey(name, secret, await passphrase(), scrypt),
    );
  };
  const secret = async (name: string) => openKey(await need(name), passphrase, scrypt, remembered);

  return {
    add,
    addPublic: (name, key) => store(publicRecord(name, key)),
    secret,
    derived: async (name) => deriveKey(await need(name), passphrase, scrypt),
    list: async () => {
      const names = (await files.list()).filter((entry) => entry.endsWith(".json")).map((entry) => entry.slice(0, -5));
      return (await Promise.all(names.sort().map(need))).map(info);
    },
    get: async (name) => {
      const record = await find(name);
      return record && info(record);
    },
    signer: async (name) => fromPrivateKey(await secretBytes(await secret(name)), prefix),
    rename: async (name, to) => {
      await store({ ...(await need(name)), name: to });
      await files.remove(file(name));
    },
    remove: async (name) => {
      await need(name);
      await files.remove(file(name));
    },
    export: async (name, under) => JSON.stringify(await sealKey(name, await secret(name), under, scrypt)),
    import: async (name, text, under) => add(name, await openKey(parseKeyRecord(text), async () => under, scrypt)),
  };
}

async function noPassphrase(): Promise<string> {
  throw clientError("KEY_BAD_PASSPHRASE", "the key needs a passphrase and none was given");
}
