import { readFile } from "node:fs/promises";
import { DcmError, txBytes } from "@dcm/client";
import type { Keyring } from "@dcm/client/keys";
import { fromBase64, fromHex, type JsonValue, toBase64 } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { AuthInfo, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { rehearsalOf } from "../draft.js";
import { CliError } from "../failure.js";
import { data, type Format, readStdin, show } from "../output.js";
import { openSession } from "../session.js";
import { quoted } from "../typed.js";
import { yaml } from "../yaml.js";
import { broadcastBytes, type TxFlags } from "./derived.js";

/** `dcm tx broadcast FILE`. */
export async function broadcast(file: string, flags: TxFlags): Promise<number> {
  const bytes = await readBytes(file);
  const { client, keys } = await openSession(flags);
  try {
    return await broadcastBytes(client, bytes, flags);
  } catch (error) {
    throw await withSigning(error, file, bytes, keys);
  }
}

/** Refused for how it was signed: its sender can sign the file again, when that is one of ours. */
async function withSigning(error: unknown, file: string, bytes: Uint8Array, keys: Keyring): Promise<unknown> {
  const isSigning = error instanceof DcmError && ["SDK_WRONG_SEQUENCE", "SDK_UNAUTHORIZED"].includes(error.code);
  if (!isSigning || file === "-") return error;
  const [signer] = AuthInfo.decode(TxRaw.decode(bytes).authInfoBytes).signerInfos;
  const pubkey = toBase64(
    signer?.publicKey?.typeUrl === PubKey.typeUrl ? PubKey.decode(signer.publicKey.value).key : new Uint8Array(0),
  );
  const key = (await keys.list()).find((each) => toBase64(each.pubkey) === pubkey);
  return key ? error.with({ next: [`dcm tx sign ${quoted(file)} --from ${key.name} | dcm tx broadcast -`] }) : error;
}

/** `dcm tx simulate FILE`: unsigned is good enough. */
export async function simulate(file: string, flags: TxFlags): Promise<number> {
  const tx = await readTx(file);
  const session = await openSession(flags);
  const whole = tx.authInfo?.signerInfos.length === 0 ? await rehearsalOf(session, tx) : tx;
  const { gasUsed } = await session.client.tx.rehearse(whole);
  show(flags.output, { gas_info: { gas_used: String(gasUsed) } }, () => `gas estimate: ${gasUsed}`);
  return 0;
}

/** `dcm tx encode FILE`. */
export async function encode(file: string): Promise<number> {
  data(`${toBase64(txBytes(await readTx(file)))}\n`);
  return 0;
}

/** `dcm tx decode BYTES`. */
export async function decode(text: string, { output }: { readonly output: Format }): Promise<number> {
  const bytes = /^([0-9a-fA-F]{2})+$/.test(text) ? fromHex(text.toLowerCase()) : fromBase64(text);
  const shown = txJson(bytes);
  show(output, shown, () => yaml(shown));
  return 0;
}

/** A transaction's bytes as the SDK's JSON. */
export function txJson(bytes: Uint8Array): JsonValue {
  const { bodyBytes, authInfoBytes, signatures } = TxRaw.decode(bytes);
  return Tx.toJSON({ body: TxBody.decode(bodyBytes), authInfo: AuthInfo.decode(authInfoBytes), signatures });
}

/** One transaction. */
export async function readTx(file: string): Promise<Tx> {
  return parsedTx(file, await readText(file));
}

/** A transaction a line. */
export async function readTxs(file: string): Promise<readonly Tx[]> {
  return (await readLines(file)).map((line) => parsedTx(file, line));
}

/** The lines of a file that hold something. */
export async function readLines(file: string): Promise<readonly string[]> {
  return (await readText(file)).split("\n").filter((line) => line.trim() !== "");
}

function parsedTx(file: string, text: string): Tx {
  try {
    return Tx.fromJSON(JSON.parse(text) as JsonValue);
  } catch (error) {
    throw new CliError("USAGE", `${file} is not the JSON of a transaction: ${(error as Error).message}`);
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  const text = (await readText(file)).trim();
  if (text === "") throw new CliError("USAGE", `${file} is empty`);
  return text.startsWith("{") ? txBytes(parsedTx(file, text)) : fromBase64(text);
}

async function readText(file: string): Promise<string> {
  try {
    return file === "-" ? new TextDecoder().decode(await readStdin()) : await readFile(file, "utf8");
  } catch (error) {
    throw new CliError("FILE_NOT_FOUND", `${file} cannot be read: ${(error as Error).message}`);
  }
}
