import { toHex } from "@dcm/proto";
import { Permissions, type QueryRpcs } from "@dcm/proto/gen/cosmos/circuit/v1";
import {
  addressBytes,
  failPlain,
  type Handlers,
  lowerCase,
  type ReadCtx,
  requireAddress,
  requirePage,
} from "../../kernel/index.js";
import { pageOfAccounts, permissions, stopped } from "./state.js";

/** cosmossdk.io/x/circuit v0.2.0, keeper/query.go. */
export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Account(ctx, { address: text }) {
    requireAddress(text, ctx.prefix);
    const address = lowerCase(text);
    const key = `hexBytes:${toHex(addressBytes(address))}`;
    const missing = `collections: not found: key '${key}' of type github.com/cosmos/gogoproto/${Permissions.name}`;
    return { permission: permissions.get(ctx, address) ?? failPlain(missing) };
  },

  Accounts(ctx, { pagination }) {
    requirePage(pagination, failPlain);
    const page = pageOfAccounts(ctx, pagination);
    return { accounts: page.items, pagination: page.next };
  },

  DisabledList: (ctx) => ({ disabledList: stopped.all(ctx) }),
};
