// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { Address, Amount, Dec } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";

/** Every movement is an event; the sum of the events is the change of balances ([E8]). */
export interface EventDeposited {
  readonly accountId: bigint;
  readonly source: Address;
  readonly amount: Amount;
}
export const EventDeposited: MessageCodec<EventDeposited> = message<EventDeposited>(
  "dcm.escrow.v1.EventDeposited",
  () => ({ accountId: 0n, source: "" as Address, amount: 0n as Amount }),
  [
    [1, "account_id", "uint64"],
    [2, "source", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

export interface EventPaid {
  readonly accountId: bigint;
  readonly payee: Address;
  readonly amount: Amount;
}
export const EventPaid: MessageCodec<EventPaid> = message<EventPaid>(
  "dcm.escrow.v1.EventPaid",
  () => ({ accountId: 0n, payee: "" as Address, amount: 0n as Amount }),
  [
    [1, "account_id", "uint64"],
    [2, "payee", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

export interface EventRefunded {
  readonly accountId: bigint;
  readonly source: Address;
  readonly amount: Amount;
}
export const EventRefunded: MessageCodec<EventRefunded> = message<EventRefunded>(
  "dcm.escrow.v1.EventRefunded",
  () => ({ accountId: 0n, source: "" as Address, amount: 0n as Amount }),
  [
    [1, "account_id", "uint64"],
    [2, "source", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

export interface EventBurnt {
  readonly accountId: bigint;
  readonly amount: Amount;
  readonly reason: string;
}
export const EventBurnt: MessageCodec<EventBurnt> = message<EventBurnt>(
  "dcm.escrow.v1.EventBurnt",
  () => ({ accountId: 0n, amount: 0n as Amount, reason: "" }),
  [
    [1, "account_id", "uint64"],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
    [3, "reason", "string"],
  ],
);

export interface QueryAccountRequest {
  readonly id: bigint;
}
export const QueryAccountRequest: MessageCodec<QueryAccountRequest> = message<QueryAccountRequest>(
  "dcm.escrow.v1.QueryAccountRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryAccountResponse {
  readonly account: Account;
}
export const QueryAccountResponse: MessageCodec<QueryAccountResponse> = message<QueryAccountResponse>(
  "dcm.escrow.v1.QueryAccountResponse",
  () => ({ account: undefined as never }),
  [
    [1, "account", "message", { type: () => Account }],
  ],
);

export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "dcm.escrow.v1.QueryParamsRequest",
  () => ({}),
  [],
);

export interface QueryParamsResponse {
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "dcm.escrow.v1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params }],
  ],
);

export interface MsgDeposit {
  readonly source: Address;
  readonly accountId: bigint;
  /** In the base unit. */
  readonly amount: Amount;
}
export const MsgDeposit: MessageCodec<MsgDeposit> = message<MsgDeposit>(
  "dcm.escrow.v1.MsgDeposit",
  () => ({ source: "" as Address, accountId: 0n, amount: 0n as Amount }),
  [
    [1, "source", "string", { scalar: "cosmos.AddressString" }],
    [2, "account_id", "uint64"],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
  { signers: ["source"], aminoName: "dcm/escrow/MsgDeposit", cli: { use: "deposit <account_id> <amount>" } },
);

export interface MsgDepositResponse {
}
export const MsgDepositResponse: MessageCodec<MsgDepositResponse> = message<MsgDepositResponse>(
  "dcm.escrow.v1.MsgDepositResponse",
  () => ({}),
  [],
);

export interface MsgUpdateParams {
  readonly authority: Address;
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "dcm.escrow.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "dcm/escrow/MsgUpdateParams", cli: { hidden: true } },
);

export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "dcm.escrow.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Deposit is one source's share of an account; refunds go back to it ([E5]). */
export interface Deposit {
  readonly source: Address;
  readonly amount: Amount;
}
export const Deposit: MessageCodec<Deposit> = message<Deposit>(
  "dcm.escrow.v1.Deposit",
  () => ({ source: "" as Address, amount: 0n as Amount }),
  [
    [1, "source", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** Account holds a buyer's money for one order; it has the order's id. */
export interface Account {
  readonly id: bigint;
  readonly owner: Address;
  /** Oldest first: payments use them in this order, refunds run backwards. */
  readonly deposits: readonly Deposit[];
  /** Still here, in the base unit. */
  readonly balance: Amount;
  /** Of the balance, kept for slots and fees. */
  readonly reserved: Amount;
  readonly paid: Amount;
  readonly refunded: Amount;
  readonly burnt: Amount;
}
export const Account: MessageCodec<Account> = message<Account>(
  "dcm.escrow.v1.Account",
  () => ({ id: 0n, owner: "" as Address, deposits: [], balance: 0n as Amount, reserved: 0n as Amount, paid: 0n as Amount, refunded: 0n as Amount, burnt: 0n as Amount }),
  [
    [1, "id", "uint64"],
    [2, "owner", "string", { scalar: "cosmos.AddressString" }],
    [3, "deposits", "message", { type: () => Deposit, repeated: true }],
    [4, "balance", "amount", { scalar: "cosmos.Int" }],
    [5, "reserved", "amount", { scalar: "cosmos.Int" }],
    [6, "paid", "amount", { scalar: "cosmos.Int" }],
    [7, "refunded", "amount", { scalar: "cosmos.Int" }],
    [8, "burnt", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** Params of the escrow module. */
export interface Params {
  /** Share of every payment that is burnt, 0 … 0.2 ([E9]). */
  readonly protocolFeeRate: Dec;
  /** Most sources one account takes. */
  readonly maxSources: number;
}
export const Params: MessageCodec<Params> = message<Params>(
  "dcm.escrow.v1.Params",
  () => ({ protocolFeeRate: 0n as Dec, maxSources: 0 }),
  [
    [1, "protocol_fee_rate", "dec", { scalar: "cosmos.Dec" }],
    [2, "max_sources", "uint32"],
  ],
);

export const Query = service({
  name: "dcm.escrow.v1.Query",
  comment: "",
  isMsg: false,
  methods: {
    Account: {
      name: "Account",
      path: "/dcm.escrow.v1.Query/Account",
      request: QueryAccountRequest,
      response: QueryAccountResponse,
      http: {"get":"/dcm/escrow/v1/accounts/{id}"},
      cli: { use: "account <id>" },
      comment: "Account answers one order's escrow account while it is open.",
    },
    Params: {
      name: "Params",
      path: "/dcm.escrow.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/dcm/escrow/v1/params"},
      cli: { use: "params" },
      comment: "Params answers the module's parameters.",
    },
  },
} as const);
export type QueryRpcs = {
  Account: { request: QueryAccountRequest; response: QueryAccountResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

export const Msg = service({
  name: "dcm.escrow.v1.Msg",
  comment: "",
  isMsg: true,
  methods: {
    Deposit: {
      name: "Deposit",
      path: "/dcm.escrow.v1.Msg/Deposit",
      request: MsgDeposit,
      response: MsgDepositResponse,
      comment: "Deposit adds money to an account; what is not used returns to its source.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/dcm.escrow.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams replaces the module's parameters; governance only.",
    },
  },
} as const);
export type MsgRpcs = {
  Deposit: { request: MsgDeposit; response: MsgDepositResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
