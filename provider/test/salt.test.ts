import { fromPrivateKey, type KeySigner } from "@dcm/client/keys";
import { toHex } from "@dcm/proto";
import { TxBody } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { expect, test } from "vitest";
import { openSalts } from "../src/salt.js";

const signer = fromPrivateKey(new Uint8Array(32).fill(5));
const seat = { jobId: 7n, slot: 1, drawnTime: 1_700_000_000_000_000_000n };

test("a seat has one salt: the same in every run, in every copy of the home", async () => {
  const [salts, again] = await Promise.all([openSalts(signer, "dcm-1"), openSalts(signer, "dcm-1")]);
  expect(salts(seat)).toEqual(again(seat));
  expect(salts(seat).length).toBe(32);
});

test("another seat, drawing, chain or key has another salt", async () => {
  const salts = await openSalts(signer, "dcm-1");
  const others = [
    salts({ ...seat, jobId: 8n }),
    salts({ ...seat, slot: 0 }),
    salts({ ...seat, drawnTime: 1n }),
    (await openSalts(signer, "dcm-2"))(seat),
    (await openSalts(fromPrivateKey(new Uint8Array(32).fill(6)), "dcm-1"))(seat),
  ];
  expect(new Set([salts(seat), ...others].map(toHex)).size).toBe(6);
});

test("what is signed for them can be no transaction", async () => {
  const signed: Uint8Array[] = [];
  const spy: KeySigner = {
    ...signer,
    signDirect: (address, doc) => {
      signed.push(doc.bodyBytes);
      return signer.signDirect(address, doc);
    },
  };
  await openSalts(spy, "dcm-1");
  expect(signed.length).toBe(1);
  expect(() => TxBody.decode(signed[0] ?? new Uint8Array(0))).toThrow();
});
