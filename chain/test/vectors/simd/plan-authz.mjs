// Acting in another's name: granted, used, used up, ended, revoked, asked for; messages inside messages.
import { GenericAuthorization } from "cosmjs-types/cosmos/authz/v1beta1/authz";
import * as query from "cosmjs-types/cosmos/authz/v1beta1/query";
import { SendAuthorization } from "cosmjs-types/cosmos/bank/v1beta1/authz";
import { StakeAuthorization } from "cosmjs-types/cosmos/staking/v1beta1/authz";
import { moduleAddress } from "./accounts.mjs";
import { addressOf, fee, multiSend, one, send, simple, stake } from "./messages.mjs";
import { encodeMessage, makeTx } from "./sign.mjs";

export const stores = { authz: ["01", "02"] };

const START = 1_767_225_600;
const VALIDATOR = "cosmosvaloper19rl4cm2hmr8afy4kldpxz3fka4jguq0ae5egnx";
const OTHER = "cosmosvaloper1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqkh52tw";
const moment = (seconds, nanos = 0) => ({ seconds: BigInt(seconds), nanos });
const photon = (amount) => [{ denom: "photon", amount: String(amount) }];
const SEND = "/cosmos.bank.v1beta1.MsgSend";
const EXEC = "/cosmos.authz.v1beta1.MsgExec";
const DELEGATE = "/cosmos.staking.v1beta1.MsgDelegate";

const packed = (codec, value) => ({ typeUrl: codec.typeUrl, value: codec.encode(codec.fromPartial(value)).finish() });
const generic = (msg) => packed(GenericAuthorization, { msg });
const sends = (spendLimit, allowList = []) => packed(SendAuthorization, { spendLimit, allowList });
const stakes = (authorizationType, { allow, deny, max } = {}) =>
  packed(StakeAuthorization, {
    authorizationType,
    maxTokens: max === undefined ? undefined : { denom: "stake", amount: String(max) },
    allowList: allow && { address: allow },
    denyList: deny && { address: deny },
  });

const grant = (granter, grantee, authorization, expiration) => ({
  typeUrl: "/cosmos.authz.v1beta1.MsgGrant",
  value: { granter: addressOf(granter), grantee: addressOf(grantee), grant: { authorization, expiration } },
});
const granted = (granter, grantee, authorization, expiration) => one(granter, grant(granter, grantee, authorization, expiration));
const revoke = (granter, grantee, msgTypeUrl) => ({
  typeUrl: "/cosmos.authz.v1beta1.MsgRevoke",
  value: { granter: addressOf(granter), grantee: addressOf(grantee), msgTypeUrl },
});
const exec = (grantee, ...messages) => ({
  typeUrl: EXEC,
  value: { grantee: addressOf(grantee), msgs: messages.map((each) => encodeMessage(each)) },
});
const executed = (grantee, ...messages) => one(grantee, exec(grantee, ...messages), { fee: fee(400, 400_000) });
const later = (ahead, make) => ({ by }) => make({ by: (index, more = 0, ...rest) => by(index, ahead + more, ...rest) });
const delegate = (index, amount, validator = VALIDATOR) => ({
  typeUrl: DELEGATE,
  value: { delegatorAddress: addressOf(index), validatorAddress: validator, amount: stake(amount)[0] },
});
const undelegate = (index, amount) => ({ ...delegate(index, amount), typeUrl: "/cosmos.staking.v1beta1.MsgUndelegate" });
const deep = (grantee, levels, message) => (levels === 0 ? message : exec(grantee, deep(grantee, levels - 1, message)));

const ask = (name, method, fields) => [name, `/cosmos.authz.v1beta1.Query/${method}`, query[`Query${method}Request`], fields];
const page = (more) => ({ key: new Uint8Array(), offset: 0n, limit: 0n, countTotal: false, reverse: false, ...more });
const pair = (granter, grantee, more) => ({ granter: addressOf(granter), grantee: addressOf(grantee), ...more });

export const blocks = [
  [],
  [
    ["a generic grant", granted(0, 10, generic(SEND))],
    ["a generic grant that ends", granted(1, 10, generic(SEND), moment(START + 40))],
    ["a grant of two messages with one end", later(1, granted(1, 10, generic(DELEGATE), moment(START + 40)))],
    ["a third with the same end", later(2, granted(1, 10, generic("/cosmos.bank.v1beta1.MsgMultiSend"), moment(START + 40)))],
    ["a grant to send", granted(2, 11, sends(stake(1000)))],
    ["a grant to send two denominations to some", granted(3, 11, sends([...photon(500), ...stake(700)], [addressOf(80), addressOf(81)]), moment(START + 60))],
    ["a grant to send, unsorted", granted(4, 11, sends([...stake(700), ...photon(5)]))],
    ["a grant to send one denomination twice", granted(5, 11, sends([...stake(300), ...stake(400)]))],
    ["a grant to delegate", granted(6, 12, stakes(1, { allow: [VALIDATOR], max: 5000 }))],
    ["a grant to delegate without limit", granted(7, 12, stakes(1, { deny: [OTHER] }))],
    ["a grant to delegate to nobody but another", granted(8, 12, stakes(1, { allow: [OTHER, OTHER] }))],
    ["a grant to undelegate", granted(9, 12, stakes(2, { max: 100 }))],
    ["a grant makes the grantee's account", granted(15, 400, generic(SEND), moment(START + 1000, 7))],
    ["a grant to governance", granted(16, moduleAddress("gov"), generic(SEND))],
    ["a grant to execute", granted(17, 13, generic(EXEC))],
    ["a grant to send, signed in amino mode", ({ by }) =>
      makeTx({
        messages: [
          {
            ...grant(18, 19, sends(stake(77), [addressOf(80)]), moment(START + 500)),
            amino: {
              type: "cosmos-sdk/MsgGrant",
              value: {
                granter: addressOf(18),
                grantee: addressOf(19),
                grant: {
                  authorization: { type: "cosmos-sdk/SendAuthorization", value: { spend_limit: stake(77), allow_list: [addressOf(80)] } },
                  expiration: "2026-01-01T00:08:20Z",
                },
              },
            },
          },
        ],
        signers: [by(18, 0, { mode: "amino" })],
        fee: fee(),
      })],
    ["a grant to delegate, signed in amino mode", ({ by }) =>
      makeTx({
        messages: [
          {
            ...grant(20, 21, stakes(1, { allow: [VALIDATOR], max: 9 })),
            amino: {
              type: "cosmos-sdk/MsgGrant",
              value: {
                granter: addressOf(20),
                grantee: addressOf(21),
                grant: {
                  authorization: {
                    type: "cosmos-sdk/StakeAuthorization",
                    value: {
                      max_tokens: stake(9)[0],
                      Validators: { type: "cosmos-sdk/StakeAuthorization/AllowList", value: { allow_list: { address: [VALIDATOR] } } },
                      authorization_type: 1,
                    },
                  },
                },
              },
            },
          },
        ],
        signers: [by(20, 0, { mode: "amino" })],
        fee: fee(),
      })],
  ],
  [
    ["a grant for oneself", granted(22, 22, generic(SEND))],
    ["a grant for oneself in capitals", granted(23, addressOf(23).toUpperCase(), generic(SEND))],
    ["a grant for no address", granted(24, "nobody", generic(SEND))],
    ["a grant without authorization", granted(25, 26, undefined)],
    ["a grant of an unknown kind", granted(26, 27, { typeUrl: "/cosmos.authz.v1beta1.None", value: new Uint8Array() })],
    ["a grant that is something else", granted(27, 28, { typeUrl: SEND, value: new Uint8Array() })],
    ["a grant of no message", granted(28, 29, generic(""))],
    ["a grant of a message that nobody handles", granted(29, 30, generic("/cosmos.group.v1.MsgVote"))],
    ["a grant of what is no message", granted(30, 31, generic("hello"))],
    ["a grant that has ended", granted(31, 32, generic(SEND), moment(START + 14))],
    ["a grant that ends now", granted(32, 33, generic(SEND), moment(START + 15))],
    ["a grant that ends after the years of Go", granted(33, 34, generic(SEND), moment(253_402_300_800))],
    ["a grant to send nothing", granted(34, 35, sends([]))],
    ["a grant to send zero", granted(35, 36, sends(stake(0)))],
    ["a grant to send less than nothing", granted(36, 37, sends(stake(-5)))],
    ["a grant to send to one twice", granted(37, 38, sends(stake(5), [addressOf(80), addressOf(80)]))],
    ["a grant to move stake, unsaid how", granted(38, 39, stakes(0, { max: 5 }))],
    ["a grant to move stake below zero", granted(39, 40, stakes(1, { max: -5 }))],
    ["a grant that replaces one, with another end", granted(1, 10, generic(SEND), moment(START + 50))],
    ["a grant that replaces one, without end", later(1, granted(1, 10, generic("/cosmos.bank.v1beta1.MsgMultiSend")))],
    ["a grant that replaces one, with the same end", later(2, granted(1, 10, generic(DELEGATE), moment(START + 40)))],
    ["a grant that replaces one, with an end for the first time", granted(2, 11, sends(stake(1200)), moment(START + 40))],
    ["a revocation for oneself", one(41, revoke(41, 41, SEND))],
    ["a revocation for no address", one(42, revoke(42, "nobody", SEND))],
    ["a revocation of no message", one(43, revoke(43, 44, ""))],
    ["a revocation of what was not granted", one(44, revoke(44, 45, SEND))],
    ["a revocation of a message with a long name", one(45, revoke(45, 46, `/${"x".repeat(200)}`))],
  ],
  {
    txs: [
      ["a send in another's name", executed(10, send(0, 1, stake(5)))],
      ["two sends in two names", later(1, executed(10, send(0, 1, stake(5)), send(1, 2, stake(6))))],
      ["a send in one's own name, executed", executed(47, send(47, 1, stake(5)))],
      ["a send in a name that granted nothing", executed(48, send(49, 1, stake(5)))],
      ["a message of two senders in another's name", executed(50, multiSend([[0, stake(1)], [1, stake(1)]], [[2, stake(2)]]))],
      ["no message in another's name", executed(51)],
      ["a message without a type in another's name", ({ by }) => makeTx({ messages: [{ typeUrl: EXEC, value: { grantee: addressOf(52), msgs: [{ typeUrl: "", value: new Uint8Array() }] } }], signers: [by(52)], fee: fee() })],
      ["what is no message in another's name", ({ by }) => makeTx({ messages: [{ typeUrl: EXEC, value: { grantee: addressOf(53), msgs: [generic(SEND)] } }], signers: [by(53)], fee: fee() })],
      ["a message by a grantee that is no address", ({ by }) => makeTx({ messages: [exec("nobody", send(0, 1))], signers: [by(54)], fee: fee() })],
      ["a send of more than the granter has", later(2, executed(10, send(0, 1, stake(5_000_000_000))))],
      ["a send in another's name to nobody's address", later(3, executed(10, send(0, 'no "address"\n', stake(5))))],
      ["a send within the limit", executed(11, send(2, 1, stake(700)))],
      ["a send above what is left", later(1, executed(11, send(2, 1, stake(501))))],
      ["a send that uses the limit up", later(2, executed(11, send(2, 1, stake(500))))],
      ["a send after the limit was used up", later(3, executed(11, send(2, 1, stake(1))))],
      ["a send to a listed receiver", later(4, executed(11, send(3, 81, [...photon(100), ...stake(700)])))],
      ["a send to another receiver", later(5, executed(11, send(3, 82, photon(1))))],
      ["a send of a denomination that was used up", later(6, executed(11, send(3, 80, stake(1))))],
      ["a send by a grant of one denomination twice", later(7, executed(11, send(5, 1, stake(650))))],
      ["a send of zero by a grant", later(8, executed(11, send(5, 1, stake(0))))],
      ["a send by an unsorted grant", later(9, executed(11, send(4, 1, stake(5))))],
      ["a send of an unsorted sum by a grant", later(10, executed(11, send(5, 1, [...stake(5), ...photon(5)])))],
      ["a delegation in another's name", executed(12, delegate(6, 4000))],
      ["a delegation above what is left", later(1, executed(12, delegate(6, 1001)))],
      ["a delegation of another denomination", later(2, executed(12, { ...delegate(6, 1), value: { ...delegate(6, 1).value, amount: photon(1)[0] } }))],
      ["a delegation to another validator", later(3, executed(12, delegate(6, 1, OTHER)))],
      ["a delegation without limit", later(4, executed(12, delegate(7, 4000)))],
      ["a delegation to a denied validator", later(5, executed(12, delegate(7, 1, OTHER)))],
      ["a delegation to one who is not listed", later(6, executed(12, delegate(8, 1)))],
      ["an undelegation with nothing delegated", later(7, executed(12, undelegate(9, 100)))],
      ["an undelegation that was granted as a delegation", later(8, executed(12, undelegate(6, 100)))],
      ["a send in a name that granted to execute", executed(13, exec(17, send(17, 1, stake(5))))],
      ["an execution inside one's own", executed(55, exec(55, send(55, 1, stake(5))), send(55, 2, stake(6)))],
      ["nine executions inside each other", executed(56, deep(56, 8, send(56, 1, stake(1))))],
      ["ten executions inside each other", executed(57, deep(57, 9, send(57, 1, stake(1))))],
      ["99 messages in one execution", ({ by }) =>
        makeTx({ messages: [exec(58, ...Array.from({ length: 99 }, () => send(58, 1, stake(1))))], signers: [by(58)], fee: fee(9000, 9_000_000) })],
      ["100 messages in one execution", ({ by }) =>
        makeTx({ messages: [exec(59, ...Array.from({ length: 100 }, () => send(59, 1, stake(1))))], signers: [by(59)], fee: fee(9000, 9_000_000) })],
      ["an execution that grants", executed(60, grant(60, 61, sends(stake(5))), revoke(60, 61, SEND))],
      ["an execution that runs out of gas", later(4, one(10, exec(10, send(0, 1, stake(5))), { fee: fee(200, 50_000) }))],
      ["a send of one's own account and of another's", executed(62, send(62, 1, stake(5)), send(63, 1, stake(5)))],
      ["a send in another's name, amino", ({ by }) =>
        makeTx({
          messages: [
            {
              ...exec(19, send(18, 80, stake(70))),
              amino: {
                type: "cosmos-sdk/MsgExec",
                value: {
                  grantee: addressOf(19),
                  msgs: [{ type: "cosmos-sdk/MsgSend", value: { from_address: addressOf(18), to_address: addressOf(80), amount: stake(70) } }],
                },
              },
            },
          ],
          signers: [by(19, 0, { mode: "amino" })],
          fee: fee(),
        })],
      ["a grantee in capitals", ({ by }) => makeTx({ messages: [exec(addressOf(64).toUpperCase(), send(64, 1, stake(5)))], signers: [by(64)], fee: fee() })],
    ],
    queries: [
      ask("grants between two", "Grants", pair(1, 10)),
      ask("a grant between two", "Grants", pair(1, 10, { msgTypeUrl: SEND })),
      ask("a grant that is not there", "Grants", pair(1, 10, { msgTypeUrl: "/nothing" })),
      ask("grants between two, paged", "Grants", pair(1, 10, { pagination: page({ limit: 2n, countTotal: true }) })),
      ask("grants between two backwards", "Grants", pair(1, 10, { pagination: page({ limit: 2n, reverse: true }) })),
      ask("grants between strangers", "Grants", pair(90, 91)),
      ask("grants of no address", "Grants", { granter: "nobody", grantee: addressOf(10) }),
      ask("grants for no address", "Grants", { granter: addressOf(1), grantee: "" }),
      ask("grants by key and offset", "Grants", pair(1, 10, { pagination: page({ key: Uint8Array.of(1), offset: 1n }) })),
      ask("grants of a granter", "GranterGrants", { granter: addressOf(1) }),
      ask("grants of a granter in capitals, paged", "GranterGrants", { granter: addressOf(1).toUpperCase(), pagination: page({ limit: 1n }) }),
      ask("grants of a granter without any", "GranterGrants", { granter: addressOf(90) }),
      ask("grants of a granter that is no address", "GranterGrants", { granter: "" }),
      ask("grants of a grantee", "GranteeGrants", { grantee: addressOf(12) }),
      ask("grants of a grantee, paged", "GranteeGrants", { grantee: addressOf(12), pagination: page({ limit: 2n }) }),
      ask("grants of a grantee, paged and counted", "GranteeGrants", { grantee: addressOf(12), pagination: page({ limit: 2n, countTotal: true }) }),
      ask("grants of a grantee, the last of all", "GranteeGrants", { grantee: addressOf(12), pagination: page({ limit: 4n }) }),
      ask("grants of a grantee that is no address", "GranteeGrants", { grantee: "x" }),
    ],
  },
  {
    after: 20,
    txs: [
      ["a send at the end of a grant", executed(10, delegate(1, 10))],
      ["a revocation of a grant that ends", one(3, revoke(3, 11, SEND))],
      ["a send after a revocation", executed(11, send(3, 80, photon(1)))],
    ],
  },
  {
    after: 5,
    txs: [
      ["a delegation after the end of a grant", executed(10, delegate(1, 10))],
      ["a send before the end of a grant that was replaced", later(1, executed(10, send(1, 2, stake(3))))],
    ],
  },
  { after: 6, txs: [["a send after the end of a grant that was replaced", executed(10, send(1, 2, stake(3)))]], queries: [ask("grants between two at last", "Grants", pair(1, 10))] },
  [["after all this a send still works", simple(0, 1, stake(3))]],
];
