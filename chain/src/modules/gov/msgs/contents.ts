import { type MessageCodec, utf8ToBytes } from "@dcm/proto";
import { CommunityPoolSpendProposal } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { MsgExecLegacyContent } from "@dcm/proto/gen/cosmos/gov/v1";
import { TextProposal } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import { ParameterChangeProposal } from "@dcm/proto/gen/cosmos/params/v1beta1";
import { CancelSoftwareUpgradeProposal, SoftwareUpgradeProposal } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import { type Address, type Ctx, ensure, fail, Gov } from "../../../kernel/index.js";
import { moduleAccount } from "../../auth/api.js";
import { E } from "../errors.js";
import { GOV } from "./proposals.js";

// Before proposals held messages they held contents; each had a type, and its module's route.

interface Content {
  readonly title: string;
  readonly description: string;
}

interface Kind {
  readonly codec: MessageCodec<Content>;
  readonly route: string;
  /** Undefined where the SDK no longer takes such contents in a v1beta1 proposal. */
  readonly type?: string;
  /** What its type is called where it is refused. */
  readonly name: string;
  /** Undefined where no module handles it any more. */
  readonly run?: (ctx: Ctx, content: Content) => void;
}

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [TextProposal.typeUrl, { codec: TextProposal, route: "gov", type: "Text", name: "Text", run: () => undefined }],
  [
    ParameterChangeProposal.typeUrl,
    { codec: ParameterChangeProposal, route: "params", type: "ParameterChange", name: "ParameterChange" },
  ],
  [
    SoftwareUpgradeProposal.typeUrl,
    { codec: SoftwareUpgradeProposal, route: "upgrade", type: "SoftwareUpgrade", name: "SoftwareUpgrade" },
  ],
  [
    CancelSoftwareUpgradeProposal.typeUrl,
    {
      codec: CancelSoftwareUpgradeProposal,
      route: "upgrade",
      type: "CancelSoftwareUpgrade",
      name: "CancelSoftwareUpgrade",
    },
  ],
  [
    CommunityPoolSpendProposal.typeUrl,
    { codec: CommunityPoolSpendProposal, route: "distribution", name: "CommunityPoolSpend" },
  ],
]);

const TITLE_BYTES = 140;
const DESCRIPTION_BYTES = 10_000;
/** What Go counts as space (unicode.IsSpace). */
const ONLY_SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** The content of a v1beta1 proposal, as a v1 proposal has it. */
export interface Legacy extends Content {
  readonly message: Any;
}

/**
 * Makes a message of a content.
 *
 * @param gov  the address of the module's account
 * @throws gov 5 InvalidProposalContent  there is none, or its title or description cannot be
 * @throws gov 6 InvalidProposalType     it is of a type that is no longer proposed
 * @see Cosmos SDK v0.53, x/gov/keeper/msg_server.go, legacyMsgServer; x/gov/types/v1beta1/proposal.go, ValidateAbstract
 */
export function legacyMessage(packed: Any | undefined, gov: Address): Legacy {
  if (packed === undefined || packed.typeUrl === "") fail(E.InvalidProposalContent, "missing content");
  const { codec, type, name } = kinds.get(packed.typeUrl) ?? fail(E.InvalidProposalType, packed.typeUrl);
  ensure(type !== undefined, E.InvalidProposalType, name);
  const content = codec.decode(packed.value);
  const fault = abstractFault(content);
  ensure(fault === undefined, E.InvalidProposalContent, fault);
  const value = { content: { typeUrl: codec.typeUrl, value: codec.encode(content) }, authority: gov };
  const message = { typeUrl: MsgExecLegacyContent.typeUrl, value: MsgExecLegacyContent.encode(value) };
  return { title: content.title, description: content.description, message };
}

/**
 * Carries out a content.
 *
 * @throws gov 13 InvalidSigner           it is not the gov account that asks for it
 * @throws gov 5  InvalidProposalContent  there is none
 * @throws gov 9  NoProposalHandlerExists
 */
export function runContent(ctx: Ctx, { authority, content: packed }: MsgExecLegacyContent): void {
  const gov = moduleAccount(ctx, GOV).base.address;
  ensure(authority === gov, Gov.InvalidSigner, `expected ${gov} got ${authority}`);
  if (packed === undefined || packed.typeUrl === "")
    fail(E.InvalidProposalContent, "expected *v1beta1.Content, got <nil>: invalid type");
  const kind = kinds.get(packed.typeUrl);
  const run = kind?.run;
  ensure(kind !== undefined && run !== undefined, E.NoProposalHandlerExists, kind?.route ?? packed.typeUrl);
  run(ctx, kind.codec.decode(packed.value));
}

function abstractFault({ title, description }: Content): string | undefined {
  if (ONLY_SPACE.test(title)) return "proposal title cannot be blank";
  if (utf8ToBytes(title).length > TITLE_BYTES) return `proposal title is longer than max length of ${TITLE_BYTES}`;
  if (description === "") return "proposal description cannot be blank";
  const isLong = utf8ToBytes(description).length > DESCRIPTION_BYTES;
  return isLong ? `proposal description is longer than max length of ${DESCRIPTION_BYTES}` : undefined;
}
