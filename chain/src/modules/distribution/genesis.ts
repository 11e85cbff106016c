import { GenesisState } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  type Address,
  accountAddress,
  accountFault,
  addressBytes,
  CONSENSUS,
  type Ctx,
  coinsFault,
  consensusAddress,
  type Genesis,
  type ReadCtx,
  VALIDATOR,
} from "../../kernel/index.js";
import { moduleAccount } from "../auth/api.js";
import { coinsOf, coinsText, equalCoins } from "../bank/api.js";
import { type DecCoins, decCoinsText, paramsFault, plus, split } from "./math.js";
import {
  commissions,
  currentRewards,
  feePool,
  historicalRewards,
  outstanding,
  params,
  previousProposer,
  slashEvents,
  startingInfos,
  withdrawAddresses,
} from "./state.js";

/** The SDK's form of genesis (x/distribution/keeper/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) {
      feePool.importJson(ctx, undefined);
      params.importJson(ctx, undefined);
      previousProposer.importJson(ctx, undefined);
    } else {
      const state = GenesisState.fromJSON(json);
      requireValid(ctx, state);
      importState(ctx, state);
    }
    requireHoldings(ctx);
    return undefined;
  },

  export(ctx) {
    const proposer = previousProposer.get(ctx);
    const state = GenesisState.fromPartial({
      params: params.get(ctx),
      feePool: feePool.get(ctx),
      delegatorWithdrawInfos: withdrawAddresses.entries(ctx).map(([delegatorAddress, chosen]) => ({
        delegatorAddress,
        withdrawAddress: accountAddress(ctx.prefix, chosen),
      })),
      // The SDK's message calls it an account's address.
      previousProposer: (proposer.length === 0 ? "" : consensusAddress(ctx.prefix, proposer)) as string as Address,
      ...exportedRecords(ctx),
    });
    return GenesisState.toJSON(state);
  },
};

function exportedRecords(ctx: ReadCtx) {
  return {
    outstandingRewards: outstanding
      .entries(ctx)
      .map(([validatorAddress, { rewards }]) => ({ validatorAddress, outstandingRewards: rewards })),
    validatorAccumulatedCommissions: commissions
      .entries(ctx)
      .map(([validatorAddress, accumulated]) => ({ validatorAddress, accumulated })),
    validatorHistoricalRewards: historicalRewards
      .entries(ctx)
      .map(([[validatorAddress, period], rewards]) => ({ validatorAddress, period, rewards })),
    validatorCurrentRewards: currentRewards
      .entries(ctx)
      .map(([validatorAddress, rewards]) => ({ validatorAddress, rewards })),
    delegatorStartingInfos: startingInfos.entries(ctx).map(([[validatorAddress, delegatorAddress], startingInfo]) => ({
      validatorAddress,
      delegatorAddress,
      startingInfo,
    })),
    validatorSlashEvents: slashEvents
      .entries(ctx)
      .map(([[validatorAddress, [height, period]], validatorSlashEvent]) => ({
        validatorAddress,
        height,
        period,
        validatorSlashEvent,
      })),
  };
}

function importState(ctx: Ctx, state: GenesisState): void {
  feePool.set(ctx, state.feePool);
  params.set(ctx, state.params);
  for (const { delegatorAddress, withdrawAddress } of state.delegatorWithdrawInfos)
    withdrawAddresses.set(ctx, delegatorAddress, addressBytes(withdrawAddress));
  previousProposer.set(ctx, state.previousProposer === "" ? new Uint8Array(0) : addressBytes(state.previousProposer));
  for (const { validatorAddress, outstandingRewards: rewards } of state.outstandingRewards)
    outstanding.set(ctx, validatorAddress, { rewards });
  for (const { validatorAddress, accumulated } of state.validatorAccumulatedCommissions)
    commissions.set(ctx, validatorAddress, accumulated);
  for (const { validatorAddress, period, rewards } of state.validatorHistoricalRewards)
    historicalRewards.set(ctx, [validatorAddress, period], rewards);
  for (const { validatorAddress, rewards } of state.validatorCurrentRewards)
    currentRewards.set(ctx, validatorAddress, rewards);
  for (const { validatorAddress, delegatorAddress, startingInfo } of state.delegatorStartingInfos)
    startingInfos.set(ctx, [validatorAddress, delegatorAddress], startingInfo);
  for (const { validatorAddress, height, period, validatorSlashEvent } of state.validatorSlashEvents)
    slashEvents.set(ctx, [validatorAddress, [height, period]], validatorSlashEvent);
}

/** x/distribution/types/genesis.go, ValidateGenesis; and that addresses are addresses and coins are coins. */
function requireValid(ctx: Ctx, state: GenesisState): void {
  const pool = state.feePool.communityPool;
  if (pool.some(({ amount }) => amount < 0n))
    throw new Error(`negative CommunityPool in distribution fee pool, is ${decCoinsText(pool)}`);
  const fault =
    paramsFault(state.params) ?? addressesFault(ctx, state) ?? coinListsFault(state) ?? heightsFault(ctx, state);
  if (fault !== undefined) throw new Error(fault);
}

function addressesFault({ prefix }: Ctx, state: GenesisState): string | undefined {
  const infos = state.delegatorWithdrawInfos;
  const accounts = [
    ...infos.flatMap(({ delegatorAddress, withdrawAddress }) => [delegatorAddress, withdrawAddress]),
    ...state.delegatorStartingInfos.map(({ delegatorAddress }) => delegatorAddress),
  ];
  const validators = [
    state.outstandingRewards,
    state.validatorAccumulatedCommissions,
    state.validatorHistoricalRewards,
    state.validatorCurrentRewards,
    state.delegatorStartingInfos,
    state.validatorSlashEvents,
  ].flatMap((list) => list.map(({ validatorAddress }) => validatorAddress));
  const proposers = state.previousProposer === "" ? [] : [state.previousProposer];
  const faults = [
    ...accounts.map((each) => accountFault(each, prefix)),
    ...validators.map((each) => accountFault(each, prefix + VALIDATOR)),
    ...proposers.map((each) => accountFault(each, prefix + CONSENSUS)),
  ];
  const fault = faults.find((each) => each !== undefined);
  return fault === undefined ? undefined : `distribution genesis: ${fault}`;
}

function coinListsFault(state: GenesisState): string | undefined {
  const lists: readonly DecCoins[] = [
    state.feePool.communityPool,
    ...state.outstandingRewards.map(({ outstandingRewards }) => outstandingRewards),
    ...state.validatorAccumulatedCommissions.map(({ accumulated }) => accumulated.commission),
    ...state.validatorHistoricalRewards.map(({ rewards }) => rewards.cumulativeRewardRatio),
    ...state.validatorCurrentRewards.map(({ rewards }) => rewards.rewards),
  ];
  // Fractions are counted in atomics, and ordered as whole coins are.
  const fault = lists.map((coins) => coinsFault(coins as never)).find((each) => each !== undefined);
  return fault === undefined ? undefined : `distribution genesis: ${fault}`;
}

/** Rewards are counted through the slashes between two heights: none of them may lie in the future. */
function heightsFault(ctx: Ctx, { delegatorStartingInfos: starts, validatorSlashEvents: slashes }: GenesisState) {
  const heights = [...starts.map(({ startingInfo }) => startingInfo.height), ...slashes.map(({ height }) => height)];
  const last = heights.reduce((most, each) => (each > most ? each : most), 0n);
  return last <= ctx.height
    ? undefined
    : `distribution genesis: it has records of height ${last}, initial_height must be above that`;
}

/** What is owed lies in the module's account, to the unit. */
function requireHoldings(ctx: Ctx): void {
  const held = coinsOf(ctx, moduleAccount(ctx, "distribution").base.address);
  const { whole } = split(holdings(ctx));
  if (!equalCoins(held, whole))
    throw new Error(
      `distribution module balance does not match the module holdings: ${coinsText(held)} <-> ${coinsText(whole)}`,
    );
}

/** All that is owed: to validators and their delegators, and to nobody in particular. */
export function holdings(ctx: ReadCtx): DecCoins {
  const owed = outstanding.all(ctx).map(({ rewards }) => rewards);
  return owed.reduce((sum, each) => plus(sum, each), feePool.get(ctx).communityPool);
}
