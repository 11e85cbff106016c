import { type JsonObject, type MessageCodec, toBech32 } from "@dcm/proto";
import {
  EventGrant,
  EventRevoke,
  GenericAuthorization,
  MsgExec,
  MsgExecResponse,
  MsgGrant,
  MsgRevoke,
  QueryGrantsRequest,
  QueryGrantsResponse,
} from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgMultiSend, MsgSend, MsgSendResponse, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { AuthorizationType, MsgDelegate, StakeAuthorization } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { MsgCreateVestingAccount } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import { MsgCancelOrder } from "@dcm/proto/gen/dcm/market/v1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { describe, expect, test } from "vitest";
import { GENESIS_TIME, IDENTITY, RICH, startChain, type TestChain, timestamp } from "../../../test/harness/chain.js";
import { type Person, person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { modules } from "../../app/modules.js";
import { amount, type Coins, moduleAddress, SECOND } from "../../kernel/index.js";

const [alice, bob, carol] = [person("alice"), person("bob"), person("carol")];
const udcm = (value: bigint): Coins => [{ denom: "udcm", amount: amount(value) }];
const packed = <T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0]): Any => ({
  typeUrl: codec.typeUrl,
  value: codec.encode(codec.fromPartial(value)),
});
const generic = (type: string = MsgSend.typeUrl) => packed(GenericAuthorization, { msg: type });
const grantTo = (grantee: Person, authorization: Any | undefined, end?: bigint, granter = alice) =>
  msg(MsgGrant, {
    granter: granter.address,
    grantee: grantee.address,
    grant: { authorization, expiration: end === undefined ? undefined : timestamp(end) },
  });
const exec = (grantee: Person, ...msgs: Any[]) => msg(MsgExec, { grantee: grantee.address, msgs });
const send = (from: Person, to: Person, value = 1n) =>
  msg(MsgSend, { fromAddress: from.address, toAddress: to.address, amount: udcm(value) });
const revoke = (grantee: Person, msgTypeUrl: string) =>
  msg(MsgRevoke, { granter: alice.address, grantee: grantee.address, msgTypeUrl });

const start = (more: Parameters<typeof startChain>[0] = {}) => startChain({ people: [alice, bob, carol], ...more });

function grantsOf(chain: TestChain, grantee: Person): QueryGrantsResponse["grants"] {
  const request = QueryGrantsRequest.fromPartial({ granter: alice.address, grantee: grantee.address });
  return chain.query("/cosmos.authz.v1beta1.Query/Grants", [QueryGrantsRequest, request], QueryGrantsResponse).grants;
}

function typedEvents(result: {
  events: readonly { type: string; attributes: readonly object[] }[];
}): readonly unknown[] {
  const named = (type: string) => type.startsWith("cosmos.authz.");
  return result.events
    .filter(({ type }) => named(type))
    .map(({ type, attributes }) => [
      type,
      Object.fromEntries((attributes as { key: string; value: string }[]).map(({ key, value }) => [key, value])),
    ]);
}

describe("a grant", () => {
  test("lets another act in the granter's name; events say so", () => {
    const chain = start();
    const granted = chain.deliver(alice, [grantTo(bob, generic())]);
    const parties = { granter: `"${alice.address}"`, grantee: `"${bob.address}"`, msg_index: "0" };
    const about = { ...parties, msg_type_url: `"${MsgSend.typeUrl}"` };
    expect(typedEvents(granted)).toEqual([[EventGrant.typeUrl.slice(1), about]]);
    const result = chain.deliver(bob, [exec(bob, send(alice, carol, 7n), send(bob, carol, 2n))]);
    expect(result).toMatchObject({ code: 0 });
    expect(chain.balance(carol.address)).toBe(RICH + 9n);
    const transfers = result.events.filter(({ type }) => type === "transfer");
    expect(transfers.map(({ attributes }) => attributes.slice(-2).map(({ key, value }) => `${key} ${value}`))).toEqual([
      ["authz_msg_index 0", "msg_index 0"],
      ["authz_msg_index 1", "msg_index 0"],
    ]);
    const [response] = TxMsgData.decode(result.data).msgResponses;
    const { results } = MsgExecResponse.decode(response?.value as Uint8Array);
    expect(results).toEqual([MsgSendResponse.encode({}), MsgSendResponse.encode({})]);
    const revoked = chain.deliver(alice, [revoke(bob, MsgSend.typeUrl)]);
    expect(typedEvents(revoked)).toEqual([[EventRevoke.typeUrl.slice(1), about]]);
    const refused = chain.deliver(bob, [exec(bob, send(alice, carol))]);
    expect(refused).toMatchObject({ codespace: "authz", code: 2 });
    expect(refused.log).toContain(
      `failed to get grant with given granter: ${alice.address}, grantee: ${bob.address} & msgType: /cosmos.bank.v1beta1.MsgSend : authorization not found`,
    );
  });
  test("of one type of message is none of another, and none for others", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, generic(MsgRevoke.typeUrl))]);
    expect(chain.deliver(bob, [exec(bob, send(alice, carol))])).toMatchObject({ codespace: "authz", code: 2 });
    expect(chain.deliver(carol, [exec(carol, revoke(bob, MsgRevoke.typeUrl))])).toMatchObject({ code: 2 });
    expect(chain.deliver(bob, [exec(bob, revoke(bob, MsgRevoke.typeUrl))])).toMatchObject({ code: 0 });
    expect(grantsOf(chain, bob)).toEqual([]);
  });
  test("to send ends when its limit is used up", () => {
    const chain = start();
    const authorization = packed(SendAuthorization, { spendLimit: udcm(10n), allowList: [carol.address] });
    chain.deliver(alice, [grantTo(bob, authorization)]);
    const act = (...messages: Any[]) => chain.deliver(bob, [exec(bob, ...messages)]);
    expect(act(send(alice, bob)).log).toContain(`cannot send to ${bob.address} address: unauthorized`);
    expect(act(send(alice, carol, 11n)).log).toContain("requested amount is more than spend limit: insufficient funds");
    expect(act(send(alice, carol, 6n))).toMatchObject({ code: 0 });
    expect(SendAuthorization.decode(grantsOf(chain, bob)[0]?.authorization?.value as Uint8Array).spendLimit).toEqual(
      udcm(4n),
    );
    expect(typedEvents(act(send(alice, carol, 4n)))).toHaveLength(1);
    expect(grantsOf(chain, bob)).toEqual([]);
  });
  test("that fails to be used is what it was", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, packed(SendAuthorization, { spendLimit: udcm(RICH * 3n) }))]);
    const before = grantsOf(chain, bob);
    const result = chain.deliver(bob, [exec(bob, send(alice, carol, 5n), send(alice, carol, RICH * 2n))]);
    expect(result).toMatchObject({ codespace: "sdk", code: 5 });
    expect(result.log).toBe(
      `failed to execute message; message index: 0: failed to execute message; message from_address:"${alice.address}" to_address:"${carol.address}" amount:<denom:"udcm" amount:"${RICH * 2n}" > : spendable balance ${RICH - 5n}udcm is smaller than ${RICH * 2n}udcm: insufficient funds`,
    );
    expect([grantsOf(chain, bob), chain.balance(carol.address)]).toEqual([before, RICH]);
  });
  test("makes the account of a grantee who has none", () => {
    const chain = start();
    const dave = person("dave");
    chain.deliver(alice, [grantTo(dave, generic())]);
    expect(chain.signing(dave).sequence).toBe(0n);
  });
});

type Refusal = readonly [claim: string, message: Any, codespace: string, code: number, text: string];

/** The test of a row: that person's message is refused so. */
function refusedBy(who: Person) {
  return (...[, message, codespace, code, text]: Refusal): void => {
    const result = start().deliver(who, [message]);
    expect(result).toMatchObject({ codespace, code });
    expect(result.log).toContain(text);
  };
}

describe("a grant is refused", () => {
  const stake = (value: Parameters<typeof StakeAuthorization.fromPartial>[0]) => packed(StakeAuthorization, value);
  const to = (grantee: string) =>
    msg(MsgGrant, { granter: alice.address, grantee, grant: { authorization: generic() } });
  const DELEGATE = AuthorizationType.DELEGATE;
  const cases: readonly Refusal[] = [
    ["for oneself", to(alice.address), "authz", 7, "grantee and granter should be different"],
    ["for no address", to("nobody"), "sdk", 7, "invalid grantee address: decoding bech32 failed"],
    ["for too long an address", to(toBech32("dcm", new Uint8Array(33))), "sdk", 7, "33 bytes are too many"],
    ["for a module", to(moduleAddress(IDENTITY.prefix, "escrow")), "sdk", 4, "is not allowed to receive funds"],
    ["without authorization", grantTo(bob, undefined), "sdk", 29, "authorization is nil: invalid type"],
    ["of no message", grantTo(bob, generic("")), "undefined", 1, "msg type cannot be empty"],
    ["of a message that nobody handles", grantTo(bob, generic("/x")), "sdk", 29, "/x doesn't exist.: invalid type"],
    [
      "that has ended",
      grantTo(bob, generic(), GENESIS_TIME),
      "authz",
      3,
      "expiration must be after the current block time (2026-01-01T00:00:02Z), got 2026-01-01T00:00:00Z",
    ],
    ["of sending nothing", grantTo(bob, packed(SendAuthorization, {})), "sdk", 10, "spend limit cannot be nil"],
    [
      "of sending zero",
      grantTo(bob, packed(SendAuthorization, { spendLimit: udcm(0n) })),
      "sdk",
      10,
      "spend limit must be positive",
    ],
    [
      "of sending to one twice",
      grantTo(bob, packed(SendAuthorization, { spendLimit: udcm(1n), allowList: [bob.address, bob.address] })),
      "bank",
      8,
      "duplicate entry",
    ],
    ["of moving stake unsaid how", grantTo(bob, stake({})), "authz", 4, "unknown authorization type"],
    [
      "of moving stake in a way that nobody knows",
      grantTo(bob, stake({ authorizationType: 9 as never })),
      "authz",
      4,
      "cannot normalize authz type",
    ],
    [
      "of less stake than nothing",
      grantTo(bob, stake({ authorizationType: DELEGATE, maxTokens: { denom: "udcm", amount: -5n } })),
      "authz",
      12,
      "negative coin amount: -5udcm: max tokens should be positive",
    ],
  ];
  test.each(cases)("%s", refusedBy(alice));
});

describe("an execution is refused", () => {
  const cases: readonly Refusal[] = [
    ["of no messages", exec(bob), "sdk", 18, "messages cannot be empty"],
    [
      "of a message of two signers",
      exec(bob, msg(MsgMultiSend, { inputs: [alice, bob].map(({ address }) => ({ address, coins: udcm(1n) })) })),
      "authz",
      9,
      "authorization can be given to msg with only one signer",
    ],
    [
      "of one of ours whose fields cannot be what they say",
      exec(bob, msg(MsgCancelOrder, { owner: "nobody" })),
      "sdk",
      18,
      "msg 0: dcm.market.v1.MsgCancelOrder.owner: decoding bech32 failed",
    ],
  ];
  test.each(cases)("%s", refusedBy(bob));
  test("of a message that nobody handles", () => {
    const chain = start({ modules: modules.filter(({ name }) => name !== "vesting") });
    const unknown = msg(MsgCreateVestingAccount, { fromAddress: bob.address, toAddress: "x", endTime: 1n });
    const result = chain.deliver(bob, [exec(bob, unknown)]);
    expect(result).toMatchObject({ codespace: "sdk", code: 6 });
    expect(result.log).toContain(`unrecognized message route: ${unknown.typeUrl}: unknown request`);
  });
  test("after the end of its grant, which is forgotten at the next block", () => {
    const chain = start();
    const end = GENESIS_TIME + 60n * SECOND;
    const types = [MsgSend.typeUrl, MsgRevoke.typeUrl];
    chain.deliver(alice, [
      ...types.map((type) => grantTo(bob, generic(type), end)),
      grantTo(carol, generic(), end + SECOND),
    ]);
    const act = () => chain.sign(bob, [exec(bob, send(alice, carol))]);
    expect(chain.block([act()], { time: end }).txResults[0]).toMatchObject({ code: 0 });
    // Pruned at begin-block, so that the transaction finds none.
    expect(chain.block([act()], { time: end + 1n }).txResults[0]).toMatchObject({ codespace: "authz", code: 2 });
    expect([grantsOf(chain, bob), grantsOf(chain, carol).length]).toEqual([[], 1]);
    const queue = [...(chain.store.at(chain.height)?.("authz").ascend(Uint8Array.of(2), Uint8Array.of(3)) ?? [])];
    expect(queue).toHaveLength(1);
  });
  test("after the end of its grant, AuthorizationExpired, were it still remembered", () => {
    const forgetful = modules.map((each) => (each.name === "authz" ? { ...each, beginBlock: undefined } : each));
    const chain = start({ modules: forgetful as typeof modules });
    const end = GENESIS_TIME + 60n * SECOND;
    chain.deliver(alice, [grantTo(bob, generic(), end)]);
    const late = chain.block([chain.sign(bob, [exec(bob, send(alice, carol))])], { time: end + 1n });
    expect(late.txResults[0]).toMatchObject({ codespace: "authz", code: 6 });
  });
  test("with everything that its messages did", () => {
    const chain = start();
    chain.deliver(alice, [grantTo(bob, generic())]);
    const result = chain.deliver(bob, [exec(bob, send(alice, carol, 5n), revoke(bob, MsgSend.typeUrl))]);
    expect(result).toMatchObject({ codespace: "authz", code: 2 });
    expect([chain.balance(carol.address), grantsOf(chain, bob).length]).toEqual([RICH, 1]);
  });
});

test("executions lie inside each other, each by its own grantee", () => {
  const chain = start();
  chain.deliver(alice, [grantTo(bob, generic())]);
  chain.deliver(bob, [grantTo(carol, generic(MsgExec.typeUrl), undefined, bob)]);
  const nested = exec(carol, exec(bob, send(alice, carol, 5n)));
  expect(chain.deliver(carol, [nested])).toMatchObject({ code: 0 });
  expect(chain.balance(carol.address)).toBe(RICH + 5n);
  expect(chain.deliver(carol, [exec(carol, exec(carol, send(alice, carol, 5n)))])).toMatchObject({ code: 2 });
});

test("a grant of stake is taken down by what is delegated", () => {
  const chain = start();
  const validators = ["dcmvaloper1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqhm0drx"];
  const value = { authorizationType: AuthorizationType.DELEGATE, allowList: { address: validators } };
  chain.deliver(alice, [grantTo(bob, packed(StakeAuthorization, { ...value, maxTokens: udcm(10n)[0] }))]);
  const act = (validatorAddress: string, coins: Coins) => {
    const delegate = msg(MsgDelegate, { delegatorAddress: alice.address, validatorAddress, amount: coins[0] });
    return chain.deliver(bob, [exec(bob, delegate)]).log;
  };
  expect(act("dcmvaloper1other", udcm(1n))).toContain("cannot delegate/undelegate to dcmvaloper1other validator");
  expect(act(validators[0] as string, udcm(11n))).toContain("negative coin amount: -1udcm");
  expect(act(validators[0] as string, [{ denom: "x", amount: amount(1n) }])).toContain("invalid coin denoms: udcm, x");
  // The message itself is staking's to refuse: there is no such validator.
  expect(act(validators[0] as string, udcm(10n))).toContain("failed to execute message; message delegator_address:");
});

describe("a genesis", () => {
  const entry = (more: JsonObject) => ({
    granter: alice.address,
    grantee: bob.address,
    authorization: { "@type": GenericAuthorization.typeUrl, msg: MsgSend.typeUrl },
    expiration: null,
    ...more,
  });
  const withGrants = (...authorization: JsonObject[]) =>
    start({ genesis: (state) => ({ ...state, authz: { authorization } }) });

  test("holds the grants that an export shows", () => {
    const chain = withGrants(entry({ expiration: "2027-01-01T00:00:00Z" }), entry({ grantee: carol.address }));
    expect([grantsOf(chain, bob).length, grantsOf(chain, carol).length]).toEqual([1, 1]);
    const { appState } = chain.app.exportGenesis();
    const next = startChain({ genesis: () => appState });
    expect(next.app.exportGenesis().appState.authz).toEqual(appState.authz);
  });
  test("passes over grants that have ended", () => {
    expect(grantsOf(withGrants(entry({ expiration: "2025-12-31T23:59:59Z" })), bob)).toEqual([]);
  });
  test.each([
    ["an address that is none", entry({ grantee: "nobody" }), "invalid bech32 string"],
    ["no authorization", entry({ authorization: null }), "its kind is not known here"],
    ["a grant that ends at its time", entry({ expiration: "2026-01-01T00:00:00Z" }), "expiration must be after"],
    [
      "a message with a long name",
      entry({ authorization: { "@type": GenericAuthorization.typeUrl, msg: `/${"x".repeat(60)}` } }),
      "is longer than any message's type here",
    ],
  ])("with %s is refused", (_claim, given, text) => {
    expect(() => withGrants(given)).toThrow(text);
  });
});
