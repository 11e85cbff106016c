import type { Address } from "@dcm/proto";
import { BaseAccount, ModuleAccount, type QueryAccountsResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { QueryGranterGrantsResponse } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import type { QueryDenomOwnersResponse, QueryTotalSupplyResponse } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { QueryAllowancesByGranterResponse } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import {
  type Proposal,
  ProposalStatus,
  type QueryDepositsResponse,
  type QueryProposalsResponse,
  type QueryTallyResultResponse,
  type QueryVotesResponse,
} from "@dcm/proto/gen/cosmos/gov/v1";
import type { QueryValidatorDelegationsResponse } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { QueryAccountResponse } from "@dcm/proto/gen/dcm/escrow/v1";
import { JobState, type QueryJobsResponse, type QueryReceiptsResponse, type Receipt } from "@dcm/proto/gen/dcm/job/v1";
import type { QueryOrdersResponse } from "@dcm/proto/gen/dcm/market/v1";
import type {
  QueryOffersResponse,
  QueryProviderResponse,
  QueryProvidersResponse,
} from "@dcm/proto/gen/dcm/provider/v1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { termsOf as authorizationTerms, type Grant } from "./model/authz.js";
import { termsOf as allowanceTerms } from "./model/feegrant.js";
import { byText, type Shown } from "./model/shown.js";
import { moment } from "./model/world.js";
import { at, GRANTERS, operatorAt, VALIDATORS } from "./people.js";
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
    ...VALIDATORS.flatMap((name) => delegations(wire, operatorAt(name))),
    ...GRANTERS.flatMap((name) => [...grants(wire, at(name)), ...allowances(wire, at(name))]),
    ...proposals(wire),
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

function delegations(wire: Wire, validatorAddr: string) {
  const path = "/cosmos.staking.v1beta1.Query/ValidatorDelegations";
  const { delegationResponses } = wire.query<QueryValidatorDelegationsResponse>(path, { validatorAddr, ...ALL });
  return delegationResponses.map(
    ({ delegation, balance }) =>
      [`delegation ${delegation?.delegatorAddress}/${validatorAddr}`, balance?.amount] as const,
  );
}

function grants(wire: Wire, granter: string) {
  const path = "/cosmos.authz.v1beta1.Query/GranterGrants";
  const { grants: found } = wire.query<QueryGranterGrantsResponse>(path, { granter, ...ALL });
  return found.map(({ grantee, authorization, expiration }) => {
    const terms = authorizationTerms(authorization as Any);
    const grant: Grant = { granter: granter as Address, grantee, ends: expiration && moment(expiration), ...terms };
    return [`grant ${granter}/${grantee}/${terms.type}`, grant] as const;
  });
}

function allowances(wire: Wire, granter: string) {
  const path = "/cosmos.feegrant.v1beta1.Query/AllowancesByGranter";
  const { allowances: found } = wire.query<QueryAllowancesByGranterResponse>(path, { granter, ...ALL });
  return found.map(({ grantee, allowance }) => {
    const known = { granter, grantee, ...allowanceTerms(allowance as Any) };
    return [`allowance ${granter}/${grantee}`, known] as const;
  });
}

function proposals(wire: Wire) {
  const path = "/cosmos.gov.v1.Query/Proposals";
  const { proposals: found } = wire.query<QueryProposalsResponse>(path, ALL);
  return found.map((each) => [`proposal ${each.id}`, proposal(wire, each)] as const);
}

/** A proposal as the model has it. That what is decided has neither deposits nor votes is an invariant. */
function proposal(wire: Wire, record: Proposal) {
  const { id: proposalId, proposer, title, messages, expedited, status, failedReason, totalDeposit } = record;
  const one = <T>(method: string) => wire.query<T>(`/cosmos.gov.v1.Query/${method}`, { proposalId });
  const isOpen = status === ProposalStatus.VOTING_PERIOD;
  const isPending = isOpen || status === ProposalStatus.DEPOSIT_PERIOD;
  const counted = isOpen ? one<QueryTallyResultResponse>("TallyResult").tally : record.finalTallyResult;
  const deposits = isPending ? one<QueryDepositsResponse>("Deposits").deposits : [];
  const votes = isOpen ? one<QueryVotesResponse>("Votes").votes : [];
  const at = (time: Proposal["submitTime"]) => time && moment(time);
  const { yesCount = "0", abstainCount = "0", noCount = "0", noWithVetoCount = "0" } = counted ?? {};
  return {
    ...{
      id: proposalId,
      proposer,
      title,
      expedited,
      status,
      messages: messages.map(({ typeUrl }) => typeUrl.slice(1)),
    },
    depositEnd: at(record.depositEndTime),
    votingStart: at(record.votingStartTime),
    votingEnd: at(record.votingEndTime),
    total: totalDeposit[0]?.amount ?? 0n,
    deposits: deposits.map(({ depositor, amount }) => [depositor, amount[0]?.amount ?? 0n] as const).sort(byText),
    votes: votes
      .map(({ voter, options }) => [voter, options.map(({ option, weight }) => [option, weight])] as const)
      .sort(byText),
    tally: [yesCount, abstainCount, noCount, noWithVetoCount].map(BigInt),
    // Go puts what went before in front of what went wrong.
    failed: failedReason.slice(failedReason.lastIndexOf(": ") + 1).trim(),
  };
}
