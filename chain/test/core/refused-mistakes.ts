// Seven mistakes that must not compile (STYLE.md §4). Each line below an expectation is one; types.test.ts compiles this file.
import type { Address, Amount } from "@dcm/proto";
import type { MsgRpcs } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { JobState } from "@dcm/proto/gen/dcm/job/v1";
import {
  address,
  by,
  type Ctx,
  type Handlers,
  keyBytes,
  proto,
  type ReadCtx,
  schema,
  str,
  u64,
} from "../../src/kernel/index.js";
import { send } from "../../src/modules/bank/api.js";

const s = schema("types");
const coins = s.indexed(1, "coins", address, proto(Coin), { byDenom: by(2, str, (coin: Coin) => coin.denom) });
const ids = s.sequence(3, "ids");

export function aWriteInsideAQuery(ctx: ReadCtx): void {
  // @ts-expect-error a query's context cannot write
  ids.next(ctx);
}

export function aSumStoredRaw(ctx: Ctx, owner: Address, a: Amount, b: Amount): void {
  // @ts-expect-error a sum of amounts is checked by add()
  coins.set(ctx, owner, { denom: "udcm", amount: a + b });
}

// @ts-expect-error every rpc has its handler
export const aMissingHandler: Handlers<Pick<MsgRpcs, "Send" | "MultiSend">, Ctx> = { Send: () => ({}) };

export function aWrongIndexKey(ctx: Ctx): unknown {
  // @ts-expect-error the index is by text
  return coins.listBy(ctx, "byDenom", 5n);
}

export function anUnknownIndex(ctx: Ctx): unknown {
  // @ts-expect-error there is no such index
  return coins.listBy(ctx, "byOwner", "udcm");
}

export function anUnbrandedAddress(ctx: Ctx, owner: Address, value: Amount): void {
  // @ts-expect-error text is no address until it was checked
  send(ctx, owner, "dcm1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", value);
}

// @ts-expect-error every state has its moves
export const aHoleInTheMoveTable: Record<JobState, readonly JobState[]> = { [JobState.MATCHED]: [] };

/** What is right compiles. */
export function right(ctx: Ctx, owner: Address, value: Amount): readonly Coin[] {
  coins.set(ctx, owner, { denom: "udcm", amount: value });
  send(ctx, owner, owner, value);
  return coins.listBy(ctx, "byDenom", "udcm");
}
export const rightKey = keyBytes(u64, 1n);
