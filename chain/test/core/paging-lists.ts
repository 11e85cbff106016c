import { toBech32 } from "@dcm/proto";
import { BaseAccount } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { GenericAuthorization, Grant as Permission } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { Metadata } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Permissions } from "@dcm/proto/gen/cosmos/circuit/v1";
import { ValidatorSlashEvent } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { Grant as Allowance, BasicAllowance } from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { Deposit, MsgExecLegacyContent, Proposal, ProposalStatus, Vote } from "@dcm/proto/gen/cosmos/gov/v1";
import { TextProposal } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import { ValidatorSigningInfo } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  BondStatus,
  Delegation,
  Redelegation,
  UnbondingDelegation,
  Validator,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { Job, JobSpec, JobState, Receipt, SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { Order, OrderState, ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { Offer, Provider, ProviderStatus } from "@dcm/proto/gen/dcm/provider/v1";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type Address,
  amount,
  type ConsAddress,
  type Ctx,
  type Dec,
  utf8ToBytes,
  type ValAddress,
} from "../../src/kernel/index.js";
import * as auth from "../../src/modules/auth/state.js";
import * as authz from "../../src/modules/authz/state.js";
import * as bank from "../../src/modules/bank/state.js";
import * as circuit from "../../src/modules/circuit/state.js";
import * as distribution from "../../src/modules/distribution/state.js";
import * as evidence from "../../src/modules/evidence/state.js";
import * as feegrant from "../../src/modules/feegrant/state.js";
import * as gov from "../../src/modules/gov/state.js";
import * as job from "../../src/modules/job/state.js";
import * as market from "../../src/modules/market/state.js";
import * as provider from "../../src/modules/provider/state.js";
import * as slashing from "../../src/modules/slashing/state.js";
import * as staking from "../../src/modules/staking/state.js";

/** One way to ask for a list: what the request says besides its page, and how the list gets its i-th record. */
export interface List {
  readonly path: string;
  readonly request?: object;
  /** What the list's records refer to. */
  readonly before?: (ctx: Ctx) => void;
  /** Counted before the request's conditions, as the SDK does where its lists are collections. */
  readonly offsets?: "of all records";
  /** Writes what the list shows, and now and then what it passes over. */
  readonly add: (ctx: Ctx, i: number) => void;
}

const hashOf = (i: number | string) => sha256(utf8ToBytes(`paging ${i}`));
const who = (i: number | string) => toBech32("dcm", hashOf(i).slice(0, 20)) as Address;
const val = (i: number | string) => toBech32("dcmvaloper", hashOf(i).slice(0, 20)) as ValAddress;
const cons = (i: number) => toBech32("dcmvalcons", hashOf(i).slice(0, 20)) as ConsAddress;
const denom = (i: number) => `c${hashOf(i)[0]?.toString(16)}${i}`;
const id = (i: number) => BigInt(i * 7 + 1_000);
const owner = who("owner");
const one = val("one");
const other = val("other");
const url = "/cosmos.bank.v1beta1.MsgSend";
const generic = (msg: string) => ({
  typeUrl: GenericAuthorization.typeUrl,
  value: GenericAuthorization.encode({ msg }),
});
const allowance = { typeUrl: BasicAllowance.typeUrl, value: BasicAllowance.encode(BasicAllowance.fromPartial({})) };
const permission = Permission.fromPartial({ authorization: generic(url) });

const validator = (ctx: Ctx, operator: ValAddress, status: BondStatus = BondStatus.UNBONDED) => {
  const shares = { tokens: 10n, delegatorShares: 10n ** 19n, minSelfDelegation: 1n };
  staking.validators.set(ctx, operator, Validator.fromPartial({ operatorAddress: operator, status, ...shares }));
};
const text = { typeUrl: TextProposal.typeUrl, value: TextProposal.encode({ title: "t", description: "d" }) };
const messages = [
  { typeUrl: MsgExecLegacyContent.typeUrl, value: MsgExecLegacyContent.encode({ content: text, authority: owner }) },
];
function addProposal(ctx: Ctx, i: number, number = id(i)): void {
  const status = i % 2 === 0 ? ProposalStatus.REJECTED : ProposalStatus.PASSED;
  const none = { yesCount: "0", abstainCount: "0", noCount: "0", noWithVetoCount: "0" };
  gov.proposals.set(ctx, number, Proposal.fromPartial({ id: number, status, finalTallyResult: none, messages }));
}
const delegate = (ctx: Ctx, from: Address, to: ValAddress) => {
  const delegation = { delegatorAddress: from, validatorAddress: to, shares: (10n ** 18n) as Dec };
  staking.delegations.set(ctx, [from, to], Delegation.fromPartial(delegation));
  staking.delegators.add(ctx, [to, from]);
};
const unbond = (ctx: Ctx, from: Address, of: ValAddress) => {
  const unbonding = UnbondingDelegation.fromPartial({ delegatorAddress: from, validatorAddress: of });
  staking.unbondings.set(ctx, [from, of], unbonding);
  staking.unbondingsByValidator.add(ctx, [of, from]);
};
const redelegate = (ctx: Ctx, by: Address, from: ValAddress, to: ValAddress) => {
  const parts = { delegatorAddress: by, validatorSrcAddress: from, validatorDstAddress: to };
  staking.redelegations.set(ctx, [by, [from, to]], Redelegation.fromPartial(parts));
  staking.redelegationsBySource.add(ctx, [from, by, to]);
};
const allow = (ctx: Ctx, granter: Address, grantee: Address) =>
  feegrant.grants.set(ctx, [grantee, granter], Allowance.fromPartial({ granter, grantee, allowance }));

/** Every second record is of somebody else, for lists that look through more than they show. */
const ownerOf = (i: number) => (i % 2 === 0 ? owner : who(`stranger ${i}`));
const addJob = (ctx: Ctx, i: number) => {
  const slots = [{ index: 0, provider: ownerOf(i), state: SlotState.RELEASED }];
  const state = i % 3 === 0 ? JobState.VOID : JobState.FAILED;
  job.jobs.set(ctx, id(i), Job.fromPartial({ id: id(i), owner: ownerOf(i), state, slots: slots }));
  job.specs.set(ctx, id(i), JobSpec.fromPartial({}));
};
const addReceipt = (ctx: Ctx, i: number) => {
  const slots = [{ provider: ownerOf(i), state: SlotState.RELEASED }];
  // Younger than the window after which receipts go.
  const closedAt = ctx.now;
  job.receipts.set(
    ctx,
    id(i),
    Receipt.fromPartial({ jobId: id(i), owner: ownerOf(i), state: JobState.VOID, slots, closedAt }),
  );
};
const addOrder = (ctx: Ctx, i: number) => {
  const terms = { class: i % 2 === 0 ? "gpu" : "wasm.small" };
  const tie = Uint8Array.of(1);
  const order = { id: id(i), owner: ownerOf(i), terms, tie, state: OrderState.MATCHED };
  market.orders.set(ctx, id(i), Order.fromPartial(order));
};
const addOffer = (ctx: Ctx, i: number) => {
  const terms = { class: i % 2 === 0 ? "gpu" : "wasm.small" };
  provider.offers.set(ctx, id(i), Offer.fromPartial({ id: id(i), provider: ownerOf(i), terms }));
};

/** Every list that pages, in each way that it can be asked for. */
export const lists: readonly List[] = [
  {
    path: "/cosmos.auth.v1beta1.Query/Accounts",
    add: (ctx, i) =>
      auth.accounts.set(ctx, who(i), { base: BaseAccount.fromPartial({ address: who(i), accountNumber: id(i) }) }),
  },
  {
    path: "/cosmos.authz.v1beta1.Query/Grants",
    request: { granter: owner, grantee: who("grantee") },
    add: (ctx, i) => {
      const message = `/msg.${denom(i)}`;
      const grant = Permission.fromPartial({ authorization: generic(message) });
      authz.grants.set(ctx, [owner, [who("grantee"), message]], grant);
    },
  },
  {
    path: "/cosmos.authz.v1beta1.Query/GranterGrants",
    request: { granter: owner },
    add: (ctx, i) => authz.grants.set(ctx, [owner, [who(i), url]], permission),
  },
  {
    path: "/cosmos.authz.v1beta1.Query/GranteeGrants",
    request: { grantee: owner },
    add: (ctx, i) => authz.grants.set(ctx, [who(i), [ownerOf(i), url]], permission),
  },
  ...["AllBalances", "SpendableBalances"].map((name) => ({
    path: `/cosmos.bank.v1beta1.Query/${name}`,
    request: { address: owner },
    add: (ctx: Ctx, i: number) => bank.balances.set(ctx, [owner, denom(i)], amount(BigInt(i + 1))),
  })),
  {
    path: "/cosmos.bank.v1beta1.Query/TotalSupply",
    add: (ctx, i) => bank.supply.set(ctx, denom(i), amount(BigInt(i + 1))),
  },
  {
    path: "/cosmos.bank.v1beta1.Query/DenomsMetadata",
    add: (ctx, i) => bank.metadata.set(ctx, denom(i), Metadata.fromPartial({ base: denom(i) })),
  },
  ...["DenomOwners", "DenomOwnersByQuery"].map((name) => ({
    path: `/cosmos.bank.v1beta1.Query/${name}`,
    request: { denom: "gold" },
    add: (ctx: Ctx, i: number) => {
      bank.balances.set(ctx, [who(i), "gold"], amount(BigInt(i + 1)));
      bank.holders.add(ctx, ["gold", who(i)]);
    },
  })),
  {
    path: "/cosmos.bank.v1beta1.Query/SendEnabled",
    add: (ctx, i) => bank.sendEnabled.set(ctx, denom(i), i % 2 === 0),
  },
  {
    path: "/cosmos.distribution.v1beta1.Query/ValidatorSlashes",
    request: { validatorAddress: one, startingHeight: 0n, endingHeight: 1_000_000n },
    add(ctx, i) {
      distribution.slashEvents.set(
        ctx,
        [one, [id(i), 1n]],
        ValidatorSlashEvent.fromPartial({ validatorPeriod: id(i) }),
      );
      distribution.slashEvents.set(ctx, [other, [id(i), 1n]], ValidatorSlashEvent.fromPartial({}));
    },
  },
  {
    path: "/cosmos.evidence.v1beta1.Query/AllEvidence",
    add: (ctx, i) => evidence.evidences.set(ctx, hashOf(i), generic(`evidence ${i}`)),
  },
  {
    path: "/cosmos.feegrant.v1beta1.Query/Allowances",
    request: { grantee: owner },
    add: (ctx, i) => allow(ctx, who(i), owner),
  },
  {
    path: "/cosmos.feegrant.v1beta1.Query/AllowancesByGranter",
    request: { granter: owner },
    add: (ctx, i) => allow(ctx, ownerOf(i), who(`grantee ${i}`)),
  },
  {
    path: "/cosmos.slashing.v1beta1.Query/SigningInfos",
    add: (ctx, i) => slashing.signingInfos.set(ctx, cons(i), ValidatorSigningInfo.fromPartial({ address: cons(i) })),
  },
  ...["", "BOND_STATUS_UNBONDING"].map((status) => ({
    path: "/cosmos.staking.v1beta1.Query/Validators",
    request: { status },
    add: (ctx: Ctx, i: number) => validator(ctx, val(i), i % 2 === 0 ? BondStatus.UNBONDING : BondStatus.UNBONDED),
  })),
  {
    path: "/cosmos.staking.v1beta1.Query/ValidatorDelegations",
    request: { validatorAddr: one },
    before: (ctx) => validator(ctx, one),
    add: (ctx, i) => delegate(ctx, who(i), one),
  },
  {
    path: "/cosmos.staking.v1beta1.Query/ValidatorUnbondingDelegations",
    request: { validatorAddr: one },
    add: (ctx, i) => unbond(ctx, who(i), one),
  },
  ...["DelegatorDelegations", "DelegatorValidators"].map((name) => ({
    path: `/cosmos.staking.v1beta1.Query/${name}`,
    request: { delegatorAddr: owner },
    add: (ctx: Ctx, i: number) => {
      validator(ctx, val(i));
      delegate(ctx, owner, val(i));
    },
  })),
  {
    path: "/cosmos.staking.v1beta1.Query/DelegatorUnbondingDelegations",
    request: { delegatorAddr: owner },
    add: (ctx, i) => unbond(ctx, owner, val(i)),
  },
  {
    path: "/cosmos.staking.v1beta1.Query/Redelegations",
    request: { delegatorAddr: owner },
    before: (ctx) => validator(ctx, one),
    add: (ctx, i) => redelegate(ctx, owner, val(i), one),
  },
  {
    path: "/cosmos.staking.v1beta1.Query/Redelegations",
    request: { srcValidatorAddr: one },
    before: (ctx) => validator(ctx, other),
    add: (ctx, i) => redelegate(ctx, who(i), one, other),
  },
  ...[{}, { owner }, { provider: owner }, { state: JobState.VOID }, { owner, state: JobState.VOID }].map((request) => ({
    path: "/dcm.job.v1.Query/Jobs",
    request,
    add: addJob,
  })),
  ...[{}, { owner }, { provider: owner }].map((request) => ({
    path: "/dcm.job.v1.Query/Receipts",
    request,
    add: addReceipt,
  })),
  ...[{}, { owner }, { class: "gpu" }, { owner: who("stranger 1"), class: "gpu" }].map((request) => ({
    path: "/dcm.market.v1.Query/Orders",
    request,
    add: addOrder,
  })),
  {
    path: "/dcm.market.v1.Query/Classes",
    add: (ctx, i) => market.classes.set(ctx, denom(i), ResourceClass.fromPartial({ id: denom(i) })),
  },
  {
    path: "/dcm.provider.v1.Query/Providers",
    add: (ctx, i) =>
      provider.providers.set(ctx, who(i), Provider.fromPartial({ address: who(i), status: ProviderStatus.PAUSED })),
  },
  ...[{}, { provider: owner }, { class: "gpu" }, { provider: owner, class: "gpu" }].map((request) => ({
    path: "/dcm.provider.v1.Query/Offers",
    request,
    add: addOffer,
  })),
  {
    path: "/cosmos.circuit.v1.Query/Accounts",
    add: (ctx, i) => circuit.permissions.set(ctx, who(i), Permissions.fromPartial({ level: 3 })),
  },
  ...["v1", "v1beta1"].flatMap((version): List[] => [
    { path: `/cosmos.gov.${version}.Query/Proposals`, add: addProposal },
    {
      path: `/cosmos.gov.${version}.Query/Proposals`,
      request: { proposalStatus: ProposalStatus.REJECTED },
      offsets: "of all records",
      add: addProposal,
    },
    {
      path: `/cosmos.gov.${version}.Query/Deposits`,
      request: { proposalId: 1n },
      before: (ctx) => addProposal(ctx, 0, 1n),
      add: (ctx, i) =>
        gov.deposits.set(
          ctx,
          [1n + BigInt(i % 3 === 0), who(i)],
          Deposit.fromPartial({ proposalId: 1n, depositor: who(i) }),
        ),
    },
    {
      path: `/cosmos.gov.${version}.Query/Votes`,
      request: { proposalId: 1n },
      before: (ctx) => addProposal(ctx, 0, 1n),
      add: (ctx, i) =>
        gov.votes.set(ctx, [1n + BigInt(i % 3 === 0), who(i)], Vote.fromPartial({ proposalId: 1n, voter: who(i) })),
    },
  ]),
];
