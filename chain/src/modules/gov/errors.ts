import { defineErrors } from "../../kernel/index.js";

/** x/gov/types/errors.go, as far as a message can produce them. Code 13 is every module's (kernel, `Gov`). */
export const E = defineErrors("gov", {
  InactiveProposal: [3, "inactive proposal"],
  InvalidProposalContent: [5, "invalid proposal content"],
  InvalidProposalType: [6, "invalid proposal type"],
  InvalidVote: [7, "invalid vote option"],
  NoProposalHandlerExists: [9, "no handler exists for proposal type"],
  UnroutableProposalMsg: [10, "proposal message not recognized by router"],
  NoProposalMsgs: [11, "no messages proposed"],
  InvalidProposalMsg: [12, "invalid proposal message"],
  MetadataTooLong: [15, "metadata too long"],
  MinDepositTooSmall: [16, "minimum deposit is too small"],
  InvalidProposer: [18, "invalid proposer"],
  VotingPeriodEnded: [20, "voting period already ended"],
  InvalidProposal: [21, "invalid proposal"],
  SummaryTooLong: [22, "summary too long"],
  InvalidDepositDenom: [23, "invalid deposit denom"],
});
