// The codec against cosmjs-types, on the transaction that a chain sees most: a bank transfer. Read the ratios.
// Needs `npx tsc -b` before. node proto/bench/codec.mjs [rounds, 30 by default]
import { MsgSend as TheirMsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import {
  AuthInfo as TheirAuthInfo,
  TxBody as TheirTxBody,
  TxRaw as TheirTxRaw,
} from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { MsgSend } from "../dist/gen/cosmos/bank/v1beta1.js";
import { AuthInfo, TxBody, TxRaw } from "../dist/gen/cosmos/tx/v1beta1.js";
import { checkTxRaw } from "../dist/index.js";

const ROUNDS = Number(process.argv[2] ?? 30);
const TIMES = 5000;

const message = MsgSend.fromPartial({
  fromAddress: "dcm1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqkvtzge",
  toAddress: "dcm1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqkvtzge",
  amount: [{ denom: "udcm", amount: 123_456_789n }],
});
const body = TxBody.fromPartial({
  messages: [{ typeUrl: MsgSend.typeUrl, value: MsgSend.encode(message) }],
  memo: "rent",
});
const authInfo = AuthInfo.fromPartial({
  signerInfos: [
    {
      publicKey: { typeUrl: "/cosmos.crypto.secp256k1.PubKey", value: new Uint8Array(35).fill(2) },
      modeInfo: { single: { mode: 1 } },
      sequence: 7n,
    },
  ],
  fee: { amount: [{ denom: "udcm", amount: 2500n }], gasLimit: 100_000n },
});
const raw = {
  bodyBytes: TxBody.encode(body),
  authInfoBytes: AuthInfo.encode(authInfo),
  signatures: [new Uint8Array(64)],
};
const tx = TxRaw.encode(raw);
const theirs = { message: TheirMsgSend.decode(MsgSend.encode(message)), body: TheirTxBody.decode(raw.bodyBytes) };

const rows = [
  [
    "decode a transaction",
    () => decode(TxRaw, TxBody, AuthInfo, MsgSend),
    () => decode(TheirTxRaw, TheirTxBody, TheirAuthInfo, TheirMsgSend),
  ],
  ["encode the message", () => MsgSend.encode(message), () => TheirMsgSend.encode(theirs.message).finish()],
  ["encode the body", () => TxBody.encode(body), () => TheirTxBody.encode(theirs.body).finish()],
  ["check encoding (ADR-027)", () => checkTxRaw(tx), undefined],
];

const times = rows.map(([, ours, other]) => [median(ours), other && median(other)]);
const unit = times[0][1];
console.log(
  `${"".padEnd(28)} ${"us".padStart(8)} ${"of a cosmjs-types decode".padStart(26)} ${"against cosmjs-types".padStart(22)}`,
);
for (const [index, [name]] of rows.entries()) {
  const [ours, other] = times[index];
  const ratio = other === undefined ? "–" : `${(ours / other).toFixed(2)} x`;
  console.log(
    `${name.padEnd(28)} ${((1000 * ours) / TIMES).toFixed(2).padStart(8)} ${(ours / unit).toFixed(2).padStart(26)} ${ratio.padStart(22)}`,
  );
}

function decode(Raw, Body, Auth, Send) {
  const { bodyBytes, authInfoBytes } = Raw.decode(tx);
  Auth.decode(authInfoBytes);
  for (const { value } of Body.decode(bodyBytes).messages) Send.decode(value);
}

/** Median CPU time of TIMES calls, in ms. */
function median(work) {
  const list = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < TIMES; i++) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}
