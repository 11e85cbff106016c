import type { Address } from "@dcm/proto";
import { GenericAuthorization, type MsgExec, type MsgGrant, type MsgRevoke } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgSend, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import {
  AuthorizationType,
  MsgBeginRedelegate,
  MsgDelegate,
  MsgUndelegate,
  StakeAuthorization,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { handle } from "./messages.js";
import type { Message } from "./tx.js";
import { type Env, minus, moment, must, openAccount, refuse, sane, type World } from "./world.js";

/** What somebody may do in another's name: everything of a type, or as much and with whom these say. */
export interface Grant {
  readonly granter: Address;
  readonly grantee: Address;
  /** Full name of the message. */
  readonly type: string;
  /** Unix nanoseconds; undefined for never. */
  readonly ends: bigint | undefined;
  readonly limit: readonly Coin[] | undefined;
  readonly only: readonly string[];
  readonly not: readonly string[];
}

const STAKE_TYPES: { readonly [type: number]: string } = {
  [AuthorizationType.DELEGATE]: MsgDelegate.name,
  [AuthorizationType.UNDELEGATE]: MsgUndelegate.name,
  [AuthorizationType.REDELEGATE]: MsgBeginRedelegate.name,
};

/** Grants as the Cosmos SDK's authz module keeps them. */
export const authzMsgs = {
  Grant(w: World, { granter, grantee, grant }: MsgGrant, env: Env) {
    must(granter !== grantee, "authz.GranteeIsGranter");
    sane(env);
    const ends = grant.expiration && moment(grant.expiration);
    must(ends === undefined || ends > w.time, "authz.InvalidExpirationTime");
    openAccount(w, grantee);
    const terms = termsOf(grant.authorization as Any);
    const key = keyOf(granter, grantee, terms.type);
    if (w.grants.has(key)) w.reached.add("a grant took another's place");
    w.grants.set(key, { granter, grantee, ends, ...terms });
    return {};
  },
  Revoke(w: World, { granter, grantee, msgTypeUrl }: MsgRevoke, env: Env) {
    must(granter !== grantee, "authz.GranteeIsGranter");
    sane(env);
    must(w.grants.delete(keyOf(granter, grantee, msgTypeUrl.slice(1))), "authz.NoAuthorizationFound");
    w.reached.add("a grant was revoked");
    return {};
  },
  Exec(w: World, { grantee }: MsgExec, env: Env) {
    sane(env);
    const results = env.inner.map((message) => {
      const [granter, ...others] = message.signers;
      if (granter === undefined || others.length > 0) return refuse("authz.AuthorizationNumOfSigners");
      if (granter !== grantee) useGrant(w, keyOf(granter, grantee, message.type), message);
      return handle(w, message, env);
    });
    return { results };
  },
};

/** Begin-block: what ended before this block is gone. */
export function forgetGrants(w: World): void {
  for (const [key, { ends }] of w.grants)
    if (ends !== undefined && ends < w.time) {
      w.grants.delete(key);
      w.reached.add("a grant ended");
    }
}

function useGrant(w: World, key: string, { type, value }: Message): void {
  const grant = w.grants.get(key) ?? refuse("authz.NoAuthorizationFound");
  w.reached.add("a grant was used");
  const { limit, only, not } = grant;
  const isSend = type === MsgSend.name;
  const { amount, toAddress, validatorAddress, validatorDstAddress } = value as Record<string, unknown>;
  const known = (name: unknown) =>
    !not.includes(name as string) && (only.length === 0 || only.includes(name as string));
  // A stake authorization asks with whom first, one for sends how much.
  const other = isSend ? toAddress : (validatorDstAddress ?? validatorAddress);
  if (!isSend) must(known(other), "sdk.Unauthorized");
  const wanted = (isSend ? amount : [amount]) as readonly Coin[];
  const left = limit && minus(limit, wanted);
  must(limit === undefined || left !== undefined, isSend ? "sdk.InsufficientFunds" : "undefined/1");
  must(known(other), "sdk.Unauthorized");
  if (left === undefined) return;
  if (left.length === 0) w.reached.add("a grant was used up");
  if (left.length === 0) w.grants.delete(key);
  else w.grants.set(key, { ...grant, limit: left });
}

/** What an authorization says, of whichever kind it is. */
export function termsOf({ typeUrl, value }: Any): Pick<Grant, "type" | "limit" | "only" | "not"> {
  if (typeUrl === SendAuthorization.typeUrl) {
    const { spendLimit, allowList } = SendAuthorization.decode(value);
    return { type: MsgSend.name, limit: spendLimit, only: allowList, not: [] };
  }
  if (typeUrl === StakeAuthorization.typeUrl) {
    const { authorizationType, maxTokens, allowList, denyList } = StakeAuthorization.decode(value);
    const type = STAKE_TYPES[authorizationType] ?? "";
    const limit = maxTokens && [maxTokens];
    return { type, limit, only: allowList?.address ?? [], not: denyList?.address ?? [] };
  }
  return { type: GenericAuthorization.decode(value).msg.slice(1), limit: undefined, only: [], not: [] };
}

function keyOf(granter: string, grantee: string, type: string): string {
  return `${granter}/${grantee}/${type}`;
}
