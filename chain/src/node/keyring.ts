import * as fs from "node:fs/promises";
import { type Keyring, nodeKeyFiles, openKeyring } from "@dcm/client/keys";
import { UsageError } from "./errors.js";
import type { AppGenesis } from "./genesis.js";
import { type Home, readFile } from "./home.js";
import { isAccountAddress, prefixOf } from "./open-app.js";

/** The keys under `<home>/keys`; the passphrase comes from a file, so that setup scripts never type one. */
export function keyringOf(
  files: Home,
  genesis: AppGenesis,
  options: { backend: string; passphraseFile?: string | undefined },
): Keyring {
  const { backend } = options;
  if (backend !== "file" && backend !== "test")
    throw new UsageError(`keyring backend "${backend}" is neither file nor test`);
  const passphraseFile = options.passphraseFile ?? process.env.DCM_PASSPHRASE_FILE;
  return openKeyring({
    files: nodeKeyFiles(fs, files.keys),
    backend,
    prefix: prefixOf(genesis),
    async passphrase() {
      if (passphraseFile === undefined)
        throw new UsageError("the key is locked: give --passphrase-file or DCM_PASSPHRASE_FILE");
      return readFile(passphraseFile).replace(/\r?\n$/, "");
    },
  });
}

/** The argument itself when it is an address of this chain, else the address of the key of that name. */
export async function accountAddress(files: Home, genesis: AppGenesis, addressOrKey: string): Promise<string> {
  if (isAccountAddress(genesis, addressOrKey)) return addressOrKey;
  for (const backend of ["file", "test"]) {
    const key = await keyringOf(files, genesis, { backend }).get(addressOrKey);
    if (key !== undefined) return key.address;
  }
  throw new UsageError(
    `"${addressOrKey}" is neither an address with the prefix ${prefixOf(genesis)} nor a key in ${files.keys}`,
  );
}
