import { MsgMultiSend, MsgSend, MsgSetSendEnabled, MsgUpdateParams } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { describe, expect, test } from "vitest";
import { attributesOf, RICH, startChain } from "../../../test/harness/chain.js";
import { person } from "../../../test/harness/keys.js";
import { msg, signTx } from "../../../test/harness/tx.js";

const [alice, bob, carol] = [person("alice"), person("bob"), person("carol")];
const udcm = (amount: bigint) => [{ denom: "udcm", amount }];
const send = (amount: bigint, to = bob) =>
  msg(MsgSend, { fromAddress: alice.address, toAddress: to.address, amount: udcm(amount) });

describe("a send", () => {
  test("moves coins, makes the receiver's account and emits the SDK's twelve events", () => {
    const chain = startChain({ people: [alice] });
    const result = chain.deliver(alice, [send(5n, carol)], { fee: udcm(7n), gas: 200_000n });
    expect(result).toMatchObject({ code: 0, log: "" });
    expect(result.events.map(({ type, attributes }) => [type, ...attributes.map(({ key }) => key)])).toEqual([
      ["coin_spent", "spender", "amount"],
      ["coin_received", "receiver", "amount"],
      ["transfer", "recipient", "sender", "amount"],
      ["message", "sender"],
      ["tx", "fee", "fee_payer"],
      ["tx", "acc_seq"],
      ["tx", "signature"],
      ["message", "action", "sender", "module", "msg_index"],
      ["coin_spent", "spender", "amount", "msg_index"],
      ["coin_received", "receiver", "amount", "msg_index"],
      ["transfer", "recipient", "sender", "amount", "msg_index"],
      ["message", "sender", "msg_index"],
    ]);
    expect(chain.balance(carol.address)).toBe(5n);
    expect(chain.balance(alice.address)).toBe(RICH - 12n);
    expect(chain.signing(carol).sequence).toBe(0n);
  });
  test("without a fee has eight events", () => {
    const chain = startChain({ people: [alice, bob] });
    expect(chain.deliver(alice, [send(5n)]).events).toHaveLength(8);
  });
  test("of more than the balance is refused with the SDK's text and keeps the fee", () => {
    const chain = startChain({ people: [alice, bob] });
    const result = chain.deliver(alice, [send(RICH + 1n)], { fee: udcm(3n) });
    expect(result).toMatchObject({ codespace: "sdk", code: 5 });
    expect(result.log).toBe(
      `failed to execute message; message index: 0: spendable balance ${RICH - 3n}udcm is smaller than ${RICH + 1n}udcm: insufficient funds`,
    );
    expect(chain.balance(alice.address)).toBe(RICH - 3n);
    expect(chain.signing(alice).sequence).toBe(1n);
  });
  test("to a module account is refused", () => {
    const chain = startChain({ people: [alice] });
    const to = "dcm17xpfvakm2amg962yls6f84z3kell8c5lr6rvcw";
    const result = chain.deliver(alice, [
      msg(MsgSend, { fromAddress: alice.address, toAddress: to, amount: udcm(1n) }),
    ]);
    expect(result.log).toBe(
      `failed to execute message; message index: 0: ${to} is not allowed to receive funds: unauthorized`,
    );
    expect(result).toMatchObject({ codespace: "sdk", code: 4 });
  });
  test("of nothing, of zero, or unsorted is refused", () => {
    const chain = startChain({ people: [alice, bob] });
    for (const amount of [[], udcm(0n), [...udcm(1n), { denom: "atom", amount: 1n }]])
      expect(
        chain.deliver(alice, [msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount })]),
      ).toMatchObject({
        codespace: "sdk",
        code: 10,
      });
  });
  test("to what is no address is refused", () => {
    const chain = startChain({ people: [alice] });
    const result = chain.deliver(alice, [
      msg(MsgSend, { fromAddress: alice.address, toAddress: "nobody", amount: udcm(1n) }),
    ]);
    expect(result).toMatchObject({ codespace: "sdk", code: 7 });
  });
  test("that a later message of the transaction undoes leaves nothing behind", () => {
    const chain = startChain({ people: [alice, bob] });
    const result = chain.deliver(alice, [send(5n), send(RICH)]);
    expect(result.log).toMatch(/^failed to execute message; message index: 1: /);
    expect(chain.balance(bob.address)).toBe(RICH);
  });
});

describe("a multi-send", () => {
  const output = (who: typeof bob, amount: bigint) => ({ address: who.address, coins: udcm(amount) });
  const input = (amount: bigint) => ({ address: alice.address, coins: udcm(amount) });
  const run = (inputs: object[], outputs: object[]) => {
    const chain = startChain({ people: [alice, bob] });
    const result = chain.deliver(alice, [msg(MsgMultiSend, { inputs, outputs })]);
    return { chain, result };
  };

  test("pays several receivers", () => {
    const { chain, result } = run([input(9n)], [output(bob, 4n), output(carol, 5n)]);
    expect(result.code).toBe(0);
    expect([chain.balance(bob.address), chain.balance(carol.address)]).toEqual([RICH + 4n, 5n]);
  });
  test("whose sums differ, without receivers, or of several senders is refused", () => {
    expect(run([input(9n)], [output(bob, 4n)]).result).toMatchObject({ codespace: "bank", code: 4 });
    expect(run([input(9n)], []).result).toMatchObject({ codespace: "bank", code: 3 });
  });
});

test("a multi-send of several senders is refused", () => {
  const chain = startChain({ people: [alice, bob] });
  const inputs = [alice, bob].map(({ address }) => ({ address, coins: udcm(1n) }));
  const tx = msg(MsgMultiSend, { inputs, outputs: [{ address: bob.address, coins: udcm(2n) }] });
  const { txResults } = chain.block([multiSigned(chain, [tx])]);
  expect(txResults[0]).toMatchObject({ codespace: "bank", code: 9 });
});

test("a multi-send of nobody, which only a fee payer can sign, is refused", () => {
  const chain = startChain({ people: [alice, bob] });
  const outputs = [{ address: bob.address, coins: udcm(2n) }];
  const tx = signTx({ messages: [msg(MsgMultiSend, { outputs })], feePayer: alice.address }, [
    [alice, chain.signing(alice)],
  ]);
  expect(chain.block([tx]).txResults[0]).toMatchObject({ codespace: "bank", code: 2 });
});

test("only the gov account changes parameters and switches", () => {
  const chain = startChain({ people: [alice] });
  const authority = alice.address;
  for (const message of [msg(MsgUpdateParams, { authority, params: {} }), msg(MsgSetSendEnabled, { authority })]) {
    const result = chain.deliver(alice, [message]);
    expect(result).toMatchObject({ codespace: "gov", code: 13 });
    expect(result.log).toContain(`expected dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q, got ${authority}`);
  }
});

test("a denomination that is switched off is not sent", () => {
  const off = { send_enabled: [{ denom: "udcm", enabled: false }] };
  const chain = startChain({
    people: [alice, bob],
    genesis: (state) => ({ ...state, bank: { ...(state.bank as object), ...off } }),
  });
  const result = chain.deliver(alice, [send(1n)]);
  expect(result).toMatchObject({ codespace: "bank", code: 5 });
  expect(result.log).toContain("udcm transfers are currently disabled: send transactions are disabled");
});

test("fees go to the fee collector", () => {
  const chain = startChain({ people: [alice, bob] });
  const { events } = chain.deliver(alice, [send(1n)], { fee: udcm(11n) });
  expect(attributesOf(events, "tx")).toEqual({ fee: "11udcm", fee_payer: alice.address });
  expect(chain.balance("dcm17xpfvakm2amg962yls6f84z3kell8c5lr6rvcw" as never)).toBe(11n);
});

function multiSigned(chain: ReturnType<typeof startChain>, messages: readonly ReturnType<typeof msg>[]): Uint8Array {
  return signTx({ messages }, [
    [alice, chain.signing(alice)],
    [bob, chain.signing(bob)],
  ]);
}
