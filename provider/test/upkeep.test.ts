import { money } from "@dcm/client";
import { amount } from "@dcm/proto";
import { Offer, Provider, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { profileOf, termsOf } from "../src/connection.js";
import type { Config } from "../src/home.js";
import { upkeep } from "../src/upkeep.js";

const address = "dcm1u7gq3gj2ck30y8k3vlsac5z8g2r73wcxuelc6f";
const config: Config = {
  network: "http://127.0.0.1:1317",
  chain_id: "dcm-local-1",
  key: { name: "pia", backend: "test", address },
  profile: { moniker: "pia", jurisdiction: "FR", site: "edge" },
  offer: {
    class: "wasm.small",
    units: 3,
    price: "20udcm/Gfuel",
    start_fee: "100udcm",
    max_duration_ms: 60_000,
    policies: ["redundant"],
    max_bond_multiple: 10,
  },
};
const client = { money: money({ base: "udcm", display: "DCM", exponent: 6 }) };
const { ACTIVE, PAUSED, OFFLINE, LEAVING } = ProviderStatus;

/** What is wanted of a provider whose last heartbeat is so old, ms of market time. */
function wanted(status: ProviderStatus, intent: Parameters<typeof upkeep>[2], silentMs = 0n): readonly string[] {
  const profile = profileOf(config);
  const provider = Provider.fromPartial({ address, profile, status, stake: amount(1n), lastHeartbeat: 100_000n });
  const offers = [Offer.fromPartial({ id: 1n, provider: address, terms: termsOf(config, client) })];
  const standing = { provider, offers, now: 100_000n + silentMs };
  return upkeep({ client, config }, standing, intent).map(({ key }) => key);
}

test("a heartbeat is due after 10 s of market time, whatever this machine's clock says", () => {
  expect(wanted(ACTIVE, "serve", 9_999n)).toEqual([]);
  expect(wanted(ACTIVE, "serve", 10_000n)).toEqual(["heartbeat"]);
  expect(wanted(OFFLINE, "serve", 70_000n)).toEqual(["heartbeat"]);
});

test("[P4] who may take nothing new leaves the book, and pays for nothing more once it is off", () => {
  expect(wanted(ACTIVE, "rest", 70_000n)).toEqual(["pause"]);
  expect(wanted(PAUSED, "rest", 70_000n)).toEqual([]);
  expect(wanted(OFFLINE, "rest", 70_000n)).toEqual([]);
});

test("a paused offer is resumed when nothing is in the way; resuming counts as a heartbeat", () => {
  expect(wanted(PAUSED, "serve", 70_000n)).toEqual(["resume"]);
  expect(wanted(LEAVING, "serve", 70_000n)).toEqual([]);
});
