import type { Address } from "@dcm/proto";
import { EventUnbondingMatured, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { windowOver } from "@dcm/rules";
import {
  BONDS_RELEASED_PER_BLOCK,
  OFFERS_EXPIRED_PER_BLOCK,
  PROVIDERS_SILENCED_PER_BLOCK,
  UNBONDINGS_PER_BLOCK,
} from "../../app/limits.js";
import { type Ctx, emit, type ReadCtx } from "../../kernel/index.js";
import * as bank from "../bank/api.js";
import { closeOffer, pool, releaseBond, setStatus } from "./api.js";
import { bonds, carriedOver, offers, params, providers, unbondings } from "./state.js";

// [M8] work per block is bounded; the rest is carried over in order.

/** Expired offers leave the book before the market matches it. */
export function beginBlock(ctx: Ctx): void {
  for (const offer of offers.upTo(ctx, "expiring", ctx.now, OFFERS_EXPIRED_PER_BLOCK))
    closeOffer(ctx, offer, "expired");
}

/** Bonds, unbonding and silent providers, after the block's transactions had their chance. */
export function endBlock(ctx: Ctx): void {
  silence(ctx);
  releaseBonds(ctx);
  mature(ctx);
  const left = dueNow(ctx) ? 1n : 0n;
  // An empty block changes nothing.
  if (carriedOver.get(ctx) !== left) carriedOver.set(ctx, left);
}

/** Whether something of this module is past its deadline; for the carry-over mark and the invariant. */
export function dueNow(ctx: ReadCtx): boolean {
  const { heartbeatTimeoutMs } = params.get(ctx);
  return (
    offers.upTo(ctx, "expiring", ctx.now, 1).length > 0 ||
    unbondings.upTo(ctx, "maturing", ctx.now, 1).length > 0 ||
    silent(ctx, heartbeatTimeoutMs, 1).length > 0 ||
    ripeBonds(ctx).length > 0
  );
}

function silence(ctx: Ctx): void {
  const { heartbeatTimeoutMs } = params.get(ctx);
  // [P5] no heartbeat within heartbeat_timeout → OFFLINE: offers leave the book
  for (const provider of silent(ctx, heartbeatTimeoutMs, PROVIDERS_SILENCED_PER_BLOCK)) {
    setStatus(ctx, provider, ProviderStatus.OFFLINE);
  }
}

function silent(ctx: ReadCtx, timeoutMs: bigint, limit: number) {
  return ctx.now < timeoutMs ? [] : providers.upTo(ctx, "beating", ctx.now - timeoutMs, limit);
}

function releaseBonds(ctx: Ctx): void {
  for (const bond of ripeBonds(ctx)) {
    // [J7] after the lock it is free stake again
    releaseBond(ctx, bond.jobId, bond.slot);
    forgetIfGone(ctx, bond.provider);
  }
}

function ripeBonds(ctx: ReadCtx) {
  const due = bonds.upTo(ctx, "releasing", ctx.now, BONDS_RELEASED_PER_BLOCK);
  return due.filter((bond) => windowOver(ctx.now, bond.releasedAt, ctx.height, bond.openedHeight));
}

function mature(ctx: Ctx): void {
  for (const entry of unbondings.upTo(ctx, "maturing", ctx.now, UNBONDINGS_PER_BLOCK)) {
    unbondings.delete(ctx, entry.id);
    bank.send(ctx, pool(ctx), entry.provider, entry.amount);
    emit(ctx, EventUnbondingMatured, { provider: entry.provider, amount: entry.amount });
    forgetIfGone(ctx, entry.provider);
  }
}

/** A provider that left goes when nothing of it is locked any more. */
function forgetIfGone(ctx: Ctx, operator: Address): void {
  const provider = providers.get(ctx, operator);
  if (provider === undefined || provider.status !== ProviderStatus.LEAVING) return;
  const bonded = bonds.listBy(ctx, "byProvider", operator, 1).length > 0;
  const unbonding = unbondings.listBy(ctx, "byProvider", operator, 1).length > 0;
  if (!bonded && !unbonding) providers.delete(ctx, operator);
}
