import { Query, type Receipt } from "@dcm/proto/gen/dcm/job/v1";
import type { Shown } from "../money.js";
import type { JobsContext } from "./jobs.js";

/** A receipt with its sums in words. */
export interface ReceiptView {
  readonly receipt: Receipt;
  readonly paid: Shown;
  readonly protocolFee: Shown;
  readonly refunded: Shown;
  readonly deposited: Shown;
  readonly placingFee: Shown;
  /** What the buyer's balance lost over the job, gas apart; negative. */
  readonly balanceEffect: Shown;
}

/** Asks for a job's receipt; it exists from SETTLED or a terminal state on ([J10]). */
export async function viewReceipt({ query, money }: JobsContext, id: bigint): Promise<ReceiptView> {
  const { receipt } = await query(Query).Receipt({ id });
  const { paid, protocolFee, refunded, deposited, placingFee } = receipt;
  return {
    receipt,
    paid: money.show(paid),
    protocolFee: money.show(protocolFee),
    refunded: money.show(refunded),
    deposited: money.show(deposited),
    placingFee: money.show(placingFee),
    balanceEffect: money.show(-(paid + protocolFee + placingFee)),
  };
}
