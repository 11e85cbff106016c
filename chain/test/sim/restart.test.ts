import { type JsonObject, utf8ToBytes } from "@dcm/proto";
import { JobState } from "@dcm/proto/gen/dcm/job/v1";
import { RequestInitChain } from "@dcm/proto/gen/tendermint/abci";
import { expect, test } from "vitest";
import { timestamp } from "../harness/chain.js";
import { crowdOf, type Turn } from "./actors/crowd.js";
import { startGame } from "./game.js";
import { initRequest, optionsOf } from "./options.js";
import { playTurn } from "./play.js";
import { openWire } from "./wire.js";

const SEED = 1;
const HOUR_MS = 3_600_000;
/** Messages that no draw of a tie hangs on: the restarted chain has another state hash, and so other seeds. */
const ABOUT_SEATS = /^dcm\.job\.v1\.|^cosmos\.bank\.v1beta1\./;

test("a chain that is exported in the middle of everything starts again and goes on as if nothing had happened, whatever time passed", () => {
  const options = optionsOf(SEED);
  const crowd = crowdOf(options);
  const game = startGame(options, {});
  const { wire, world } = game;
  let serial = 0;
  const play = ({ deeds, ...turn }: Turn) =>
    playTurn(game, { ...turn, deeds: deeds.map((deed) => ({ ...deed, serial: serial++ })) });
  const still = { ms: 1_000, deeds: [], forced: false, foreign: false };
  for (let i = 0; i < 60; i++) play(crowd(world));
  // Until every order on the book has its tie and what sleeps has nothing to wake for.
  for (let i = 0; i < 2; i++) play(still);

  const state = wire.exportState();
  const live = [...world.jobs.values()].filter((job) => job.state < JobState.SETTLED).length;
  expect(live).toBeGreaterThan(3);
  const genesis = restart(initRequest(options), state, world.height + 1n, world.time + 1n);
  const again = openWire(genesis, { minGasPrices: options.gasPrice });
  for (let i = 0; i < 40; i++) {
    const { deeds, ...turn } = crowd(world);
    const harmless = deeds.filter(({ acts }) => acts.every(({ type }) => ABOUT_SEATS.test(type)));
    play({ ...turn, ms: i === 0 ? HOUR_MS : 4_000, deeds: harmless });
    const other = again.block(world.time, wire.last?.txs ?? []);
    expect(other.txResults).toEqual(wire.last?.result.txResults);
    expect(other.events).toEqual(wire.last?.result.events);
  }
  expect(again.exportState()).toEqual(wire.exportState());
}, 240_000);

function restart(first: RequestInitChain, state: JsonObject, initialHeight: bigint, time: bigint): RequestInitChain {
  const appStateBytes = utf8ToBytes(JSON.stringify(state));
  return RequestInitChain.fromPartial({ ...first, appStateBytes, initialHeight, time: timestamp(time) });
}
