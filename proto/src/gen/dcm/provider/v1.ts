// Generated from the .proto files by proto/generate; do not edit.
import { enumInfo, message } from "../../../codec.js";
import { service } from "../../../registry.js";
import { NO_BYTES } from "../../../bytes.js";
import type { Address, Amount } from "../../../scalars.js";
import type { MessageCodec } from "../../../types.js";
import * as cosmos_base_query_v1beta1 from "../../../gen/cosmos/base/query/v1beta1.js";

/** ProviderStatus says what a provider may do now ([P4]–[P6]). */
export const ProviderStatus = {
  /** Takes new work. */
  ACTIVE: 1,
  /** Keeps what runs, takes nothing new. */
  PAUSED: 2,
  /** No heartbeat in time; its offers are off the book. */
  OFFLINE: 3,
  JAILED: 4,
  /** Its whole stake is unbonding. */
  LEAVING: 5,
  TOMBSTONED: 6,
} as const;
export type ProviderStatus = (typeof ProviderStatus)[keyof typeof ProviderStatus];
export const ProviderStatusInfo = enumInfo("dcm.provider.v1.ProviderStatus", { PROVIDER_STATUS_UNSPECIFIED: 0, PROVIDER_STATUS_ACTIVE: 1, PROVIDER_STATUS_PAUSED: 2, PROVIDER_STATUS_OFFLINE: 3, PROVIDER_STATUS_JAILED: 4, PROVIDER_STATUS_LEAVING: 5, PROVIDER_STATUS_TOMBSTONED: 6 });

/** EvidenceLevel says how well a claim is backed. */
export const EvidenceLevel = {
  UNSPECIFIED: 0,
  CLAIMED: 1,
  AUDITED: 2,
  ATTESTED: 3,
} as const;
export type EvidenceLevel = (typeof EvidenceLevel)[keyof typeof EvidenceLevel];
export const EvidenceLevelInfo = enumInfo("dcm.provider.v1.EvidenceLevel", { EVIDENCE_LEVEL_UNSPECIFIED: 0, EVIDENCE_LEVEL_CLAIMED: 1, EVIDENCE_LEVEL_AUDITED: 2, EVIDENCE_LEVEL_ATTESTED: 3 });

/** SiteKind is the kind of place a machine stands in. */
export const SiteKind = {
  UNSPECIFIED: 0,
  DATACENTRE: 1,
  CLOUD: 2,
  EDGE: 3,
  HOME: 4,
} as const;
export type SiteKind = (typeof SiteKind)[keyof typeof SiteKind];
export const SiteKindInfo = enumInfo("dcm.provider.v1.SiteKind", { SITE_KIND_UNSPECIFIED: 0, SITE_KIND_DATACENTRE: 1, SITE_KIND_CLOUD: 2, SITE_KIND_EDGE: 3, SITE_KIND_HOME: 4 });

export interface EventProviderRegistered {
  readonly provider: Address;
  readonly stake: Amount;
}
export const EventProviderRegistered: MessageCodec<EventProviderRegistered> = message<EventProviderRegistered>(
  "dcm.provider.v1.EventProviderRegistered",
  () => ({ provider: "" as Address, stake: 0n as Amount }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "stake", "amount", { scalar: "cosmos.Int" }],
  ],
);

export interface EventProviderUpdated {
  readonly provider: Address;
}
export const EventProviderUpdated: MessageCodec<EventProviderUpdated> = message<EventProviderUpdated>(
  "dcm.provider.v1.EventProviderUpdated",
  () => ({ provider: "" as Address }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** EventProviderStatus tells a change of status: ACTIVE, PAUSED, OFFLINE, LEAVING, …. */
export interface EventProviderStatus {
  readonly provider: Address;
  readonly status: string;
}
export const EventProviderStatus: MessageCodec<EventProviderStatus> = message<EventProviderStatus>(
  "dcm.provider.v1.EventProviderStatus",
  () => ({ provider: "" as Address, status: "" }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "status", "string"],
  ],
);

export interface EventStakeAdded {
  readonly provider: Address;
  readonly amount: Amount;
}
export const EventStakeAdded: MessageCodec<EventStakeAdded> = message<EventStakeAdded>(
  "dcm.provider.v1.EventStakeAdded",
  () => ({ provider: "" as Address, amount: 0n as Amount }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

export interface EventUnbondingStarted {
  readonly provider: Address;
  readonly amount: Amount;
  readonly maturesAt: bigint;
}
export const EventUnbondingStarted: MessageCodec<EventUnbondingStarted> = message<EventUnbondingStarted>(
  "dcm.provider.v1.EventUnbondingStarted",
  () => ({ provider: "" as Address, amount: 0n as Amount, maturesAt: 0n }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
    [3, "matures_at", "uint64"],
  ],
);

export interface EventUnbondingMatured {
  readonly provider: Address;
  readonly amount: Amount;
}
export const EventUnbondingMatured: MessageCodec<EventUnbondingMatured> = message<EventUnbondingMatured>(
  "dcm.provider.v1.EventUnbondingMatured",
  () => ({ provider: "" as Address, amount: 0n as Amount }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
);

/** EventStakeBurnt tells that stake was slashed and destroyed. */
export interface EventStakeBurnt {
  readonly provider: Address;
  readonly jobId: bigint;
  readonly amount: Amount;
  readonly reason: string;
}
export const EventStakeBurnt: MessageCodec<EventStakeBurnt> = message<EventStakeBurnt>(
  "dcm.provider.v1.EventStakeBurnt",
  () => ({ provider: "" as Address, jobId: 0n, amount: 0n as Amount, reason: "" }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "job_id", "uint64"],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
    [4, "reason", "string"],
  ],
);

export interface EventOfferCreated {
  readonly offerId: bigint;
  readonly provider: Address;
  readonly class: string;
}
export const EventOfferCreated: MessageCodec<EventOfferCreated> = message<EventOfferCreated>(
  "dcm.provider.v1.EventOfferCreated",
  () => ({ offerId: 0n, provider: "" as Address, class: "" }),
  [
    [1, "offer_id", "uint64"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "class", "string"],
  ],
);

export interface EventOfferUpdated {
  readonly offerId: bigint;
  readonly provider: Address;
}
export const EventOfferUpdated: MessageCodec<EventOfferUpdated> = message<EventOfferUpdated>(
  "dcm.provider.v1.EventOfferUpdated",
  () => ({ offerId: 0n, provider: "" as Address }),
  [
    [1, "offer_id", "uint64"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
);

export interface EventOfferClosed {
  readonly offerId: bigint;
  readonly provider: Address;
  /** closed, expired or leaving. */
  readonly reason: string;
}
export const EventOfferClosed: MessageCodec<EventOfferClosed> = message<EventOfferClosed>(
  "dcm.provider.v1.EventOfferClosed",
  () => ({ offerId: 0n, provider: "" as Address, reason: "" }),
  [
    [1, "offer_id", "uint64"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "reason", "string"],
  ],
);

export interface QueryProvidersRequest {
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryProvidersRequest: MessageCodec<QueryProvidersRequest> = message<QueryProvidersRequest>(
  "dcm.provider.v1.QueryProvidersRequest",
  () => ({ pagination: undefined }),
  [
    [1, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryProvidersResponse {
  readonly providers: readonly Provider[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryProvidersResponse: MessageCodec<QueryProvidersResponse> = message<QueryProvidersResponse>(
  "dcm.provider.v1.QueryProvidersResponse",
  () => ({ providers: [], pagination: undefined }),
  [
    [1, "providers", "message", { type: () => Provider, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

export interface QueryProviderRequest {
  readonly address: Address;
}
export const QueryProviderRequest: MessageCodec<QueryProviderRequest> = message<QueryProviderRequest>(
  "dcm.provider.v1.QueryProviderRequest",
  () => ({ address: "" as Address }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
  ],
);

export interface QueryProviderResponse {
  readonly provider: Provider;
  readonly unbonding: readonly UnbondingEntry[];
  /** Stake that new bonds or a reduction may take, in the base unit ([P1]). */
  readonly freeStake: Amount;
  /** Current market time, ms. */
  readonly now: bigint;
}
export const QueryProviderResponse: MessageCodec<QueryProviderResponse> = message<QueryProviderResponse>(
  "dcm.provider.v1.QueryProviderResponse",
  () => ({ provider: undefined as never, unbonding: [], freeStake: 0n as Amount, now: 0n }),
  [
    [1, "provider", "message", { type: () => Provider }],
    [2, "unbonding", "message", { type: () => UnbondingEntry, repeated: true }],
    [3, "free_stake", "amount", { scalar: "cosmos.Int" }],
    [4, "now", "uint64"],
  ],
);

export interface QueryOffersRequest {
  /** Only offers of this class, when set. */
  readonly class: string;
  /** Only offers of this provider, when set. */
  readonly provider: Address;
  readonly pagination: cosmos_base_query_v1beta1.PageRequest | undefined;
}
export const QueryOffersRequest: MessageCodec<QueryOffersRequest> = message<QueryOffersRequest>(
  "dcm.provider.v1.QueryOffersRequest",
  () => ({ class: "", provider: "" as Address, pagination: undefined }),
  [
    [1, "class", "string"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageRequest, optional: true }],
  ],
);

export interface QueryOffersResponse {
  readonly offers: readonly Offer[];
  readonly pagination: cosmos_base_query_v1beta1.PageResponse | undefined;
}
export const QueryOffersResponse: MessageCodec<QueryOffersResponse> = message<QueryOffersResponse>(
  "dcm.provider.v1.QueryOffersResponse",
  () => ({ offers: [], pagination: undefined }),
  [
    [1, "offers", "message", { type: () => Offer, repeated: true }],
    [2, "pagination", "message", { type: () => cosmos_base_query_v1beta1.PageResponse, optional: true }],
  ],
);

export interface QueryOfferRequest {
  readonly id: bigint;
}
export const QueryOfferRequest: MessageCodec<QueryOfferRequest> = message<QueryOfferRequest>(
  "dcm.provider.v1.QueryOfferRequest",
  () => ({ id: 0n }),
  [
    [1, "id", "uint64"],
  ],
);

export interface QueryOfferResponse {
  readonly offer: Offer;
}
export const QueryOfferResponse: MessageCodec<QueryOfferResponse> = message<QueryOfferResponse>(
  "dcm.provider.v1.QueryOfferResponse",
  () => ({ offer: undefined as never }),
  [
    [1, "offer", "message", { type: () => Offer }],
  ],
);

export interface QueryParamsRequest {
}
export const QueryParamsRequest: MessageCodec<QueryParamsRequest> = message<QueryParamsRequest>(
  "dcm.provider.v1.QueryParamsRequest",
  () => ({}),
  [],
);

export interface QueryParamsResponse {
  readonly params: Params;
}
export const QueryParamsResponse: MessageCodec<QueryParamsResponse> = message<QueryParamsResponse>(
  "dcm.provider.v1.QueryParamsResponse",
  () => ({ params: undefined as never }),
  [
    [1, "params", "message", { type: () => Params }],
  ],
);

export interface MsgRegister {
  readonly provider: Address;
  /** In the base unit, at least the parameter min_stake. */
  readonly stake: Amount;
  readonly profile: Profile;
}
export const MsgRegister: MessageCodec<MsgRegister> = message<MsgRegister>(
  "dcm.provider.v1.MsgRegister",
  () => ({ provider: "" as Address, stake: 0n as Amount, profile: undefined as never }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "stake", "amount", { scalar: "cosmos.Int" }],
    [3, "profile", "message", { type: () => Profile, amino: { keepEmpty: true } }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgRegister", cli: { use: "register <stake>" } },
);

export interface MsgRegisterResponse {
}
export const MsgRegisterResponse: MessageCodec<MsgRegisterResponse> = message<MsgRegisterResponse>(
  "dcm.provider.v1.MsgRegisterResponse",
  () => ({}),
  [],
);

export interface MsgUpdate {
  readonly provider: Address;
  readonly profile: Profile;
}
export const MsgUpdate: MessageCodec<MsgUpdate> = message<MsgUpdate>(
  "dcm.provider.v1.MsgUpdate",
  () => ({ provider: "" as Address, profile: undefined as never }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "profile", "message", { type: () => Profile, amino: { keepEmpty: true } }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgUpdate", cli: { use: "update" } },
);

export interface MsgUpdateResponse {
}
export const MsgUpdateResponse: MessageCodec<MsgUpdateResponse> = message<MsgUpdateResponse>(
  "dcm.provider.v1.MsgUpdateResponse",
  () => ({}),
  [],
);

export interface MsgAddStake {
  readonly provider: Address;
  readonly amount: Amount;
}
export const MsgAddStake: MessageCodec<MsgAddStake> = message<MsgAddStake>(
  "dcm.provider.v1.MsgAddStake",
  () => ({ provider: "" as Address, amount: 0n as Amount }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgAddStake", cli: { use: "add-stake <amount>" } },
);

export interface MsgAddStakeResponse {
}
export const MsgAddStakeResponse: MessageCodec<MsgAddStakeResponse> = message<MsgAddStakeResponse>(
  "dcm.provider.v1.MsgAddStakeResponse",
  () => ({}),
  [],
);

export interface MsgReduceStake {
  readonly provider: Address;
  readonly amount: Amount;
}
export const MsgReduceStake: MessageCodec<MsgReduceStake> = message<MsgReduceStake>(
  "dcm.provider.v1.MsgReduceStake",
  () => ({ provider: "" as Address, amount: 0n as Amount }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "amount", "amount", { scalar: "cosmos.Int" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgReduceStake", cli: { use: "reduce-stake <amount>" } },
);

export interface MsgReduceStakeResponse {
  /** Market time at which the stake is paid out, ms. */
  readonly maturesAt: bigint;
}
export const MsgReduceStakeResponse: MessageCodec<MsgReduceStakeResponse> = message<MsgReduceStakeResponse>(
  "dcm.provider.v1.MsgReduceStakeResponse",
  () => ({ maturesAt: 0n }),
  [
    [1, "matures_at", "uint64"],
  ],
);

export interface MsgPause {
  readonly provider: Address;
}
export const MsgPause: MessageCodec<MsgPause> = message<MsgPause>(
  "dcm.provider.v1.MsgPause",
  () => ({ provider: "" as Address }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgPause", cli: { use: "pause" } },
);

export interface MsgPauseResponse {
}
export const MsgPauseResponse: MessageCodec<MsgPauseResponse> = message<MsgPauseResponse>(
  "dcm.provider.v1.MsgPauseResponse",
  () => ({}),
  [],
);

export interface MsgResume {
  readonly provider: Address;
}
export const MsgResume: MessageCodec<MsgResume> = message<MsgResume>(
  "dcm.provider.v1.MsgResume",
  () => ({ provider: "" as Address }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgResume", cli: { use: "resume" } },
);

export interface MsgResumeResponse {
}
export const MsgResumeResponse: MessageCodec<MsgResumeResponse> = message<MsgResumeResponse>(
  "dcm.provider.v1.MsgResumeResponse",
  () => ({}),
  [],
);

export interface MsgLeave {
  readonly provider: Address;
}
export const MsgLeave: MessageCodec<MsgLeave> = message<MsgLeave>(
  "dcm.provider.v1.MsgLeave",
  () => ({ provider: "" as Address }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgLeave", cli: { use: "leave" } },
);

export interface MsgLeaveResponse {
  /** Market time at which the stake is paid out, ms. */
  readonly maturesAt: bigint;
}
export const MsgLeaveResponse: MessageCodec<MsgLeaveResponse> = message<MsgLeaveResponse>(
  "dcm.provider.v1.MsgLeaveResponse",
  () => ({ maturesAt: 0n }),
  [
    [1, "matures_at", "uint64"],
  ],
);

export interface MsgHeartbeat {
  readonly provider: Address;
}
export const MsgHeartbeat: MessageCodec<MsgHeartbeat> = message<MsgHeartbeat>(
  "dcm.provider.v1.MsgHeartbeat",
  () => ({ provider: "" as Address }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgHeartbeat", cli: { use: "heartbeat" } },
);

export interface MsgHeartbeatResponse {
}
export const MsgHeartbeatResponse: MessageCodec<MsgHeartbeatResponse> = message<MsgHeartbeatResponse>(
  "dcm.provider.v1.MsgHeartbeatResponse",
  () => ({}),
  [],
);

export interface MsgCreateOffer {
  readonly provider: Address;
  readonly terms: OfferTerms;
  /** Life of the offer in ms of market time; 0 means until closed. */
  readonly expiryMs: bigint;
}
export const MsgCreateOffer: MessageCodec<MsgCreateOffer> = message<MsgCreateOffer>(
  "dcm.provider.v1.MsgCreateOffer",
  () => ({ provider: "" as Address, terms: undefined as never, expiryMs: 0n }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "terms", "message", { type: () => OfferTerms, amino: { keepEmpty: true } }],
    [3, "expiry_ms", "uint64"],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgCreateOffer", cli: { use: "create-offer" } },
);

export interface MsgCreateOfferResponse {
  readonly offerId: bigint;
}
export const MsgCreateOfferResponse: MessageCodec<MsgCreateOfferResponse> = message<MsgCreateOfferResponse>(
  "dcm.provider.v1.MsgCreateOfferResponse",
  () => ({ offerId: 0n }),
  [
    [1, "offer_id", "uint64"],
  ],
);

export interface MsgUpdateOffer {
  readonly provider: Address;
  readonly offerId: bigint;
  readonly terms: OfferTerms;
  readonly expiryMs: bigint;
}
export const MsgUpdateOffer: MessageCodec<MsgUpdateOffer> = message<MsgUpdateOffer>(
  "dcm.provider.v1.MsgUpdateOffer",
  () => ({ provider: "" as Address, offerId: 0n, terms: undefined as never, expiryMs: 0n }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "offer_id", "uint64"],
    [3, "terms", "message", { type: () => OfferTerms, amino: { keepEmpty: true } }],
    [4, "expiry_ms", "uint64"],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgUpdateOffer", cli: { use: "update-offer <offer_id>" } },
);

export interface MsgUpdateOfferResponse {
}
export const MsgUpdateOfferResponse: MessageCodec<MsgUpdateOfferResponse> = message<MsgUpdateOfferResponse>(
  "dcm.provider.v1.MsgUpdateOfferResponse",
  () => ({}),
  [],
);

export interface MsgCloseOffer {
  readonly provider: Address;
  readonly offerId: bigint;
}
export const MsgCloseOffer: MessageCodec<MsgCloseOffer> = message<MsgCloseOffer>(
  "dcm.provider.v1.MsgCloseOffer",
  () => ({ provider: "" as Address, offerId: 0n }),
  [
    [1, "provider", "string", { scalar: "cosmos.AddressString" }],
    [2, "offer_id", "uint64"],
  ],
  { signers: ["provider"], aminoName: "dcm/provider/MsgCloseOffer", cli: { use: "close-offer <offer_id>" } },
);

export interface MsgCloseOfferResponse {
}
export const MsgCloseOfferResponse: MessageCodec<MsgCloseOfferResponse> = message<MsgCloseOfferResponse>(
  "dcm.provider.v1.MsgCloseOfferResponse",
  () => ({}),
  [],
);

export interface MsgUpdateParams {
  readonly authority: Address;
  readonly params: Params;
}
export const MsgUpdateParams: MessageCodec<MsgUpdateParams> = message<MsgUpdateParams>(
  "dcm.provider.v1.MsgUpdateParams",
  () => ({ authority: "" as Address, params: undefined as never }),
  [
    [1, "authority", "string", { scalar: "cosmos.AddressString" }],
    [2, "params", "message", { type: () => Params, amino: { keepEmpty: true } }],
  ],
  { signers: ["authority"], aminoName: "dcm/provider/MsgUpdateParams", cli: { hidden: true } },
);

export interface MsgUpdateParamsResponse {
}
export const MsgUpdateParamsResponse: MessageCodec<MsgUpdateParamsResponse> = message<MsgUpdateParamsResponse>(
  "dcm.provider.v1.MsgUpdateParamsResponse",
  () => ({}),
  [],
);

/** Attribute is one named claim of a provider. */
export interface Attribute {
  /** Lower-case letters, digits, '-', '_' and '.', at most 64 characters. */
  readonly key: string;
  /** At most 128 bytes. */
  readonly value: string;
  /** Who vouches for it; empty means the provider alone. */
  readonly auditor: Address;
}
export const Attribute: MessageCodec<Attribute> = message<Attribute>(
  "dcm.provider.v1.Attribute",
  () => ({ key: "", value: "", auditor: "" as Address }),
  [
    [1, "key", "string"],
    [2, "value", "string"],
    [3, "auditor", "string", { scalar: "cosmos.AddressString" }],
  ],
);

/** Profile is what a provider says of itself and may change. */
export interface Profile {
  /** Name shown to people, at most 64 bytes. */
  readonly moniker: string;
  /** Where payouts go; empty means the operator account. */
  readonly payoutAddress: Address;
  /** Declared owner: two slots of a job never go to the same owner ([M2]). Empty means the operator itself. */
  readonly owner: Address;
  readonly endpoints: readonly string[];
  /** X25519 public key for sealed inputs, 32 bytes or empty. */
  readonly x25519Key: Uint8Array;
  /** ISO 3166-1 alpha-2 or ISO 3166-2 code, upper case, such as FR or US-CA. */
  readonly jurisdiction: string;
  readonly siteKind: SiteKind;
  readonly attributes: readonly Attribute[];
  /** Of wasm, namespace, oci, vm, tee. */
  readonly isolation: readonly string[];
}
export const Profile: MessageCodec<Profile> = message<Profile>(
  "dcm.provider.v1.Profile",
  () => ({ moniker: "", payoutAddress: "" as Address, owner: "" as Address, endpoints: [], x25519Key: NO_BYTES, jurisdiction: "", siteKind: 0 as never, attributes: [], isolation: [] }),
  [
    [1, "moniker", "string"],
    [2, "payout_address", "string", { scalar: "cosmos.AddressString" }],
    [3, "owner", "string", { scalar: "cosmos.AddressString" }],
    [4, "endpoints", "string", { repeated: true }],
    [5, "x25519_key", "bytes"],
    [6, "jurisdiction", "string"],
    [7, "site_kind", "enum", { type: () => SiteKindInfo }],
    [8, "attributes", "message", { type: () => Attribute, repeated: true }],
    [9, "isolation", "string", { repeated: true }],
  ],
);

/** Provider is one operator account that sells compute. */
export interface Provider {
  readonly address: Address;
  readonly profile: Profile;
  readonly jurisdictionEvidence: EvidenceLevel;
  readonly status: ProviderStatus;
  /** Whole stake in the base unit, locked bonds included. */
  readonly stake: Amount;
  /** Sum of the bonds that live slots and bond locks hold. */
  readonly bonded: Amount;
  /** Market time of the last heartbeat, ms. */
  readonly lastHeartbeat: bigint;
  /** Live slots over all offers. */
  readonly liveSlots: number;
  /** Height of registration. */
  readonly registeredHeight: bigint;
}
export const Provider: MessageCodec<Provider> = message<Provider>(
  "dcm.provider.v1.Provider",
  () => ({ address: "" as Address, profile: undefined as never, jurisdictionEvidence: 0 as never, status: 0 as never, stake: 0n as Amount, bonded: 0n as Amount, lastHeartbeat: 0n, liveSlots: 0, registeredHeight: 0n }),
  [
    [1, "address", "string", { scalar: "cosmos.AddressString" }],
    [2, "profile", "message", { type: () => Profile }],
    [3, "jurisdiction_evidence", "enum", { type: () => EvidenceLevelInfo }],
    [4, "status", "enum", { type: () => ProviderStatusInfo, noZero: true }],
    [5, "stake", "amount", { scalar: "cosmos.Int" }],
    [6, "bonded", "amount", { scalar: "cosmos.Int" }],
    [7, "last_heartbeat", "uint64"],
    [8, "live_slots", "uint32"],
    [9, "registered_height", "int64"],
  ],
);

/** Offer is a standing ask. */
export interface Offer {
  readonly id: bigint;
  readonly provider: Address;
  readonly terms: OfferTerms;
  /** Units that live slots use now ([P3]). */
  readonly usedUnits: number;
  /** Market time at which it expires, ms; 0 means never. */
  readonly expiresAt: bigint;
  /** Breaks ties between equal prices ([G10]). */
  readonly tieKey: Uint8Array;
  /** Whether it stands on the book: its provider is ACTIVE and it is not closed. */
  readonly listed: boolean;
  /** Closed, but its last slots still run; it goes with them. */
  readonly closed: boolean;
}
export const Offer: MessageCodec<Offer> = message<Offer>(
  "dcm.provider.v1.Offer",
  () => ({ id: 0n, provider: "" as Address, terms: undefined as never, usedUnits: 0, expiresAt: 0n, tieKey: NO_BYTES, listed: false, closed: false }),
  [
    [1, "id", "uint64"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "terms", "message", { type: () => OfferTerms }],
    [4, "used_units", "uint32"],
    [5, "expires_at", "uint64"],
    [6, "tie_key", "bytes"],
    [7, "listed", "bool"],
    [8, "closed", "bool"],
  ],
);

/** OfferTerms are what the provider asks. */
export interface OfferTerms {
  /** Resource class, such as wasm.small. */
  readonly class: string;
  /** Jobs it serves at the same time. */
  readonly units: number;
  /** Price per meter unit in 10⁻⁶ of the base unit ([G9]): for wasm.small per gigafuel. */
  readonly unitPrice: Amount;
  /** Charged once per slot, in the base unit. */
  readonly startFee: Amount;
  /** Longest job it takes, in ms of wall time. */
  readonly maxDurationMs: bigint;
  /** Of wasm, oci, proof, mpc. */
  readonly runtimes: readonly string[];
  /** Names of the policies it accepts: approve, redundant. */
  readonly policies: readonly string[];
  /** Largest bond it accepts, as a multiple of the slot's max charge. */
  readonly maxBondMultiple: number;
  readonly auditsOptIn: boolean;
  readonly approveOptIn: boolean;
  /** Only these owners, when not empty. */
  readonly allow: readonly Address[];
  /** Never these owners. */
  readonly deny: readonly Address[];
}
export const OfferTerms: MessageCodec<OfferTerms> = message<OfferTerms>(
  "dcm.provider.v1.OfferTerms",
  () => ({ class: "", units: 0, unitPrice: 0n as Amount, startFee: 0n as Amount, maxDurationMs: 0n, runtimes: [], policies: [], maxBondMultiple: 0, auditsOptIn: false, approveOptIn: false, allow: [], deny: [] }),
  [
    [1, "class", "string"],
    [2, "units", "uint32"],
    [3, "unit_price", "amount", { scalar: "cosmos.Int" }],
    [4, "start_fee", "amount", { scalar: "cosmos.Int" }],
    [5, "max_duration_ms", "uint64"],
    [6, "runtimes", "string", { repeated: true }],
    [7, "policies", "string", { repeated: true }],
    [8, "max_bond_multiple", "uint32"],
    [9, "audits_opt_in", "bool"],
    [10, "approve_opt_in", "bool"],
    [11, "allow", "string", { repeated: true, scalar: "cosmos.AddressString" }],
    [12, "deny", "string", { repeated: true, scalar: "cosmos.AddressString" }],
  ],
);

/** UnbondingEntry is stake on its way out; it can be slashed until it matures ([P2]). */
export interface UnbondingEntry {
  readonly id: bigint;
  readonly provider: Address;
  readonly amount: Amount;
  /** Market time, ms. */
  readonly maturesAt: bigint;
}
export const UnbondingEntry: MessageCodec<UnbondingEntry> = message<UnbondingEntry>(
  "dcm.provider.v1.UnbondingEntry",
  () => ({ id: 0n, provider: "" as Address, amount: 0n as Amount, maturesAt: 0n }),
  [
    [1, "id", "uint64"],
    [2, "provider", "string", { scalar: "cosmos.AddressString" }],
    [3, "amount", "amount", { scalar: "cosmos.Int" }],
    [4, "matures_at", "uint64"],
  ],
);

/** Bond is stake that one slot of a job locks ([P1], [J7]). */
export interface Bond {
  readonly jobId: bigint;
  readonly slot: number;
  readonly provider: Address;
  /** Still locked, in the base unit. */
  readonly amount: Amount;
  /** Market time at which it is free stake again, ms; 0 while the slot lives. */
  readonly releasedAt: bigint;
  /** Height at which released_at was set ([G7]). */
  readonly openedHeight: bigint;
}
export const Bond: MessageCodec<Bond> = message<Bond>(
  "dcm.provider.v1.Bond",
  () => ({ jobId: 0n, slot: 0, provider: "" as Address, amount: 0n as Amount, releasedAt: 0n, openedHeight: 0n }),
  [
    [1, "job_id", "uint64"],
    [2, "slot", "uint32"],
    [3, "provider", "string", { scalar: "cosmos.AddressString" }],
    [4, "amount", "amount", { scalar: "cosmos.Int" }],
    [5, "released_at", "uint64"],
    [6, "opened_height", "int64"],
  ],
);

/** Params of the provider module. Durations in ms of market time. */
export interface Params {
  readonly minStake: Amount;
  readonly unbondingMs: bigint;
  readonly heartbeatTimeoutMs: bigint;
  /** The audit reserve is stake / audit_reserve_divisor ([P2]). */
  readonly auditReserveDivisor: number;
  readonly maxAttributes: number;
  readonly maxOffers: number;
  /** Unbonding entries of one provider at the same time. */
  readonly maxUnbonding: number;
}
export const Params: MessageCodec<Params> = message<Params>(
  "dcm.provider.v1.Params",
  () => ({ minStake: 0n as Amount, unbondingMs: 0n, heartbeatTimeoutMs: 0n, auditReserveDivisor: 0, maxAttributes: 0, maxOffers: 0, maxUnbonding: 0 }),
  [
    [1, "min_stake", "amount", { scalar: "cosmos.Int" }],
    [2, "unbonding_ms", "uint64"],
    [3, "heartbeat_timeout_ms", "uint64"],
    [4, "audit_reserve_divisor", "uint32"],
    [5, "max_attributes", "uint32"],
    [6, "max_offers", "uint32"],
    [7, "max_unbonding", "uint32"],
  ],
);

export const Query = service({
  name: "dcm.provider.v1.Query",
  comment: "",
  isMsg: false,
  methods: {
    Providers: {
      name: "Providers",
      path: "/dcm.provider.v1.Query/Providers",
      request: QueryProvidersRequest,
      response: QueryProvidersResponse,
      http: {"get":"/dcm/provider/v1/providers"},
      cli: { use: "providers" },
      comment: "Providers lists all providers by address.",
    },
    Provider: {
      name: "Provider",
      path: "/dcm.provider.v1.Query/Provider",
      request: QueryProviderRequest,
      response: QueryProviderResponse,
      http: {"get":"/dcm/provider/v1/providers/{address}"},
      cli: { use: "provider <address>" },
      comment: "Provider answers one provider with its stake and unbonding entries.",
    },
    Offers: {
      name: "Offers",
      path: "/dcm.provider.v1.Query/Offers",
      request: QueryOffersRequest,
      response: QueryOffersResponse,
      http: {"get":"/dcm/provider/v1/offers"},
      cli: { use: "offers" },
      comment: "Offers lists offers by id, of one class or one provider when given.",
    },
    Offer: {
      name: "Offer",
      path: "/dcm.provider.v1.Query/Offer",
      request: QueryOfferRequest,
      response: QueryOfferResponse,
      http: {"get":"/dcm/provider/v1/offers/{id}"},
      cli: { use: "offer <id>" },
      comment: "Offer answers one offer.",
    },
    Params: {
      name: "Params",
      path: "/dcm.provider.v1.Query/Params",
      request: QueryParamsRequest,
      response: QueryParamsResponse,
      http: {"get":"/dcm/provider/v1/params"},
      cli: { use: "params" },
      comment: "Params answers the module's parameters.",
    },
  },
} as const);
export type QueryRpcs = {
  Providers: { request: QueryProvidersRequest; response: QueryProvidersResponse };
  Provider: { request: QueryProviderRequest; response: QueryProviderResponse };
  Offers: { request: QueryOffersRequest; response: QueryOffersResponse };
  Offer: { request: QueryOfferRequest; response: QueryOfferResponse };
  Params: { request: QueryParamsRequest; response: QueryParamsResponse };
};

export const Msg = service({
  name: "dcm.provider.v1.Msg",
  comment: "",
  isMsg: true,
  methods: {
    Register: {
      name: "Register",
      path: "/dcm.provider.v1.Msg/Register",
      request: MsgRegister,
      response: MsgRegisterResponse,
      comment: "Register makes the signer a provider and locks its stake.",
    },
    Update: {
      name: "Update",
      path: "/dcm.provider.v1.Msg/Update",
      request: MsgUpdate,
      response: MsgUpdateResponse,
      comment: "Update replaces the provider's profile.",
    },
    AddStake: {
      name: "AddStake",
      path: "/dcm.provider.v1.Msg/AddStake",
      request: MsgAddStake,
      response: MsgAddStakeResponse,
      comment: "AddStake locks more stake.",
    },
    ReduceStake: {
      name: "ReduceStake",
      path: "/dcm.provider.v1.Msg/ReduceStake",
      request: MsgReduceStake,
      response: MsgReduceStakeResponse,
      comment: "ReduceStake starts unbonding of free stake.",
    },
    Pause: {
      name: "Pause",
      path: "/dcm.provider.v1.Msg/Pause",
      request: MsgPause,
      response: MsgPauseResponse,
      comment: "Pause takes nothing new and keeps what runs.",
    },
    Resume: {
      name: "Resume",
      path: "/dcm.provider.v1.Msg/Resume",
      request: MsgResume,
      response: MsgResumeResponse,
      comment: "Resume takes new work again.",
    },
    Leave: {
      name: "Leave",
      path: "/dcm.provider.v1.Msg/Leave",
      request: MsgLeave,
      response: MsgLeaveResponse,
      comment: "Leave closes all offers and starts unbonding of the whole stake.",
    },
    Heartbeat: {
      name: "Heartbeat",
      path: "/dcm.provider.v1.Msg/Heartbeat",
      request: MsgHeartbeat,
      response: MsgHeartbeatResponse,
      comment: "Heartbeat says that the provider is alive.",
    },
    CreateOffer: {
      name: "CreateOffer",
      path: "/dcm.provider.v1.Msg/CreateOffer",
      request: MsgCreateOffer,
      response: MsgCreateOfferResponse,
      comment: "CreateOffer puts a standing ask on the book.",
    },
    UpdateOffer: {
      name: "UpdateOffer",
      path: "/dcm.provider.v1.Msg/UpdateOffer",
      request: MsgUpdateOffer,
      response: MsgUpdateOfferResponse,
      comment: "UpdateOffer replaces an offer's terms; running work keeps its price.",
    },
    CloseOffer: {
      name: "CloseOffer",
      path: "/dcm.provider.v1.Msg/CloseOffer",
      request: MsgCloseOffer,
      response: MsgCloseOfferResponse,
      comment: "CloseOffer takes an offer off the book.",
    },
    UpdateParams: {
      name: "UpdateParams",
      path: "/dcm.provider.v1.Msg/UpdateParams",
      request: MsgUpdateParams,
      response: MsgUpdateParamsResponse,
      comment: "UpdateParams replaces the module's parameters; governance only.",
    },
  },
} as const);
export type MsgRpcs = {
  Register: { request: MsgRegister; response: MsgRegisterResponse };
  Update: { request: MsgUpdate; response: MsgUpdateResponse };
  AddStake: { request: MsgAddStake; response: MsgAddStakeResponse };
  ReduceStake: { request: MsgReduceStake; response: MsgReduceStakeResponse };
  Pause: { request: MsgPause; response: MsgPauseResponse };
  Resume: { request: MsgResume; response: MsgResumeResponse };
  Leave: { request: MsgLeave; response: MsgLeaveResponse };
  Heartbeat: { request: MsgHeartbeat; response: MsgHeartbeatResponse };
  CreateOffer: { request: MsgCreateOffer; response: MsgCreateOfferResponse };
  UpdateOffer: { request: MsgUpdateOffer; response: MsgUpdateOfferResponse };
  CloseOffer: { request: MsgCloseOffer; response: MsgCloseOfferResponse };
  UpdateParams: { request: MsgUpdateParams; response: MsgUpdateParamsResponse };
};
