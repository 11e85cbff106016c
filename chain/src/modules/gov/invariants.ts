import { ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import { equalCoins, type Invariants, nanoseconds, type ReadCtx, sumCoins } from "../../kernel/index.js";
import { isPending } from "./msgs/proposals.js";
import { deposits, open, proposals, votes, voting, waiting } from "./state.js";

const { DEPOSIT_PERIOD, VOTING_PERIOD } = ProposalStatus;

export const invariants: Invariants = {
  "a pending proposal has the deposits that it says, and no other has any": (ctx) =>
    proposals.all(ctx).every((proposal) => {
      const own = sumCoins(deposits.list(ctx, proposal.id).map(({ amount }) => amount));
      return equalCoins(own, isPending(proposal) ? proposal.totalDeposit : []);
    }),
  "every proposal stands in the queue of its period once, and nothing else does": (ctx) =>
    isQueue(ctx, waiting, DEPOSIT_PERIOD, "depositEndTime") && isQueue(ctx, voting, VOTING_PERIOD, "votingEndTime"),
  "those being voted on are known as such, and no other has votes": (ctx) => {
    const ids = new Set(numbersOf(ctx, VOTING_PERIOD));
    const known = open.entries(ctx).map(([id]) => id);
    return (
      known.length === ids.size && known.every((id) => ids.has(id)) && votes.entries(ctx).every(([[id]]) => ids.has(id))
    );
  },
};

function numbersOf(ctx: ReadCtx, status: ProposalStatus): readonly bigint[] {
  return proposals.entries(ctx).flatMap(([id, proposal]) => (proposal.status === status ? [id] : []));
}

function isQueue(
  ctx: ReadCtx,
  queue: typeof waiting,
  status: ProposalStatus,
  end: "depositEndTime" | "votingEndTime",
): boolean {
  const queued = queue.entries(ctx);
  const agrees = queued.every(([[time, number], id]) => {
    const proposal = proposals.get(ctx, id);
    const until = proposal?.[end];
    return number === id && proposal?.status === status && until !== undefined && nanoseconds(until) === time;
  });
  return agrees && queued.length === numbersOf(ctx, status).length;
}
