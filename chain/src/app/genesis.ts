import { bytesToUtf8, fromBech32, type JsonObject, type JsonValue, toHex } from "@dcm/proto";
import type { RequestInitChain, ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import {
  type Ctx,
  compareText,
  exportSchema,
  type Identity,
  importSchema,
  type Module,
  type ReadCtx,
  unlimitedGas,
  writeContext,
} from "../kernel/index.js";
import { denomFault } from "../modules/bank/api.js";
import { initConsensusParams } from "../modules/consensus/api.js";
import { genTxBytes } from "../modules/genutil/api.js";
import { applySetChanges } from "../modules/staking/api.js";
import { saveIdentity, type Tick } from "./clock.js";
import { type Env, runTx } from "./deliver.js";

/** What genesis gave, and what in the file nobody here knows. */
export interface GenesisResult {
  readonly validators: readonly ValidatorUpdate[];
  readonly notes: readonly string[];
}

/** Parts of an SDK genesis that are not modules of ours but need no word. */
const PASSED_OVER: readonly string[] = ["dcm"];

/** app_state of a genesis request. */
export function readAppState(request: RequestInitChain): JsonObject {
  const text = bytesToUtf8(request.appStateBytes);
  const state = text === "" ? {} : (JSON.parse(text) as JsonValue);
  if (typeof state !== "object" || state === null || Array.isArray(state))
    throw new Error("app_state is no JSON object");
  return state as JsonObject;
}

/**
 * Who this chain is: what `app_state.dcm` says; in a file of another SDK chain the prefix of its first account and its bond
 * denomination, which `notes` then mention.
 */
export function identityOf(chainId: string, state: JsonObject, notes: string[]): Identity {
  const own = state.dcm as JsonObject | null | undefined;
  if (own !== undefined && own !== null) return { chainId, ...statedIdentity(own) };
  const prefix = firstPrefix(state);
  const baseDenom = member(member(state.staking, "params"), "bond_denom");
  const denom = typeof baseDenom === "string" && baseDenom !== "" ? baseDenom : "stake";
  notes.push(
    `genesis has no dcm: prefix ${prefix} is that of its first account, denomination ${denom} its bond denomination`,
  );
  return { chainId, prefix, baseDenom: denom, displayDenom: denom, exponent: 0 };
}

/**
 * The clock of the chain that exported this state, which goes on here: [G7] the time between two chains costs nobody a
 * deadline. Undefined in a genesis that nobody exported.
 */
export function clockOf(state: JsonObject): Tick | undefined {
  const clock = member(state.dcm, "clock");
  if (clock === undefined || clock === null) return undefined;
  const [time, now] = [member(clock, "time"), member(clock, "market_ms")];
  const whole = (each: JsonValue | undefined): each is string => typeof each === "string" && /^[0-9]{1,19}$/.test(each);
  if (!whole(time) || !whole(now)) throw new Error("app_state.dcm.clock: wants time and market_ms");
  return { height: 0n, time: BigInt(time), now: BigInt(now) };
}

function statedIdentity(own: JsonObject): Omit<Identity, "chainId"> {
  const { bech32_prefix: prefix, base_denom: baseDenom, display_denom: displayDenom, exponent } = own;
  const complete = typeof prefix === "string" && typeof baseDenom === "string" && typeof displayDenom === "string";
  if (!complete || typeof exponent !== "number" || !Number.isInteger(exponent) || exponent < 0 || exponent > 18)
    throw new Error("app_state.dcm: wants bech32_prefix, base_denom, display_denom and exponent");
  if (!/^[a-z][a-z0-9]{0,15}$/.test(prefix))
    throw new Error("app_state.dcm: bech32_prefix has 1 to 16 lower-case letters and digits");
  const fault = denomFault(baseDenom) ?? denomFault(displayDenom);
  if (fault !== undefined) throw new Error(`app_state.dcm: ${fault}`);
  return { prefix, baseDenom, displayDenom, exponent };
}

/**
 * Fills the state from a genesis request.
 *
 * @throws Error  the file is not valid; the text says where
 */
export function runGenesis(env: Env, modules: readonly Module[], request: RequestInitChain): GenesisResult {
  const notes: string[] = [];
  const state = readAppState(request);
  const ctx = writeContext(env.block, env.overlay, unlimitedGas(), []);
  saveIdentity(ctx, env.block);
  if (request.consensusParams !== undefined) initConsensusParams(ctx, request.consensusParams);
  const known = new Set([...PASSED_OVER, ...modules.map((each) => each.name)]);
  // Declared order: notes only.
  for (const name of Object.keys(state).sort(compareText))
    if (!known.has(name)) notes.push(`genesis has state of an unknown module, which is skipped: ${name}`);

  const updates: ValidatorUpdate[] = [];
  for (const module of modules) updates.push(...(initModule(ctx, module, state[module.name]) ?? []));
  updates.push(...deliverGenTxs(env, ctx, state.genutil));
  if (request.validators.length > 0) requireEqual(request.validators, updates);
  return { validators: updates, notes };
}

/** app_state of the committed state, keys sorted. */
export function exportState(ctx: ReadCtx, modules: readonly Module[]): JsonObject {
  const { prefix, baseDenom, displayDenom, exponent, time, now } = ctx;
  const parts: [string, JsonValue][] = modules.map((module) => [module.name, exportModule(ctx, module)]);
  // A chain without a block has no clock.
  const clock = time === 0n ? {} : { clock: { time: `${time}`, market_ms: `${now}` } };
  const dcm = { bech32_prefix: prefix, base_denom: baseDenom, display_denom: displayDenom, exponent, ...clock };
  const all: [string, JsonValue][] = [...parts, ["dcm", dcm]];
  return Object.fromEntries(all.sort(([a], [b]) => compareText(a, b)));
}

function initModule(ctx: Ctx, { name, genesis, schema }: Module, json: JsonValue | undefined) {
  const given = json === null ? undefined : json;
  if (genesis !== undefined) return genesis.init(ctx, given);
  if (schema !== undefined) importSchema(ctx, schema, given);
  else if (given !== undefined) throw new Error(`genesis has state of ${name}, which keeps none`);
  return undefined;
}

function exportModule(ctx: ReadCtx, { genesis, schema }: Module): JsonValue {
  if (genesis !== undefined) return genesis.export(ctx);
  return schema === undefined ? null : exportSchema(ctx, schema);
}

/** x/genutil/gentx.go, DeliverGenTxs: the transactions that create the first validators. */
function deliverGenTxs(env: Env, ctx: Ctx, genutil: JsonValue | undefined): readonly ValidatorUpdate[] {
  const txs = genTxBytes(genutil);
  for (const [i, tx] of txs.entries()) {
    const { code, log } = runTx(env, tx, "deliver");
    if (code !== 0) throw new Error(`gentx ${i} failed: ${log}`);
  }
  return txs.length === 0 ? [] : applySetChanges(ctx);
}

/** baseapp/abci.go, InitChain: validators named in the file must be those that its state gives. */
function requireEqual(named: readonly ValidatorUpdate[], given: readonly ValidatorUpdate[]): void {
  const listed = (list: readonly ValidatorUpdate[]) =>
    list
      .map(({ pubKey, power }) => `${toHex(pubKey.ed25519 ?? pubKey.secp256k1 ?? new Uint8Array(0))}:${power}`)
      .sort(compareText);
  if (named.length !== given.length)
    throw new Error(`len(RequestInitChain.Validators) != len(GenesisValidators) (${named.length} != ${given.length})`);
  const wanted = listed(named);
  const different = listed(given).findIndex((each, i) => each !== wanted[i]);
  if (different >= 0) throw new Error(`genesisValidators[${different}] != req.Validators[${different}]`);
}

function firstPrefix(state: JsonObject): string {
  const accounts = member(state.auth, "accounts");
  const [first] = Array.isArray(accounts) ? (accounts as readonly JsonValue[]) : [];
  // A vesting account holds a base vesting account, that a base account, as a module's account does.
  const vesting = member(first, "base_vesting_account") ?? first;
  const address = member(member(vesting, "base_account") ?? vesting, "address");
  if (typeof address !== "string") throw new Error("genesis says neither dcm.bech32_prefix nor any account");
  return fromBech32(address).prefix;
}

function member(json: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  return (json as JsonObject)[name];
}
