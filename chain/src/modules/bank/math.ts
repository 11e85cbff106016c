import type { DenomUnit, Metadata } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { type Coins, denomFault } from "../../kernel/index.js";

/** Together with an address of 32 bytes a denomination must fit the 127 bytes of a key; the SDK's may have 128. */
export const DENOM_KEPT = 92;

/** Whether the outputs together are the input. Amounts are taken away, never added, so that no sum can be too large. */
export function areBalanced(input: Coins, outputs: readonly Coins[]): boolean {
  const left = new Map<string, bigint>(input.map(({ denom, amount }) => [denom, amount]));
  for (const { denom, amount } of outputs.flat()) {
    const rest = (left.get(denom) ?? 0n) - amount;
    if (rest < 0n) return false;
    left.set(denom, rest);
  }
  return [...left.values()].every((rest) => rest === 0n);
}

/** Why a denomination's description cannot be, in the SDK's words (x/bank/types/metadata.go, Validate); undefined when it can. */
export function metadataFault({ name, symbol, base, display, denomUnits }: Metadata): string | undefined {
  if (name.trim() === "") return "name field cannot be blank";
  if (symbol.trim() === "") return "symbol field cannot be blank";
  const bad = [denomFault(base), denomFault(display)];
  if (bad[0] !== undefined) return `invalid metadata base denom: ${bad[0]}`;
  if (bad[1] !== undefined) return `invalid metadata display denom: ${bad[1]}`;
  for (const [i, unit] of denomUnits.entries()) {
    const fault = i === 0 ? baseUnitFault(unit, base) : orderFault(denomUnits, i);
    if (fault !== undefined) return fault;
    if (denomUnits.slice(0, i).some(({ denom }) => denom === unit.denom))
      return `duplicate denomination unit ${unit.denom}`;
    const own = unitFault(unit);
    if (own !== undefined) return own;
  }
  const shown = denomUnits.some(({ denom }) => denom === display);
  return shown ? undefined : `metadata must contain a denomination unit with display denom '${display}'`;
}

function baseUnitFault({ denom, exponent }: DenomUnit, base: string): string | undefined {
  if (denom !== base) return `metadata's first denomination unit must be the one with base denom '${base}'`;
  return exponent === 0 ? undefined : `the exponent for base denomination unit ${base} must be 0`;
}

function orderFault(units: readonly DenomUnit[], i: number): string | undefined {
  const [before, unit] = [units[i - 1] as DenomUnit, units[i] as DenomUnit];
  return before.exponent >= unit.exponent ? "denom units should be sorted asc by exponent" : undefined;
}

function unitFault({ denom, aliases }: DenomUnit): string | undefined {
  const fault = denomFault(denom);
  if (fault !== undefined) return `invalid denom unit: ${fault}`;
  for (const [i, alias] of aliases.entries()) {
    if (aliases.indexOf(alias) < i) return `duplicate denomination unit alias ${alias}`;
    if (alias.trim() === "") return `alias for denom unit ${denom} cannot be blank`;
  }
  return undefined;
}
