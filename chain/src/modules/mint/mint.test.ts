import type { Address, Dec, JsonObject } from "@dcm/proto";
import {
  GenesisState,
  Minter,
  MsgUpdateParams,
  Params,
  QueryAnnualProvisionsRequest,
  QueryAnnualProvisionsResponse,
  QueryInflationRequest,
  QueryInflationResponse,
  QueryParamsRequest,
  QueryParamsResponse,
} from "@dcm/proto/gen/cosmos/mint/v1beta1";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf, IDENTITY, RICH, startChain } from "../../../test/harness/chain.js";
import { startInside } from "../../../test/harness/insider.js";
import { person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { defaultAppState } from "../../app/app.js";
import { amount, DEC_ONE, moduleAddress } from "../../kernel/index.js";
import { annualProvisions, blockProvision, nextInflation, paramsFault } from "./math.js";

const alice = person("alice");
const QUERY = "/cosmos.mint.v1beta1.Query";
const DEFAULTS = Params.fromJSON({
  mint_denom: "udcm",
  inflation_rate_change: "0.130000000000000000",
  inflation_max: "0.200000000000000000",
  inflation_min: "0.070000000000000000",
  goal_bonded: "0.670000000000000000",
  blocks_per_year: "6311520",
});

/** The test chain's genesis with the default rates. */
const inflating = (state: JsonObject): JsonObject => ({
  ...state,
  mint: { minter: { inflation: "0.13", annual_provisions: "0.0" }, params: Params.toJSON(DEFAULTS) },
});

test("the default genesis has the rates of the SDK", () => {
  expect(defaultAppState(IDENTITY).mint).toEqual(
    GenesisState.toJSON({
      minter: { inflation: (13n * 10n ** 16n) as Dec, annualProvisions: 0n as Dec },
      params: DEFAULTS,
    }),
  );
});

test("each block mints its share of a year's inflation for the fee collector, and says so", () => {
  const chain = startChain({ people: [alice], genesis: inflating });
  const { events } = chain.block();
  const shown = attributesOf(events, "mint");
  // Nothing is bonded: inflation rises by 0.13 ÷ 6,311,520 a block.
  expect(shown).toMatchObject({
    bonded_ratio: "0.000000000000000000",
    inflation: "0.130000041194514158",
    amount: `${(RICH * 130_000_041_194_514_158n) / DEC_ONE / 6_311_520n}`,
    mode: "BeginBlock",
  });
  const { inflation } = chain.query(`${QUERY}/Inflation`, [QueryInflationRequest, {}], QueryInflationResponse);
  expect(inflation).toBe(130_000_041_194_514_158n);
  const provisions = [QueryAnnualProvisionsRequest, {}] as const;
  const { annualProvisions: annual } = chain.query(
    `${QUERY}/AnnualProvisions`,
    provisions,
    QueryAnnualProvisionsResponse,
  );
  expect(annual / DEC_ONE / 1_000_000n).toBe(130_000n);
  expect(chain.query(`${QUERY}/Params`, [QueryParamsRequest, {}], QueryParamsResponse).params).toEqual(DEFAULTS);
});

test("a chain without inflation mints nothing", () => {
  const chain = startChain({ people: [alice] });
  const { events } = chain.block();
  expect(events.some(({ type }) => type === "coinbase")).toBe(false);
  expect(attributesOf(events, "mint")).toMatchObject({ amount: "0" });
});

test("genesis comes back as it was exported", () => {
  const chain = startChain({ people: [alice], genesis: inflating });
  chain.block();
  const { appState } = chain.app.exportGenesis();
  const again = startChain({ genesis: () => appState });
  const rises = (state: JsonObject) => GenesisState.fromJSON(state.mint as JsonObject).minter.inflation;
  const mint = again.app.exportGenesis().appState;
  expect((mint.mint as JsonObject).params).toEqual((appState.mint as JsonObject).params);
  // The first block of the new chain is the third that raises it.
  expect(rises(mint) - rises(appState)).toBe(20_597_257_079n);
});

test("only the gov account changes parameters", () => {
  const chain = startInside({ people: [alice] });
  const authority = moduleAddress("dcm", "gov");
  const update = (signer: Address, params: Params) => msg(MsgUpdateParams, { authority: signer, params });
  expect(chain.deliver(alice, [update(alice.address, DEFAULTS)])).toMatchObject({ codespace: "gov", code: 13 });
  const wrong = chain.govern(update(authority, { ...DEFAULTS, blocksPerYear: 0n }));
  expect(wrong).toMatchObject({ error: { message: "blocks per year must be positive: 0" } });
  const changed = { ...DEFAULTS, blocksPerYear: 1_000_000n };
  expect(chain.govern(update(authority, changed))).toHaveProperty("value");
  expect(chain.query(`${QUERY}/Params`, [QueryParamsRequest, {}], QueryParamsResponse).params).toEqual(changed);
});

describe("parameters that cannot be are refused in the SDK's words", () => {
  const one = DEC_ONE as Dec;
  const more = (DEC_ONE + 1n) as Dec;
  const less = -1n as Dec;
  const wrong: readonly (readonly [string, Partial<Params>])[] = [
    ["mint denom cannot be blank", { mintDenom: " " }],
    ["invalid denom: 1", { mintDenom: "1" }],
    ["inflation rate change cannot be negative: -0.000000000000000001", { inflationRateChange: less }],
    ["inflation rate change too large: 1.000000000000000001", { inflationRateChange: more }],
    ["max inflation cannot be negative: -0.000000000000000001", { inflationMax: less }],
    ["max inflation too large: 1.000000000000000001", { inflationMax: more }],
    ["min inflation cannot be negative: -0.000000000000000001", { inflationMin: less }],
    ["min inflation too large: 1.000000000000000001", { inflationMin: more }],
    ["goal bonded must be positive: 0.000000000000000000", { goalBonded: 0n as Dec }],
    ["goal bonded too large: 1.000000000000000001", { goalBonded: more }],
    ["blocks per year must be positive: 0", { blocksPerYear: 0n }],
    [
      "blocks per year too large: 9223372036854775808, maximum value is: 9223372036854775807",
      { blocksPerYear: 1n << 63n },
    ],
    [
      "max inflation (0.200000000000000000) must be greater than or equal to min inflation (1.000000000000000000)",
      { inflationMin: one },
    ],
  ];
  test.each(wrong)("%s", (text, change) => {
    expect(paramsFault({ ...DEFAULTS, ...change })).toBe(text);
    const params = Params.toJSON({ ...DEFAULTS, ...change });
    const genesis = (state: JsonObject) => ({ ...state, mint: { ...(state.mint as JsonObject), params } });
    expect(() => startChain({ genesis })).toThrow(text);
  });
});

test("a negative rate in genesis is refused", () => {
  const minter = { inflation: "-0.100000000000000000", annual_provisions: "0.0" };
  const genesis = (state: JsonObject) => ({ ...state, mint: { ...(state.mint as JsonObject), minter } });
  expect(() => startChain({ genesis })).toThrow(
    "mint parameter Inflation should be positive, is -0.100000000000000000",
  );
});

describe("over 10,000 random years, compared with exact fractions", () => {
  const unit = fc.bigInt({ min: 0n, max: DEC_ONE }).map((atomics) => atomics as Dec);
  const params = fc
    .record({
      goalBonded: unit,
      inflationRateChange: unit,
      inflationMax: unit,
      inflationMin: unit,
      blocksPerYear: fc.bigInt({ min: 1n, max: 1n << 40n }),
    })
    .map((given) => ({ ...DEFAULTS, ...given, goalBonded: given.goalBonded === 0n ? (1n as Dec) : given.goalBonded }))
    .filter(({ inflationMax, inflationMin }) => inflationMax >= inflationMin);
  const minter = unit.map((inflation) => Minter.fromPartial({ inflation }));

  test("inflation moves by the exact change, within three units of the 18th place, inside its limits", () => {
    fc.assert(
      fc.property(minter, params, unit, (last, rules, bonded) => {
        const { goalBonded, inflationRateChange: change, inflationMax, inflationMin, blocksPerYear } = rules;
        const got = nextInflation(last, rules, bonded);
        expect(got >= inflationMin && got <= inflationMax).toBe(true);
        // inflation + (1 − bonded ÷ goal) × change ÷ blocks, as numerator over denominator in atomics.
        const denominator = goalBonded * DEC_ONE * blocksPerYear;
        const numerator = last.inflation * denominator + (goalBonded - bonded) * change * DEC_ONE;
        const [low, high] = [inflationMin * denominator, inflationMax * denominator];
        const exact = numerator < low ? low : numerator > high ? high : numerator;
        const off = got * denominator - exact;
        expect((off < 0n ? -off : off) <= 3n * denominator).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  test("what a year of blocks mints is below its provision by less than one unit a block", () => {
    fc.assert(
      fc.property(unit, fc.bigInt({ min: 0n, max: 1n << 90n }), params, (inflation, supply, rules) => {
        const annual = annualProvisions(inflation, amount(supply));
        const minted = blockProvision(annual, rules) * rules.blocksPerYear;
        expect(minted * DEC_ONE <= annual && annual < (minted + rules.blocksPerYear) * DEC_ONE).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
