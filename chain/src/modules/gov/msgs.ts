import { decText } from "@dcm/proto";
import { MsgExecLegacyContent, type MsgRpcs, type MsgSubmitProposal, Proposal } from "@dcm/proto/gen/cosmos/gov/v1";
import type { MsgRpcs as LegacyRpcs } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import {
  addressFault,
  type Coins,
  type Ctx,
  coinsFault,
  coinsText,
  type DecodedMsg,
  decodeMsg,
  emitLegacy,
  ensure,
  fail,
  Gov,
  type Handlers,
  lowerCase,
  messageFault,
  messageSigners,
  nanoseconds,
  PLAIN,
  runMessage,
  Sdk,
  TxError,
  timestampOf,
} from "../../kernel/index.js";
import { moduleAccount, moduleAddress, updateParams } from "../auth/api.js";
import { E } from "./errors.js";
import { paramsFault } from "./math.js";
import { legacyMessage, runContent } from "./msgs/contents.js";
import { addDeposit, chargeDeposits, requireInitialDeposit } from "./msgs/deposits.js";
import { readMetadata, requireShort, requireShortSummary } from "./msgs/metadata.js";
import { addProposal, deleteProposal, existingProposal, GOV, isPending } from "./msgs/proposals.js";
import { addVote, deleteVotes, requireOption, requireWeights, single } from "./msgs/votes.js";
import { params } from "./state.js";

/** Gas of a proposal's byte: three times what storing it costs (x/gov/keeper/msg_server.go). */
const BYTE_GAS = 3 * 30;

/** x/gov/keeper/msg_server.go. Who signs was found to be an address where the transaction was read. */
export const msgs: Handlers<MsgRpcs, Ctx> = {
  SubmitProposal: (ctx, msg) => ({ proposalId: submit(ctx, msg) }),

  ExecLegacyContent(ctx, msg) {
    runContent(ctx, msg);
    return {};
  },

  Vote(ctx, { proposalId: id, voter, option, metadata }) {
    requireOption(option);
    addVote(ctx, { id, voter: lowerCase(voter), options: single(option), metadata });
    return {};
  },

  VoteWeighted(ctx, { proposalId: id, voter, options, metadata }) {
    requireWeights(options, "null");
    addVote(ctx, { id, voter: lowerCase(voter), options, metadata });
    return {};
  },

  Deposit(ctx, msg) {
    deposit(ctx, msg);
    return {};
  },

  UpdateParams: updateParams(params, (next, { prefix }) => paramsFault(next, prefix)),

  CancelProposal(ctx, { proposalId: id, proposer }) {
    const proposal = existingProposal(ctx, id);
    const { proposer: maker, votingEndTime: end, votingStartTime: start } = proposal;
    const unknown = `proposal ${id} doesn't have proposer ${proposer}, so cannot be canceled`;
    ensure((maker as string) !== "", E.InvalidProposal, unknown);
    ensure(maker === proposer, E.InvalidProposer, `invalid proposer ${proposer}`);
    ensure(isPending(proposal), E.InvalidProposal, "proposal should be in the deposit or voting period");
    const isOver = end !== undefined && nanoseconds(end) < ctx.time;
    ensure(!isOver, E.VotingPeriodEnded, `voting period is already ended for this proposal ${id}`);

    chargeDeposits(ctx, id);
    if (start !== undefined) deleteVotes(ctx, id);
    deleteProposal(ctx, id);
    emitLegacy(ctx, "cancel_proposal", [
      ["sender", proposer],
      ["proposal_id", `${id}`],
    ]);
    return { proposalId: id, canceledTime: timestampOf(ctx.time), canceledHeight: ctx.height };
  },
};

/** The older messages are made into the newer ones. */
export const legacyMsgs: Handlers<LegacyRpcs, Ctx> = {
  SubmitProposal(ctx, { content, initialDeposit, proposer }) {
    const { title, description: summary, message } = legacyMessage(content, moduleAddress(ctx, GOV));
    const draft = { title, summary, metadata: "", proposer, initialDeposit, expedited: false };
    return { proposalId: submit(ctx, { ...draft, messages: [message] }) };
  },

  Vote: (ctx, msg) => msgs.Vote(ctx, { ...msg, metadata: "" }),

  VoteWeighted(ctx, { proposalId: id, voter, options }) {
    const weighted = options.map(({ option, weight }) => ({ option, weight: decText(weight) }));
    requireWeights(weighted, "[]");
    addVote(ctx, { id, voter: lowerCase(voter), options: weighted, metadata: "" });
    return {};
  },

  Deposit: (ctx, msg) => msgs.Deposit(ctx, msg),
};

function submit(ctx: Ctx, msg: MsgSubmitProposal): bigint {
  const { title, summary, metadata, initialDeposit, expedited } = msg;
  ensure(title !== "", Sdk.InvalidRequest, "proposal title cannot be empty");
  ensure(summary !== "", Sdk.InvalidRequest, "proposal summary cannot be empty");
  const isEmpty = msg.messages.length === 0 && metadata === "";
  ensure(!isEmpty, E.NoProposalMsgs, "either metadata or Msgs length must be non-nil");
  requireAgreement(msg);
  const messages = msg.messages.map(decodeMsg);
  requireInitialDeposit(params.get(ctx), initialDeposit, expedited);
  requireShort(metadata);
  requireShortSummary(summary);
  requireShort(title);
  for (const message of messages) requireProposable(ctx, message);

  const proposer = lowerCase(msg.proposer);
  const proposal = addProposal(ctx, { title, summary, metadata, expedited, proposer, messages });
  const { id } = proposal;
  emitLegacy(ctx, "submit_proposal", [
    ["proposal_id", `${id}`],
    ["proposal_proposer", proposer],
    ["proposal_messages", messages.map(({ typeUrl }) => `,${typeUrl}`).join("")],
  ]);
  ctx.gas.charge(BYTE_GAS * Proposal.encode(proposal).length, "submit proposal");
  const begins = addDeposit(ctx, id, proposer, initialDeposit);
  if (begins) emitLegacy(ctx, "submit_proposal", [["voting_period_start", `${id}`]]);
  return id;
}

function deposit(ctx: Ctx, msg: { proposalId: bigint; depositor: string; amount: Coins }): void {
  const { proposalId: id, amount: coins } = msg;
  const isSum = coins.length > 0 && coinsFault(coins) === undefined;
  ensure(isSum, Sdk.InvalidCoins, coinsText(coins));
  const begins = addDeposit(ctx, id, lowerCase(msg.depositor), coins);
  if (begins) emitLegacy(ctx, "proposal_deposit", [["voting_period_start", `${id}`]]);
}

/** Metadata in the recommended form says the same as the proposal. */
function requireAgreement({ title, summary, metadata }: MsgSubmitProposal): void {
  const stated = metadata === "" ? undefined : readMetadata(metadata);
  if (stated === undefined) return;
  const differs = (what: string, theirs: string, ours: string) =>
    `metadata ${what} '${theirs}' must equal proposal ${what} '${ours}'`;
  ensure(stated.title === title, E.InvalidProposalContent, differs("title", stated.title, title));
  ensure(stated.summary === summary, E.InvalidProposalContent, differs("summary", stated.summary, summary));
}

/** Refuses a message that could never be carried out: the gov account alone signs it, and somebody handles it. */
function requireProposable(ctx: Ctx, message: DecodedMsg): void {
  const { codec, typeUrl, value } = message;
  const isLegacy = typeUrl === MsgExecLegacyContent.typeUrl;
  const fault = isLegacy
    ? addressFault((value as MsgExecLegacyContent).authority, ctx.prefix)
    : messageFault(message, ctx.prefix);
  ensure(fault === undefined, E.InvalidProposalMsg, fault);
  const signers = messageSigners({ ...message, codec }, ctx.prefix);
  const [signer] = signers;
  ensure(signers.length === 1 && signer !== undefined, Gov.InvalidSigner);
  ensure(signer === moduleAccount(ctx, GOV).base.address, Gov.InvalidSigner, signer);
  ensure(ctx.services.messages.has(typeUrl), E.UnroutableProposalMsg, typeUrl);
  if (isLegacy) requireRunnable(ctx, message);
}

/** A content is tried out before it is proposed; nothing of that stays. */
function requireRunnable(ctx: Ctx, message: DecodedMsg): void {
  const done = new TxError(PLAIN, "it was carried out");
  const outcome = ctx.branch((trial) => {
    runMessage(trial, message);
    throw done;
  });
  if (!("error" in outcome) || outcome.error === done) return;
  const { error, message: text } = outcome.error;
  if (error === E.NoProposalHandlerExists) throw outcome.error;
  fail(E.InvalidProposalContent, text);
}
