import { BaseAccount, ModuleAccount, type Params } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import {
  type Address,
  accountAddress,
  addressBytes,
  assert,
  type Ctx,
  ensure,
  equalBytes,
  Gov,
  moduleAddressBytes,
  type ReadCtx,
} from "../../kernel/index.js";
import { type Account, accountNumbers, accounts, accountsByNumber, params } from "./state.js";

export type { Account } from "./state.js";

/** The module account that fees are paid into. */
export const FEE_COLLECTOR = "fee_collector";

/** The auth parameters: memo length in bytes, signatures per transaction, gas per byte and per signature. */
export function authParams(ctx: ReadCtx): Params {
  return params.get(ctx);
}

/** The account at `address`, undefined when nobody ever received there. */
export function accountOf(ctx: ReadCtx, address: Address): Account | undefined {
  const stored = accounts.get(ctx, address);
  return stored === undefined ? undefined : unpackAccount(stored);
}

/** Whether an account exists at `address`. */
export function hasAccount(ctx: ReadCtx, address: Address): boolean {
  return accounts.has(ctx, address);
}

/**
 * Stores an account, new or changed. The accesses, and so the gas, are those of the SDK's indexed map: the old record is
 * read, its number is taken out of the index and put in again.
 *
 * @see Cosmos SDK v0.53, collections/indexes/unique.go, Reference
 */
export function saveAccount(ctx: Ctx, account: Account): void {
  const address = account.base.address;
  const old = accounts.get(ctx, address);
  if (old !== undefined) accountsByNumber.delete(ctx, unpackAccount(old).base.accountNumber);
  const number = account.base.accountNumber;
  assert(!accountsByNumber.has(ctx, number), `account number ${number} belongs to one account`);
  accountsByNumber.set(ctx, number, addressBytes(address));
  accounts.set(ctx, address, packAccount(account));
}

/** Creates the account at `address` with the next account number. The caller knows that there is none yet. */
export function createAccount(ctx: Ctx, address: Address, module?: Account["module"]): Account {
  const base = BaseAccount.fromPartial({ address, accountNumber: accountNumbers.next(ctx) });
  const account = module === undefined ? { base } : { base, module };
  saveAccount(ctx, account);
  return account;
}

/** The address of a module's account: the first 20 bytes of sha256(name). */
export function moduleAddress(ctx: ReadCtx, name: string): Address {
  return accountAddress(ctx.prefix, moduleAddressBytes(name));
}

/** The account of a module that the application declares; created when it is first asked for. */
export function moduleAccount(ctx: Ctx, name: string): Account {
  const declared = ctx.services.accounts.get(name);
  assert(declared !== undefined, `module account ${name} is declared by its module`);
  const address = moduleAddress(ctx, name);
  return accountOf(ctx, address) ?? createAccount(ctx, address, { name, permissions: declared.permissions });
}

/** Whether users may not send coins to `address`, because it is a module's. */
export function isBlocked(ctx: ReadCtx, address: Address): boolean {
  const target = addressBytes(address);
  return [...ctx.services.accounts.keys()].some((name) => equalBytes(moduleAddressBytes(name), target));
}

/**
 * Refuses everyone but the governance account.
 *
 * @param authority  who signed the message
 * @throws gov 13 InvalidSigner
 */
export function ensureAuthority(ctx: ReadCtx, authority: Address): void {
  const gov = moduleAddress(ctx, "gov");
  ensure(authority === gov, Gov.InvalidSigner, `invalid authority; expected ${gov}, got ${authority}`);
}

/** The stored form of an account. */
export function packAccount({ base, module }: Account): Any {
  if (module === undefined) return { typeUrl: BaseAccount.typeUrl, value: BaseAccount.encode(base) };
  return { typeUrl: ModuleAccount.typeUrl, value: ModuleAccount.encode({ baseAccount: base, ...module }) };
}

/** The account behind its stored form. */
export function unpackAccount({ typeUrl, value }: Any): Account {
  if (typeUrl === BaseAccount.typeUrl) return { base: BaseAccount.decode(value) };
  assert(typeUrl === ModuleAccount.typeUrl, `account type ${typeUrl} was refused at genesis`);
  const { baseAccount, name, permissions } = ModuleAccount.decode(value);
  assert(baseAccount !== undefined, "a module account has a base account");
  return { base: baseAccount, module: { name, permissions } };
}
