import { readFile } from "node:fs/promises";
import type { Message } from "@dcm/client";
import { CodecError, fromHex, type JsonObject, type JsonValue, toBech32 } from "@dcm/proto";
import { MsgSubmitProposal } from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgCancelUpgrade, MsgSoftwareUpgrade } from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { CliError } from "../failure.js";
import { readStdin } from "../output.js";
import { coinsJson, type Surroundings } from "../tree/values.js";
import { sendBuilt, type TxFlags } from "./derived.js";

/** What a file of a proposal may say, as in the SDK's own command. */
const FIELDS: readonly string[] = ["messages", "metadata", "deposit", "title", "summary", "expedited"];

/** `dcm tx gov submit-proposal FILE`. */
export async function submit(file: string, flags: TxFlags): Promise<number> {
  const bytes = file === "-" ? await readStdin() : await readFile(file);
  const proposal = proposalIn(new TextDecoder().decode(bytes), file);
  return sendBuilt(flags, ({ sender, around }) => [[proposalMessage(proposal, sender, around)]]);
}

/** Flags of a proposal that a command makes by itself. */
export interface ProposalFlags extends TxFlags {
  readonly title: string;
  readonly summary: string;
  readonly deposit: string;
  readonly metadata?: string;
  readonly expedited?: boolean;
}

/** `dcm tx upgrade software-upgrade NAME`. */
export async function softwareUpgrade(
  name: string,
  flags: ProposalFlags & { readonly upgradeHeight: string; readonly upgradeInfo?: string },
): Promise<number> {
  const { upgradeHeight: height, upgradeInfo: info = "" } = flags;
  const plan = { name, time: "0001-01-01T00:00:00Z", height, info };
  return propose(flags, (authority) => ({ "@type": MsgSoftwareUpgrade.typeUrl, authority, plan }));
}

/** `dcm tx upgrade cancel-software-upgrade`. */
export async function cancelUpgrade(flags: ProposalFlags): Promise<number> {
  return propose(flags, (authority) => ({ "@type": MsgCancelUpgrade.typeUrl, authority }));
}

async function propose(flags: ProposalFlags, message: (authority: string) => JsonObject): Promise<number> {
  const { title, summary, deposit, metadata = "", expedited = false } = flags;
  return sendBuilt(flags, ({ sender, around }) => {
    const messages = [message(toBech32(around.prefix, GOV_ACCOUNT))];
    return [[proposalMessage({ messages, title, summary, deposit, metadata, expedited }, sender, around)]];
  });
}

/** The gov module's account: the first 20 bytes of sha256("gov"). */
const GOV_ACCOUNT = fromHex("7b5fe22b5446f7c62ea27b8bd71cef94e03f3df2");

/** The message of a proposal; its deposit is one text, such as `10DCM`. */
export function proposalMessage(proposal: JsonObject, sender: string | undefined, around: Surroundings): Message {
  const { deposit = "", ...rest } = proposal;
  const paid = typeof deposit === "string" && deposit !== "" ? coinsJson(deposit.split(","), around.denom) : [];
  const json = { ...rest, proposer: sender ?? "", initial_deposit: paid };
  try {
    return { typeUrl: MsgSubmitProposal.typeUrl, value: MsgSubmitProposal.fromJSON(json) };
  } catch (error) {
    if (error instanceof CodecError) throw new CliError("USAGE", `the proposal cannot be read: ${error.message}`);
    throw error;
  }
}

/** @throws CliError  the file holds something else */
export function proposalIn(text: string, file: string): JsonObject {
  const json = parsed(text, file);
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new CliError("USAGE", `${file} holds no proposal: a JSON object with ${FIELDS.join(", ")}`);
  const unknown = Object.keys(json).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    throw new CliError("USAGE", `${file}: a proposal has no ${unknown}; there are: ${FIELDS.join(", ")}`);
  return json as JsonObject;
}

function parsed(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new CliError("USAGE", `${file} is no JSON: ${(error as Error).message}`);
  }
}
