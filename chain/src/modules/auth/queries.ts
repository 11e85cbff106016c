import type { QueryRpcs } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  type Address,
  accountAddress,
  addressBytes,
  addressFault,
  compareText,
  failPlain,
  type Handlers,
  invalidArgument,
  notFound,
  type ReadCtx,
} from "../../kernel/index.js";
import { type Account, accountOf, moduleAddress, packAccount } from "./api.js";
import { accounts, accountsByNumber, params } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Accounts(ctx, { pagination }) {
    const page = accounts.page(ctx, pagination);
    return { accounts: page.items, pagination: page.next };
  },

  Account(ctx, { address }) {
    if (address === "") invalidArgument("Address cannot be empty");
    return { account: packAccount(existing(ctx, address)) };
  },

  AccountAddressByID(ctx, { id, accountId }) {
    if (id !== 0n) invalidArgument("requesting with id isn't supported, try to request using account-id");
    const owner = accountsByNumber.get(ctx, accountId);
    if (owner === undefined) notFound(`account address not found with account number ${accountId}`);
    return { accountAddress: accountAddress(ctx.prefix, owner) };
  },

  Params: (ctx) => ({ params: params.get(ctx) }),

  ModuleAccounts(ctx) {
    const names = [...ctx.services.accounts.keys()].sort(compareText);
    // An account that holds nothing yet does not exist yet.
    const known = names.map((name) => accountOf(ctx, moduleAddress(ctx, name))).filter((each) => each !== undefined);
    return { accounts: known.map(packAccount) };
  },

  ModuleAccountByName(ctx, { name }) {
    if (name === "") invalidArgument("module name is empty");
    const account = ctx.services.accounts.has(name) ? accountOf(ctx, moduleAddress(ctx, name)) : undefined;
    return { account: packAccount(account ?? notFound(`account ${name} not found`)) };
  },

  Bech32Prefix: (ctx) => ({ bech32Prefix: ctx.prefix }),

  AddressBytesToString(ctx, { addressBytes: raw }) {
    if (raw.length === 0) failPlain("empty address bytes is not allowed");
    return { addressString: accountAddress(ctx.prefix, raw) };
  },

  AddressStringToBytes(ctx, { addressString }) {
    return { addressBytes: addressBytes(parsed(ctx, addressString)) };
  },

  AccountInfo(ctx, { address }) {
    if (address === "") invalidArgument("address cannot be empty");
    return { info: existing(ctx, address).base };
  },
};

function existing(ctx: ReadCtx, text: string): Account {
  return accountOf(ctx, parsed(ctx, text)) ?? notFound(`account ${text} not found`);
}

function parsed(ctx: ReadCtx, text: string): Address {
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) failPlain(fault);
  return text as Address;
}
