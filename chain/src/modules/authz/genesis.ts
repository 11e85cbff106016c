import { GenesisState, type GrantAuthorization } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { accountFault, type Ctx, type Genesis, lowerCase, nanoseconds } from "../../kernel/index.js";
import { messageType, parseAuthorization } from "./msgs/authorizations.js";
import { saveGrant } from "./msgs.js";
import { grants } from "./state.js";

/** With two addresses of 32 bytes, a longer type URL would not fit a key; none of a message here is longer. */
const TYPE_KEPT = 60;

/** The SDK's form of genesis (x/authz/keeper/genesis.go). Grants that have ended are passed over. */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) return undefined;
    for (const entry of GenesisState.fromJSON(json).authorization) importGrant(ctx, entry);
    return undefined;
  },
  export(ctx) {
    const authorization = grants.entries(ctx).map(([[granter, [grantee]], grant]) => ({ granter, grantee, ...grant }));
    return GenesisState.toJSON({ authorization });
  },
};

function importGrant(ctx: Ctx, { granter, grantee, authorization: packed, expiration }: GrantAuthorization): void {
  if (expiration !== undefined && nanoseconds(expiration) < ctx.time) return;
  const refuse = (why: string): never => {
    throw new Error(`authorization of ${granter} for ${grantee}: ${why}`);
  };
  const fault = accountFault(granter, ctx.prefix) ?? accountFault(grantee, ctx.prefix);
  if (fault !== undefined) refuse(fault);
  const authorization = (packed && parseAuthorization(packed)) ?? refuse("its kind is not known here");
  const type = messageType(authorization);
  if (type.length > TYPE_KEPT) refuse(`${type} is longer than any message's type here`);
  saveGrant(ctx, { granter: lowerCase(granter), grantee: lowerCase(grantee) }, authorization, expiration);
}
