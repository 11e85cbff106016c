// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address, Amount } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";
import * as dcm_job_v1 from "../../../gen/dcm/job/v1.js";

/** Meter says what a class's price is per. */
export const Meter = {
  UNSPECIFIED: 0,
  /** 10⁹ metered steps of deterministic WASM. */
  GIGAFUEL: 1,
  UNIT_SECOND: 2,
  FIXED: 3,
} as const;
export type Meter = (typeof Meter)[keyof typeof Meter];
export const MeterInfo = enumInfo("dcm.market.v1.Meter", { METER_UNSPECIFIED: 0, METER_GIGAFUEL: 1, METER_UNIT_SECOND: 2, METER_FIXED: 3 });

export const OrderKind = {
  UNSPECIFIED: 0,
  JOB: 1,
  LEASE: 2,
} as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];
export const OrderKindInfo = enumInfo("dcm.market.v1.OrderKind", { ORDER_KIND_UNSPECIFIED: 0, ORDER_KIND_JOB: 1, ORDER_KIND_LEASE: 2 });

export const Matching = {
  UNSPECIFIED: 0,
  AUTO: 1,
  PICK: 2,
  SEALED: 3,
} as const;
export type Matching = (typeof Matching)[keyof typeof Matching];
export const MatchingInfo = enumInfo("dcm.market.v1.Matching", { MATCHING_UNSPECIFIED: 0, MATCHING_AUTO: 1, MATCHING_PICK: 2, MATCHING_SEALED: 3 });

export const OrderState = {
  OPEN: 1,
  MATCHED: 2,
  /** A matched job's empty seats are on the book once more. */
  REFILL: 3,
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];
export const OrderStateInfo = enumInfo("dcm.market.v1.OrderState", { ORDER_STATE_UNSPECIFIED: 0, ORDER_STATE_OPEN: 1, ORDER_STATE_MATCHED: 2, ORDER_STATE_REFILL: 3 });

export interface EventOrderOpened {
  readonly orderId: bigint;
  readonly owner: Address;
  readonly class: string;
  /** In the base unit, one slot at max metered use. */
  readonly limit: Amount;
  readonly slots: number;
}
export const EventOrderOpened: MessageCodec<EventOrderOpened> = message<EventOrderOpened>(
  "dcm.market.v1.EventOrderOpened",
  () => ({ orderId: 0n, owner: "" as Address, class: "", limit: 0n as Amount, slots: 0 }),
  [
    [1, "order_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "class", "string"],
    [4, "limit", "amount", { scalar: "cosmos.Int" }],
    [5, "slots", "uint32"],
  ],
);

export interface EventOrderMatched {
  readonly orderId: bigint;
  readonly owner: Address;
  readonly class: string;
  /** What every slot is filled at, at max metered use. */
  readonly price: Amount;
  readonly offers: readonly bigint[];
  readonly refill: boolean;
}
export const EventOrderMatched: MessageCodec<EventOrderMatched> = message<EventOrderMatched>(
  "dcm.market.v1.EventOrderMatched",
  () => ({ orderId: 0n, owner: "" as Address, class: "", price: 0n as Amount, offers: [], refill: false }),
  [
    [1, "order_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "class", "string"],
    [4, "price", "amount", { scalar: "cosmos.Int" }],
    [5, "offers", "uint64", { repeated: true }],
    [6, "refill", "bool"],
  ],
);

export interface EventOrderClosed {
  readonly orderId: bigint;
  readonly owner: Address;
  /** matched, cancelled, expired, unfilled or refill_failed. */
  readonly reason: string;
}
export const EventOrderClosed: MessageCodec<EventOrderClosed> = message<EventOrderClosed>(
  "dcm.market.v1.EventOrderClosed",
  () => ({ orderId: 0n, owner: "" as Address, reason: "" }),
  [
    [1, "order_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "reason", "string"],
  ],
);

/** EventOrderAsleep: nothing on the book can fill the order; it waits for an offer that could. */
export interface EventOrderAsleep {
  readonly orderId: bigint;
  readonly owner: Address;
}
export const EventOrderAsleep: MessageCodec<EventOrderAsleep> = message<EventOrderAsleep>(
  "dcm.market.v1.EventOrderAsleep",
  () => ({ orderId: 0n, owner: "" as Address }),
  [
    [1, "order_id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
  ],
);

export interface QueryOrdersRequest {
  readonly owner: Address;
  readonly class: string;
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryOrdersRequest: MessageCodec<QueryOrdersRequest> = message<QueryOrdersRequest>(
  "dcm.market.v1.QueryOrdersRequest",
  () => ({ owner: "" as Address, class: "", pagination: undefined }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "class", "string"],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryOrdersResponse {
  readonly orders: readonly Order[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
  /** Current market time, ms. */
  readonly now: bigint;
}
export const QueryOrdersResponse: MessageCodec<QueryOrdersResponse> = message<QueryOrdersResponse>(
  "dcm.market.v1.QueryOrdersResponse",
  () => ({ orders: [], pagination: undefined, now: 0n }),
  [
    [1, "orders", "message", { type: () => Order, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
    [3, "now", "uint64"],
  ],
);

export interface QueryOrderRequest {
  readonly id: bigint;
}
export const QueryOrderRequest: MessageCodec<QueryOrderRequest> = message<QueryOrderRequest>(
  "dcm.market.v1.QueryOrderRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryOrderResponse {
  readonly order: Order;
  readonly now: bigint;
}
export const QueryOrderResponse: MessageCodec<QueryOrderResponse> = message<QueryOrderResponse>(
  "dcm.market.v1.QueryOrderResponse",
  () => ({ order: undefined as never, now: 0n }),
  [
    [1, "order", "message", { type: () => Order }],
    [2, "now", "uint64"],
  ],
);

export interface QueryClassesRequest {
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryClassesRequest: MessageCodec<QueryClassesRequest> = message<QueryClassesRequest>(
  "dcm.market.v1.QueryClassesRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryClassesResponse {
  readonly classes: readonly ResourceClass[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryClassesResponse: MessageCodec<QueryClassesResponse> = message<QueryClassesResponse>(
  "dcm.market.v1.QueryClassesResponse",
  () => ({ classes: [], pagination: undefined }),
  [
    [1, "classes", "message", { type: () => ResourceClass, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

export interface QueryClassRequest {
  readonly id: string;
}
export const QueryClassRequest: MessageCodec<QueryClassRequest> = message<QueryClassRequest>(
  "dcm.market.v1.QueryClassRequest",
  () => ({ id: "" }),
  [
    [1, "id", "string"],
  ],
);

export interface QueryClassResponse {
  readonly class: ResourceClass;
}
export const QueryClassResponse: MessageCodec<QueryClassResponse> = message<QueryClassResponse>(
  "dcm.market.v1.QueryClassResponse",
  () => ({ class: undefined as never }),
  [
    [1, "class", "message", { type: () => ResourceClass }],
  ],
);

export interface QueryQuoteRequest {
  readonly owner: Address;
  readonly terms: OrderTerms;
  readonly job: dcm_job_v1.JobSpec;
}
export const QueryQuoteRequest: MessageCodec<QueryQuoteRequest> = message<QueryQuoteRequest>(
  "dcm.market.v1.QueryQuoteRequest",
  () => ({ owner: "" as Address, terms: undefined as never, job: undefined as never }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "terms", "message", { type: () => OrderTerms }],
    [3, "job", "message", { type: () => dcm_job_v1.JobSpec }],
  ],
);

export interface QueryQuoteResponse {
  /** Offers that meet everything, price included. */
  readonly eligible: number;
  readonly fillableSeats: number;
  /** Asks of one slot at max metered use among the offers that meet everything but price, in the base unit. */
  readonly p10: Amount;
  readonly p50: Amount;
  readonly p90: Amount;
  /** What every slot would be filled at now; 0 when it cannot be filled. */
  readonly fillPrice: Amount;
  /** Locked at placing: slots × max charge + protocol fee ([E1]). */
  readonly deposit: Amount;
  readonly placingFee: Amount;
  readonly orderDeposit: Amount;
  /** Bond that each slot's provider locks. */
  readonly bond: Amount;
  /** Max metered use after defaults, in fuel or ms. */
  readonly maxUse: bigint;
  readonly maxWallTimeMs: bigint;
}
export const QueryQuoteResponse: MessageCodec<QueryQuoteResponse> = message<QueryQuoteResponse>(
  "dcm.market.v1.QueryQuoteResponse",
  () => ({ eligible: 0, fillableSeats: 0, p10: 0n as Amount, p50: 0n as Amount, p90: 0n as Amount, fillPrice: 0n as Amount, deposit: 0n as Amount, placingFee: 0n as Amount, orderDeposit: 0n as Amount, bond: 0n as Amount, maxUse: 0n, maxWallTimeMs: 0n }),
  [
    [1, "eligible", "uint32"],
    [2, "fillable_seats", "uint32"],
    [3, "p10", "amount", { scalar: "cosmos.Int" }],
    [4, "p50", "amount", { scalar: "cosmos.Int" }],
    [5, "p90", "amount", { scalar: "cosmos.Int" }],
    [6, "fill_price", "amount", { scalar: "cosmos.Int" }],
    [7, "deposit", "amount", { scalar: "cosmos.Int" }],
    [8, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [9, "order_deposit", "amount", { scalar: "cosmos.Int" }],
    [10, "bond", "amount", { scalar: "cosmos.Int" }],
    [11, "max_use", "uint64"],
    [12, "max_wall_time_ms", "uint64"],
  ],
);

export interface QueryExplainRequest {
  readonly owner: Address;
  readonly terms: OrderTerms;
  readonly job: dcm_job_v1.JobSpec;
}
export const QueryExplainRequest: MessageCodec<QueryExplainRequest> = message<QueryExplainRequest>(
  "dcm.market.v1.QueryExplainRequest",
  () => ({ owner: "" as Address, terms: undefined as never, job: undefined as never }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "terms", "message", { type: () => OrderTerms }],
    [3, "job", "message", { type: () => dcm_job_v1.JobSpec }],
  ],
);

export interface QueryExplainResponse {
  readonly explanation: Explanation;
}
export const QueryExplainResponse: MessageCodec<QueryExplainResponse> = message<QueryExplainResponse>(
  "dcm.market.v1.QueryExplainResponse",
  () => ({ explanation: undefined as never }),
  [
    [1, "explanation", "message", { type: () => Explanation }],
  ],
);

export interface QueryExplainOrderRequest {
  readonly id: bigint;
}
export const QueryExplainOrderRequest: MessageCodec<QueryExplainOrderRequest> = message<QueryExplainOrderRequest>(
  "dcm.market.v1.QueryExplainOrderRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryExplainOrderResponse {
  readonly explanation: Explanation;
}
export const QueryExplainOrderResponse: MessageCodec<QueryExplainOrderResponse> = message<QueryExplainOrderResponse>(
  "dcm.market.v1.QueryExplainOrderResponse",
  () => ({ explanation: undefined as never }),
  [
    [1, "explanation", "message", { type: () => Explanation }],
  ],
);

export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "dcm.market.v1.QueryParamsRequest",
  () => ({}),
  [],
);

export interface QueryParamsResponse {
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "dcm.market.v1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params }],
  ],
);

export interface MsgPlaceOrder {
  readonly owner: Address;
  readonly terms: OrderTerms;
  readonly job: dcm_job_v1.JobSpec;
}
export const MsgPlaceOrder: MessageCodec<MsgPlaceOrder> = message<MsgPlaceOrder>(
  "dcm.market.v1.MsgPlaceOrder",
  () => ({ owner: "" as Address, terms: undefined as never, job: undefined as never }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "terms", "message", { type: () => OrderTerms, amino: { keepEmpty: true } }],
    [3, "job", "message", { type: () => dcm_job_v1.JobSpec, amino: { keepEmpty: true } }],
  ],
  { signers: ["owner"], aminoName: "dcm/market/MsgPlaceOrder", cli: { hidden: true } },
);

export interface MsgPlaceOrderResponse {
  readonly orderId: bigint;
  /** The same owner and client key had placed it before; nothing was done again ([O2]). */
  readonly existing: boolean;
}
export const MsgPlaceOrderResponse: MessageCodec<MsgPlaceOrderResponse> = message<MsgPlaceOrderResponse>(
  "dcm.market.v1.MsgPlaceOrderResponse",
  () => ({ orderId: 0n, existing: false }),
  [
    [1, "order_id", "uint64"],
    [2, "existing", "bool"],
  ],
);

export interface MsgCancelOrder {
  readonly owner: Address;
  readonly orderId: bigint;
}
export const MsgCancelOrder: MessageCodec<MsgCancelOrder> = message<MsgCancelOrder>(
  "dcm.market.v1.MsgCancelOrder",
  () => ({ owner: "" as Address, orderId: 0n }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "order_id", "uint64"],
  ],
  { signers: ["owner"], aminoName: "dcm/market/MsgCancelOrder", cli: { use: "cancel-order <order_id>" } },
);

export interface MsgCancelOrderResponse {
}
export const MsgCancelOrderResponse: MessageCodec<MsgCancelOrderResponse> = message<MsgCancelOrderResponse>(
  "dcm.market.v1.MsgCancelOrderResponse",
  () => ({}),
  [],
);

export interface MsgUpdateParams {
  readonly authority: Address;
  readonly params: Params;
  /** Classes to add or replace, by id. */
  readonly classes: readonly ResourceClass[];
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "dcm.market.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never, classes: [] }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
    [3, "classes", "message", { type: () => ResourceClass, repeated: true }],
  ],
  { signers: ["authority"], aminoName: "dcm/market/MsgUpdateParams", cli: { hidden: true } },
);

export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "dcm.market.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** ResourceClass is a governed kind of capacity; two classes never share a vector and meter. */
export interface ResourceClass {
  readonly id: string;
  readonly kind: string;
  readonly millicpu: number;
  readonly memoryMib: number;
  readonly diskMib: number;
  readonly gpuModel: string;
  readonly gpuVramMib: number;
  readonly gpuCount: number;
  readonly ccMode: string;
  readonly meter: Meter;
  /** Smallest unit price, in 10⁻⁶ of the base unit per meter unit. */
  readonly priceFloor: Amount;
  /** Floor price per second of wall time, in 10⁻⁶ of the base unit ([W6]). */
  readonly wallSecondFloor: Amount;
  /** Picoseconds of wall time per fuel of the slowest ordinary program: 150 is 0.15 ns. */
  readonly psPerFuel: bigint;
  readonly defaultFuel: bigint;
  readonly defaultWallTimeMs: bigint;
  readonly maxWallTimeMs: bigint;
  readonly maxOutputBytes: bigint;
}
export const ResourceClass: MessageCodec<ResourceClass> = message<ResourceClass>(
  "dcm.market.v1.ResourceClass",
  () => ({ id: "", kind: "", millicpu: 0, memoryMib: 0, diskMib: 0, gpuModel: "", gpuVramMib: 0, gpuCount: 0, ccMode: "", meter: 0 as never, priceFloor: 0n as Amount, wallSecondFloor: 0n as Amount, psPerFuel: 0n, defaultFuel: 0n, defaultWallTimeMs: 0n, maxWallTimeMs: 0n, maxOutputBytes: 0n }),
  [
    [1, "id", "string"],
    [2, "kind", "string"],
    [3, "millicpu", "uint32"],
    [4, "memory_mib", "uint32"],
    [5, "disk_mib", "uint32"],
    [6, "gpu_model", "string"],
    [7, "gpu_vram_mib", "uint32"],
    [8, "gpu_count", "uint32"],
    [9, "cc_mode", "string"],
    [10, "meter", "enum", { type: () => MeterInfo }],
    [11, "price_floor", "amount", { scalar: "cosmos.Int" }],
    [12, "wall_second_floor", "amount", { scalar: "cosmos.Int" }],
    [13, "ps_per_fuel", "uint64"],
    [14, "default_fuel", "uint64"],
    [15, "default_wall_time_ms", "uint64"],
    [16, "max_wall_time_ms", "uint64"],
    [17, "max_output_bytes", "uint64"],
  ],
);

/**
 * Predicate is one node of an order's constraints ([O3]). Exactly one kind is set; at most 64 nodes,
 * each value of a membership counted as one, 8 deep.
 *
 * Fields: class, jurisdiction, jurisdiction.evidence (CLAIMED < AUDITED < ATTESTED), site, isolation, provider, owner, price
 * (the slot's price at max metered use, base unit), attr.<key>, attr.<key>.auditor.
 */
export interface Predicate {
  readonly and: Predicates | undefined;
  readonly or: Predicates | undefined;
  readonly not: Predicate | undefined;
  /** field = value */
  readonly equal: Comparison | undefined;
  /** field ≥ value, both whole numbers or evidence levels */
  readonly atLeast: Comparison | undefined;
  /** field is one of the values */
  readonly in: Membership | undefined;
  /** field exists */
  readonly has: string | undefined;
  /** field equals value or lies below it: US-CA is under US */
  readonly under: Comparison | undefined;
  /** field ≤ value, both whole numbers */
  readonly atMost: Comparison | undefined;
}
export const Predicate: MessageCodec<Predicate> = message<Predicate>(
  "dcm.market.v1.Predicate",
  () => ({ and: undefined, or: undefined, not: undefined, equal: undefined, atLeast: undefined, in: undefined, has: undefined, under: undefined, atMost: undefined }),
  [
    [1, "and", "message", { type: () => Predicates, optional: true, oneof: "kind", amino: { oneofName: "and" } }],
    [2, "or", "message", { type: () => Predicates, optional: true, oneof: "kind", amino: { oneofName: "or" } }],
    [3, "not", "message", { type: () => Predicate, optional: true, oneof: "kind", amino: { oneofName: "not" } }],
    [4, "equal", "message", { type: () => Comparison, optional: true, oneof: "kind", amino: { oneofName: "equal" } }],
    [5, "at_least", "message", { type: () => Comparison, optional: true, oneof: "kind", amino: { oneofName: "at_least" } }],
    [6, "in", "message", { type: () => Membership, optional: true, oneof: "kind", amino: { oneofName: "in" } }],
    [7, "has", "string", { optional: true, oneof: "kind", amino: { oneofName: "has" } }],
    [8, "under", "message", { type: () => Comparison, optional: true, oneof: "kind", amino: { oneofName: "under" } }],
    [9, "at_most", "message", { type: () => Comparison, optional: true, oneof: "kind", amino: { oneofName: "at_most" } }],
  ],
);

export interface Predicates {
  readonly of: readonly Predicate[];
}
export const Predicates: MessageCodec<Predicates> = message<Predicates>(
  "dcm.market.v1.Predicates",
  () => ({ of: [] }),
  [
    [1, "of", "message", { type: () => Predicate, repeated: true }],
  ],
);

export interface Comparison {
  readonly field: string;
  readonly value: string;
}
export const Comparison: MessageCodec<Comparison> = message<Comparison>(
  "dcm.market.v1.Comparison",
  () => ({ field: "", value: "" }),
  [
    [1, "field", "string"],
    [2, "value", "string"],
  ],
);

export interface Membership {
  readonly field: string;
  readonly values: readonly string[];
}
export const Membership: MessageCodec<Membership> = message<Membership>(
  "dcm.market.v1.Membership",
  () => ({ field: "", values: [] }),
  [
    [1, "field", "string"],
    [2, "values", "string", { repeated: true }],
  ],
);

/** OrderTerms are what the buyer asks for. */
export interface OrderTerms {
  readonly kind: OrderKind;
  readonly class: string;
  /** Units of the class per slot; 1 for jobs. */
  readonly units: number;
  /** Providers that each do the whole work. */
  readonly slots: number;
  /** Most that one slot may cost at max metered use, start fee included, in the base unit ([M2]). */
  readonly limit: Amount;
  readonly constraints: Predicate | undefined;
  /** A conjunction: all must accept. */
  readonly policy: readonly dcm_job_v1.Policy[];
  readonly matching: Matching;
  /** Pool depth ([M3]); 1 means the cheapest win. */
  readonly depth: number;
  /** Life on the book in ms of market time, at most 24 h; 0 means the default. */
  readonly expiryMs: bigint;
  /** Closes at once when it cannot be filled in the next block. */
  readonly immediateOrCancel: boolean;
  /** Makes placing idempotent for its owner ([O2]); at most 32 bytes, empty for none. */
  readonly clientKey: Uint8Array;
  /** At most 8, of at most 64 bytes. */
  readonly tags: readonly string[];
  /** Orders of one array share it. */
  readonly groupId: string;
}
export const OrderTerms: MessageCodec<OrderTerms> = message<OrderTerms>(
  "dcm.market.v1.OrderTerms",
  () => ({ kind: 0 as never, class: "", units: 0, slots: 0, limit: 0n as Amount, constraints: undefined, policy: [], matching: 0 as never, depth: 0, expiryMs: 0n, immediateOrCancel: false, clientKey: NO_BYTES, tags: [], groupId: "" }),
  [
    [1, "kind", "enum", { type: () => OrderKindInfo }],
    [2, "class", "string"],
    [3, "units", "uint32"],
    [4, "slots", "uint32"],
    [5, "limit", "amount", { scalar: "cosmos.Int" }],
    [6, "constraints", "message", { type: () => Predicate, optional: true }],
    [7, "policy", "message", { type: () => dcm_job_v1.Policy, repeated: true }],
    [8, "matching", "enum", { type: () => MatchingInfo }],
    [9, "depth", "uint32"],
    [10, "expiry_ms", "uint64"],
    [11, "immediate_or_cancel", "bool"],
    [12, "client_key", "bytes"],
    [13, "tags", "string", { repeated: true }],
    [14, "group_id", "string"],
  ],
);

/** Order is demand on the book. */
export interface Order {
  readonly id: bigint;
  readonly owner: Address;
  readonly terms: OrderTerms;
  readonly state: OrderState;
  /** Market time, ms. */
  readonly expiresAt: bigint;
  readonly placedHeight: bigint;
  /** sha256 that breaks ties ([M1]); empty until the first block after placing. */
  readonly tie: Uint8Array;
  readonly tieKey: Uint8Array;
  /** Max metered use, in fuel or ms. */
  readonly maxUse: bigint;
  /** Held while the order is open, in the base unit. */
  readonly deposit: Amount;
  readonly placingFee: Amount;
  /** Seats to fill now: slots at first, the empty ones in a refill. */
  readonly openSeats: number;
  /** Operators and owners that may not take a refilled seat. */
  readonly excluded: readonly Address[];
  /** Nothing on the book can fill it; an event that could wakes it. */
  readonly asleep: boolean;
  /** Max wall time in ms, from the job. */
  readonly maxWallTimeMs: bigint;
  readonly runtime: string;
  /** Limit that counts on the book now: that of the terms, in a refill the job's fill price. */
  readonly bookLimit: Amount;
  /** Height at which it came to the book; it expires three blocks later at the earliest ([G7]). */
  readonly openedHeight: bigint;
}
export const Order: MessageCodec<Order> = message<Order>(
  "dcm.market.v1.Order",
  () => ({ id: 0n, owner: "" as Address, terms: undefined as never, state: 0 as never, expiresAt: 0n, placedHeight: 0n, tie: NO_BYTES, tieKey: NO_BYTES, maxUse: 0n, deposit: 0n as Amount, placingFee: 0n as Amount, openSeats: 0, excluded: [], asleep: false, maxWallTimeMs: 0n, runtime: "", bookLimit: 0n as Amount, openedHeight: 0n }),
  [
    [1, "id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "terms", "message", { type: () => OrderTerms }],
    [4, "state", "enum", { type: () => OrderStateInfo, noZero: true }],
    [5, "expires_at", "uint64"],
    [6, "placed_height", "int64"],
    [7, "tie", "bytes"],
    [8, "tie_key", "bytes"],
    [9, "max_use", "uint64"],
    [10, "deposit", "amount", { scalar: "cosmos.Int" }],
    [11, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [12, "open_seats", "uint32"],
    [13, "excluded", "string", { repeated: true, scalar: "cosmos.AddressString" }],
    [14, "asleep", "bool"],
    [15, "max_wall_time_ms", "uint64"],
    [16, "runtime", "string"],
    [17, "book_limit", "amount", { scalar: "cosmos.Int" }],
    [18, "opened_height", "int64"],
  ],
);

/** Scan is how far the matching of one class has come; it exists while there is something to test ([M1]). */
export interface Scan {
  readonly class: string;
  /** Rank (limit, tie) of the last order tested; empty at the head of the book. */
  readonly cursor: Uint8Array;
  /** A lap visits sleepers too, because an offer changed. */
  readonly lap: boolean;
  /** The lap has passed the end of the book and ends at stop. */
  readonly wrapped: boolean;
  readonly stop: Uint8Array;
  /** Lowest start fee and unit price of the offers that woke the class: orders below them sleep on. */
  readonly startFee: Amount;
  readonly unitPrice: Amount;
  /** Those offers: a sleeper that none of them suits sleeps on. */
  readonly offers: readonly bigint[];
  /** They were too many to list; every sleeper within reach is tested. */
  readonly manyOffers: boolean;
}
export const Scan: MessageCodec<Scan> = message<Scan>(
  "dcm.market.v1.Scan",
  () => ({ class: "", cursor: NO_BYTES, lap: false, wrapped: false, stop: NO_BYTES, startFee: 0n as Amount, unitPrice: 0n as Amount, offers: [], manyOffers: false }),
  [
    [1, "class", "string"],
    [2, "cursor", "bytes"],
    [3, "lap", "bool"],
    [4, "wrapped", "bool"],
    [5, "stop", "bytes"],
    [6, "start_fee", "amount", { scalar: "cosmos.Int" }],
    [7, "unit_price", "amount", { scalar: "cosmos.Int" }],
    [8, "offers", "uint64", { repeated: true }],
    [9, "many_offers", "bool"],
  ],
);

/** ClientKey remembers an owner's key, so that placing again answers the first order ([O2]). */
export interface ClientKey {
  readonly owner: Address;
  readonly digest: Uint8Array;
  readonly orderId: bigint;
  /** Market time, ms. */
  readonly expiresAt: bigint;
}
export const ClientKey: MessageCodec<ClientKey> = message<ClientKey>(
  "dcm.market.v1.ClientKey",
  () => ({ owner: "" as Address, digest: NO_BYTES, orderId: 0n, expiresAt: 0n }),
  [
    [1, "owner", "string", { scalar: "cosmos.AddressString" }],
    [2, "digest", "bytes"],
    [3, "order_id", "uint64"],
    [4, "expires_at", "uint64"],
  ],
);

/** Params of the market module. */
export interface Params {
  readonly minCharge: Amount;
  readonly placingFee: Amount;
  readonly placingFeePerNode: Amount;
  readonly orderDeposit: Amount;
  readonly defaultExpiryMs: bigint;
  readonly maxExpiryMs: bigint;
  readonly clientKeyWindowMs: bigint;
  readonly maxSlots: number;
}
export const Params: MessageCodec<Params> = message<Params>(
  "dcm.market.v1.Params",
  () => ({ minCharge: 0n as Amount, placingFee: 0n as Amount, placingFeePerNode: 0n as Amount, orderDeposit: 0n as Amount, defaultExpiryMs: 0n, maxExpiryMs: 0n, clientKeyWindowMs: 0n, maxSlots: 0 }),
  [
    [1, "min_charge", "amount", { scalar: "cosmos.Int" }],
    [2, "placing_fee", "amount", { scalar: "cosmos.Int" }],
    [3, "placing_fee_per_node", "amount", { scalar: "cosmos.Int" }],
    [4, "order_deposit", "amount", { scalar: "cosmos.Int" }],
    [5, "default_expiry_ms", "uint64"],
    [6, "max_expiry_ms", "uint64"],
    [7, "client_key_window_ms", "uint64"],
    [8, "max_slots", "uint32"],
  ],
);

/** ConstraintCount explains one constraint against the book. */
export interface ConstraintCount {
  /** Such as jurisdiction under DE. */
  readonly constraint: string;
  /** Offers that meet it. */
  readonly passing: number;
  /** Offers that would become eligible if it alone were dropped. */
  readonly gainedWithout: number;
  /** Smallest change of this constraint alone that makes one more offer eligible, such as jurisdiction under FR; empty when none does. */
  readonly nearest: string;
}
export const ConstraintCount: MessageCodec<ConstraintCount> = message<ConstraintCount>(
  "dcm.market.v1.ConstraintCount",
  () => ({ constraint: "", passing: 0, gainedWithout: 0, nearest: "" }),
  [
    [1, "constraint", "string"],
    [2, "passing", "uint32"],
    [3, "gained_without", "uint32"],
    [4, "nearest", "string"],
  ],
);

/** Explanation says how an order stands against the book: counts equal those of the matching itself. */
export interface Explanation {
  /** Offers of the class that were looked at. */
  readonly offers: number;
  /** Offers that meet everything. */
  readonly eligible: number;
  /** Distinct operators and owners among them: at most so many seats can be filled. */
  readonly fillableSeats: number;
  readonly constraints: readonly ConstraintCount[];
  /** Cheapest ask that passes everything but price, at max metered use; empty when none. */
  readonly cheapestOtherwise: string;
  /** The book was longer than the step budget; counts are of the part looked at. */
  readonly truncated: boolean;
  /** The one change of one constraint that makes an offer eligible most cheaply; empty when no single change does. */
  readonly relaxation: string;
}
export const Explanation: MessageCodec<Explanation> = message<Explanation>(
  "dcm.market.v1.Explanation",
  () => ({ offers: 0, eligible: 0, fillableSeats: 0, constraints: [], cheapestOtherwise: "", truncated: false, relaxation: "" }),
  [
    [1, "offers", "uint32"],
    [2, "eligible", "uint32"],
    [3, "fillable_seats", "uint32"],
    [4, "constraints", "message", { type: () => ConstraintCount, repeated: true }],
    [5, "cheapest_otherwise", "string"],
    [6, "truncated", "bool"],
    [7, "relaxation", "string"],
  ],
);

export const Query = service({
  name: "dcm.market.v1.Query",
  comment: "",
  isMsg: false,
  methods: {
    Orders: {
      name: "Orders",
      path: "/dcm.market.v1.Query/Orders",
      request: QueryOrdersRequest,
      response: QueryOrdersResponse,
      http: {"get":"/dcm/market/v1/orders"},
      cli: { use: "orders" },
      comment: "Orders lists live orders by id, of one owner or class when given.",
    },
    Order: {
      name: "Order",
      path: "/dcm.market.v1.Query/Order",
      request: QueryOrderRequest,
      response: QueryOrderResponse,
      http: {"get":"/dcm/market/v1/orders/{id}"},
      cli: { use: "order <id>" },
      comment: "Order answers one live order.",
    },
    Classes: {
      name: "Classes",
      path: "/dcm.market.v1.Query/Classes",
      request: QueryClassesRequest,
      response: QueryClassesResponse,
      http: {"get":"/dcm/market/v1/classes"},
      cli: { use: "classes" },
      comment: "Classes lists the resource classes.",
    },
    Class: {
      name: "Class",
      path: "/dcm.market.v1.Query/Class",
      request: QueryClassRequest,
      response: QueryClassResponse,
      http: {"get":"/dcm/market/v1/classes/{id}"},
      cli: { use: "class <id>" },
      comment: "Class answers one resource class.",
    },
    Quote: {
      name: "Quote",
      path: "/dcm.market.v1.Query/Quote",
      request: QueryQuoteRequest,
      response: QueryQuoteResponse,
      http: {"post":"/dcm/market/v1/quote","body":"*"},
      cli: { hidden: true },
      comment: "Quote says what an order would cost now and who could take it; nothing is placed.",
    },
    Explain: {
      name: "Explain",
      path: "/dcm.market.v1.Query/Explain",
      request: QueryExplainRequest,
      response: QueryExplainResponse,
      http: {"post":"/dcm/market/v1/explain","body":"*"},
      cli: { hidden: true },
      comment: "Explain counts, per constraint, the offers that meet it.",
    },
    ExplainOrder: {
      name: "ExplainOrder",
      path: "/dcm.market.v1.Query/ExplainOrder",
      request: QueryExplainOrderRequest,
      response: QueryExplainOrderResponse,
      http: {"get":"/dcm/market/v1/orders/{id}/explain"},
      cli: { use: "explain-order <id>" },
      comment: "ExplainOrder explains a live order.",
    },
    Params: {
      name: "Params",
      path: "/dcm.market.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/dcm/market/v1/params"},
      cli: { use: "params" },
      comment: "Params answers the module's parameters.",
    },
  },
} as const);
export type QueryRpcs = {
  Orders: { request: QueryOrdersRequest; response: QueryOrdersResponse };
  Order: { request: QueryOrderRequest; response: QueryOrderResponse };
  Classes: { request: QueryClassesRequest; response: QueryClassesResponse };
  Class: { request: QueryClassRequest; response: QueryClassResponse };
  Quote: { request: QueryQuoteRequest; response: QueryQuoteResponse };
  Explain: { request: QueryExplainRequest; response: QueryExplainResponse };
  ExplainOrder: { request: QueryExplainOrderRequest; response: QueryExplainOrderResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

export const Msg = service({
  name: "dcm.market.v1.Msg",
  comment: "",
  isMsg: true,
  methods: {
    PlaceOrder: {
      name: "PlaceOrder",
      path: "/dcm.market.v1.Msg/PlaceOrder",
      request: MsgPlaceOrder,
      response: MsgPlaceOrderResponse,
      comment: "PlaceOrder puts demand on the book and locks what it can cost at most.",
    },
    CancelOrder: {
      name: "CancelOrder",
      path: "/dcm.market.v1.Msg/CancelOrder",
      request: MsgCancelOrder,
      response: MsgCancelOrderResponse,
      comment: "CancelOrder takes an open order off the book; everything locked comes back.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/dcm.market.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams replaces the module's parameters and classes; governance only.",
    },
  },
} as const);
export type MsgRpcs = {
  PlaceOrder: { request: MsgPlaceOrder; response: MsgPlaceOrderResponse };
  CancelOrder: { request: MsgCancelOrder; response: MsgCancelOrderResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
