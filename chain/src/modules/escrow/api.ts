import { type Address, type Amount, amount, type Dec } from "@dcm/proto";
import {
  type Account,
  type Deposit,
  EventBurnt,
  EventDeposited,
  EventPaid,
  EventRefunded,
} from "@dcm/proto/gen/dcm/escrow/v1";
import { add, assert, type Ctx, emit, type ReadCtx, smaller, sub } from "../../kernel/index.js";
import * as bank from "../bank/api.js";
import { accounts, params } from "./state.js";

/** What went through an account in its life, base units. */
export interface Statement {
  readonly deposited: Amount;
  readonly paid: Amount;
  readonly burnt: Amount;
  readonly refunded: Amount;
}

/** The module account that holds every account's money. */
export function pool(ctx: ReadCtx): Address {
  return bank.moduleAddress(ctx, "escrow");
}

/**
 * Opens an account for an order and puts its owner's money in.
 *
 * @param id       the order's; no account has it yet
 * @param owner    payer, and the account's first source
 * @param balance  base units, 1 or more
 * @throws sdk 5 InsufficientFunds  the owner's spendable balance is below `balance`
 * @see PROTOCOL.md [E1], [E5]
 */
export function open(ctx: Ctx, id: bigint, owner: Address, balance: Amount): void {
  assert(!accounts.has(ctx, id), `order ${id} has no account yet`);
  const none = amount(0n);
  const fresh: Account = {
    id,
    owner,
    deposits: [],
    balance: none,
    reserved: none,
    paid: none,
    refunded: none,
    burnt: none,
  };
  deposit(ctx, fresh, owner, balance);
}

/**
 * Adds money of one source to an account.
 *
 * @param account  as stored, or fresh
 * @param source   payer; what is not used returns to it
 * @param added    base units, 1 or more
 * @throws sdk 5 InsufficientFunds  the source's spendable balance is below `added`
 */
export function deposit(ctx: Ctx, account: Account, source: Address, added: Amount): void {
  bank.payModule(ctx, source, "escrow", added);
  accounts.set(ctx, account.id, {
    ...account,
    // [E5] deposits are tracked by source
    deposits: withDeposit(account.deposits, source, added),
    balance: add(account.balance, added),
  });
  emit(ctx, EventDeposited, { accountId: account.id, source, amount: added });
}

/**
 * An account while it is open.
 *
 * @returns undefined when it was closed or never was
 */
export function find(ctx: ReadCtx, id: bigint): Account | undefined {
  return accounts.get(ctx, id);
}

/**
 * Pays from an account.
 *
 * @param id     of an open account
 * @param payee  anyone
 * @param paid   base units, at most the balance; 0 does nothing
 * @throws InvariantError  the balance does not reach: reservations guarantee it
 */
export function pay(ctx: Ctx, id: bigint, payee: Address, paid: Amount): void {
  if (paid === 0n) return;
  const account = opened(ctx, id);
  accounts.set(ctx, id, { ...spend(account, paid), paid: add(account.paid, paid) });
  bank.send(ctx, pool(ctx), payee, paid);
  emit(ctx, EventPaid, { accountId: id, payee, amount: paid });
}

/**
 * Burns from an account.
 *
 * @param burnt   base units, at most the balance; 0 does nothing
 * @param reason  such as protocol_fee
 */
export function burn(ctx: Ctx, id: bigint, burnt: Amount, reason: string): void {
  if (burnt === 0n) return;
  const account = opened(ctx, id);
  accounts.set(ctx, id, { ...spend(account, burnt), burnt: add(account.burnt, burnt) });
  bank.burn(ctx, "escrow", burnt);
  emit(ctx, EventBurnt, { accountId: id, amount: burnt, reason });
}

/**
 * Sets what an account keeps for slots and fees, and returns some of the rest to its sources.
 *
 * @param reserved  base units that must stay, at most the balance less `back`
 * @param back      base units that return now, the last deposit first
 * @see PROTOCOL.md [E1], [E5]
 */
export function reserve(ctx: Ctx, id: bigint, reserved: Amount, back: Amount): void {
  const account = refunded(ctx, opened(ctx, id), back);
  assert(account.balance >= reserved, `account ${id} holds what it reserves`);
  accounts.set(ctx, id, { ...account, reserved });
}

/**
 * Closes an account: what is left returns to its sources.
 *
 * @returns what went through it
 */
export function close(ctx: Ctx, id: bigint): Statement {
  const before = opened(ctx, id);
  const account = refunded(ctx, before, before.balance);
  accounts.delete(ctx, id);
  const { paid, burnt, refunded: back } = account;
  return { deposited: add(add(paid, burnt), back), paid, burnt, refunded: back };
}

/** The protocol fee's rate, 0 … 0.2 ([E9]). */
export function feeRate(ctx: ReadCtx): Dec {
  return params.get(ctx).protocolFeeRate;
}

function opened(ctx: ReadCtx, id: bigint): Account {
  const account = accounts.get(ctx, id);
  assert(account !== undefined, `account ${id} is open`);
  return account;
}

/** Takes money that leaves for good from the oldest deposits. */
function spend(account: Account, spent: Amount): Account {
  assert(account.balance >= spent, `account ${account.id} holds ${spent}`);
  let left = spent;
  const deposits: Deposit[] = [];
  // At most params.max_sources rounds.
  for (const each of account.deposits) {
    const taken = smaller(each.amount, left);
    left = sub(left, taken);
    if (taken < each.amount) deposits.push({ ...each, amount: sub(each.amount, taken) });
  }
  const reserved = sub(account.reserved, smaller(account.reserved, spent));
  return { ...account, deposits, balance: sub(account.balance, spent), reserved };
}

/** Returns money to the newest deposits' sources ([E5]). */
function refunded(ctx: Ctx, account: Account, back: Amount): Account {
  assert(account.balance >= back, `account ${account.id} holds ${back}`);
  let left = back;
  const deposits: Deposit[] = [];
  // At most params.max_sources rounds.
  for (const each of [...account.deposits].reverse()) {
    const taken = smaller(each.amount, left);
    left = sub(left, taken);
    if (taken < each.amount) deposits.unshift({ ...each, amount: sub(each.amount, taken) });
    if (taken === 0n) continue;
    bank.send(ctx, pool(ctx), each.source, taken);
    emit(ctx, EventRefunded, { accountId: account.id, source: each.source, amount: taken });
  }
  return { ...account, deposits, balance: sub(account.balance, back), refunded: add(account.refunded, back) };
}

function withDeposit(deposits: readonly Deposit[], source: Address, added: Amount): readonly Deposit[] {
  if (!deposits.some((each) => each.source === source)) return [...deposits, { source, amount: added }];
  return deposits.map((each) => (each.source === source ? { source, amount: add(each.amount, added) } : each));
}
