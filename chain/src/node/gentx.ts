import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fromMnemonic } from "@dcm/client/keys";
import { fromBech32, toBech32 } from "@dcm/proto";
import { PubKey as Ed25519PubKey } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import { MsgCreateValidator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { SignMode } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { AuthInfo, SignDoc, Tx, TxBody } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { UsageError } from "./errors.js";
import {
  type AppGenesis,
  balanceOf,
  isObject,
  type Json,
  type JsonObject,
  list,
  parseCoins,
  readGenesis,
  readGentxs,
  writeGenesis,
} from "./genesis.js";
import { getToml, type Home, nodeId, readFile, setToml, validatorKey, writeAtomically } from "./home.js";
import { keyringOf } from "./keyring.js";
import { prefixOf } from "./open-app.js";

type Options = Readonly<Record<string, string | boolean | undefined>>;

const GAS_LIMIT = 200_000n;

/**
 * Writes `config/gentx/gentx-<node id>.json`: this node's MsgCreateValidator, signed for the genesis (account number
 * and sequence 0), with the address that other nodes reach this one by as its memo.
 *
 * @returns what was written, for the operator
 * @see Cosmos SDK v0.53, x/genutil/client/cli/gentx.go
 */
export async function gentx(files: Home, keyName: string, amount: string, options: Options): Promise<string> {
  const text = (name: string) => options[name] as string;
  const genesis = readGenesis(files.genesis);
  const chainId = text("chainId") ?? genesis.chain_id;
  if (chainId !== genesis.chain_id)
    throw new UsageError(`chain id is ${genesis.chain_id} in ${files.genesis}, got ${chainId}`);
  const signer = await signerOf(files, genesis, keyName, options);
  const [[denom, value] = ["", 0n], ...more] = parseCoins(amount);
  if (denom === "" || more.length > 0) throw new UsageError(`got "${amount}", wanted one positive coin`);
  const owned = balanceOf(genesis, signer.address).get(denom) ?? 0n;
  if (owned < value)
    throw new UsageError(
      `account ${signer.address} has ${owned}${denom} in the genesis file, ${value}${denom} are to be staked`,
    );

  const message = MsgCreateValidator.fromPartial({
    description: { moniker: text("moniker") ?? getToml(readFile(files.configToml), "moniker") },
    commission: {
      rate: decimal(text("commissionRate")),
      maxRate: decimal(text("commissionMaxRate")),
      maxChangeRate: decimal(text("commissionMaxChangeRate")),
    },
    minSelfDelegation: BigInt(text("minSelfDelegation")),
    validatorAddress: operatorAddress(signer.address),
    pubkey: {
      typeUrl: Ed25519PubKey.typeUrl,
      value: Ed25519PubKey.encode(Ed25519PubKey.fromPartial({ key: validatorKey(files) })),
    },
    value: { denom, amount: value },
  });
  const memo = `${nodeId(files)}@${text("ip")}:${text("p2pPort")}`;
  const body = TxBody.fromPartial({
    messages: [{ typeUrl: MsgCreateValidator.typeUrl, value: MsgCreateValidator.encode(message) }],
    memo,
  });
  const tx = await signed(body, signer, chainId);
  const file = text("outputDocument") ?? join(files.gentxs, `gentx-${nodeId(files)}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeAtomically(file, `${JSON.stringify(Tx.toJSON(tx))}\n`);
  return `Genesis transaction written to "${file}"`;
}

/**
 * Puts all gentxs into app_state.genutil and their nodes into this node's persistent peers.
 *
 * @see Cosmos SDK v0.53, x/genutil/collect.go
 */
export async function collectGentxs(files: Home, directory = files.gentxs): Promise<string> {
  const genesis = readGenesis(files.genesis);
  const found = readGentxs(directory);
  if (found.length === 0) throw new UsageError(`there must be genesis txs in ${directory}`);
  const peers: string[] = [];
  for (const { file, gentx } of found) {
    const { memo, message } = parts(file, gentx);
    requireStake(genesis, file, message);
    if (!/^[0-9a-f]{40}@.+:\d+$/.test(memo))
      throw new UsageError(`failed to find node's address and IP in memo of ${file}`);
    if (!memo.startsWith(`${nodeId(files)}@`)) peers.push(memo);
  }
  list(genesis.app_state, "genutil", "gen_txs").splice(0, Number.POSITIVE_INFINITY, ...found.map(({ gentx }) => gentx));
  writeGenesis(files.genesis, genesis);
  const config = setToml(
    readFile(files.configToml),
    "p2p.persistent_peers",
    JSON.stringify(peers.sort(byText).join(",")),
  );
  writeAtomically(files.configToml, config);
  return JSON.stringify({ chain_id: genesis.chain_id, gentxs: found.length, persistent_peers: peers });
}

function signerOf(files: Home, genesis: AppGenesis, keyName: string, options: Options): Promise<Signer> {
  const text = (name: string) => options[name] as string | undefined;
  const words = text("mnemonicFile");
  if (words !== undefined) return fromMnemonic(readFile(words).trim(), { prefix: prefixOf(genesis) });
  const backend = text("keyringBackend") ?? "file";
  return keyringOf(files, genesis, { backend, passphraseFile: text("passphraseFile") }).signer(keyName);
}

function parts(file: string, gentx: JsonObject): { memo: string; message: JsonObject } {
  const body = gentx.body;
  const messages = isObject(body) ? body.messages : undefined;
  const message = Array.isArray(messages) && messages.length === 1 ? messages[0] : undefined;
  if (!isObject(body) || !isObject(message) || message["@type"] !== MsgCreateValidator.typeUrl) {
    throw new UsageError(`${file}: a genesis tx holds one MsgCreateValidator`);
  }
  return { memo: String(body.memo ?? ""), message };
}

function requireStake(genesis: AppGenesis, file: string, message: JsonObject): void {
  const value: Json | undefined = message.value;
  const { denom, amount } = isObject(value) ? value : {};
  const { prefix, data } = fromBech32(String(message.validator_address));
  const account = toBech32(prefix.replace(/valoper$/, ""), data);
  const owned = balanceOf(genesis, account).get(String(denom));
  if (owned === undefined) throw new UsageError(`${file}: account ${account} balance not in genesis state`);
  if (owned < BigInt(String(amount))) {
    throw new UsageError(`${file}: insufficient fund for delegation ${account}: ${owned} < ${String(amount)}`);
  }
}

interface Signer {
  readonly address: string;
  readonly pubkey: Uint8Array;
  signDirect(
    address: string,
    doc: { bodyBytes: Uint8Array; authInfoBytes: Uint8Array; chainId: string; accountNumber: bigint },
  ): Promise<{ signature: { signature: string } }>;
}

async function signed(body: TxBody, signer: Signer, chainId: string): Promise<Tx> {
  const authInfo = AuthInfo.fromPartial({
    signerInfos: [
      {
        publicKey: { typeUrl: PubKey.typeUrl, value: PubKey.encode(PubKey.fromPartial({ key: signer.pubkey })) },
        modeInfo: { single: { mode: SignMode.DIRECT } },
        sequence: 0n,
      },
    ],
    fee: { gasLimit: GAS_LIMIT },
  });
  const doc = SignDoc.fromPartial({
    bodyBytes: TxBody.encode(body),
    authInfoBytes: AuthInfo.encode(authInfo),
    chainId,
    accountNumber: 0n,
  });
  const { signature } = await signer.signDirect(signer.address, doc);
  return Tx.fromPartial({ body, authInfo, signatures: [Buffer.from(signature.signature, "base64")] });
}

function operatorAddress(account: string): string {
  const { prefix, data } = fromBech32(account);
  return toBech32(`${prefix}valoper`, data);
}

/** A decimal text as 18-place atomics. */
function decimal(text: string): bigint {
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{1,18}))?$/.exec(text) ?? [];
  if (whole === undefined) throw new UsageError(`"${text}" is no decimal such as 0.1`);
  return BigInt(whole + fraction.padEnd(18, "0"));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
