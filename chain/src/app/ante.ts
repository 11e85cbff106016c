import { fromHex, toBase64, utf8Length } from "@dcm/proto";
import { MultiSignature } from "@dcm/proto/gen/cosmos/crypto/multisig/v1beta1";
import type { Any, Timestamp } from "@dcm/proto/gen/google/protobuf";
import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import {
  type Address,
  accountIn,
  addressBytes,
  addressFault,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  compareText,
  DEC_ONE,
  ensure,
  equalBytes,
  fail,
  failPlain,
  goTime,
  legacyEvent,
  lowerCase,
  nanoseconds,
  Sdk,
  SECOND,
  type TxError,
  timestampOf,
} from "../kernel/index.js";
import { type Account, accountOf, authParams, FEE_COLLECTOR, saveAccount, useTimeout } from "../modules/auth/api.js";
import { sendToModule } from "../modules/bank/api.js";
import { isStopped } from "../modules/circuit/api.js";
import { maxBlockGas } from "../modules/consensus/api.js";
import { useGrantedFees } from "../modules/feegrant/api.js";
import { signersOf } from "./decode.js";
import { MULTISIG_BREADTH, MULTISIG_DEPTH } from "./limits.js";
import {
  aminoBytes,
  countKeys,
  fieldSize,
  isEmptyKey,
  isSameKey,
  type PubKey,
  packPubKey,
  parsePubKey,
  type SignerKey,
  signerKey,
} from "./pubkeys.js";
import {
  type Crypto,
  isAminoOnly,
  isIncomplete,
  type SignatureData,
  signatureData,
  signatureFault,
  type Verdict,
} from "./signing.js";
import type { CachedTx } from "./tx-cache.js";

/** Why a transaction runs: to enter the mempool, to stay in it, to learn its gas, or in a block. */
export type Mode = "check" | "recheck" | "simulate" | "deliver";

/** The least a node takes for one unit of gas, in 10^-18 of a denomination's unit. */
export interface GasPrice {
  readonly denom: string;
  readonly atomics: bigint;
}

/** Everything the steps look at. */
export interface AnteRun {
  readonly ctx: Ctx;
  readonly cached: CachedTx;
  readonly mode: Mode;
  readonly consensus: ConsensusParams | undefined;
  readonly minGasPrices: readonly GasPrice[];
  readonly crypto: Crypto;
  /** Runs a step whose refusal is worded anew. */
  readonly attempt: <T>(run: () => T) => { readonly value: T } | { readonly error: TxError };
}

type Step = (run: AnteRun) => void;

/**
 * CONSENSUS. What a transaction passes before its messages run, in the order of the SDK's ante chain (x/auth/ante/ante.go).
 * Extension options were refused when it was decoded, since no type of them is known.
 */
export const anteSteps: readonly Step[] = [
  requireBlockRoom,
  refuseStopped,
  validateBasic,
  requireInTime,
  validateMemo,
  chargeSize,
  deductFee,
  learnPubKeys,
  requireFewSignatures,
  chargeSignatures,
  verifySignatures,
  advanceSequences,
];

const MAX_GAS_WANTED = (1n << 63n) - 1n;
/** The key and the signature size that simulation assumes where there is none yet (x/auth/ante/sigverify.go). */
const SIMULATED_KEY: PubKey = {
  kind: "secp256k1",
  key: fromHex("035ad6810a47f073553ff30d2fcc7e0d3b1c0b74b61a1aaa2582344037151e143a"),
};
const SIMULATED_SIGNATURE_SIZE = 64;
/** CONSENSUS. How far ahead an unordered transaction's timeout may lie, nanoseconds, and what remembering it costs. */
const UNORDERED_TTL = 600n * SECOND;
const UNORDERED_GAS = 2240;

function requireBlockRoom({ cached, consensus }: AnteRun): void {
  const gas = cached.tx.authInfo.fee?.gasLimit ?? 0n;
  const max = maxBlockGas(consensus);
  if (max > 0n && gas > max) fail(Sdk.InvalidGasLimit, `tx gas limit ${gas} exceeds block max gas ${max}`);
}

/** cosmossdk.io/x/circuit v0.2.0, ante/circuit.go. */
function refuseStopped({ ctx, cached }: AnteRun): void {
  if (cached.tx.messages.some(({ typeUrl }) => isStopped(ctx, typeUrl))) failPlain("tx type not allowed");
}

/** types/tx/types.go, ValidateBasic, and x/auth/tx/builder.go. */
function validateBasic(run: AnteRun): void {
  const { tx } = run.cached;
  if (run.mode === "recheck") return;
  const { fee } = tx.authInfo;
  if (fee === undefined) failPlain("missing fee");
  const { gasLimit, amount, payer } = fee;
  if (gasLimit > MAX_GAS_WANTED) fail(Sdk.InvalidRequest, `invalid gas supplied; ${gasLimit} > ${MAX_GAS_WANTED}`);
  if (amount.some((coin) => coin.amount < 0n)) fail(Sdk.InsufficientFee, `invalid fee provided: ${coinsText(amount)}`);
  const fault = payer === "" ? undefined : payerFault(payer, run.ctx.prefix);
  if (fault !== undefined) fail(Sdk.InvalidAddress, `Invalid fee payer address (${fault})`);
  const { signatures } = tx;
  ensure(signatures.length > 0, Sdk.NoSignatures);
  const wanted = signersIn(run).length;
  if (signatures.length !== wanted)
    fail(Sdk.Unauthorized, `wrong number of signers; expected ${wanted}, got ${signatures.length}`);
}

/** types/bech32, GetFromBech32, which words a foreign prefix in its own way. */
function payerFault(payer: string, prefix: string): string | undefined {
  const fault = addressFault(payer, prefix);
  return fault?.replace(/^hrp does not .* '(\S+)' got '(\S+)'.*$/, "invalid Bech32 prefix; expected $1, got $2");
}

function requireInTime({ ctx, cached: { tx } }: AnteRun): void {
  const { timeoutHeight, timeoutTimestamp } = tx.body;
  if (timeoutHeight > 0n && ctx.height > timeoutHeight)
    fail(Sdk.TxTimeoutHeight, `block height: ${ctx.height}, timeout height: ${timeoutHeight}`);
  if (!isSet(timeoutTimestamp) || nanoseconds(timeoutTimestamp) >= ctx.time) return;
  const now = goTime(timestampOf(ctx.time));
  fail(Sdk.TxTimeout, `block time: ${now}, timeout timestamp: ${goTime(timeoutTimestamp)}`);
}

function validateMemo({ ctx, cached: { tx } }: AnteRun): void {
  const size = utf8Length(tx.body.memo);
  if (size === 0) return;
  const { maxMemoCharacters: max } = authParams(ctx);
  if (BigInt(size) > max)
    fail(Sdk.MemoTooLarge, `maximum number of characters is ${max} but received ${size} characters`);
}

function chargeSize(run: AnteRun): void {
  const { ctx, cached, mode } = run;
  const { txSizeCostPerByte, txSigLimit } = authParams(ctx);
  const perByte = Number(txSizeCostPerByte);
  ctx.gas.charge(perByte * cached.tx.bytes.length, "txSize");
  if (mode !== "simulate") return;
  const data = signaturesOf(run);
  for (const [i, signer] of signersIn(run).entries()) {
    if (i < data.length && !isIncomplete(data[i])) continue;
    const stored = accountOf(ctx, signer)?.base.pubKey;
    const key = stored === undefined ? SIMULATED_KEY : parsePubKey(stored);
    const size = fieldSize(aminoBytes(key).length) + fieldSize(SIMULATED_SIGNATURE_SIZE) + 6;
    ctx.gas.charge(perByte * size * (key.kind === "multisig" ? Number(txSigLimit) : 1), "txSize");
  }
}

function deductFee(run: AnteRun): void {
  const { ctx, mode, minGasPrices, attempt } = run;
  const { tx } = run.cached;
  const { gasLimit, amount, payer: named, granter } = feeOf(tx);
  const needsGas = mode !== "simulate" && ctx.height > 0n;
  ensure(!needsGas || gasLimit > 0n, Sdk.InvalidGasLimit, "must provide positive gas");
  if (mode === "check" || mode === "recheck") requireGasPrice(amount, gasLimit, minGasPrices);
  const payer = named === "" ? (signersIn(run)[0] as Address) : accountIn(named, ctx.prefix);
  const from = granter === "" ? payer : granterOf(run, granter, payer);
  if (accountOf(ctx, from) === undefined) fail(Sdk.UnknownAddress, `fee payer address: ${from} does not exist`);
  if (amount.some((coin) => coin.amount > 0n)) {
    if (coinsFault(amount) !== undefined) fail(Sdk.InsufficientFee, `invalid fee amount: ${coinsText(amount)}`);
    const paid = attempt(() => sendToModule(ctx, from, FEE_COLLECTOR, amount));
    if ("error" in paid) {
      if (paid.error.error === Sdk.OutOfGas) throw paid.error;
      fail(Sdk.InsufficientFunds, paid.error.message);
    }
  }
  ctx.events?.push(legacyEvent("tx", "fee", coinsText(amount), "fee_payer", from));
}

/**
 * Who pays instead of `payer`: the granter, when it allows that (x/auth/ante/fee.go, checkDeductFee). The SDK stops at an
 * address that is none, and at a fee that is no list of coins.
 */
function granterOf({ ctx, cached: { tx }, attempt }: AnteRun, named: string, payer: Address): Address {
  const fault = addressFault(named, ctx.prefix);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid fee granter address: ${fault}`);
  const granter = lowerCase(named);
  if (granter === payer) return granter;
  const coins = feeOf(tx).amount.filter((coin) => coin.amount > 0n);
  const fee = [...coins].sort((a, b) => compareText(a.denom, b.denom));
  ensure(coinsFault(fee) === undefined, Sdk.InsufficientFee, `invalid fee amount: ${coinsText(fee)}`);
  const types = tx.messages.map(({ typeUrl }) => typeUrl);
  const used = attempt(() => useGrantedFees(ctx, { granter, grantee: payer }, fee, types));
  if ("value" in used) return granter;
  const { error, message } = used.error;
  if (error === Sdk.OutOfGas) throw used.error;
  fail({ ...error, text: message }, `${granter} does not allow to pay fees for ${payer}`);
}

/** x/auth/ante/validator_tx_fee.go: one denomination that suffices is enough. */
function requireGasPrice(fee: Coins, gas: bigint, prices: readonly GasPrice[]): void {
  const required = prices
    .filter(({ atomics }) => atomics > 0n)
    .map(({ denom, atomics }) => ({ denom, amount: (atomics * gas + DEC_ONE - 1n) / DEC_ONE }));
  if (required.length === 0) return;
  const enough = required.some(
    (need) => need.amount > 0n && fee.some((coin) => coin.denom === need.denom && coin.amount >= need.amount),
  );
  if (enough) return;
  const shown = required.map(({ denom, amount }) => `${amount}${denom}`).join(",");
  fail(Sdk.InsufficientFee, `insufficient fees; got: ${coinsText(fee)} required: ${shown}`);
}

function learnPubKeys(run: AnteRun): void {
  const {
    ctx,
    cached: { tx },
    mode,
  } = run;
  const signers = signersIn(run);
  const infos = tx.authInfo.signerInfos;
  if (infos.length !== signers.length)
    fail(Sdk.TxDecode, `expected ${signers.length} signer infos, got ${infos.length}`);
  for (const [i, signer] of signers.entries()) {
    const given = givenKey(run, i);
    if (given === undefined && mode !== "simulate") continue;
    const fits = mode === "simulate" || (given !== undefined && equalBytes(given.address, addressBytes(signer)));
    if (!fits) fail(Sdk.InvalidPubKey, `pubKey does not match signer address ${signer} with signer index: ${i}`);
    const account = signerAccount(ctx, signer);
    if (account.base.pubKey === undefined) {
      const pubKey = packPubKey(given === undefined ? SIMULATED_KEY : given.key);
      saveAccount(ctx, { ...account, base: { ...account.base, pubKey } });
    }
  }
  for (const [i, each] of signaturesOf(run).entries()) {
    if (!tx.body.unordered) ctx.events?.push(legacyEvent("tx", "acc_seq", `${signers[i]}/${infos[i]?.sequence}`));
    for (const part of flattened(each, 0)) ctx.events?.push(legacyEvent("tx", "signature", toBase64(part)));
  }
}

function requireFewSignatures(run: AnteRun): void {
  const { txSigLimit: limit } = authParams(run.ctx);
  let count = 0;
  for (const i of run.cached.tx.authInfo.signerInfos.keys()) {
    const given = givenKey(run, i);
    count += given === undefined ? 0 : countKeys(given.key);
    if (BigInt(count) > limit) fail(Sdk.TooManySignatures, `signatures: ${count}, limit: ${limit}`);
  }
}

function chargeSignatures(run: AnteRun): void {
  const { ctx, mode } = run;
  const cost = Number(authParams(ctx).sigVerifyCostSecp256k1);
  const signers = signersIn(run);
  for (const [i, data] of signaturesOf(run).entries()) {
    const stored = signerAccount(ctx, signers[i] as Address).base.pubKey;
    const key = stored === undefined && mode === "simulate" ? SIMULATED_KEY : storedKey(run, i, stored);
    chargeKey(ctx, key, data, cost);
  }
}

/** x/auth/ante/sigverify.go, DefaultSigVerificationGasConsumer. */
function chargeKey(ctx: Ctx, key: PubKey, data: SignatureData | undefined, cost: number): void {
  if (key.kind === "secp256k1") {
    ctx.gas.charge(cost, "ante verify: secp256k1");
    return;
  }
  const got = data === undefined ? "<nil>" : "*signing.SingleSignatureData";
  if (data?.kind !== "multi") failPlain(`expected *signing.MultiSignatureData, got, ${got}`);
  if (data.bits.size !== key.keys.length) failPlain(`bit array size is incorrect, expecting: ${key.keys.length}`);
  let next = 0;
  for (const [i, each] of key.keys.entries()) {
    if (!data.bits.has(i)) continue;
    if (next >= data.signatures.length) failPlain(`signature size is incorrect ${data.signatures.length}`);
    chargeKey(ctx, each, data.signatures[next++], cost);
  }
}

function verifySignatures(run: AnteRun): void {
  const { ctx, cached, mode } = run;
  const { unordered } = cached.tx.body;
  if (unordered) useTimeouts(run);
  const signers = signersIn(run);
  for (const [i, data] of signaturesOf(run).entries()) {
    const got = cached.tx.authInfo.signerInfos[i]?.sequence ?? 0n;
    const ordered = !unordered || got === 0n;
    ensure(ordered, Sdk.InvalidRequest, "sequence is not allowed for unordered transactions");
    const { base } = signerAccount(ctx, signers[i] as Address);
    if (mode !== "simulate" && base.pubKey === undefined) fail(Sdk.InvalidPubKey, "pubkey on account is not set");
    if (!unordered && got !== base.sequence)
      fail(Sdk.WrongSequence, `account sequence mismatch, expected ${base.sequence}, got ${got}`);
    if (mode === "simulate" || mode === "recheck") continue;
    // Genesis transactions are signed for account number 0 (x/genutil).
    const accountNumber = ctx.height === 0n ? 0n : base.accountNumber;
    const key = storedKey(run, i, base.pubKey);
    const packedKey = base.pubKey as Any;
    requireSignature(run, i, { key, packedKey, data, chainId: ctx.chainId, accountNumber, sequence: got });
  }
}

/**
 * What an unordered transaction has instead of sequences: a timeout that each of its signers uses once. That it has not
 * passed was found before ({@link requireInTime}).
 *
 * @see Cosmos SDK v0.53, x/auth/ante/sigverify.go, verifyUnorderedNonce
 */
function useTimeouts(run: AnteRun): void {
  const { ctx, cached, mode } = run;
  const { timeoutTimestamp } = cached.tx.body;
  const set = isSet(timeoutTimestamp);
  ensure(set, Sdk.InvalidRequest, "unordered transaction must have timeout_timestamp set");
  const timeout = nanoseconds(timeoutTimestamp);
  ensure(timeout <= ctx.time + UNORDERED_TTL, Sdk.InvalidRequest, "unordered tx ttl exceeds 10m0s");
  ctx.gas.charge(UNORDERED_GAS, "unordered tx");
  if (mode === "simulate") return;
  for (const signer of signersIn(run)) {
    const fault = useTimeout(ctx, signer, timeout);
    ensure(fault === undefined, Sdk.InvalidRequest, `failed to add unordered nonce: ${fault}`);
  }
}

function requireSignature(
  { cached, crypto }: AnteRun,
  index: number,
  { data, ...claim }: Verdict & { readonly key: PubKey; readonly data: SignatureData | undefined },
): void {
  const fault =
    data === undefined ? "unexpected SignatureData <nil>" : signatureFault(cached, index, { ...claim, data }, crypto);
  if (fault === undefined) return;
  const head = `signature verification failed; please verify account number (${claim.accountNumber})`;
  if (data !== undefined && isAminoOnly(data))
    fail(Sdk.Unauthorized, `${head}, sequence (${claim.sequence}) and chain-id (${claim.chainId})`);
  fail(Sdk.Unauthorized, `${head} and chain-id (${claim.chainId}): (${fault})`);
}

function advanceSequences(run: AnteRun): void {
  const { ctx } = run;
  if (run.cached.tx.body.unordered) return;
  for (const signer of signersIn(run)) {
    const account = signerAccount(ctx, signer);
    saveAccount(ctx, { ...account, base: { ...account.base, sequence: account.base.sequence + 1n } });
  }
}

function feeOf({ authInfo }: CachedTx["tx"]) {
  return authInfo.fee ?? failPlain("missing fee");
}

function signaturesOf({ cached }: AnteRun): readonly (SignatureData | undefined)[] {
  const { signatures, authInfo } = cached.tx;
  const infos = authInfo.signerInfos;
  if (signatures.length !== infos.length)
    fail(Sdk.TxDecode, `expected ${infos.length} signatures, got ${signatures.length}`);
  cached.signatures ??= infos.map((info, i) => signatureData(info.modeInfo, signatures[i] as Uint8Array));
  return cached.signatures;
}

/** The key that signer `index` gave. Keys are parsed one by one: what is wrong with a later one must not be said first. */
function givenKey({ cached, mode }: AnteRun, index: number): SignerKey | undefined {
  const packed = cached.tx.authInfo.signerInfos[index]?.publicKey;
  // Clients of the SDK that do not have the key at hand put an empty one into what they simulate (client/tx/factory.go, getSimPK).
  if (mode === "simulate" && packed !== undefined && isEmptyKey(packed)) return undefined;
  cached.keys ??= [];
  cached.keys[index] ??= signerKey(packed);
  return cached.keys[index];
}

/** The key that the account of signer `index` has, which nearly always is the one it gave. */
function storedKey({ cached }: AnteRun, index: number, stored: Any | undefined): PubKey {
  if (stored === undefined) fail(Sdk.InvalidPubKey, "unrecognized public key type: <nil>");
  const given = cached.keys?.[index];
  return given !== undefined && isSameKey(given.packed, stored) ? given.key : parsePubKey(stored);
}

/** Worked out once for all steps. The prefix never changes on a chain. */
function signersIn({ cached, ctx }: AnteRun): readonly Address[] {
  cached.signers ??= signersOf(cached.tx, ctx.prefix);
  return cached.signers;
}

function signerAccount(ctx: Ctx, signer: Address): Account {
  return accountOf(ctx, signer) ?? fail(Sdk.UnknownAddress, `account ${signer} does not exist`);
}

/** Every signature by itself, those inside a multi-signature first, then the aggregate (flattenSignatures). */
function flattened(data: SignatureData | undefined, depth: number): readonly Uint8Array[] {
  if (data === undefined) fail(Sdk.TooManySignatures, "SignatureData is required");
  if (depth > MULTISIG_DEPTH) fail(Sdk.TooManySignatures, `max depth of ${MULTISIG_DEPTH} reached`);
  if (data.kind === "single") return [data.signature];
  if (data.signatures.length > MULTISIG_BREADTH)
    fail(Sdk.TooManySignatures, `max breadth of ${MULTISIG_BREADTH} reached`);
  const parts = data.signatures.flatMap((each) => flattened(each, depth + 1));
  return [...parts, MultiSignature.encode({ signatures: parts })];
}

/** Go's zero time and Unix 0 both mean that there is none. */
function isSet(timeout: Timestamp | undefined): timeout is Timestamp {
  if (timeout === undefined || timeout.seconds === 0n) return false;
  return timeout.seconds !== GO_ZERO_TIME || timeout.nanos !== 0;
}

/** 0001-01-01T00:00:00Z. */
const GO_ZERO_TIME = -62_135_596_800n;
