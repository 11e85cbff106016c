import { type Amount, amount } from "@dcm/proto";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { compareText } from "./events.js";

/** Coins of several denominations: sorted by denomination, each once, all above zero. */
export type Coins = readonly Coin[];

const DENOM = /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/;

/** Why `denom` is not a denomination, in the SDK's words; undefined when it is one. */
export function denomFault(denom: string): string | undefined {
  return DENOM.test(denom) ? undefined : `invalid denom: ${denom}`;
}

/** Why `coins` are not a valid list, in the SDK's words (types/coin.go, Coins.Validate); undefined when they are. */
export function coinsFault(coins: Coins): string | undefined {
  for (const [i, coin] of coins.entries()) {
    const fault = denomFault(coin.denom);
    if (fault !== undefined) return fault;
    const before = coins[i - 1];
    if (before !== undefined) {
      const order = compareText(before.denom, coin.denom);
      if (order > 0) return `denomination ${coin.denom} is not sorted`;
      if (order === 0) return `duplicate denomination ${coin.denom}`;
    }
    if (coin.amount <= 0n) return `coin ${i === 0 ? coinText(coin) : coin.denom} amount is not positive`;
  }
  return undefined;
}

/** As the SDK prints one: `5udcm`. */
export function coinText({ amount, denom }: Coin): string {
  return `${amount}${denom}`;
}

/** As the SDK prints them: `5udcm,7uatom`; nothing when there are none. */
export function coinsText(coins: Coins): string {
  return coins.map(coinText).join(",");
}

/** The amount of one denomination among `coins`. */
export function amountOf(coins: Coins, denom: string): Amount {
  return coins.find((coin) => coin.denom === denom)?.amount ?? amount(0n);
}

/** The sums by denomination, sorted. They may pass what one amount can be: compare them before they are kept. */
export function sumCoins(lists: Iterable<Coins>): Coins {
  const sums = new Map<string, Amount>();
  for (const list of lists)
    for (const coin of list) sums.set(coin.denom, ((sums.get(coin.denom) ?? 0n) + coin.amount) as Amount);
  const coins = [...sums].map(([denom, sum]) => ({ denom, amount: sum }));
  return coins.filter((coin) => coin.amount > 0n).sort((a, b) => compareText(a.denom, b.denom));
}

/** What is left of `coins` when `taken` are taken away; undefined when that is more than there is of one denomination. */
export function subCoins(coins: Coins, taken: Coins): Coins | undefined {
  const left = new Map<string, Amount>(coins.map((coin) => [coin.denom, coin.amount]));
  for (const coin of taken) {
    const rest = (left.get(coin.denom) ?? 0n) - coin.amount;
    if (rest < 0n) return undefined;
    left.set(coin.denom, rest as Amount);
  }
  return coins.map(({ denom }) => ({ denom, amount: left.get(denom) as Amount })).filter((coin) => coin.amount > 0n);
}

/** The smaller amount of each denomination that both lists have. */
export function minCoins(a: Coins, b: Coins): Coins {
  return a
    .map(({ denom, amount }) => ({ denom, amount: amountOf(b, denom) < amount ? amountOf(b, denom) : amount }))
    .filter((coin) => coin.amount > 0n);
}

/** Whether `b` has at least as much of every denomination as `a`. */
export function isAllAtMost(a: Coins, b: Coins): boolean {
  return a.every((coin) => coin.amount <= amountOf(b, coin.denom));
}

/** Whether both lists hold the same coins. */
export function equalCoins(a: Coins, b: Coins): boolean {
  return coinsText(a) === coinsText(b);
}
