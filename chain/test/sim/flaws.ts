import type { Address, Input } from "@dcm/proto";
import { GenericAuthorization, MsgExec, MsgGrant } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import { MsgMultiSend, MsgSend, SendAuthorization } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { CommunityPoolSpendProposal } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  AllowedMsgAllowance,
  BasicAllowance,
  MsgGrantAllowance,
  PeriodicAllowance,
} from "@dcm/proto/gen/cosmos/feegrant/v1beta1";
import { MsgExecLegacyContent, MsgSubmitProposal, MsgVoteWeighted } from "@dcm/proto/gen/cosmos/gov/v1";
import { StakeAuthorization } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { type JobSpec, MsgRevealResult, Outcome } from "@dcm/proto/gen/dcm/job/v1";
import {
  MsgUpdateParams as MarketUpdateParams,
  Matching,
  MsgPlaceOrder,
  OrderKind,
  type OrderTerms,
} from "@dcm/proto/gen/dcm/market/v1";
import {
  type Attribute,
  MsgCreateOffer,
  MsgRegister,
  type OfferTerms,
  type Profile,
} from "@dcm/proto/gen/dcm/provider/v1";
import { type Msg, msg } from "../harness/tx.js";
import { ESCROW, GOV } from "./model/world.js";
import { FROZEN, OTHER } from "./options.js";
import { at } from "./people.js";

/** One thing that makes a valid message one which must be refused whatever the state ([O1]). */
export interface Flaw {
  readonly name: string;
  /** Full name of the message. */
  readonly type: string;
  /** codespace.Name of the refusal. */
  readonly code: string;
  readonly put: (value: never) => object;
}

const BIG = 1n << 63n;
const long = (bytes: number) => "x".repeat(bytes);
const bytes = (size: number) => new Uint8Array(size).fill(1);
const blob = { digest: bytes(32), size: 5n, uris: ["https://blobs.example"] };
const attribute = (key: string, value = "1"): Attribute => ({ key, value, auditor: "" as Address });

const terms = (code: string, changes: Record<string, Partial<OrderTerms>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `order with ${name}`, type: MsgPlaceOrder.name, code },
    put: (value: MsgPlaceOrder) => ({ ...value, terms: { ...value.terms, ...change } }),
  }));

const spec = (code: string, changes: Record<string, Partial<JobSpec>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `job with ${name}`, type: MsgPlaceOrder.name, code },
    put: (value: MsgPlaceOrder) => ({ ...value, job: { ...value.job, ...change } }),
  }));

const profile = (code: string, changes: Record<string, Partial<Profile>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `profile with ${name}`, type: MsgRegister.name, code },
    put: (value: MsgRegister) => ({ ...value, profile: { ...value.profile, ...change } }),
  }));

const offer = (code: string, changes: Record<string, Partial<OfferTerms>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `offer with ${name}`, type: MsgCreateOffer.name, code },
    put: (value: MsgCreateOffer) => ({ ...value, terms: { ...value.terms, ...change } }),
  }));

const result = (code: string, changes: Record<string, Partial<MsgRevealResult["manifest"]>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `result with ${name}`, type: MsgRevealResult.name, code },
    put: (value: MsgRevealResult) => ({ ...value, manifest: { ...value.manifest, ...change } }),
  }));

const some = (amount: bigint) => [{ denom: "udcm", amount: amount as never }];

const grant = (code: string, changes: Record<string, Msg>): readonly Flaw[] =>
  Object.entries(changes).map(([name, authorization]) => ({
    ...{ name: `grant of ${name}`, type: MsgGrant.name, code },
    put: (value: MsgGrant) => ({ ...value, grant: { ...value.grant, authorization } }),
  }));

const allowance = (code: string, changes: Record<string, Msg | undefined>): readonly Flaw[] =>
  Object.entries(changes).map(([name, allowed]) => ({
    ...{ name: `allowance with ${name}`, type: MsgGrantAllowance.name, code },
    put: (value: MsgGrantAllowance) => ({ ...value, allowance: allowed }),
  }));

const proposal = (code: string, changes: Record<string, Input<MsgSubmitProposal>>): readonly Flaw[] =>
  Object.entries(changes).map(([name, change]) => ({
    ...{ name: `proposal with ${name}`, type: MsgSubmitProposal.name, code },
    put: (value: MsgSubmitProposal) => ({ ...value, ...change }),
  }));

const ballot = (code: string, changes: Record<string, MsgVoteWeighted["options"]>): readonly Flaw[] =>
  Object.entries(changes).map(([name, options]) => ({
    ...{ name: `vote with ${name}`, type: MsgVoteWeighted.name, code },
    put: (value: MsgVoteWeighted) => ({ ...value, options }),
  }));

const predicate = (constraints: object): Partial<OrderTerms> => ({ constraints: constraints as never });
const deep = (levels: number): object => (levels === 0 ? { has: "class" } : { not: deep(levels - 1) });
const many = { in: { field: "class", values: Array.from({ length: 70 }, (_, i) => `${i}`) } };

export const flaws: readonly Flaw[] = [
  ...terms("market.UnknownClass", { "an unknown class": { class: "gpu.none" } }),
  ...terms("market.UnsupportedKind", { "the kind of a lease": { kind: OrderKind.LEASE } }),
  ...terms("market.UnsupportedMatching", { "bids to pick from": { matching: Matching.PICK } }),
  ...terms("market.UnsupportedDepth", { "a deeper pool": { depth: 2 } }),
  ...terms("market.InvalidSlots", { "no slots": { slots: 0 }, "too many slots": { slots: 17 } }),
  ...terms("market.InvalidUnits", { "two units a slot": { units: 2 } }),
  ...terms("market.InvalidConstraints", {
    "an unknown field": predicate({ has: "colour" }),
    "a constraint without a kind": predicate({}),
    "nine levels": predicate(deep(8)),
    "seventy values": predicate(many),
    "a value twice": predicate({ in: { field: "class", values: ["a", "a"] } }),
    "an empty and": predicate({ and: { of: [] } }),
    "a number that is none": predicate({ atLeast: { field: "price", value: "07" } }),
    "a long value": predicate({ equal: { field: "class", value: long(129) } }),
  }),
  ...terms("market.InvalidLimit", { "no limit": { limit: 0n as never }, "a limit of 2^63": { limit: BIG as never } }),
  ...terms("market.InvalidExpiry", { "a long life": { expiryMs: 86_400_001n } }),
  ...terms("market.InvalidClientKey", { "a long client key": { clientKey: bytes(33) } }),
  ...terms("market.InvalidTags", {
    "nine tags": { tags: [..."123456789"] },
    "an empty tag": { tags: [""] },
    "a long tag": { tags: [long(65)] },
    "a long group": { groupId: long(65) },
  }),
  ...terms("market.DuplicateName", { "a tag twice": { tags: ["a", "a"] } }),
  ...terms("job.PolicyMissing", { "no policy": { policy: [] } }),
  ...terms("job.DuplicateName", {
    "a policy twice": { policy: [{ approve: {} }, { approve: {} }] as never, slots: 1 },
  }),
  ...terms("job.UnsupportedPolicy", {
    "a policy of no kind": { policy: [{}] as never },
    "a value at risk": { policy: [{ redundant: { n: 2, m: 2, g: 5n } }] as never, slots: 2 },
  }),
  ...terms("job.ApproveNeedsOneSlot", { "approval of two": { policy: [{ approve: {} }] as never, slots: 2 } }),
  ...terms("job.SlotsNotReplicas", {
    "three of two": { policy: [{ redundant: { n: 3, m: 2, g: 0n } }] as never, slots: 2 },
  }),
  ...terms("job.InvalidRedundancy", {
    "half equal": { policy: [{ redundant: { n: 4, m: 2, g: 0n } }] as never, slots: 4 },
    "more equal than there are": { policy: [{ redundant: { n: 2, m: 3, g: 0n } }] as never, slots: 2 },
    "one replica": { policy: [{ redundant: { n: 1, m: 1, g: 0n } }] as never, slots: 1 },
  }),
  ...spec("job.UnsupportedRuntime", { containers: { runtime: "oci" } }),
  ...spec("job.UnsupportedSecrets", { "sealed secrets": { sealedSecrets: bytes(4) } }),
  ...spec("job.UnsupportedRules", { "future rules": { rulesVersion: 2 } }),
  ...spec("job.InvalidSpec", {
    "no digest": { program: { ...blob, digest: bytes(31) } },
    "no program": { programInline: bytes(0), program: { ...blob, uris: [] } },
    "a large inline program": { programInline: bytes(65_537) },
    "many args": { args: Array.from({ length: 257 }, () => "a") },
    "long args": { args: [long(65_537)] },
    "a zero byte": { args: ["a\0"] },
    "a nameless variable": { env: [{ name: "", value: "1" }] },
    "a path out of its tree": { inputs: [{ path: "../up", blob }] },
    "an absolute path": { outputs: ["/etc"] },
    "fuel of 2^53": { maxFuel: 1n << 53n },
    "a long traceparent": { traceparent: long(56) },
    "a blob without digest": { stdin: { ...blob, digest: bytes(3) } },
    "an empty uri": { stdin: { ...blob, uris: [""] } },
  }),
  ...spec("job.DuplicateName", {
    "a variable twice": {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    },
    "an input twice": {
      inputs: [
        { path: "in/a", blob },
        { path: "in/a", blob },
      ],
    },
    "an output twice": { outputs: ["out/a", "out/a"] },
  }),
  ...spec("job.ProgramMismatch", { "another program inline": { programInline: bytes(8) } }),
  ...spec("job.AboveClass", {
    "a long wall time": { maxWallTimeMs: 3_600_001n },
    "large outputs": { maxOutputBytes: 67_108_865n },
    "large inputs": { inputs: [{ path: "in/a", blob: { ...blob, size: 67_108_865n } }] },
    "much memory": { maxMemoryPages: 65_536 },
  }),
  ...spec("job.WallTimeTooShort", { "a short wall time": { maxFuel: 10_000_000_000n, maxWallTimeMs: 1_499n } }),
  ...profile("provider.InvalidProfile", {
    "a long moniker": { moniker: long(65) },
    "nine endpoints": { endpoints: [..."123456789"] },
    "an empty endpoint": { endpoints: [""] },
    "half a key": { x25519Key: bytes(16) },
    "no such country": { jurisdiction: "France" },
    "no site": { siteKind: 0 },
    "four attributes": { attributes: [..."abcd"].map((key) => attribute(key)) },
    "unknown isolation": { isolation: ["chroot"] },
    "an invalid attribute": { attributes: [attribute("RAM")] },
    "a long attribute": { attributes: [attribute("ram", long(129))] },
    "payouts to a module": { payoutAddress: ESCROW },
  }),
  ...profile("provider.DuplicateName", {
    "an attribute twice": { attributes: [attribute("ram"), attribute("ram", "2")] },
    "an isolation twice": { isolation: ["wasm", "wasm"] },
  }),
  ...profile("provider.UnknownAuditor", {
    "an auditor": { attributes: [{ ...attribute("ram"), auditor: at("alice") }] },
  }),
  ...offer("provider.UnknownClass", { "an unknown class": { class: "gpu.none" } }),
  ...offer("provider.InvalidTerms", {
    "no units": { units: 0 },
    "100,001 units": { units: 100_001 },
    "a price of 2^63": { unitPrice: BIG as never },
    "no duration": { maxDurationMs: 0n },
    "no bond": { maxBondMultiple: 0 },
    "no runtime": { runtimes: [] },
    "an unknown runtime": { runtimes: ["jvm"] },
    "an unknown policy": { policies: ["trust"] },
    "65 buyers": { allow: Array.from({ length: 65 }, () => at("alice")) },
  }),
  ...offer("provider.DuplicateName", { "a runtime twice": { runtimes: ["wasm", "wasm"] } }),
  ...offer("provider.BelowPriceFloor", { "a price below the floor": { unitPrice: 99_999n as never } }),
  {
    ...{ name: "offer with a short life", type: MsgCreateOffer.name, code: "provider.InvalidExpiry" },
    put: (value: MsgCreateOffer) => ({ ...value, expiryMs: 29_999n }),
  },
  ...result("job.InvalidManifest", {
    "no outcome": { outcome: Outcome.UNSPECIFIED },
    "an exit code of a trap": { outcome: Outcome.TRAP, exitCode: 3 },
    "no digest": { stdout: { digest: bytes(0), size: 0n } },
    "a bad path": { outputs: [{ path: "a//b", size: 1n, digest: bytes(32) }] },
    "outputs out of order": { outputs: ["b", "a"].map((path) => ({ path, size: 1n, digest: bytes(32) })) },
    "fuel of an invalid module": { outcome: Outcome.MODULE_INVALID, exitCode: 0, fuel: 5n },
    "other rules": { rulesVersion: 2 },
    "more fuel than the job has": { outcome: Outcome.EXIT, fuel: 1n << 60n },
    "more output than the job has": { stderr: { digest: bytes(32), size: 1n << 40n } },
  }),
  {
    ...{ name: "result with an empty uri", type: MsgRevealResult.name, code: "job.InvalidUris" },
    put: (value: MsgRevealResult) => ({ ...value, uris: [""] }),
  },
  {
    ...{ name: "send to no address", type: MsgSend.name, code: "sdk.InvalidAddress" },
    put: (value: MsgSend) => ({ ...value, toAddress: "dcm1nobody" }),
  },
  {
    ...{ name: "send of nothing", type: MsgSend.name, code: "sdk.InvalidCoins" },
    put: (value: MsgSend) => ({ ...value, amount: [] }),
  },
  {
    ...{ name: "send of coins out of order", type: MsgSend.name, code: "sdk.InvalidCoins" },
    put: (value: MsgSend) => ({ ...value, amount: ["udcm", OTHER].map((denom) => ({ denom, amount: 1n })) }),
  },
  {
    ...{ name: "send of frozen coins", type: MsgSend.name, code: "bank.SendDisabled" },
    put: (value: MsgSend) => ({ ...value, amount: [{ denom: FROZEN, amount: 1n }] }),
  },
  {
    ...{ name: "sends of two senders", type: MsgMultiSend.name, code: "bank.MultipleSenders" },
    put: (value: MsgMultiSend) => ({
      ...value,
      inputs: [...value.inputs, { ...value.inputs[0], address: at("mallory") }],
    }),
  },
  {
    ...{ name: "sends to nobody", type: MsgMultiSend.name, code: "bank.NoOutputs" },
    put: (value: MsgMultiSend) => ({ ...value, outputs: [] }),
  },
  {
    ...{ name: "sends of more than is put in", type: MsgMultiSend.name, code: "bank.InputOutputMismatch" },
    put: (value: MsgMultiSend) => ({ ...value, outputs: [...value.outputs, ...value.outputs] }),
  },
  ...grant("undefined/1", { "no message": msg(GenericAuthorization, { msg: "" }) }),
  ...grant("sdk.InvalidType", { "an unknown message": msg(GenericAuthorization, { msg: "/dcm.market.v1.MsgBribe" }) }),
  ...grant("sdk.InvalidCoins", { "sends of nothing": msg(SendAuthorization, { spendLimit: [] }) }),
  ...grant("bank.DuplicateEntry", {
    "a receiver twice": msg(SendAuthorization, { spendLimit: some(5n), allowList: [at("bob"), at("bob")] }),
  }),
  ...grant("authz.UnknownAuthorizationType", { "moves of no kind": msg(StakeAuthorization, {}) }),
  ...grant("authz.NegativeMaxTokens", {
    "less than nothing": msg(StakeAuthorization, { authorizationType: 1, maxTokens: some(-1n)[0] }),
  }),
  {
    ...{ name: "grant to oneself", type: MsgGrant.name, code: "authz.GranteeIsGranter" },
    put: (value: MsgGrant) => ({ ...value, grantee: value.granter }),
  },
  {
    ...{ name: "execution of nothing", type: MsgExec.name, code: "sdk.InvalidRequest" },
    put: (value: MsgExec) => value,
  },
  ...allowance("feegrant.NoAllowance", {
    "nothing allowed": undefined,
    "nothing allowed for a message": msg(AllowedMsgAllowance, { allowedMessages: [MsgSend.typeUrl] }),
  }),
  ...allowance("feegrant.NoMessages", {
    "no message allowed": msg(AllowedMsgAllowance, { allowance: msg(BasicAllowance, {}) }),
  }),
  ...allowance("feegrant.InvalidDuration", {
    "an end before all time": msg(BasicAllowance, { expiration: { seconds: -5n, nanos: 0 } }),
    "a period below zero": msg(PeriodicAllowance, { period: { seconds: -5n, nanos: 0 }, periodSpendLimit: some(5n) }),
  }),
  ...allowance("sdk.InvalidCoins", {
    "a period of nothing": msg(PeriodicAllowance, { period: { seconds: 5n, nanos: 0 } }),
    "a period in other coins": msg(PeriodicAllowance, {
      basic: { spendLimit: some(5n) },
      period: { seconds: 5n, nanos: 0 },
      periodSpendLimit: [{ denom: OTHER, amount: 5n as never }],
    }),
  }),
  ...proposal("sdk.InvalidRequest", { "no title": { title: "" }, "no summary": { summary: "" } }),
  ...proposal("gov.NoProposalMsgs", { "nothing to decide": { metadata: "", messages: [] } }),
  ...proposal("gov.InvalidProposalContent", {
    "another title in its metadata": { metadata: '{"title":"b"}' },
    "a content that is none": { messages: [msg(MsgExecLegacyContent, { authority: GOV as never })] },
  }),
  ...proposal("gov.NoProposalHandlerExists", {
    "a content that nobody handles": {
      messages: [msg(MsgExecLegacyContent, { authority: GOV as never, content: msg(CommunityPoolSpendProposal, {}) })],
    },
  }),
  ...proposal("gov.InvalidProposalMsg", {
    "a message that cannot be": {
      messages: [msg(MarketUpdateParams, { authority: GOV as never, params: { minCharge: -1n as never } })],
    },
  }),
  ...proposal("gov.MetadataTooLong", {
    "long metadata": { metadata: long(256) },
    "a long title": { title: long(256) },
  }),
  ...proposal("gov.SummaryTooLong", { "a long summary": { summary: long(10_201) } }),
  ...proposal("sdk.InvalidCoins", { "a deposit below zero": { initialDeposit: some(-1n) } }),
  ...ballot("gov.InvalidVote", {
    "no such option": [{ option: 9 as never, weight: "1" }],
    "too little": [{ option: 1, weight: "0.9" }],
    "too much": [1, 2].map((option) => ({ option: option as never, weight: "0.6" })),
    "one option twice": [1, 1].map((option) => ({ option: option as never, weight: "0.5" })),
  }),
  ...ballot("sdk.InvalidRequest", { "no option": [] }),
  ...[16, 33].map((size) => ({
    ...{ name: `reveal with a salt of ${size} bytes`, type: MsgRevealResult.name, code: "job.CommitmentMismatch" },
    put: (value: MsgRevealResult) => ({ ...value, salt: bytes(size) }),
  })),
];

export const flawsOf = (type: string): readonly Flaw[] => flaws.filter((flaw) => flaw.type === type);
