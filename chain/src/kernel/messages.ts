import type { Address } from "@dcm/proto";
import {
  CodecError,
  type MessageCodec,
  messageByTypeUrl,
  signersOf as namedSigners,
  requireNested,
  type ValAddress,
} from "@dcm/proto";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { Event } from "@dcm/proto/gen/tendermint/abci";
import { accountAddress, addressBytes, addressFault, lowerCase, VALIDATOR } from "./address.js";
import { type Ctx, messageContext } from "./context.js";
import { fail, failPlain } from "./errors.js";
import type { Route } from "./module.js";
import { Sdk } from "./sdk-errors.js";
import { shapeFault } from "./shape.js";

/** One message, read. */
export interface DecodedMsg {
  readonly typeUrl: string;
  readonly codec: MessageCodec<unknown>;
  readonly value: unknown;
}

/** What a message did. */
export interface MessageResult {
  readonly response: Any;
  readonly events: readonly Event[];
}

/**
 * Reads a message out of its packed form, whose bytes nobody will change.
 *
 * @throws CodecError  the type is not a message that somebody signs, or the bytes are not of that type or hold what the SDK
 *                     could not have read
 */
export function decodeMsg({ typeUrl, value }: Any): DecodedMsg {
  const codec = messageByTypeUrl(typeUrl);
  if (codec?.options.signers === undefined)
    throw new CodecError(`no concrete type registered for type URL ${typeUrl} against interface *types.Msg`);
  const decoded = codec.decodeLasting(value);
  requireNested(codec, decoded);
  return { typeUrl, codec, value: decoded };
}

/**
 * The signers of one message, by its `cosmos.msg.v1.signer` option.
 *
 * @param prefix  the chain's address prefix
 * @throws undefined 1  a signer's address is not one of this chain
 */
export function messageSigners({ codec, value }: DecodedMsg, prefix: string): readonly Address[] {
  return namedSigners(codec, value).map((text) => signerAccount(text, prefix));
}

/**
 * The account that a text of a transaction names as signer or payer.
 *
 * @throws undefined 1  it is no address of this chain
 */
export function accountIn(text: string, prefix: string): Address {
  const fault = addressFault(text, prefix);
  if (fault !== undefined) failPlain(fault);
  return lowerCase(text);
}

/**
 * Why a message's fields cannot be what they say; undefined when they can. The SDK's modules check addresses and amounts
 * themselves, each with its own codes and texts.
 */
export function messageFault({ codec, value }: DecodedMsg, prefix: string): string | undefined {
  return codec.name.startsWith("dcm.") ? shapeFault(codec, value, prefix) : undefined;
}

/**
 * Runs a message inside another's handler or at the end of a block. Its events are the caller's to emit.
 *
 * @throws sdk 6        no module handles such messages
 * @throws sdk 18       the message's fields cannot be what they say
 * @throws undefined 1  messages of this type are stopped
 * @see Cosmos SDK v0.53, baseapp/msg_service_router.go, registerMsgServiceHandler
 */
export function runMessage(ctx: Ctx, message: DecodedMsg): MessageResult {
  const { typeUrl } = message;
  const route =
    ctx.services.messages.get(typeUrl) ?? fail(Sdk.UnknownRequest, `unrecognized message route: ${typeUrl}`);
  const fault = messageFault(message, ctx.prefix);
  if (fault !== undefined) fail(Sdk.InvalidRequest, fault);
  const events: Event[] = [];
  return { response: handleMessage(messageContext(ctx, events, ctx.tx), route, message), events };
}

/**
 * Hands a message to its handler.
 *
 * @param ctx  with events of its own
 * @throws undefined 1  messages of this type are stopped
 */
export function handleMessage(ctx: Ctx, { handle, response }: Route<Ctx>, { typeUrl, value }: DecodedMsg): Any {
  const refusal = ctx.services.refusal(ctx, typeUrl);
  if (refusal !== undefined) failPlain(refusal);
  return { typeUrl: response.typeUrl, value: response.encode(handle(ctx, value)) };
}

/** The account behind an account's or a validator operator's address. */
function signerAccount(text: string, prefix: string): Address {
  if (!text.startsWith(`${prefix}${VALIDATOR}1`)) return accountIn(text, prefix);
  const fault = addressFault(text, prefix + VALIDATOR);
  if (fault !== undefined) failPlain(fault);
  return accountAddress(prefix, addressBytes(text as ValAddress));
}
