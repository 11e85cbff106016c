import { GenesisState, Permissions_Level as Level } from "@dcm/proto/gen/cosmos/circuit/v1";
import { accountFault, type Genesis, lowerCase } from "../../kernel/index.js";
import { permissions, stopped } from "./state.js";

/** The SDK's form of genesis (x/circuit/types/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    const { accountPermissions, disabledTypeUrls } = GenesisState.fromJSON(json ?? {});
    for (const { address, permissions: given } of accountPermissions) {
      const fault = accountFault(address, ctx.prefix);
      if (fault !== undefined) throw new Error(`invalid account address: ${address}: ${fault}`);
      if (given === undefined) throw new Error(`account has empty permissions, account address: ${address}`);
      const { level } = given;
      if (level === Level.NONE_UNSPECIFIED)
        throw new Error(`invalid permission level account address: ${address}, permission level: ${level}`);
      permissions.set(ctx, lowerCase(address), given);
    }
    for (const url of disabledTypeUrls) stopped.add(ctx, url);
    return undefined;
  },
  export(ctx) {
    // Who has no permission any more is as good as one who never had one; a genesis cannot say it.
    const accountPermissions = permissions
      .entries(ctx)
      .map(([address, given]) => ({ address, permissions: given }))
      .filter((each) => each.permissions.level !== Level.NONE_UNSPECIFIED);
    return GenesisState.toJSON(GenesisState.fromPartial({ accountPermissions, disabledTypeUrls: stopped.all(ctx) }));
  },
};
