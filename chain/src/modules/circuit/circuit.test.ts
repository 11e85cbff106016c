import type { JsonObject } from "@dcm/proto";
import { MsgExec } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  AccountResponse,
  AccountsResponse,
  DisabledListResponse,
  Permissions_Level as Level,
  MsgAuthorizeCircuitBreaker,
  MsgResetCircuitBreaker,
  MsgTripCircuitBreaker,
  QueryAccountRequest,
  QueryAccountsRequest,
  QueryDisabledListRequest,
} from "@dcm/proto/gen/cosmos/circuit/v1";
import { VoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgDelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { describe, expect, test } from "vitest";
import { attributesOf, startChain, type TestChain } from "../../../test/harness/chain.js";
import {
  alice,
  bob,
  carol,
  coins,
  dave,
  erin,
  GOV,
  govChain,
  passed,
  proposalOf,
  proposed,
  voted,
} from "../../../test/harness/gov.js";
import { type InsideChain, startInside } from "../../../test/harness/insider.js";
import type { Person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";

const SEND = MsgSend.typeUrl;
const DELEGATE = MsgDelegate.typeUrl;
const { NONE_UNSPECIFIED, SOME_MSGS, ALL_MSGS, SUPER_ADMIN } = Level;

const authorized = (
  granter: string,
  grantee: string,
  level: Level | undefined,
  limitTypeUrls: readonly string[] = [],
) =>
  msg(MsgAuthorizeCircuitBreaker, {
    granter,
    grantee,
    permissions: level === undefined ? undefined : { level, limitTypeUrls },
  });
const trip = (who: Person, ...msgTypeUrls: readonly string[]) =>
  msg(MsgTripCircuitBreaker, { authority: who.address, msgTypeUrls });
const reset = (who: Person, ...msgTypeUrls: readonly string[]) =>
  msg(MsgResetCircuitBreaker, { authority: who.address, msgTypeUrls });
const send = (from: Person, to: Person) =>
  msg(MsgSend, { fromAddress: from.address, toAddress: to.address, amount: coins(1n) });

/** Alice may do all, bob stop and start everything, carol sends; dave may nothing. */
function started(): InsideChain {
  const chain = startInside({ people: [alice, bob, carol, dave, erin] });
  chain.govern(authorized(GOV, alice.address, SUPER_ADMIN));
  chain.deliver(alice, [authorized(alice.address, bob.address, ALL_MSGS)]);
  chain.deliver(alice, [authorized(alice.address, carol.address, SOME_MSGS, [SEND])]);
  return chain;
}

const path = (method: string) => `/cosmos.circuit.v1.Query/${method}`;
const stoppedIn = (chain: TestChain) =>
  chain.query(path("DisabledList"), [QueryDisabledListRequest, {}], DisabledListResponse).disabledList;
const permissionOf = (chain: TestChain, { address }: Person) =>
  chain.query(path("Account"), [QueryAccountRequest, { address }], AccountResponse).permission;

describe("authorizing", () => {
  const unauthorized = { codespace: "sdk", code: 4 };
  test("is for the gov account and those whom it trusts with that", () => {
    const chain = started();
    expect(permissionOf(chain, alice)?.level).toBe(SUPER_ADMIN);
    expect(permissionOf(chain, carol)).toEqual({ level: SOME_MSGS, limitTypeUrls: [SEND] });
    for (const who of [bob, carol, dave]) {
      const refused = chain.deliver(who, [authorized(who.address, dave.address, ALL_MSGS)]);
      expect(refused).toMatchObject(unauthorized);
      expect(refused.log).toContain("only super admins can authorize users: unauthorized");
    }
    const { events } = chain.deliver(alice, [authorized(alice.address, carol.address, NONE_UNSPECIFIED)]);
    expect(attributesOf(events, "authorize_circuit_breaker")).toEqual({
      granter: alice.address,
      grantee: carol.address,
      permission: "",
      msg_index: "0",
    });
    expect(permissionOf(chain, carol)?.level).toBe(NONE_UNSPECIFIED);
  });
  test("names an account and a permission", () => {
    const chain = started();
    const wrong = chain.deliver(alice, [authorized(alice.address, "nobody", ALL_MSGS)]);
    expect(wrong).toMatchObject({ codespace: "undefined", code: 1 });
    const none = chain.deliver(alice, [authorized(alice.address, dave.address, undefined)]);
    expect(none).toMatchObject({ codespace: "sdk", code: 18 });
    expect(none.log).toContain("permissions cannot be nil");
  });
});

describe("a stopped message", () => {
  test("is refused before its handler, in blocks, in the mempool and in simulations", () => {
    const chain = started();
    const tx = chain.sign(dave, [send(dave, erin)]);
    const { events } = chain.deliver(carol, [trip(carol, SEND)]);
    expect(attributesOf(events, "trip_circuit_breaker")).toMatchObject({ authority: carol.address, msg_url: SEND });
    expect(stoppedIn(chain)).toEqual([SEND]);
    expect(chain.check(tx)).toMatchObject({ codespace: "undefined", code: 1, log: "tx type not allowed" });
    const paid = chain.balance(dave.address);
    const [result] = chain.block([tx]).txResults;
    expect(result).toMatchObject({ codespace: "undefined", code: 1, log: "tx type not allowed" });
    expect(chain.balance(dave.address)).toBe(paid);
    // Others go on.
    expect(chain.deliver(bob, [trip(bob, DELEGATE)]).code).toBe(0);
  });
  test("is refused inside other messages", () => {
    const chain = started();
    chain.deliver(bob, [trip(bob, SEND)]);
    const { code, log } = chain.deliver(dave, [msg(MsgExec, { grantee: dave.address, msgs: [send(dave, erin)] })]);
    expect(code).toBe(1);
    expect(log).toContain(`circuit breaker disables execution of this message: ${SEND}`);
  });
  test("is refused at the end of a block too: its proposal fails", () => {
    const chain = govChain({}, { genesis: (state) => ({ ...state, circuit: { disabled_type_urls: [SEND] } }) });
    const spend = msg(MsgSend, { fromAddress: GOV, toAddress: dave.address, amount: coins(1n) });
    const id = proposed(chain, { messages: [spend] });
    voted(chain, id, VoteOption.YES, alice);
    passed(chain, 2n);
    expect(proposalOf(chain, id)?.failedReason).toBe(`circuit breaker disables execution of this message: ${SEND}`);
  });
  test("goes on when it is let", () => {
    const chain = started();
    chain.deliver(bob, [trip(bob, SEND, DELEGATE)]);
    const { events, code } = chain.deliver(carol, [reset(carol, SEND)]);
    expect(code).toBe(0);
    expect(attributesOf(events, "reset_circuit_breaker")).toMatchObject({ authority: carol.address, msg_url: SEND });
    expect(stoppedIn(chain)).toEqual([DELEGATE]);
    expect(chain.deliver(dave, [send(dave, erin)]).code).toBe(0);
    expect(chain.govern(msg(MsgResetCircuitBreaker, { authority: GOV, msgTypeUrls: [DELEGATE] }))).toHaveProperty(
      "value",
    );
    expect(stoppedIn(chain)).toEqual([]);
  });
});

describe("nobody stops or starts", () => {
  const cases = [
    [dave, trip(dave, SEND), "account does not have permission to trip circuit breaker: unauthorized"],
    [carol, trip(carol, DELEGATE), `account does not have permission to trip circuit breaker for message ${DELEGATE}`],
    [bob, trip(bob, "/a", "/a"), "message /a is already disabled"],
    [dave, reset(dave, "/stopped"), "account does not have permission to reset circuit breaker: unauthorized"],
    [carol, reset(carol, "/stopped"), "account does not have permission to reset circuit breaker for message /stopped"],
    [bob, reset(bob, SEND), `message ${SEND} is not disabled`],
    [bob, trip(bob, "x".repeat(127)), "a type URL of 127 bytes is too long: invalid request"],
  ] as const;
  test.each(cases.map(([who, message, text]) => [text, who, message] as const))("%s", (text, who, message) => {
    const chain = started();
    chain.deliver(alice, [trip(alice, "/stopped")]);
    const { code, log } = chain.deliver(who, [message]);
    expect(code).not.toBe(0);
    expect(log).toContain(text);
    expect(stoppedIn(chain)).toEqual(["/stopped"]);
  });
});

test("queries list who may what, in pages, and say who is unknown", () => {
  const chain = started();
  const page = [QueryAccountsRequest, QueryAccountsRequest.fromPartial({ pagination: { limit: 2n } })] as const;
  const { accounts, pagination } = chain.query(path("Accounts"), page, AccountsResponse);
  expect(accounts).toHaveLength(2);
  const rest = QueryAccountsRequest.fromPartial({ pagination: { key: pagination?.nextKey ?? new Uint8Array(0) } });
  const more = chain.query(path("Accounts"), [QueryAccountsRequest, rest], AccountsResponse).accounts;
  const all = [...accounts, ...more].map(({ address }) => address);
  expect(all.sort()).toEqual([alice, bob, carol].map(({ address }) => address as string).sort());
  const unknown = chain.ask(path("Account"), QueryAccountRequest.encode({ address: dave.address }));
  expect(unknown.log).toContain("collections: not found: key 'hexBytes:");
  const wrong = chain.ask(path("Account"), QueryAccountRequest.encode({ address: "nobody" }));
  expect(wrong.log).toContain("decoding bech32 failed");
});

describe("a genesis", () => {
  const stateOf = (chain: TestChain) => chain.app.exportGenesis().appState.circuit as JsonObject;
  test("takes over permissions and what is stopped", () => {
    const chain = started();
    chain.deliver(alice, [authorized(alice.address, bob.address, NONE_UNSPECIFIED)]);
    chain.deliver(alice, [trip(alice, SEND)]);
    const state = stateOf(chain);
    const again = startChain({ genesis: (fresh) => ({ ...fresh, circuit: state }) });
    expect(stateOf(again)).toEqual(state);
    expect(state.account_permissions).toHaveLength(2);
  });
  test.each<[string, JsonObject]>([
    ["invalid account address: nobody", { address: "nobody", permissions: { level: "LEVEL_ALL_MSGS" } }],
    ["account has empty permissions", { address: alice.address, permissions: null }],
    ["invalid permission level", { address: alice.address, permissions: { level: "LEVEL_NONE_UNSPECIFIED" } }],
  ])("is refused: %s", (fault, account) => {
    const circuit = { account_permissions: [account] };
    expect(() => startChain({ genesis: (state) => ({ ...state, circuit }) })).toThrow(fault);
  });
});
