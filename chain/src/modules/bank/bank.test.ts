import type { Address } from "@dcm/proto";
import { MsgMultiSend, MsgSend, MsgSetSendEnabled, MsgUpdateParams } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { describe, expect, test } from "vitest";
import { attributesOf, RICH, startChain } from "../../../test/harness/chain.js";
import { type InsideChain, resultOf, startInside } from "../../../test/harness/insider.js";
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

describe("governance", () => {
  const authority = "dcm10d07y265gmmuvt4z0w9aw880jnsr700jfpnf9q";
  const fails = (chain: InsideChain, message: ReturnType<typeof msg>, text: string) =>
    expect(chain.govern(message)).toMatchObject({ error: { message: text } });

  test("switches the sending of all denominations and of single ones", () => {
    const chain = startInside({ people: [alice, bob] });
    resultOf(chain.govern(msg(MsgUpdateParams, { authority, params: { defaultSendEnabled: false } })));
    expect(chain.deliver(alice, [send(1n)])).toMatchObject({ codespace: "bank", code: 5 });
    resultOf(chain.govern(msg(MsgSetSendEnabled, { authority, sendEnabled: [{ denom: "udcm", enabled: true }] })));
    expect(chain.deliver(alice, [send(1n)])).toMatchObject({ code: 0 });
    resultOf(chain.govern(msg(MsgSetSendEnabled, { authority, useDefaultFor: ["udcm", "unheard"] })));
    expect(chain.deliver(alice, [send(1n)])).toMatchObject({ codespace: "bank", code: 5 });
  });
  test("is told what of its switches is wrong", () => {
    const chain = startInside({ people: [alice] });
    const on = (denom: string) => ({ denom, enabled: true });
    const set = (more: object) => msg(MsgSetSendEnabled, { authority, ...more });
    fails(
      chain,
      set({ sendEnabled: [on("udcm"), on("udcm")] }),
      'duplicate denom entries found for "udcm": invalid request',
    );
    fails(chain, set({ sendEnabled: [on("1")] }), 'invalid SendEnabled denom "1": invalid denom: 1: invalid request');
    fails(chain, set({ useDefaultFor: ["1"] }), 'invalid UseDefaultFor denom "1": invalid denom: 1: invalid request');
    const long = "u".repeat(128);
    fails(chain, set({ sendEnabled: [on(long)] }), `denomination ${long} is longer than any here: invalid request`);
    const params = { defaultSendEnabled: true, sendEnabled: [on("udcm")] };
    fails(chain, msg(MsgUpdateParams, { authority, params }), "use of send_enabled in params is no longer supported");
  });
});

describe("a genesis with", () => {
  const described = {
    name: "Coin",
    symbol: "C",
    base: "udcm",
    display: "DCM",
    denom_units: [
      { denom: "udcm", exponent: 0, aliases: ["microdcm"] },
      { denom: "DCM", exponent: 6 },
    ],
  };
  const unit = (denom: string, exponent: number, aliases: string[] = []) => ({ denom, exponent, aliases });
  const refusals: readonly (readonly [object, string])[] = [
    [{ name: " " }, "name field cannot be blank"],
    [{ symbol: "" }, "symbol field cannot be blank"],
    [{ base: "1" }, "invalid metadata base denom: invalid denom: 1"],
    [{ display: "" }, "invalid metadata display denom: invalid denom: "],
    [{ denom_units: [] }, "metadata must contain a denomination unit with display denom 'DCM'"],
    [{ denom_units: [unit("DCM", 0)] }, "metadata's first denomination unit must be the one with base denom 'udcm'"],
    [{ denom_units: [unit("udcm", 1)] }, "the exponent for base denomination unit udcm must be 0"],
    [
      { denom_units: [unit("udcm", 0), unit("DCM", 6), unit("mdcm", 3)] },
      "denom units should be sorted asc by exponent",
    ],
    [{ denom_units: [unit("udcm", 0), unit("udcm", 3)] }, "duplicate denomination unit udcm"],
    [{ denom_units: [unit("udcm", 0), unit("2", 3)] }, "invalid denom unit: invalid denom: 2"],
    [{ denom_units: [unit("udcm", 0, ["a", "a"])] }, "duplicate denomination unit alias a"],
    [{ denom_units: [unit("udcm", 0, [" "])] }, "alias for denom unit udcm cannot be blank"],
  ];
  const withBank = (more: object) => () =>
    startChain({
      people: [alice],
      genesis: (state) => ({ ...state, bank: { ...(state.bank as object), ...more } }),
    });

  test.each(refusals)("the description %o is refused", (change, text) => {
    expect(withBank({ denom_metadata: [{ ...described, ...change }] })).toThrow(text);
  });
  test("two descriptions or two switches of one denomination is refused", () => {
    expect(withBank({ denom_metadata: [described, described] })).toThrow("duplicate client metadata for denom udcm");
    const on = { denom: "udcm", enabled: true };
    expect(withBank({ send_enabled: [on, on] })).toThrow("duplicate send enabled found: 'udcm'");
  });
  test("switches among its parameters keeps them, the newer list first", () => {
    const older = [
      { denom: "udcm", enabled: true },
      { denom: "other", enabled: false },
    ];
    const params = { default_send_enabled: true, send_enabled: older };
    const chain = withBank({ params, send_enabled: [{ denom: "udcm", enabled: false }] })();
    expect(chain.deliver(alice, [send(1n)])).toMatchObject({ codespace: "bank", code: 5 });
    const { bank } = chain.app.exportGenesis().appState as unknown as { bank: object };
    expect(bank).toMatchObject({
      params: { default_send_enabled: true, send_enabled: [] },
      send_enabled: [
        { denom: "other", enabled: false },
        { denom: "udcm", enabled: false },
      ],
    });
  });
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
  expect(chain.balance("dcm17xpfvakm2amg962yls6f84z3kell8c5lr6rvcw" as Address)).toBe(11n);
});

function multiSigned(chain: ReturnType<typeof startChain>, messages: readonly ReturnType<typeof msg>[]): Uint8Array {
  return signTx({ messages }, [
    [alice, chain.signing(alice)],
    [bob, chain.signing(bob)],
  ]);
}
