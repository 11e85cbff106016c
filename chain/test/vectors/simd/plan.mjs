// The transactions of the vectors, block by block. Each entry is [name, tx(context)]; the context knows account numbers and
// sequences as they were before the block. `n` in by(index, n) is how many transactions of the same block came first.
import { fromBech32, toBech32 } from "@cosmjs/encoding";
import { AuthInfo, TxBody } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { account, moduleAddress, multisigAddress, voucher } from "./accounts.mjs";
import { addressOf, fee, multiSend, send, simple, stake } from "./messages.mjs";
import { makeTx, sha256 } from "./sign.mjs";

const unknownField = Buffer.from([0xfa, 0x01, 0x01, 0x00]); // field 31, bytes: critical, since below 1024
const unknownFieldNonCritical = Buffer.from([0x82, 0x40, 0x01, 0x00]); // field 1024: may be ignored in a body

/** The order of the secp256k1 group, to make a signature with high s. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

export const blocks = [
  [], // an empty block, so that the genesis can be queried
  [
    ["send to an existing account", simple(0, 1)],
    ["send of three denominations", simple(15, 2, [{ denom: voucher, amount: "5" }, { denom: "photon", amount: "77" }, ...stake(1)])],
    ["send to a new account", simple(3, 200, stake(5_000_000))],
    ["send to oneself", simple(4, 4)],
    ["send of more than the balance", simple(5, 6, stake(2_000_000_000))],
    ["send of a denomination that the sender has not", simple(1, 2, [{ denom: "photon", amount: "1" }])],
    ["send to the fee collector", simple(6, moduleAddress("fee_collector"))],
    ["send to the pool of bonded tokens", simple(8, moduleAddress("bonded_tokens_pool"))],
    ["send of a denomination that may not be sent", simple(7, 1, [{ denom: "frozen", amount: "1" }])],
    ["send in amino mode", ({ by }) => makeTx({ messages: [send(9, 10)], signers: [by(9, 0, { mode: "amino" })], fee: fee() })],
    ["send in amino mode with memo and two denominations", ({ by }) =>
      makeTx({
        messages: [send(12, 10, [{ denom: "photon", amount: "3" }, ...stake(3)])],
        signers: [by(12, 0, { mode: "amino" })],
        fee: fee(),
        memo: 'amino <memo> & "quotes"',
      })],
    ["two transactions of one account in a block: the first", ({ by }) => makeTx({ messages: [send(11, 12)], signers: [by(11)], fee: fee() })],
    ["two transactions of one account in a block: the second, without key", ({ by }) =>
      makeTx({ messages: [send(11, 13)], signers: [by(11, 1, { withKey: false })], fee: fee() })],
  ],
  [
    ["multi-send to three", ({ by }) =>
      makeTx({ messages: [multiSend([[20, stake(600)]], [[21, stake(100)], [22, stake(200)], [201, stake(300)]])], signers: [by(20)], fee: fee() })],
    ["multi-send in amino mode", ({ by }) =>
      makeTx({ messages: [multiSend([[23, stake(600)]], [[21, stake(600)]])], signers: [by(23, 0, { mode: "amino" })], fee: fee() })],
    ["multi-send whose sums differ", ({ by }) =>
      makeTx({ messages: [multiSend([[24, stake(600)]], [[21, stake(601)]])], signers: [by(24)], fee: fee() })],
    ["multi-send from two senders", ({ by }) =>
      makeTx({ messages: [multiSend([[25, stake(1)], [26, stake(1)]], [[21, stake(2)]])], signers: [by(25), by(26)], fee: fee() })],
    ["multi-send without inputs", ({ by }) => makeTx({ messages: [multiSend([], [[21, stake(2)]])], signers: [by(27)], fee: fee() })],
    ["multi-send without outputs", ({ by }) => makeTx({ messages: [multiSend([[28, stake(2)]], [])], signers: [by(28)], fee: fee() })],
    ["multi-send to a blocked account", ({ by }) =>
      makeTx({ messages: [multiSend([[29, stake(2)]], [[moduleAddress("gov"), stake(2)]])], signers: [by(29)], fee: fee() })],
    ["multi-send of more than the balance", ({ by }) =>
      makeTx({ messages: [multiSend([[30, stake(5_000_000_000)]], [[21, stake(5_000_000_000)]])], signers: [by(30)], fee: fee() })],
    ["three messages", ({ by }) =>
      makeTx({ messages: [send(31, 32), send(31, 33), send(31, 34, stake(7))], signers: [by(31)], fee: fee() })],
    ["three messages, the last fails", ({ by }) =>
      makeTx({ messages: [send(32, 31), send(32, 33), send(32, 34, stake(9_000_000_000))], signers: [by(32)], fee: fee() })],
    ["two messages of two signers", ({ by }) => makeTx({ messages: [send(33, 34), send(34, 33, stake(5))], signers: [by(33), by(34)], fee: fee() })],
    ["two signers in two modes", ({ by }) =>
      makeTx({ messages: [send(35, 36), send(36, 35, stake(5))], signers: [by(35), by(36, 0, { mode: "amino" })], fee: fee() })],
    ["a signature for each of eight signers", ({ by }) => {
      const who = [40, 41, 42, 43, 44, 45, 46, 47];
      return makeTx({ messages: who.map((from) => send(from, 48)), signers: who.map((from) => by(from)), fee: fee(1000, 900_000) });
    }],
    ["a signature for each of seven signers", ({ by }) => {
      const who = [50, 51, 52, 53, 54, 55, 56];
      return makeTx({ messages: who.map((from) => send(from, 48)), signers: who.map((from) => by(from)), fee: fee(1000, 900_000) });
    }],
  ],
  [
    ["no fee", simple(0, 1, stake(1), { fee: fee(0) })],
    ["a fee below the node's price", simple(1, 2, stake(1), { fee: fee(199) })],
    ["a fee of a foreign denomination", simple(3, 2, stake(1), { fee: { amount: [{ denom: "photon", amount: "300" }], gas: 200_000 } })],
    ["a fee of two denominations", simple(6, 2, stake(1), { fee: { amount: [{ denom: "photon", amount: "300" }, ...stake(300)], gas: 200_000 } })],
    ["a fee above the balance", simple(4, 2, stake(1), { fee: fee(3_000_000_000) })],
    ["a fee in a denomination that the payer has not", simple(5, 2, stake(1), { fee: { amount: [{ denom: "nothing", amount: "3" }, ...stake(300)], gas: 200_000 } })],
    ["an unsorted fee", simple(8, 2, stake(1), { fee: { amount: [...stake(300), { denom: "photon", amount: "3" }], gas: 200_000 } })],
    ["a fee with an amount of zero", simple(9, 2, stake(1), { fee: { amount: stake(0), gas: 200_000 } })],
    ["another account pays the fee", ({ by }) =>
      makeTx({ messages: [send(10, 11)], signers: [by(10), by(12)], fee: fee(500, 200_000, { payer: addressOf(12) }) })],
    ["another account pays the fee, amino", ({ by }) =>
      makeTx({
        messages: [send(13, 11)],
        signers: [by(13, 0, { mode: "amino" }), by(14, 0, { mode: "amino" })],
        fee: fee(500, 200_000, { payer: addressOf(14) }),
      })],
    ["the payer of the fee has not signed", ({ by }) =>
      makeTx({ messages: [send(16, 11)], signers: [by(16)], fee: fee(500, 200_000, { payer: addressOf(12) }) })],
    ["a granter of the fee", ({ by }) =>
      makeTx({ messages: [send(17, 11)], signers: [by(17)], fee: fee(500, 200_000, { granter: addressOf(12) }) })],
    ["the fee takes the whole balance, nothing is left to send", ({ by, balance }) =>
      makeTx({ messages: [send(18, 11, stake(1))], signers: [by(18)], fee: fee(balance(18)) })],
    ["the whole balance is sent", ({ by, balance }) =>
      makeTx({ messages: [send(19, 11, stake(balance(19) - 200n))], signers: [by(19)], fee: fee() })],
    ["gas for nothing", simple(60, 2, stake(1), { fee: fee(200, 0) })],
    ["gas that ends in the fee", simple(61, 2, stake(1), { fee: fee(200, 20_000) })],
    ["gas that ends at the signature", simple(62, 2, stake(1), { fee: fee(200, 44_000) })],
    ["gas that ends in the message", simple(63, 2, stake(1), { fee: fee(200, 60_000) })],
  ],
  [
    ["a multisig account, two of three", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 2])], fee: fee() })],
    ["a sequence too high", ({ by }) => makeTx({ messages: [send(0, 1)], signers: [by(0, 5)], fee: fee() })],
    ["a sequence already used", ({ by }) => makeTx({ messages: [send(1, 2)], signers: [by(1, -1)], fee: fee() })],
    ["a signature for another chain", simple(2, 3, stake(1), { chain: "vectors-2" })],
    ["a signature for another account number", ({ by }) => {
      const signer = by(3);
      return makeTx({ messages: [send(3, 2)], signers: [{ ...signer, number: signer.number + 1 }], fee: fee() });
    }],
    ["no signature", simple(4, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [] }) })],
    ["two signatures of one signer", simple(5, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [raw.signatures[0], raw.signatures[0]] }) })],
    ["a changed signature", simple(6, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [flip(raw.signatures[0])] }) })],
    ["a signature of 63 bytes", simple(8, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [raw.signatures[0].subarray(1)] }) })],
    ["a signature with high s", simple(9, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [highS(raw.signatures[0])] }) })],
    ["an empty signature", simple(10, 2, stake(1), { change: (raw) => ({ ...raw, signatures: [new Uint8Array()] }) })],
    ["the key of another account", ({ by }) =>
      makeTx({ messages: [send(64, 2)], signers: [by(64, 0, { publicKey: account(65).publicKey })], fee: fee() })],
    ["no key, and the chain knows none", ({ by }) => makeTx({ messages: [send(66, 2)], signers: [by(66, 0, { withKey: false })], fee: fee() })],
    ["amino bytes signed, direct mode claimed", ({ by }) =>
      makeTx({
        messages: [send(67, 2)],
        signers: [by(67, 0, { mode: "amino" })],
        fee: fee(),
        change: (raw) => {
          const info = AuthInfo.decode(raw.authInfoBytes);
          info.signerInfos[0].modeInfo.single.mode = 1;
          return { ...raw, authInfoBytes: AuthInfo.encode(info).finish() };
        },
      })],
    ["textual mode", ({ by }) => makeTx({ messages: [send(68, 2)], signers: [by(68, 0, { mode: "textual" })], fee: fee() })],
    ["an account that does not exist", ({ by }) => makeTx({ messages: [send(300, 2)], signers: [by(300)], fee: fee() })],
  ],
  [
    ["the account made in block 2 sends", simple(200, 1)],
    ["the multisig account again, all three", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1, 2])], fee: fee() })],
    ["a memo", simple(2, 3, stake(1), { memo: "for the coffee ☕" })],
    ["a memo of 256 characters", simple(3, 2, stake(1), { memo: "m".repeat(256) })],
    ["a memo of 257 characters", simple(4, 2, stake(1), { memo: "m".repeat(257) })],
    ["a timeout in the future", simple(5, 2, stake(1), { body: { timeoutHeight: 100n } })],
    ["a timeout at this height", simple(8, 2, stake(1), { body: { timeoutHeight: 6n } })],
    ["a timeout in the past", simple(9, 2, stake(1), { body: { timeoutHeight: 5n } })],
    ["a timeout in the future, amino", ({ by }) =>
      makeTx({ messages: [send(10, 2)], signers: [by(10, 0, { mode: "amino" })], fee: fee(), body: { timeoutHeight: 100n } })],
    ["an unordered transaction", ({ by }) =>
      makeTx({
        messages: [send(11, 2)],
        signers: [{ ...by(11), sequence: 0 }],
        fee: fee(),
        body: { unordered: true, timeoutTimestamp: { seconds: 1767225700n, nanos: 0 } },
      })],
    ["the message of a module that is not there", ({ by }) =>
      makeTx({ messages: [{ typeUrl: "/cosmos.group.v1.MsgLeaveGroup", bytes: Buffer.alloc(0) }], signers: [by(12)], fee: fee() })],
    ["no message", ({ by }) => makeTx({ messages: [], signers: [by(13)], fee: fee() })],
    ["a critical extension option", simple(14, 2, stake(1), { body: { extensionOptions: [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: new Uint8Array() }] } })],
    ["an unknown field in the body", simple(16, 2, stake(1), { bodyTail: unknownField })],
    ["an unknown non-critical field in the body", simple(17, 2, stake(1), { bodyTail: unknownFieldNonCritical })],
    ["an unknown non-critical field in the body, amino", ({ by }) =>
      makeTx({ messages: [send(20, 2)], signers: [by(20, 0, { mode: "amino" })], fee: fee(), bodyTail: unknownFieldNonCritical })],
    ["an unknown field in the message", simple(69, 2, stake(1), { change: addFieldToMessage })],
    ["bytes that are no transaction", () => Buffer.from("no transaction at all")],
    ["no bytes", () => new Uint8Array()],
    ["a transaction with trailing bytes", ({ by }) => Buffer.concat([makeTx({ messages: [send(70, 2)], signers: [by(70)], fee: fee() }), Buffer.from([0x22, 0x01, 0x00])])],
  ],
  [
    ["a receiver that is no address", simple(0, "cosmos1xyz")],
    ["a receiver with another prefix", simple(1, "osmo1clpqr4nrk4khgkxj78fcwwh6dl3uw4epasmvnj")],
    ["no receiver", simple(2, "")],
    ["a sender that is no address", ({ by }) => makeTx({ messages: [send("cosmos1xyz", 2)], signers: [by(3)], fee: fee() })],
    ["coins in the wrong order", simple(6, 2, [...stake(1), { denom: "photon", amount: "1" }])],
    ["the same coin twice", simple(8, 2, [...stake(1), ...stake(1)])],
    ["an amount of zero", simple(9, 2, stake(0))],
    ["a negative amount", simple(10, 2, stake(-5))],
    ["an amount that is no number", simple(11, 2, [{ denom: "stake", amount: "1x" }])],
    ["an amount of 2^256", simple(12, 2, [{ denom: "stake", amount: String(2n ** 256n) }])],
    ["no coins", simple(13, 2, [])],
    ["a denomination that is none", simple(14, 2, [{ denom: "1bad", amount: "1" }])],
    ["the parameters of bank, changed by a user", ({ by }) =>
      makeTx({
        messages: [{ typeUrl: "/cosmos.bank.v1beta1.MsgUpdateParams", value: { authority: addressOf(16), params: { sendEnabled: [], defaultSendEnabled: false } } }],
        signers: [by(16)],
        fee: fee(),
      })],
    ["send-enabled, changed by a user", ({ by }) =>
      makeTx({
        messages: [{ typeUrl: "/cosmos.bank.v1beta1.MsgSetSendEnabled", value: { authority: addressOf(17), sendEnabled: [{ denom: "photon", enabled: false }], useDefaultFor: [] } }],
        signers: [by(17)],
        fee: fee(),
      })],
    ["one signature of the multisig account", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([1])], fee: fee() })],
    ["a send to the sender's multisig account", simple(5, multisigAddress)],
  ],
  [
    // What an attacker writes into keys, signatures, times, types and amounts.
    ["a bit array that claims four billion bits", simple(21, 2, stake(1), { change: both(withMode(bits(0xffff_ffff, [])), withSignature(new Uint8Array())) })],
    ["a multisig account, a bit array that claims four billion bits", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode(bits(0xffff_ffff, [0xc0], 2)) })],
    ["a multi-signature that is no message", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withSignature(Buffer.from("ffff", "hex")) })],
    ["a multisig account, a bit array of two keys", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode(bits(2, [0xc0], 2)) })],
    ["a multisig account, a bit array without bytes", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode(bits(11, [], 2)) })],
    ["a multisig account, three bits for two signatures", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode(bits(3, [0xe0], 2)) })],
    ["a multisig account, more modes than signatures", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode(bits(3, [0xc0], 3)) })],
    ["a multisig account, one signature as if it were its own", ({ multisig }) =>
      makeTx({ messages: [send(multisigAddress, 2)], signers: [multisig([0, 1])], fee: fee(), change: withMode({ single: { mode: 1 } }) })],
    ["a signature without a mode", simple(22, 2, stake(1), { change: withMode(undefined) })],
    ["a key that is no message", simple(25, 2, stake(1), { change: withKey({ value: Buffer.from([8, 1]) }) })],
    ["a key of a kind that nobody knows", simple(27, 2, stake(1), { change: withKey({ typeUrl: "/cosmos.crypto.none.PubKey" }) })],
    ["no signer infos", simple(29, 2, stake(1), { change: withInfos(() => []) })],
    ["two signer infos", simple(31, 2, stake(1), { change: withInfos((infos) => [...infos, ...infos]) })],
    ["a timeout in Go's year 1", simple(32, 2, stake(1), { body: { timeoutTimestamp: { seconds: -62_135_596_800n, nanos: 0 } } })],
    ["a timeout before Go's year 1", simple(33, 2, stake(1), { body: { timeoutTimestamp: { seconds: -62_135_596_801n, nanos: 0 } } })],
    ["a timeout with too many nanoseconds", simple(34, 2, stake(1), { body: { timeoutTimestamp: { seconds: 2_000_000_000n, nanos: 1_000_000_000 } } })],
    ["a timeout in the past, by time", simple(35, 2, stake(1), { body: { timeoutTimestamp: { seconds: 1_000_000_000n, nanos: 5 } } })],
    ["a timeout in the future, by time", simple(36, 2, stake(1), { body: { timeoutTimestamp: { seconds: 2_000_000_000n, nanos: 5 } } })],
    ["a timeout at Unix 0", simple(37, 2, stake(1), { body: { timeoutTimestamp: { seconds: 0n, nanos: 5 } } })],
    ["a validator's address pays the fee", simple(38, 2, stake(1), { fee: fee(200, 200_000, { payer: operatorOf(38) }) })],
    ["a negative fee", simple(39, 2, stake(1), { fee: { amount: stake(-5), gas: 200_000 } })],
    ["a message's type without a slash", simple(41, 2, stake(1), { change: withType("cosmos.bank.v1beta1.MsgSend") })],
    ["a message's type with a host", simple(42, 2, stake(1), { change: withType("type.googleapis.com/cosmos.bank.v1beta1.MsgSend") })],
    ["a message inside a transaction that is itself a body", simple(43, 2, stake(1), { change: withType("/cosmos.tx.v1beta1.TxBody") })],
    ["an amount with a space", simple(48, 2, [{ denom: "stake", amount: " 7" }])],
    ["an amount that is not there", simple(49, 2, [{ denom: "stake", amount: "" }])],
    ["a denomination of 128 letters", simple(51, 2, [{ denom: "u".repeat(128), amount: "1" }])],
    ["multi-send to the sender and to one receiver twice", ({ by }) =>
      makeTx({ messages: [multiSend([[53, stake(60)]], [[53, stake(10)], [1, stake(20)], [1, stake(30)]])], signers: [by(53)], fee: fee() })],
    ["the account of an address of 32 bytes", simple(54, toBech32("cosmos", sha256("thirty-two")))],
  ],
  [
    ["after all this a send still works", simple(0, 1, stake(123))],
    ["and one in amino mode", ({ by }) => makeTx({ messages: [send(2, 3, stake(5))], signers: [by(2, 0, { mode: "amino", withKey: false })], fee: fee() })],
  ],
];

function flip(bytes) {
  const changed = Uint8Array.from(bytes);
  changed[40] ^= 1;
  return changed;
}

function highS(bytes) {
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).toString("hex")}`);
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from((order - s).toString(16).padStart(64, "0"), "hex")]);
}

function withInfos(change) {
  return (raw) => {
    const info = AuthInfo.decode(raw.authInfoBytes);
    return { ...raw, authInfoBytes: AuthInfo.encode({ ...info, signerInfos: change(info.signerInfos) }).finish() };
  };
}

function withMode(modeInfo) {
  return withInfos(([first]) => [{ ...first, modeInfo }]);
}

function withKey(change) {
  return withInfos(([first]) => [{ ...first, publicKey: { ...first.publicKey, ...change } }]);
}

function bits(extraBitsStored, elems, modes = 0) {
  const modeInfos = Array.from({ length: modes }, () => ({ single: { mode: 127 } }));
  return { multi: { bitarray: { extraBitsStored, elems: Uint8Array.from(elems) }, modeInfos } };
}

function both(first, second) {
  return (raw) => second(first(raw));
}

function withSignature(signature) {
  return (raw) => ({ ...raw, signatures: [signature] });
}

function withType(typeUrl) {
  return (raw) => {
    const body = TxBody.decode(raw.bodyBytes);
    body.messages[0] = { ...body.messages[0], typeUrl };
    return { ...raw, bodyBytes: TxBody.encode(body).finish() };
  };
}

function operatorOf(index) {
  return toBech32("cosmosvaloper", fromBech32(addressOf(index), 90).data);
}

function addFieldToMessage(raw) {
  const body = TxBody.decode(raw.bodyBytes);
  body.messages[0] = { ...body.messages[0], value: Buffer.concat([body.messages[0].value, unknownField]) };
  return { ...raw, bodyBytes: TxBody.encode(body).finish() };
}
