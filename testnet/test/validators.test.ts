import { afterAll, beforeAll, expect, test } from "vitest";
import { type Localnet, startLocalnet } from "../src/localnet.js";
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

async function answer<T>(rpc: string, path: string): Promise<T> {
  return ((await (await fetch(`${rpc}/${path}`)).json()) as { result: T }).result;
}

async function heightOf(rpc: string): Promise<number> {
  const { sync_info } = await answer<{ sync_info: { latest_block_height: string } }>(rpc, "status");
  return Number(sync_info.latest_block_height);
}

test("four validators sign the same blocks and have the same app hash at every height", async () => {
  const { validators } = network.ready;
  expect(validators).toHaveLength(4);
  await until(
    "everybody is at height 8",
    async () => (await Promise.all(validators.map(({ rpc }) => heightOf(rpc)))).every((h) => h >= 8),
    120_000,
  );
  for (let height = 2; height <= 8; height++) {
    const headers = await Promise.all(
      validators.map(({ rpc }) => answer<{ block: { header: { app_hash: string } } }>(rpc, `block?height=${height}`)),
    );
    expect(new Set(headers.map(({ block }) => block.header.app_hash)).size, `height ${height}`).toBe(1);
  }
  const { validators: set } = await answer<{ validators: { voting_power: string }[] }>(
    validators[0]?.rpc ?? "",
    "validators",
  );
  expect(set.map(({ voting_power }) => voting_power)).toEqual(["1000", "1000", "1000", "1000"]);
});
