import { Registry } from "@cosmjs/proto-signing";
import {
  AminoTypes,
  createBankAminoConverters,
  createStakingAminoConverters,
  defaultRegistryTypes,
} from "@cosmjs/stargate";
import { messageByTypeUrl, messages, services } from "@dcm/proto";
import { describe, expect, test } from "vitest";
import { aminoTypes, registry } from "../src/cosmjs.js";
import { fromPrivateKey } from "../src/keys.js";

const alice = fromPrivateKey(new Uint8Array(32).fill(1)).address;
const bob = fromPrivateKey(new Uint8Array(32).fill(2)).address;
const coins = [
  { denom: "udcm", amount: "340282366920938463463374607431768211456" },
  { denom: "x", amount: "1" },
];
const samples = [
  { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: { fromAddress: alice, toAddress: bob, amount: coins } },
  { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: { fromAddress: alice, toAddress: bob, amount: [] } },
  {
    typeUrl: "/cosmos.bank.v1beta1.MsgMultiSend",
    value: { inputs: [{ address: alice, coins }], outputs: [{ address: bob, coins }] },
  },
];

describe("the registry for CosmJS", () => {
  test.each(samples)("encodes and decodes $typeUrl as CosmJS's own does", (sample) => {
    const stock = new Registry(defaultRegistryTypes);
    expect(registry().encode(sample)).toEqual(stock.encode(sample));
    const decoded = registry().decode({ typeUrl: sample.typeUrl, value: stock.encode(sample) });
    expect(decoded).toEqual(sample.value);
  });

  test("knows every message, and encodes bigint fields as they are, never as 0", () => {
    for (const { typeUrl } of messages) expect(registry().lookupType(typeUrl), typeUrl).toBeDefined();
    const bytes = registry().encode({ typeUrl: "/dcm.market.v1.MsgCancelOrder", value: { owner: alice, orderId: 7n } });
    expect(messageByTypeUrl("/dcm.market.v1.MsgCancelOrder")?.decode(bytes)).toEqual({ owner: alice, orderId: 7n });
    const stake = registry().encode({
      typeUrl: "/dcm.provider.v1.MsgAddStake",
      value: { provider: alice, amount: 5n },
    });
    expect(registry().decode({ typeUrl: "/dcm.provider.v1.MsgAddStake", value: stake })).toEqual({
      provider: alice,
      amount: "5",
    });
  });

  test("a misspelt field is refused, not dropped", () => {
    const misspelt = { typeUrl: "/dcm.market.v1.MsgCancelOrder", value: { owner: alice, orderID: 7n } };
    expect(() => registry().encode(misspelt)).toThrow(/orderID/);
  });
});

describe("the amino types for CosmJS", () => {
  const stock = new AminoTypes({ ...createBankAminoConverters(), ...createStakingAminoConverters() });

  test.each(samples)("convert $typeUrl as CosmJS's own do", (sample) => {
    expect(aminoTypes().toAmino(sample)).toEqual(stock.toAmino(sample));
    expect(aminoTypes().fromAmino(stock.toAmino(sample))).toEqual(sample);
  });

  test("every message of ours that can be signed has one, at most 39 characters long", () => {
    const signed = services.filter(({ isMsg }) => isMsg).flatMap(({ methods }) => Object.values(methods));
    expect(signed.length).toBeGreaterThan(20);
    // The SDK has none for a few of its own, such as those of the circuit breaker.
    for (const { name, options } of signed
      .map(({ request }) => request)
      .filter((each) => each.name.startsWith("dcm."))) {
      expect(options.aminoName, name).toBeDefined();
      expect(options.aminoName?.length).toBeLessThanOrEqual(39);
    }
  });

  test("our own messages survive the way there and back", () => {
    const sample = { typeUrl: "/dcm.provider.v1.MsgAddStake", value: { provider: alice, amount: "12" } };
    expect(aminoTypes().toAmino(sample)).toEqual({
      type: "dcm/provider/MsgAddStake",
      value: { provider: alice, amount: "12" },
    });
    expect(aminoTypes().fromAmino(aminoTypes().toAmino(sample))).toEqual(sample);
  });
});
