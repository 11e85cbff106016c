import { BaseAccount, type QueryRpcs } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  type Address,
  accountAddress,
  addressBytes,
  addressFault,
  compareText,
  failPlain,
  type Handlers,
  invalidArgument,
  type ModuleAccount,
  notFound,
  type ReadCtx,
  requirePage,
} from "../../kernel/index.js";
import { accountOf, moduleAddress } from "./api.js";
import { type Account, accountNumbers, accounts, accountsByNumber, packAccount, params } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Accounts(ctx, { pagination }) {
    requirePage(pagination, failPlain);
    const page = accounts.page(ctx, pagination);
    return { accounts: page.items.map(packAccount), pagination: page.next };
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
    let next = accountNumbers.peek(ctx);
    const all = names.map((name) => {
      const account = moduleAccountAt(ctx, name, next);
      if (account.base.accountNumber === next) next += 1n;
      return account;
    });
    return { accounts: all.map(packAccount) };
  },

  ModuleAccountByName(ctx, { name }) {
    if (name === "") invalidArgument("module name is empty");
    if (!ctx.services.accounts.has(name)) notFound(`account ${name} not found`);
    return { account: packAccount(moduleAccountAt(ctx, name, accountNumbers.peek(ctx))) };
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

/** A declared module's account; one that was not made yet is shown as it would be made now, with the number `next`. */
function moduleAccountAt(ctx: ReadCtx, name: string, next: bigint): Account {
  const address = moduleAddress(ctx, name);
  const declared = ctx.services.accounts.get(name) as ModuleAccount;
  const base = BaseAccount.fromPartial({ address, accountNumber: next });
  return accountOf(ctx, address) ?? { base, module: { name, permissions: declared.permissions } };
}

function existing(ctx: ReadCtx, text: string): Account {
  return accountOf(ctx, parsed(ctx, text)) ?? notFound(`account ${text} not found`);
}

function parsed(ctx: ReadCtx, text: string): Address {
  const fault = addressFault(text, ctx.prefix);
  if (fault !== undefined) failPlain(fault);
  return text as Address;
}
