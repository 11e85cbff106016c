import type { Input, MsgRpcs, Output } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  type Address,
  addressBytes,
  addressFault,
  type Ctx,
  emitLegacy,
  ensure,
  fail,
  type Handlers,
  Sdk,
} from "../../kernel/index.js";
import { createAccount, ensureAuthority, hasAccount, isBlocked } from "../auth/api.js";
import { receive, sendCoins, spend } from "./api.js";
import { E } from "./errors.js";
import { areBalanced, type Coins, coinsFault, coinsText, denomFault } from "./math.js";
import { params, sendEnabled } from "./state.js";

/** Accounts have 20 or 32 bytes. The SDK takes up to 255; a longer one than this fits no key of our stores. */
const ADDRESS_BYTES_MAX = 64;

export const msgs: Handlers<MsgRpcs, Ctx> = {
  Send(ctx, { fromAddress, toAddress, amount }) {
    requireAddress(ctx, fromAddress, "from");
    requireAddress(ctx, toAddress, "to");
    requirePositive(amount);
    requireSendEnabled(ctx, amount);
    requireOpen(ctx, toAddress);

    sendCoins(ctx, fromAddress, toAddress, amount);
    return {};
  },

  MultiSend(ctx, { inputs, outputs }) {
    const [input] = inputs;
    if (input === undefined) fail(E.NoInputs);
    ensure(inputs.length === 1, E.MultipleSenders);
    ensure(outputs.length > 0, E.NoOutputs);
    requireBalanced(ctx, input, outputs);
    requireSendEnabled(ctx, input.coins);
    for (const output of outputs) requireOpen(ctx, output.address);

    emitLegacy(ctx, "message", [["sender", input.address]]);
    for (const output of outputs) if (!hasAccount(ctx, output.address)) createAccount(ctx, output.address);
    spend(ctx, input.address, input.coins);
    for (const output of outputs) {
      receive(ctx, output.address, output.coins);
      emitLegacy(ctx, "transfer", [
        ["recipient", output.address],
        ["sender", input.address],
        ["amount", coinsText(output.coins)],
      ]);
    }
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureAuthority(ctx, authority);
    setParams(ctx, next);
    return {};
  },

  SetSendEnabled(ctx, { authority, sendEnabled: entries, useDefaultFor }) {
    ensureAuthority(ctx, authority);
    const seen = new Set<string>();
    for (const { denom } of entries) {
      ensure(!seen.has(denom), Sdk.InvalidRequest, `duplicate denom entries found for "${denom}"`);
      seen.add(denom);
      const fault = denomFault(denom);
      ensure(fault === undefined, Sdk.InvalidRequest, `invalid SendEnabled denom "${denom}": ${fault}`);
    }
    for (const denom of useDefaultFor) {
      const fault = denomFault(denom);
      ensure(fault === undefined, Sdk.InvalidRequest, `invalid UseDefaultFor denom "${denom}": ${fault}`);
    }

    for (const { denom, enabled } of entries) sendEnabled.set(ctx, denom, enabled);
    for (const denom of useDefaultFor) sendEnabled.delete(ctx, denom);
    return {};
  },
};

/** Params still carry the older list of switches; it goes into the records of its own. */
export function setParams(ctx: Ctx, next: { defaultSendEnabled: boolean; sendEnabled: readonly SendSwitch[] }): void {
  for (const { denom, enabled } of next.sendEnabled) sendEnabled.set(ctx, denom, enabled);
  params.set(ctx, { defaultSendEnabled: next.defaultSendEnabled, sendEnabled: [] });
}

type SendSwitch = { readonly denom: string; readonly enabled: boolean };

function requireAddress(ctx: Ctx, address: Address, role: string): void {
  const fault = addressFault(address, ctx.prefix);
  ensure(fault === undefined, Sdk.InvalidAddress, `invalid ${role} address: ${fault}`);
  const { length } = addressBytes(address);
  ensure(length <= ADDRESS_BYTES_MAX, Sdk.InvalidAddress, `invalid ${role} address: ${length} bytes are too many`);
}

function requirePositive(coins: Coins): void {
  ensure(coins.length > 0 && coinsFault(coins) === undefined, Sdk.InvalidCoins, coinsText(coins));
}

/** x/bank/types/inputs_outputs.go, ValidateInputOutputs. */
function requireBalanced(ctx: Ctx, input: Input, outputs: readonly Output[]): void {
  requireAddress(ctx, input.address, "input");
  requirePositive(input.coins);
  for (const output of outputs) {
    requireAddress(ctx, output.address, "output");
    requirePositive(output.coins);
  }
  const balanced = areBalanced(
    input.coins,
    outputs.map((each) => each.coins),
  );
  ensure(balanced, E.InputOutputMismatch);
}

function requireSendEnabled(ctx: Ctx, coins: Coins): void {
  const { defaultSendEnabled } = params.get(ctx);
  for (const { denom } of coins) {
    // Has, then get: the SDK's accesses, and so its gas.
    const enabled = sendEnabled.has(ctx, denom) ? sendEnabled.get(ctx, denom) === true : defaultSendEnabled;
    ensure(enabled, E.SendDisabled, `${denom} transfers are currently disabled`);
  }
}

function requireOpen(ctx: Ctx, to: Address): void {
  ensure(!isBlocked(ctx, to), Sdk.Unauthorized, `${to} is not allowed to receive funds`);
}
