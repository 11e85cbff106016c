// Allowances for fees: granted, used, used up, ended, revoked, pruned, asked for.
import { AllowedMsgAllowance, BasicAllowance, PeriodicAllowance } from "cosmjs-types/cosmos/feegrant/v1beta1/feegrant";
import * as query from "cosmjs-types/cosmos/feegrant/v1beta1/query";
import { moduleAddress, voucher } from "./accounts.mjs";
import { addressOf, fee, one, send, simple, stake } from "./messages.mjs";
import { makeTx } from "./sign.mjs";

// The queue of ends is left out: the SDK leaves records of revoked allowances in it.
export const stores = { feegrant: ["00"] };

const START = 1_767_225_600;
const moment = (seconds, nanos = 0) => ({ seconds: BigInt(seconds), nanos });
const photon = (amount) => [{ denom: "photon", amount: String(amount) }];

const packed = (codec, value) => ({ typeUrl: codec.typeUrl, value: codec.encode(codec.fromPartial(value)).finish() });
const basic = (spendLimit, expiration) => packed(BasicAllowance, { spendLimit, expiration });
const periodic = (period, limit, { can = limit, reset, ...more } = {}) => {
  const value = PeriodicAllowance.fromPartial({ basic: more, period: moment(period), periodSpendLimit: limit, periodCanSpend: can });
  // Field by field: CosmJS would write a time that is left out.
  if (reset !== undefined) value.periodReset = reset;
  return { typeUrl: PeriodicAllowance.typeUrl, value: PeriodicAllowance.encode(value).finish() };
};
const allowed = (allowedMessages, allowance) => packed(AllowedMsgAllowance, { allowedMessages, allowance });
const SEND = "/cosmos.bank.v1beta1.MsgSend";

const grant = (granter, grantee, allowance) => ({
  typeUrl: "/cosmos.feegrant.v1beta1.MsgGrantAllowance",
  value: { granter: addressOf(granter), grantee: addressOf(grantee), allowance },
});
const granted = (granter, grantee, allowance, more) => one(granter, grant(granter, grantee, allowance), more);
const revoke = (granter, grantee) => ({
  typeUrl: "/cosmos.feegrant.v1beta1.MsgRevokeAllowance",
  value: { granter: addressOf(granter), grantee: addressOf(grantee) },
});
const prune = (pruner) => one(pruner, { typeUrl: "/cosmos.feegrant.v1beta1.MsgPruneAllowances", value: { pruner: addressOf(pruner) } });
/** The same transaction after `ahead` others of its signer in the block. */
const later = (ahead, make) => ({ by }) => make({ by: (index, more = 0, ...rest) => by(index, ahead + more, ...rest) });
/** A send whose fee the granter pays. */
const paid = (granter, from, coins = stake(500), more = {}) => ({ by }) =>
  makeTx({
    messages: [send(from, 2, stake(1))],
    signers: [by(from)],
    fee: { amount: coins, gas: 200_000, granter: addressOf(granter), ...more.fee },
    ...(more.messages ? { messages: more.messages } : {}),
    ...(more.signers ? { signers: more.signers(by) } : {}),
  });

const ask = (name, method, fields) => [name, `/cosmos.feegrant.v1beta1.Query/${method}`, query[`Query${method}Request`], fields];
const between = (name, granter, grantee) => ask(name, "Allowance", { granter: addressOf(granter), grantee: addressOf(grantee) });
const page = (more) => ({ key: new Uint8Array(), offset: 0n, limit: 0n, countTotal: false, reverse: false, ...more });

export const blocks = [
  [],
  [
    ["a basic allowance", granted(0, 10, basic(stake(1000)))],
    ["a basic allowance without limit", granted(1, 10, basic([]))],
    ["a basic allowance that ends", granted(2, 10, basic(stake(10_000), moment(START + 60)))],
    ["a basic allowance of two denominations", granted(3, 11, basic([...photon(500), ...stake(700)], moment(START + 40)))],
    ["a periodic allowance", granted(4, 12, periodic(20, stake(700), { spendLimit: stake(2000), reset: moment(START + 15) }))],
    ["a periodic allowance without limit and time", granted(5, 12, periodic(30, stake(600), { can: [] }))],
    ["a periodic allowance that ends", granted(6, 12, periodic(10, stake(600), { expiration: moment(START + 32), reset: moment(START + 12) }))],
    ["an allowance for sending", granted(7, 13, allowed([SEND, "/cosmos.bank.v1beta1.MsgMultiSend"], basic(stake(2000))))],
    ["an allowance for something else", granted(8, 13, allowed(["/cosmos.gov.v1.MsgVote"], basic([]))) ],
    ["an allowance for sending, periodic", granted(9, 14, allowed([SEND], periodic(20, stake(500), { reset: moment(START + 15), expiration: moment(START + 90) })))],
    ["an allowance inside an allowance", granted(15, 14, allowed([SEND], allowed([SEND, SEND], basic(stake(900)))))],
    ["an allowance makes the grantee's account", granted(16, 400, basic(stake(5000), moment(START + 1000)))],
    ["an allowance to governance", granted(17, moduleAddress("gov"), basic([]))],
    ["an allowance at a module's address with account", granted(63, moduleAddress("fee_collector"), basic([]))],
    ["an allowance signed in amino mode", ({ by }) =>
      makeTx({
        messages: [
          {
            ...grant(18, 19, basic(stake(77), moment(START + 500))),
            amino: {
              type: "cosmos-sdk/MsgGrantAllowance",
              value: {
                granter: addressOf(18),
                grantee: addressOf(19),
                allowance: { type: "cosmos-sdk/BasicAllowance", value: { spend_limit: stake(77), expiration: "2026-01-01T00:08:20Z" } },
              },
            },
          },
        ],
        signers: [by(18, 0, { mode: "amino" })],
        fee: fee(),
      })],
  ],
  [
    ["an allowance for oneself", granted(20, 20, basic([]))],
    ["an allowance for oneself in capitals", granted(21, addressOf(21).toUpperCase(), basic([]))],
    ["an allowance for no address", granted(22, "nobody", basic([]))],
    ["an allowance of no address", ({ by }) => makeTx({ messages: [grant("nobody", 1, basic([]))], signers: [by(23)], fee: fee() })],
    ["an allowance that is there", granted(0, 10, basic(stake(5)))],
    ["an allowance of an unknown kind", granted(24, 25, { typeUrl: "/cosmos.feegrant.v1beta1.NoAllowance", value: new Uint8Array() })],
    ["an allowance that is something else", granted(25, 26, packed({ ...BasicAllowance, typeUrl: SEND }, {}))],
    ["an allowance without a type", granted(26, 27, { typeUrl: "", value: new Uint8Array() })],
    ["an allowance with an unsorted limit", granted(27, 28, basic([...stake(1), ...photon(1)]))],
    ["an allowance with a limit of zero", granted(28, 29, basic(stake(0)))],
    ["an allowance that has ended", granted(29, 30, basic([], moment(START + 14, 999_999_999)))],
    ["an allowance that ends now", granted(30, 31, basic([], moment(START + 15)))],
    ["an allowance that ended before 1970", granted(31, 32, basic([], moment(-1)))],
    ["an allowance that ends after the years of Go", granted(32, 33, basic([], moment(253_402_300_800)))],
    ["a periodic allowance of nothing", granted(33, 34, periodic(20, []))],
    ["a periodic allowance of zero", granted(34, 35, periodic(20, stake(0), { can: [] }))],
    ["a periodic allowance that can spend what is unsorted", granted(35, 36, periodic(20, stake(5), { can: [...stake(1), ...photon(1)] }))],
    ["a periodic allowance of another denomination", granted(36, 37, periodic(20, photon(5), { spendLimit: stake(5) }))],
    ["a periodic allowance of more denominations", granted(37, 38, periodic(20, [...photon(5), ...stake(5)], { spendLimit: stake(5) }))],
    ["a periodic allowance with a negative period", granted(38, 39, periodic(-20, stake(5)))],
    ["a periodic allowance with a span that Go cannot hold", granted(39, 40, periodic(10_000_000_000, stake(5)))],
    ["a periodic allowance whose limit is none", granted(40, 41, periodic(20, stake(5), { spendLimit: stake(0) }))],
    ["an allowance for no messages", granted(41, 42, allowed([], basic([]))) ],
    ["an allowance for messages with nothing inside", granted(42, 43, allowed([SEND], undefined))],
    ["an allowance for messages with a wrong one inside", granted(43, 44, allowed([SEND], basic(stake(0))))],
    ["an allowance for messages with something else inside", granted(44, 45, allowed([SEND], packed({ ...BasicAllowance, typeUrl: SEND }, {})))],
    ["an allowance of nobody's is revoked", one(45, revoke(45, 46))],
    ["an allowance of oneself is revoked", one(46, revoke(46, 46))],
    ["an allowance for no address is revoked", one(47, revoke(47, "nobody"))],
  ],
  {
    txs: [
      ["a fee within the limit", paid(0, 10, stake(400))],
      ["a fee above what is left", later(1, paid(0, 10, stake(601)))],
      ["a fee that uses the allowance up", later(1, paid(0, 10, stake(600)))],
      ["a fee after the allowance was used up", later(2, paid(0, 10, stake(1)))],
      ["a fee of any height", later(2, paid(1, 10, stake(900_000)))],
      ["a fee above the granter's balance", later(3, paid(1, 10, stake(5_000_000_000)))],
      ["a fee of a denomination that is not allowed", later(3, paid(2, 10, [...photon(3), ...stake(400)]))],
      ["a fee of two denominations that are allowed", paid(3, 11, [...photon(300), ...stake(400)])],
      ["an unsorted fee of an allowance", later(1, paid(3, 11, [...stake(200), ...photon(100)]))],
      ["a fee of zero of an allowance", later(1, paid(3, 11, stake(0)))],
      ["no fee of an allowance", later(2, paid(3, 11, []))],
      ["a fee within the period's limit", paid(4, 12, stake(700))],
      ["a fee above the period's limit", later(1, paid(4, 12, stake(200)))],
      ["a fee of a period that begins", later(1, paid(5, 12, stake(600)))],
      ["a fee of a period that is late", later(2, paid(6, 12, stake(600)))],
      ["a fee for a message that is allowed", paid(7, 13, stake(1500))],
      ["a fee for messages of which one is allowed", later(1, paid(7, 13, stake(300), { messages: [send(13, 2, stake(1)), revoke(13, 2)] }))],
      ["a fee for two messages that are allowed", later(1, paid(7, 13, stake(300), { messages: [send(13, 2, stake(1)), send(13, 3, stake(1))] }))],
      ["a fee for a message that is not allowed", later(2, paid(8, 13, stake(300)))],
      ["a fee of a period for a message that is allowed", paid(9, 14, stake(300))],
      ["a fee of an allowance inside an allowance", later(1, paid(15, 14, stake(300)))],
      ["a fee for a message that fails", later(2, paid(15, 14, stake(200), { messages: [send(14, 2, stake(9_000_000_000))] }))],
      ["a fee of an account that has nothing", paid(16, 400, stake(250), { messages: [send(400, 2, stake(1))] })],
      ["a fee that nobody allows", paid(50, 51)],
      ["a fee of an account that is not there", paid(600, 52)],
      ["a fee that one allows oneself", paid(53, 53)],
      ["a fee of the payer, not of the signer", ({ by }) =>
        makeTx({ messages: [send(54, 2, stake(1))], signers: [by(54), by(55)], fee: fee(500, 200_000, { payer: addressOf(55), granter: addressOf(56) }) })],
      ["a fee of a granter in capitals", paid(addressOf(57).toUpperCase(), 57)],
      ["a fee of an allowance in amino mode", ({ by }) => paid(18, 19, stake(77), { signers: () => [by(19, 0, { mode: "amino" })], fee: { gas: 70_000 } })({ by })],
      ["a fee below the node's price of an allowance", later(3, paid(1, 10, stake(1)))],
    ],
    queries: [
      between("a basic allowance after a use", 3, 11),
      between("a periodic allowance after a use", 5, 12),
      between("an allowed-message allowance after a use", 15, 14),
    ],
  },
  {
    after: 20,
    txs: [
      ["a fee of the next period", paid(4, 12, stake(650))],
      ["a fee of the next period, less than its limit is left", later(1, paid(4, 12, stake(51)))],
      ["a fee of an ended allowance", later(1, paid(6, 12, stake(300)))],
      ["an ended allowance is revoked", one(6, revoke(6, 12))],
      ["an ended allowance is revoked again", later(1, one(6, revoke(6, 12)))],
      ["an allowance is revoked", one(1, revoke(1, 10))],
      ["a fee of a revoked allowance", paid(1, 10, stake(300))],
      ["a revoked allowance is granted again", later(1, granted(1, 10, basic(stake(40_000), moment(START + 70))))],
      ["an allowance that ends is revoked", one(2, revoke(2, 10))],
    ],
  },
  { after: 5, txs: [["allowances are pruned when none has ended", prune(60)]], queries: [between("an allowance whose end was this block", 3, 11)] },
  {
    after: 31,
    txs: [
      ["a fee of the last of a periodic allowance", paid(4, 12, stake(650))],
      ["a fee of an allowance that ended a second ago", paid(1, 10, stake(500))],
      ["a message that prunes", prune(61)],
      ["a message that prunes for no address", ({ by }) => makeTx({ messages: [{ typeUrl: "/cosmos.feegrant.v1beta1.MsgPruneAllowances", value: { pruner: "nobody" } }], signers: [by(62)], fee: fee() })],
    ],
    queries: [
      between("an allowance that was pruned", 1, 10),
      between("an allowance that is there, asked for", 9, 14),
      between("an allowance of no address, asked for", "nobody", 14),
      between("an allowance for no address, asked for", 9, "nobody"),
      between("an allowance of an address in capitals", addressOf(9).toUpperCase(), 14),
      ask("allowances of a grantee", "Allowances", { grantee: addressOf(14) }),
      ask("one allowance of a grantee", "Allowances", { grantee: addressOf(14), pagination: page({ limit: 1n, countTotal: true }) }),
      ask("allowances of a grantee backwards", "Allowances", { grantee: addressOf(14), pagination: page({ limit: 1n, reverse: true }) }),
      ask("allowances of a grantee without any", "Allowances", { grantee: addressOf(90) }),
      ask("allowances of no address", "Allowances", { grantee: "" }),
      ask("allowances by key and offset", "Allowances", { grantee: addressOf(14), pagination: page({ key: Uint8Array.of(1), offset: 1n }) }),
      ask("allowances of a granter", "AllowancesByGranter", { granter: addressOf(9) }),
      ask("one allowance of a granter", "AllowancesByGranter", { granter: addressOf(9), pagination: page({ limit: 1n }) }),
      ask("allowances of a granter without any", "AllowancesByGranter", { granter: addressOf(90) }),
      ask("allowances of a granter that is no address", "AllowancesByGranter", { granter: "nobody" }),
    ],
  },
  [["after all this a fee is paid", simple(0, 1, [{ denom: voucher, amount: "1" }])]],
];
