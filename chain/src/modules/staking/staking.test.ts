import type { JsonObject, JsonValue } from "@dcm/proto";
import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { PubKey as Secp256k1 } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import {
  BondStatus,
  MsgCreateValidator,
  QueryDelegationRequest,
  QueryDelegationResponse,
  QueryPoolRequest,
  QueryPoolResponse,
  QueryUnbondingDelegationRequest,
  QueryValidatorRequest,
  QueryValidatorsRequest,
  QueryValidatorsResponse,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { AuthInfo, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { describe, expect, test } from "vitest";
import { CHAIN_ID, RICH, startChain, type TestChain } from "../../../test/harness/chain.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg, signTx } from "../../../test/harness/tx.js";
import { consensusKey, operator } from "../../../test/harness/validators.js";

const [alice, bob] = [person("alice"), person("bob")];
const QUERY = "/cosmos.staking.v1beta1.Query";
const ONE = 10n ** 18n;
const TENTH = ONE / 10n;
const ed25519 = (key: Uint8Array) => ({ typeUrl: Ed25519.typeUrl, value: Ed25519.encode({ key }) });

type Creation = Parameters<typeof MsgCreateValidator.fromPartial>[0];

/** A gentx as a file has it. */
function genTx(who: Person, given: Creation = {}): JsonValue {
  const create = msg(MsgCreateValidator, {
    description: { moniker: who.name },
    commission: { rate: TENTH, maxRate: 2n * TENTH, maxChangeRate: TENTH / 10n },
    minSelfDelegation: 1n,
    validatorAddress: operator(who),
    pubkey: ed25519(consensusKey(who.name)),
    value: { denom: "udcm", amount: 5_000_000n },
    ...given,
  });
  const options = { messages: [create], gas: 200_000n, memo: "node@127.0.0.1:26656" };
  const raw = TxRaw.decode(signTx(options, [[who, { chainId: CHAIN_ID, accountNumber: 0n, sequence: 0n }]]));
  return Tx.toJSON({
    body: TxBody.decode(raw.bodyBytes),
    authInfo: AuthInfo.decode(raw.authInfoBytes),
    signatures: raw.signatures,
  });
}

function startWith(genTxs: readonly JsonValue[], params: JsonObject = {}): TestChain {
  return startChain({
    people: [alice, bob],
    genesis: (state) => ({
      ...state,
      genutil: { gen_txs: genTxs },
      staking: {
        ...(state.staking as JsonObject),
        params: { ...((state.staking as JsonObject).params as JsonObject), ...params },
      },
    }),
  });
}

describe("gentxs", () => {
  test("become bonded validators with power, pools, delegations and a sequence", () => {
    const chain = startWith([genTx(alice), genTx(bob, { value: { denom: "udcm", amount: 7_999_999n } })]);
    const powers = chain.started.validators.map(({ pubKey, power }) => [String(pubKey.ed25519), power]);
    expect(powers).toEqual([
      [String(consensusKey("bob")), 7n],
      [String(consensusKey("alice")), 5n],
    ]);
    expect(chain.signing(alice)).toMatchObject({ sequence: 1n });
    expect(chain.balance(alice.address)).toBe(RICH - 5_000_000n);
    const { pool } = chain.query(`${QUERY}/Pool`, [QueryPoolRequest, {}], QueryPoolResponse);
    expect(pool).toEqual({ bondedTokens: 12_999_999n, notBondedTokens: 0n });
    const all = [QueryValidatorsRequest, QueryValidatorsRequest.fromPartial({ status: "BOND_STATUS_BONDED" })] as const;
    const { validators } = chain.query(`${QUERY}/Validators`, all, QueryValidatorsResponse);
    expect(validators.map(({ tokens, status }) => [tokens, status]).sort()).toEqual([
      [5_000_000n, BondStatus.BONDED],
      [7_999_999n, BondStatus.BONDED],
    ]);
    const own = [QueryDelegationRequest, { delegatorAddr: alice.address, validatorAddr: operator(alice) }] as const;
    const { delegationResponse } = chain.query(`${QUERY}/Delegation`, own, QueryDelegationResponse);
    expect(delegationResponse).toMatchObject({
      balance: { denom: "udcm", amount: 5_000_000n },
      delegation: { shares: 5_000_000n * ONE },
    });
  });

  test("beyond max_validators stay unbonded", () => {
    const chain = startWith([genTx(alice), genTx(bob, { value: { denom: "udcm", amount: 7_000_000n } })], {
      max_validators: 1,
    });
    expect(chain.started.validators.map(({ power }) => power)).toEqual([7n]);
    const { pool } = chain.query(`${QUERY}/Pool`, [QueryPoolRequest, {}], QueryPoolResponse);
    expect(pool).toEqual({ bondedTokens: 7_000_000n, notBondedTokens: 5_000_000n });
  });

  test("survive an export", () => {
    const first = startWith([genTx(alice)]);
    const { appState, validators } = first.app.exportGenesis();
    const second = startChain({ genesis: () => appState });
    expect(second.started.validators).toEqual(validators);
    expect(second.app.exportGenesis().appState).toEqual(appState);
  });

  const rates = (rate: bigint, maxRate: bigint, maxChangeRate: bigint) => ({
    commission: { rate, maxRate, maxChangeRate },
  });
  const cases: readonly [error: string, genTxs: () => readonly JsonValue[], text: string, params?: JsonObject][] = [
    [
      "ValidatorOwnerExists",
      () => [genTx(alice), resigned(alice, { pubkey: ed25519(consensusKey("x")) })],
      "validator already exist for this operator address",
    ],
    [
      "ValidatorPubKeyExists",
      () => [genTx(alice), genTx(bob, { pubkey: ed25519(consensusKey("alice")) })],
      "validator already exist for this pubkey",
    ],
    [
      "PubKeyTypeNotSupported",
      () => [
        genTx(alice, { pubkey: { typeUrl: Secp256k1.typeUrl, value: Secp256k1.encode({ key: alice.publicKey }) } }),
      ],
      "validator pubkey type is not supported",
    ],
    ["EmptyPubKey", () => [genTx(alice, { pubkey: undefined })], "empty validator public key"],
    ["CommissionNegative", () => [genTx(alice, rates(-1n, ONE, 0n))], "commission must be positive"],
    ["CommissionHuge", () => [genTx(alice, rates(0n, ONE + 1n, 0n))], "commission cannot be more than 100%"],
    ["CommissionAboveMax", () => [genTx(alice, rates(2n, 1n, 0n))], "commission cannot be more than the max rate"],
    ["ChangeRateNegative", () => [genTx(alice, rates(0n, ONE, -1n))], "commission change rate must be positive"],
    [
      "ChangeRateAboveMax",
      () => [genTx(alice, rates(0n, 1n, 2n))],
      "commission change rate cannot be more than the max rate",
    ],
    [
      "CommissionBelowMin",
      () => [genTx(alice, rates(0n, ONE, 0n))],
      "commission cannot be less than min rate",
      { min_commission_rate: "0.050000000000000000" },
    ],
    [
      "SelfDelegationBelowMin",
      () => [genTx(alice, { minSelfDelegation: 6_000_000n })],
      "validator's self delegation must be greater than their minimum self delegation",
    ],
    [
      "another denomination",
      () => [genTx(alice, { value: { denom: "uatom", amount: 1n } })],
      "invalid coin denomination: got uatom, expected udcm: invalid request",
    ],
    [
      "no stake",
      () => [genTx(alice, { value: { denom: "udcm", amount: 0n } })],
      "invalid delegation amount: invalid request",
    ],
    ["no description", () => [genTx(alice, { description: {} })], "empty description: invalid request"],
    [
      "a long moniker",
      () => [genTx(alice, { description: { moniker: "x".repeat(71) } })],
      "invalid moniker length; got: 71, max: 70: invalid request",
    ],
    ["more than the balance", () => [genTx(alice, { value: { denom: "udcm", amount: RICH + 1n } })], "is smaller than"],
  ];
  test.each(cases)("are refused: %s", (_error, genTxs, text, params) => {
    expect(() => startWith(genTxs(), params)).toThrow(text);
  });
});

/** A second gentx of the same account, at its next sequence. */
function resigned(who: Person, given: Creation): JsonValue {
  const json = genTx(who, given) as { body: JsonObject };
  const body = TxBody.fromJSON(json.body);
  const raw = TxRaw.decode(
    signTx({ messages: body.messages, gas: 200_000n }, [[who, { chainId: CHAIN_ID, accountNumber: 0n, sequence: 1n }]]),
  );
  return Tx.toJSON({
    body: TxBody.decode(raw.bodyBytes),
    authInfo: AuthInfo.decode(raw.authInfoBytes),
    signatures: raw.signatures,
  });
}

test("a validator can be created later, and is bonded at the end of its block", () => {
  const chain = startWith([genTx(alice)]);
  const body = TxBody.fromJSON((genTx(bob) as { body: JsonObject }).body);
  const { txResults, validatorUpdates } = chain.block([chain.sign(bob, body.messages)]);
  expect(txResults[0]).toMatchObject({ code: 0 });
  expect(validatorUpdates).toEqual([{ pubKey: { ed25519: consensusKey("bob"), secp256k1: undefined }, power: 5n }]);
});

test("what is not there is not found, in the SDK's words", () => {
  const chain = startWith([genTx(alice)]);
  const pair = { delegatorAddr: bob.address, validatorAddr: operator(alice) };
  const log = (method: string, data: Uint8Array) => chain.ask(`${QUERY}/${method}`, data).log;
  expect(log("Validator", QueryValidatorRequest.encode({ validatorAddr: operator(bob) }))).toBe(
    `rpc error: code = NotFound desc = validator ${operator(bob)} not found: key not found`,
  );
  expect(log("Delegation", QueryDelegationRequest.encode(pair))).toBe(
    `rpc error: code = NotFound desc = delegation with delegator ${bob.address} not found for validator ${operator(alice)}: key not found`,
  );
  expect(log("UnbondingDelegation", QueryUnbondingDelegationRequest.encode(pair))).toBe(
    `rpc error: code = NotFound desc = unbonding delegation with delegator ${bob.address} not found for validator ${operator(alice)}: key not found`,
  );
});
