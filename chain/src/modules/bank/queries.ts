import type { QueryRpcs } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import {
  type Address,
  addressFault,
  assert,
  type Handlers,
  invalidArgument,
  notFound,
  type ReadCtx,
} from "../../kernel/index.js";
import { balanceIn, supplyOf } from "./api.js";
import { denomFault } from "./math.js";
import { balances, holders, metadata, params, sendEnabled, supply } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Balance(ctx, { address, denom }) {
    requireDenom(denom);
    return { balance: { denom, amount: balanceIn(ctx, parsed(ctx, address), denom) } };
  },

  AllBalances(ctx, { address, pagination, resolveDenom }) {
    const page = balances.pageUnder(ctx, parsed(ctx, address), pagination);
    const name = (denom: string) => (resolveDenom ? (metadata.get(ctx, denom)?.display ?? denom) : denom);
    return {
      balances: page.items.map(([denom, amount]) => ({ denom: name(denom), amount })),
      pagination: page.next,
    };
  },

  SpendableBalances(ctx, { address, pagination }) {
    const page = balances.pageUnder(ctx, parsed(ctx, address), pagination);
    return { balances: page.items.map(([denom, amount]) => ({ denom, amount })), pagination: page.next };
  },

  SpendableBalanceByDenom(ctx, { address, denom }) {
    const owner = parsed(ctx, address);
    requireDenom(denom);
    return { balance: { denom, amount: balanceIn(ctx, owner, denom) } };
  },

  TotalSupply(ctx, { pagination }) {
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
    const page = sendEnabled.pageEntries(ctx, pagination);
    return { sendEnabled: page.items.map(([denom, enabled]) => ({ denom, enabled })), pagination: page.next };
  },
};

function owners(ctx: ReadCtx, denom: string, pagination: PageRequest | undefined) {
  requireDenom(denom);
  const page = holders.pageFirst(ctx, denom, pagination);
  const denomOwners = page.items.map(([, address]) => ({
    address,
    balance: { denom, amount: balanceIn(ctx, address, denom) },
  }));
  return { denomOwners, pagination: page.next };
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
