import type { PageRequest } from "@dcm/proto/gen/cosmos/base/query/v1beta1";
import { Deposit, Params, Proposal, Vote } from "@dcm/proto/gen/cosmos/gov/v1";
import {
  bytesValue,
  concat,
  keyBytes,
  NOTHING,
  type Page,
  pageCollected,
  pair,
  proto,
  type ReadCtx,
  schema,
  sizedAddress,
  textValue,
  timeKey,
  u64,
  u64Value,
  type ValueCodec,
} from "../../kernel/index.js";

/** Text that may be empty. */
const anyText: ValueCodec<string> = {
  ...textValue,
  encode: (text) => (text === "" ? NOTHING : textValue.encode(text)),
  decode: (bytes) => (bytes.length === 1 && bytes[0] === 0 ? "" : textValue.decode(bytes)),
};

const s = schema("gov");
const [PROPOSALS, DEPOSITS, VOTES] = [0, 16, 32];
const [proposal, deposit, vote] = [proto(Proposal), proto(Deposit), proto(Vote)];

// Prefixes, keys and values are those of the Cosmos SDK (x/gov/types/keys.go).
/** Every proposal that got into its voting period, and those that may still get there, by number. */
export const proposals = s.map(PROPOSALS, "proposals", u64, proposal);
/** Proposals being voted on, by the end of that (Unix nanoseconds). */
export const voting = s.pairMap(1, "active_proposals_queue", pair(timeKey, u64), u64Value);
/** Proposals that wait for deposits, by the end of that. */
export const waiting = s.pairMap(2, "inactive_proposals_queue", pair(timeKey, u64), u64Value);
export const proposalIds = s.sequence(3, "proposal_id");
/** The numbers of the proposals that may be voted on. */
export const open = s.map(4, "voting_period_proposals", u64, bytesValue);
export const deposits = s.pairMap(DEPOSITS, "deposits", pair(u64, sizedAddress), deposit);
export const votes = s.pairMap(VOTES, "votes", pair(u64, sizedAddress), vote);
export const params = s.item(48, "params", proto(Params));
export const constitution = s.item(49, "constitution", anyText);
export default s;

/** A page of the proposals that `keep` takes. */
export function pageOfProposals(
  ctx: ReadCtx,
  request: PageRequest | undefined,
  keep: (proposal: Proposal) => boolean,
): Page<Proposal> {
  return pageCollected(
    { store: ctx.reader(s.store), prefix: Uint8Array.of(PROPOSALS), request },
    ([, value]) => proposal.decode(value),
    keep,
  );
}

/** A page of the deposits for one proposal. */
export function pageOfDeposits(ctx: ReadCtx, id: bigint, request: PageRequest | undefined): Page<Deposit> {
  return pageCollected({ store: ctx.reader(s.store), prefix: under(DEPOSITS, id), request }, ([, value]) =>
    deposit.decode(value),
  );
}

/** A page of the votes on one proposal. */
export function pageOfVotes(ctx: ReadCtx, id: bigint, request: PageRequest | undefined): Page<Vote> {
  return pageCollected({ store: ctx.reader(s.store), prefix: under(VOTES, id), request }, ([, value]) =>
    vote.decode(value),
  );
}

function under(prefix: number, id: bigint): Uint8Array {
  return concat(Uint8Array.of(prefix), keyBytes(u64, id));
}
