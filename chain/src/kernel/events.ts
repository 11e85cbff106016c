import type { JsonValue, MessageCodec } from "@dcm/proto";
import { utf8ToBytes } from "@dcm/proto";
import type { Event, EventAttribute } from "@dcm/proto/gen/tendermint/abci";
import { compareBytes } from "./bytes.js";
import type { Ctx } from "./context.js";
import { jsonText } from "./json.js";

/**
 * Emits a typed event: its type is the message's full name, its attributes are the message's fields by name, each value
 * in JSON, as the SDK's EmitTypedEvent does (types/events.go).
 */
export function emit<T>(ctx: Ctx, codec: MessageCodec<T>, fields: Parameters<MessageCodec<T>["fromPartial"]>[0]): void {
  if (ctx.events === undefined) return;
  const json = codec.toJSON(codec.fromPartial(fields)) as { readonly [field: string]: JsonValue };
  // Declared order: sorted right here.
  const attributes = Object.entries(json)
    .map(([key, value]) => ({ key, value: jsonText(value), index: true }))
    .sort((a, b) => compareText(a.key, b.key));
  ctx.events.push({ type: codec.name, attributes });
}

/** Emits an event of the older kind, with plain attributes, as the SDK's standard modules do. */
export function emitLegacy(
  ctx: Ctx,
  type: string,
  attributes: readonly (readonly [key: string, value: string])[],
): void {
  ctx.events?.push({ type, attributes: attributes.map(([key, value]) => ({ key, value, index: true })) });
}

/**
 * An event of the older kind. Written `ctx.events?.push(legacyEvent(…))` it is worded only where somebody hears it, which
 * pays for what runs in every transaction.
 *
 * @param pairs  keys and values in turn
 */
export function legacyEvent(type: string, ...pairs: readonly string[]): Event {
  // Of its final length: the events of a block are kept until it is answered for.
  const attributes = new Array<EventAttribute>(pairs.length >> 1);
  for (let i = 0; i < attributes.length; i++)
    attributes[i] = { key: pairs[2 * i] as string, value: pairs[2 * i + 1] as string, index: true };
  return { type, attributes };
}

/** Orders texts by their UTF-8 bytes, as Go does. */
export function compareText(a: string, b: string): number {
  return compareBytes(utf8ToBytes(a), utf8ToBytes(b));
}
