import { type Client, DcmError, type Job, type Locked } from "@dcm/client";
import { Query as Escrow } from "@dcm/proto/gen/dcm/escrow/v1";
import { Query as Jobs } from "@dcm/proto/gen/dcm/job/v1";

/** An error while a job holds money says how much, and until when at the latest. */
export async function withHeld(client: Client, job: Pick<Job, "id" | "placed">, error: unknown): Promise<unknown> {
  if (!(error instanceof DcmError) || error.locked !== undefined) return error;
  const locked = await heldBy(client, job);
  const next = error.next.length > 0 ? error.next : [`dcm job wait ${job.id}`];
  return locked === undefined ? error : error.with({ locked, next });
}

/** What a job's escrow holds now; of a node that does not answer, what was put there. */
async function heldBy(client: Client, { id, placed }: Pick<Job, "id" | "placed">): Promise<Locked | undefined> {
  const money = client.money.format;
  try {
    const { account } = await client.query(Escrow).Account({ id });
    if (account.balance === 0n) return undefined;
    return { escrow: money(account.balance), until: `job ${id} ends${await endOf(client, id)}` };
  } catch (error) {
    // No account: nothing is held any more.
    if (!(error instanceof DcmError) || error.grpc === 5) return undefined;
    return placed && { escrow: money(placed.deposit), until: `job ${id} ends; the node did not say how it stands` };
  }
}

/** When the present state ends by itself: each of the few that follow has such an end, too. */
async function endOf(client: Client, id: bigint): Promise<string> {
  const { job, now } = await client.query(Jobs).Job({ id });
  const seconds = (job.deadline - now + 999n) / 1000n;
  return seconds > 0n ? `; its next deadline is in ${seconds} s` : "";
}
