// What a block costs by itself with 10, 100 and 300 validators: FinalizeBlock without a transaction, with their votes, and with one
// delegation, which moves a validator in the ranks. In one process, without a socket or a disk; CPU time.
// node chain/bench/blocks.mjs [numbers of validators]
import { MsgDelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { Request } from "@dcm/proto/gen/tendermint/abci";
import { measureUs, median, printTable, verifyUs } from "../../scripts/measure.mjs";
import { DENOM, person, sign } from "./replay/people.mjs";
import { initChain, openApp, START } from "./replay/record.mjs";
import { consensusAddress, createValidator, operator } from "./replay/validators.mjs";

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 300];
const WARM_UP = 60;
const BLOCKS = 120;
const POWER = 1000n;

const rows = SIZES.map(measure);
printTable(
  ["validators", "empty, µs", "with votes, µs", "µs a vote", "with votes and a delegation, µs"],
  rows.map(({ validators, empty, votes, delegation }) => [
    validators,
    empty.toFixed(0),
    votes.toFixed(0),
    ((votes - empty) / validators).toFixed(2),
    delegation.toFixed(0),
  ]),
);
const [few, many] = [rows[0], rows.at(-1)];
console.log(
  `from ${few.validators} to ${many.validators} validators an empty block costs ${(many.empty / few.empty).toFixed(2)} times, ` +
    `a delegation ${((many.delegation - many.votes) / (few.delegation - few.votes)).toFixed(2)} times · V ${verifyUs().toFixed(1)} µs`,
);

function measure(validators) {
  const people = Array.from({ length: validators }, (_, i) => person(`validator ${i}`, i));
  const app = openApp();
  app.initChain(initChain(people, (state) => withRoomFor(state, validators)));
  let height = 0n;
  const block = (txs, votes) => {
    height += 1n;
    const time = { seconds: START + height, nanos: 0 };
    const decidedLastCommit = { round: 0, votes };
    const { finalizeBlock } = Request.fromPartial({ finalizeBlock: { txs, height, time, decidedLastCommit } });
    let results;
    const us = measureUs(() => {
      results = app.finalizeBlock(finalizeBlock).txResults;
    });
    for (const { code, log } of results) if (code !== 0) throw new Error(log);
    app.commit();
    return us;
  };
  const tx = (who, codec, value) => sign(who, codec, value, { gas: 1_000_000n, fee: 1_000n });
  block(
    people.map((who) => tx(who, ...createValidator(who, POWER * 1_000_000n))),
    [],
  );
  const votes = people.map((who) => ({ validator: { address: consensusAddress(who), power: POWER }, blockIdFlag: 2 }));
  const of = (make) => {
    const rounds = Array.from({ length: WARM_UP + BLOCKS }, (_, i) => block(...make(i)));
    return median(rounds.slice(WARM_UP));
  };
  const delegate = (i) => {
    const [who, to] = [people[i % validators], people[(i * 7) % validators]];
    const amount = { denom: DENOM, amount: 1_000_000n };
    return tx(who, MsgDelegate, { delegatorAddress: who.address, validatorAddress: operator(to), amount });
  };
  return {
    validators,
    empty: of(() => [[], []]),
    votes: of(() => [[], votes]),
    delegation: of((i) => [[delegate(i)], votes]),
  };
}

function withRoomFor(state, validators) {
  const { params } = state.staking;
  return { ...state, staking: { ...state.staking, params: { ...params, max_validators: validators } } };
}
