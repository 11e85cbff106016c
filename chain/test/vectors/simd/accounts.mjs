// The accounts of the vectors: fixed keys, so that recording again gives the same bytes.
import { createHash } from "node:crypto";
import { createMultisigThresholdPubkey, encodeSecp256k1Pubkey, pubkeyToAddress, rawSecp256k1PubkeyToRawAddress } from "@cosmjs/amino";
import { Secp256k1 } from "@cosmjs/crypto";
import { toBech32 } from "@cosmjs/encoding";

export const chainId = "vectors-1";
export const prefix = "cosmos";
export const genesisTime = "2026-01-01T00:00:00Z";
export const minGasPrices = "0.001stake";

/** Published test phrases; they hold no funds anywhere. */
export const validatorPhrase = `${"abandon ".repeat(11)}about`;
export const consensusPhrase = `${"abandon ".repeat(23)}art`;

export const voucher = "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2";

/** Accounts 0 to 97 have funds in the genesis, later ones have not. */
export const funded = 98;

/** The account of that index: its secret key is sha256("vectors/<index>"). */
export function account(index) {
  const secret = createHash("sha256").update(`vectors/${index}`).digest();
  const { pubkey } = Secp256k1.makeKeypair(secret);
  const publicKey = Secp256k1.compressPubkey(pubkey);
  return { index, secret, publicKey, address: toBech32(prefix, rawSecp256k1PubkeyToRawAddress(publicKey)) };
}

/** The bytes that stand for a validator's consensus key; nobody signs with it. */
export function consensusKey(name) {
  return createHash("sha256").update(`vectors/consensus/${name}`).digest();
}

/** An account's address as that of a validator. */
export function operatorOf(index) {
  return toBech32(`${prefix}valoper`, rawSecp256k1PubkeyToRawAddress(account(index).publicKey));
}

export const multisigMembers = [90, 91, 92].map(account);

/** Two of the accounts 90, 91 and 92. */
export const multisigKey = createMultisigThresholdPubkey(
  multisigMembers.map((member) => encodeSecp256k1Pubkey(member.publicKey)),
  2,
);
export const multisigAddress = pubkeyToAddress(multisigKey, prefix);

export function moduleAddress(name) {
  return toBech32(prefix, createHash("sha256").update(name).digest().subarray(0, 20));
}

/** What bulk-add-genesis-account reads. */
export function genesisAccounts() {
  const coin = (denom, amount) => ({ denom, amount: String(amount) });
  const holdings = (index) =>
    [
      index % 5 === 0 && coin(voucher, 7_000_000 + index),
      index === 7 && coin("frozen", 1000),
      index % 3 === 0 && coin("photon", 50_000_000 + index),
      coin("stake", 1_000_000_000 + index),
    ].filter(Boolean);
  const list = Array.from({ length: funded }, (_, index) => ({ address: account(index).address, coins: holdings(index) }));
  return [...list, { address: multisigAddress, coins: [coin("stake", 500_000_000)] }];
}
