import { Params as AuthParams } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import {
  type Address,
  type Amount,
  type Coins,
  type Ctx,
  EMPTY,
  equalBytes,
  lowerCase,
  unlimitedGas,
  writeContext,
} from "../kernel/index.js";
import { accountOf, authParams, saveAccount } from "../modules/auth/api.js";
import { balanceIn, spend } from "../modules/bank/api.js";
import { consensusParams } from "../modules/consensus/api.js";
import { signersOf } from "./decode.js";
import { attempt, decodeOnce, type Env, runDecoded, type TxResult } from "./deliver.js";
import type { CachedTx } from "./tx-cache.js";

/** The parameters that CheckTx depends on: the same object as long as none of them changes. */
export interface Rules {
  readonly auth: Uint8Array;
  readonly consensus: Uint8Array;
}

/** What CheckTx found of a transaction that it took, enough to take it again without running it. */
export interface Admission {
  readonly rules: Rules;
  readonly signers: readonly Address[];
  readonly payer: Address;
  readonly fee: Coins;
  readonly result: TxResult;
}

/** What the transactions in the mempool will have done to an account. */
interface Pending {
  sequence: bigint;
  /** The key that the account will have learned. */
  key: Any | undefined;
  /** What it will have spent; none before it pays for one. */
  spent: Map<string, Amount> | undefined;
}

/** The state that CheckTx works on: that of the last block, and on it the effects of the transactions that wait. */
export interface CheckState {
  readonly env: Env;
  readonly rules: Rules;
  /** Effects of rechecked transactions that nobody has looked at yet, so that they are not written. */
  readonly pending: Map<Address, Pending>;
}

/** @param last  the rules of the check state before */
export function openCheckState(env: Env, last: Rules | undefined): CheckState {
  const ctx = free(env);
  const consensus = consensusParams(ctx);
  const now = {
    auth: AuthParams.encode(authParams(ctx)),
    consensus: consensus === undefined ? EMPTY : ConsensusParams.encode(consensus),
  };
  const same = last !== undefined && equalBytes(last.auth, now.auth) && equalBytes(last.consensus, now.consensus);
  return { env, rules: same ? last : now, pending: new Map() };
}

/** Whether a transaction may enter the mempool. */
export function checkTx(state: CheckState, bytes: Uint8Array): TxResult {
  state.env.overlay.keep();
  const decoded = decodeOnce(state.env, bytes);
  if ("error" in decoded) return runDecoded(state.env, decoded, "check");
  const cached = decoded.value;
  settleSigners(state, cached);
  const result = runDecoded(state.env, decoded, "check");
  cached.admission = result.code === 0 ? admissionOf(state, cached, result) : undefined;
  return result;
}

/**
 * Whether a transaction may stay in the mempool after a block. CometBFT asks for every one of them while it holds the
 * mempool, so what was taken under the same rules is not run again: its signers' sequences and its payer's balance decide.
 */
export function recheckTx(state: CheckState, bytes: Uint8Array): TxResult {
  const decoded = decodeOnce(state.env, bytes);
  if ("error" in decoded) return runDecoded(state.env, decoded, "recheck");
  const cached = decoded.value;
  const { admission } = cached;
  if (admission !== undefined && isStillGood(state, cached, admission)) {
    count(state, cached, admission);
    return admission.result;
  }
  state.env.overlay.keep();
  settleSigners(state, cached);
  return runDecoded(state.env, decoded, "recheck");
}

/** Writes all that is pending: for who may look at any account. */
export function settleAll(state: CheckState): void {
  for (const address of [...state.pending.keys()]) settle(state, address);
}

function admissionOf({ rules }: CheckState, cached: CachedTx, result: TxResult): Admission | undefined {
  const { body, authInfo } = cached.tx;
  const { signers = [] } = cached;
  const [first] = signers;
  if (first === undefined || authInfo.fee === undefined) return undefined;
  const { payer, granter, amount } = authInfo.fee;
  // Whether it is in time, and whether somebody else still pays, is asked anew.
  if (body.timeoutHeight > 0n || body.timeoutTimestamp !== undefined || granter !== "") return undefined;
  return { rules, signers, payer: payer === "" ? first : lowerCase(payer), fee: amount, result };
}

function isStillGood(state: CheckState, { tx }: CachedTx, { rules, signers, payer, fee }: Admission): boolean {
  if (rules !== state.rules) return false;
  for (const [i, signer] of signers.entries())
    if (pendingOf(state, signer)?.sequence !== tx.authInfo.signerInfos[i]?.sequence) return false;
  const spent = pendingOf(state, payer)?.spent;
  const ctx = free(state.env);
  return fee.every(({ denom, amount }) => balanceIn(ctx, payer, denom) - (spent?.get(denom) ?? 0n) >= amount);
}

/** Counts a transaction's effects in. */
function count(state: CheckState, { keys }: CachedTx, { signers, payer, fee }: Admission): void {
  for (const [i, signer] of signers.entries()) {
    const pending = pendingOf(state, signer) as Pending;
    pending.sequence += 1n;
    pending.key ??= keys?.[i]?.packed;
  }
  const paid = pendingOf(state, payer) as Pending;
  paid.spent ??= new Map();
  const { spent } = paid;
  for (const { denom, amount } of fee) spent.set(denom, ((spent.get(denom) ?? 0n) + amount) as Amount);
}

/** What is pending for an account; undefined where there is none, and where some of what it holds may not be spent. */
function pendingOf({ env, pending }: CheckState, address: Address): Pending | undefined {
  const known = pending.get(address);
  if (known !== undefined) return known;
  const account = accountOf(free(env), address);
  if (account === undefined || account.vesting !== undefined) return undefined;
  const made: Pending = { sequence: account.base.sequence, key: undefined, spent: undefined };
  pending.set(address, made);
  return made;
}

/** Makes what is pending for those who pay visible to a transaction: its signers, and who grants them the fee. */
function settleSigners(state: CheckState, cached: CachedTx): void {
  const { env, pending } = state;
  if (pending.size === 0) return;
  const signers = attempt(env, () => cached.signers ?? signersOf(cached.tx, env.block.prefix));
  // Who has no signers is told so when it runs.
  if ("error" in signers) return;
  for (const signer of signers.value) settle(state, signer);
  settle(state, lowerCase(cached.tx.authInfo.fee?.granter ?? ""));
}

function settle({ env, pending }: CheckState, address: Address): void {
  const found = pending.get(address);
  if (found === undefined) return;
  pending.delete(address);
  const ctx = free(env);
  const account = accountOf(ctx, address);
  if (account === undefined) return;
  const pubKey = account.base.pubKey ?? found.key;
  saveAccount(ctx, { ...account, base: { ...account.base, pubKey, sequence: found.sequence } });
  spend(
    ctx,
    address,
    [...(found.spent ?? [])].map(([denom, amount]) => ({ denom, amount })),
  );
}

function free({ block, overlay }: Env): Ctx {
  return writeContext(block, overlay, unlimitedGas(), undefined);
}
