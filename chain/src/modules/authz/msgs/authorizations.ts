import { GenericAuthorization } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgSend, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  AuthorizationType,
  MsgBeginRedelegate,
  MsgCancelUnbondingDelegation,
  MsgDelegate,
  MsgUndelegate,
  StakeAuthorization,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { coinText, ensure, fail, failPlain, Sdk } from "../../../kernel/index.js";
import { duplicateEntry } from "../../bank/api.js";
import { E } from "../errors.js";

/** What a grantee may do. */
export type Authorization =
  /** Messages of one type, without bounds. */
  | { readonly kind: "generic"; readonly generic: GenericAuthorization }
  /** Sends, up to a sum. */
  | { readonly kind: "send"; readonly send: SendAuthorization }
  /** Moves of stake, up to a sum, with some validators. */
  | { readonly kind: "stake"; readonly stake: StakeAuthorization };

/** Reads an authorization; undefined where there is none. What it may be was found when the transaction was read. */
export function parseAuthorization({ typeUrl, value }: Any): Authorization | undefined {
  if (typeUrl === GenericAuthorization.typeUrl) return { kind: "generic", generic: GenericAuthorization.decode(value) };
  if (typeUrl === SendAuthorization.typeUrl) return { kind: "send", send: SendAuthorization.decode(value) };
  if (typeUrl === StakeAuthorization.typeUrl) return { kind: "stake", stake: StakeAuthorization.decode(value) };
  return undefined;
}

/** The authorization in its canonical bytes. */
export function packAuthorization(authorization: Authorization): Any {
  if (authorization.kind === "generic")
    return { typeUrl: GenericAuthorization.typeUrl, value: GenericAuthorization.encode(authorization.generic) };
  if (authorization.kind === "send")
    return { typeUrl: SendAuthorization.typeUrl, value: SendAuthorization.encode(authorization.send) };
  return { typeUrl: StakeAuthorization.typeUrl, value: StakeAuthorization.encode(authorization.stake) };
}

/**
 * The type URL of the messages that an authorization is for.
 *
 * @throws authz 4 UnknownAuthorizationType  it is for moving stake in a way that nobody knows
 */
export function messageType(authorization: Authorization): string {
  if (authorization.kind === "generic") return authorization.generic.msg;
  if (authorization.kind === "send") return MsgSend.typeUrl;
  const found = STAKE_MESSAGES.get(authorization.stake.authorizationType);
  return found ?? fail(E.UnknownAuthorizationType, "cannot normalize authz type with types.AuthorizationType");
}

const STAKE_MESSAGES: ReadonlyMap<AuthorizationType, string> = new Map([
  [AuthorizationType.DELEGATE, MsgDelegate.typeUrl],
  [AuthorizationType.UNDELEGATE, MsgUndelegate.typeUrl],
  [AuthorizationType.REDELEGATE, MsgBeginRedelegate.typeUrl],
  [AuthorizationType.CANCEL_UNBONDING_DELEGATION, MsgCancelUnbondingDelegation.typeUrl],
]);

/**
 * Refuses an authorization that cannot be (ValidateBasic of each kind).
 *
 * @throws undefined 1  it is for no message
 * @throws sdk 10       it is for sending nothing, or less
 * @throws bank 8       a receiver stands in its list twice
 * @throws authz 4, 12  it is for moving stake in an unsaid way, or less than nothing
 */
export function requireSound(authorization: Authorization): void {
  if (authorization.kind === "generic" && authorization.generic.msg === "") failPlain("msg type cannot be empty");
  if (authorization.kind === "send") requireSoundSend(authorization.send);
  if (authorization.kind === "stake") requireSoundStake(authorization.stake);
}

function requireSoundSend({ spendLimit, allowList }: SendAuthorization): void {
  ensure(spendLimit.length > 0, Sdk.InvalidCoins, "spend limit cannot be nil");
  const positive = spendLimit.every((coin) => coin.amount > 0n);
  ensure(positive, Sdk.InvalidCoins, "spend limit must be positive");
  ensure(new Set(allowList).size === allowList.length, duplicateEntry);
}

function requireSoundStake({ maxTokens, authorizationType }: StakeAuthorization): void {
  if (maxTokens !== undefined)
    ensure(maxTokens.amount >= 0n, E.NegativeMaxTokens, `negative coin amount: ${coinText(maxTokens)}`);
  ensure(authorizationType !== AuthorizationType.UNSPECIFIED, E.UnknownAuthorizationType);
}
