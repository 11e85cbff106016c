import { readFile } from "node:fs/promises";
import { DcmError } from "@dcm/client";
import type { Keyring, StdSignDoc } from "@dcm/client/keys";
import { aminoSignDoc, fromBase64, fromHex, type JsonValue, toBase64 } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, Service, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { CliError } from "../failure.js";
import { data, type Format, readStdin, show } from "../output.js";
import { count } from "../request.js";
import { openOffline, openSession, requireKey, type Session } from "../session.js";
import { quoted } from "../typed.js";
import { yaml } from "../yaml.js";
import { broadcastBytes, type TxFlags } from "./derived.js";

/** `dcm tx sign FILE`. */
export async function sign(file: string, flags: TxFlags): Promise<number> {
  const { body, authInfo } = await readTx(file);
  const session = flags.offline ? await openOffline(flags) : await openSession(flags);
  const key = requireKey(session);
  const state = await accountState(session as Session, key.address, flags);
  const amino = flags.signMode === "amino-json";
  const mode = amino ? SignMode.LEGACY_AMINO_JSON : SignMode.DIRECT;
  const publicKey = { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: key.pubkey }) };
  const signerInfos = [{ publicKey, modeInfo: { single: { mode } }, sequence: state.sequence }];
  const signedInfo = AuthInfo.fromPartial({ signerInfos, fee: authInfo?.fee } as never);
  if (!body) throw new CliError("USAGE", `${file} holds no transaction body`);
  const bodyBytes = TxBody.encode(body);
  const authInfoBytes = AuthInfo.encode(signedInfo);
  const { chainId } = session.client.network;
  const signer = await session.keys.signer(key.name);
  const { signature } = amino
    ? await signer.signAmino(
        key.address,
        aminoSignDoc(body, authInfo?.fee, { ...state, chainId }) as unknown as StdSignDoc,
      )
    : await signer.signDirect(key.address, { bodyBytes, authInfoBytes, chainId, accountNumber: state.accountNumber });
  const tx = Tx.fromPartial({ body, authInfo: signedInfo, signatures: [fromBase64(signature.signature)] } as never);
  data(`${JSON.stringify(Tx.toJSON(tx))}\n`);
  return 0;
}

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

/** `dcm tx simulate FILE`: unsigned is good enough, when the signer is known. */
export async function simulate(file: string, flags: TxFlags): Promise<number> {
  const tx = await readTx(file);
  const session = await openSession(flags);
  const { client } = session;
  let signed = tx;
  if (tx.authInfo?.signerInfos.length === 0) {
    const { address, pubkey } = requireKey(session);
    const { sequence } = await client.tx.account(address);
    const publicKey = { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: pubkey }) };
    const signerInfos = [{ publicKey, modeInfo: { single: { mode: SignMode.UNSPECIFIED } }, sequence }];
    signed = Tx.fromPartial({
      ...tx,
      authInfo: { ...tx.authInfo, signerInfos },
      signatures: [new Uint8Array(0)],
    } as never);
  }
  const { gasInfo } = await client.call(Service.methods.Simulate, { txBytes: rawBytes(signed) });
  const used = String(gasInfo?.gasUsed ?? 0n);
  show(flags.output, { gas_info: { gas_used: used } }, () => `gas estimate: ${used}`);
  return 0;
}

/** `dcm tx encode FILE`. */
export async function encode(file: string): Promise<number> {
  data(`${toBase64(rawBytes(await readTx(file)))}\n`);
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

async function readTx(file: string): Promise<Tx> {
  return parsedTx(file, await readText(file));
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
  return text.startsWith("{") ? rawBytes(parsedTx(file, text)) : fromBase64(text);
}

async function readText(file: string): Promise<string> {
  try {
    return file === "-" ? new TextDecoder().decode(await readStdin()) : await readFile(file, "utf8");
  } catch (error) {
    throw new CliError("FILE_NOT_FOUND", `${file} cannot be read: ${(error as Error).message}`);
  }
}

function rawBytes({ body, authInfo, signatures }: Tx): Uint8Array {
  const bodyBytes = TxBody.encode(TxBody.fromPartial((body ?? {}) as never));
  const authInfoBytes = AuthInfo.encode(AuthInfo.fromPartial((authInfo ?? {}) as never));
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures });
}

async function accountState(session: Session, address: string, { sequence, accountNumber, offline }: TxFlags) {
  if (sequence !== undefined && accountNumber !== undefined) {
    return { sequence: count("--sequence", sequence), accountNumber: count("--account-number", accountNumber) };
  }
  if (offline) throw new CliError("USAGE", "--offline needs --sequence and --account-number");
  const state = await session.client.tx.account(address);
  return {
    sequence: sequence === undefined ? state.sequence : count("--sequence", sequence),
    accountNumber: accountNumber === undefined ? state.accountNumber : count("--account-number", accountNumber),
  };
}
