// The senders of the load, their pre-signed transfers in a file, and a genesis that knows them. Both chains read the same bytes
// but for the prefix of addresses and the denomination.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { person } from "../../chain/bench/replay/people.mjs";
import { transfers } from "../../chain/bench/replay/sends.mjs";

/** Numbers of accounts that genesis already has lie below. */
const FIRST_NUMBER = 100;
const RICH = 1_000_000_000n;

export function senders(count, { prefix }) {
  return Array.from({ length: count }, (_, i) => person(`sender ${i}`, FIRST_NUMBER + i, prefix));
}

/** Every account sends in turn, so that the order holds on each of several connections whose number divides the accounts'. */
export function writeTransfers(file, people, count, denom) {
  writeFrames(file, [...transfers(people, count, denom)]);
}

/** Key-value pairs of the size of a transfer, for CometBFT's own application. */
export function writePairs(file, count, size) {
  const pair = (i) => {
    const digest = createHash("sha256").update(`pair ${i}`).digest("hex");
    return Buffer.from(`${digest.slice(0, 32)}=`.concat(digest.repeat(8)).slice(0, size));
  };
  writeFrames(
    file,
    Array.from({ length: count }, (_, i) => pair(i)),
  );
}

function writeFrames(file, txs) {
  const frames = txs.flatMap((tx) => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(tx.length);
    return [head, tx];
  });
  writeFileSync(file, Buffer.concat(frames));
}

/** Adds accounts with coins to a genesis file, whose form both chains share. */
export function addToGenesis(file, people, denom) {
  const genesis = JSON.parse(readFileSync(file, "utf8"));
  const { auth, bank } = genesis.app_state;
  for (const { address, number } of people) {
    auth.accounts.push({
      "@type": "/cosmos.auth.v1beta1.BaseAccount",
      address,
      pub_key: null,
      account_number: String(number),
      sequence: "0",
    });
    bank.balances.push({ address, coins: [{ denom, amount: String(RICH) }] });
  }
  const added = RICH * BigInt(people.length);
  const supply = bank.supply.find((coin) => coin.denom === denom);
  if (supply === undefined) bank.supply.push({ denom, amount: String(added) });
  else supply.amount = String(BigInt(supply.amount) + added);
  writeFileSync(file, JSON.stringify(genesis));
}
