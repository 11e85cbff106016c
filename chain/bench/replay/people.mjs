// Accounts and signed transactions, the same in every run: keys and signatures (RFC 6979) follow from names.
import { createHash, hash } from "node:crypto";
import { createRequire } from "node:module";
import { directSignBytes, toBech32 } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { AuthInfo, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";

const native = createRequire(import.meta.url)("secp256k1/bindings.js");

export const CHAIN_ID = "bench-1";
export const DENOM = "udcm";

export const sha256 = (bytes) => hash("sha256", bytes, "buffer");

/** The person of that name, who has account `number` in genesis. */
export function person(name, number, prefix = "dcm") {
  const secret = sha256(Buffer.from(`dcm/bench/${name}`));
  const publicKey = native.publicKeyCreate(secret, true);
  const address = toBech32(prefix, createHash("ripemd160").update(sha256(publicKey)).digest());
  return { name, secret, publicKey, address, number: BigInt(number), sequence: 0n };
}

/** Signs one message and counts the sequence up. */
export function sign(who, codec, value, { gas, fee, denom = DENOM }) {
  const message = { typeUrl: codec.typeUrl, value: codec.encode(codec.fromPartial(value)) };
  const bodyBytes = TxBody.encode(TxBody.fromPartial({ messages: [message] }));
  const authInfoBytes = AuthInfo.encode(
    AuthInfo.fromPartial({
      signerInfos: [
        {
          publicKey: { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: who.publicKey }) },
          modeInfo: { single: { mode: 1 } },
          sequence: who.sequence,
        },
      ],
      fee: { amount: [{ denom, amount: fee }], gasLimit: gas },
    }),
  );
  const doc = directSignBytes(bodyBytes, authInfoBytes, { chainId: CHAIN_ID, accountNumber: who.number });
  const { signature } = native.ecdsaSign(sha256(doc), who.secret);
  who.sequence += 1n;
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures: [signature] });
}
