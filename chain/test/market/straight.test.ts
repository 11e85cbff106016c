import { JobState, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { createChain, person, RICH } from "./driver.js";
import { confirm, good, jobOf, openMarket, receiptOf, reveal, sealed, seats } from "./market.js";

const people = ["alice", "pia", "quinn", "ravi"];

test("two providers execute a job, agree, and are paid from escrow", () => {
  const chain = createChain({ people });
  openMarket(chain, { pia: {}, quinn: { price: 25_000_000n }, ravi: { price: 90_000_000n } });
  const before = chain.balance(person("alice"));
  const id = sealed(chain, "alice");
  expect(
    jobOf(chain, id)
      .slots.map((slot) => slot.provider)
      .sort(),
  ).toEqual([person("pia"), person("quinn")].sort());
  expect(jobOf(chain, id).state).toBe(JobState.REVEAL);

  good(chain.block(1000, seats(chain, id, reveal)).results);
  expect(jobOf(chain, id).state).toBe(JobState.DELIVERY);
  good(chain.block(1000, [confirm(id, "alice")]).results);

  // [M4] both get the dearest member's total at max use: 100 + 25 × 10 Gfuel = 350; one gigafuel of ten was used.
  const receipt = receiptOf(chain, id);
  expect(receipt.state).toBe(JobState.SETTLED);
  expect(receipt.fillPrice).toBe(350n);
  expect(receipt.slots.map((slot) => [slot.state, slot.paid])).toEqual([
    [SlotState.PAID, 125n],
    [SlotState.PAID, 125n],
  ]);
  expect(receipt.paid).toBe(250n);
  expect(receipt.refunded).toBe(receipt.deposited - 250n);
  expect(chain.balance(person("alice"))).toBe(before - 250n - receipt.placingFee);
  expect(chain.balance(person("pia"))).toBe(RICH - 2_000_000_000n + 125n);
});
