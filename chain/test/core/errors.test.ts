import type { JsonObject, ValAddress } from "@dcm/proto";
import { QueryAccountRequest } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { MsgGrant } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import {
  MsgMultiSend,
  MsgSend,
  MsgUpdateParams,
  QueryParamsRequest,
  SendAuthorization,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { QueryDelegationRequest } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { describe, expect, test } from "vitest";
import { chainErrors } from "../../../client/src/gen/errors.js";
import { type ErrorCode, Gov, Sdk } from "../../src/kernel/index.js";
import { E as Bank } from "../../src/modules/bank/errors.js";
import { CHAIN_ID, RICH, startChain, type TestChain, timestamp } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { multisigAddress } from "../harness/multisig.js";
import { type Msg, msg, signMultisigTx, signTx, type TxOptions } from "../harness/tx.js";
import { loadVectors, planNames } from "../vectors/simd/load.js";

// The door of ABCI: what CheckTx, a block and a query answer to mistakes. A code of a table that no row gives fails its last test.

const [alice, bob, nobody] = [person("alice"), person("bob"), person("nobody")];
const udcm = (amount: bigint) => [{ denom: "udcm", amount }];
const send = (more: object = {}) =>
  msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: udcm(1n), ...more });
const multi = (inputs: object[], outputs: object[]) => msg(MsgMultiSend, { inputs, outputs });
const coins = (who: { address: string }, amount = 1n) => ({ address: who.address, coins: udcm(amount) });

type Answer = { readonly codespace: string; readonly code: number; readonly log: string };
type Ask = (chain: TestChain) => Answer;

/** In a block, by alice. */
const block =
  (message: Msg, more: Partial<TxOptions> = {}): Ask =>
  (chain) =>
    chain.deliver(alice, [message], more);
/** In a block, as bytes. */
const bytes =
  (make: (chain: TestChain) => Uint8Array): Ask =>
  (chain) =>
    chain.block([make(chain)]).txResults[0] as Answer;
const query =
  (path: string, data?: Uint8Array, more = {}): Ask =>
  (chain) =>
    chain.ask(path, data, more);
const signed = (options: Partial<TxOptions>, wrong: object = {}) =>
  bytes((chain) => signTx({ messages: [send()], ...options }, [[alice, { ...chain.signing(alice), ...wrong }]]));
const account = QueryAccountRequest.encode({ address: nobody.address });

/** An account where an operator's address belongs. */
const noOperator: string = alice.address;
const foreign = QueryDelegationRequest.encode({
  delegatorAddr: alice.address,
  validatorAddr: noOperator as ValAddress,
});

/** Eight keys where seven signatures are allowed. */
const crowd = Array.from({ length: 8 }, (_, i) => person(`crowd${i}`));
const crowded = { ...alice, address: multisigAddress(1, crowd) };

const sdk: Readonly<Partial<Record<keyof typeof Sdk, readonly Ask[]>>> = {
  TxDecode: [bytes(() => Uint8Array.of(1, 2, 3)), block({ typeUrl: "/no.such.Msg", value: new Uint8Array(0) })],
  Unauthorized: [signed({}, { chainId: "dcm-other-1" }), signed({}, { accountNumber: 99n })],
  InsufficientFunds: [block(send({ amount: udcm(RICH + 1n) })), signed({ fee: udcm(RICH + 1n) })],
  UnknownRequest: [query("/no.such.Query/Method"), query("")],
  InvalidAddress: [block(send({ toAddress: person("bob", "cosmos").address })), block(send({ toAddress: "dcm1qqqq" }))],
  InvalidPubKey: [bytes((chain) => signTx({ messages: [send()] }, [[bob, chain.signing(alice)]]))],
  UnknownAddress: [
    bytes((chain) => {
      const pay = send({ fromAddress: nobody.address });
      return signTx({ messages: [pay] }, [[nobody, chain.signing(alice)]]);
    }),
  ],
  InvalidCoins: [block(send({ amount: [] })), block(send({ amount: [...udcm(1n), ...udcm(1n)] }))],
  OutOfGas: [signed({ gas: 5_000n }), signed({ gas: 45_000n })],
  MemoTooLarge: [signed({ memo: "x".repeat(257) })],
  InsufficientFee: [
    (chain) => chain.check(chain.sign(alice, [send()], { gas: 100_000n, fee: udcm(1n) })),
    signed({ fee: [...udcm(1n), ...udcm(1n)] }),
  ],
  TooManySignatures: [
    bytes((chain) => {
      const { accountNumber, sequence } = chain.signing(crowded);
      const pay = send({ fromAddress: crowded.address });
      const signing = { chainId: CHAIN_ID, accountNumber, sequence };
      return signMultisigTx({ messages: [pay] }, { threshold: 1, people: crowd, signs: crowd.slice(0, 1) }, signing);
    }),
  ],
  NoSignatures: [bytes(() => signTx({ messages: [send()] }, []))],
  InvalidRequest: [
    bytes(() => new Uint8Array(0)),
    bytes((chain) => signTx({ messages: [] }, [[alice, chain.signing(alice)]])),
    signed({ unordered: true }),
    query("/cosmos.bank.v1beta1.Query/Params", new Uint8Array(0), { height: -1n }),
  ],
  KeyNotFound: [query("/cosmos.auth.v1beta1.Query/Account", account)],
  InvalidHeight: [query("/cosmos.bank.v1beta1.Query/Params", QueryParamsRequest.encode({}), { height: 9_999n })],
  TxTimeoutHeight: [signed({ timeoutHeight: 1n })],
  WrongSequence: [
    signed({}, { sequence: 4n }),
    // A replay.
    (chain) => {
      const tx = chain.sign(alice, [send()], { fee: udcm(10_000n) });
      chain.block([tx]);
      return chain.check(tx);
    },
  ],
  NotFound: [
    signed({ granter: bob.address }),
    query("/cosmos.bank.v1beta1.Query/Params", QueryParamsRequest.encode({}), { height: 1n }),
  ],
  InvalidGasLimit: [signed({ gas: 20_000_001n })],
  TxTimeout: [
    bytes((chain) => {
      const timeoutTimestamp = timestamp(chain.time - 5_000_000_000n);
      return signTx({ messages: [send()], timeoutTimestamp }, [[alice, chain.signing(alice)]]);
    }),
  ],
};

const grant = (authorization: Parameters<typeof SendAuthorization.fromPartial>[0]): Msg => {
  const value = SendAuthorization.encode(SendAuthorization.fromPartial(authorization));
  const granted = { authorization: { typeUrl: SendAuthorization.typeUrl, value } };
  return msg(MsgGrant, { granter: alice.address, grantee: bob.address, grant: granted });
};

const bank: Readonly<Record<keyof typeof Bank, readonly Ask[]>> = {
  // Nobody signs for no input: another message brings the signer.
  NoInputs: [(chain) => chain.deliver(alice, [send(), multi([], [coins(bob)])])],
  NoOutputs: [block(multi([coins(alice)], []))],
  InputOutputMismatch: [block(multi([coins(alice, 3n)], [coins(bob, 2n)]))],
  SendDisabled: [block(send({ amount: [{ denom: "frozen", amount: 1n }] }))],
  DuplicateEntry: [block(grant({ spendLimit: udcm(1n), allowList: [bob.address, bob.address] }))],
  MultipleSenders: [
    bytes((chain) => {
      const both = [alice, bob].map((who) => [who, chain.signing(who)] as const);
      return signTx({ messages: [multi([coins(alice), coins(bob)], [coins(bob, 2n)])] }, both);
    }),
  ],
};

const gov: Readonly<Record<keyof typeof Gov, readonly Ask[]>> = {
  InvalidSigner: [block(msg(MsgUpdateParams, { authority: alice.address, params: { defaultSendEnabled: true } }))],
};

/** 103 blocks, of which the first are forgotten; one coin cannot be sent. */
function start(): TestChain {
  const chain = startChain({
    people: [alice, bob, crowded],
    coins: [...udcm(RICH), { denom: "frozen", amount: 5n }],
    maxGas: 20_000_000n,
    minGasPrices: "0.001udcm",
    genesis: (state) => ({
      ...state,
      bank: { ...(state.bank as JsonObject), send_enabled: [{ denom: "frozen", enabled: false }] },
    }),
  });
  for (let i = 0; i < 102; i++) chain.block();
  return chain;
}

const chain = start();
const recorded = new Set(
  planNames()
    .flatMap((name) => loadVectors(name).blocks)
    .flatMap(({ txs }) => txs.flatMap(({ checkTx, finalize }) => [checkTx, finalize]))
    .map(({ codespace, code }) => `${codespace}/${code}`),
);
const produced = new Set<ErrorCode>();

test("Logic is told within the text of a query's refusal alone", () => {
  const answer = query("/cosmos.staking.v1beta1.Query/Delegation", foreign)(chain);
  expect(answer).toMatchObject({ codespace: "sdk", code: Sdk.UnknownRequest.code });
  expect(answer.log).toContain(`got 'dcm': ${Sdk.Logic.text}`);
  produced.add(Sdk.Logic);
});

describe.each([
  ["sdk", Sdk, sdk],
  ["bank", Bank, bank],
  ["gov", Gov, gov],
] as const)(
  "%s",
  (_space, table: Readonly<Record<string, ErrorCode>>, rows: Readonly<Record<string, readonly Ask[]>>) => {
    test.each(Object.keys(rows))("%s is what its mistakes give", (name) => {
      const error = table[name] as ErrorCode;
      for (const ask of rows[name] ?? []) {
        const { codespace, code, log } = ask(chain);
        expect([codespace, code], log).toEqual([error.codespace, error.code]);
        produced.add(error);
      }
    });

    test("every code of the table was produced", () => {
      // Of the SDK's root codespace, those that this chain answers with. What was recorded is asserted where it is replayed.
      const key = ({ codespace, code }: ErrorCode) => `${codespace}/${code}`;
      const used = Object.values(table).filter((error) => chainErrors[key(error)] !== undefined);
      const missing = used.filter((error) => !produced.has(error) && !recorded.has(key(error)));
      expect(missing.map(({ name }) => name)).toEqual([]);
    });
  },
);
