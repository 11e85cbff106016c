import { type Client, DcmError, type JobRequest } from "@dcm/client";
import type { JobFlags } from "./request.js";
import type { Typed } from "./typed.js";

/** A job that differs from the one that was asked for, and the line that asks for it. */
interface Change {
  readonly request: JobRequest;
  readonly line: Typed;
}

const proposalsMax = 2;

/**
 * Lines like the typed one whose job could be filled now: the cheapest changes first, each tried on the chain, so that what is
 * proposed works. Then how to wait for an offer.
 */
export async function relaxed(
  client: Client,
  request: JobRequest,
  flags: JobFlags,
  line: Typed,
): Promise<readonly string[]> {
  const { single, all } = changes(request, flags, line);
  const enough = await fitting(client, single);
  const found = enough.length > 0 ? enough : await fitting(client, all);
  const cheapest = [...found].sort((a, b) => (a.total < b.total ? -1 : a.total > b.total ? 1 : 0));
  const lines = cheapest.slice(0, proposalsMax).map(({ text }) => text);
  return [...lines, ...(line.own[0] === "run" ? [line.with("--wait-for-offer").text()] : [])];
}

async function fitting(client: Client, tried: readonly Change[]) {
  const priced = await Promise.all(tried.map((change) => price(client, change)));
  return priced.filter((found) => found !== undefined);
}

/** Each of the buyer's own terms alone, or fewer seats; and, should none of these be enough, all terms together. */
function changes(request: JobRequest, flags: JobFlags, line: Typed) {
  const without = (names: readonly (keyof JobRequest)[], ...given: string[]): Change[] =>
    given.some(line.has)
      ? [
          {
            request: Object.fromEntries(
              Object.entries(request).filter(([name]) => !names.includes(name as keyof JobRequest)),
            ) as unknown as JobRequest,
            line: line.without(...given),
          },
        ]
      : [];
  const sum = without(["maxTotal", "maxPrice"], "--max-total", "--max-price");
  const place = without(["region"], "--region");
  const site = without(["constraints"], "--site");
  const all = without(
    ["maxTotal", "maxPrice", "region", "constraints"],
    ...["--max-total", "--max-price", "--region", "--site"],
  );
  const { replicas = 2 } = request;
  const fewer = [2, 1].filter((n) => n < replicas && flags.policy === undefined);
  const seats = fewer.map((n) => ({
    request: { ...request, replicas: n },
    line: line.with("--replicas", String(n)),
  }));
  return { single: [...sum, ...place, ...site, ...seats], all };
}

/** What a changed job would lock, and its line with that as the limit when the buyer had set one. */
async function price(client: Client, { request, line }: Change) {
  try {
    const { fillableSeats, order, deposit } = await client.quote(request);
    if (fillableSeats < order.terms.slots) return undefined;
    const limited = request.maxTotal !== undefined || request.maxPrice !== undefined;
    const sum = client.money.format(deposit).replace(" ", "");
    return { total: deposit, text: limited ? line.text() : line.with("--max-total", sum).text() };
  } catch (error) {
    // A change that makes the order impossible otherwise is no proposal.
    if (error instanceof DcmError && error.abci !== undefined) return undefined;
    throw error;
  }
}
