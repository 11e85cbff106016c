import { readFile } from "node:fs/promises";
import { type StdSignature, signArbitrary, verifyArbitrary } from "@dcm/client/keys";
import { CliError } from "../failure.js";
import { data, readStdin, show } from "../output.js";
import { type KeysFlags, namedKey, open } from "./keys.js";

/** `dcm keys sign-msg NAME TEXT`: signs a text that is no transaction, as Keplr's signArbitrary does (ADR-036). */
export async function signMsg(name: string, text: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "read");
  const key = await namedKey(keys, name);
  const signer = await keys.signer(key.name);
  data(`${JSON.stringify(await signArbitrary(signer, key.address, await message(text)))}\n`);
  return 0;
}

/** `dcm keys verify-msg ADDRESS TEXT SIGNATURE`: exit code 3 when the account did not sign it. */
export async function verifyMsg(account: string, text: string, signature: string, flags: KeysFlags): Promise<number> {
  const keys = await open(flags, "read");
  const known = (await keys.list()).find(({ name }) => name === account);
  const address = known?.address ?? account;
  const valid = verifyArbitrary(address, await message(text), await signatureOf(signature));
  show(flags.output, { address, valid }, () => (valid ? `signed by ${address}` : `not signed by ${address}`));
  return valid ? 0 : WRONG;
}

/** As for everything that is about keys and signatures. */
const WRONG = 3;

/** The text itself, `@FILE`, or `-` for standard input. */
async function message(text: string): Promise<Uint8Array> {
  if (text === "-") return readStdin();
  return text.startsWith("@") ? new Uint8Array(await readFile(text.slice(1))) : new TextEncoder().encode(text);
}

async function signatureOf(text: string): Promise<StdSignature> {
  const json = text.startsWith("{") ? text : new TextDecoder().decode(await message(text));
  try {
    const { pub_key, signature } = JSON.parse(json);
    return { pub_key: { type: String(pub_key.type), value: String(pub_key.value) }, signature: String(signature) };
  } catch (error) {
    throw new CliError("USAGE", `that is no signature of dcm keys sign-msg: ${(error as Error).message}`);
  }
}
