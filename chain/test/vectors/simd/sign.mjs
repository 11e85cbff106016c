// Builds and signs transactions, also wrong ones.
import { createHash } from "node:crypto";
import { encodeSecp256k1Pubkey, makeSignDoc as makeAminoSignDoc, serializeSignDoc } from "@cosmjs/amino";
import { Secp256k1 } from "@cosmjs/crypto";
import { encodePubkey, makeSignBytes, makeSignDoc } from "@cosmjs/proto-signing";
import { AminoTypes, createDefaultAminoConverters } from "@cosmjs/stargate";
import { MsgMultiSend, MsgSend, MsgSetSendEnabled, MsgUpdateParams } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { MsgExec, MsgGrant, MsgRevoke } from "cosmjs-types/cosmos/authz/v1beta1/tx";
import { MsgGrantAllowance, MsgPruneAllowances, MsgRevokeAllowance } from "cosmjs-types/cosmos/feegrant/v1beta1/tx";
import { MsgCreatePeriodicVestingAccount, MsgCreatePermanentLockedAccount, MsgCreateVestingAccount } from "cosmjs-types/cosmos/vesting/v1beta1/tx";
import { MsgDelegate, MsgUndelegate } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { CompactBitArray, MultiSignature } from "cosmjs-types/cosmos/crypto/multisig/v1beta1/multisig";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { AuthInfo, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { chainId, multisigKey, multisigMembers } from "./accounts.mjs";

const types = {
  "/cosmos.authz.v1beta1.MsgExec": MsgExec,
  "/cosmos.authz.v1beta1.MsgGrant": MsgGrant,
  "/cosmos.authz.v1beta1.MsgRevoke": MsgRevoke,
  "/cosmos.bank.v1beta1.MsgSend": MsgSend,
  "/cosmos.bank.v1beta1.MsgMultiSend": MsgMultiSend,
  "/cosmos.bank.v1beta1.MsgSetSendEnabled": MsgSetSendEnabled,
  "/cosmos.bank.v1beta1.MsgUpdateParams": MsgUpdateParams,
  "/cosmos.feegrant.v1beta1.MsgGrantAllowance": MsgGrantAllowance,
  "/cosmos.feegrant.v1beta1.MsgPruneAllowances": MsgPruneAllowances,
  "/cosmos.feegrant.v1beta1.MsgRevokeAllowance": MsgRevokeAllowance,
  "/cosmos.staking.v1beta1.MsgDelegate": MsgDelegate,
  "/cosmos.staking.v1beta1.MsgUndelegate": MsgUndelegate,
  "/cosmos.vesting.v1beta1.MsgCreatePeriodicVestingAccount": MsgCreatePeriodicVestingAccount,
  "/cosmos.vesting.v1beta1.MsgCreatePermanentLockedAccount": MsgCreatePermanentLockedAccount,
  "/cosmos.vesting.v1beta1.MsgCreateVestingAccount": MsgCreateVestingAccount,
};
const amino = new AminoTypes(createDefaultAminoConverters());

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/** A secp256k1 signature of 64 bytes, with low s. */
export function signature(bytes, secret) {
  const made = Secp256k1.createSignature(sha256(bytes), secret);
  return Buffer.concat([made.r(32), made.s(32)]);
}

/**
 * Builds a transaction.
 *
 * `signers`: [{ account, number, sequence, mode = "direct" | "amino" | "textual", withKey = true, publicKey? }]
 * `body` adds fields to the body, `bodyTail` bytes behind it before signing; `change(raw)` edits
 * { bodyBytes, authInfoBytes, signatures } after signing.
 */
export function makeTx({ messages, signers, fee, memo = "", body = {}, bodyTail = [], chain = chainId, change = (raw) => raw }) {
  const { aminoMore: _, ...rest } = body;
  const content = TxBody.fromPartial({ messages: messages.map(encodeMessage), memo, ...rest });
  const bodyBytes = Buffer.concat([TxBody.encode(content).finish(), Buffer.from(bodyTail)]);
  const authInfo = AuthInfo.fromPartial({ signerInfos: signers.map(signerInfo), fee: protoFee(fee) });
  const authInfoBytes = AuthInfo.encode(authInfo).finish();
  const signatures = signers.map((signer) => {
    if (signer.multisig) return multisigSignature(signer, messages, fee, memo, chain);
    const bytes =
      signer.mode === "amino"
        ? aminoBytes(messages, fee, memo, body, chain, signer)
        : makeSignBytes(makeSignDoc(bodyBytes, authInfoBytes, chain, signer.number));
    return signature(bytes, signer.account.secret);
  });
  return TxRaw.encode(TxRaw.fromPartial(change({ bodyBytes, authInfoBytes, signatures }))).finish();
}

/** A message packed in an Any. */
export function encodeMessage({ typeUrl, value, bytes }) {
  return { typeUrl, value: bytes ?? types[typeUrl].encode(types[typeUrl].fromPartial(value)).finish() };
}

function protoFee({ amount, gas, payer = "", granter = "" }) {
  return { amount, gasLimit: BigInt(gas), payer, granter };
}

function signerInfo(signer) {
  const modes = { direct: SignMode.SIGN_MODE_DIRECT, amino: SignMode.SIGN_MODE_LEGACY_AMINO_JSON, textual: SignMode.SIGN_MODE_TEXTUAL };
  if (signer.multisig) {
    const members = signer.members.length;
    return {
      publicKey: encodePubkey(multisigKey),
      sequence: BigInt(signer.sequence),
      modeInfo: {
        multi: {
          bitarray: memberBits(signer.members),
          modeInfos: Array.from({ length: members }, () => ({ single: { mode: modes.amino } })),
        },
      },
    };
  }
  const key = signer.withKey === false ? undefined : encodePubkey(encodeSecp256k1Pubkey(signer.publicKey ?? signer.account.publicKey));
  return { publicKey: key, sequence: BigInt(signer.sequence), modeInfo: { single: { mode: modes[signer.mode ?? "direct"] } } };
}

function memberBits(members) {
  const bits = members.reduce((byte, member) => byte | (0x80 >> member), 0);
  return CompactBitArray.fromPartial({ extraBitsStored: multisigMembers.length, elems: Uint8Array.of(bits) });
}

function multisigSignature(signer, messages, fee, memo, chain) {
  const bytes = aminoBytes(messages, fee, memo, {}, chain, signer);
  const signatures = signer.members.map((member) => signature(bytes, multisigMembers[member].secret));
  return MultiSignature.encode(MultiSignature.fromPartial({ signatures })).finish();
}

function aminoBytes(messages, fee, memo, body, chain, { number, sequence }) {
  const stdFee = { amount: fee.amount, gas: String(fee.gas), ...(fee.payer && { payer: fee.payer }), ...(fee.granter && { granter: fee.granter }) };
  // A message may bring its amino form along where CosmJS has none.
  const list = messages.map((message) => message.amino ?? amino.toAmino(message));
  const doc = makeAminoSignDoc(list, stdFee, chain, memo, number, sequence, body.timeoutHeight);
  return serializeSignDoc({ ...doc, ...body.aminoMore });
}
