import { EventGrant, EventRevoke, type MsgRpcs } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import type { Any, Timestamp } from "@dcm/proto/gen/google/protobuf";
import {
  type Address,
  accountFault,
  assert,
  type Ctx,
  type DecodedMsg,
  decodeMsg,
  emit,
  ensure,
  fail,
  failPlain,
  goText,
  type Handlers,
  lowerCase,
  messageFault,
  messageSigners,
  nanoseconds,
  runMessage,
  Sdk,
  timeText,
} from "../../kernel/index.js";
import { accountOf, createAccount } from "../auth/api.js";
import { requireOpen } from "../bank/api.js";
import { E } from "./errors.js";
import { accept } from "./msgs/accept.js";
import {
  type Authorization,
  messageType,
  packAuthorization,
  parseAuthorization,
  requireSound,
} from "./msgs/authorizations.js";
import { endings, grants, type Parties } from "./state.js";

/** What looking at one message of a queue's entry costs (x/authz/keeper/keeper.go). */
const LOOK_GAS = 20;

/** x/authz/keeper/msg_server.go. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  Grant(ctx, { granter, grantee, grant }) {
    const parties = partiesOf(ctx, granter, grantee);
    const authorization = granted(grant.authorization);
    requireSound(authorization);
    if (accountOf(ctx, parties.grantee) === undefined) {
      requireOpen(ctx, parties.grantee);
      createAccount(ctx, parties.grantee);
    }
    const type = messageType(authorization);
    ensure(ctx.services.messages.has(type), Sdk.InvalidType, `${type} doesn't exist.`);

    saveGrant(ctx, parties, authorization, grant.expiration);
    return {};
  },

  Revoke(ctx, { granter, grantee, msgTypeUrl }) {
    const parties = partiesOf(ctx, granter, grantee);
    ensure(msgTypeUrl !== "", Sdk.InvalidRequest, "missing msg method name");

    deleteGrant(ctx, parties, msgTypeUrl);
    return {};
  },

  Exec(ctx, { grantee, msgs: packed }) {
    if (grantee === "") failPlain("empty address string is not allowed");
    const executor = addressOf(ctx, grantee, "grantee");
    ensure(packed.length > 0, Sdk.InvalidRequest, "messages cannot be empty");
    const messages = packed.map(unpacked);
    for (const [i, message] of messages.entries()) {
      const fault = messageFault(message, ctx.prefix);
      ensure(fault === undefined, Sdk.InvalidRequest, `msg ${i}: ${fault}`);
    }

    return { results: messages.map((message, i) => execute(ctx, executor, message, i)) };
  },
};

/**
 * Grants an authorization that was found right, in the place of an older one for the same messages.
 *
 * @throws authz 3 InvalidExpirationTime  it would end at once
 * @see Cosmos SDK v0.53, x/authz/keeper/keeper.go, SaveGrant
 */
export function saveGrant(
  ctx: Ctx,
  parties: Parties,
  authorization: Authorization,
  expiration: Timestamp | undefined,
): void {
  const type = messageType(authorization);
  const end = expiration && nanoseconds(expiration);
  if (end !== undefined) {
    const details = `expiration must be after the current block time (${timeText(ctx.time)}), got ${timeText(end)}`;
    ensure(end > ctx.time, E.InvalidExpirationTime, details);
  }
  const before = grants.get(ctx, keyOf(parties, type))?.expiration;
  const old = before && nanoseconds(before);
  if (old !== undefined && old !== end) leaveQueue(ctx, parties, type, old);
  if (end !== undefined && old !== end) enterQueue(ctx, parties, type, end);
  grants.set(ctx, keyOf(parties, type), { authorization: packAuthorization(authorization), expiration });
  emit(ctx, EventGrant, { msgTypeUrl: type, ...parties });
}

function deleteGrant(ctx: Ctx, parties: Parties, type: string): void {
  const { granter, grantee } = parties;
  const grant = grants.get(ctx, keyOf(parties, type));
  const missing = `failed to delete grant with key ${granter}/${grantee}/${type}`;
  ensure(grant !== undefined, E.NoAuthorizationFound, missing);
  if (grant.expiration !== undefined) leaveQueue(ctx, parties, type, nanoseconds(grant.expiration));
  grants.delete(ctx, keyOf(parties, type));
  emit(ctx, EventRevoke, { msgTypeUrl: type, ...parties });
}

/** Runs one message in its signer's name; what it answers, in bytes (keeper.go, DispatchActions). */
function execute(ctx: Ctx, grantee: Address, message: DecodedMsg, index: number): Uint8Array {
  const signers = messageSigners(message, ctx.prefix);
  const [granter] = signers;
  ensure(granter !== undefined && signers.length === 1, E.AuthorizationNumOfSigners);
  // Who acts in its own name needs no grant.
  if (granter !== grantee) useGrant(ctx, { granter, grantee }, message);

  const outcome = ctx.services.attempt(() => runMessage(ctx, message));
  if ("error" in outcome) {
    const { error, message: text } = outcome.error;
    if (error === Sdk.OutOfGas) throw outcome.error;
    fail({ ...error, text }, `failed to execute message; message ${goText(message.codec, message.value)}`);
  }
  const mark = { key: "authz_msg_index", value: `${index}`, index: true };
  for (const { type, attributes } of outcome.value.events)
    ctx.events?.push({ type, attributes: [...attributes, mark] });
  return outcome.value.response.value;
}

function useGrant(ctx: Ctx, parties: Parties, message: DecodedMsg): void {
  const { typeUrl } = message;
  const grant = grants.get(ctx, keyOf(parties, typeUrl));
  const { granter, grantee } = parties;
  ensure(
    grant !== undefined,
    E.NoAuthorizationFound,
    `failed to get grant with given granter: ${granter}, grantee: ${grantee} & msgType: ${typeUrl} `,
  );
  const over = grant.expiration !== undefined && nanoseconds(grant.expiration) < ctx.time;
  ensure(!over, E.AuthorizationExpired);
  const left = accept(ctx, granted(grant.authorization), message);
  if (left === "nothing") deleteGrant(ctx, parties, typeUrl);
  else if (left !== "same") {
    // The SDK reads the grant once more.
    grants.get(ctx, keyOf(parties, typeUrl));
    grants.set(ctx, keyOf(parties, typeUrl), { ...grant, authorization: packAuthorization(left) });
  }
}

function enterQueue(ctx: Ctx, parties: Parties, type: string, end: bigint): void {
  const { msgTypeUrls = [] } = endings.get(ctx, queueKey(parties, end)) ?? {};
  endings.set(ctx, queueKey(parties, end), { msgTypeUrls: [...msgTypeUrls, type] });
}

/** The last takes the place of the one that leaves, as in the SDK; an entry may be left empty. */
function leaveQueue(ctx: Ctx, parties: Parties, type: string, end: bigint): void {
  const entry = endings.get(ctx, queueKey(parties, end));
  assert(entry !== undefined, "a grant that ends stands in the queue");
  const types = [...entry.msgTypeUrls];
  const place = types.indexOf(type);
  assert(place >= 0, "a grant that ends stands in its entry of the queue");
  for (let looked = 0; looked <= place; looked++) ctx.gas.charge(LOOK_GAS, "grant queue");
  types[place] = types[types.length - 1] as string;
  endings.set(ctx, queueKey(parties, end), { msgTypeUrls: types.slice(0, -1) });
}

function granted(packed: Any | undefined): Authorization {
  ensure(packed !== undefined, Sdk.InvalidType, "authorization is nil");
  return parseAuthorization(packed) ?? fail(Sdk.InvalidType, "expected <nil>, got <nil>");
}

function unpacked(packed: Any): DecodedMsg {
  ensure(packed.typeUrl !== "", Sdk.InvalidRequest, "messages contains *types.Any which is not a sdk.MsgRequest");
  return decodeMsg(packed);
}

function keyOf({ granter, grantee }: Parties, type: string) {
  return [granter, [grantee, type]] as const;
}

function queueKey({ granter, grantee }: Parties, end: bigint) {
  return [end, [granter, grantee]] as const;
}

function partiesOf(ctx: Ctx, granter: string, grantee: string): Parties {
  ensure(lowerCase(granter) !== lowerCase(grantee), E.GranteeIsGranter);
  const to = addressOf(ctx, grantee, "grantee");
  return { granter: addressOf(ctx, granter, "granter"), grantee: to };
}

function addressOf(ctx: Ctx, text: string, role: string): Address {
  const fault = accountFault(text, ctx.prefix);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid ${role} address: ${fault}`);
  return lowerCase(text);
}
