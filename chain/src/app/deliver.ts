import { CodecError } from "@dcm/proto";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { Event } from "@dcm/proto/gen/tendermint/abci";
import {
  type BlockInfo,
  type Ctx,
  type DecodedMsg,
  EMPTY,
  fail,
  type GasMeter,
  gasMeter,
  handleMessage,
  InvariantError,
  messageContext,
  messageFault,
  messageSigners,
  type Outcome,
  type Overlay,
  PLAIN,
  QueryError,
  type Route,
  Sdk,
  Status,
  TxError,
  unlimitedGas,
  writeContext,
} from "../kernel/index.js";
import { consensusParams } from "../modules/consensus/api.js";
import { anteSteps, type GasPrice, type Mode } from "./ante.js";
import { decodeTx } from "./decode.js";
import { SIMULATION_GAS } from "./limits.js";
import type { Router } from "./modules.js";
import type { Crypto } from "./signing.js";
import type { CachedTx, TxCache } from "./tx-cache.js";

/** What a transaction runs in. */
export interface Env {
  readonly block: BlockInfo;
  readonly overlay: Overlay;
  readonly router: Router;
  readonly minGasPrices: readonly GasPrice[];
  readonly crypto: Crypto;
  readonly cache: TxCache;
  /** Rings when a transaction met a bug of ours. */
  readonly alarm: (text: string) => void;
}

export interface TxResult {
  readonly code: number;
  readonly codespace: string;
  readonly log: string;
  readonly data: Uint8Array;
  readonly gasWanted: bigint;
  readonly gasUsed: number;
  readonly events: readonly Event[];
  readonly responses: readonly Any[];
}

/** Takes `gas` from what the block has left; false when that is too much. */
export type BlockGas = (gas: number) => boolean;

/**
 * Runs one transaction: decode, shape checks, ante list, messages. The writes of the ante list stay when a message fails;
 * nothing stays when the ante list fails.
 *
 * @param blockGas  counts the block's gas; absent outside blocks
 */
export function runTx(env: Env, bytes: Uint8Array, mode: Mode, blockGas?: BlockGas): TxResult {
  return runDecoded(env, decodeOnce(env, bytes), mode, blockGas);
}

/** {@link runTx} of what {@link decodeOnce} gave. */
export function runDecoded(env: Env, decoded: Outcome<CachedTx>, mode: Mode, blockGas?: BlockGas): TxResult {
  // The SDK reads the consensus parameters before it knows the transaction's limit, and shows what that costs where no
  // other meter is ever set.
  const before = unlimitedGas();
  const consensus = consensusParams(writeContext(env.block, env.overlay, before, []));
  if ("error" in decoded) return failed(undecodable(decoded.error, mode), 0n, mode === "deliver" ? 0 : before.used, []);
  const { tx } = decoded.value;
  const routed = attempt(env, () => routesOf(env, decoded.value));
  if ("error" in routed) return refused(routed.error, 0n, before, blockGas);

  const meter = meterFor(env, tx.authInfo.fee?.gasLimit ?? 0n, mode);
  const checksOnly = mode === "check" || mode === "recheck";
  const events: Event[] = [];
  const start = env.overlay.mark();
  const ctx = writeContext(env.block, env.overlay, meter, checksOnly ? undefined : events);
  const ante = attempt(
    env,
    () => {
      const { minGasPrices, crypto } = env;
      const run = { ctx, cached: decoded.value, mode, consensus, minGasPrices, crypto, attempt: attemptTx };
      for (const step of anteSteps) step(run);
    },
    "ante",
  );
  if ("error" in ante) {
    env.overlay.rollback(start);
    return refused(ante.error, meter.limit, meter, blockGas);
  }
  if (checksOnly) return succeeded(meter, [], []);
  return runMessages(env, { ctx, events, cached: decoded.value, routes: routed.value }, blockGas);
}

/**
 * Runs something that a transaction's user can make fail. Everything but the user's doing and our own asserts goes on up.
 * Bytes that cannot be read are the user's doing in the transaction itself and in its signatures and keys, which the ante
 * list reads; a message that was read can only be written wrongly by a bug.
 */
export function attempt<T>(env: { readonly alarm: Env["alarm"] }, run: () => T, phase?: "decode" | "ante"): Outcome<T> {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof TxError) return { error: thrown };
    if (phase === "decode" && thrown instanceof CodecError) return { error: new TxError(Sdk.TxDecode, thrown.message) };
    if (phase === "ante" && thrown instanceof CodecError) return { error: new TxError(PLAIN, thrown.message) };
    // Our bug, but the same on every node: the transaction is dropped and an alarm rings.
    if (!(thrown instanceof InvariantError) && !(thrown instanceof CodecError)) throw thrown;
    env.alarm(`${thrown.name} in a transaction: ${thrown.stack ?? thrown.message}`);
    return { error: new TxError(PLAIN, `broken invariant: ${thrown.message}`) };
  }
}

/** Runs a query; its refusals come back as they were thrown. */
export function attemptQuery<T>(
  run: () => T,
): { readonly value: T } | { readonly error: QueryError | TxError | CodecError } {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof QueryError || thrown instanceof TxError || thrown instanceof CodecError)
      return { error: thrown };
    // Whoever asks may ask for a key that no record can have. A query leaves nothing behind, so nothing need stop.
    if (thrown instanceof InvariantError) return { error: new QueryError(Status.INTERNAL, thrown.message) };
    throw thrown;
  }
}

/** {@link attempt} for a step inside a transaction, which leaves our own bugs to the transaction's. */
function attemptTx<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof TxError) return { error: thrown };
    throw thrown;
  }
}

/** A transaction that passed the ante list, with the events of that. */
interface Passed {
  readonly ctx: Ctx;
  readonly events: readonly Event[];
  readonly cached: CachedTx;
  readonly routes: readonly Route<Ctx>[];
}

function runMessages(env: Env, passed: Passed, blockGas: BlockGas | undefined): TxResult {
  const { ctx: before, events: anteEvents, routes } = passed;
  const { tx } = passed.cached;
  const meter = before.gas;
  const start = env.overlay.mark();
  const events: Event[] = [];
  const ran = attempt(env, () =>
    tx.messages.map((message, i) => {
      const own: Event[] = [];
      const ctx = messageContext(before, own, { hash: tx.hash, message: i });
      const handled = attemptTx(() => handleMessage(ctx, routes[i] as Route<Ctx>, message));
      if ("error" in handled) throw indexed(handled.error, i);
      // One by one: as arguments of one call, those of a large message would exhaust the stack.
      for (const event of messageEvents(env, message, own, i)) events.push(event);
      return handled.value;
    }),
  );
  const fits = blockGas?.(usedToLimit(meter)) ?? true;
  if ("error" in ran || !fits) {
    env.overlay.rollback(start);
    // As in the SDK, what crosses the block's gas is refused for that, whatever else was wrong with it.
    const error = "error" in ran && fits ? ran.error : outOfBlockGas(meter);
    return failed(error, meter.limit, meter.used, anteEvents);
  }
  return succeeded(meter, [...anteEvents, ...events], ran.value);
}

function meterFor({ block }: Env, limit: bigint, mode: Mode): GasMeter {
  if (mode === "simulate") return unlimitedGas(SIMULATION_GAS);
  return block.height === 0n ? unlimitedGas() : gasMeter(limit);
}

/** A transaction that fails before its messages still takes its gas from the block. */
function refused(error: TxError, gasWanted: bigint, meter: GasMeter, blockGas: BlockGas | undefined): TxResult {
  const fits = blockGas?.(usedToLimit(meter)) ?? true;
  return failed(fits ? error : outOfBlockGas(meter), gasWanted, meter.used, []);
}

/** A transaction as it was read before, or read now. */
export function decodeOnce(env: Pick<Env, "cache" | "crypto" | "alarm">, bytes: Uint8Array): Outcome<CachedTx> {
  const { cache, crypto } = env;
  const id = crypto.sha256Hex(bytes);
  const known = cache.find(id);
  return known === undefined ? attempt(env, () => cache.add(decodeTx(bytes, id)), "decode") : { value: known };
}

/** The shape of the messages, before anything is charged for them, and where each will go; the prefix never changes. */
function routesOf({ router, block }: Env, cached: CachedTx): readonly Route<Ctx>[] {
  cached.routes ??= requireRoutes(router, block.prefix, cached.tx.messages);
  return cached.routes;
}

function requireRoutes(router: Router, prefix: string, messages: readonly DecodedMsg[]): readonly Route<Ctx>[] {
  if (messages.length === 0) fail(Sdk.InvalidRequest, "must contain at least one message");
  for (const message of messages) {
    const fault = messageFault(message, prefix);
    if (fault !== undefined) fail(Sdk.InvalidRequest, fault);
  }
  return messages.map(
    ({ typeUrl }) =>
      router.messages.get(typeUrl) ?? fail(Sdk.UnknownRequest, `no message handler found for ${typeUrl}`),
  );
}

/** baseapp/baseapp.go, createEvents: one event before each message's own, and the message's number on all of them. */
function messageEvents({ block }: Env, message: DecodedMsg, own: readonly Event[], index: number): readonly Event[] {
  const [sender] = messageSigners(message, block.prefix);
  const named = own.some(({ attributes }) => attributes.some(({ key }) => key === "module"));
  const attributes = [
    attribute("action", message.typeUrl),
    ...(sender === undefined ? [] : [attribute("sender", sender)]),
    ...(named ? [] : [attribute("module", message.typeUrl.split(".")[1] ?? "")]),
  ];
  const number = attribute("msg_index", `${index}`);
  const numbered = ({ type, attributes: before }: Event): Event => ({ type, attributes: [...before, number] });
  return [numbered({ type: "message", attributes }), ...own.map(numbered)];
}

function attribute(key: string, value: string) {
  return { key, value, index: true };
}

function indexed(error: TxError, index: number): TxError {
  // Out of gas is a panic in the SDK: it says where, not which message.
  if (error.error === Sdk.OutOfGas) return error;
  return new TxError({ ...error.error, text: error.message }, `failed to execute message; message index: ${index}`);
}

function outOfBlockGas(meter: GasMeter): TxError {
  const details = `out of gas in location: block gas meter; gasWanted: ${meter.limit}, gasUsed: ${meter.used}`;
  return new TxError(Sdk.OutOfGas, details);
}

/** In a block the SDK answers an undecodable transaction with the bare text, elsewhere with the cause, wrapped twice. */
function undecodable(error: TxError, mode: Mode): TxError {
  return mode === "deliver" ? new TxError(Sdk.TxDecode) : new TxError(Sdk.TxDecode, error.message);
}

function usedToLimit(meter: GasMeter): number {
  return BigInt(meter.used) > meter.limit ? Number(meter.limit) : meter.used;
}

function failed(error: TxError, gasWanted: bigint, gasUsed: number, events: readonly Event[]): TxResult {
  const { code, codespace, message: log } = error;
  return { code, codespace, log, data: EMPTY, gasWanted, gasUsed, events, responses: [] };
}

/** What is answered for a transaction that never ran. */
export function failedTx(error: TxError): TxResult {
  return failed(error, 0n, 0, []);
}

function succeeded(meter: GasMeter, events: readonly Event[], responses: readonly Any[]): TxResult {
  const data = responses.length === 0 ? EMPTY : TxMsgData.encode({ data: [], msgResponses: responses });
  const { limit: gasWanted, used: gasUsed } = meter;
  return { code: 0, codespace: "", log: "", data, gasWanted, gasUsed, events, responses };
}
