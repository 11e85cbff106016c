import { type AminoNames, aminoSignBytes, directSignBytes, type MessageCodec } from "@dcm/proto";
import { LegacyAminoPubKey } from "@dcm/proto/gen/cosmos/crypto/multisig";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Person, signDigest } from "./keys.js";

/** One message as a transaction packs it. */
export interface Msg {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

/** What a signature is bound to. */
export interface Signing {
  readonly chainId: string;
  readonly accountNumber: bigint;
  readonly sequence: bigint;
}

export interface TxOptions {
  readonly messages: readonly Msg[];
  readonly gas?: bigint;
  readonly fee?: readonly { denom: string; amount: bigint }[];
  readonly feePayer?: string;
  readonly granter?: string;
  readonly memo?: string;
  readonly timeoutHeight?: bigint;
  readonly timeoutTimestamp?: { seconds: bigint; nanos: number };
  readonly unordered?: boolean;
  readonly mode?: SignMode;
  /** What messages are called in amino JSON, where it is not what the SDK calls them. */
  readonly names?: AminoNames;
}

export function msg<T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0]): Msg {
  return { typeUrl: codec.typeUrl, value: codec.encode(codec.fromPartial(value)) };
}

export function publicKey({ publicKey: key }: Person): Any {
  return { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key }) };
}

/** A transaction signed by one or more people, each for itself. */
export function signTx(options: TxOptions, signers: readonly (readonly [Person, Signing])[]): Uint8Array {
  const mode = options.mode ?? SignMode.DIRECT;
  const body = bodyOf(options);
  const authInfo = AuthInfo.fromPartial({
    signerInfos: signers.map(([who, { sequence }]) => ({
      publicKey: publicKey(who),
      modeInfo: { single: { mode } },
      sequence,
    })),
    fee: feeOf(options),
  });
  const [bodyBytes, authInfoBytes] = [TxBody.encode(body), AuthInfo.encode(authInfo)];
  const signatures = signers.map(([who, signing]) => {
    const doc =
      mode === SignMode.DIRECT
        ? directSignBytes(bodyBytes, authInfoBytes, signing)
        : aminoSignBytes(body, authInfo.fee, signing, options.names);
    return signDigest(sha256(doc), who);
  });
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures });
}

/** The key of several people, `threshold` of whom must sign. */
export function multisigKey(threshold: number, people: readonly Person[]): Any {
  return {
    typeUrl: LegacyAminoPubKey.typeUrl,
    value: LegacyAminoPubKey.encode({ threshold, publicKeys: people.map(publicKey) }),
  };
}

/** A transaction of a multi-signature account, signed in amino JSON by those of `people` that `signs` names. */
export function signMultisigTx(
  options: TxOptions,
  account: { readonly threshold: number; readonly people: readonly Person[]; readonly signs: readonly Person[] },
  signing: Signing,
): Uint8Array {
  const { people, signs } = account;
  const body = bodyOf(options);
  const bits = new Uint8Array((people.length + 7) >> 3);
  for (const [i, who] of people.entries())
    if (signs.includes(who)) bits[i >> 3] = (bits[i >> 3] ?? 0) | (0x80 >> (i & 7));
  const single = { single: { mode: SignMode.LEGACY_AMINO_JSON } };
  const modeInfo = {
    multi: { bitarray: { extraBitsStored: people.length % 8, elems: bits }, modeInfos: signs.map(() => single) },
  };
  const authInfo = AuthInfo.fromPartial({
    signerInfos: [{ publicKey: multisigKey(account.threshold, people), modeInfo, sequence: signing.sequence }],
    fee: feeOf(options),
  });
  const doc = sha256(aminoSignBytes(body, authInfo.fee, signing, options.names));
  const ordered = people.filter((who) => signs.includes(who));
  const signature = MultiSignature.encode({ signatures: ordered.map((who) => signDigest(doc, who)) });
  return TxRaw.encode({
    bodyBytes: TxBody.encode(body),
    authInfoBytes: AuthInfo.encode(authInfo),
    signatures: [signature],
  });
}

function bodyOf({ messages, memo, timeoutHeight, timeoutTimestamp, unordered }: TxOptions): TxBody {
  return TxBody.fromPartial({
    messages: [...messages],
    memo: memo ?? "",
    timeoutHeight: timeoutHeight ?? 0n,
    timeoutTimestamp,
    unordered: unordered ?? false,
  });
}

function feeOf({ fee, gas, feePayer, granter }: TxOptions) {
  return { amount: [...(fee ?? [])], gasLimit: gas ?? 10_000_000n, payer: feePayer ?? "", granter: granter ?? "" };
}
