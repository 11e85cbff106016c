import { type Amount, amount } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgDelegate, Msg as StakingMsg } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { MsgRegister } from "@dcm/proto/gen/dcm/provider/v1";
import { describe, expect, test } from "vitest";
import { modules } from "../../src/app/modules.js";
import {
  assert,
  type Ctx,
  defineErrors,
  defineModule,
  emitLegacy,
  fail,
  type Module,
  tx,
} from "../../src/kernel/index.js";
import * as bank from "../../src/modules/bank/api.js";
import { RICH, startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { msg } from "../harness/tx.js";

const [alice, bob] = [person("alice"), person("bob")];
const E = defineErrors("planted", { Refused: [7, "planted refusal"] });
const act = msg(MsgDelegate, {
  delegatorAddress: alice.address,
  validatorAddress: "",
  amount: { denom: "udcm", amount: 1n },
});

/** The chain's modules, with nobody behind the message that {@link planted} answers. */
const others = modules.map((module): Module => {
  const msg = module.msg?.filter(({ request }) => request.typeUrl !== act.typeUrl);
  return msg === undefined ? module : { ...module, msg };
});

/** A chain with one more module, whose message and blocks do what a test plants. */
function planted(handler: (ctx: Ctx) => object, more: Partial<Module> = {}) {
  const alarms: string[] = [];
  const module = defineModule({
    name: "planted",
    version: 1,
    errors: E,
    msg: tx(StakingMsg, { Delegate: handler }),
    ...more,
  });
  const chain = startChain({ people: [alice, bob], modules: [...others, module], alarm: (text) => alarms.push(text) });
  return { chain, alarms };
}

/** Pays first, so that a test sees whether the payment was undone. */
function payThen(then: () => void) {
  return (ctx: Ctx) => {
    bank.send(ctx, alice.address, bob.address, amount(5n));
    emitLegacy(ctx, "planted", []);
    then();
    return {};
  };
}

describe("in a transaction", () => {
  test("what the user caused drops the branch and answers codespace and code", () => {
    const { chain, alarms } = planted(payThen(() => fail(E.Refused, { got: 1, wanted: 2n })));
    const result = chain.deliver(alice, [act]);
    expect(result).toMatchObject({ codespace: "planted", code: 7 });
    expect(result.log).toBe("failed to execute message; message index: 0: got 1, wanted 2: planted refusal");
    expect(result.events.some(({ type }) => type === "planted")).toBe(false);
    expect(chain.balance(bob.address)).toBe(RICH);
    expect(alarms).toEqual([]);
  });
  test("what only a bug causes drops the branch, answers code 1 and rings", () => {
    const { chain, alarms } = planted(payThen(() => assert(false, "two and two are four")));
    const result = chain.deliver(alice, [act]);
    expect(result).toMatchObject({ codespace: "undefined", code: 1, log: "broken invariant: two and two are four" });
    expect(chain.balance(bob.address)).toBe(RICH);
    expect(chain.signing(alice).sequence).toBe(1n);
    expect(alarms).toHaveLength(1);
    expect(
      chain.deliver(alice, [
        msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: [{ denom: "udcm", amount: 1n }] }),
      ]).code,
    ).toBe(0);
  });
  test("an exhausted stack, or anything else that may differ between machines, stops the node", () => {
    const deeper = (n: number): number => n + deeper(n + 1);
    const { chain } = planted(payThen(() => void deeper(0)));
    expect(() => chain.deliver(alice, [act])).toThrow(RangeError);
    const other = planted(payThen(() => void (undefined as never as { x: 1 }).x));
    expect(() => other.chain.deliver(alice, [act])).toThrow(TypeError);
  });
  test("a message that loops runs out of gas and keeps its fee", () => {
    const { chain } = planted((ctx) => {
      for (;;) bank.balanceOf(ctx, alice.address);
    });
    const result = chain.deliver(alice, [act], { gas: 100_000n, fee: [{ denom: "udcm", amount: 3n }] });
    expect(result).toMatchObject({ codespace: "sdk", code: 11, gasWanted: 100_000n });
    expect(result.log).toMatch(/^out of gas in location: \w+; gasWanted: 100000, gasUsed: \d+: out of gas$/);
    expect(chain.balance(alice.address)).toBe(RICH - 3n);
  });
});

describe("outside of transactions", () => {
  test.each(["preBlock", "beginBlock", "endBlock"] as const)("a broken claim in %s stops the node", (phase) => {
    expect(() => planted(() => ({}), { [phase]: () => assert(false, "never") })).toThrow("never");
  });
  test("a broken invariant stops the node and is named", () => {
    expect(() => planted(() => ({}), { invariants: { "this holds": () => false } })).toThrow(
      "after block 1: planted: this holds",
    );
  });
  test("a leak of one coin is caught", () => {
    const leak = (ctx: Ctx) => ctx.store("bank").set(Uint8Array.of(2, 1, 9, 117, 100, 99, 109), Uint8Array.of(49));
    expect(() => planted(() => ({}), { endBlock: leak })).toThrow("total supply equals the sum of balances");
  });
});

test("events of block phases carry their mode, those before the block none", () => {
  const event = (name: string) => (ctx: Ctx) => emitLegacy(ctx, name, [["k", "v"]]);
  const { chain } = planted(() => ({}), { preBlock: event("pre"), beginBlock: event("begin"), endBlock: event("end") });
  const shown = chain
    .block()
    .events.filter(({ attributes }) => attributes[0]?.key === "k")
    .map(({ type, attributes }) => [type, attributes.map(({ key, value }) => `${key}=${value}`).join()]);
  expect(shown).toEqual([
    ["pre", "k=v"],
    ["begin", "k=v,mode=BeginBlock"],
    ["end", "k=v,mode=EndBlock"],
  ]);
});

test("addresses and amounts of our own messages are checked before anything is charged", () => {
  const chain = startChain({ people: [alice] });
  const terms = { provider: alice.address, stake: 1n };
  const foreign = MsgRegister.fromPartial({ ...terms, profile: { owner: person("x", "osmo").address } });
  const negative = { ...MsgRegister.fromPartial(terms), stake: -1n as Amount };
  const bad = [foreign, negative];
  for (const value of bad) {
    const result = chain.deliver(alice, [{ typeUrl: MsgRegister.typeUrl, value: MsgRegister.encode(value) }]);
    expect(result).toMatchObject({ codespace: "sdk", code: 18, gasWanted: 0n });
  }
  expect(chain.signing(alice).sequence).toBe(0n);
});
