import {
  type Client,
  chainError,
  clientError,
  type IncludedTx,
  type Message,
  parseAmount,
  type SendOptions,
  type TxResult,
} from "@dcm/client";
import { type JsonValue, messageByTypeUrl } from "@dcm/proto";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { isLocalChain } from "../contexts.js";
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
  readonly sequence?: string;
  readonly accountNumber?: string;
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
  const session: GenerateSession = offline ?? (await openSession(flags));
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
  requireKey(session);
  try {
    return await sendAs(session, messages, flags);
  } catch (error) {
    throw forSender(error, session);
  }
}

async function sendAs(session: Session, messages: readonly Message[], flags: TxFlags): Promise<number> {
  const { client } = session;
  const options = await sendOptions(session, messages, flags);
  if (flags.dryRun) {
    const { gasUsed } = await client.tx.simulate(messages, options);
    show(flags.output, { gas_info: { gas_used: String(gasUsed) } }, () => `gas estimate: ${gasUsed}`);
    return 0;
  }
  const asks = !flags.yes && process.stdin.isTTY === true && !isLocalChain(client.network.chainId);
  if (asks && !(await confirm(`${json(messages, 2)}\nsign and send this as ${session.key?.name}?`))) return 1;
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
  const base: SendOptions = {
    ...(flags.note === undefined ? {} : { memo: flags.note }),
    ...(flags.gasPrices === undefined ? {} : { gasPrice: flags.gasPrices }),
    ...(flags.fees === undefined ? {} : { fee: client.money.parse(flags.fees) }),
    ...(flags.feePayer === undefined ? {} : { feePayer: addressOf(flags.feePayer, around) }),
    ...(flags.feeGranter === undefined ? {} : { feeGranter: addressOf(flags.feeGranter, around) }),
    ...(flags.timeoutHeight === undefined ? {} : { timeoutHeight: count("--timeout-height", flags.timeoutHeight) }),
    ...(flags.signMode === undefined
      ? {}
      : { mode: flags.signMode === "direct" ? ("direct" as const) : ("amino" as const) }),
    ...waitOf(flags),
  };
  if (flags.gas !== "auto") return { ...base, gas: gasOf(flags.gas) };
  if (flags.gasAdjustment === undefined || flags.dryRun) return base;
  const { gasUsed } = await client.tx.simulate(messages, base);
  return { ...base, gas: adjusted(gasUsed, flags.gasAdjustment) };
}

/** A session, or the part of one that needs no node. */
type GenerateSession = Omit<Session, "client"> & {
  readonly client: { readonly network: OfflineSession["client"]["network"]; readonly tx?: Client["tx"] };
};

/** The unsigned transaction, as `tx sign` and the SDK's tools read it. */
async function generate(session: GenerateSession, messages: readonly Message[], flags: TxFlags): Promise<number> {
  const { network } = session.client;
  const gas = flags.gas !== "auto" ? gasOf(flags.gas) : await simulated(session, messages, flags);
  const price = /^([\d.]+)/.exec(flags.gasPrices ?? network.gasPrice)?.[1] ?? "0";
  const around = await surroundings(session);
  const sum = flags.fees ?? `${Math.ceil(Number(gas) * Number(price))}${network.denom.base}`;
  const amount = parseAmount(sum, network.denom);
  const tx = Tx.fromPartial({
    body: {
      messages: messages.map(({ typeUrl, value }) => ({ typeUrl, value: encoded(typeUrl, value) })),
      memo: flags.note ?? "",
      timeoutHeight: count("--timeout-height", flags.timeoutHeight ?? "0"),
    },
    authInfo: {
      signerInfos: [],
      fee: {
        amount: amount === 0n ? [] : [{ denom: network.denom.base, amount }],
        gasLimit: gas,
        payer: flags.feePayer === undefined ? "" : addressOf(flags.feePayer, around),
        granter: flags.feeGranter === undefined ? "" : addressOf(flags.feeGranter, around),
      },
    },
    signatures: [],
  });
  data(`${JSON.stringify(Tx.toJSON(tx))}\n`);
  return 0;
}

async function simulated(
  { client, key }: GenerateSession,
  messages: readonly Message[],
  flags: TxFlags,
): Promise<bigint> {
  if (!client.tx || !key) throw new CliError("USAGE", "nothing can be simulated here: give --gas as a number");
  const { gasUsed } = await client.tx.simulate(messages);
  return adjusted(gasUsed, flags.gasAdjustment ?? "1.4");
}

function adjusted(gasUsed: bigint, factor: string): bigint {
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(factor))
    throw new CliError("USAGE", `--gas-adjustment ${factor} is no factor such as 1.4`);
  return BigInt(Math.ceil(Number(gasUsed) * Number(factor)));
}

function encoded(typeUrl: string, value: unknown): Uint8Array {
  const codec = messageByTypeUrl(typeUrl);
  if (!codec) throw clientError("BAD_REQUEST", `${typeUrl} is not known`);
  return codec.encode(value);
}

function answerJson(typeUrl: string, value: unknown): { readonly type: string; readonly value: string } {
  const type = typeUrl.split(".").at(-1) ?? typeUrl;
  const shown: JsonValue = messageByTypeUrl(typeUrl)?.toJSON(value) ?? null;
  return { type, value: JSON.stringify(shown) };
}

function gasOf(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new CliError("USAGE", `--gas ${text} is neither auto nor a whole number`);
  return BigInt(text);
}

function leaves({ broadcastMode, wait }: TxFlags): boolean {
  return broadcastMode !== undefined || wait === false;
}

function waitOf({ waitTimeout }: TxFlags): { readonly timeoutMs?: number } {
  return waitTimeout === undefined ? {} : { timeoutMs: milliseconds("--wait-timeout", waitTimeout) };
}
