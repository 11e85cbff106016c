import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import {
  type Address,
  type Amount,
  add,
  amount,
  assert,
  type Ctx,
  emitLegacy,
  ensure,
  type ReadCtx,
  Sdk,
  sub,
} from "../../kernel/index.js";
import { accountOf, createAccount, hasAccount, moduleAccount } from "../auth/api.js";
import { type Coins, coinsFault, coinsText, coinText } from "./math.js";
import { balances, holders, supply } from "./state.js";

export { moduleAddress } from "../auth/api.js";
export { amountOf, type Coins, coinsFault, coinsText, coinText, denomFault, equalCoins, sumCoins } from "./math.js";

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
  ensure(coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
  spend(ctx, from, coins);
  receive(ctx, to, coins);
  if (!hasAccount(ctx, to)) createAccount(ctx, to);
  emitLegacy(ctx, "transfer", [
    ["recipient", to],
    ["sender", from],
    ["amount", coinsText(coins)],
  ]);
  emitLegacy(ctx, "message", [["sender", from]]);
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
 * Makes new coins of the base denomination, for a module account with the permission `minter`.
 *
 * @param value  in base units, 0 … 2^256−1
 * @throws InvariantError  the module may not mint, or supply passes 2^256−1
 */
export function mint(ctx: Ctx, module: string, value: Amount): void {
  const { base } = permitted(ctx, module, "minter");
  const coins = baseCoins(ctx, value);
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

/**
 * {@link burn} of any denominations.
 *
 * @param coins  sorted, each denomination once, all above zero
 */
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
 * Moves coins into a staking pool, as a delegation does.
 *
 * @throws sdk 9 UnknownAddress     the delegator has no account
 * @throws sdk 5 InsufficientFunds  its balance is too small
 * @see Cosmos SDK v0.53, x/bank/keeper/keeper.go, DelegateCoins
 */
export function delegate(ctx: Ctx, from: Address, pool: string, coins: Coins): void {
  const { base } = permitted(ctx, pool, "staking");
  // The SDK reads the pool's account twice.
  accountOf(ctx, base.address);
  ensure(coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
  for (const coin of coins) {
    const held = balanceIn(ctx, from, coin.denom);
    ensure(
      held >= coin.amount,
      Sdk.InsufficientFunds,
      `failed to delegate; ${held}${coin.denom} is smaller than ${coinText(coin)}`,
    );
    setBalance(ctx, from, coin.denom, sub(held, coin.amount));
  }
  ensure(accountOf(ctx, from) !== undefined, Sdk.UnknownAddress, `account ${from} does not exist`);
  emitLegacy(ctx, "coin_spent", [
    ["spender", from],
    ["amount", coinsText(coins)],
  ]);
  receive(ctx, base.address, coins);
}

/**
 * Moves coins out of a staking pool, back to who delegated them. An account is made where genesis forgot it.
 *
 * @param coins  sorted, each denomination once, all above zero; the pool holds them
 * @see Cosmos SDK v0.53, x/bank/keeper/keeper.go, UndelegateCoins
 */
export function undelegate(ctx: Ctx, pool: string, to: Address, coins: Coins): void {
  const { base } = permitted(ctx, pool, "staking");
  spend(ctx, base.address, coins);
  if (accountOf(ctx, to) === undefined) createAccount(ctx, to);
  receive(ctx, to, coins);
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

/** Takes coins from an account; the first half of every movement. */
export function spend(ctx: Ctx, from: Address, coins: Coins): void {
  // The SDK reads the account to learn whether some of its coins are still vesting.
  accountOf(ctx, from);
  for (const coin of coins) {
    const held = balanceIn(ctx, from, coin.denom);
    ensure(
      held >= coin.amount,
      Sdk.InsufficientFunds,
      `spendable balance ${held}${coin.denom} is smaller than ${coinText(coin)}`,
    );
    setBalance(ctx, from, coin.denom, sub(held, coin.amount));
  }
  emitLegacy(ctx, "coin_spent", [
    ["spender", from],
    ["amount", coinsText(coins)],
  ]);
}

/** Gives coins to an account; the second half of every movement. */
export function receive(ctx: Ctx, to: Address, coins: Coins): void {
  for (const coin of coins) setBalance(ctx, to, coin.denom, add(balanceIn(ctx, to, coin.denom), coin.amount));
  emitLegacy(ctx, "coin_received", [
    ["receiver", to],
    ["amount", coinsText(coins)],
  ]);
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
