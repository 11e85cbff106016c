import { addressBytes, cosmjsNames, sdkNames, toBech32 } from "@dcm/proto";
import { MsgExec } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgWithdrawValidatorCommission } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import {
  AuthInfo,
  type SignerInfo,
  SimulateRequest,
  SimulateResponse,
  TxBody,
  TxRaw,
} from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { MsgCreateVestingAccount } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { describe, expect, test } from "vitest";
import { modules } from "../../src/app/modules.js";
import { noTxCache } from "../../src/app/tx-cache.js";
import { attributesOf, CHAIN_ID, IDENTITY, RICH, startChain, type TestChain, timestamp } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { multisigAddress } from "../harness/multisig.js";
import { msg, signMultisigTx, signTx, type TxOptions } from "../harness/tx.js";

const [alice, bob, carol] = [person("alice"), person("bob"), person("carol")];
const udcm = (amount: bigint) => [{ denom: "udcm", amount }];
const send = msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: udcm(1n) });
const start = (more: Parameters<typeof startChain>[0] = {}) => startChain({ people: [alice, bob], ...more });

/** Signs as alice, with some of what is signed replaced. */
function signed(
  chain: TestChain,
  options: Partial<TxOptions> = {},
  wrong: Partial<ReturnType<TestChain["signing"]>> = {},
): Uint8Array {
  return signTx({ messages: [send], ...options }, [[alice, { ...chain.signing(alice), ...wrong }]]);
}

/** Changes the parts of a signed transaction, without signing again. */
function changed(
  tx: Uint8Array,
  change: (raw: { body: TxBody; authInfo: AuthInfo; signatures: Uint8Array[] }) => void,
): Uint8Array {
  const raw = TxRaw.decode(tx);
  const parts = {
    body: TxBody.decode(raw.bodyBytes),
    authInfo: AuthInfo.decode(raw.authInfoBytes),
    signatures: [...raw.signatures],
  };
  change(parts);
  return TxRaw.encode({
    bodyBytes: TxBody.encode(parts.body),
    authInfoBytes: AuthInfo.encode(parts.authInfo),
    signatures: parts.signatures,
  });
}

describe("the ante list refuses", () => {
  const cases: readonly [claim: string, tx: (chain: TestChain) => Uint8Array, code: number, log: string | RegExp][] = [
    ["bytes that are no transaction", () => Uint8Array.of(1, 2, 3), 2, "tx parse error"],
    [
      "a transaction without messages",
      (c) => signTx({ messages: [] }, [[alice, c.signing(alice)]]),
      18,
      "must contain at least one message: invalid request",
    ],
    [
      "a gas limit above the block's",
      (c) => signed(c, { gas: 20_000_001n }),
      41,
      "tx gas limit 20000001 exceeds block max gas 20000000: invalid gas limit",
    ],
    ["no signatures", (c) => changed(signed(c), (raw) => raw.signatures.splice(0)), 15, "no signatures supplied"],
    [
      "too many signatures",
      (c) => changed(signed(c), (raw) => raw.signatures.push(new Uint8Array(64))),
      4,
      "wrong number of signers; expected 1, got 2: unauthorized",
    ],
    [
      "a height that has passed",
      (c) => signed(c, { timeoutHeight: 1n }),
      30,
      "block height: 2, timeout height: 1: tx timeout height",
    ],
    [
      "a time that has passed",
      (c) => signed(c, { timeoutTimestamp: timestamp(c.time - 5_000_000_000n) }),
      42,
      /^block time: 2026-01-01 00:00:02 \+0000 UTC, timeout timestamp: 2025-12-31 23:59:56 \+0000 UTC: tx timeout$/,
    ],
    [
      "a memo of 257 bytes",
      (c) => signed(c, { memo: `${"é".repeat(128)}x` }),
      12,
      "maximum number of characters is 256 but received 257 characters: memo too large",
    ],
    [
      "gas that does not even pay the ante list",
      (c) => signed(c, { gas: 5_000n }),
      11,
      /^out of gas in location: .*; gasWanted: 5000, gasUsed: \d+: out of gas$/,
    ],
    ["no gas", (c) => signed(c, { gas: 0n }), 11, /out of gas/],
    [
      "a fee above the balance",
      (c) => signed(c, { fee: udcm(RICH + 1n) }),
      5,
      `spendable balance ${RICH}udcm is smaller than ${RICH + 1n}udcm: insufficient funds: insufficient funds`,
    ],
    [
      "an invalid fee",
      (c) => signed(c, { fee: [...udcm(1n), ...udcm(1n)] }),
      13,
      "invalid fee amount: 1udcm,1udcm: insufficient fee",
    ],
    [
      "a fee granter who granted none",
      (c) => signed(c, { granter: bob.address }),
      38,
      /fee-grant not found: not found$/,
    ],
    [
      "a wrong sequence",
      (c) => signed(c, {}, { sequence: 4n }),
      32,
      "account sequence mismatch, expected 0, got 4: incorrect account sequence",
    ],
    [
      "a wrong account number",
      (c) => signed(c, {}, { accountNumber: 99n }),
      4,
      /^signature verification failed; please verify account number \(\d+\) and chain-id \(dcm-test-1\): \(unable to verify single signer signature\): unauthorized$/,
    ],
    [
      "a wrong chain in amino mode",
      (c) => signed(c, { mode: SignMode.LEGACY_AMINO_JSON }, { chainId: "other" }),
      4,
      /please verify account number \(\d+\), sequence \(0\) and chain-id \(dcm-test-1\): unauthorized$/,
    ],
    [
      "somebody else's key",
      (c) => signTx({ messages: [send] }, [[bob, c.signing(alice)]]),
      8,
      `pubKey does not match signer address ${alice.address} with signer index: 0: invalid pubkey`,
    ],
    [
      "a signer without an account",
      (c) =>
        signTx({ messages: [msg(MsgSend, { fromAddress: carol.address, toAddress: bob.address, amount: udcm(1n) })] }, [
          [carol, c.signing(alice)],
        ]),
      9,
      `fee payer address: ${carol.address} does not exist: unknown address`,
    ],
  ];
  test.each(cases)("%s", (_claim, tx, code, log) => {
    const chain = start({ maxGas: 20_000_000n });
    const before = [chain.balance(alice.address), chain.signing(alice)];
    const [result] = chain.block([tx(chain)]).txResults;
    expect(result).toMatchObject({ codespace: "sdk", code, events: [] });
    expect(result?.log).toEqual(typeof log === "string" ? log : expect.stringMatching(log));
    expect([chain.balance(alice.address), chain.signing(alice)]).toEqual(before);
  });

  test("a signer whose address is none, without a code", () => {
    const chain = start();
    const bad = msg(MsgSend, { fromAddress: "nobody1", toAddress: bob.address, amount: udcm(1n) });
    const [result] = chain.block([signTx({ messages: [bad] }, [[alice, chain.signing(alice)]])]).txResults;
    expect(result).toMatchObject({ codespace: "undefined", code: 1 });
    expect(result?.log).toMatch(/^decoding bech32 failed: /);
  });
  test("a message that nobody handles", () => {
    const chain = start({ modules: modules.filter(({ name }) => name !== "vesting") });
    const unknown = msg(MsgCreateVestingAccount, { fromAddress: alice.address, toAddress: bob.address });
    const [result] = chain.block([signTx({ messages: [unknown] }, [[alice, chain.signing(alice)]])]).txResults;
    expect(result).toMatchObject({ codespace: "sdk", code: 6 });
    expect(result?.log).toMatch(/^no message handler found for /);
  });
  test("a key of a kind that accounts do not have", () => {
    const chain = start();
    const tx = changed(signed(chain), ({ authInfo }) => {
      const [info] = authInfo.signerInfos as unknown as { publicKey: { typeUrl: string } }[];
      if (info !== undefined) info.publicKey.typeUrl = "/cosmos.crypto.ed25519.PubKey";
    });
    expect(chain.block([tx]).txResults[0]).toMatchObject({ codespace: "sdk", code: 8 });
  });
  test("a signature with a high S", () => {
    const chain = start();
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const tx = changed(signed(chain), ({ signatures }) => {
      const [r, s] = [signatures[0]?.subarray(0, 32) as Uint8Array, signatures[0]?.subarray(32) as Uint8Array];
      const high = (order - BigInt(`0x${Buffer.from(s).toString("hex")}`)).toString(16).padStart(64, "0");
      signatures[0] = Uint8Array.from([...r, ...Buffer.from(high, "hex")]);
    });
    expect(chain.block([tx]).txResults[0]).toMatchObject({ codespace: "sdk", code: 4 });
  });
});

describe("signatures", () => {
  test.each([SignMode.DIRECT, SignMode.LEGACY_AMINO_JSON])("of mode %s are taken", (mode) => {
    const chain = start();
    expect(chain.deliver(alice, [send], { mode, memo: "a <b> & c", timeoutHeight: 100n })).toMatchObject({ code: 0 });
  });
  test("in amino JSON are taken by the names of messages of the SDK and of CosmJS", () => {
    const withdraw = msg(MsgWithdrawValidatorCommission, {
      validatorAddress: toBech32("dcmvaloper", addressBytes(alice.address)),
    });
    const messages = [msg(MsgExec, { grantee: alice.address, msgs: [withdraw] })];
    const mode = SignMode.LEGACY_AMINO_JSON;
    const [key] = cosmjsNames.keys();
    const others = new Map([[key as string, "cosmos-sdk/MsgWithdraw"]]);
    const codes = [sdkNames, cosmjsNames, others].map((names) => {
      const chain = start();
      return chain.check(signed(chain, { messages, mode, names })).code;
    });
    expect(codes).toEqual([0, 0, 4]);
  });
  test("two of three sign for a multi-signature account, one does not", () => {
    const people = [alice, bob, carol];
    const address = multisigAddress(2, people);
    const chain = startChain({ people: [alice] });
    chain.deliver(alice, [msg(MsgSend, { fromAddress: alice.address, toAddress: address, amount: udcm(1000n) })]);
    const pay = msg(MsgSend, { fromAddress: address, toAddress: bob.address, amount: udcm(10n) });
    const signing = {
      chainId: CHAIN_ID,
      accountNumber: chain.signing({ ...alice, address }).accountNumber,
      sequence: 0n,
    };
    const by = (...signs: (typeof alice)[]) =>
      signMultisigTx({ messages: [pay] }, { threshold: 2, people, signs }, signing);
    const [one] = chain.block([by(bob)]).txResults;
    expect(one).toMatchObject({ codespace: "sdk", code: 4 });
    const [two] = chain.block([by(alice, carol)]).txResults;
    expect(two).toMatchObject({ code: 0 });
    expect(chain.balance(bob.address)).toBe(10n);
  });
  test("a multi-signature costs each of its signatures", () => {
    const people = [alice, bob, carol];
    const address = multisigAddress(2, people);
    const chain = startChain({ people: [alice, { ...bob, address }] });
    const signing = {
      chainId: CHAIN_ID,
      accountNumber: chain.signing({ ...bob, address }).accountNumber,
      sequence: 0n,
    };
    const pay = msg(MsgSend, { fromAddress: address, toAddress: alice.address, amount: udcm(10n) });
    const gas = (...signs: (typeof alice)[]) => {
      const tx = signMultisigTx({ messages: [pay] }, { threshold: 2, people, signs }, signing);
      const { gasUsed } = chain.check(tx);
      return gasUsed - 10n * BigInt(tx.length);
    };
    const two = gas(alice, bob);
    expect(two).toBeGreaterThan(0n);
  });
  test("a transaction cannot be replayed", () => {
    const chain = start();
    const tx = signed(chain);
    expect(chain.block([tx, tx]).txResults.map(({ code }) => code)).toEqual([0, 32]);
    expect(chain.block([tx]).txResults[0]?.log).toBe(
      "account sequence mismatch, expected 1, got 0: incorrect account sequence",
    );
  });
  test("a verdict is the same with and without the cache, and so is the state", () => {
    const run = (more: object) => {
      const chain = start(more);
      const good = signed(chain);
      const bad = changed(good, ({ signatures }) => signatures.splice(0, 1, new Uint8Array(64).fill(1)));
      const codes = [chain.check(good).code, chain.check(bad).code];
      const block = chain.block([bad, good, bad]);
      return { codes, results: block.txResults, appHash: block.appHash };
    };
    expect(run({})).toEqual(run({ cache: noTxCache() }));
  });
  test("are asked for once between CheckTx and FinalizeBlock, and not at all in a recheck", () => {
    let asked = 0;
    const chain = start({
      verifySecp256k1: () => {
        asked += 1;
        return true;
      },
    });
    const tx = signed(chain);
    expect([chain.check(tx).code, chain.block().txResults.length]).toEqual([0, 0]);
    expect(chain.recheck(tx).code).toBe(0);
    expect(chain.block([tx]).txResults[0]?.code).toBe(0);
    expect(asked).toBe(1);
  });
});

describe("the mempool", () => {
  test("takes sequence n+1 after n, and forgets both when the block was another", () => {
    const chain = start();
    const first = signed(chain);
    const second = signed(chain, {}, { sequence: 1n });
    expect(chain.check(second).code).toBe(32);
    expect([chain.check(first).code, chain.check(second).code]).toEqual([0, 0]);
    chain.block();
    expect(chain.check(second).code).toBe(32);
  });
  test("asks for this node's least fee, a block does not", () => {
    const chain = start({ minGasPrices: "0.5udcm" });
    const cheap = signed(chain, { gas: 100_001n, fee: udcm(50_000n) });
    expect(chain.check(cheap)).toMatchObject({
      codespace: "sdk",
      code: 13,
      log: "insufficient fees; got: 50000udcm required: 50001udcm: insufficient fee",
    });
    expect(chain.block([cheap]).txResults[0]?.code).toBe(0);
  });
  test("is told the gas that a transaction wants, and no events", () => {
    const chain = start();
    const { gasWanted, gasUsed, events } = chain.check(signed(chain, { gas: 123_456n }));
    expect([gasWanted, events]).toEqual([123_456n, []]);
    expect(gasUsed).toBeGreaterThan(30_000n);
  });
});

describe("an unordered transaction", () => {
  const SECOND = 1_000_000_000n;
  const unordered = (chain: TestChain, timeout: bigint, more: Partial<TxOptions> = {}) =>
    signed(chain, { unordered: true, timeoutTimestamp: timestamp(timeout), ...more }, { sequence: 0n });

  test("needs no sequence, advances none and can be made with others in any order", () => {
    const chain = start();
    const txs = [5n, 3n, 4n].map((seconds) => unordered(chain, chain.time + seconds * SECOND));
    const results = chain.block(txs).txResults;
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(chain.signing(alice).sequence).toBe(0n);
    expect(attributesOf(results[0]?.events ?? [], "tx")).not.toHaveProperty("acc_seq");
    expect(chain.deliver(alice, [send])).toMatchObject({ code: 0 });
    const late = unordered(chain, chain.time + 60n * SECOND);
    expect(chain.block([late]).txResults[0]).toMatchObject({ code: 0 });
    expect(chain.signing(alice).sequence).toBe(1n);
  });
  test("cannot be replayed before its timeout, and is too late after it", () => {
    const chain = start();
    const timeout = chain.time + 10n * SECOND;
    const tx = unordered(chain, timeout);
    const used = `failed to add unordered nonce: sender ${alice.address} has already used timeout ${timeout}: invalid request`;
    expect(chain.block([tx, tx]).txResults).toMatchObject([{ code: 0 }, { codespace: "sdk", code: 18, log: used }]);
    expect(chain.block([tx]).txResults[0]).toMatchObject({ code: 18, log: used });
    expect(chain.block([tx], { time: timeout }).txResults[0]).toMatchObject({ code: 18, log: used });
    expect(chain.block([tx], { time: timeout + 1n }).txResults[0]).toMatchObject({ codespace: "sdk", code: 42 });
  });
  test.each([
    ["without a timeout", undefined, 0n, "unordered transaction must have timeout_timestamp set: invalid request"],
    ["more than ten minutes ahead", 600n * SECOND + 1n, 0n, "unordered tx ttl exceeds 10m0s: invalid request"],
    ["with a sequence", 60n * SECOND, 3n, "sequence is not allowed for unordered transactions: invalid request"],
  ])("%s is refused", (_claim, ahead, sequence, log) => {
    const chain = start();
    // The block comes a second later.
    const timeout = ahead === undefined ? {} : { timeoutTimestamp: timestamp(chain.time + SECOND + ahead) };
    const tx = signed(chain, { unordered: true, ...timeout }, { sequence });
    expect(chain.block([tx]).txResults[0]).toMatchObject({ codespace: "sdk", code: 18, log });
  });
  test("exactly ten minutes ahead is taken", () => {
    const chain = start();
    expect(chain.block([unordered(chain, chain.time + 601n * SECOND)]).txResults[0]).toMatchObject({ code: 0 });
  });
  test("is signed in amino JSON too", () => {
    const chain = start();
    const tx = unordered(chain, chain.time + 60n * SECOND, { mode: SignMode.LEGACY_AMINO_JSON });
    expect(chain.block([tx]).txResults[0]).toMatchObject({ code: 0 });
  });
  test("waits in the mempool once, until it is in a block or too late; its signature is verified once", () => {
    let asked = 0;
    const chain = start({
      verifySecp256k1: () => {
        asked += 1;
        return true;
      },
    });
    const tx = unordered(chain, chain.time + 20n * SECOND);
    const other = unordered(chain, chain.time + 20n * SECOND, { memo: "another of the same timeout" });
    expect([chain.check(tx).code, chain.check(other).code]).toEqual([0, 18]);
    chain.block();
    expect([chain.recheck(tx).code, chain.recheck(other).code]).toEqual([0, 18]);
    chain.block([tx]);
    expect([chain.recheck(tx).code, chain.check(other).code]).toEqual([18, 18]);
    expect(asked).toBe(1);
    const late = unordered(chain, chain.time + 2n * SECOND);
    expect(chain.check(late).code).toBe(0);
    chain.block([], { time: chain.time + 3n * SECOND });
    expect(chain.recheck(late).code).toBe(42);
  });
  test("gets the same verdict with and without the cache, and the state is the same", () => {
    const run = (more: object) => {
      const chain = start(more);
      const good = unordered(chain, chain.time + 60n * SECOND);
      const bad = changed(good, ({ signatures }) => signatures.splice(0, 1, new Uint8Array(64).fill(1)));
      const codes = [chain.check(good).code, chain.check(bad).code, chain.recheck(good).code];
      const block = chain.block([bad, good, good]);
      return { codes, results: block.txResults, appHash: block.appHash, next: chain.block([bad, good]) };
    };
    expect(run({})).toEqual(run({ cache: noTxCache() }));
  });
  test("leaves nothing behind when its timeout is over", () => {
    const chain = start();
    const hash = (at: ReturnType<TestChain["block"]>) => Buffer.from(at.appHash).toString("hex");
    const nonces = () => [
      ...(chain.store.at(chain.height)?.("acc").ascend(Uint8Array.of(90), Uint8Array.of(91)) ?? []),
    ];
    chain.block([unordered(chain, chain.time + 5n * SECOND), unordered(chain, chain.time + 6n * SECOND)]);
    expect(nonces()).toHaveLength(2);
    const before = chain.block();
    chain.block([], { time: chain.time + 3n * SECOND + 1n });
    expect(nonces()).toHaveLength(1);
    const after = chain.block([], { time: chain.time + 60n * SECOND });
    expect(nonces()).toHaveLength(0);
    expect(hash(after)).not.toBe(hash(before));
  });
});

describe("block gas", () => {
  test("is taken by what transactions use; what crosses it fails, what comes after does not run", () => {
    const chain = start({ maxGas: 100_000n });
    const txs = [0n, 1n, 2n].map((sequence) => signed(chain, { gas: 90_000n }, { sequence }));
    const results = chain.block(txs).txResults;
    expect(results.map(({ code }) => code)).toEqual([0, 11, 11]);
    expect(results[1]?.log).toMatch(
      /^out of gas in location: block gas meter; gasWanted: 90000, gasUsed: \d+: out of gas$/,
    );
    expect(results[2]).toMatchObject({ log: "no block gas left to run tx: out of gas", gasUsed: 0n, gasWanted: 0n });
  });
  test("crossed by a transaction whose message fails is what it is refused for", () => {
    const chain = start({ maxGas: 90_000n });
    const tooMuch = msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: udcm(RICH + 1n) });
    const txs = [[send], [tooMuch]].map((messages, i) =>
      signed(chain, { messages, gas: 90_000n }, { sequence: BigInt(i) }),
    );
    const [, second] = chain.block(txs).txResults;
    // baseapp.go, runTx: the block's gas is taken in a deferred call, whose panic replaces the message's error.
    expect(second).toMatchObject({ codespace: "sdk", code: 11 });
    expect(second?.log).toMatch(/^out of gas in location: block gas meter; /);
    expect(chain.signing(alice).sequence).toBe(2n);
  });
});

describe("a simulation", () => {
  const simulate = (chain: TestChain, tx: Uint8Array) =>
    chain.query(
      "/cosmos.tx.v1beta1.Service/Simulate",
      [SimulateRequest, SimulateRequest.fromPartial({ txBytes: tx })],
      SimulateResponse,
    );
  test("says what a delivery uses, with its events, and changes nothing", () => {
    const chain = start();
    const before = chain.signing(alice);
    const unsigned = changed(signed(chain, { mode: SignMode.DIRECT, gas: 0n }), ({ signatures }) =>
      signatures.splice(0, 1, new Uint8Array(0)),
    );
    const { gasInfo, result } = simulate(chain, unsigned);
    expect(gasInfo?.gasWanted).toBe((1n << 64n) - 1n);
    expect(result?.events).toHaveLength(8);
    expect(attributesOf(result?.events ?? [], "transfer")).toMatchObject({ amount: "1udcm" });
    expect(chain.signing(alice)).toEqual(before);
    const delivered = chain.deliver(alice, [send]);
    expect(gasInfo?.gasUsed).toBeGreaterThanOrEqual(delivered.gasUsed - 700n);
  });
  // So do the SDK's own clients: `--dry-run` and `tx simulate` (client/tx/factory.go, getSimPK).
  test("with an empty key in place of the signer's is one without it, whether the account's is known or not", () => {
    const chain = start();
    const withKey = (publicKey: Any | undefined, options: Partial<TxOptions> = {}) =>
      changed(signed(chain, { mode: SignMode.DIRECT, ...options }), ({ authInfo }) => {
        Object.assign(authInfo.signerInfos[0] as SignerInfo, { publicKey });
      });
    const empty = { typeUrl: "/cosmos.crypto.secp256k1.PubKey", value: new Uint8Array(0) };
    const used = (publicKey: Any | undefined) =>
      simulate(chain, withKey(publicKey, { gas: 0n })).gasInfo?.gasUsed ?? 0n;
    expect(used(empty)).toBeGreaterThanOrEqual(used(undefined));
    expect(chain.deliver(alice, [send]).code).toBe(0);
    expect(used(empty)).toBeGreaterThanOrEqual(used(undefined));
    // Elsewhere an empty key is no key.
    expect(chain.check(withKey(empty)).code).toBe(8);
  });
  test("of a transaction that would fail says why and with which gas", () => {
    const chain = start();
    const request = SimulateRequest.encode(
      SimulateRequest.fromPartial({ txBytes: signed(chain, {}, { sequence: 3n }) }),
    );
    const answer = chain.ask("/cosmos.tx.v1beta1.Service/Simulate", request);
    expect(answer.code).toBe(6);
    expect(answer.log).toMatch(
      /^rpc error: code = Unknown desc = account sequence mismatch, expected 0, got 3: incorrect account sequence with gas used: '\d+': unknown request$/,
    );
  });
  test("without a transaction is refused", () => {
    expect(start().ask("/cosmos.tx.v1beta1.Service/Simulate").log).toBe(
      "rpc error: code = InvalidArgument desc = empty txBytes is not allowed: invalid request",
    );
  });
});

test("the fee payer of a transaction signs it and pays", () => {
  const chain = start();
  const options = { messages: [send], fee: udcm(9n), feePayer: bob.address };
  const tx = signTx(options, [
    [alice, chain.signing(alice)],
    [bob, chain.signing(bob)],
  ]);
  expect(chain.block([tx]).txResults[0]).toMatchObject({ code: 0 });
  expect(chain.balance(bob.address)).toBe(RICH - 9n + 1n);
  expect(IDENTITY.baseDenom).toBe("udcm");
});
