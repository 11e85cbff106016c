import type { Input, MsgRpcs, Output } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  type Address,
  addressBytes,
  addressFault,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  denomFault,
  emitLegacy,
  ensure,
  fail,
  failPlain,
  type Handlers,
  lowerCase,
  Sdk,
} from "../../kernel/index.js";
import { createAccount, ensureAuthority, hasAccount } from "../auth/api.js";
import { receive, requireOpen, requireSendEnabled, sendCoins, spend } from "./api.js";
import { E } from "./errors.js";
import { areBalanced, DENOM_KEPT } from "./math.js";
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

    sendCoins(ctx, lowerCase(fromAddress), lowerCase(toAddress), amount);
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
    const receivers = outputs.map((output) => lowerCase(output.address));
    for (const to of receivers) if (!hasAccount(ctx, to)) createAccount(ctx, to);
    spend(ctx, lowerCase(input.address), input.coins);
    for (const [i, { address, coins }] of outputs.entries()) {
      receive(ctx, receivers[i] as Address, coins);
      emitLegacy(ctx, "transfer", [
        ["recipient", address],
        ["sender", input.address],
        ["amount", coinsText(coins)],
      ]);
    }
    return {};
  },

  UpdateParams(ctx, { authority, params: next }) {
    ensureAuthority(ctx, authority);
    if (next.sendEnabled.length > 0) failPlain("use of send_enabled in params is no longer supported");
    params.set(ctx, next);
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
      ensure(denom.length <= DENOM_KEPT, Sdk.InvalidRequest, `denomination ${denom} is longer than any here`);
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

function requireAddress(ctx: Ctx, address: Address, role: string): void {
  const fault = addressFault(address, ctx.prefix);
  if (fault !== undefined) fail(Sdk.InvalidAddress, `invalid ${role} address: ${fault}`);
  const { length } = addressBytes(address);
  if (length > ADDRESS_BYTES_MAX) fail(Sdk.InvalidAddress, `invalid ${role} address: ${length} bytes are too many`);
}

function requirePositive(coins: Coins): void {
  if (coins.length === 0 || coinsFault(coins) !== undefined) fail(Sdk.InvalidCoins, coinsText(coins));
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
