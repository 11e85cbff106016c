// What Keplr does with a chain that it is told of, in its own code: it looks at the chain's info and endpoints, finds out what the
// chain has, reads an account, simulates, signs in both modes, broadcasts, and waits for the transaction on CometBFT's websocket.
//
// Arguments: the gateway's URL, the words of an account with coins, and a free account's address. Prints one line of JSON.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

// Keplr's packages are no dependency of ours: `make clients` puts them into a folder of their own.
const require = createRequire(join(process.env.DCM_KEPLR ?? "", "package.json"));
const validator = require("@keplr-wallet/chain-validator");
const cosmos = require("@keplr-wallet/cosmos");
const { Hash, Mnemonic, PrivKeySecp256k1 } = require("@keplr-wallet/crypto");
const { MsgSend } = require("@keplr-wallet/proto-types/cosmos/bank/v1beta1/tx");
const { PubKey } = require("@keplr-wallet/proto-types/cosmos/crypto/secp256k1/keys");
const { SignMode } = require("@keplr-wallet/proto-types/cosmos/tx/signing/v1beta1/signing");
const { AuthInfo, Fee, SignDoc, SignerInfo, TxBody, TxRaw } = require("@keplr-wallet/proto-types/cosmos/tx/v1beta1/tx");
const { simpleFetch } = require("@keplr-wallet/simple-fetch");
const WebSocket = require("ws");

const [rest, words, other] = process.argv.slice(2);
const told = await (await fetch(`${rest}/.well-known/keplr.json`)).json();
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const post = async (path, body) =>
  (
    await simpleFetch(info.rest, path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  ).data;

// Its own schema keeps every field that we send: nothing there that Keplr does not know.
const info = await validator.validateBasicChainInfoType(told);
assert.deepEqual(info, told);
await validator.checkRPCConnectivity(info.chainId, info.rpc, (url) => new WebSocket(url));
await validator.checkRestConnectivity(info.chainId, info.rest);
const features = [];
for (const { feature, fetch: has } of validator.RecognizableChainFeaturesMethod) {
  if (await has(features, info.rpc, info.rest).catch(() => false)) features.push(feature);
}

const key = new PrivKeySecp256k1(Mnemonic.generateWalletFromMnemonic(words, `m/44'/${info.bip44.coinType}'/0'/0/0`));
const prefix = info.bech32Config.bech32PrefixAccAddr;
const publicKey = key.getPubKey().toBytes();
const address = new cosmos.Bech32Address(key.getPubKey().getCosmosAddress()).toBech32(prefix);
const digest = (bytes) => {
  const { r, s } = key.signDigest32(Hash.sha256(bytes));
  return new Uint8Array([...r, ...s]);
};

/** The fee that Keplr's middle button pays for a limit of gas. */
const feeFor = (gas) => {
  const [{ coinMinimalDenom: denom, gasPriceStep }] = info.feeCurrencies;
  return { gas: String(gas), amount: [{ denom, amount: String(Math.ceil(gas * gasPriceStep.average)) }] };
};

const authInfo = (mode, sequence, { gas, amount }) =>
  AuthInfo.encode({
    signerInfos: [
      {
        publicKey: { typeUrl: "/cosmos.crypto.secp256k1.PubKey", value: PubKey.encode({ key: publicKey }).finish() },
        modeInfo: { single: { mode }, multi: undefined },
        sequence,
      },
    ],
    fee: Fee.fromPartial({ amount, gasLimit: gas }),
  }).finish();

/** packages/stores/src/account/cosmos.ts, simulateTx: without a public key, with 64 zeros for a signature. */
async function simulate(bodyBytes, sequence) {
  const unsigned = TxRaw.encode({
    bodyBytes,
    authInfoBytes: AuthInfo.encode({
      signerInfos: [
        SignerInfo.fromPartial({ modeInfo: { single: { mode: SignMode.SIGN_MODE_LEGACY_AMINO_JSON } }, sequence }),
      ],
      fee: Fee.fromPartial({ amount: [] }),
    }).finish(),
    signatures: [new Uint8Array(64)],
  }).finish();
  const { gas_info } = await post("/cosmos/tx/v1beta1/simulate", { tx_bytes: base64(unsigned) });
  return Number.parseInt(gas_info.gas_used, 10);
}

/** packages/background/src/tx/service.ts, sendTx: broadcasts, then traces the transaction. */
async function send(tx) {
  const { tx_response } = await post("/cosmos/tx/v1beta1/txs", { tx_bytes: base64(tx), mode: "BROADCAST_MODE_SYNC" });
  assert.equal(tx_response.code, 0, tx_response.raw_log);
  const tracer = new cosmos.TendermintTxTracer(info.rpc, "/websocket", { wsObject: WebSocket });
  const result = await tracer.traceTx(Buffer.from(tx_response.txhash, "hex"));
  tracer.close();
  assert.equal(result.code ?? 0, 0, result.log);
  return tx_response.txhash;
}

/** Sends one coin, signed in one of the two modes. */
async function transfer(mode, memo) {
  const account = await cosmos.BaseAccount.fetchFromRest(info.rest, address, true);
  const [number, sequence] = [account.getAccountNumber().toString(), account.getSequence().toString()];
  const amount = [{ denom: info.stakeCurrency.coinMinimalDenom, amount: "1000000" }];
  const value = MsgSend.encode({ fromAddress: address, toAddress: other, amount }).finish();
  const message = { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value };
  const bodyBytes = TxBody.encode(TxBody.fromPartial({ messages: [message], memo })).finish();
  const gas = Math.floor((await simulate(bodyBytes, sequence)) * 1.5);
  const authInfoBytes = authInfo(mode, sequence, feeFor(gas));
  const aminoDoc = {
    chain_id: info.chainId,
    account_number: number,
    sequence,
    fee: feeFor(gas),
    msgs: [{ type: "cosmos-sdk/MsgSend", value: { from_address: address, to_address: other, amount } }],
    memo,
  };
  const directDoc = { bodyBytes, authInfoBytes, chainId: info.chainId, accountNumber: number };
  const signed =
    mode === SignMode.SIGN_MODE_DIRECT
      ? SignDoc.encode(SignDoc.fromPartial(directDoc)).finish()
      : cosmos.serializeSignDoc(aminoDoc);
  return { hash: await send(TxRaw.encode({ bodyBytes, authInfoBytes, signatures: [digest(signed)] }).finish()), gas };
}

/** ADR-036: signs data, with which no transaction can be made. */
function signData(data) {
  const doc = cosmos.makeADR36AminoSignDoc(address, data);
  assert.ok(cosmos.checkAndValidateADR36AminoSignDoc(doc, prefix));
  const signature = digest(cosmos.serializeSignDoc(doc));
  assert.ok(cosmos.verifyADR36Amino(prefix, address, data, publicKey, signature));
  return cosmos.encodeSecp256k1Signature(publicKey, signature);
}

const empty = await cosmos.BaseAccount.fetchFromRest(info.rest, other, true);
const direct = await transfer(SignMode.SIGN_MODE_DIRECT, "");
const amino = await transfer(SignMode.SIGN_MODE_LEGACY_AMINO_JSON, "amino <b>");
const data = "It is me & nobody else";
console.log(
  JSON.stringify({
    features,
    address,
    emptySequence: empty.getSequence().toString(),
    direct,
    amino,
    data,
    signature: signData(data),
  }),
);
