// What plans of staking, slashing and evidence are written with. Validators are named by the index of their operator's account;
// the consensus key of index i is made of "v<i>".
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { fromBech32, toBech32 } from "@cosmjs/encoding";
import { PubKey as Ed25519 } from "cosmjs-types/cosmos/crypto/ed25519/keys";
import { PubKey as Secp256k1 } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
import { Equivocation } from "cosmjs-types/cosmos/evidence/v1beta1/evidence";
import * as evidence from "cosmjs-types/cosmos/evidence/v1beta1/query";
import * as evidenceTx from "cosmjs-types/cosmos/evidence/v1beta1/tx";
import * as slashing from "cosmjs-types/cosmos/slashing/v1beta1/query";
import * as slashingTx from "cosmjs-types/cosmos/slashing/v1beta1/tx";
import * as staking from "cosmjs-types/cosmos/staking/v1beta1/query";
import * as stakingTx from "cosmjs-types/cosmos/staking/v1beta1/tx";
import { account, consensusKey, genesisTime, operatorOf, prefix, validatorPhrase } from "./accounts.mjs";
import { addressOf, fee } from "./messages.mjs";
import { makeTx, sha256 } from "./sign.mjs";

export const stores = {
  staking: ["11", "12", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "38", "39", "41", "42", "43", "51", "71"],
  slashing: ["00", "01", "02", "03"],
  evidence: ["00"],
  distribution: ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"],
};

export const ONE = 10n ** 18n;
export const dec = (text) => String(BigInt(Math.round(Number(text) * 1e9)) * (ONE / 10n ** 9n));
export const ed25519 = (key) => ({ typeUrl: "/cosmos.crypto.ed25519.PubKey", value: Ed25519.encode({ key }).finish() });
export const secp256k1 = (index) => ({ typeUrl: "/cosmos.crypto.secp256k1.PubKey", value: Secp256k1.encode({ key: account(index).publicKey }).finish() });
export const rates = (rate, maxRate, maxChangeRate) => ({ rate: dec(rate), maxRate: dec(maxRate), maxChangeRate: dec(maxChangeRate) });
export const coin = (amount, denom = "stake") => ({ denom, amount: String(amount) });
export const nothing = { moniker: "", identity: "", website: "", securityContact: "", details: "" };
export const same = Object.fromEntries(Object.keys(nothing).map((part) => [part, "[do-not-modify]"]));
const txTypes = { staking: stakingTx, slashing: slashingTx, evidence: evidenceTx };
export const message = (module, name, value) => {
  const type = txTypes[module][`Msg${name}`];
  return { typeUrl: `/cosmos.${module}.v1beta1.Msg${name}`, bytes: type.encode(type.fromPartial(value)).finish() };
};

/** A transaction with messages of one account. */
export const tx = (name, from, ...messages) => ({ name, from, messages });
/** A block, in which every transaction has its place behind those of the same account. */
export const block = ({ txs = [], ...more }) => {
  const before = (at) => txs.slice(0, at).filter(({ from }) => from === txs[at].from).length;
  const signed = ({ name, from, messages }, at) => [name, ({ by }) => makeTx({ messages, signers: [by(from, before(at))], fee: fee(600, 600_000) })];
  return { ...more, txs: txs.map(signed) };
};

export const create = (index, amount, more = {}) =>
  message("staking", "CreateValidator", {
    description: { ...nothing, moniker: `validator ${index}` },
    commission: rates("0.1", "0.2", "0.01"),
    minSelfDelegation: "1000000",
    delegatorAddress: "",
    validatorAddress: operatorOf(index),
    pubkey: ed25519(consensusKey(`v${index}`)),
    value: coin(amount),
    ...more,
  });
export const edit = (index, more) =>
  message("staking", "EditValidator", { description: same, validatorAddress: operatorOf(index), commissionRate: "", minSelfDelegation: "", ...more });
export const delegate = (from, to, amount, more = {}) =>
  message("staking", "Delegate", { delegatorAddress: addressOf(from), validatorAddress: operatorOf(to), amount: coin(amount), ...more });
export const undelegate = (from, to, amount, more = {}) =>
  message("staking", "Undelegate", { delegatorAddress: addressOf(from), validatorAddress: operatorOf(to), amount: coin(amount), ...more });
export const redelegate = (from, source, target, amount, more = {}) =>
  message("staking", "BeginRedelegate", {
    delegatorAddress: addressOf(from),
    validatorSrcAddress: operatorOf(source),
    validatorDstAddress: operatorOf(target),
    amount: coin(amount),
    ...more,
  });
export const cancel = (from, to, amount, height, more = {}) =>
  message("staking", "CancelUnbondingDelegation", {
    delegatorAddress: addressOf(from),
    validatorAddress: operatorOf(to),
    amount: coin(amount),
    creationHeight: BigInt(height),
    ...more,
  });
export const unjail = (index) => message("slashing", "Unjail", { validatorAddr: operatorOf(index) });

/** The operator of the gentx: the account of accounts.mjs, validatorPhrase. */
const [{ address: genesisAccount }] = await (await Secp256k1HdWallet.fromMnemonic(validatorPhrase)).getAccounts();
export const genesisOperator = toBech32(`${prefix}valoper`, fromBech32(genesisAccount, 90).data);
export const noOperator = operatorOf(99);

export const ask = (service, types) => (name, method, fields) => [name, `/cosmos.${service}.v1beta1.Query/${method}`, types[`Query${method}Request`], fields];
export const askStaking = ask("staking", staking);
export const askSlashing = ask("slashing", slashing);
export const askEvidence = ask("evidence", evidence);
export const pageOf = (limit, more = {}) => ({ key: new Uint8Array(), offset: 0n, limit: BigInt(limit), countTotal: true, reverse: false, ...more });
export const consensusOf = (name) => toBech32(`${prefix}valcons`, sha256(consensusKey(name)).subarray(0, 20));

/** Every list of staking, as it is after that block. */
export const lists = (when) => [
  askStaking(`validators ${when}`, "Validators", { status: "", pagination: pageOf(3) }),
  askStaking(`bonded validators ${when}`, "Validators", { status: "BOND_STATUS_BONDED" }),
  askStaking(`unbonding validators ${when}`, "Validators", { status: "BOND_STATUS_UNBONDING" }),
  askStaking(`unbonded validators ${when}`, "Validators", { status: "BOND_STATUS_UNBONDED" }),
  askStaking(`the pools ${when}`, "Pool", {}),
  askStaking(`delegations to 1 ${when}`, "ValidatorDelegations", { validatorAddr: operatorOf(1), pagination: pageOf(2) }),
  askStaking(`delegations to 1 backwards ${when}`, "ValidatorDelegations", { validatorAddr: operatorOf(1), pagination: pageOf(2, { reverse: true }) }),
  askStaking(`unbondings from 1 ${when}`, "ValidatorUnbondingDelegations", { validatorAddr: operatorOf(1), pagination: pageOf(2) }),
  askStaking(`delegations of 20 ${when}`, "DelegatorDelegations", { delegatorAddr: addressOf(20) }),
  askStaking(`unbondings of 20 ${when}`, "DelegatorUnbondingDelegations", { delegatorAddr: addressOf(20) }),
  askStaking(`redelegations of 20 ${when}`, "Redelegations", { delegatorAddr: addressOf(20), srcValidatorAddr: "", dstValidatorAddr: "" }),
  askStaking(`redelegations from 1 ${when}`, "Redelegations", { delegatorAddr: "", srcValidatorAddr: operatorOf(1), dstValidatorAddr: "", pagination: pageOf(2) }),
  askStaking(`the redelegation of 20 from 1 to 2 ${when}`, "Redelegations", { delegatorAddr: addressOf(20), srcValidatorAddr: operatorOf(1), dstValidatorAddr: operatorOf(2) }),
  askStaking(`validators of 20 ${when}`, "DelegatorValidators", { delegatorAddr: addressOf(20) }),
  askStaking(`the validator of 20 named 1 ${when}`, "DelegatorValidator", { delegatorAddr: addressOf(20), validatorAddr: operatorOf(1) }),
  askStaking(`the delegation of 20 to 1 ${when}`, "Delegation", { delegatorAddr: addressOf(20), validatorAddr: operatorOf(1) }),
  askStaking(`the unbonding of 20 from 1 ${when}`, "UnbondingDelegation", { delegatorAddr: addressOf(20), validatorAddr: operatorOf(1) }),
  askSlashing(`signing infos ${when}`, "SigningInfos", { pagination: pageOf(2) }),
  askSlashing(`the signing info of 4 ${when}`, "SigningInfo", { consAddress: consensusOf("v4") }),
  askEvidence(`all evidence ${when}`, "AllEvidence", {}),
];
/** The hash of the evidence that a double signature becomes. */
export const equivocation = (name, height, age, power) =>
  sha256(
    Equivocation.encode(
      Equivocation.fromPartial({
        height: BigInt(height),
        time: { seconds: BigInt(Date.parse(genesisTime) / 1000 + age), nanos: 0 },
        power: BigInt(power),
        consensusAddress: consensusOf(name),
      }),
    ).finish(),
  ).toString("hex");
export const history = (height, when) => askStaking(`history of block ${height} ${when}`, "HistoricalInfo", { height: BigInt(height) });
