import { money } from "@dcm/client";
import { Slot, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { howToFill, purseOf, unaffordable } from "../src/funds.js";

const denom = { base: "udcm", display: "DCM", exponent: 6 };
const network = { chainId: "dcm-1", prefix: "dcm", denom, gasPrice: "0.001udcm", versions: {}, local: false };
const client = { network, money: money(denom) };
const seat = (state: SlotState) => Slot.fromPartial({ state });
const { DRAWN, ACCEPTED, COMMITTED, REVEALED } = SlotState;
/** What one transaction counts for: 200 000 gas. */
const FEE = 200n;

test("an offer needs twice the gas of its live seats, of all that it may get, and of leaving the book", () => {
  const live = [DRAWN, ACCEPTED, COMMITTED, REVEALED].map(seat);
  const needed = FEE * 2n * (3n + 2n + 1n + 0n + 3n * 4n + 2n);
  expect(purseOf(client, needed, { live, units: 4, isListed: true }).shortage).toBeUndefined();
  expect(purseOf(client, needed - 1n, { live, units: 4, isListed: true }).shortage).toBe(
    "its account holds 0.007999 DCM for gas and needs 0.008000 DCM",
  );
});

test("an offer that is off the book comes back at twice that, so it does not come and go", () => {
  const needed = FEE * 2n * (3n + 2n);
  const shortage = (balance: bigint, isListed: boolean) =>
    purseOf(client, balance, { live: [], units: 1, isListed }).shortage;
  expect(shortage(needed, true)).toBeUndefined();
  expect(shortage(needed, false)).toBeDefined();
  expect(shortage(needed * 2n, false)).toBeUndefined();
});

test("coins go to the seats that are furthest along; drawn ones that are left without cannot be afforded", () => {
  const [first, second] = [seat(DRAWN), seat(DRAWN)];
  const live = [first, seat(COMMITTED), second, seat(ACCEPTED)];
  const beyond = (balance: bigint) => [...unaffordable(client, balance, live)];
  expect(beyond(FEE * 9n)).toEqual([]);
  expect(beyond(FEE * 8n)).toEqual([second]);
  expect(beyond(FEE * 5n)).toEqual([first, second]);
  // What is accepted is always worth trying.
  expect(beyond(0n)).toEqual([first, second]);
});

test("a chain without gas prices asks for nothing", () => {
  const free = { ...client, network: { ...network, gasPrice: "0udcm" } };
  expect(purseOf(free, 0n, { live: [seat(DRAWN)], units: 9, isListed: false }).shortage).toBeUndefined();
});

test("who runs short is told where to send coins, and of a faucet", () => {
  expect(howToFill(client, "dcm1x")).toBe("send coins to dcm1x");
  const faucet = { network: { ...network, faucet: "http://f" } };
  expect(howToFill(faucet, "dcm1x")).toContain("faucet: http://f");
});
