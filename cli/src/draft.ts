import {
  bodyOf,
  type Client,
  clientError,
  type Message,
  parseAmount,
  parseGasPrice,
  requiredSigners,
  unorderedUntil,
} from "@dcm/client";
import type { KeyInfo, PublicKey } from "@dcm/client/keys";
import { packPublicKey } from "@dcm/client/keys";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { TxFlags } from "./commands/derived.js";
import { surroundings } from "./commands/derived.js";
import { CliError } from "./failure.js";
import { count, milliseconds } from "./request.js";
import type { OfflineSession, Session } from "./session.js";
import { addressOf } from "./tree/values.js";

/** A session, or the part of one that needs no node. */
export type DraftSession = Omit<Session, "client"> & {
  readonly client: { readonly network: OfflineSession["client"]["network"]; readonly tx?: Client["tx"] };
};

/** An unordered transaction is void after this long, unless told otherwise. */
const UNORDERED_MS = 60_000;

/** The unsigned transaction of some messages, its gas simulated when it is not given. */
export async function draftTx(session: DraftSession, messages: readonly Message[], flags: TxFlags): Promise<Tx> {
  const { withFee, feeFor } = await draftParts(session, messages, flags);
  const gas = flags.gas === "auto" ? await simulatedGas(session, withFee(0n, feeFor(1n)), flags) : gasOf(flags.gas);
  return withFee(gas, feeFor(gas));
}

/** The same as it is simulated: with the least fee there is, whose deduction costs gas too, and empty signatures. */
export async function draftRehearsal(session: Session, messages: readonly Message[], flags: TxFlags): Promise<Tx> {
  const { withFee, feeFor } = await draftParts(session, messages, flags);
  return rehearsalOf(session, withFee(0n, feeFor(1n)));
}

async function draftParts(session: DraftSession, messages: readonly Message[], flags: TxFlags) {
  const { denom, gasPrice } = session.client.network;
  const around = await surroundings(session);
  const unorderedMs = unorderedMsOf(flags);
  const body = bodyOf({
    messages,
    memo: flags.note ?? "",
    timeoutHeight: count("--timeout-height", flags.timeoutHeight ?? "0"),
    unorderedUntil: unorderedMs === undefined ? undefined : unorderedUntil(unorderedMs),
  });
  const payer = flags.feePayer === undefined ? "" : addressOf(flags.feePayer, around);
  const granter = flags.feeGranter === undefined ? "" : addressOf(flags.feeGranter, around);
  const { numerator, denominator } = parseGasPrice(flags.gasPrices ?? gasPrice, denom);
  return {
    withFee: (gasLimit: bigint, sum: bigint) => {
      const amount = sum === 0n ? [] : [{ denom: denom.base, amount: sum }];
      return Tx.fromPartial({
        body,
        authInfo: { signerInfos: [], fee: { amount, gasLimit, payer, granter } },
      } as never);
    },
    // Rounds up: a fee below gas × price is refused.
    feeFor: (gas: bigint): bigint =>
      flags.fees === undefined ? (gas * numerator + denominator - 1n) / denominator : parseAmount(flags.fees, denom),
  };
}

/** For how long an unordered transaction may be included; undefined when it is none. */
export function unorderedMsOf({ unordered, timeoutDuration }: TxFlags): number | undefined {
  if (!unordered) {
    if (timeoutDuration === undefined) return undefined;
    throw new CliError("USAGE", "--timeout-duration is of --unordered transactions; others have --timeout-height");
  }
  return timeoutDuration === undefined ? UNORDERED_MS : milliseconds("--timeout-duration", timeoutDuration);
}

/** Gas for a transaction as it stands: simulated with signatures as large as those that are still missing. */
async function simulatedGas(session: DraftSession, tx: Tx, flags: TxFlags): Promise<bigint> {
  const { tx: sending } = session.client;
  if (!sending) throw new CliError("USAGE", "nothing can be simulated here: give --gas as a number");
  const { gasUsed } = await sending.rehearse(await rehearsalOf(session as Session, tx));
  return adjusted(gasUsed, flags.gasAdjustment ?? "1.4");
}

/** The transaction with empty signatures of all who must sign. */
export async function rehearsalOf({ client, keys }: Pick<Session, "client" | "keys">, tx: Tx): Promise<Tx> {
  const own = new Map((await keys.list()).map((key) => [key.address, key]));
  const signers = requiredSigners(tx, client.network.prefix);
  const sequences = tx.body?.unordered
    ? signers.map(() => 0n)
    : await Promise.all(signers.map(async (address) => (await client.tx.account(address)).sequence));
  const parts = signers.map((address) => emptySignature(own.get(address)));
  return Tx.fromPartial({
    body: tx.body,
    authInfo: {
      fee: tx.authInfo?.fee,
      signerInfos: parts.map(({ publicKey, modeInfo }, i) => ({ publicKey, modeInfo, sequence: sequences[i] })),
    },
    signatures: parts.map(({ signature }) => signature),
  } as never);
}

/** What stands for a signature in a simulation; the chain charges for a usual one where it is empty. */
function emptySignature(key: KeyInfo | undefined): {
  readonly publicKey?: Any;
  readonly modeInfo: object;
  readonly signature: Uint8Array;
} {
  if (key === undefined) return emptySingle;
  return { publicKey: packPublicKey(key.publicKey), ...emptyPart(key.publicKey) };
}

const emptySingle = { modeInfo: { single: { mode: SignMode.UNSPECIFIED } }, signature: new Uint8Array(0) };

function emptyPart(key: PublicKey): { readonly modeInfo: object; readonly signature: Uint8Array } {
  if (key.type === "secp256k1") return emptySingle;
  const { threshold, keys } = key;
  const elems = new Uint8Array(Math.ceil(keys.length / 8));
  for (let i = 0; i < threshold; i++) elems[i >> 3] = (elems[i >> 3] ?? 0) | (0x80 >> (i & 7));
  const modeInfos = Array.from({ length: threshold }, () => ({ single: { mode: SignMode.LEGACY_AMINO_JSON } }));
  const signatures = modeInfos.map(() => new Uint8Array(64));
  const bitarray = { extraBitsStored: keys.length % 8, elems };
  return { modeInfo: { multi: { bitarray, modeInfos } }, signature: MultiSignature.encode({ signatures }) };
}

/** Simulated gas times a factor that was typed. */
export function adjusted(gasUsed: bigint, factor: string): bigint {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(factor))
    throw new CliError("USAGE", `--gas-adjustment ${factor} is no factor such as 1.4`);
  return BigInt(Math.ceil(Number(gasUsed) * Number(factor)));
}

/** A gas limit that was typed. */
export function gasOf(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new CliError("USAGE", `--gas ${text} is neither auto nor a whole number`);
  return BigInt(text);
}

/** A key that can sign here; a multi-signature key's transactions are generated and signed by its members. */
export function requireSecret(key: KeyInfo): KeyInfo {
  if (key.type === "local") return key;
  const what =
    key.type === "multi" ? "a multi-signature key: its keys sign with dcm tx sign --multisig" : "a public key alone";
  throw clientError("KEY_NO_SECRET", `${key.name} is ${what}`);
}
