import { Minter, Params } from "@dcm/proto/gen/cosmos/mint/v1beta1";
import { type Dec, proto, schema } from "../../kernel/index.js";

const s = schema("mint");

const percent = (hundredths: bigint) => (hundredths * 10n ** 16n) as Dec;

// Prefixes and values are those of the Cosmos SDK (x/mint/types/keys.go, params.go, minter.go).
/** Inflation of a year and what that comes to, in base units, both as of the last block. */
export const minter = s.item(0, "minter", proto(Minter), { inflation: percent(13n), annualProvisions: percent(0n) });
export const params = s.item(1, "params", proto(Params), {
  mintDenom: "stake",
  inflationRateChange: percent(13n),
  inflationMax: percent(20n),
  inflationMin: percent(7n),
  goalBonded: percent(67n),
  blocksPerYear: 6_311_520n,
});
export default s;
