import { amount, type Dec } from "@dcm/proto";
import { Meter } from "@dcm/proto/gen/dcm/market/v1";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  askTotal,
  auditReserve,
  bondFor,
  cannotRunPenalty,
  cannotRunRefund,
  chargeFor,
  fillPrice,
  freeStake,
  latePenalty,
  type Metering,
  noShowPenalty,
  placingFee,
  protocolFee,
  rejectedCharge,
  reservation,
  wallTimeNeeded,
} from "../src/index.js";

const money = fc.bigInt({ min: 0n, max: 1n << 62n }).map(amount);
const fuel = fc.bigInt({ min: 1n, max: (1n << 53n) - 1n });
const metering = (maxUse: bigint): Metering => ({
  meter: Meter.GIGAFUEL,
  maxUse,
  maxWallTimeMs: 60_000n,
  wallSecondFloor: amount(1_000_000n),
  minCharge: amount(100n),
});

test("[M4] a fill at any total from the ask up never exceeds it, and never pays less than the ask at any use", () => {
  fc.assert(
    fc.property(money, money, money, fuel, fuel, (startFee, unitPrice, more, maxUse, used) => {
      const of = metering(maxUse);
      const ask = { startFee, unitPrice };
      const total = amount(askTotal(ask, of) + more);
      const fill = fillPrice(ask, total, of);
      expect(chargeFor(fill, maxUse, of, amount(1n << 250n)) <= total).toBe(true);
      expect(fill.unitPrice >= unitPrice && fill.startFee === startFee).toBe(true);
      expect(chargeFor(fill, used, of, total) >= chargeFor(ask, used, of, total)).toBe(true);
    }),
  );
});

test("[G9] a charge rises with use, is at most one unit below the exact value, and never above the max charge", () => {
  fc.assert(
    fc.property(money, money, fuel, fuel, (startFee, unitPrice, maxUse, used) => {
      const of = metering(maxUse);
      const total = askTotal({ startFee, unitPrice }, of);
      const use = [used, maxUse].sort((a, b) => (a < b ? -1 : 1))[0] as bigint;
      const charge = chargeFor({ startFee, unitPrice }, used, of, total);
      const exact = (startFee * 10n ** 15n + unitPrice * use) / 10n ** 15n;
      expect(charge).toBe(exact < total ? exact : total);
      expect(chargeFor({ startFee, unitPrice }, use > 1n ? use - 1n : use, of, total) <= charge).toBe(true);
    }),
  );
});

test("[J6] an invalid module, which uses no fuel, costs the start fee alone", () => {
  expect(
    chargeFor({ startFee: amount(7n), unitPrice: amount(20_000_000n) }, 0n, metering(10n ** 10n), amount(300n)),
  ).toBe(7n);
});

test("[W6] the larger of the price per gigafuel and the floor per wall second counts", () => {
  const of = metering(10n ** 10n);
  expect(askTotal({ startFee: amount(100n), unitPrice: amount(20_000_000n) }, of)).toBe(300n);
  expect(askTotal({ startFee: amount(100n), unitPrice: amount(100_000n) }, of)).toBe(160n);
  expect(askTotal({ startFee: amount(0n), unitPrice: amount(100_000n) }, of)).toBe(100n);
});

test("the least wall time of 10 Gfuel at 0.15 ns is 1.5 s", () => {
  expect(wallTimeNeeded(10_000_000_000n, 150n)).toBe(1_500n);
  expect(wallTimeNeeded(1n, 150n)).toBe(1n);
});

test("[E9] the protocol fee rounds up and its reservation covers any payment within it", () => {
  const rate = fc.bigInt({ min: 0n, max: 2n * 10n ** 17n }).map((n) => n as Dec);
  fc.assert(
    fc.property(rate, money, fc.integer({ min: 1, max: 16 }), fc.nat(100), (parts, price, slots, share) => {
      const reserved = reservation(slots, price, parts);
      const paid = amount((price * BigInt(slots) * BigInt(share)) / 100n);
      expect(paid + protocolFee(parts, paid) <= reserved).toBe(true);
      expect(protocolFee(parts, paid) * 10n ** 18n >= paid * parts).toBe(true);
    }),
  );
});

test("penalties are what §5 says, rounded against who could farm them", () => {
  expect(bondFor(amount(300n), 5)).toBe(1_500n);
  expect(latePenalty(amount(1_500n), amount(300n))).toBe(300n);
  expect(latePenalty(amount(15_000n), amount(300n))).toBe(600n);
  expect(noShowPenalty(amount(301n), amount(10n))).toBe(31n);
  expect(noShowPenalty(amount(30_000n), amount(10n))).toBe(100n);
  expect(cannotRunPenalty(amount(301n))).toBe(31n);
  expect(cannotRunRefund(amount(301n))).toBe(30n);
  expect(rejectedCharge(amount(121n))).toBe(60n);
  expect(placingFee(amount(10n), amount(1n), 3)).toBe(13n);
});

test("[P1] free stake is stake less the audit reserve and bonds, and never below nothing", () => {
  expect(auditReserve(amount(501n), 5)).toBe(101n);
  expect(freeStake(amount(501n), amount(100n), 5)).toBe(300n);
  expect(freeStake(amount(501n), amount(500n), 5)).toBe(0n);
});
