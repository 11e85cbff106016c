import type { QueryRpcs } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import {
  type Address,
  addressFault,
  amount,
  amountOf,
  assert,
  denomFault,
  failPlain,
  type Handlers,
  internal,
  invalidArgument,
  notFound,
  type ReadCtx,
  requirePage,
} from "../../kernel/index.js";
import { accountOf, lockedCoins } from "../auth/api.js";
import { balanceIn, spendableCoins, supplyOf } from "./api.js";
import { balances, holders, metadata, params, sendEnabled, supply } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Balance(ctx, { address, denom }) {
    requireDenom(denom);
    return { balance: { denom, amount: balanceIn(ctx, parsed(ctx, address), denom) } };
  },

  AllBalances(ctx, { address, pagination, resolveDenom }) {
    const owner = parsed(ctx, address);
    requirePage(pagination, unpaged);
    const page = balances.pageUnder(ctx, owner, pagination);
    const name = (denom: string) => (resolveDenom ? (metadata.get(ctx, denom)?.display ?? denom) : denom);
    return {
      balances: page.items.map(([denom, amount]) => ({ denom: name(denom), amount })),
      pagination: page.next,
    };
  },

  SpendableBalances(ctx, { address, pagination }) {
    const owner = parsed(ctx, address);
    requirePage(pagination, unpaged);
    const page = balances.pageUnder(ctx, owner, pagination);
    const spendable = spendableCoins(ctx, owner);
    return {
      balances: page.items.map(([denom]) => ({ denom, amount: amountOf(spendable, denom) })),
      pagination: page.next,
    };
  },

  SpendableBalanceByDenom(ctx, { address, denom }) {
    const owner = parsed(ctx, address);
    requireDenom(denom);
    const free = balanceIn(ctx, owner, denom) - amountOf(lockedCoins(ctx, accountOf(ctx, owner)), denom);
    return { balance: { denom, amount: amount(free > 0n ? free : 0n) } };
  },

  TotalSupply(ctx, { pagination }) {
    requirePage(pagination, internal);
    const page = supply.pageEntries(ctx, pagination);
    return { supply: page.items.map(([denom, amount]) => ({ denom, amount })), pagination: page.next };
  },

  SupplyOf(ctx, { denom }) {
    requireDenom(denom);
    return { amount: { denom, amount: supplyOf(ctx, denom) } };
  },

  Params: (ctx) => ({ params: params.get(ctx) }),

  DenomMetadata(ctx, { denom }) {
    return { metadata: metadataOf(ctx, denom) };
  },

  DenomMetadataByQueryString(ctx, { denom }) {
    return { metadata: metadataOf(ctx, denom) };
  },

  DenomsMetadata(ctx, { pagination }) {
    requirePage(pagination, internal);
    const page = metadata.page(ctx, pagination);
    return { metadatas: page.items, pagination: page.next };
  },

  DenomOwners: (ctx, { denom, pagination }) => owners(ctx, denom, pagination),

  DenomOwnersByQuery: (ctx, { denom, pagination }) => owners(ctx, denom, pagination),

  SendEnabled(ctx, { denoms, pagination }) {
    if (denoms.length > 0) {
      const known = denoms.filter((denom) => sendEnabled.has(ctx, denom));
      return { sendEnabled: known.map((denom) => sendSwitch(ctx, denom)), pagination: undefined };
    }
    requirePage(pagination, internal);
    const page = sendEnabled.pageEntries(ctx, pagination);
    return { sendEnabled: page.items.map(([denom, enabled]) => ({ denom, enabled })), pagination: page.next };
  },
};

function owners(ctx: ReadCtx, denom: string, pagination: PageRequest | undefined) {
  requireDenom(denom);
  requirePage(pagination, failPlain);
  const page = holders.pageFirst(ctx, denom, pagination);
  const denomOwners = page.items.map(([, address]) => ({
    address,
    balance: { denom, amount: balanceIn(ctx, address, denom) },
  }));
  return { denomOwners, pagination: page.next };
}

function unpaged(text: string): never {
  invalidArgument(`paginate: ${text}`);
}

function metadataOf(ctx: ReadCtx, denom: string) {
  requireDenom(denom);
  return metadata.get(ctx, denom) ?? notFound(`client metadata for denom ${denom}`);
}

function sendSwitch(ctx: ReadCtx, denom: string) {
  const found = sendEnabled.get(ctx, denom);
  assert(found !== undefined, "only known switches are asked for");
  return { denom, enabled: found };
}

function requireDenom(denom: string): void {
  const fault = denomFault(denom);
  if (fault !== undefined) invalidArgument(fault);
}

function parsed(ctx: ReadCtx, text: string): Address {
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) invalidArgument(`invalid address: ${fault}`);
  return text as Address;
}
