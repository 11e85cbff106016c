import { type Input, type JsonObject, toBech32, utf8ToBytes } from "@dcm/proto";
import {
  MsgMultiSend,
  MsgSend,
  QueryBalanceRequest,
  QueryDenomOwnersRequest,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { LegacyAminoPubKey } from "@dcm/proto/gen/cosmos/crypto/multisig";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, type ModeInfo, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { Any } from "@dcm/proto/gen/google/protobuf";
import {
  RequestFinalizeBlock,
  RequestInfo,
  RequestPrepareProposal,
  RequestProcessProposal,
} from "@dcm/proto/gen/tendermint/abci";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { createApp } from "../../src/app/app.js";
import { drive, genesisRequest, newStore, RICH, startChain, type TestChain, timestamp } from "../harness/chain.js";
import { person, verifySecp256k1 } from "../harness/keys.js";
import { multisigAddress } from "../harness/multisig.js";
import { type Msg, msg, publicKey, signMultisigTx } from "../harness/tx.js";

const [alice, bob] = [person("alice"), person("bob")];
const udcm = (amount: bigint) => [{ denom: "udcm", amount }];
const send = msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: udcm(1n) });

interface Forged {
  readonly messages?: readonly Msg[];
  readonly body?: Input<TxBody>;
  readonly key?: { readonly typeUrl: string; readonly value: Uint8Array };
  readonly mode?: Input<ModeInfo>;
  readonly signature?: Uint8Array;
  readonly payer?: string;
}

/** A transaction of alice whose parts are what an attacker writes; its signature is wrong unless said otherwise. */
function forged({ messages = [send], body = {}, key, mode, signature, payer = "" }: Forged): Uint8Array {
  const authInfo = AuthInfo.fromPartial({
    signerInfos: [
      { publicKey: key ?? publicKey(alice), modeInfo: mode ?? { single: { mode: SignMode.DIRECT } }, sequence: 0n },
    ],
    fee: { amount: [], gasLimit: 1_000_000_000n, payer, granter: "" },
  });
  return TxRaw.encode({
    bodyBytes: TxBody.encode(TxBody.fromPartial({ messages: [...messages], ...body })),
    authInfoBytes: AuthInfo.encode(authInfo),
    signatures: [signature ?? new Uint8Array(64).fill(1)],
  });
}

/** Alarms fail the test: nothing that a user writes is a bug of ours. */
const start = (more = {}): TestChain => startChain({ people: [alice, bob], ...more });

function refusals(tx: Uint8Array, chain = start()) {
  const check = chain.check(tx);
  const [deliver] = chain.block([tx]).txResults;
  expect(check.code).not.toBe(0);
  expect(deliver?.code).not.toBe(0);
  expect(chain.balance(alice.address)).toBe(RICH);
  return { check, deliver };
}

describe("a forged signature costs its sender and nobody else", () => {
  const multi = (bits: number, elems = new Uint8Array(0), modeInfos: readonly Input<ModeInfo>[] = []) => ({
    multi: { bitarray: { extraBitsStored: bits, elems }, modeInfos },
  });
  test("a bit array that claims four billion bits", () => {
    refusals(forged({ mode: multi(0xffff_ffff), signature: new Uint8Array(0) }));
  });
  test("a bit array whose last byte has more than eight bits", () => {
    refusals(forged({ mode: multi(4_000_000_000, Uint8Array.of(255)), signature: new Uint8Array(0) }));
  });
  test("a multi-signature that is no message", () => {
    const { deliver } = refusals(forged({ mode: multi(1, Uint8Array.of(128)), signature: Uint8Array.of(255, 255) }));
    expect(deliver).toMatchObject({ codespace: "undefined", code: 1 });
  });
  test("a multi-signature inside itself forty times", () => {
    let [mode, signature]: [Input<ModeInfo>, Uint8Array] = [{ single: { mode: SignMode.DIRECT } }, new Uint8Array(64)];
    for (let i = 0; i < 40; i++) {
      mode = multi(1, Uint8Array.of(128), [mode]);
      signature = MultiSignature.encode({ signatures: [signature] });
    }
    refusals(forged({ mode, signature }));
  });
  test("a multi-signature of 20,000 parts", () => {
    const modeInfos = Array.from({ length: 20_000 }, () => ({ single: { mode: SignMode.DIRECT } }));
    const signatures = modeInfos.map(() => new Uint8Array(1));
    refusals(
      forged({
        mode: multi(0, new Uint8Array(2_500).fill(255), modeInfos),
        signature: MultiSignature.encode({ signatures }),
      }),
    );
  });
  test("a key of 130,000 keys", () => {
    const publicKeys = Array.from({ length: 130_000 }, () => publicKey(alice));
    const key = {
      typeUrl: LegacyAminoPubKey.typeUrl,
      value: LegacyAminoPubKey.encode({ threshold: 1, publicKeys }),
    };
    refusals(forged({ key }));
  });
  test("a key whose bytes are a number", () => {
    refusals(forged({ key: { ...publicKey(alice), value: Uint8Array.of(8, 1) } }));
  });
  test("a threshold above the number of keys, and none", () => {
    for (const threshold of [0, 3]) {
      const value = LegacyAminoPubKey.encode({ threshold, publicKeys: [publicKey(alice), publicKey(bob)] });
      const { deliver } = refusals(forged({ key: { typeUrl: LegacyAminoPubKey.typeUrl, value } }));
      expect(deliver).toMatchObject({ codespace: "sdk", code: 8 });
    }
  });
  test("amino JSON of a moment that does not exist", () => {
    const mode = { single: { mode: SignMode.LEGACY_AMINO_JSON } };
    const far = { seconds: 1n << 62n, nanos: 0 };
    refusals(forged({ mode, body: { timeoutTimestamp: far } }));
    refusals(forged({ mode, body: { timeoutTimestamp: { seconds: 4_000_000_000n, nanos: -5 } } }));
    refusals(forged({ body: { timeoutTimestamp: { seconds: -(1n << 62n), nanos: 0 } } }));
    refusals(forged({ body: { timeoutTimestamp: { seconds: 4_000_000_000n, nanos: 2_000_000_000 } } }));
  });
  test("a validator's address as the payer of the fee", () => {
    const payer = "dcmvaloper1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    refusals(forged({ payer }));
  });
});

describe("there is one form of everything that is signed, where the SDK takes several", () => {
  test("text is UTF-8", () => {
    const tx = TxRaw.decode(forged({}));
    const bodyBytes = Uint8Array.of(...tx.bodyBytes, 0x12, 2, 0xff, 0xfe);
    const { deliver } = refusals(TxRaw.encode({ ...tx, bodyBytes }));
    expect(deliver).toMatchObject({ codespace: "sdk", code: 2 });
  });
  test.each(["007", "+7", "0x10", "1_000", "-0", " 7", "7.0", "1e3"])("an amount is not written as %s", (amount) => {
    const coin = Uint8Array.of(0x0a, 4, ...utf8ToBytes("udcm"), 0x12, amount.length, ...utf8ToBytes(amount));
    const value = MsgSend.encode(MsgSend.fromPartial({ fromAddress: alice.address, toAddress: bob.address }));
    const message = { typeUrl: MsgSend.typeUrl, value: Uint8Array.of(...value, 0x1a, coin.length, ...coin) };
    const { deliver } = refusals(forged({ messages: [message] }));
    expect(deliver).toMatchObject({ codespace: "sdk", code: 2 });
  });
  test("a multi-signature holds no signature that nobody looks at", () => {
    const people = [alice, bob, person("carol")];
    const address = multisigAddress(2, people);
    const chain = start({ people: [alice, bob, { ...alice, address }] });
    const pay = msg(MsgSend, { fromAddress: address, toAddress: bob.address, amount: udcm(1n) });
    const signing = chain.signing({ ...alice, address });
    const options = { messages: [pay] };
    const good = signMultisigTx(options, { threshold: 2, people, signs: [alice, bob] }, signing);
    const three = signMultisigTx(options, { threshold: 2, people, signs: people }, signing);
    const [raw, more] = [TxRaw.decode(good), TxRaw.decode(three)];
    const info = AuthInfo.decode(raw.authInfoBytes);
    const [signer] = info.signerInfos;
    const modeInfos = [1, 2, 3].map(() => ({ single: { mode: SignMode.LEGACY_AMINO_JSON } }));
    const bitarray = signer?.modeInfo?.multi?.bitarray;
    const changed = AuthInfo.fromPartial({
      ...info,
      signerInfos: [{ ...signer, modeInfo: { multi: { bitarray, modeInfos } } }],
    });
    const stuffed = TxRaw.encode({ ...raw, authInfoBytes: AuthInfo.encode(changed), signatures: more.signatures });
    expect(chain.check(stuffed)).toMatchObject({ codespace: "sdk", code: 4 });
    expect(chain.check(good).code).toBe(0);
  });
});

describe("bombs are refused while they are read", () => {
  test("an Any in an Any, 300 times", () => {
    let bomb = Any.encode({ typeUrl: MsgSend.typeUrl, value: new Uint8Array(0) });
    for (let i = 0; i < 300; i++) bomb = Any.encode({ typeUrl: Any.typeUrl, value: bomb });
    const { deliver } = refusals(forged({ messages: [{ typeUrl: Any.typeUrl, value: bomb }] }));
    expect(deliver).toMatchObject({ codespace: "sdk", code: 2 });
  });
  test("groups in groups, 10,000 deep", () => {
    const body = Uint8Array.from({ length: 20_000 }, (_, i) => (i < 10_000 ? 0x83 : 0x84));
    const { deliver } = refusals(TxRaw.encode({ bodyBytes: body, authInfoBytes: new Uint8Array(0), signatures: [] }));
    expect(deliver).toMatchObject({ codespace: "sdk", code: 2 });
  });
  test("30,000 messages", () => {
    refusals(forged({ messages: Array.from({ length: 30_000 }, () => ({ ...send, value: new Uint8Array(0) })) }));
  });
  test("an amount of a million digits", () => {
    const value = MsgSend.encode(MsgSend.fromPartial({ fromAddress: alice.address, toAddress: bob.address }));
    const digits = utf8ToBytes("9".repeat(1_000_000));
    const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)]);
    const coin = [0x0a, 4, ...utf8ToBytes("udcm"), 0x12, ...varint(digits.length)];
    const head = [0x1a, ...varint(coin.length + digits.length), ...coin];
    const bomb = new Uint8Array(value.length + head.length + digits.length);
    bomb.set(value);
    bomb.set(head, value.length);
    bomb.set(digits, value.length + head.length);
    const { deliver } = refusals(forged({ messages: [{ typeUrl: MsgSend.typeUrl, value: bomb }] }));
    expect(deliver).toMatchObject({ codespace: "sdk", code: 2 });
  });
});

describe("coins", () => {
  const alarms: string[] = [];
  const chain = start({ alarm: (text: string) => alarms.push(text) });
  const most = (1n << 256n) - 1n;
  const pay = (amount: readonly { denom: string; amount: bigint }[]) =>
    chain.deliver(alice, [msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: [...amount] })]);
  test.each([
    ["negative", [{ denom: "udcm", amount: -1n }]],
    ["zero", [{ denom: "udcm", amount: 0n }]],
    ["the same twice", [...udcm(1n), ...udcm(1n)]],
    ["unsorted", [{ denom: "zzz", amount: 1n }, ...udcm(1n)]],
    ["of no denomination", [{ denom: "", amount: 1n }]],
    ["of a denomination with a space", [{ denom: "u dcm", amount: 1n }]],
    ["of a denomination that begins with a digit", [{ denom: "1udcm", amount: 1n }]],
    ["of a denomination of 129 letters", [{ denom: "u".repeat(129), amount: 1n }]],
    ["none", []],
  ])("%s are refused", (_claim, amount) => {
    expect(pay(amount)).toMatchObject({ codespace: "sdk", code: 10 });
  });
  test.each([
    ["more than there can be", udcm(most)],
    ["of a denomination of 128 letters, longer than any key", [{ denom: "u".repeat(128), amount: 1n }]],
    ["of a denomination that nobody has", [{ denom: "nothing", amount: 1n }]],
  ])("%s are not there", (_claim, amount) => {
    expect(pay(amount)).toMatchObject({ codespace: "sdk", code: 5 });
  });
  test("sent to oneself change nothing but the fee", () => {
    const before = chain.balance(alice.address);
    const same = msg(MsgSend, { fromAddress: alice.address, toAddress: alice.address, amount: udcm(before - 3n) });
    expect(chain.deliver(alice, [same], { fee: udcm(3n) }).code).toBe(0);
    expect(chain.balance(alice.address)).toBe(before - 3n);
    const all = msg(MsgSend, { fromAddress: alice.address, toAddress: alice.address, amount: udcm(before - 3n) });
    expect(chain.deliver(alice, [all]).code).toBe(0);
    expect(chain.balance(alice.address)).toBe(before - 3n);
  });
  test("whose sum no amount can hold are a mismatch, and nobody's alarm", () => {
    const outputs = [alice, bob].map(({ address }) => ({ address, coins: udcm(most) }));
    const inputs = [{ address: alice.address, coins: udcm(most) }];
    const result = chain.deliver(alice, [msg(MsgMultiSend, { inputs, outputs })]);
    expect(result).toMatchObject({ codespace: "bank", code: 4 });
  });
  test("sent to 60,000 receivers arrive, with all their events", () => {
    const outputs = Array.from({ length: 60_000 }, () => ({ address: bob.address, coins: udcm(1n) }));
    const inputs = [{ address: alice.address, coins: udcm(60_000n) }];
    const result = chain.deliver(alice, [msg(MsgMultiSend, { inputs, outputs })], { gas: 1n << 50n });
    expect(result.log).toBe("");
    expect(result.events.length).toBeGreaterThan(120_000);
  });
  test("never ring an alarm", () => {
    expect(alarms).toEqual([]);
  });
});

describe("between FinalizeBlock and Commit", () => {
  test.each([0, 1, 100])("the last committed height answers as it was, keeping %i heights", (keepRecent) => {
    const store = newStore(7, keepRecent);
    const app = createApp({ store, verifySecp256k1, minGasPrices: "", alarm: fail });
    const chain = drive(app, store, app.initChain(genesisRequest({ people: [alice, bob] })));
    chain.block();
    const tx = chain.sign(alice, [send]);
    chain.block();
    const path = "/cosmos.bank.v1beta1.Query/Balance";
    const data = QueryBalanceRequest.encode({ address: bob.address, denom: "udcm" });
    const ask = () => [chain.ask(path, data), chain.ask("/store/bank/key", Uint8Array.of(5), { prove: true })];
    const before = ask();
    app.finalizeBlock(
      RequestFinalizeBlock.fromPartial({ height: 3n, time: timestamp(chain.time + 1_000_000_000n), txs: [tx] }),
    );
    expect(ask()).toEqual(before);
    expect(before.map(({ code, height }) => [code, height])).toEqual([
      [0, 2n],
      [0, 2n],
    ]);
    // The same transaction waits in the mempool: CometBFT takes it out after Commit.
    expect(chain.check(tx).code).toBe(32);
    expect(app.info(RequestInfo.fromPartial({})).lastBlockHeight).toBe(2n);
    app.commit();
    expect(chain.ask(path, data).value).not.toEqual(before[0]?.value);
    expect(chain.check(tx).code).toBe(32);
  });
});

describe("what costs nothing is bounded", () => {
  test("a simulation ends, though it says that it has no limit", () => {
    const chain = start();
    const outputs = Array.from({ length: 60_000 }, () => ({ address: bob.address, coins: udcm(1n) }));
    const many = msg(MsgMultiSend, { inputs: [{ address: alice.address, coins: udcm(60_000n) }], outputs });
    const answer = chain.ask("/app/simulate", chain.sign(alice, [many]));
    expect(answer).toMatchObject({ codespace: "sdk", code: 11 });
    expect(answer.log).toMatch(/gasWanted: 18446744073709551615, gasUsed: 2000\d{5}/);
  });
  test("a list that the last height answers is too long far back, where each read looks through the blocks since", () => {
    const coins = [{ denom: "udcm", amount: "1" }];
    const balances = Array.from({ length: 50_000 }, (_, i) => {
      return { address: toBech32("dcm", sha256(utf8ToBytes(`${i}`)).slice(0, 20)), coins };
    });
    const genesis = (state: JsonObject): JsonObject => ({
      ...state,
      bank: { ...(state.bank as JsonObject), balances },
    });
    const chain = startChain({ genesis, checkInvariants: false });
    for (let i = 0; i < 90; i++) chain.block();
    const data = QueryDenomOwnersRequest.encode(QueryDenomOwnersRequest.fromPartial({ denom: "udcm" }));
    const ask = (height: bigint) => chain.ask("/cosmos.bank.v1beta1.Query/DenomOwners", data, { height });
    expect(ask(0n).code).toBe(0);
    expect(ask(2n)).toMatchObject({ codespace: "sdk", code: 11 });
    const one = QueryBalanceRequest.encode({ address: balances[0]?.address as never, denom: "udcm" });
    expect(chain.ask("/cosmos.bank.v1beta1.Query/Balance", one, { height: 2n }).code).toBe(0);
  });
});

test("what a mempool holds twice is proposed once, and our own proposal is sound", () => {
  const chain = start();
  const tx = chain.sign(alice, [send]);
  const { txs } = chain.app.prepareProposal(RequestPrepareProposal.fromPartial({ txs: [tx, tx], maxTxBytes: 10_000n }));
  expect(txs).toEqual([tx]);
  expect(chain.app.processProposal(RequestProcessProposal.fromPartial({ txs: [...txs] })).status).toBe(1);
});

test("a timeout in Go's year 1 is none", () => {
  const chain = start();
  const timeoutTimestamp = { seconds: -62_135_596_800n, nanos: 0 };
  expect(chain.deliver(alice, [send], { timeoutTimestamp }).code).toBe(0);
});

function fail(text: string): never {
  throw new Error(text);
}
