import type { MsgRpcs } from "@dcm/proto/gen/cosmos/vesting/v1beta1";
import {
  type Address,
  AMOUNT_MAX,
  accountFault,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  ensure,
  type Handlers,
  lowerCase,
  Sdk,
  sumCoins,
  unixSeconds,
} from "../../kernel/index.js";
import { accountOf, int64, newAccount, type Schedule, saveAccount, type Vesting, vestingFault } from "../auth/api.js";
import { requireOpen, requireSendEnabled, sendCoins } from "../bank/api.js";

/** x/auth/vesting/msg_server.go. The account is made, then paid: it never holds less than is locked in it. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  CreateVestingAccount(ctx, { fromAddress, toAddress, amount, endTime, delayed }) {
    const { from, to } = parties(ctx, fromAddress, toAddress);
    requirePositive(amount);
    ensure(endTime > 0n, Sdk.InvalidRequest, "invalid end time");
    requireSendEnabled(ctx, amount);
    requireNew(ctx, to);

    const startTime = unixSeconds(ctx.time);
    open(ctx, to, granted(amount, endTime, delayed ? { kind: "delayed" } : { kind: "continuous", startTime }));
    sendCoins(ctx, from, to, amount);
    return {};
  },

  CreatePermanentLockedAccount(ctx, { fromAddress, toAddress, amount }) {
    const { from, to } = parties(ctx, fromAddress, toAddress);
    requirePositive(amount);
    requireSendEnabled(ctx, amount);
    requireNew(ctx, to);

    open(ctx, to, granted(amount, 0n, { kind: "permanent" }));
    sendCoins(ctx, from, to, amount);
    return {};
  },

  CreatePeriodicVestingAccount(ctx, { fromAddress, toAddress, startTime, vestingPeriods: periods }) {
    const { from, to } = parties(ctx, fromAddress, toAddress);
    const started = startTime >= 1n;
    ensure(started, Sdk.InvalidRequest, `invalid start time of ${startTime}, length must be greater than 0`);
    for (const [i, { length, amount }] of periods.entries()) {
      const fault = `invalid period length of ${length} in period ${i}, length must be greater than 0`;
      ensure(length >= 1n, Sdk.InvalidRequest, fault);
      requirePositive(amount);
    }
    const sum = sumCoins(periods.map((each) => each.amount));
    const countable = sum.every(({ amount }) => amount <= AMOUNT_MAX);
    ensure(countable, Sdk.InvalidCoins, "the periods have more coins than 256 bits can count");
    requireNew(ctx, to);
    requireSendEnabled(ctx, sum);

    const endTime = periods.reduce((end, { length }) => int64(end + length), startTime);
    open(ctx, to, granted(sum, endTime, { kind: "periodic", startTime, periods }));
    sendCoins(ctx, from, to, sum);
    return {};
  },
};

function parties(ctx: Ctx, from: string, to: string): { readonly from: Address; readonly to: Address } {
  for (const [role, text] of [
    ["from", from],
    ["to", to],
  ] as const) {
    const fault = accountFault(text, ctx.prefix);
    ensure(fault === undefined, Sdk.InvalidAddress, `invalid '${role}' address: ${fault}`);
  }
  return { from: lowerCase(from), to: lowerCase(to) };
}

function requirePositive(coins: Coins): void {
  ensure(coins.length > 0 && coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
}

function requireNew(ctx: Ctx, to: Address): void {
  requireOpen(ctx, to);
  ensure(accountOf(ctx, to) === undefined, Sdk.InvalidRequest, `account ${to} already exists`);
}

function granted(originalVesting: Coins, endTime: bigint, schedule: Schedule): Vesting {
  return { originalVesting, delegatedFree: [], delegatedVesting: [], endTime, schedule };
}

/** The account has its number before its schedule is looked at, as in the SDK: the refusal costs that too. */
function open(ctx: Ctx, address: Address, vesting: Vesting): void {
  const account = newAccount(ctx, address);
  // A continuous account that ended before it began is one whose coins have all vested.
  const fault = vesting.schedule.kind === "continuous" ? undefined : vestingFault(vesting);
  ensure(fault === undefined, Sdk.InvalidRequest, fault);
  saveAccount(ctx, { ...account, vesting });
}
