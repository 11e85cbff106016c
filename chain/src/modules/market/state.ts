import { amount } from "@dcm/proto";
import { ClientKey, Meter, Order, OrderState, Params, ResourceClass, Scan } from "@dcm/proto/gen/dcm/market/v1";
import { address, by, bytes, descending, pair, proto, schema, str, triple, u64, u64Value } from "../../kernel/index.js";

const s = schema("market");
const HOUR_MS = 3_600_000n;

/** PROTOCOL.md §11. */
export const defaults: Params = {
  minCharge: amount(100n),
  placingFee: amount(10n),
  placingFeePerNode: amount(1n),
  orderDeposit: amount(1_000n),
  defaultExpiryMs: HOUR_MS,
  maxExpiryMs: 24n * HOUR_MS,
  clientKeyWindowMs: 24n * HOUR_MS,
  maxSlots: 16,
};

/** The class that WASM jobs default to; genesis starts with it. */
export const wasmSmall: ResourceClass = ResourceClass.fromPartial({
  id: "wasm.small",
  kind: "wasm",
  millicpu: 1000,
  memoryMib: 256,
  diskMib: 64,
  meter: Meter.GIGAFUEL,
  // 0.1 udcm a gigafuel, and 1 udcm a second of wall time.
  priceFloor: 100_000n,
  wallSecondFloor: 1_000_000n,
  psPerFuel: 150n,
  defaultFuel: 10_000_000_000n,
  defaultWallTimeMs: 60_000n,
  maxWallTimeMs: HOUR_MS,
  maxOutputBytes: 67_108_864n,
});

export const params = s.item(0, "params", proto(Params), defaults);
export const classes = s.map(1, "classes", str, proto(ResourceClass));

/** On the book: an order that waits for seats, at its place once its tie is known. */
const place = (order: Order) =>
  isOpen(order) && order.tie.length > 0 ? ([order.terms.class, order.bookLimit, order.tie] as const) : undefined;
/** [M1] orders by limit price (highest first), ties by hash, computed once and indexed. */
const byRank = triple(str, descending(u64), bytes);

export const orderIds = s.sequence(2, "order_ids");
export const orders = s.indexed(3, "orders", u64, proto(Order), {
  byOwner: by(4, address, (order: Order) => order.owner),
  byClass: by(5, str, (order: Order) => order.terms.class),
  book: by(6, byRank, place),
  /** Those that were not tested since they came to the book. */
  awake: by(7, byRank, (order: Order) => (order.asleep ? undefined : place(order))),
  untied: by(8, u64, (order: Order) => (order.tie.length === 0 ? order.placedHeight : undefined)),
  expiring: by(9, u64, (order: Order) => (isOpen(order) ? order.expiresAt : undefined)),
});

/** Classes with something to test, and how far each has come. */
export const scans = s.map(10, "scans", str, proto(Scan));

/** [O2] An owner's keys, by 20 bytes of their hash. */
export const clientKeys = s.indexed(11, "client_keys", pair(address, bytes), proto(ClientKey), {
  expiring: by(12, u64, (key: ClientKey) => key.expiresAt),
});

/** Whether the last block left due work to the next one. */
export const carriedOver = s.item(13, "carried_over", u64Value, 0n);

export function isOpen(order: Order): boolean {
  return order.state === OrderState.OPEN || order.state === OrderState.REFILL;
}

export default s;
