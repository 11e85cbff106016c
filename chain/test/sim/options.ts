import type { Dec, JsonObject } from "@dcm/proto";
import { Params as GovParams } from "@dcm/proto/gen/cosmos/gov/v1";
import { Params as EscrowParams } from "@dcm/proto/gen/dcm/escrow/v1";
import { Params as JobParams } from "@dcm/proto/gen/dcm/job/v1";
import { Params as MarketParams, Meter, ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { Params as ProviderParams } from "@dcm/proto/gen/dcm/provider/v1";
import type { RequestInitChain } from "@dcm/proto/gen/tendermint/abci";
import { genesisRequest } from "../harness/chain.js";
import { withValidators } from "../harness/validators.js";
import { MAX_ENTRIES, UNBONDING_TIME } from "./model/stake.js";
import { REWARDS } from "./model/world.js";
import { BUYERS, OCTET, PEOPLE, POOR, PROVIDERS, VALIDATORS, who } from "./people.js";
import { type Random, randomFrom } from "./random.js";

/** How a provider mostly is, in percent of the blocks or seats in which it could be so. */
export interface Character {
  /** Does what is to be done next. */
  readonly acts: number;
  readonly beats: number;
  readonly declines: number;
  readonly cannotRun: number;
  readonly lies: number;
  /** Never reveals. */
  readonly hides: number;
  /** Changes its profile, stake, offers or status. */
  readonly manages: number;
  readonly leaves: number;
}

/** What a history is made of: each seed switches features on and off, so that none always hides another ("swarm"). */
export interface Options {
  readonly seed: number;
  readonly params: {
    readonly provider: ProviderParams;
    readonly market: MarketParams;
    readonly job: JobParams;
    readonly escrow: EscrowParams;
    readonly gov: GovParams;
  };
  readonly classes: readonly ResourceClass[];
  /** Least gas price as app.toml says it. */
  readonly gasPrice: "" | "0.001udcm";
  /** Of a block; −1 has none. */
  readonly maxGas: bigint;
  readonly maxBytes: bigint;
  readonly buyers: readonly string[];
  readonly providers: readonly string[];
  readonly characters: { readonly [provider: string]: Character };
  readonly ticksMs: readonly number[];
  readonly jobsMax: number;
  /** In percent of the blocks, or of what could be so. */
  readonly habits: {
    readonly orders: number;
    readonly constraints: number;
    readonly clientKeys: number;
    readonly approve: number;
    readonly immediate: number;
    readonly cancels: number;
    readonly confirms: number;
    readonly rejects: number;
    readonly flaws: number;
    readonly spoils: number;
    readonly malice: number;
    readonly sends: number;
    readonly smuggles: number;
    readonly tight: number;
    readonly bundles: number;
    /** Take a timeout instead of a sequence. */
    readonly unordered: number;
    /** Lets others act or pays for others, or no longer. */
    readonly grants: number;
    /** Is done by somebody to whom it was granted. */
    readonly delegates: number;
    /** Is paid for by somebody who granted that. */
    readonly sponsors: number;
    readonly stakes: number;
    readonly proposes: number;
    /** Of those who could vote on something, or pay for a vote. */
    readonly votes: number;
    /** Executed though no correct node would accept them. */
    readonly forcedBlocks: number;
    /** Proposed by somebody with another mempool. */
    readonly foreignBlocks: number;
  };
}

const SECOND = 1_000n;
const MINUTE = 60n * SECOND;

export function optionsOf(seed: number): Options {
  const random = randomFrom(seed ^ 0x5eed);
  const some = <T>(...choices: readonly T[]): T => choices[random(choices.length)] as T;
  const providers = PROVIDERS.slice(0, some(4, 7, PROVIDERS.length));
  // By turns, so that a few seeds in a row have all of them.
  const inTurn = <T>(...choices: readonly T[]): T => choices[seed % choices.length] as T;
  // Blocks without limits, as on local networks, and so small that blocks past every limit can be forced.
  const limits = inTurn("none", "usual", "narrow", "none", "usual");
  return {
    seed,
    params: paramsOf(some),
    classes: some([SMALL], [SMALL, LARGE]),
    gasPrice: some("", "0.001udcm"),
    maxGas: { none: -1n, usual: 100_000_000n, narrow: 1_000_000n }[limits],
    maxBytes: { none: 22_020_096n, usual: 4_194_304n, narrow: 20_000n }[limits],
    buyers: BUYERS.slice(0, some(1, 2, BUYERS.length)),
    providers,
    characters: Object.fromEntries(providers.map((name) => [name, characterOf(random)])),
    ticksMs: inTurn(
      [0, 1, 250, 1_000, 3_000],
      [1_000, 1_000, 2_000, 5_000],
      [500, 4_000, 9_999, 10_000, 10_001],
      [250, 1_000, 1_000, 2_000, 3_000, 5_000, 600_000],
    ),
    jobsMax: some(8, 20, 40),
    habits: {
      orders: some(40, 80, 160),
      constraints: some(0, 15, 60),
      clientKeys: some(0, 20, 60),
      approve: some(10, 30),
      immediate: some(0, 10, 40),
      cancels: some(0, 3, 15),
      confirms: some(0, 10, 40),
      rejects: some(0, 30, 60),
      flaws: some(60, 120),
      spoils: some(40, 80),
      malice: some(0, 80, 200),
      sends: some(20, 60),
      smuggles: limits === "narrow" ? 100 : some(5, 30, 100),
      tight: some(0, 3, 10),
      bundles: some(5, 20),
      unordered: some(2, 10, 40),
      grants: some(10, 30),
      delegates: some(10, 50),
      sponsors: some(10, 40),
      stakes: some(5, 20),
      proposes: some(10, 30),
      votes: some(4, 12),
      forcedBlocks: limits === "narrow" ? 80 : some(20, 60),
      foreignBlocks: some(5, 15),
    },
  };
}

type Some = <T>(...choices: readonly T[]) => T;

/** Parameters with which histories begin, and which governance gives them. */
export function paramsOf(some: Some): Options["params"] {
  const evidenceMs = some(30n, 45n, 90n) * SECOND;
  const unbondingMs = evidenceMs + some(1n, 30n * SECOND);
  return {
    provider: ProviderParams.fromPartial({
      // Little stake makes bonds scarce.
      minStake: some(500_000_000n, 6_000n),
      unbondingMs,
      heartbeatTimeoutMs: some(30n, 60n) * SECOND,
      auditReserveDivisor: some(2, 5, 100),
      maxAttributes: 3,
      maxOffers: some(2, 4, 32),
      maxUnbonding: some(1, 2, 7),
    }),
    market: MarketParams.fromPartial({
      minCharge: some(1n, 100n, 350n),
      placingFee: some(0n, 10n),
      placingFeePerNode: some(0n, 1n, 7n),
      orderDeposit: some(0n, 1_000n),
      defaultExpiryMs: some(5n, 40n) * SECOND,
      maxExpiryMs: MINUTE,
      clientKeyWindowMs: some(30n * SECOND, 24n * 60n * MINUTE),
      maxSlots: some(5, 16),
    }),
    job: JobParams.fromPartial({
      acceptMs: some(1n, 5n, 15n) * SECOND,
      commitSlackMs: some(1n, 10n) * SECOND,
      revealMs: some(1n, 10n) * SECOND,
      revealGraceMs: some(1n, 10n, 60n) * SECOND,
      deliveryMs: some(1n, 10n, 30n) * SECOND,
      approveMs: some(2n, 20n) * SECOND,
      refillMs: some(1n, 10n) * SECOND,
      bondLockMs: some(1n, 10n, 29n) * SECOND,
      evidenceMs,
      receiptKeepMs: some(evidenceMs, 400n * 24n * 60n * MINUTE),
      bondMultiple: some(1, 5, 10),
      transferBytesPerS: some(1_000_000n, 7n),
    }),
    escrow: EscrowParams.fromPartial({
      protocolFeeRate: some(0n, 33_333_333_333_333_333n, 200_000_000_000_000_000n) as Dec,
      maxSources: some(1, 2),
    }),
    gov: govParamsOf(some),
  };
}

function govParamsOf(some: Some): GovParams {
  const least = some(1_000n, 20_000n);
  const coins = (amount: bigint) => [{ denom: "udcm", amount: amount as never }];
  const seconds = (count: bigint) => ({ seconds: count, nanos: 0 });
  return GovParams.fromPartial({
    minDeposit: coins(least),
    expeditedMinDeposit: coins(5n * least),
    maxDepositPeriod: seconds(some(5n, 20n)),
    votingPeriod: seconds(some(12n, 30n)),
    expeditedVotingPeriod: seconds(some(4n, 9n)),
    quorum: some("0.1", "0.334", "0.5"),
    threshold: "0.5",
    expeditedThreshold: "0.667",
    vetoThreshold: "0.334",
    minInitialDepositRatio: some("0", "0.2"),
    proposalCancelRatio: some("0", "0.5", "1"),
    proposalCancelDest: some<string>("", REWARDS) as never,
    burnProposalDepositPrevote: some(false, true),
    burnVoteQuorum: some(false, true),
    burnVoteVeto: some(false, true),
    minDepositRatio: some("0", "0.01", "0.1"),
  });
}

/** Mostly honest; what else each is, is drawn. */
function characterOf(random: Random): Character {
  const some: Some = (...choices) => choices[random(choices.length)] as never;
  return {
    acts: some(95, 95, 80, 50),
    beats: some(70, 40, 10),
    declines: some(0, 0, 5, 40),
    cannotRun: some(0, 0, 4, 30),
    lies: some(0, 0, 5, 40),
    hides: some(0, 0, 5, 40),
    manages: some(2, 10, 30),
    leaves: some(0, 1, 4),
  };
}

/** Less than the class of that name on a real network asks, so that a floor is met by some orders and not by others. */
export const SMALL = ResourceClass.fromPartial({
  id: "wasm.small",
  kind: "wasm",
  millicpu: 1_000,
  memoryMib: 256,
  diskMib: 64,
  meter: Meter.GIGAFUEL,
  priceFloor: 100_000n,
  wallSecondFloor: 1_000_000n,
  psPerFuel: 150n,
  defaultFuel: 10_000_000_000n,
  defaultWallTimeMs: 4_000n,
  maxWallTimeMs: 3_600_000n,
  maxOutputBytes: 67_108_864n,
});
export const LARGE = ResourceClass.fromPartial({
  ...SMALL,
  id: "wasm.large",
  millicpu: 4_000,
  memoryMib: 1_024,
  priceFloor: 1_000_000n,
  wallSecondFloor: 40_000_000n,
});

/** A coin that may be sent, and one that may not. */
export const OTHER = "uatom";
export const FROZEN = "ustone";

const stakingOf = ({ staking }: JsonObject) => staking as JsonObject;
const liable = { unbonding_time: `${UNBONDING_TIME / 1_000_000_000n}s`, max_entries: MAX_ENTRIES };

export function initRequest({ params, classes, maxGas, maxBytes }: Options): RequestInitChain {
  const people = PEOPLE.map(who);
  const rich = [FROZEN, OTHER, "udcm"].sort().map((denom) => ({ denom, amount: "1000000000000" }));
  const poor = [{ denom: "udcm", amount: "12000" }];
  const balances = people.map(({ name, address }) => ({ address, coins: POOR.includes(name) ? poor : rich }));
  const json = (state: JsonObject, module: string, more: JsonObject): JsonObject => ({
    ...state,
    [module]: { ...(state[module] as JsonObject), ...more },
  });
  return genesisRequest({
    people: [...people, who(OCTET)],
    maxGas,
    maxBytes,
    genesis(state) {
      const listed = classes.map((each) => ({ key: each.id, value: ResourceClass.toJSON(each) }));
      const withParams = [
        ["provider", { params: ProviderParams.toJSON(params.provider) }],
        ["market", { params: MarketParams.toJSON(params.market), classes: listed }],
        ["job", { params: JobParams.toJSON(params.job) }],
        ["escrow", { params: EscrowParams.toJSON(params.escrow) }],
        ["gov", { params: GovParams.toJSON(params.gov) }],
        ["staking", { params: { ...(stakingOf(state).params as JsonObject), ...liable } }],
        [
          "bank",
          {
            balances: [...balances, { address: who(OCTET).address, coins: poor }],
            send_enabled: [{ denom: FROZEN, enabled: false }],
          },
        ],
      ] as const;
      const whole = withParams.reduce((all, [module, more]) => json(all, module, more as JsonObject), state);
      return withValidators(
        whole,
        VALIDATORS.map((name, i) => [who(name), BigInt(40 - 10 * i) * 1_000_000n] as const),
      );
    },
  });
}
