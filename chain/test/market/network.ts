import type { Address, JsonObject, MessageCodec } from "@dcm/proto";
import type { Event, ExecTxResult, ResponseFinalizeBlock } from "@dcm/proto/gen/tendermint/abci";
import { noBlock, servicesOf } from "../../src/app/host.js";
import { createRouter, modules } from "../../src/app/modules.js";
import { type ErrorCode, type ReadCtx, readContext, Sdk, unlimitedGas } from "../../src/kernel/index.js";
import { balances, supply } from "../../src/modules/bank/state.js";
import { accounts } from "../../src/modules/escrow/state.js";
import { providers, unbondings } from "../../src/modules/provider/state.js";
import { nativeVerifier, nobleVerifier } from "../../src/node/signatures.js";
import { CHAIN_ID, IDENTITY, startChain, type TestChain } from "../harness/chain.js";
import { type Person, person } from "../harness/keys.js";
import { ledgerOf, type Sums } from "../harness/ledger.js";
import { type Msg, signTx } from "../harness/tx.js";
import { type Act, localGenesis } from "./driver.js";

// The market on the real application: signed transactions in blocks, every invariant and the ledger of events after each.

/** Something that somebody does, by name. */
export type Deed = readonly [who: string, act: Act];

export interface Outcome {
  /** ok, or codespace.Name of the error. */
  readonly outcome: string;
  readonly log: string;
  readonly result: ExecTxResult;
}

export interface Block {
  readonly outcomes: readonly Outcome[];
  readonly events: readonly Event[];
  readonly result: ResponseFinalizeBlock;
}

export interface Network {
  readonly chain: TestChain;
  /** Makes a block `ms` after the last, one transaction per deed. */
  block(ms: number, deeds?: readonly Deed[]): Block;
  /** The transactions of a block's deeds, signed. */
  sign(deeds: readonly Deed[]): readonly Uint8Array[];
  read<T>(look: (ctx: ReadCtx) => T): T;
}

const verifySecp256k1 = (nativeVerifier() ?? nobleVerifier()).verify;
const router = createRouter(modules);
const services = servicesOf({ router, alarm: () => undefined });
const errorNames = new Map(
  [...modules.map(({ errors = {} }) => errors), Sdk]
    .flatMap((table): ErrorCode[] => Object.values(table))
    .map(({ codespace, code, name }) => [`${codespace}/${code}`, `${codespace}.${name}`] as const),
);

/** The address of a person of these chains. */
export function at(name: string): Address {
  return person(name).address;
}

/** A message of somebody, whatever name it says. */
export function deed<T>(
  who: string,
  codec: MessageCodec<T>,
  value: Parameters<MessageCodec<T>["fromPartial"]>[0],
): Deed {
  return [who, { codec: codec as MessageCodec<never>, value: codec.fromPartial(value) }];
}

/** A genesis with the parameters of local networks, or with what is given. */
export function marketGenesis(state: JsonObject, given: JsonObject = localGenesis): JsonObject {
  const changed = Object.entries(given).map(([name, part]) => [
    name,
    { ...(state[name] as JsonObject), ...(part as JsonObject) },
  ]);
  return { ...state, ...Object.fromEntries(changed) };
}

export function startNetwork(names: readonly string[], given?: JsonObject): Network {
  const people = names.map((name) => person(name));
  const chain = startChain({ people, verifySecp256k1, genesis: (state) => marketGenesis(state, given) });
  return networkOn(chain);
}

/** Goes on with a chain that was started. */
export function networkOn(chain: TestChain): Network {
  const sequences = new Map<string, bigint>();
  const sign = (who: string, { codec, value }: Act): Uint8Array => {
    const signer: Person = person(who);
    const { accountNumber } = chain.signing(signer);
    const sequence = sequences.get(who) ?? chain.signing(signer).sequence;
    sequences.set(who, sequence + 1n);
    const messages: readonly Msg[] = [{ typeUrl: codec.typeUrl, value: codec.encode(value as never) }];
    return signTx({ messages, gas: 20_000_000n }, [[signer, { chainId: CHAIN_ID, accountNumber, sequence }]]);
  };
  const read = <T>(look: (ctx: ReadCtx) => T): T => {
    const reader = chain.store.at(chain.height);
    if (reader === undefined) throw new Error(`no state at ${chain.height}`);
    const tick = { height: chain.height, time: chain.time };
    return look(readContext({ ...noBlock(services), ...IDENTITY, ...tick, chainId: CHAIN_ID }, reader, unlimitedGas()));
  };
  const ledger = ledgerOf(read(held));
  const signed = (deeds: readonly Deed[]) => {
    sequences.clear();
    return deeds.map(([who, act]) => sign(who, act));
  };
  return {
    chain,
    read,
    sign: signed,
    block(ms, deeds = []) {
      const result = chain.block(signed(deeds), { time: chain.time + BigInt(ms) * 1_000_000n });
      const events = [...result.events, ...result.txResults.flatMap((each) => each.events)];
      ledger.apply(events);
      const wrong = ledger.differences(read(held));
      if (wrong.length > 0) throw new Error(`[E8] after block ${chain.height}: ${wrong.join("; ")}`);
      return { outcomes: result.txResults.map(outcomeOf), events, result };
    },
  };
}

function outcomeOf(result: ExecTxResult): Outcome {
  const key = `${result.codespace}/${result.code}` as const;
  return { outcome: result.code === 0 ? "ok" : (errorNames.get(key) ?? key), log: result.log, result };
}

/** The short name and fields of a typed event. */
export function typed({ type, attributes }: Event): { readonly name: string; readonly [field: string]: string } {
  const fields = attributes.map(({ key, value }) => [key, value.replace(/^"|"$/g, "")] as const);
  return { ...Object.fromEntries(fields), name: type.slice(type.lastIndexOf(".") + 1) };
}

/** What every store says it holds, walked whole. */
function held(ctx: ReadCtx): Sums {
  const sums = new Map<string, bigint>();
  for (const [[address, denom], value] of balances.entries(ctx)) sums.set(`coins ${address}/${denom}`, value);
  for (const { id, balance } of accounts.all(ctx)) sums.set(`escrow ${id}`, balance);
  for (const { address, stake } of providers.all(ctx)) sums.set(`stake ${address}`, stake);
  for (const { provider, amount } of unbondings.all(ctx)) {
    const key = `stake ${provider}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  for (const [denom, value] of supply.entries(ctx)) sums.set(`supply ${denom}`, value);
  return sums;
}
