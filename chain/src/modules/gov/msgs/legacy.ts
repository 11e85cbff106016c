import {
  MsgExecLegacyContent,
  type QueryParamsResponse as NewParams,
  type Proposal as NewProposal,
  type TallyResult as NewTally,
  type Vote as NewVote,
} from "@dcm/proto/gen/cosmos/gov/v1";
import { Proposal, QueryParamsResponse, TallyResult, Vote } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import type { Any, Timestamp } from "@dcm/proto/gen/google/protobuf";
import { fail, NO_TIME, Sdk, timestampOf } from "../../../kernel/index.js";
import { EMPTY_TALLY, knownDec } from "../math.js";

// What v1beta1 shows of the records of v1 (x/gov/migrations/v3/convert.go).

const NO_SPAN = { seconds: 0n, nanos: 0 };

/**
 * A proposal of one message in the older form.
 *
 * @throws sdk 29 InvalidType  it has none or several
 */
export function legacyProposal(proposal: NewProposal): Proposal {
  const { id, messages, finalTallyResult, status, totalDeposit } = proposal;
  const [message] = messages;
  if (message === undefined || messages.length > 1)
    fail(
      Sdk.InvalidType,
      "can't convert a gov/v1 Proposal to gov/v1beta1 Proposal when amount of proposal messages not exactly one",
    );
  return Proposal.fromPartial({
    proposalId: id,
    content: contentOf(message),
    status,
    finalTallyResult: legacyTally(finalTallyResult),
    submitTime: shown(proposal.submitTime),
    depositEndTime: shown(proposal.depositEndTime),
    totalDeposit,
    votingStartTime: shown(proposal.votingStartTime),
    votingEndTime: shown(proposal.votingEndTime),
  });
}

export function legacyTally(tally: NewTally | undefined): TallyResult {
  const { yesCount, abstainCount, noCount, noWithVetoCount } = tally ?? EMPTY_TALLY;
  return TallyResult.fromPartial({
    yes: BigInt(yesCount),
    abstain: BigInt(abstainCount),
    no: BigInt(noCount),
    noWithVeto: BigInt(noWithVetoCount),
  });
}

export function legacyVote(vote: NewVote | undefined): Vote {
  const options = vote?.options.map(({ option, weight }) => ({ option, weight: knownDec(weight) })) ?? [];
  return Vote.fromPartial({ proposalId: vote?.proposalId, voter: vote?.voter, options });
}

export function legacyParams({ votingParams, depositParams, tallyParams }: NewParams): QueryParamsResponse {
  return QueryParamsResponse.fromPartial({
    votingParams: { votingPeriod: votingParams?.votingPeriod ?? NO_SPAN },
    depositParams: {
      minDeposit: depositParams?.minDeposit ?? [],
      maxDepositPeriod: depositParams?.maxDepositPeriod ?? NO_SPAN,
    },
    tallyParams: {
      quorum: knownDec(tallyParams?.quorum ?? ""),
      threshold: knownDec(tallyParams?.threshold ?? ""),
      vetoThreshold: knownDec(tallyParams?.vetoThreshold ?? ""),
    },
  });
}

/** The content that was proposed; of newer proposals the message itself, so that older clients have something to show. */
function contentOf(message: Any): Any | undefined {
  return message.typeUrl === MsgExecLegacyContent.typeUrl
    ? MsgExecLegacyContent.decode(message.value).content
    : message;
}

function shown(time: Timestamp | undefined): Timestamp {
  return time ?? timestampOf(NO_TIME);
}
