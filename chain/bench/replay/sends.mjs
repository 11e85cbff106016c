// W1: bank sends between accounts drawn at random, every account sending in turn.
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { DENOM, person, sign } from "./people.mjs";

export function sends({ accounts, blocks, perBlock }) {
  const people = Array.from({ length: accounts }, (_, i) => person(`sender ${i}`, i));
  return {
    people,
    ahead: true,
    *blocks() {
      const signed = transfers(people, blocks * perBlock);
      for (let block = 0; block < blocks; block++) yield Array.from({ length: perBlock }, () => signed.next().value);
    },
  };
}

/** That many signed transfers of one unit. */
export function* transfers(people, count, denom = DENOM) {
  for (let i = 0; i < count; i++) {
    const from = people[i % people.length];
    const to = people[(i * 7919 + 1 + Math.floor(i / people.length)) % people.length];
    const message = { fromAddress: from.address, toAddress: to.address, amount: [{ denom, amount: 1n }] };
    yield sign(from, MsgSend, message, { gas: 100_000n, fee: 500n, denom });
  }
}
