import { BaseAccount, type Params } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  type Address,
  addressBytes,
  assert,
  type Coins,
  type Ctx,
  type ErrorCode,
  ensure,
  failPlain,
  Gov,
  type Item,
  moduleAddress as moduleAddressUnder,
  type ReadCtx,
  Sdk,
  unixSeconds,
} from "../../kernel/index.js";
import { afterDelegation, afterUndelegation, lockedOf } from "./math.js";
import { type Account, accountNumbers, accounts, accountsByNumber, params, unorderedNonces } from "./state.js";

export { int64, vestingFault } from "./math.js";
export type { Account, Schedule, Vesting } from "./state.js";

/** The module account that fees are paid into. */
export const FEE_COLLECTOR = "fee_collector";

/** The auth parameters: memo length in bytes, signatures per transaction, gas per byte and per signature. */
export function authParams(ctx: ReadCtx): Params {
  return params.get(ctx);
}

/** The account at `address`, undefined when nobody ever received there. */
export function accountOf(ctx: ReadCtx, address: Address): Account | undefined {
  return accounts.get(ctx, address);
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
  if (old !== undefined) accountsByNumber.delete(ctx, old.base.accountNumber);
  const number = account.base.accountNumber;
  if (accountsByNumber.has(ctx, number)) assert(false, `account number ${number} belongs to one account`);
  accountsByNumber.set(ctx, number, addressBytes(address));
  accounts.set(ctx, address, account);
}

/**
 * Creates the account at `address` with the next account number. The caller knows that there is none yet.
 *
 * @param kind  what makes it more than a plain account
 */
export function createAccount(ctx: Ctx, address: Address, kind: Omit<Account, "base"> = {}): Account {
  const account = { ...newAccount(ctx, address), ...kind };
  saveAccount(ctx, account);
  return account;
}

/** A plain account at `address` with the next account number, not stored yet. */
export function newAccount(ctx: Ctx, address: Address): Account {
  return { base: BaseAccount.fromPartial({ address, accountNumber: accountNumbers.next(ctx) }) };
}

/** The address of a module's account: the first 20 bytes of sha256(name). */
export function moduleAddress(ctx: ReadCtx, name: string): Address {
  return moduleAddressUnder(ctx.prefix, name);
}

/** The account of a module that the application declares; created when it is first asked for. */
export function moduleAccount(ctx: Ctx, name: string): Account {
  const declared = ctx.services.accounts.get(name);
  if (declared === undefined) assert(false, `module account ${name} is declared by its module`);
  const address = moduleAddress(ctx, name);
  return (
    accountOf(ctx, address) ?? createAccount(ctx, address, { module: { name, permissions: declared.permissions } })
  );
}

/** Whether users may not send coins to `address`, an address of this chain in either case, because it is a module's. */
export function isBlocked(ctx: ReadCtx, address: Address): boolean {
  const target = address.toLowerCase();
  for (const name of ctx.services.accounts.keys()) if (moduleAddress(ctx, name) === target) return true;
  return false;
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

/**
 * Refuses everyone but the governance account with the error that a module of the market has for it.
 *
 * @param authority  who signed the message
 * @throws `error`, with the signer
 */
export function ensureGovernance(ctx: ReadCtx, authority: Address, error: ErrorCode): void {
  ensure(authority === moduleAddress(ctx, "gov"), error, { signer: authority });
}

/**
 * A handler of UpdateParams as most modules of the SDK have it: governance sets parameters that can be.
 *
 * @param params   where the parameters lie
 * @param faultOf  why they cannot be, in the SDK's words; undefined when they can
 * @throws gov 13 InvalidSigner
 */
export function updateParams<P>(params: Item<P>, faultOf: (next: P, ctx: ReadCtx) => string | undefined) {
  return (ctx: Ctx, { authority, params: next }: { readonly authority: Address; readonly params: P }) => {
    ensureAuthority(ctx, authority);
    const fault = faultOf(next, ctx);
    if (fault !== undefined) failPlain(fault);
    params.set(ctx, next);
    return {};
  };
}

/** What `account` holds but cannot spend at the time of this block, because it still vests. */
export function lockedCoins(ctx: ReadCtx, account: Account | undefined): Coins {
  return account?.vesting === undefined ? [] : lockedOf(account.vesting, unixSeconds(ctx.time));
}

/**
 * Writes a delegation into the books of a vesting account; others keep none.
 *
 * @param coins  valid, and not more than the account held
 * @throws sdk 9 UnknownAddress  there is no account at `address`
 * @see Cosmos SDK v0.53, x/bank/keeper/keeper.go, trackDelegation
 */
export function trackDelegation(ctx: Ctx, address: Address, coins: Coins): void {
  const account = accountOf(ctx, address);
  const missing = `failed to track delegation: account ${address} does not exist`;
  ensure(account !== undefined, Sdk.UnknownAddress, missing);
  if (account.vesting === undefined) return;
  saveAccount(ctx, { ...account, vesting: afterDelegation(account.vesting, coins, unixSeconds(ctx.time)) });
}

/** {@link trackDelegation} for coins that come back, to an account that is made where genesis forgot it. */
export function trackUndelegation(ctx: Ctx, address: Address, coins: Coins): void {
  const account = accountOf(ctx, address) ?? createAccount(ctx, address);
  if (account.vesting !== undefined)
    saveAccount(ctx, { ...account, vesting: afterUndelegation(account.vesting, coins) });
}

/**
 * Marks the timeout of an unordered transaction as used by one of its signers.
 *
 * @param timeout  Unix nanoseconds
 * @returns why it cannot be used; undefined when it could
 * @see Cosmos SDK v0.53, x/auth/keeper/keeper.go, TryAddUnorderedNonce
 */
export function useTimeout(ctx: Ctx, signer: Address, timeout: bigint): string | undefined {
  const nonce = [timeout, addressBytes(signer)] as const;
  if (unorderedNonces.has(ctx, nonce)) return `sender ${signer} has already used timeout ${timeout}`;
  unorderedNonces.add(ctx, nonce);
  return undefined;
}
