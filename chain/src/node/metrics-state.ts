import type { MessageCodec, MethodInfo } from "@dcm/proto";
import { Query as Auth, ModuleAccount } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { Query as Bank } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Query as Staking } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { Query as Market } from "@dcm/proto/gen/dcm/market/v1";
import type { App } from "../app/app.js";

type Asked = Pick<App, "query">;

/** How many orders the state holds, by class; a class of more than one query may count is left out. */
export function classesOpen(app: Asked): readonly (readonly [string, number])[] {
  const classes = ask(app, Market.methods.Classes, {})?.classes ?? [];
  return classes.flatMap(({ id }) => {
    const found = ask(app, Market.methods.Orders, { class: id, pagination: { limit: 1n, countTotal: true } });
    const total = found?.pagination?.total;
    return total === undefined ? [] : [[id, Number(total)] as const];
  });
}

/** What the escrow module holds of the coin that is staked. */
export function escrowLocked(app: Asked): number | undefined {
  const packed = ask(app, Auth.methods.ModuleAccountByName, { name: "escrow" })?.account;
  const address = packed && ModuleAccount.decode(packed.value).baseAccount?.address;
  const denom = ask(app, Staking.methods.Params, {})?.params.bondDenom;
  if (address === undefined || denom === undefined) return undefined;
  return Number(ask(app, Bank.methods.Balance, { address, denom })?.balance?.amount ?? 0n);
}

/** The answer at the last height, or undefined when the application refuses: before the first block, or over its budget. */
function ask<Q, A>(app: Asked, { path, request, response }: MethodInfo<Q, A>, partial: object): A | undefined {
  const data = (request as MessageCodec).encode((request as MessageCodec<object>).fromPartial(partial));
  const { code, value } = app.query({ path, data, height: 0n, prove: false });
  return code === 0 ? response.decode(value) : undefined;
}
