import { messages, utf8ToBytes } from "@dcm/proto";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { MsgDeposit } from "@dcm/proto/gen/dcm/escrow/v1";
import { MsgHeartbeat } from "@dcm/proto/gen/dcm/provider/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import { createRouter, modules } from "../../src/app/modules.js";
import { type Person, person } from "../harness/keys.js";
import { msg, type Signing, signMultisigTx, signTx, type TxOptions } from "../harness/tx.js";
import type { Stage } from "./model/tx.js";
import { EIGHT, MALLORY, OCTET, who } from "./people.js";

export type Signer = readonly [Person, Signing];

/** One thing done to a transaction, beside its messages, for which it must be refused. */
export interface Spoil {
  readonly name: string;
  /** Where in the ante chain it shows; whatever is wrong at an earlier step hides it. */
  readonly stage: Stage;
  /** codespace.Name of the refusal. */
  readonly code: string;
  readonly options?: (options: TxOptions) => TxOptions;
  readonly sign?: (options: TxOptions, signers: readonly Signer[]) => Uint8Array;
  readonly bytes?: (bytes: Uint8Array, serial: number) => Uint8Array;
  /** Who alone can do it. */
  readonly by?: string;
}

const withSigning =
  (change: (signing: Signing) => Partial<Signing>) => (options: TxOptions, signers: readonly Signer[]) =>
    signTx(
      options,
      signers.map(([person, signing]) => [person, { ...signing, ...change(signing) }]),
    );
const withMessage = (typeUrl: string, value: Uint8Array) => (options: TxOptions) => ({
  ...options,
  messages: [{ typeUrl, value }],
});
const withRaw = (change: (raw: TxRaw) => Partial<TxRaw>) => (bytes: Uint8Array) => {
  const raw = TxRaw.decode(bytes);
  return TxRaw.encode({ ...raw, ...change(raw) });
};
/** A message that is known, but that no module takes. */
const { messages: handled } = createRouter(modules);
const unhandled = messages.find(({ typeUrl, options }) => options.signers !== undefined && !handled.has(typeUrl));
const foreign = msg(MsgHeartbeat, { provider: "cosmos1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu" });
const negative = msg(MsgDeposit, { source: who(MALLORY).address, accountId: 1n, amount: -5n });

export const spoils: readonly Spoil[] = [
  { name: "noise", stage: "decode", code: "sdk.TxDecode", bytes: (_, serial) => sha256(utf8ToBytes(`${serial}`)) },
  {
    name: "half a transaction",
    stage: "decode",
    code: "sdk.TxDecode",
    bytes: (bytes) => bytes.slice(0, bytes.length >> 1),
  },
  {
    ...{ name: "an unknown field", stage: "decode", code: "sdk.TxDecode" },
    bytes: (bytes) => Uint8Array.of(...bytes, 0x7a, 1, 0),
  },
  {
    ...{ name: "an unknown message", stage: "decode", code: "sdk.TxDecode" },
    options: withMessage("/dcm.market.v1.MsgBribe", new Uint8Array(3)),
  },
  {
    name: "no message",
    stage: "route",
    code: "sdk.InvalidRequest",
    options: (options) => ({ ...options, messages: [] }),
  },
  {
    ...{ name: "an address of another chain", stage: "route", code: "sdk.InvalidRequest" },
    options: withMessage(foreign.typeUrl, foreign.value),
  },
  {
    ...{ name: "a negative amount", stage: "route", code: "sdk.InvalidRequest" },
    options: withMessage(negative.typeUrl, negative.value),
  },
  {
    ...{ name: "a message that nobody handles", stage: "route", code: "sdk.UnknownRequest" },
    options: withMessage(unhandled?.typeUrl ?? "", new Uint8Array(0)),
  },
  {
    ...{ name: "more gas than can be counted", stage: "basic", code: "sdk.InvalidRequest" },
    options: (options) => ({ ...options, gas: 1n << 63n }),
  },
  { name: "no signature", stage: "basic", code: "sdk.NoSignatures", bytes: withRaw(() => ({ signatures: [] })) },
  {
    ...{ name: "one signature too many", stage: "basic", code: "sdk.Unauthorized" },
    bytes: withRaw(({ signatures }) => ({ signatures: [...signatures, new Uint8Array(64)] })),
  },
  {
    ...{ name: "a moment that has passed", stage: "time", code: "sdk.TxTimeout" },
    options: (options) => ({ ...options, timeoutTimestamp: { seconds: 1_600_000_000n, nanos: 0 } }),
  },
  {
    ...{ name: "a long memo", stage: "memo", code: "sdk.MemoTooLarge" },
    options: (options) => ({ ...options, memo: "m".repeat(257) }),
  },
  {
    ...{ name: "a fee that nobody granted", stage: "grant", code: "sdk.NotFound" },
    options: (options) => ({ ...options, granter: person("who grants nothing").address }),
  },
  {
    ...{ name: "fees out of order", stage: "coins", code: "sdk.InsufficientFee" },
    options: (options) => ({
      ...options,
      fee: [
        { denom: "udcm", amount: 20_000n },
        { denom: "uatom", amount: 1n },
      ],
    }),
  },
  {
    ...{ name: "another's key", stage: "keys", code: "sdk.InvalidPubKey" },
    sign: (options, signers) =>
      signTx(
        options,
        signers.map(([person, signing]) => [who(person.name === MALLORY ? "alice" : MALLORY), signing]),
      ),
  },
  {
    ...{ name: "no signer", stage: "keys", code: "sdk.TxDecode" },
    bytes: withRaw(({ authInfoBytes }) => ({
      authInfoBytes: AuthInfo.encode({ ...AuthInfo.decode(authInfoBytes), signerInfos: [] }),
    })),
  },
  {
    ...{ name: "eight keys", stage: "number", code: "sdk.TooManySignatures", by: OCTET },
    sign: (options, [signer]) =>
      signMultisigTx(options, { threshold: 2, people: EIGHT, signs: EIGHT.slice(0, 2) }, (signer as Signer)[1]),
  },
  {
    ...{ name: "neither order nor timeout", stage: "mode", code: "sdk.InvalidRequest" },
    options: (options) => ({ ...options, unordered: true }),
  },
  {
    name: "another chain",
    stage: "signature",
    code: "sdk.Unauthorized",
    sign: withSigning(() => ({ chainId: "dcm-test-2" })),
  },
  {
    ...{ name: "another account's number", stage: "signature", code: "sdk.Unauthorized" },
    sign: withSigning(({ accountNumber }) => ({ accountNumber: accountNumber + 1n })),
  },
  {
    ...{ name: "a mode that nobody offers", stage: "signature", code: "sdk.Unauthorized" },
    sign: (options, signers) => {
      const raw = TxRaw.decode(signTx(options, signers));
      const auth = AuthInfo.decode(raw.authInfoBytes);
      const modeInfo = { single: { mode: SignMode.TEXTUAL }, multi: undefined };
      const signerInfos = auth.signerInfos.map((info) => ({ ...info, modeInfo }));
      return TxRaw.encode({ ...raw, authInfoBytes: AuthInfo.encode({ ...auth, signerInfos }) });
    },
  },
  {
    ...{ name: "a changed signature", stage: "signature", code: "sdk.Unauthorized" },
    bytes: withRaw(({ signatures }) => ({
      signatures: signatures.map((each) => each.map((byte, i) => (i === 40 ? byte ^ 1 : byte))),
    })),
  },
  {
    ...{ name: "a changed body", stage: "signature", code: "sdk.Unauthorized" },
    bytes: withRaw(({ bodyBytes }) => ({ bodyBytes: Uint8Array.of(...bodyBytes, 0x12, 2, 0x68, 0x69) })),
  },
];

export function spoilNamed(name: string): Spoil {
  const found = spoils.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no spoil ${name}`);
  return found;
}
