import { GenesisState } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { addressFault, type Ctx, type Genesis } from "../../kernel/index.js";
import { FEE_COLLECTOR, moduleAccount, moduleAddress, saveAccount } from "./api.js";
import { vestingFault } from "./math.js";
import { paramsFault } from "./msgs.js";
import { type Account, accountNumbers, accounts, packAccount, params, parseAccount } from "./state.js";

/** The SDK's form of genesis (x/auth/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      params.importJson(ctx, undefined);
    } else {
      const state = GenesisState.fromJSON(json);
      const fault = paramsFault(state.params);
      if (fault !== undefined) throw new Error(fault);
      params.set(ctx, state.params);
      importAccounts(ctx, state.accounts);
    }
    moduleAccount(ctx, FEE_COLLECTOR);
    return undefined;
  },
  export: (ctx) =>
    GenesisState.toJSON(
      GenesisState.fromPartial({ params: params.get(ctx), accounts: accounts.all(ctx).map(packAccount) }),
    ),
};

/** Accounts keep their numbers; of several with one number the later ones get the lowest that are free. */
function importAccounts(ctx: Ctx, packed: readonly Any[]): void {
  const given = packed.map((each) => checked(ctx, each));
  const taken = new Set<bigint>();
  const addresses = new Set<string>();
  const repeated: number[] = [];
  for (const [i, { base }] of given.entries()) {
    if (addresses.has(base.address))
      throw new Error(`duplicate account found in genesis state; address: ${base.address}`);
    addresses.add(base.address);
    if (taken.has(base.accountNumber)) repeated.push(i);
    else taken.add(base.accountNumber);
  }
  let free = 0n;
  const byNumber = (a: number, b: number) => compare(number(given, a), number(given, b)) || a - b;
  for (const i of repeated.sort(byNumber)) {
    while (taken.has(free)) free += 1n;
    taken.add(free);
    const account = given[i] as Account;
    given[i] = { ...account, base: { ...account.base, accountNumber: free } };
  }
  let next = 0n;
  for (const account of given.sort((a, b) => compare(a.base.accountNumber, b.base.accountNumber))) {
    saveAccount(ctx, account);
    next = account.base.accountNumber + 1n;
  }
  accountNumbers.set(ctx, next);
}

function checked(ctx: Ctx, packed: Any): Account {
  const account = parseAccount(packed);
  if (account === undefined)
    throw new Error(`genesis has an account of type ${packed.typeUrl}, which this application does not keep`);
  const fault = addressFault(account.base.address, ctx.prefix) ?? kindFault(ctx, account);
  if (fault !== undefined)
    throw new Error(`invalid account found in genesis state; address: ${account.base.address}, error: ${fault}`);
  return account;
}

function kindFault(ctx: Ctx, { base, module, vesting }: Account): string | undefined {
  if (vesting !== undefined) return vestingFault(vesting);
  if (module === undefined) return undefined;
  if (module.name.trim() === "") return "module account name cannot be blank";
  if (base.address === moduleAddress(ctx, module.name)) return undefined;
  return `address ${base.address} cannot be derived from the module name '${module.name}'`;
}

function number(accountsGiven: readonly Account[], index: number): bigint {
  return (accountsGiven[index] as Account).base.accountNumber;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
