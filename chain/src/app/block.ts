import type { Event, ExecTxResult, ValidatorUpdate } from "@dcm/proto/gen/tendermint/abci";
import { type Ctx, type Module, type ReadCtx, Sdk, TxError, unlimitedGas, writeContext } from "../kernel/index.js";
import { consensusParams, maxBlockGas } from "../modules/consensus/api.js";
import { type BlockGas, type Env, failedTx, runTx, type TxResult } from "./deliver.js";
import { inBlockOrder } from "./modules.js";

/** What a block did, but for the application hash. */
export interface BlockResult {
  readonly events: readonly Event[];
  readonly txResults: readonly ExecTxResult[];
  readonly validatorUpdates: readonly ValidatorUpdate[];
}

/** Runs one block: pre-block, begin-block, its transactions in order, end-block. */
export function runBlock(env: Env, modules: readonly Module[], txs: readonly Uint8Array[]): BlockResult {
  const before = phase(env, (ctx) => {
    for (const each of inBlockOrder(modules, "preBlock")) each.preBlock?.(ctx);
  });
  const begin = phase(env, (ctx) => {
    for (const each of inBlockOrder(modules, "beginBlock")) each.beginBlock?.(ctx);
  });
  const blockGas = blockGasMeter(env);
  const txResults = txs.map((bytes) => execResult(deliver(env, bytes, blockGas)));
  let validatorUpdates: readonly ValidatorUpdate[] = [];
  const end = phase(env, (ctx) => {
    for (const each of inBlockOrder(modules, "endBlock")) each.endBlock?.(ctx);
    validatorUpdates = modules.flatMap((each) => each.validatorUpdates?.(ctx) ?? []);
  });
  const events = [...before, ...marked(begin, "BeginBlock"), ...marked(end, "EndBlock")];
  return { events, txResults, validatorUpdates };
}

/** The claims of all modules that do not hold. */
export function brokenInvariants(ctx: ReadCtx, modules: readonly Module[]): readonly string[] {
  return modules.flatMap(({ name, invariants = {} }) =>
    // Declared order: that of the module's source.
    Object.entries(invariants)
      .filter(([, holds]) => !holds(ctx))
      .map(([claim]) => `${name}: ${claim}`),
  );
}

/** A transaction's result as CometBFT takes it. */
export function execResult({ code, codespace, log, data, gasWanted, gasUsed, events }: TxResult): ExecTxResult {
  // CometBFT's fields are signed: an unlimited meter shows as −1, as it does in the SDK.
  return {
    code,
    codespace,
    log,
    data,
    gasWanted: BigInt.asIntN(64, gasWanted),
    gasUsed: BigInt(gasUsed),
    events,
    info: "",
  };
}

interface BlockGasMeter {
  readonly take: BlockGas;
  readonly isEmpty: () => boolean;
}

function deliver(env: Env, bytes: Uint8Array, blockGas: BlockGasMeter): TxResult {
  env.overlay.keep();
  if (!blockGas.isEmpty()) return runTx(env, bytes, "deliver", blockGas.take);
  return failedTx(new TxError(Sdk.OutOfGas, "no block gas left to run tx"));
}

function blockGasMeter(env: Env): BlockGasMeter {
  const max = maxBlockGas(consensusParams(writeContext(env.block, env.overlay, unlimitedGas(), [])));
  let used = 0n;
  return {
    isEmpty: () => max > 0n && used >= max,
    take(gas) {
      used += BigInt(gas);
      return max === 0n || used <= max;
    },
  };
}

function phase(env: Env, run: (ctx: Ctx) => void): readonly Event[] {
  const events: Event[] = [];
  run(writeContext(env.block, env.overlay, unlimitedGas(), events));
  return events;
}

function marked(events: readonly Event[], mode: string): readonly Event[] {
  const mark = { key: "mode", value: mode, index: true };
  return events.map((event) => ({ ...event, attributes: [...event.attributes, mark] }));
}
