import { BaseAccount, ModuleAccount, type QueryAccountsResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { QueryDenomOwnersResponse, QueryTotalSupplyResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { QueryAccountResponse } from "@dcm/proto/gen/dcm/escrow/v1";
import { JobState, type QueryJobsResponse, type QueryReceiptsResponse, type Receipt } from "@dcm/proto/gen/dcm/job/v1";
import type { QueryOrdersResponse } from "@dcm/proto/gen/dcm/market/v1";
import type {
  QueryOffersResponse,
  QueryProviderResponse,
  QueryProvidersResponse,
} from "@dcm/proto/gen/dcm/provider/v1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { Shown } from "./model/shown.js";
import type { Wire } from "./wire.js";

/** What the application's queries answer, under the names that the model uses. */
export interface View {
  readonly shown: Shown;
  /** Market time, ms. */
  readonly now: bigint;
  /** By denomination. */
  readonly supply: ReadonlyMap<string, bigint>;
}

/** The most that one page may have. Only receipts ever need a second. */
const ALL = { pagination: { limit: 1_000n } };

export function look(wire: Wire): View {
  const { supply } = wire.query<QueryTotalSupplyResponse>("/cosmos.bank.v1beta1.Query/TotalSupply", ALL);
  const { providers } = wire.query<QueryProvidersResponse>("/dcm.provider.v1.Query/Providers", ALL);
  const { offers } = wire.query<QueryOffersResponse>("/dcm.provider.v1.Query/Offers", ALL);
  const { orders, now } = wire.query<QueryOrdersResponse>("/dcm.market.v1.Query/Orders", ALL);
  const { jobs } = wire.query<QueryJobsResponse>("/dcm.job.v1.Query/Jobs", ALL);
  const live = jobs.filter(({ state }) => state < JobState.SETTLED);
  const shown = new Map<string, unknown>([
    ...accounts(wire),
    ...supply.flatMap(({ denom }) => coins(wire, denom)),
    ...providers.map(({ address }) => [`provider ${address}`, provider(wire, address)] as const),
    ...offers.map((offer) => [`offer ${offer.id}`, offer] as const),
    ...orders.map((order) => [`order ${order.id}`, order] as const),
    ...jobs.map((job) => [`job ${job.id}`, job] as const),
    ...live.map(({ id }) => [`escrow ${id}`, escrow(wire, id)] as const),
    ...receipts(wire).map((receipt) => [`receipt ${receipt.jobId}`, receipt] as const),
  ]);
  return { shown, now, supply: new Map(supply.map(({ denom, amount }) => [denom, amount])) };
}

function accounts(wire: Wire) {
  const { accounts: found } = wire.query<QueryAccountsResponse>("/cosmos.auth.v1beta1.Query/Accounts", ALL);
  return found.map((packed) => {
    const account = base(packed);
    return [`account ${account.address}`, account] as const;
  });
}

function base({ typeUrl, value }: Any): BaseAccount {
  return typeUrl === BaseAccount.typeUrl
    ? BaseAccount.decode(value)
    : (ModuleAccount.decode(value).baseAccount as BaseAccount);
}

function coins(wire: Wire, denom: string) {
  const path = "/cosmos.bank.v1beta1.Query/DenomOwners";
  const { denomOwners } = wire.query<QueryDenomOwnersResponse>(path, { denom, ...ALL });
  return denomOwners.map(({ address, balance }) => [`coins ${address}/${denom}`, balance?.amount] as const);
}

function provider(wire: Wire, address: string): QueryProviderResponse {
  return wire.query<QueryProviderResponse>("/dcm.provider.v1.Query/Provider", { address });
}

function escrow(wire: Wire, id: bigint) {
  return wire.query<QueryAccountResponse>("/dcm.escrow.v1.Query/Account", { id }).account;
}

function receipts(wire: Wire): readonly Receipt[] {
  const found: Receipt[] = [];
  for (let key = new Uint8Array(0); ; ) {
    const request = { pagination: { ...ALL.pagination, key } };
    const page = wire.query<QueryReceiptsResponse>("/dcm.job.v1.Query/Receipts", request);
    found.push(...page.receipts);
    key = new Uint8Array(page.pagination?.nextKey ?? []);
    if (key.length === 0) return found;
  }
}
