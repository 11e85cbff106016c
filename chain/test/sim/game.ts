import type { Module } from "../../src/kernel/index.js";
import { CHAIN_ID, GENESIS_TIME } from "../harness/chain.js";
import { ledgerOf, type Sums } from "../harness/ledger.js";
import type { Recorded, Renamed, Sent } from "./deeds.js";
import { protocol, type Rules } from "./model/rules.js";
import { copyLedger } from "./model/tx.js";
import { BASE, EMPTY, type Ledger, type World } from "./model/world.js";
import { FROZEN, initRequest, type Options } from "./options.js";
import { at, operatorAt, VALIDATORS } from "./people.js";
import { look, type View } from "./view.js";
import { openWire, type Wire } from "./wire.js";

/** Faults planted on purpose, to see that the judge notices. */
export interface Plant {
  /** The application's modules, one of them with a fault. */
  readonly modules?: readonly Module[];
  readonly checkInvariants?: boolean;
  /** The model's formulas, one of them wrong. */
  readonly rules?: Partial<Rules>;
}

/** A chain, its model, and what lies between them. */
export interface Game {
  readonly wire: Wire;
  readonly world: World;
  readonly firstSupply: bigint;
  readonly events: ReturnType<typeof ledgerOf>;
  readonly renamed: Renamed;
  readonly made: Map<number, NonNullable<Recorded["made"]>>;
  readonly sent: Map<number, Sent>;
  readonly outcomes: Map<string, number>;
  mempool: Sent[];
  /** The ledger that CheckTx works on. */
  checked: Ledger;
  /** Transactions of this block that CheckTx has not seen, by signer. */
  unseen: Map<string, number>;
  txs: number;
}

/** A chain that has made its first block. */
export function startGame(options: Options, { rules, ...plant }: Plant): Game {
  const wire = openWire(initRequest(options), { minGasPrices: options.gasPrice, ...plant });
  const time = GENESIS_TIME + 1_000_000_000n;
  wire.block(time, []);
  const view = look(wire);
  const world = worldOf(options, { ...protocol, ...rules }, view, time);
  return {
    wire,
    world,
    firstSupply: view.supply.get(BASE) ?? 0n,
    events: ledgerOf(heldIn(view)),
    renamed: { orders: new Map(), offers: new Map(), proposals: new Map() },
    made: new Map(),
    sent: new Map(),
    outcomes: new Map(),
    mempool: [],
    checked: copyLedger(world),
    unseen: new Map(),
    txs: 0,
  };
}

/** The model of a chain that has made its first block: genesis is believed. */
function worldOf(
  { params, classes, gasPrice, maxGas, maxBytes }: Options,
  rules: Rules,
  view: View,
  time: bigint,
): World {
  const entries = [...view.shown];
  const accounts = entries.flatMap(([key, value]) => {
    const { accountNumber, sequence } = value as { accountNumber: bigint; sequence: bigint };
    return key.startsWith("account ") ? [[key.slice(8), { number: accountNumber, sequence }] as const] : [];
  });
  const coins = entries.flatMap(([key, value]) =>
    key.startsWith("coins ") ? [[key.slice(6), value as bigint] as const] : [],
  );
  return {
    ...{ chainId: CHAIN_ID, rules, params: { ...params }, classes: new Map(classes.map((each) => [each.id, each])) },
    ...{ sendable: new Map([[FROZEN, false]]), sendableElse: true, stake: stakeOf(entries) },
    validators: new Map(VALIDATORS.map((name) => [operatorAt(name), at(name)])),
    ...{ grants: new Map(), allowances: new Map(), timeouts: new Set(), proposals: new Map(), nextProposal: 1n },
    ...{ gasPrice: gasPrice === "" ? 0n : 10n ** 15n, maxGas: maxGas < 0n ? 0n : maxGas, maxBytes },
    ...{ height: 1n, time, now: time / 1_000_000n, seed: EMPTY, gasUsed: 0n, burnt: 0n, nextOffer: 1n, nextOrder: 1n },
    ...{ accounts: new Map(accounts), coins: new Map(coins), providers: new Map(), offers: new Map(), jobs: new Map() },
    ...{ receipts: new Map(), clientKeys: new Map(), reached: new Set() },
  };
}

function stakeOf(entries: readonly (readonly [string, unknown])[]): World["stake"] {
  const delegations = entries.filter(([key]) => key.startsWith("delegation "));
  const known = delegations.map(([key, tokens]) => [key.slice(11), tokens as bigint] as const);
  return { delegations: new Map(known), unbonding: [], moved: [] };
}

/** What accounts, escrow accounts and providers hold, for the ledger of events. */
export function heldIn({ shown, supply }: View): Sums {
  const held = new Map<string, bigint>([...supply].map(([denom, amount]) => [`supply ${denom}`, amount] as const));
  for (const [key, value] of shown) {
    if (key.startsWith("coins ")) held.set(key, value as bigint);
    if (key.startsWith("escrow ")) held.set(key, (value as { balance: bigint }).balance);
    if (key.startsWith("provider ")) {
      const { provider, unbonding } = value as {
        provider: { stake: bigint };
        unbonding: readonly { amount: bigint }[];
      };
      held.set(
        `stake ${key.slice(9)}`,
        unbonding.reduce((sum, { amount }) => sum + amount, provider.stake),
      );
    }
  }
  return held;
}
