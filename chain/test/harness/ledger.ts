import type { Event } from "@dcm/proto/gen/tendermint/abci";

/** What is held: `coins <address>/<denom>`, `escrow <id>`, `stake <provider>` (unbonding included), `supply <denom>`. */
export type Sums = ReadonlyMap<string, bigint>;

/** [E8] Every movement is an event, Σ events = Δ balances: what should be held by the events alone. */
export interface EventLedger {
  apply(events: readonly Event[]): void;
  /** What the stores hold otherwise than the events tell. */
  differences(held: Sums): readonly string[];
}

export function ledgerOf(first: Sums): EventLedger {
  const told = new Map(first);
  const add = (key: string, by: bigint) => told.set(key, (told.get(key) ?? 0n) + by);
  const addCoins = (key: (denom: string) => string, coins: string, sign: bigint) => {
    for (const [, amount = "0", denom = ""] of coins.matchAll(/(\d+)([a-z]+)/g)) add(key(denom), sign * BigInt(amount));
  };
  const apply = ({ type, attributes }: Event) => {
    const e = Object.fromEntries(attributes.map(({ key, value }) => [key, value.replace(/^"|"$/g, "")]));
    const amount = e.amount ?? e.stake ?? "0";
    if (type === "coin_spent") addCoins((denom) => `coins ${e.spender}/${denom}`, amount, -1n);
    if (type === "coin_received") addCoins((denom) => `coins ${e.receiver}/${denom}`, amount, 1n);
    if (type === "burn") addCoins((denom) => `supply ${denom}`, amount, -1n);
    if (type === "dcm.escrow.v1.EventDeposited") add(`escrow ${e.account_id}`, BigInt(amount));
    if (/^dcm\.escrow\.v1\.Event(Paid|Burnt|Refunded)$/.test(type)) add(`escrow ${e.account_id}`, -BigInt(amount));
    if (/^dcm\.provider\.v1\.Event(ProviderRegistered|StakeAdded)$/.test(type))
      add(`stake ${e.provider}`, BigInt(amount));
    if (/^dcm\.provider\.v1\.Event(StakeBurnt|UnbondingMatured)$/.test(type))
      add(`stake ${e.provider}`, -BigInt(amount));
  };
  return {
    apply: (events) => events.forEach(apply),
    differences: (held) => [
      ...[...new Set([...told.keys(), ...held.keys()])]
        .filter((key) => (told.get(key) ?? 0n) !== (held.get(key) ?? 0n))
        .map((key) => `${key}: events tell ${told.get(key) ?? 0n}, held is ${held.get(key) ?? 0n}`),
      ...lost(held),
    ],
  };
}

/** [G6] All coins of a denomination are its supply: module accounts are accounts. */
function lost(held: Sums): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const [key, amount] of held) {
    const [, denom] = /^coins .*\/(.*)$/.exec(key) ?? [];
    if (denom !== undefined) sums.set(denom, (sums.get(denom) ?? 0n) + amount);
  }
  return [...sums]
    .filter(([denom, sum]) => sum !== held.get(`supply ${denom}`))
    .map(([denom, sum]) => `accounts hold ${sum}${denom} of a supply of ${held.get(`supply ${denom}`)}`);
}
