import type { JsonObject } from "@dcm/proto";
import { describe, expect, test } from "vitest";
import { createApp, defaultAppState } from "../../src/app/app.js";
import {
  drive,
  genesisRequest,
  IDENTITY,
  newStore,
  RICH,
  startChain,
  type TestChainOptions,
} from "../harness/chain.js";
import { person, verifySecp256k1 } from "../harness/keys.js";

const [alice, bob] = [person("alice"), person("bob")];

function open(options: TestChainOptions, store = newStore()) {
  const notes: string[] = [];
  const app = createApp({
    store,
    verifySecp256k1,
    minGasPrices: "",
    alarm: raise,
    note: (text) => notes.push(text),
    checkInvariants: true,
  });
  return { app, store, notes, start: () => app.initChain(genesisRequest(options)) };
}

function raise(text: string): never {
  throw new Error(text);
}

const inBank = (change: (bank: JsonObject) => JsonObject) => (state: JsonObject) => ({
  ...state,
  bank: change(state.bank as JsonObject),
});
const inAuth = (change: (auth: JsonObject) => JsonObject) => (state: JsonObject) => ({
  ...state,
  auth: change(state.auth as JsonObject),
});

test("the application hash before the first block is that of nothing", () => {
  const { start } = open({ people: [alice] });
  expect(Buffer.from(start().appHash).toString("hex")).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("a chain that is exported and started again has the same balances, accounts and parameters", () => {
  const chain = startChain({ people: [alice, bob] });
  const { appState } = chain.app.exportGenesis();
  const again = open({ genesis: () => appState });
  const next = drive(again.app, again.store, again.start());
  next.block();
  expect(next.balance(alice.address)).toBe(RICH);
  expect(next.signing(bob)).toEqual(chain.signing(bob));
  expect(again.app.exportGenesis().appState).toEqual(appState);
});

test("the defaults are those of the SDK, sorted by module", () => {
  const state = defaultAppState(IDENTITY);
  expect(Object.keys(state)).toEqual(Object.keys(state).sort());
  expect(state).toMatchObject({
    auth: { params: { max_memo_characters: "256", tx_sig_limit: "7", tx_size_cost_per_byte: "10" }, accounts: [] },
    bank: { params: { default_send_enabled: true }, balances: [], supply: [] },
    consensus: null,
    genutil: { gen_txs: [] },
    staking: { params: { bond_denom: "udcm", max_validators: 100, unbonding_time: "1814400s" }, exported: false },
    dcm: { bech32_prefix: "dcm", base_denom: "udcm", display_denom: "DCM", exponent: 6 },
  });
});

test("modules that nobody here knows are reported and passed over", () => {
  const { notes, start } = open({ people: [alice], genesis: (state) => ({ ...state, ibc: {}, nft: { classes: [] } }) });
  start();
  expect(notes).toEqual([
    "genesis has state of an unknown module, which is skipped: ibc",
    "genesis has state of an unknown module, which is skipped: nft",
  ]);
});

describe("genesis is refused", () => {
  const cases: readonly [claim: string, (state: JsonObject) => JsonObject, RegExp][] = [
    [
      "with a supply that is not the sum of balances",
      inBank((bank) => ({ ...bank, supply: [{ denom: "udcm", amount: "1" }] })),
      /^genesis supply is incorrect, expected 1udcm, got /,
    ],
    [
      "with two balances of one account",
      inBank((bank) => ({
        ...bank,
        balances: [...(bank.balances as JsonObject[]), ...(bank.balances as JsonObject[])],
      })),
      /^duplicate balance for address /,
    ],
    [
      "with a balance of another chain's address",
      inBank((bank) => ({ ...bank, balances: [{ address: person("x", "osmo").address, coins: [] }] })),
      /hrp does not match/,
    ],
    [
      "with an account twice",
      inAuth((auth) => ({
        ...auth,
        accounts: [...(auth.accounts as JsonObject[]), ...(auth.accounts as JsonObject[])],
      })),
      /^duplicate account found in genesis state/,
    ],
    [
      "with a vesting account",
      inAuth((auth) => ({ ...auth, accounts: [{ "@type": "/cosmos.vesting.v1beta1.PermanentLockedAccount" }] })),
      /account of type .*PermanentLockedAccount/,
    ],
    [
      "with parameters that cannot be",
      inAuth((auth) => ({ ...auth, params: { ...(auth.params as object), tx_sig_limit: "0" } })),
      /^invalid tx signature limit: 0$/,
    ],
    ["with a field that a module does not have", inBank((bank) => ({ ...bank, surprise: 1 })), /surprise/],
    [
      "with a pool that its validators do not fill",
      (state) => ({
        ...state,
        auth: state.auth as JsonObject,
        bank: {
          ...(state.bank as object),
          balances: [
            { address: "dcm1fl48vsnmsdzcv85q5d2q4z5ajdha8yu3xcfr2y", coins: [{ denom: "udcm", amount: "5" }] },
          ],
        },
      }),
      /^bonded pool balance is different from bonded coins: 5udcm <-> 0udcm$/,
    ],
    ["with an incomplete dcm", (state) => ({ ...state, dcm: { bech32_prefix: "dcm" } }), /^app_state.dcm: wants /],
    [
      "with a prefix that no address has",
      (state) => ({ ...state, dcm: { ...(state.dcm as object), bech32_prefix: "Dcm" } }),
      /^app_state.dcm: bech32_prefix has /,
    ],
    [
      "with a base denomination that is none",
      (state) => ({ ...state, dcm: { ...(state.dcm as object), base_denom: "1x" } }),
      /^app_state.dcm: invalid denom: 1x$/,
    ],
    [
      "with more coins than can be counted",
      inBank((bank) => ({
        ...bank,
        balances: ["x", "y"].map((name) => ({
          address: person(name).address,
          coins: [{ denom: "udcm", amount: String((1n << 256n) - 1n) }],
        })),
      })),
      /^genesis has more udcm than 256 bits can count$/,
    ],
    [
      "with a denomination that fits no key",
      inBank((bank) => ({
        ...bank,
        balances: [{ address: person("x").address, coins: [{ denom: "u".repeat(93), amount: "1" }] }],
      })),
      /^denomination u{93} has more than 92 characters/,
    ],
    ["with a gentx that is none", (state) => ({ ...state, genutil: { gen_txs: [{ body: {} }] } }), /^gentx 0 failed: /],
  ];
  test.each(cases)("%s", (_claim, genesis, text) => {
    expect(open({ people: [alice], genesis }).start).toThrow(text);
  });
});

test("account numbers that collide are given anew, the lowest free ones in file order", () => {
  const chain = startChain({ people: [alice, bob, person("carol")] });
  expect([alice, bob, person("carol")].map((who) => chain.signing(who).accountNumber)).toEqual([0n, 1n, 2n]);
});

test("an application that opens committed state goes on where it stands", () => {
  const chain = startChain({ people: [alice] });
  chain.block();
  const { app } = open({}, chain.store);
  const request = { version: "", blockVersion: 0n, p2pVersion: 0n, abciVersion: "" };
  expect(app.info(request)).toEqual(chain.app.info(request));
});

test("a block out of order stops the node", () => {
  const chain = startChain();
  const request = {
    txs: [],
    misbehavior: [],
    hash: new Uint8Array(0),
    nextValidatorsHash: new Uint8Array(0),
    proposerAddress: new Uint8Array(0),
  };
  const block = { ...request, height: 7n, time: { seconds: 0n, nanos: 0 }, decidedLastCommit: { round: 0, votes: [] } };
  expect(() => chain.app.finalizeBlock(block)).toThrow("invalid height: 7; expected: 2");
});
