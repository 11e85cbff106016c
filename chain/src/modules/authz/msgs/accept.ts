import type { MsgSend, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgBeginRedelegate, type MsgDelegate, type StakeAuthorization } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import {
  amount,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  compareText,
  type DecodedMsg,
  ensure,
  failPlain,
  Sdk,
  subCoins,
  sumCoins,
} from "../../../kernel/index.js";
import type { Authorization } from "./authorizations.js";

/** What is left of an authorization after a message: nothing, something less, or what it was. */
export type Left = "nothing" | "same" | Authorization;

/** Each address that is looked at costs, as in the SDK. */
const LOOK_GAS = 10;

/**
 * Asks an authorization for a message of its type.
 *
 * @throws sdk 4, 5, 10, undefined 1  the message is more than was allowed, or elsewhere
 * @see Cosmos SDK v0.53, x/authz/generic_authorization.go, x/bank/types/send_authorization.go, x/staking/types/authz.go
 */
export function accept(ctx: Ctx, authorization: Authorization, message: DecodedMsg): Left {
  if (authorization.kind === "send") return acceptSend(ctx, authorization.send, message.value as MsgSend);
  if (authorization.kind === "stake") return acceptStake(ctx, authorization.stake, message);
  return "same";
}

function acceptSend(ctx: Ctx, send: SendAuthorization, { toAddress, amount: coins }: MsgSend): Left {
  const left = subCoins(limitOf(send.spendLimit), wanted(coins));
  ensure(left !== undefined, Sdk.InsufficientFunds, "requested amount is more than spend limit");
  const { allowList } = send;
  const known = allowList.length === 0 || isListed(ctx, allowList, toAddress, "send authorization");
  ensure(known, Sdk.Unauthorized, `cannot send to ${toAddress} address`);
  return left.length === 0 ? "nothing" : { kind: "send", send: { spendLimit: left, allowList } };
}

/** The SDK stops at coins that are no list: those that a grant may hold unsorted, and those of a message. */
function limitOf(coins: Coins): Coins {
  const sorted = coins.every(({ denom }, i) => i === 0 || compareText((coins[i - 1] as Coins[0]).denom, denom) <= 0);
  ensure(sorted, Sdk.InvalidCoins, `spend limit is not sorted: ${coinsText(coins)}`);
  return sumCoins([coins]);
}

function wanted(coins: Coins): Coins {
  const list = coins.filter((coin) => coin.amount !== 0n).sort((a, b) => compareText(a.denom, b.denom));
  ensure(coinsFault(list) === undefined, Sdk.InvalidCoins, coinsText(coins));
  return list;
}

function acceptStake(ctx: Ctx, stake: StakeAuthorization, { typeUrl, value }: DecodedMsg): Left {
  const validator =
    typeUrl === MsgBeginRedelegate.typeUrl
      ? (value as MsgBeginRedelegate).validatorDstAddress
      : (value as MsgDelegate).validatorAddress;
  const { allowList, denyList, maxTokens } = stake;
  const allowed = allowList?.address ?? [];
  const listed = isListed(ctx, allowed, validator, "stake authorization");
  const denied = isListed(ctx, denyList?.address ?? [], validator, "stake authorization");
  const refusal = `cannot delegate/undelegate to ${validator} validator`;
  ensure(!denied && (listed || allowed.length === 0), Sdk.Unauthorized, refusal);
  if (maxTokens === undefined) return { kind: "stake", stake };
  const { denom, amount: tokens } = (value as MsgDelegate).amount;
  if (denom !== maxTokens.denom) failPlain(`invalid coin denoms: ${maxTokens.denom}, ${denom}`);
  const left = maxTokens.amount - tokens;
  if (left < 0n) failPlain(`negative coin amount: ${left}${denom}`);
  return left === 0n ? "nothing" : { kind: "stake", stake: { ...stake, maxTokens: { denom, amount: amount(left) } } };
}

function isListed(ctx: Ctx, list: readonly string[], wantedOne: string, what: string): boolean {
  return list.some((each) => {
    ctx.gas.charge(LOOK_GAS, what);
    return each === wantedOne;
  });
}
