import { expect, test } from "vitest";
import { type Differences, judgeVectors, unparsed } from "../harness/simd.js";

const unknownPayer = "fee payer address: cosmos1nm5zdcmh3yxtskywjwcwgll4g3etum6sqqsu0t does not exist: unknown address";
const notGranted =
  "cosmos1y6hnuu7rw5a2amns3ds5yfgey03rkve290s2gf does not allow to pay fees for cosmos15t5cs59kl7g2qv9u27umenlnv44729h436sn0j: fee-grant not found: not found";
const goTypes = "the SDK names the Go type or quotes Go's library, ours names the field";

/** Where our answer is knowingly another one: what it is, and why. */
const differences: Differences = {
  "an account that does not exist": {
    why: "the SDK prints the address as raw bytes, which are no UTF-8",
    checkTx: { log: unknownPayer },
    finalize: { log: unknownPayer },
  },
  "a granter of the fee": {
    why: "the SDK prints the addresses as raw bytes, which are no UTF-8",
    checkTx: { log: notGranted },
    finalize: { log: notGranted },
  },
  "textual mode": {
    why: "SIGN_MODE_TEXTUAL is not offered; the SDK pays for reading the denomination's metadata before it refuses",
    checkTx: { gasUsed: "45653" },
    finalize: { gasUsed: "45422" },
  },
  "an unknown field in the body": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.tx.v1beta1.TxBody: {TagNum: 31, WireType:"bytes"}: unknown protobuf field') },
  },
  "an unknown field in the message": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.bank.v1beta1.MsgSend: {TagNum: 31, WireType:"bytes"}: unknown protobuf field') },
  },
  "a transaction with trailing bytes": {
    why: goTypes,
    checkTx: { log: unparsed('cosmos.tx.v1beta1.TxRaw: {TagNum: 4, WireType:"bytes"}: unknown protobuf field') },
  },
  "an amount that is no number": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.base.v1beta1.Coin.amount: not a whole number: 1x") },
  },
  "a multi-signature that is no message": {
    why: goTypes,
    checkTx: { log: "invalid length" },
    finalize: { log: "invalid length" },
  },
  "a key that is no message": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.crypto.secp256k1.PubKey.key: wrong wire type 0, wants 2") },
  },
  "a timeout before Go's year 1": {
    why: goTypes,
    checkTx: { log: unparsed("timestamp: seconds out of range: -62135596801") },
  },
  "a timeout with too many nanoseconds": {
    why: goTypes,
    checkTx: { log: unparsed("timestamp: nanos out of range: 1000000000") },
  },
  "a message's type without a slash": {
    why: "the SDK looks the type up once more before it asks whether it is a message",
    checkTx: {
      log: unparsed(
        "no concrete type registered for type URL cosmos.bank.v1beta1.MsgSend against interface *types.Msg",
      ),
    },
  },
  "a message inside a transaction that is itself a body": {
    why: "ours looks into the type, which it knows; the SDK's transaction is no type of its registry",
    checkTx: {
      log: unparsed('google.protobuf.Any: {TagNum: 12, WireType:"start_group"}: unknown protobuf field'),
    },
  },
  "an amount with a space": {
    why: goTypes,
    checkTx: { log: unparsed("cosmos.base.v1beta1.Coin.amount: not a whole number:  7") },
  },
  "an amount of 2^256": {
    why: goTypes,
    checkTx: {
      log: unparsed(`cosmos.base.v1beta1.Coin.amount: number is out of range: ${String(2n ** 256n).slice(0, 40)}…`),
    },
  },
};

const judged = judgeVectors("core", differences);

test("modules that this chain has not are passed over and named", () => {
  const notes: string[] = [];
  judged.start({ note: (text) => notes.push(text) });
  expect(notes.join("\n")).toContain("runtime");
});
