import { afterAll, beforeAll, expect, test } from "vitest";
import { type Localnet, startLocalnet } from "../src/localnet.js";
import { answer, appHashAt, heightOf } from "./homes.js";
import { newPlace, type Place, until } from "./network.js";

let place: Place;
let network: Localnet;

beforeAll(async () => {
  place = await newPlace();
  network = await startLocalnet({ ...place, validators: 4, providers: 0 }, () => undefined);
});
afterAll(async () => {
  await network?.stop();
  await place.remove();
});

test("four validators sign the same blocks and have the same app hash at every height", async () => {
  const { validators } = network.ready;
  expect(validators).toHaveLength(4);
  await until(
    "everybody is at height 8",
    async () => (await Promise.all(validators.map(heightOf))).every((h) => h >= 8),
    120_000,
  );
  for (let height = 2; height <= 8; height++) {
    const hashes = await Promise.all(validators.map((node) => appHashAt(node, height)));
    expect(hashes[0], `height ${height}`).toMatch(/^[0-9A-F]{64}$/);
    expect(new Set(hashes).size, `height ${height}`).toBe(1);
  }
  const set = await answer<{ validators: { voting_power: string }[] }>(validators[0]?.rpc ?? "", "validators");
  expect(set?.validators.map(({ voting_power }) => voting_power)).toEqual(["1000", "1000", "1000", "1000"]);
});
