import { type Params, ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import {
  type Address,
  amount,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  coinText,
  decMul,
  decOf,
  decRound,
  emitLegacy,
  ensure,
  lowerCase,
  minCoins,
  Sdk,
  subCoins,
  sumCoins,
} from "../../../kernel/index.js";
import { burnCoins, coinsOf, moduleAddress, requireOpen, sendCoins, sendToModule } from "../../bank/api.js";
import { fundPool } from "../../distribution/api.js";
import { E } from "../errors.js";
import { covers, knownDec, minDepositOf, partOf } from "../math.js";
import { deposits, params } from "../state.js";
import { beginVoting, existingProposal, GOV, isPending, saveProposal } from "./proposals.js";

/**
 * Refuses what a proposal's maker puts down at once.
 *
 * @throws sdk 10 InvalidCoins         it is no list of coins
 * @throws gov 16 MinDepositTooSmall   it is too little
 * @throws gov 23 InvalidDepositDenom  nobody may deposit such coins
 */
export function requireInitialDeposit(given: Params, initial: Coins, expedited: boolean): void {
  ensure(coinsFault(initial) === undefined, Sdk.InvalidCoins, coinsText(initial));
  const ratio = knownDec(given.minInitialDepositRatio);
  if (ratio !== 0n) {
    const share = (sum: bigint) => amount(decRound(decMul(decOf(sum), ratio)));
    const least = minDepositOf({ expedited }, given).map((coin) => ({ ...coin, amount: share(coin.amount) }));
    const text = `was (${coinsText(initial)}), need (${coinsText(least)})`;
    ensure(covers(initial, least), E.MinDepositTooSmall, text);
  }
  requireDenoms(given, initial);
}

/**
 * Puts coins down for a proposal, which may so get into its voting period.
 *
 * @returns whether it did
 * @see Cosmos SDK v0.53, x/gov/keeper/deposit.go, AddDeposit
 */
export function addDeposit(ctx: Ctx, id: bigint, depositor: Address, coins: Coins): boolean {
  const before = existingProposal(ctx, id);
  ensure(isPending(before), E.InactiveProposal, `${id}`);
  const given = params.get(ctx);
  const needed = minDepositOf(before, given);
  requireDenoms(given, coins);
  requireEnough(needed, coins, given);
  sendToModule(ctx, depositor, GOV, coins);

  const proposal = { ...before, totalDeposit: sumCoins([before.totalDeposit, coins]) };
  saveProposal(ctx, proposal);
  const begins = proposal.status === ProposalStatus.DEPOSIT_PERIOD && covers(proposal.totalDeposit, needed);
  if (begins) beginVoting(ctx, proposal);
  const own = deposits.get(ctx, [id, depositor])?.amount ?? [];
  emitLegacy(ctx, "proposal_deposit", [
    ["depositor", depositor],
    ["amount", coinsText(coins)],
    ["proposal_id", `${id}`],
  ]);
  const sum = own.length === 0 ? coins : sumCoins([own, coins]);
  deposits.set(ctx, [id, depositor], { proposalId: id, depositor, amount: sum });
  return begins;
}

/** Gives all deposits of a proposal back. */
export function refundDeposits(ctx: Ctx, id: bigint): void {
  for (const [depositor, { amount: coins }] of deposits.listEntries(ctx, id)) {
    sendCoins(ctx, moduleAddress(ctx, GOV), depositor, held(ctx, coins));
    deposits.delete(ctx, [id, depositor]);
  }
}

/** Destroys all deposits of a proposal. */
export function burnDeposits(ctx: Ctx, id: bigint): void {
  const all = deposits.listEntries(ctx, id);
  for (const [depositor] of all) deposits.delete(ctx, [id, depositor]);
  burnCoins(ctx, GOV, held(ctx, sumCoins(all.map(([, deposit]) => deposit.amount))));
}

/**
 * Gives deposits back but for the part that is the price of a withdrawn proposal, which is burnt or goes where the parameters
 * say.
 *
 * @throws sdk 4 Unauthorized       that is a module's account, and not the community pool's
 * @throws sdk 5 InsufficientFunds  governance spent the deposits
 * @see Cosmos SDK v0.53, x/gov/keeper/deposit.go, ChargeDeposit
 */
export function chargeDeposits(ctx: Ctx, id: bigint): void {
  const { proposalCancelDest: destination, proposalCancelRatio } = params.get(ctx);
  const ratio = knownDec(proposalCancelRatio);
  const gov = moduleAddress(ctx, GOV);
  const charges: Coins[] = [];
  for (const [depositor, { amount: coins }] of deposits.listEntries(ctx, id)) {
    const charge = sumCoins([coins.map((coin) => ({ ...coin, amount: partOf(coin.amount, ratio) }))]);
    const rest = subCoins(coins, charge) ?? [];
    charges.push(charge);
    if (rest.length > 0) sendCoins(ctx, gov, depositor, rest);
    deposits.delete(ctx, [id, depositor]);
  }
  const charge = sumCoins(charges);
  if (charge.length === 0) return;
  if (destination === "") burnCoins(ctx, GOV, charge);
  else if (destination === moduleAddress(ctx, "distribution")) fundPool(ctx, gov, charge);
  else {
    requireOpen(ctx, destination);
    sendCoins(ctx, gov, lowerCase(destination), charge);
  }
}

/** What of `coins` the module still has: a decision may have spent the rest, and no block can end with an error. */
function held(ctx: Ctx, coins: Coins): Coins {
  return minCoins(coins, coinsOf(ctx, moduleAddress(ctx, GOV)));
}

function requireDenoms({ minDeposit }: Params, coins: Coins): void {
  const denoms = minDeposit.map(({ denom }) => denom);
  const isTaken = coins.every(({ denom }) => denoms.includes(denom));
  const list = `[${denoms.join(" ")}]`;
  const text = `deposited ${coinsText(coins)}, but gov accepts only the following denom(s): ${list}`;
  ensure(isTaken, E.InvalidDepositDenom, text);
}

/** A deposit has a least part of what is needed, in one denomination at least. */
function requireEnough(needed: Coins, coins: Coins, { minDepositRatio }: Params): void {
  const ratio = knownDec(minDepositRatio);
  if (ratio === 0n) return;
  const least = needed.map((coin) => ({ ...coin, amount: partOf(coin.amount, ratio) }));
  const isEnough = least.some(({ denom, amount: sum }) =>
    coins.some((coin) => coin.denom === denom && coin.amount >= sum),
  );
  const wanted = least.map(coinText).join(",");
  const text = `received ${coinsText(coins)} but need at least one of the following: ${wanted}`;
  ensure(isEnough, E.MinDepositTooSmall, text);
}
