import { createMultisigThresholdPubkey, makeSignDoc, pubkeyToAddress } from "@cosmjs/amino";
import { fromBase64 } from "@cosmjs/encoding";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { beforeAll, describe, expect, test } from "vitest";
import {
  bodyOf,
  combineSignatures,
  msg,
  requiredSigners,
  signatureFault,
  signaturesOf,
  signDocument,
  signerOf,
  withSignatures,
} from "../src/index.js";
import {
  fromPrivateKey,
  type KeySigner,
  type MultisigKey,
  memoryKeyFiles,
  multisigKey,
  openKeyring,
  type PublicKey,
  packPublicKey,
  publicKeyAddress,
  readPublicKey,
} from "../src/keys.js";

const refusal = (code: string) => expect.objectContaining({ code });
const members = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => fromPrivateKey(new Uint8Array(32).fill(n), "dcm"));
const publicKey = ({ pubkey }: KeySigner): PublicKey => ({ type: "secp256k1", key: pubkey });
const amino = ({ pubkey }: KeySigner) => ({
  type: "tendermint/PubKeySecp256k1" as const,
  value: Buffer.from(pubkey).toString("base64"),
});
const state = { chainId: "dcm-local-1", accountNumber: 12n, sequence: 3n };

describe("a multi-signature key", () => {
  test.each([
    [1, 1],
    [2, 3],
    [7, 7],
  ])("%i of %i has the address that CosmJS gives it", (threshold, size) => {
    const some = members.slice(0, size);
    for (const order of ["given", "sorted"] as const) {
      const theirs = createMultisigThresholdPubkey(some.map(amino), threshold, order === "given");
      const ours = multisigKey(some.map(publicKey), threshold, order);
      expect(publicKeyAddress(ours, "dcm")).toBe(pubkeyToAddress(theirs, "dcm"));
      expect(readPublicKey(packPublicKey(ours))).toEqual(ours);
    }
  });

  test("has 1 to 7 keys, each once, and a threshold that fits", () => {
    const keys = members.map(publicKey);
    for (const threshold of [0, 3, 1.5]) {
      expect(() => multisigKey(keys.slice(0, 2), threshold)).toThrow(refusal("KEY_BAD_FILE"));
    }
    expect(() => multisigKey(keys, 2)).toThrow(refusal("KEY_BAD_FILE"));
    expect(() => multisigKey([keys[0]!, keys[0]!], 1)).toThrow(refusal("KEY_BAD_FILE"));
    expect(() => readPublicKey({ typeUrl: MsgSend.typeUrl, value: new Uint8Array(0) })).toThrow(
      refusal("KEY_BAD_FILE"),
    );
  });

  test("is kept in a keyring with its members, opens to nothing, and keeps their order", async () => {
    const ring = openKeyring({ files: memoryKeyFiles(), backend: "test", prefix: "dcm" });
    const key = multisigKey(members.slice(0, 3).map(publicKey), 2, "given");
    const added = await ring.addPublic("three", key);
    expect(added).toMatchObject({ type: "multi", address: publicKeyAddress(key, "dcm"), publicKey: key });
    expect(await ring.get("three")).toEqual(added);
    await expect(ring.signer("three")).rejects.toThrow(refusal("KEY_NO_SECRET"));
    const alone = await ring.addPublic("one", publicKey(members[0]!));
    expect(alone).toMatchObject({ type: "offline", address: members[0]!.address });
    await expect(ring.secret("one")).rejects.toThrow(refusal("KEY_NO_SECRET"));
    const nested = async () => ring.addPublic("two", { type: "multisig", threshold: 1, keys: [key] });
    await expect(nested()).rejects.toThrow(refusal("KEY_BAD_FILE"));
  });
});

describe("a transaction of a multi-signature account", () => {
  const key = multisigKey(members.slice(0, 5).map(publicKey), 3) as MultisigKey;
  const sender = publicKeyAddress(key, "dcm");
  let tx: Tx;
  beforeAll(() => {
    tx = send(sender);
  });
  const part = (signer: KeySigner) =>
    signDocument(tx, signer, {
      ...state,
      publicKey: publicKey(signer),
      address: signer.address,
      mode: "amino",
    });

  test("carries the signatures that CosmJS signers give for its document, in the order of the keys", async () => {
    const signers = [members[4]!, members[0]!, members[2]!];
    const ours = withSignatures(tx, [combineSignatures(key, await Promise.all(signers.map(part)), 3n)], "dcm");
    const value = { from_address: sender, to_address: members[7]!.address, amount: [{ denom: "udcm", amount: "5" }] };
    const fee = { amount: [{ denom: "udcm", amount: "100" }], gas: "200000" };
    const doc = makeSignDoc([{ type: "cosmos-sdk/MsgSend", value }], fee, state.chainId, "for all", 12, 3);
    const inOrder = key.keys.flatMap((each) =>
      signers.filter(({ pubkey }) => pubkey === (each as { key: unknown }).key),
    );
    const theirs = await Promise.all(
      inOrder.map(async (signer) => (await signer.signAmino(signer.address, doc)).signature),
    );
    const signature = Buffer.concat(
      theirs.map((each) => MultiSignature.encode({ signatures: [fromBase64(each.signature)] })),
    );
    expect(Buffer.from(ours.signatures[0]!)).toEqual(signature);
    const { multi } = ours.authInfo!.signerInfos[0]!.modeInfo!;
    const bits = key.keys.map((each) =>
      inOrder.some(({ pubkey }) => pubkey === (each as { key: unknown }).key) ? 1 : 0,
    );
    expect(multi?.bitarray?.extraBitsStored).toBe(5);
    expect(multi?.bitarray?.elems).toEqual(Uint8Array.of(Number.parseInt(bits.join("").padEnd(8, "0"), 2)));
    const [whole] = signaturesOf(ours);
    expect(signatureFault(ours, whole!, state)).toBeUndefined();
    expect(signatureFault(ours, whole!, { ...state, sequence: 4n })).toMatch("sequence");
    expect(signerOf(whole!, "dcm")).toBe(sender);
  });

  test("needs its threshold of signatures, and none of strangers", async () => {
    const [first, second] = [await part(members[0]!), await part(members[1]!)];
    expect(() => combineSignatures(key, [first, second, second], 3n)).toThrow(refusal("KEY_BAD_FILE"));
    const stranger = await part(members[6]!);
    expect(() => combineSignatures(key, [first, second, stranger], 3n)).toThrow(refusal("KEY_BAD_FILE"));
    expect(() => withSignatures(tx, [stranger], "dcm")).toThrow(refusal("BAD_REQUEST"));
  });
});

describe("a transaction that somebody else pays for", () => {
  test("is signed by both, its signatures in the chain's order whoever signed first", async () => {
    const [sender, payer] = [members[0]!, members[1]!];
    const tx = send(sender.address, payer.address);
    expect(requiredSigners(tx, "dcm")).toEqual([sender.address, payer.address]);
    const sign = (signer: KeySigner) =>
      signDocument(tx, signer, { ...state, publicKey: publicKey(signer), address: signer.address, mode: "amino" });
    const signed = withSignatures(tx, [await sign(payer), await sign(sender)], "dcm");
    expect(signaturesOf(signed).map((each) => signerOf(each, "dcm"))).toEqual([sender.address, payer.address]);
    for (const each of signaturesOf(signed)) expect(signatureFault(signed, each, state)).toBeUndefined();
  });

  test("a direct signature is that of CosmJS's direct mode, and is void when the fee changes", async () => {
    const [signer] = members;
    const tx = send(signer!.address);
    const options = { ...state, publicKey: publicKey(signer!), address: signer!.address, mode: "direct" as const };
    const signed = withSignatures(tx, [await signDocument(tx, signer!, options)], "dcm");
    const [signature] = signaturesOf(signed);
    expect(signature?.data?.single?.mode).toBe(SignMode.DIRECT);
    expect(signatureFault(signed, signature!, state)).toBeUndefined();
    const fee = { ...signed.authInfo!.fee!, gasLimit: 1n };
    const changed = { ...signed, authInfo: { ...signed.authInfo!, fee } };
    expect(signatureFault(changed, signature!, state)).toMatch("does not fit");
  });
});

function send(from: string, payer = ""): Tx {
  const amount = [{ denom: "udcm", amount: 5n }];
  const message = msg(MsgSend, { fromAddress: from, toAddress: members[7]!.address, amount });
  const body = bodyOf({ messages: [message], memo: "for all", timeoutHeight: 0n });
  const fee = { amount: [{ denom: "udcm", amount: 100n }], gasLimit: 200_000n, payer };
  return Tx.fromPartial({ body, authInfo: { signerInfos: [], fee } });
}
