// Messages that are stopped and let go on: who may, what is refused meanwhile, in transactions, inside messages, in proposals.
import { GenericAuthorization } from "cosmjs-types/cosmos/authz/v1beta1/authz";
import { MsgExec } from "cosmjs-types/cosmos/authz/v1beta1/tx";
import { MsgMultiSend, MsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import * as query from "cosmjs-types/cosmos/circuit/v1/query";
import * as types from "cosmjs-types/cosmos/circuit/v1/tx";
import { MsgExecLegacyContent, MsgSubmitProposal, MsgVote } from "cosmjs-types/cosmos/gov/v1/tx";
import { MsgDelegate } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { any, anyOf, decided, decideSoon, decider, gov, oldSubmit, text } from "./gov.mjs";
import { addressOf, fee, send, stake } from "./messages.mjs";
import { encodeMessage, makeTx } from "./sign.mjs";
import { block, delegate, pageOf, tx } from "./staking.mjs";

export const stores = { circuit: ["01", "02"] };
export const modules = "slashing,evidence";
const [NONE, SOME, ALL, SUPER] = [0, 1, 2, 3];
const [SEND, MULTI, DELEGATE, EXEC] = [MsgSend, MsgMultiSend, MsgDelegate, MsgExec].map(({ typeUrl }) => typeUrl);
const [TRIP, RESET] = [types.MsgTripCircuitBreaker, types.MsgResetCircuitBreaker].map(({ typeUrl }) => typeUrl);

/** 20 may do all; multi-sends are stopped from the first block on. */
export const changeGenesis = (state) => {
  decideSoon(state);
  state.circuit = {
    account_permissions: [
      { address: addressOf(20), permissions: { level: "LEVEL_SUPER_ADMIN", limit_type_urls: [] } },
      { address: addressOf(30), permissions: { level: "LEVEL_SOME_MSGS", limit_type_urls: ["/a"] } },
    ],
    disabled_type_urls: [MULTI],
  };
};

const circuit = (name, value) => {
  const type = types[`Msg${name}CircuitBreaker`];
  return { typeUrl: type.typeUrl, bytes: type.encode(type.fromPartial(value)).finish() };
};
const authorize = (granter, grantee, level, limitTypeUrls = []) =>
  circuit("Authorize", { granter: addressOf(granter), grantee: addressOf(grantee), ...(level !== undefined && { permissions: { level, limitTypeUrls } }) });
const trip = (who, ...msgTypeUrls) => circuit("Trip", { authority: addressOf(who), msgTypeUrls });
const reset = (who, ...msgTypeUrls) => circuit("Reset", { authority: addressOf(who), msgTypeUrls });
const exec = (grantee, ...messages) => {
  const msgs = messages.map((each) => ("bytes" in each ? any(each) : encodeMessage(each)));
  return { typeUrl: EXEC, bytes: MsgExec.encode({ grantee: addressOf(grantee), msgs }).finish() };
};
const grant = (granter, grantee, msg) => ({
  typeUrl: "/cosmos.authz.v1beta1.MsgGrant",
  value: { granter: addressOf(granter), grantee: addressOf(grantee), grant: { authorization: anyOf(GenericAuthorization, { msg }) } },
});
const multiSend = (from, to) => ({
  typeUrl: MULTI,
  value: { inputs: [{ address: addressOf(from), coins: stake(5) }], outputs: [{ address: addressOf(to), coins: stake(5) }] },
});
const fromGov = (to) => anyOf(MsgSend, { fromAddress: gov, toAddress: addressOf(to), amount: stake(1) });

const ask = (name, method, fields) => [name, `/cosmos.circuit.v1.Query/${method}`, query[`Query${method}Request`], fields];
const state = (when) => [
  ask(`what is stopped ${when}`, "DisabledList", {}),
  ask(`all who may ${when}`, "Accounts", {}),
  ask(`two who may ${when}`, "Accounts", { pagination: pageOf(2) }),
  ask(`two who may, backwards ${when}`, "Accounts", { pagination: pageOf(2, { reverse: true }) }),
  ask(`the third who may ${when}`, "Accounts", { pagination: pageOf(1, { offset: 2n, countTotal: false }) }),
  ask(`the hundredth who may ${when}`, "Accounts", { pagination: pageOf(1, { offset: 99n }) }),
  ask(`who may, by key and offset ${when}`, "Accounts", { pagination: pageOf(1, { key: Uint8Array.of(1), offset: 1n }) }),
  ...[20, 21, 22, 23, 24].map((who) => ask(`what ${who} may ${when}`, "Account", { address: addressOf(who) })),
];

export const blocks = [
  { queries: [...state("at first"), ask("what nobody may", "Account", { address: "nobody" }), ask("what no address may", "Account", { address: "" })] },
  decider(),
  block({
    txs: [
      tx("all messages", 20, authorize(20, 21, ALL)),
      tx("some messages", 20, authorize(20, 22, SOME, [SEND, "/a \"quoted\"\n\u00e9"])),
      tx("some messages that are none", 20, authorize(20, 23, SOME)),
      tx("another who may do all, with types", 20, authorize(20, 25, SUPER, ["/b"])),
      tx("nothing, with types", 20, authorize(20, 26, NONE, ["/b"])),
      tx("a level that is none", 20, authorize(20, 27, 9, ["/b"])),
      tx("an address in capitals", 20, authorize(20, addressOf(28).toUpperCase(), ALL)),
      tx("one who may for all authorizes", 21, authorize(21, 24, ALL)),
      tx("one who may for some authorizes", 22, authorize(22, 24, ALL)),
      tx("one who may nothing authorizes", 24, authorize(24, 24, ALL)),
      tx("the other who may do all authorizes", 25, authorize(25, 24, ALL), authorize(25, 24, SOME, ["/c"])),
      tx("nobody is authorized", 20, authorize(20, "nobody", ALL)),
      tx("no address is authorized", 20, authorize(20, "", ALL)),
      tx("no permission is given", 20, authorize(20, 24, undefined)),
      tx("nobody is authorized by one who may not", 24, authorize(24, "nobody", undefined)),
      tx("the gov account's name", 20, authorize(gov, 24, ALL)),
      tx("what the genesis stopped", 29, multiSend(29, 30)),
      tx("what the genesis stopped, behind another", 31, send(31, 30), multiSend(31, 30)),
    ],
    queries: state("when all are named"),
  }),
  block({
    txs: [
      tx("a stop by one who may nothing", 29, trip(29, DELEGATE)),
      tx("a stop by one without types", 23, trip(23, DELEGATE)),
      tx("a stop of another type", 22, trip(22, SEND, DELEGATE)),
      tx("a stop of what is stopped", 20, trip(20, MULTI)),
      tx("a stop of what is stopped by one who may nothing", 29, trip(29, MULTI)),
      tx("a stop twice at once", 21, trip(21, DELEGATE, DELEGATE)),
      tx("a stop of nothing", 29, trip(29)),
      tx("a stop of nothing by one who may", 21, trip(21)),
      tx("a stop of an unknown type", 21, trip(21, "/a", "b,c")),
      tx("a stop of the empty type", 21, trip(21, "")),
      tx("a stop with an odd name", 22, trip(22, "/a \"quoted\"\n\u00e9")),
      tx("a stop by a level that is none", 27, trip(27, "/b")),
      tx("a stop by one whose permission is gone", 26, trip(26, "/b")),
      tx("a stop by capitals", 28, circuit("Trip", { authority: addressOf(28).toUpperCase(), msgTypeUrls: ["/d"] })),
      tx("a stop of one's own next message", 21, trip(21, DELEGATE), delegate(21, 1, 5)),
      tx("a delegation before the stop", 32, delegate(32, 1, 5)),
      tx("a stop of delegations and sends", 21, trip(21, DELEGATE, SEND)),
      tx("a delegation behind the stop", 33, delegate(33, 1, 5)),
      tx("a send behind the stop", 34, send(34, 35)),
    ],
    queries: state("when much is stopped"),
  }),
  block({
    txs: [
      tx("a send that is stopped", 50, send(50, 35)),
      tx("a send that is stopped, behind a permission", 20, authorize(20, 29, NONE), send(20, 35)),
      tx("a grant of what is stopped", 36, grant(36, 37, SEND)),
      tx("an exec of one's own", 34, exec(34, send(34, 35))),
      tx("an exec behind another", 34, exec(34, authorize(34, 35, ALL), send(34, 35))),
      tx("an exec within an exec", 34, exec(34, exec(34, send(34, 35)))),
      tx("an exec of what was granted", 37, exec(37, send(36, 35))),
      tx("an exec of what was not granted", 38, exec(38, send(36, 35))),
      tx("an exec that stops", 21, exec(21, trip(21, "/e"))),
      tx("an exec that stops for another", 38, exec(38, trip(21, "/f"))),
      tx("an old proposal", 39, oldSubmit(39, text(), stake(1_000_000))),
    ],
  }),
  ...decided(2, [
    ["a send that is stopped", fromGov(3)],
    ["a permission and a stop", any(authorize(gov, 35, SUPER)), any(trip(gov, "/g", MsgExecLegacyContent.typeUrl))],
    ["a stop of what is stopped, by gov", any(authorize(gov, 36, SUPER)), any(trip(gov, SEND))],
    ["sends go on for a proposal, and are stopped again", any(reset(gov, SEND)), fromGov(4), any(trip(gov, SEND))],
  ], { queries: state("after the first decisions") }),
  block({
    txs: [
      tx("an old proposal while its execution is stopped", 39, oldSubmit(39, text(), stake(1_000_000))),
      tx("a start by one who may nothing", 29, reset(29, SEND)),
      tx("a start by one without types", 23, reset(23, SEND)),
      tx("a start of another type", 22, reset(22, SEND, DELEGATE)),
      tx("a start of what runs", 20, reset(20, EXEC)),
      tx("a start of what runs by one who may nothing", 29, reset(29, EXEC)),
      tx("a start twice at once", 21, reset(21, SEND, SEND)),
      tx("a start of nothing", 29, reset(29)),
      tx("a start and a send", 28, reset(28, SEND), send(28, 35)),
      tx("a start", 22, reset(22, SEND)),
      tx("a start of the empty type", 21, reset(21, "")),
      tx("a start of an odd name", 21, reset(21, "/a \"quoted\"\n\u00e9", "/a", "b,c")),
      tx("a start in the genesis' name", 20, reset(20, MULTI)),
      tx("a permission is taken away", 20, authorize(20, 22, NONE)),
      tx("a start without the permission", 22, reset(22, DELEGATE)),
      tx("a permission is narrowed", 20, authorize(20, 21, SOME, [DELEGATE])),
      tx("a stop beyond the narrowed one", 21, trip(21, SEND)),
      tx("a start within the narrowed one", 21, reset(21, DELEGATE)),
      tx("one gives up what he may", 25, authorize(25, 25, NONE), authorize(25, 24, NONE)),
      tx("a send that goes on", 34, send(34, 35)),
      tx("a delegation that goes on", 33, delegate(33, 1, 5)),
      tx("the end of all starts and stops", 20, trip(20, RESET, TRIP)),
    ],
    queries: state("when much goes on"),
  }),
  block({
    txs: [
      tx("a send that goes on from the first", 34, send(34, 35)),
      tx("a start that is stopped", 51, reset(51, RESET)),
      tx("a start that is stopped, in an exec", 20, exec(20, reset(20, RESET))),
      tx("a permission while starts are stopped", 20, authorize(20, 31, ALL)),
      tx("no proposals and no votes", 35, trip(35, MsgSubmitProposal.typeUrl, MsgVote.typeUrl)),
    ],
  }),
  {
    txs: [
      ["gas that looks once", ({ by }) => makeTx({ messages: [send(52, 35)], signers: [by(52)], fee: fee(200, 999) })],
      ["gas that looks for one of two", ({ by }) => makeTx({ messages: [send(53, 35), send(53, 36)], signers: [by(53)], fee: fee(200, 1_999) })],
    ],
  },
  ...decided(6, [["starts go on", any(reset(gov, RESET))]], { queries: state("at last") }),
];
