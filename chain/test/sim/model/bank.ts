import type { MsgMultiSend, MsgSend, MsgSetSendEnabled, MsgUpdateParams } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import type { Coin } from "@dcm/proto/gen/cosmos/base/v1beta1";
import { type Env, GOV, held, MODULES, must, openAccount, pay, sane, type World } from "./world.js";

/** Sends as the Cosmos SDK's bank module makes them. */
export const bankMsgs = {
  Send(w: World, { fromAddress, toAddress, amount }: MsgSend, env: Env) {
    sane(env);
    must(
      amount.every((coin) => coin.amount > 0n),
      "sdk.InvalidCoins",
    );
    requireMovable(w, amount);
    requireOpen(toAddress);
    for (const coin of amount) must(held(w, fromAddress, coin.denom) >= coin.amount, "sdk.InsufficientFunds");
    for (const coin of amount) pay(w, fromAddress, toAddress, coin.amount, coin.denom);
    return {};
  },
  MultiSend(w: World, { inputs, outputs }: MsgMultiSend, env: Env) {
    sane(env);
    const [input] = inputs;
    for (const { coins } of inputs) requireMovable(w, coins);
    for (const { address } of outputs) requireOpen(address);
    const from = input?.address ?? "";
    for (const coin of input?.coins ?? []) must(held(w, from, coin.denom) >= coin.amount, "sdk.InsufficientFunds");
    for (const { address } of outputs) openAccount(w, address);
    for (const { address, coins } of outputs) for (const coin of coins) pay(w, from, address, coin.amount, coin.denom);
    return {};
  },
  UpdateParams(w: World, { authority, params }: MsgUpdateParams) {
    must(authority === GOV, "gov.InvalidSigner");
    w.sendableElse = params.defaultSendEnabled;
    w.reached.add("governance set parameters of bank");
    return {};
  },
  SetSendEnabled(w: World, { authority, sendEnabled, useDefaultFor }: MsgSetSendEnabled) {
    must(authority === GOV, "gov.InvalidSigner");
    for (const { denom, enabled } of sendEnabled) w.sendable.set(denom, enabled);
    for (const denom of useDefaultFor) w.sendable.delete(denom);
    w.reached.add("governance set what may be sent");
    return {};
  },
};

function requireMovable({ sendable, sendableElse }: World, coins: readonly Coin[]): void {
  must(
    coins.every(({ denom }) => sendable.get(denom) ?? sendableElse),
    "bank.SendDisabled",
  );
}

/** A module's account holds what its records say. */
function requireOpen(to: string): void {
  must(!MODULES.includes(to), "sdk.Unauthorized");
}
