import {
  bodyOf,
  combineSignatures,
  requiredSigners,
  signatureFault,
  signaturesOf,
  signDocument,
  txBytes,
  unorderedUntil,
  withSignatures,
} from "@dcm/client";
import { fromPrivateKey, type MultisigKey, multisigKey, type PublicKey, publicKeyAddress } from "@dcm/client/keys";
import type { Address } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { beforeAll, describe, expect, test } from "vitest";
import { CHAIN_ID, startChain, type TestChain } from "../harness/chain.js";
import { type Person, person } from "../harness/keys.js";
import { msg } from "../harness/tx.js";

// What the client library and the command line sign, judged by the application itself.

const people = ["alice", "bob", "carol", "dave", "erin"].map((name) => person(name));
const [alice, bob] = people as [Person, Person];
const publicKey = ({ publicKey: key }: Person): PublicKey => ({ type: "secp256k1", key });
const committee = multisigKey(people.map(publicKey), 3) as MultisigKey;
const shared = publicKeyAddress(committee, "dcm") as Address;

let chain: TestChain;
beforeAll(() => {
  chain = startChain({ people });
  const amount = [{ denom: "udcm", amount: 1_000_000n }];
  expect(chain.deliver(alice, [msg(MsgSend, { fromAddress: alice.address, toAddress: shared, amount })]).code).toBe(0);
});

interface Draft {
  readonly from: Address;
  readonly payer?: string;
  readonly unordered?: boolean;
}

function draft({ from, payer = "", unordered = false }: Draft): Tx {
  const value = { fromAddress: from, toAddress: bob.address, amount: [{ denom: "udcm", amount: 5n }] };
  // The chain's clock is not ours: ten minutes from its last block are left.
  const until = unorderedUntil(Number(chain.time / 1_000_000n) + 300_000 - Date.now());
  const message = { typeUrl: MsgSend.typeUrl, value: MsgSend.fromPartial(value) };
  const body = bodyOf({
    messages: [message],
    memo: "",
    timeoutHeight: 0n,
    unorderedUntil: unordered ? until : undefined,
  });
  const fee = { amount: [{ denom: "udcm", amount: 100n }], gasLimit: 300_000n, payer };
  return Tx.fromPartial({ body, authInfo: { signerInfos: [], fee } });
}

function part(tx: Tx, who: Person, of: { accountNumber: bigint; sequence: bigint }, mode: "direct" | "amino") {
  const signer = fromPrivateKey(who.privateKey);
  return signDocument(tx, signer, { ...of, chainId: CHAIN_ID, publicKey: publicKey(who), address: who.address, mode });
}

const standing = (address: Address) => chain.signing({ ...alice, address });
const included = (tx: Tx) => chain.block([txBytes(tx)]).txResults[0];

describe("the chain takes what the client library signs", () => {
  test.each([[[0, 1, 2]], [[4, 2, 0]], [[0, 1, 2, 3, 4]]])(
    "for a multi-signature account, by any three or more of five: %j",
    async (signers) => {
      const state = standing(shared);
      const tx = draft({ from: shared });
      const parts = await Promise.all(signers.map((i) => part(tx, people[i] as Person, state, "amino")));
      const whole = withSignatures(tx, [combineSignatures(committee, parts, state.sequence)], "dcm");
      expect(signatureFault(whole, signaturesOf(whole)[0] as never, state)).toBeUndefined();
      expect(included(whole)).toMatchObject({ code: 0, log: "" });
      // The library's own verdict turns with the chain's: the sequence is used up.
      expect(signatureFault(whole, signaturesOf(whole)[0] as never, standing(shared))).toBeDefined();
      expect(chain.check(txBytes(whole)).code).toBe(32);
    },
  );

  test("for two who sign, the sender and who pays", async () => {
    const tx = draft({ from: alice.address, payer: bob.address });
    expect(requiredSigners(tx, "dcm")).toEqual([alice.address, bob.address]);
    const signatures = [
      await part(tx, bob, chain.signing(bob), "amino"),
      await part(tx, alice, chain.signing(alice), "amino"),
    ];
    const before = chain.balance(alice.address);
    expect(included(withSignatures(tx, signatures, "dcm"))).toMatchObject({ code: 0, log: "" });
    expect(before - chain.balance(alice.address)).toBe(5n);
  });

  test.each(["direct", "amino"] as const)("without a sequence, in %s mode, once", async (mode) => {
    const { accountNumber, sequence } = chain.signing(alice);
    const tx = draft({ from: alice.address, unordered: true });
    const signed = withSignatures(tx, [await part(tx, alice, { accountNumber, sequence: 0n }, mode)], "dcm");
    expect(included(signed)).toMatchObject({ code: 0, log: "" });
    expect(chain.check(txBytes(signed)).code).toBe(18);
    expect(chain.signing(alice).sequence).toBe(sequence);
  });

  test("and not what only two of the five signed, nor what says that all three did", async () => {
    const state = standing(shared);
    const tx = draft({ from: shared });
    const parts = await Promise.all(people.slice(0, 3).map((who) => part(tx, who, state, "amino")));
    const { publicKey: key, data, sequence } = combineSignatures(committee, parts, state.sequence);
    const bitarray = data?.multi?.bitarray;
    const signatures = data?.multi?.signatures ?? [];
    const two = { single: undefined, multi: { bitarray, signatures: signatures.slice(0, 2) } };
    const twice = { single: undefined, multi: { bitarray, signatures: [...signatures.slice(0, 2), signatures[0]] } };
    for (const [wrong, code] of [
      [two, 1],
      [twice, 4],
    ] as const) {
      const whole = withSignatures(tx, [{ publicKey: key, data: wrong as never, sequence }], "dcm");
      expect(signatureFault(whole, signaturesOf(whole)[0] as never, state)).toBeDefined();
      expect(chain.check(txBytes(whole)).code).toBe(code);
    }
  });
});
