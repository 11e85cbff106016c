import { decText } from "@dcm/proto";
import type { Minter, Params } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import {
  type Amount,
  DEC_ONE,
  type Dec,
  decFloor,
  decMul,
  decMulInt,
  decOf,
  decQuo,
  decQuoInt,
  fractionFault,
} from "../../kernel/index.js";
import { denomFault } from "../bank/api.js";

/**
 * Inflation of the coming block, as a yearly rate: it rises while less than the goal is bonded and falls while more is.
 *
 * @param bondedRatio  0 … 1
 * @see Cosmos SDK v0.53, x/mint/types/minter.go, NextInflationRate
 */
export function nextInflation({ inflation }: Minter, params: Params, bondedRatio: Dec): Dec {
  const missing = (DEC_ONE - decQuo(bondedRatio, params.goalBonded)) as Dec;
  const perYear = decMul(missing, params.inflationRateChange);
  const next = (inflation + decQuo(perYear, decOf(params.blocksPerYear))) as Dec;
  if (next > params.inflationMax)
    return params.inflationMax < params.inflationMin ? params.inflationMin : params.inflationMax;
  return next < params.inflationMin ? params.inflationMin : next;
}

/** What a year of this inflation makes of the supply, in base units. */
export function annualProvisions(inflation: Dec, supply: Amount): Dec {
  return decMulInt(inflation, supply);
}

/** What one block makes, rounded down: less is minted than the rate says, never more. */
export function blockProvision(annual: Dec, { blocksPerYear }: Params): Amount {
  return decFloor(decQuoInt(annual, blocksPerYear));
}

const MAX_BLOCKS = (1n << 63n) - 1n;

/** Why these parameters cannot be, in the SDK's words (x/mint/types/params.go, Validate). */
export function paramsFault(params: Params): string | undefined {
  const { mintDenom, inflationMax, inflationMin, blocksPerYear } = params;
  if (mintDenom.trim() === "") return "mint denom cannot be blank";
  const rates: readonly (readonly [string, Dec])[] = [
    ["inflation rate change", params.inflationRateChange],
    ["max inflation", inflationMax],
    ["min inflation", inflationMin],
  ];
  const fault = denomFault(mintDenom) ?? rates.map(([name, rate]) => fractionFault(name, rate)).find(isText);
  if (fault !== undefined) return fault;
  if (params.goalBonded <= 0n) return `goal bonded must be positive: ${decText(params.goalBonded)}`;
  if (params.goalBonded > DEC_ONE) return `goal bonded too large: ${decText(params.goalBonded)}`;
  if (blocksPerYear === 0n) return "blocks per year must be positive: 0";
  if (blocksPerYear > MAX_BLOCKS) return `blocks per year too large: ${blocksPerYear}, maximum value is: ${MAX_BLOCKS}`;
  if (inflationMax < inflationMin)
    return `max inflation (${decText(inflationMax)}) must be greater than or equal to min inflation (${decText(inflationMin)})`;
  return undefined;
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
