import { combineSignatures } from "@dcm/client";
import type { JsonValue } from "@dcm/proto";
import type { SignatureDescriptor } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { CliError } from "../failure.js";
import type { Session } from "../session.js";
import { addressOf, summed } from "../tree/values.js";
import { surroundings } from "./derived.js";
import {
  multisigNamed,
  parsedSignatures,
  requireRight,
  type SignFlags,
  type State,
  sessionFor,
  signAs,
  signedJson,
  signingAccount,
  stateOf,
  write,
} from "./signing.js";
import { readLines, readTxs } from "./txFiles.js";

/** `dcm tx sign-batch FILE…`: a transaction a line, signed with one sequence after the other; with `--append` as one. */
export async function signBatch(files: readonly string[], flags: SignFlags): Promise<number> {
  const session = await sessionFor(flags);
  const account = await signingAccount(session, flags);
  const txs = (await Promise.all(files.map(readTxs))).flat();
  const lines = await inSequence(session, flags.append ? [await appended(session, txs, flags)] : txs, account, {
    flags,
    make: async (tx, state) => signedJson(session, tx, await signAs(session, tx, flags, state), flags),
  });
  await write(lines, flags);
  return 0;
}

/**
 * `dcm tx multisign-batch FILE NAME SIGNATURES…`: of each member a file with a signature for each transaction, in their order,
 * as its `sign-batch --multisig` writes it.
 */
export async function multisignBatch(
  file: string,
  name: string,
  members: readonly string[],
  given: SignFlags,
): Promise<number> {
  const session = await sessionFor(given);
  const { address, key } = await multisigNamed(session, name);
  const flags = await wholeFlags(session, address, given);
  const txs = await readTxs(file);
  const signatures = await Promise.all(members.map((member) => readBatch(member, txs.length)));
  const again = (signer: string) => `dcm tx sign-batch ${file} --multisig ${name} --from ${signer}`;
  const lines = await inSequence(session, txs, address, {
    flags,
    make: async (tx, state, i) => {
      const parts = signatures.map((each) => each[i] as SignatureDescriptor);
      requireRight(session, tx, parts, state, again);
      return signedJson(session, tx, combineSignatures(key, parts, state.sequence), flags);
    },
  });
  await write(lines, flags);
  return 0;
}

/** Makes a line of each transaction, with the account's next sequence for each of them that has one. */
async function inSequence(
  session: Session,
  txs: readonly Tx[],
  account: string,
  {
    flags,
    make,
  }: {
    readonly flags: SignFlags;
    readonly make: (tx: Tx, state: State, index: number) => Promise<JsonValue>;
  },
): Promise<readonly JsonValue[]> {
  const lines: JsonValue[] = [];
  let next: State | undefined;
  for (const [i, tx] of txs.entries()) {
    const state: State = next ?? (await stateOf(session, tx, account, flags));
    lines.push(await make(tx, state, i));
    const isSame = tx.body?.unordered || flags.autoIncrement === false;
    next = isSame ? state : { ...state, sequence: state.sequence + 1n };
  }
  return lines;
}

/** All messages in one transaction: gas and fees are the sums, memo and who pays are what was typed, as in the SDK's tools. */
async function appended(session: Session, txs: readonly Tx[], flags: SignFlags): Promise<Tx> {
  const messages = txs.flatMap(({ body }) => body?.messages ?? []);
  if (messages.length === 0) throw new CliError("USAGE", "there is no transaction in these files");
  const around = await surroundings(session);
  const fees = txs.map(({ authInfo }) => authInfo?.fee);
  const payerOf = (flag: string | undefined) => (flag === undefined ? "" : addressOf(flag, around));
  return Tx.fromPartial({
    body: { messages, memo: flags.note ?? "" },
    authInfo: {
      signerInfos: [],
      fee: {
        amount: summed(fees.flatMap((fee) => fee?.amount ?? [])),
        gasLimit: fees.reduce((sum, fee) => sum + (fee?.gasLimit ?? 0n), 0n),
        payer: payerOf(flags.feePayer),
        granter: payerOf(flags.feeGranter),
      },
    },
  });
}

/** `--multisig` says once more whose account it is, for which the SDK's tools have it here; what is printed is whole. */
async function wholeFlags(session: Session, address: string, flags: SignFlags): Promise<SignFlags> {
  if (flags.multisig !== undefined && addressOf(flags.multisig, await surroundings(session)) !== address)
    throw new CliError("USAGE", `--multisig ${flags.multisig} is another account than ${address}`);
  return { ...flags, multisig: undefined };
}

async function readBatch(file: string, count: number): Promise<readonly SignatureDescriptor[]> {
  const signatures = (await readLines(file)).flatMap((line) => parsedSignatures(file, line));
  if (signatures.length === count) return signatures;
  throw new CliError("USAGE", `${file} holds ${signatures.length} signatures for ${count} transactions`);
}
