import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import {
  type Address,
  type Amount,
  add,
  amount,
  amountOf,
  assert,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  coinText,
  type ErrorCode,
  emitLegacy,
  ensure,
  fail,
  legacyEvent,
  type ReadCtx,
  Sdk,
  sub,
  subCoins,
} from "../../kernel/index.js";
import {
  accountOf,
  createAccount,
  hasAccount,
  isBlocked,
  lockedCoins,
  moduleAccount,
  trackDelegation,
  trackUndelegation,
} from "../auth/api.js";
import { E } from "./errors.js";
import { balances, holders, params, sendEnabled, supply } from "./state.js";

export {
  amountOf,
  type Coins,
  coinsFault,
  coinsText,
  coinText,
  denomFault,
  equalCoins,
  sumCoins,
} from "../../kernel/index.js";
export { moduleAddress } from "../auth/api.js";

/** bank 8: what an authorization to send answers when a receiver stands in its list twice. */
export const duplicateEntry: ErrorCode = E.DuplicateEntry;

/**
 * Moves coins of the base denomination between two accounts.
 *
 * @param from   payer; its balance must cover `value`
 * @param to     payee; the account is created on first receipt
 * @param value  in base units, 0 … 2^256−1; nothing at all happens for 0
 * @throws sdk 5 InsufficientFunds  the balance of `from` is below `value`
 * @see Cosmos SDK v0.53, x/bank/keeper/send.go, SendCoins
 */
export function send(ctx: Ctx, from: Address, to: Address, value: Amount): void {
  if (value > 0n) sendCoins(ctx, from, to, baseCoins(ctx, value));
}

/**
 * Moves coins of any denominations between two accounts.
 *
 * @param coins  sorted, each denomination once, all above zero
 * @throws sdk 10 InvalidCoins       the list is not valid
 * @throws sdk 5  InsufficientFunds  a balance of `from` is too small
 */
export function sendCoins(ctx: Ctx, from: Address, to: Address, coins: Coins): void {
  if (coinsFault(coins) !== undefined) fail(Sdk.InvalidCoins, coinsText(coins));
  spend(ctx, from, coins);
  receive(ctx, to, coins);
  if (!hasAccount(ctx, to)) createAccount(ctx, to);
  ctx.events?.push(legacyEvent("transfer", "recipient", to, "sender", from, "amount", coinsText(coins)));
  ctx.events?.push(legacyEvent("message", "sender", from));
}

/** {@link sendCoins} to a module's account, which is created when it is first paid. */
export function sendToModule(ctx: Ctx, from: Address, module: string, coins: Coins): void {
  sendCoins(ctx, from, moduleAccount(ctx, module).base.address, coins);
}

/**
 * Moves coins of the base denomination to a module's account, which is created when it is first paid.
 *
 * @param value  in base units, 0 … 2^256−1; nothing at all happens for 0
 * @throws sdk 5 InsufficientFunds  the balance of `from` is below `value`
 */
export function payModule(ctx: Ctx, from: Address, module: string, value: Amount): void {
  if (value > 0n) sendToModule(ctx, from, module, baseCoins(ctx, value));
}

/**
 * Makes new coins, for a module account with the permission `minter`.
 *
 * @param coins  sorted, each denomination once, all above zero
 * @throws InvariantError  the module may not mint, or supply passes 2^256−1
 */
export function mintCoins(ctx: Ctx, module: string, coins: Coins): void {
  const { base } = permitted(ctx, module, "minter");
  receive(ctx, base.address, coins);
  for (const coin of coins) setSupply(ctx, coin.denom, add(supplyOf(ctx, coin.denom), coin.amount));
  emitLegacy(ctx, "coinbase", [
    ["minter", base.address],
    ["amount", coinsText(coins)],
  ]);
}

/**
 * Destroys coins of the base denomination that a module account with the permission `burner` holds.
 *
 * @param value  in base units, 0 … 2^256−1; nothing at all happens for 0
 * @throws sdk 5 InsufficientFunds  the module holds less
 * @throws InvariantError           the module may not burn
 */
export function burn(ctx: Ctx, module: string, value: Amount): void {
  if (value > 0n) burnCoins(ctx, module, baseCoins(ctx, value));
}

/** {@link burn} for coins of any denominations: sorted, each denomination once, all above zero. */
export function burnCoins(ctx: Ctx, module: string, coins: Coins): void {
  const { base } = permitted(ctx, module, "burner");
  spend(ctx, base.address, coins);
  for (const coin of coins) setSupply(ctx, coin.denom, sub(supplyOf(ctx, coin.denom), coin.amount));
  emitLegacy(ctx, "burn", [
    ["burner", base.address],
    ["amount", coinsText(coins)],
  ]);
}

/**
 * Moves coins into a staking pool, as a delegation does. Coins that still vest can be delegated; the account's books say which.
 *
 * @param coins  sorted, each denomination once, all above zero
 * @throws sdk 10 InvalidCoins      the list is not valid
 * @throws sdk 9 UnknownAddress     the delegator has no account
 * @throws sdk 5 InsufficientFunds  its balance is too small
 * @see Cosmos SDK v0.53, x/bank/keeper/keeper.go, DelegateCoinsFromAccountToModule
 */
export function delegate(ctx: Ctx, from: Address, pool: string, coins: Coins): void {
  const to = stakingPool(ctx, pool);
  ensure(coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
  for (const { denom, amount: value } of coins) {
    const held = balanceIn(ctx, from, denom);
    if (held < value)
      fail(Sdk.InsufficientFunds, `failed to delegate; ${held}${denom} is smaller than ${coinsText(coins)}`);
    setBalance(ctx, from, denom, sub(held, value));
  }
  trackDelegation(ctx, from, coins);
  emitLegacy(ctx, "coin_spent", [
    ["spender", from],
    ["amount", coinsText(coins)],
  ]);
  receive(ctx, to, coins);
}

/**
 * Moves coins out of a staking pool, back to whom they were delegated by. An account is made where genesis forgot it.
 *
 * @param coins  sorted, each denomination once, all above zero
 * @throws sdk 10 InvalidCoins      the list is not valid
 * @throws sdk 5 InsufficientFunds  the pool holds less
 * @see Cosmos SDK v0.53, x/bank/keeper/keeper.go, UndelegateCoinsFromModuleToAccount
 */
export function undelegate(ctx: Ctx, pool: string, to: Address, coins: Coins): void {
  const from = stakingPool(ctx, pool);
  ensure(coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
  spend(ctx, from, coins);
  trackUndelegation(ctx, to, coins);
  receive(ctx, to, coins);
}

/**
 * Refuses coins of a denomination whose sending is switched off.
 *
 * @throws bank 5 SendDisabled
 * @see Cosmos SDK v0.53, x/bank/keeper/send.go, IsSendEnabledCoins
 */
export function requireSendEnabled(ctx: ReadCtx, coins: Coins): void {
  if (coins.length === 0) return;
  const { defaultSendEnabled } = params.get(ctx);
  for (const { denom } of coins) {
    // Has, then get: the SDK's accesses, and so its gas.
    const enabled = sendEnabled.has(ctx, denom) ? sendEnabled.get(ctx, denom) === true : defaultSendEnabled;
    if (!enabled) fail(E.SendDisabled, `${denom} transfers are currently disabled`);
  }
}

/**
 * Refuses to let users pay a module's account.
 *
 * @throws sdk 4 Unauthorized
 */
export function requireOpen(ctx: ReadCtx, to: Address): void {
  if (isBlocked(ctx, to)) fail(Sdk.Unauthorized, `${to} is not allowed to receive funds`);
}

/** The balance of `address` in the base denomination, in base units. */
export function balanceOf(ctx: ReadCtx, address: Address): Amount {
  return balanceIn(ctx, address, ctx.baseDenom);
}

/** The balance of `address` in any denomination; 0 where there is none. */
export function balanceIn(ctx: ReadCtx, address: Address, denom: string): Amount {
  return balances.get(ctx, [address, denom]) ?? amount(0n);
}

/** All that `address` holds, sorted by denomination. */
export function coinsOf(ctx: ReadCtx, address: Address): Coins {
  return balances.listEntries(ctx, address).map(([denom, value]) => ({ denom, amount: value }));
}

/** How much of a denomination exists. */
export function supplyOf(ctx: ReadCtx, denom: string): Amount {
  return supply.get(ctx, denom) ?? amount(0n);
}

/** What of all that `address` holds it can spend: what vests is left out. */
export function spendableCoins(ctx: ReadCtx, address: Address): Coins {
  const held = coinsOf(ctx, address);
  // Where more is locked than there is, the SDK lets nothing be spent.
  return subCoins(held, lockedCoins(ctx, accountOf(ctx, address))) ?? [];
}

/** Takes coins from an account; the first half of every movement. */
export function spend(ctx: Ctx, from: Address, coins: Coins): void {
  const locked = lockedCoins(ctx, accountOf(ctx, from));
  for (const coin of coins) {
    const held = balanceIn(ctx, from, coin.denom);
    const kept = amountOf(locked, coin.denom);
    if (kept > held)
      fail(
        Sdk.InsufficientFunds,
        `locked amount exceeds account balance funds: ${kept}${coin.denom} > ${held}${coin.denom}`,
      );
    if (held - kept < coin.amount)
      fail(Sdk.InsufficientFunds, `spendable balance ${held - kept}${coin.denom} is smaller than ${coinText(coin)}`);
    setBalance(ctx, from, coin.denom, sub(held, coin.amount));
  }
  ctx.events?.push(legacyEvent("coin_spent", "spender", from, "amount", coinsText(coins)));
}

/** Gives coins to an account; the second half of every movement. */
export function receive(ctx: Ctx, to: Address, coins: Coins): void {
  for (const coin of coins) setBalance(ctx, to, coin.denom, add(balanceIn(ctx, to, coin.denom), coin.amount));
  ctx.events?.push(legacyEvent("coin_received", "receiver", to, "amount", coinsText(coins)));
}

function setBalance(ctx: Ctx, address: Address, denom: string, value: Amount): void {
  if (value === 0n) {
    holders.delete(ctx, [denom, address]);
    balances.delete(ctx, [address, denom]);
  } else {
    holders.add(ctx, [denom, address]);
    balances.set(ctx, [address, denom], value);
  }
}

function setSupply(ctx: Ctx, denom: string, value: Amount): void {
  if (value === 0n) supply.delete(ctx, denom);
  else supply.set(ctx, denom, value);
}

/** The address of a pool of delegated coins. The SDK reads its account twice: for the permission and to know that it is there. */
function stakingPool(ctx: Ctx, pool: string): Address {
  const { address } = permitted(ctx, pool, "staking").base;
  accountOf(ctx, address);
  return address;
}

function permitted(ctx: Ctx, module: string, permission: string) {
  const account = moduleAccount(ctx, module);
  assert(
    account.module?.permissions.includes(permission) === true,
    `module account ${module} has permission ${permission}`,
  );
  return account;
}

function baseCoins(ctx: ReadCtx, value: Amount): readonly Coin[] {
  return [{ denom: ctx.baseDenom, amount: value }];
}
