// Parameters: those of CometBFT and of every module, changed by proposals and by users; the older store of parameters.
import * as auth from "cosmjs-types/cosmos/auth/v1beta1/tx";
import { QueryParamsRequest as AuthParams } from "cosmjs-types/cosmos/auth/v1beta1/query";
import * as consensusQuery from "cosmjs-types/cosmos/consensus/v1/query";
import { MsgUpdateParams } from "cosmjs-types/cosmos/consensus/v1/tx";
import * as distribution from "cosmjs-types/cosmos/distribution/v1beta1/tx";
import * as mint from "cosmjs-types/cosmos/mint/v1beta1/tx";
import * as legacy from "cosmjs-types/cosmos/params/v1beta1/query";
import { ParameterChangeProposal } from "cosmjs-types/cosmos/params/v1beta1/params";
import * as slashing from "cosmjs-types/cosmos/slashing/v1beta1/tx";
import { any, anyOf, decided, decideSoon, decider, gov, oldSubmit } from "./gov.mjs";
import { addressOf, fee, send } from "./messages.mjs";
import { makeTx } from "./sign.mjs";
import { block, dec, tx } from "./staking.mjs";

/** The store of CometBFT's parameters: "Consensus". */
export const stores = { consensus: ["436f6e73656e737573"], acc: ["00"], mint: ["01"], slashing: ["00"], distribution: ["09"] };
export const modules = "slashing,evidence";
export const changeGenesis = decideSoon;

const bytesOf = ({ typeUrl, value }) => ({ typeUrl, bytes: value });
const good = {
  block: { maxBytes: 22_020_096n, maxGas: -1n },
  evidence: { maxAgeNumBlocks: 100_000n, maxAgeDuration: { seconds: 172_800n, nanos: 0 }, maxBytes: 1_048_576n },
  validator: { pubKeyTypes: ["ed25519"] },
};
const consensus = (more = {}, authority = gov) => anyOf(MsgUpdateParams, { authority, ...good, ...more });
const consensusBlock = (more) => consensus({ block: { ...good.block, ...more } });
const evidence = (more) => consensus({ evidence: { ...good.evidence, ...more } });

const authParams = (more) => ({
  maxMemoCharacters: 256n, txSigLimit: 7n, txSizeCostPerByte: 10n, sigVerifyCostEd25519: 590n, sigVerifyCostSecp256k1: 1000n, ...more,
});
const mintParams = (more) => ({
  mintDenom: "stake", inflationRateChange: dec("0"), inflationMax: dec("0"), inflationMin: dec("0"), goalBonded: dec("0.67"), blocksPerYear: 6_311_520n, ...more,
});
const bytes = (text) => Buffer.from(dec(text));
const slashingParams = (more) => ({
  signedBlocksWindow: 100n,
  minSignedPerWindow: bytes("0.5"),
  downtimeJailDuration: { seconds: 600n, nanos: 0 },
  slashFractionDoubleSign: bytes("0.05"),
  slashFractionDowntime: bytes("0.01"),
  ...more,
});
const distributionParams = (more) => ({ communityTax: dec("0.02"), baseProposerReward: dec("0"), bonusProposerReward: dec("0"), withdrawAddrEnabled: true, ...more });
const update = (types, params, authority = gov) => anyOf(types.MsgUpdateParams, { authority, params });

const asked = (when) => [
  [`CometBFT's parameters ${when}`, "/cosmos.consensus.v1.Query/Params", consensusQuery.QueryParamsRequest, {}],
  [`the parameters of auth ${when}`, "/cosmos.auth.v1beta1.Query/Params", AuthParams, {}],
];
const ask = (name, method, fields) => [name, `/cosmos.params.v1beta1.Query/${method}`, legacy[`Query${method}Request`], fields];
const users = [
  ["of CometBFT", (who) => consensus({}, who)],
  ["of auth", (who) => update(auth, authParams(), who)],
  ["of mint", (who) => update(mint, mintParams(), who)],
  ["of slashing", (who) => update(slashing, slashingParams(), who)],
  ["of distribution", (who) => update(distribution, distributionParams(), who)],
];
const limited = (name, index, gas) => [name, ({ by }) => makeTx({ messages: [send(index, 5)], signers: [by(index)], fee: fee(5_000, gas) })];

export const blocks = [
  {
    queries: [
      ...asked("at first"),
      ask("a parameter of staking", "Params", { subspace: "staking", key: "BondDenom" }),
      ask("a parameter of no subspace", "Params", { subspace: "nothing", key: "a" }),
      ask("a parameter without a subspace", "Params", { subspace: "", key: "a" }),
      ask("a parameter without a key", "Params", { subspace: "staking", key: "" }),
      ask("no parameter", "Params", { subspace: "", key: "" }),
      ask("a parameter of gov", "Params", { subspace: "gov", key: "depositparams" }),
    ],
  },
  decider(),
  block({
    txs: [
      ...users.map(([name, make], at) => tx(`parameters ${name} by a user`, 20 + at, bytesOf(make(addressOf(20 + at))))),
      tx("an old proposal of parameters", 30, oldSubmit(30, anyOf(ParameterChangeProposal, { title: "a title", description: "a description", changes: [{ subspace: "staking", key: "MaxValidators", value: "1" }] }))),
      tx("an old proposal of no parameters", 31, oldSubmit(31, anyOf(ParameterChangeProposal, { title: "a title", description: "a description", changes: [] }))),
    ],
  }),
  ...decided(1, [
    ["no block", consensus({ block: undefined })],
    ["no evidence", consensus({ evidence: undefined })],
    ["no validator", consensus({ validator: undefined })],
    ["blocks of no bytes", consensusBlock({ maxBytes: 0n })],
    ["blocks below no bytes", consensusBlock({ maxBytes: -2n })],
    ["blocks of too many bytes", consensusBlock({ maxBytes: 104_857_601n })],
    ["blocks below no gas", consensusBlock({ maxGas: -2n })],
    ["evidence of no age", evidence({ maxAgeNumBlocks: 0n })],
    ["evidence of no duration", evidence({ maxAgeDuration: { seconds: 0n, nanos: 0 } })],
    ["evidence of no duration at all", evidence({ maxAgeDuration: undefined })],
    ["evidence of too many bytes", evidence({ maxBytes: 22_020_097n })],
    ["evidence below no bytes", evidence({ maxBytes: -1n })],
    ["keys of no type", consensus({ validator: { pubKeyTypes: [] } })],
    ["keys of an unknown type", consensus({ validator: { pubKeyTypes: ["ed25519", "bls"] } })],
    ["extensions of votes in the past", consensus({ abci: { voteExtensionsEnableHeight: 3n } })],
    ["extensions of votes below zero", consensus({ abci: { voteExtensionsEnableHeight: -3n } })],
    ["extensions of votes never", consensus({ abci: { voteExtensionsEnableHeight: 0n } })],
  ], { queries: asked("after refusals") }),
  ...decided(18, [
    ["smaller blocks", consensus({ block: { maxBytes: -1n, maxGas: 3_000_000n }, evidence: { maxAgeNumBlocks: 7n, maxAgeDuration: { seconds: 9n, nanos: 5 }, maxBytes: 104_857_600n }, validator: { pubKeyTypes: ["ed25519", "secp256k1"] } })],
    ["extensions of votes to come", consensus({ block: { maxBytes: 1_000_000n, maxGas: 3_000_000n }, evidence: { ...good.evidence, maxBytes: 1_000_000n }, abci: { voteExtensionsEnableHeight: 1_000n } })],
    ["extensions of votes later still", consensus({ block: { maxBytes: 1_000_000n, maxGas: 3_000_000n }, evidence: { ...good.evidence, maxBytes: 1_000_000n }, abci: { voteExtensionsEnableHeight: 2_000n } })],
    ["parameters of auth", update(auth, authParams({ maxMemoCharacters: 100n, txSizeCostPerByte: 11n, sigVerifyCostSecp256k1: 1_100n }))],
    ["parameters of auth without signatures", update(auth, authParams({ txSigLimit: 0n }))],
    ["parameters of auth without a cost of bytes", update(auth, authParams({ txSizeCostPerByte: 0n }))],
    ["parameters of auth that are nothing", update(auth, undefined)],
    ["parameters of mint", update(mint, mintParams({ blocksPerYear: 5_000_000n, goalBonded: dec("0.5") }))],
    ["parameters of mint without a denomination", update(mint, mintParams({ mintDenom: " " }))],
    ["parameters of mint without a goal", update(mint, mintParams({ goalBonded: dec("0") }))],
    ["parameters of mint with a least above the most", update(mint, mintParams({ inflationMin: dec("0.2"), inflationMax: dec("0.1") }))],
    ["parameters of slashing", update(slashing, slashingParams({ signedBlocksWindow: 200n }))],
    ["parameters of slashing without a window", update(slashing, slashingParams({ signedBlocksWindow: 0n }))],
    ["parameters of slashing beyond one", update(slashing, slashingParams({ slashFractionDowntime: bytes("1.1") }))],
    ["parameters of distribution", update(distribution, distributionParams({ communityTax: dec("0.03"), withdrawAddrEnabled: false }))],
    ["parameters of distribution beyond one", update(distribution, distributionParams({ communityTax: dec("1.01") }))],
    ["parameters of distribution that are no more", update(distribution, distributionParams({ baseProposerReward: dec("0.01") }))],
  ], { queries: asked("after changes") }),
  block({ queries: asked("a block later") }),
  {
    txs: [
      limited("gas within the block's", 60, 2_000_000),
      limited("gas beyond the block's", 61, 3_000_001),
      limited("gas of the whole block", 62, 3_000_000),
      ["a memo within the new limit", ({ by }) => makeTx({ messages: [send(63, 5)], signers: [by(63)], fee: fee(), memo: "m".repeat(100) })],
      ["a memo beyond the new limit", ({ by }) => makeTx({ messages: [send(64, 5)], signers: [by(64)], fee: fee(), memo: "m".repeat(101) })],
    ],
  },
  ...decided(35, [
    ["extensions of votes not moved", consensus({ block: { maxBytes: 1_000_000n, maxGas: -1n }, evidence: { ...good.evidence, maxBytes: 1_000_000n } })],
    ["extensions of votes given up", consensus({ abci: { voteExtensionsEnableHeight: 0n } })],
  ], { queries: asked("at last") }),
];
