import { readFile, writeFile } from "node:fs/promises";
import {
  combineSignatures,
  requiredSigners,
  signatureFault,
  signaturesOf,
  signDocument,
  signerOf,
  withSignatures,
} from "@dcm/client";
import type { KeyInfo, MultisigKey } from "@dcm/client/keys";
import type { JsonValue } from "@dcm/proto";
import { type SignatureDescriptor, SignatureDescriptors } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { requireSecret } from "../draft.js";
import { CliError } from "../failure.js";
import { data, show } from "../output.js";
import { count } from "../request.js";
import { openOffline, openSession, requireKey, type Session, secretSigner } from "../session.js";
import { addressOf } from "../tree/values.js";
import { typed } from "../typed.js";
import { surroundings, type TxFlags } from "./derived.js";
import { readTx } from "./txFiles.js";

/** Flags of the commands that sign files. */
export interface SignFlags extends TxFlags {
  readonly multisig?: string | undefined;
  readonly overwrite?: boolean;
  readonly append?: boolean;
  /** False with --no-auto-increment. */
  readonly autoIncrement?: boolean;
  readonly signatureOnly?: boolean;
  readonly outputDocument?: string;
}

/** Where an account stands: what a signature binds. */
export interface State {
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}

/** `dcm tx sign FILE`. */
export async function sign(file: string, flags: SignFlags): Promise<number> {
  const tx = await readTx(file);
  const session = await sessionFor(flags);
  const account = await signingAccount(session, flags);
  const signature = await signAs(session, tx, flags, await stateOf(session, tx, account, flags));
  await write([signedJson(session, tx, signature, flags)], flags);
  return 0;
}

/** `dcm tx multisign FILE NAME SIGNATURE…`: the signatures of a multi-signature key's members, put together. */
export async function multisign(
  file: string,
  name: string,
  signatures: readonly string[],
  flags: SignFlags,
): Promise<number> {
  const tx = await readTx(file);
  const session = await sessionFor(flags);
  const { address, key } = await multisigNamed(session, name);
  const state = await stateOf(session, tx, address, flags);
  const parts = (await Promise.all(signatures.map(readSignatures))).flat();
  const again = (signer: string) => `dcm tx sign ${file} --multisig ${name} --from ${signer}`;
  requireRight(session, tx, parts, state, again);
  await write([signedJson(session, tx, combineSignatures(key, parts, state.sequence), flags)], flags);
  return 0;
}

/** Every signature of a member is of this transaction; who has to sign `again` is told how. */
export function requireRight(
  { client }: Session,
  tx: Tx,
  parts: readonly SignatureDescriptor[],
  state: State,
  again: (signer: string) => string,
): void {
  const { chainId, prefix } = client.network;
  for (const part of parts) {
    const fault = signatureFault(tx, part, { ...state, chainId });
    if (fault === undefined) continue;
    const signer = signerOf(part, prefix);
    throw new CliError("USAGE", `the signature of ${signer} cannot be used: ${fault}`, [again(signer)]);
  }
}

/** `dcm tx validate-signatures FILE`: exit code 3 when one is missing or wrong. */
export async function validateSignatures(file: string, flags: SignFlags): Promise<number> {
  const tx = await readTx(file);
  const session = await sessionFor(flags);
  const { prefix, chainId } = session.client.network;
  const signatures = signaturesOf(tx);
  const signers = await Promise.all(
    requiredSigners(tx, prefix).map(async (address, i) => {
      const signature = signatures[i];
      if (signature === undefined) return { address, ok: false, fault: "not signed" };
      if (signerOf(signature, prefix) !== address)
        return { address, ok: false, fault: `signed by ${signerOf(signature, prefix)}` };
      const state = await stateOf(session, tx, address, flags);
      const fault = signatureFault(tx, signature, { ...state, chainId });
      return { address, ok: fault === undefined, ...(fault === undefined ? {} : { fault }) };
    }),
  );
  show(flags.output, { signers }, () =>
    signers.map(({ address, ok, fault }, i) => `${i}: ${address}  ${ok ? "[OK]" : `[ERROR: ${fault}]`}`).join("\n"),
  );
  const right = signers.every(({ ok }) => ok) && signatures.length === signers.length;
  return right ? 0 : WRONG;
}

/** As for everything that is about keys and signatures. */
const WRONG = 3;

/** Signs with several keys of one's own, as when somebody else pays the fee; what was typed of an account is the first's. */
export async function signWithAll(
  session: Session,
  tx: Tx,
  [sender, ...others]: readonly KeyInfo[],
  flags: TxFlags,
): Promise<Tx> {
  const signatures: SignatureDescriptor[] = [];
  for (const key of sender === undefined ? [] : [sender, ...others]) {
    const own = key === sender ? flags : { ...flags, sequence: undefined, accountNumber: undefined };
    signatures.push(await signAs({ ...session, key }, tx, own, await stateOf(session, tx, key.address, own)));
  }
  return withSignatures(tx, signatures, session.client.network.prefix);
}

export function sessionFor(flags: SignFlags): Promise<Session> {
  return flags.offline ? (openOffline(flags) as Promise<unknown> as Promise<Session>) : openSession(flags);
}

export async function signAs(session: Session, tx: Tx, flags: SignFlags, state: State): Promise<SignatureDescriptor> {
  const key = requireSecret(requireKey(session));
  const { chainId, prefix } = session.client.network;
  const signers = requiredSigners(tx, prefix);
  const account = await signingAccount(session, flags);
  if (!signers.includes(account)) {
    const next = flags.multisig === undefined && signers[0] ? [typed().with("--from", signers[0]).text()] : [];
    throw new CliError("USAGE", `${account} does not sign this transaction: ${signers.join(", ")} does`, next);
  }
  const together = flags.multisig !== undefined || signers.length > 1;
  if (together && flags.signMode === "direct") {
    throw new CliError("USAGE", "several sign this transaction, which only --sign-mode amino-json can", [
      typed().with("--sign-mode", "amino-json").text(),
    ]);
  }
  const mode = together || flags.signMode === "amino-json" ? "amino" : "direct";
  const signer = await secretSigner(session, flags, key);
  return signDocument(tx, signer, { ...state, chainId, publicKey: key.publicKey, address: key.address, mode });
}

/** The account that the signature is of: the key's, or that of a multi-signature key which it belongs to. */
export async function signingAccount(session: Session, { multisig }: SignFlags): Promise<string> {
  if (multisig === undefined) return requireKey(session).address;
  return addressOf(multisig, await surroundings(session));
}

export async function multisigNamed({ keys }: Session, name: string): Promise<{ address: string; key: MultisigKey }> {
  const found = (await keys.list()).find((each) => each.name === name || each.address === name);
  if (found?.publicKey.type === "multisig") return { address: found.address, key: found.publicKey };
  const next = [found === undefined ? "dcm keys list" : "dcm keys add --help"];
  throw new CliError("KEY_CHOICE", `${name} is no multi-signature key of this keyring`, next);
}

/** Account number and sequence, typed or asked for; unordered transactions have no sequence. */
export async function stateOf(session: Session, tx: Tx, address: string, flags: SignFlags): Promise<State> {
  const sequence = tx.body?.unordered ? "0" : flags.sequence;
  const { accountNumber, offline } = flags;
  if (offline && (sequence === undefined || accountNumber === undefined)) {
    throw new CliError("USAGE", "--offline needs --sequence and --account-number");
  }
  const known =
    sequence === undefined || accountNumber === undefined ? await session.client.tx.account(address) : undefined;
  return {
    sequence: sequence === undefined ? (known?.sequence ?? 0n) : count("--sequence", sequence),
    accountNumber:
      accountNumber === undefined ? (known?.accountNumber ?? 0n) : count("--account-number", accountNumber),
  };
}

/** The signature alone, or the transaction with it beside those that it had. */
export function signedJson(session: Session, tx: Tx, signature: SignatureDescriptor, flags: SignFlags): JsonValue {
  if (flags.signatureOnly || flags.multisig !== undefined) {
    return SignatureDescriptors.toJSON(SignatureDescriptors.fromPartial({ signatures: [signature] } as never));
  }
  const { prefix } = session.client.network;
  const signer = signerOf(signature, prefix);
  const others = flags.overwrite ? [] : signaturesOf(tx).filter((each) => signerOf(each, prefix) !== signer);
  return Tx.toJSON(withSignatures(tx, [...others, signature], prefix));
}

export async function write(lines: readonly JsonValue[], { outputDocument }: SignFlags): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  if (outputDocument === undefined) data(text);
  else await writeFile(outputDocument, text, { mode: 0o600 });
}

async function readSignatures(file: string): Promise<readonly SignatureDescriptor[]> {
  return parsedSignatures(file, await readFile(file, "utf8"));
}

/** The JSON that `dcm tx sign --signature-only` prints. */
export function parsedSignatures(file: string, text: string): readonly SignatureDescriptor[] {
  try {
    return SignatureDescriptors.fromJSON(JSON.parse(text) as JsonValue).signatures;
  } catch (error) {
    throw new CliError(
      "USAGE",
      `${file} holds no signatures of dcm tx sign --signature-only: ${(error as Error).message}`,
    );
  }
}
