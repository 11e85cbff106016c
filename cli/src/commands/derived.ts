import {
  type Client,
  chainError,
  type IncludedTx,
  type Message,
  type SendOptions,
  type TxResult,
  txBytes,
} from "@dcm/client";
import type { KeyInfo } from "@dcm/client/keys";
import { type JsonValue, messageByTypeUrl } from "@dcm/proto";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { isLocalChain } from "../contexts.js";
import { adjusted, type DraftSession, draftRehearsal, draftTx, gasOf, requireSecret, unorderedMsOf } from "../draft.js";
import { CliError } from "../failure.js";
import { confirm, data, type Format, facts, json, show, talk } from "../output.js";
import { count, milliseconds } from "../request.js";
import {
  forSender,
  type OfflineSession,
  openOffline,
  openSession,
  requireKey,
  type Session,
  type SessionFlags,
} from "../session.js";
import { requestJson, signerJson } from "../tree/attach.js";
import type { DerivedCommand } from "../tree/derive.js";
import { addressOf, type Surroundings } from "../tree/values.js";
import { typed } from "../typed.js";
import { yaml } from "../yaml.js";
import { signWithAll } from "./signing.js";

/** Flags of every transaction. */
export interface TxFlags extends SessionFlags {
  readonly output: Format;
  readonly gas: string;
  readonly gasAdjustment?: string;
  readonly fees?: string;
  readonly feePayer?: string;
  readonly feeGranter?: string;
  readonly note?: string;
  readonly timeoutHeight?: string;
  readonly unordered?: boolean;
  readonly timeoutDuration?: string;
  readonly sequence?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly signMode?: "direct" | "amino-json";
  readonly broadcastMode?: "sync" | "async";
  readonly wait?: boolean;
  readonly waitTimeout?: string;
  readonly generateOnly?: boolean;
  readonly offline?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** A command of the tx tree. */
export async function sendDerived(command: DerivedCommand, args: readonly string[], flags: TxFlags): Promise<number> {
  const { positional, method } = command;
  // `tx bank send alice …`: the positional signer says who signs, unless it is a validator's address, which no key is found by.
  const own = method.request.options.signers?.[0];
  const at = positional.findIndex((field) => field.name === own && field.scalar === "cosmos.AddressString");
  const from = flags.from ?? (at >= 0 ? args[at] : undefined);
  return sendBuilt(from === undefined ? flags : { ...flags, from }, ({ around, sender }) => {
    const request = requestJson(command, args, flags as unknown as Record<string, unknown>, around);
    const whole = sender === undefined ? request : { ...request, ...signerJson(command, sender) };
    return [[{ typeUrl: method.request.typeUrl, value: method.request.fromJSON(whole) }]];
  });
}

/** What a transaction is built from. */
export interface Building {
  readonly around: Surroundings;
  /** Address of the signer, when it is known. */
  readonly sender: string | undefined;
  /** Absent with --offline. */
  readonly client: Client | undefined;
}

/** Sends a transaction for each list of messages, or prints it unsigned with --generate-only; stops at the first that fails. */
export async function sendBuilt(
  flags: TxFlags,
  build: (from: Building) => readonly (readonly Message[])[] | Promise<readonly (readonly Message[])[]>,
): Promise<number> {
  const offline = flags.offline ? await openOffline(flags) : undefined;
  if (offline && !flags.generateOnly) {
    throw new CliError("USAGE", "--offline cannot send: sign with dcm tx sign --offline what --generate-only prints", [
      typed().with("--generate-only").text(),
    ]);
  }
  const session: DraftSession = offline ?? (await openSession(flags));
  const around = await surroundings(session);
  const sender = session.key?.address ?? (flags.from === undefined ? undefined : addressOf(flags.from, around));
  const client = offline === undefined ? (session as Session).client : undefined;
  for (const messages of await build({ around, sender, client })) {
    const code = await (flags.generateOnly
      ? generate(session, messages, flags)
      : sendMessages(session as Session, messages, flags));
    if (code !== 0) return code;
  }
  return 0;
}

/** The unsigned transaction, as `tx sign` and the SDK's tools read it. */
async function generate(session: DraftSession, messages: readonly Message[], flags: TxFlags): Promise<number> {
  data(`${JSON.stringify(Tx.toJSON(await draftTx(session, messages, flags)))}\n`);
  return 0;
}

/** A command of the query tree. */
export async function askDerived(
  command: DerivedCommand,
  args: readonly string[],
  flags: SessionFlags & { readonly output: Format; readonly height?: string },
): Promise<number> {
  const session = await openSession(flags);
  const request = requestJson(command, args, flags as unknown as Record<string, unknown>, await surroundings(session));
  const { method } = command;
  const height = flags.height === undefined ? {} : { height: count("--height", flags.height) };
  const answer = await session.client.call(method, method.request.fromJSON(request) as never, height);
  const shown = method.response.toJSON(answer);
  show(flags.output, shown, () => yaml(shown));
  return 0;
}

/** Signs, hands over and waits: the hash comes first. */
export async function sendMessages(session: Session, messages: readonly Message[], flags: TxFlags): Promise<number> {
  const key = requireKey(session);
  try {
    if (flags.dryRun) return await rehearseMessages(session, messages, flags);
    requireSecret(key);
    const asks = !flags.yes && process.stdin.isTTY === true && !isLocalChain(session.client.network.chainId);
    if (asks && !(await confirm(`${json(messages, 2)}\nsign and send this as ${key.name}?`))) return 1;
    const payer = await feePayerOf(session, flags);
    return await (payer ? sendTogether(session, messages, payer, flags) : sendAs(session, messages, flags));
  } catch (error) {
    throw forSender(error, session);
  }
}

async function rehearseMessages(session: Session, messages: readonly Message[], flags: TxFlags): Promise<number> {
  const { gasUsed } = await session.client.tx.rehearse(await draftRehearsal(session, messages, flags));
  show(flags.output, { gas_info: { gas_used: String(gasUsed) } }, () => `gas estimate: ${gasUsed}`);
  return 0;
}

/** Signed by the sender and by who pays the fee. */
async function sendTogether(
  session: Session,
  messages: readonly Message[],
  payer: KeyInfo,
  flags: TxFlags,
): Promise<number> {
  const draft = await draftTx(session, messages, flags);
  const signed = await signWithAll(session, draft, [requireKey(session), payer], flags);
  return broadcastBytes(session.client, txBytes(signed), flags);
}

async function sendAs(session: Session, messages: readonly Message[], flags: TxFlags): Promise<number> {
  const { client } = session;
  const options = await sendOptions(session, messages, flags);
  const onHash = (hash: string) => showHash(hash, flags.output);
  const { sequence, accountNumber } = flags;
  if (sequence !== undefined || accountNumber !== undefined) {
    const given = {
      ...(sequence === undefined ? {} : { sequence: count("--sequence", sequence) }),
      ...(accountNumber === undefined ? {} : { accountNumber: count("--account-number", accountNumber) }),
    };
    const { bytes } = await client.tx.sign(messages, { ...options, ...given });
    return broadcastBytes(client, bytes, flags);
  }
  if (leaves(flags)) {
    const { hash } = await client.tx.post(messages, { ...options, onHash });
    if (flags.output !== "text") show(flags.output, { txhash: hash, code: 0 }, () => "");
    return 0;
  }
  showResult(await client.tx.send(messages, { ...options, onHash }), flags.output);
  return 0;
}

/** Whoever else pays the fee signs, too: with a key of this keyring, or with `dcm tx sign` somewhere else. */
async function feePayerOf(session: Session, { feePayer }: TxFlags): Promise<KeyInfo | undefined> {
  if (feePayer === undefined) return undefined;
  const address = addressOf(feePayer, await surroundings(session));
  if (address === session.key?.address) return undefined;
  const found = (await session.keys.list()).find((key) => key.address === address);
  if (found) return requireSecret(found);
  throw new CliError("KEY_CHOICE", `${address} pays the fee and must sign, too: with dcm tx sign, where its key is`, [
    typed().with("--generate-only").text(),
  ]);
}

/** Hands over signed bytes, and waits unless told otherwise. */
export async function broadcastBytes(client: Client, bytes: Uint8Array, flags: TxFlags): Promise<number> {
  const hash = await client.tx.broadcast(bytes);
  if (leaves(flags)) {
    show(flags.output, { txhash: hash, code: 0 }, () => `txhash: ${hash}`);
    return 0;
  }
  showHash(hash, flags.output);
  showResult(await client.tx.wait(hash, waitOf(flags)), flags.output);
  return 0;
}

/** The hash leaves before anything is waited for. */
function showHash(hash: string, format: Format): void {
  if (format === "text") data(`txhash: ${hash}\n`);
  else talk(`tx ${hash}`);
}

/** A transaction that is in a block, as the SDK's tools print it. */
export function showResult(result: TxResult, format: Format): void {
  const { hash, height, gasUsed, gasWanted, fee, events, responses } = result;
  const answers = responses.map(({ typeUrl, value }) => answerJson(typeUrl, value));
  const value = {
    height: String(height),
    txhash: hash,
    codespace: "",
    code: 0,
    raw_log: "",
    gas_wanted: String(gasWanted),
    gas_used: String(gasUsed),
    ...(fee === undefined ? {} : { fee: String(fee) }),
    responses: answers,
    events,
  };
  show(format, value, () =>
    facts([
      ["height:", String(height)],
      ["gas:", `${gasUsed} of ${gasWanted}`],
      ...(fee === undefined ? [] : [["fee:", String(fee)] as const]),
      ...answers
        .filter(({ value: answer }) => answer !== "{}")
        .map(({ type, value: answer }) => [`${type}:`, answer] as const),
    ]),
  );
}

/** Throws the typed error of a transaction that failed. */
export function requireSuccess({ code, codespace, log, hash, height }: IncludedTx): void {
  if (code !== 0) throw chainError(codespace, code, log, { txhash: hash, height });
}

/** Own keys, the chain's money and its prefix. */
export async function surroundings({ client, keys }: Pick<OfflineSession, "keys" | "client">): Promise<Surroundings> {
  const { denom, prefix } = client.network;
  return { denom, prefix, keys: new Map((await keys.list()).map(({ name, address }) => [name, address])) };
}

export async function sendOptions(
  session: Session,
  messages: readonly Message[],
  flags: TxFlags,
): Promise<SendOptions> {
  const { client } = session;
  const around = await surroundings(session);
  const unorderedMs = unorderedMsOf(flags);
  const base: SendOptions = {
    ...(flags.note === undefined ? {} : { memo: flags.note }),
    ...(flags.gasPrices === undefined ? {} : { gasPrice: flags.gasPrices }),
    ...(flags.fees === undefined ? {} : { fee: client.money.parse(flags.fees) }),
    ...(flags.feePayer === undefined ? {} : { feePayer: addressOf(flags.feePayer, around) }),
    ...(flags.feeGranter === undefined ? {} : { feeGranter: addressOf(flags.feeGranter, around) }),
    ...(flags.timeoutHeight === undefined ? {} : { timeoutHeight: count("--timeout-height", flags.timeoutHeight) }),
    ...(unorderedMs === undefined ? {} : { unorderedMs }),
    ...(flags.signMode === undefined
      ? {}
      : { mode: flags.signMode === "direct" ? ("direct" as const) : ("amino" as const) }),
    ...waitOf(flags),
  };
  if (flags.gas !== "auto") return { ...base, gas: gasOf(flags.gas) };
  if (flags.gasAdjustment === undefined) return base;
  const { gasUsed } = await client.tx.simulate(messages, base);
  return { ...base, gas: adjusted(gasUsed, flags.gasAdjustment) };
}

function answerJson(typeUrl: string, value: unknown): { readonly type: string; readonly value: string } {
  const type = typeUrl.split(".").at(-1) ?? typeUrl;
  const shown: JsonValue = messageByTypeUrl(typeUrl)?.toJSON(value) ?? null;
  return { type, value: JSON.stringify(shown) };
}

function leaves({ broadcastMode, wait }: TxFlags): boolean {
  return broadcastMode !== undefined || wait === false;
}

function waitOf({ waitTimeout }: TxFlags): { readonly timeoutMs?: number } {
  return waitTimeout === undefined ? {} : { timeoutMs: milliseconds("--wait-timeout", waitTimeout) };
}
