// Upgrades: planned, replaced, cancelled, at their height with and without a program that knows them, left out, done.
import * as query from "cosmjs-types/cosmos/upgrade/v1beta1/query";
import * as types from "cosmjs-types/cosmos/upgrade/v1beta1/tx";
import { CancelSoftwareUpgradeProposal, SoftwareUpgradeProposal } from "cosmjs-types/cosmos/upgrade/v1beta1/upgrade";
import { any, decided, decideSoon, decider, gov, oldSubmit, submit } from "./gov.mjs";
import { addressOf, stake } from "./messages.mjs";
import { block, tx } from "./staking.mjs";

export const stores = { upgrade: ["00", "01", "03"] };
export const modules = "slashing,evidence";
export const changeGenesis = decideSoon;

const upgrade = (name, value) => {
  const type = types[`Msg${name}`];
  return { typeUrl: type.typeUrl, bytes: type.encode(type.fromPartial(value)).finish() };
};
/** Go's zero time, without which a plan has the time 0 of Unix. */
const none = { seconds: -62_135_596_800n, nanos: 0 };
const planOf = (name, height, more) => ({ name, height: BigInt(height), info: "", time: none, ...more });
const planned = (name, height, more = {}) => upgrade("SoftwareUpgrade", { authority: gov, plan: planOf(name, height, more) });
const cancelled = (authority = gov) => upgrade("CancelUpgrade", { authority });
const content = (type, value) => ({ typeUrl: type.typeUrl, value: type.encode(type.fromPartial({ title: "a title", description: "a description", ...value })).finish() });

const ask = (name, method, fields) => [name, `/cosmos.upgrade.v1beta1.Query/${method}`, query[`Query${method}Request`], fields];
const state = (when) => [
  ask(`the plan ${when}`, "CurrentPlan", {}),
  ...["v1", "v2", "v3", "v4", ""].map((name) => ask(`${name === "" ? "no name" : name} carried out ${when}`, "AppliedPlan", { name })),
];
const MODULES = "auth,vesting,bank,staking,slashing,evidence,mint,distribution,gov,upgrade,circuit,params,feegrant,authz,consensus,genutil";
const versions = (when) => MODULES.split(",").map((moduleName) => ask(`the version of ${moduleName} ${when}`, "ModuleVersions", { moduleName }));

export const blocks = [
  {
    queries: [
      ...state("at first"),
      ...versions("at first"),
      ask("the version of an unknown module", "ModuleVersions", { moduleName: "nft" }),
      ask("the authority", "Authority", {}),
      ask("the state for other chains", "UpgradedConsensusState", { lastHeight: 3n }),
    ],
  },
  decider(),
  block({
    txs: [
      tx("a plan by a user", 20, upgrade("SoftwareUpgrade", { authority: addressOf(20), plan: planOf("v1", 99) })),
      tx("a plan of nothing by a user", 20, upgrade("SoftwareUpgrade", { authority: addressOf(20), plan: {} })),
      tx("no plan by a user", 20, { typeUrl: types.MsgSoftwareUpgrade.typeUrl, bytes: types.MsgCancelUpgrade.encode({ authority: addressOf(20) }).finish() }),
      tx("a cancellation by a user", 21, cancelled(addressOf(21))),
      tx("a cancellation by nobody", 22, cancelled("nobody")),
      tx("a plan in the gov account's name", 23, planned("v1", 99)),
      tx("a proposal of a user's plan", 24, submit(24, [any(upgrade("SoftwareUpgrade", { authority: addressOf(24), plan: planOf("v1", 99) }))], stake(1_000_000))),
      tx("a proposal of a plan with a state of no type", 24, submit(24, [any(planned("v1", 99, { upgradedClientState: { typeUrl: "/a", value: new Uint8Array() } }))], stake(1_000_000))),
      tx("an old proposal of a plan", 25, oldSubmit(25, content(SoftwareUpgradeProposal, { plan: planOf("v1", 99) }))),
      tx("an old proposal of a cancellation", 26, oldSubmit(26, content(CancelSoftwareUpgradeProposal, {}))),
    ],
  }),
  // Decided in block 6.
  ...decided(1, [
    ["nothing to cancel", any(cancelled())],
    ["a plan without a name", any(planned("", 99))],
    ["a plan without a height", any(planned("v1", 0))],
    ["a plan below zero", any(planned("v1", -1))],
    ["a plan of the past", any(planned("v1", 5))],
    ["a plan with a time", any(planned("v1", 99, { time: { seconds: 1n, nanos: 0 } }))],
    ["a plan with the time of Unix", any(planned("v1", 99, { time: { seconds: 0n, nanos: 0 } }))],
    ["a plan with a state for others", any(planned("v1", 99, { upgradedClientState: { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: new Uint8Array() } }))],
    ["a plan", any(planned("v1", 99, { info: "read this" }))],
  ], { queries: state("when one is made") }),
  // 9
  ...decided(10, [
    ["another plan in its place", any(planned("v2", 20, { info: "é <b> \"q\"" }))],
    ["a plan and a refusal", any(planned("v3", 99)), any(planned("v3", 1))],
  ], { queries: state("when it is replaced") }),
  // 12
  ...decided(12, [["the plan is cancelled", any(cancelled())]], { queries: state("when it is cancelled") }),
  // 15
  ...decided(13, [["a plan for its height", any(planned("v2", 17, { info: "see <https://example.org> & \"é\"" }))]], { queries: state("when it is near") }),
  block({ programs: [{ upgrades: ["v2"] }, {}] }),
  // 17
  block({ programs: [{}, { upgrades: ["v3"] }, { upgrades: ["v2"] }], queries: [...state("when it is done"), ...versions("when it is done")] }),
  block({ programs: [{}, { upgrades: ["v3", "v2"] }] }),
  // 21
  ...decided(14, [
    ["the same name again", any(planned("v2", 99))],
    ["another name, at the height that comes", any(planned("v4", 22))],
  ], { queries: state("when another is near") }),
  block({ programs: [{ upgrades: ["v2"] }, { upgrades: ["v2"], skipped: [22, 30] }], queries: state("when it is left out") }),
  // 25: a plan for the very block that decides, which has begun.
  ...decided(16, [["a plan for this block", any(planned("v3", 25, { info: "too late" }))]], { queries: state("when it is late") }),
  block({ programs: [{ upgrades: ["v2"] }, { upgrades: ["v2", "v3"] }], queries: state("when it is done late") }),
  block({ programs: [{ upgrades: ["v2"] }, { upgrades: ["v3"] }], queries: state("at last") }),
];
