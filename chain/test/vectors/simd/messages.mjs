// What all plans write transactions with. Accounts are named by their index, or by an address.
import { account } from "./accounts.mjs";
import { makeTx } from "./sign.mjs";

export const stake = (amount) => [{ denom: "stake", amount: String(amount) }];
export const fee = (amount = 200, gas = 200_000, more = {}) => ({ amount: amount === 0 ? [] : stake(amount), gas, ...more });

export const send = (from, to, coins = stake(1000)) => ({
  typeUrl: "/cosmos.bank.v1beta1.MsgSend",
  value: { fromAddress: addressOf(from), toAddress: addressOf(to), amount: coins },
});
export const multiSend = (inputs, outputs) => {
  const sides = (list) => list.map(([who, coins]) => ({ address: addressOf(who), coins }));
  return { typeUrl: "/cosmos.bank.v1beta1.MsgMultiSend", value: { inputs: sides(inputs), outputs: sides(outputs) } };
};
export const addressOf = (who) => (typeof who === "number" ? account(who).address : who);

/** A transaction with one message of account `from`; `more` overrides anything. */
export const one = (from, message, more = {}) => ({ by }) => makeTx({ messages: [message], signers: [by(from)], fee: fee(), ...more });

/** A transaction that sends coins. */
export const simple = (from, to, coins, more = {}) => one(from, send(from, to, coins), more);
