import { CodecError } from "./error.js";
import { type Fields, itemsOf, planOf } from "./plan.js";
import type { FieldInfo, MessageCodec } from "./types.js";

const ADDRESS = "cosmos.AddressString";
const ADDRESSES = new Set([ADDRESS, "cosmos.ValidatorAddressString", "cosmos.ConsensusAddressString"]);
/** As in the SDK: how deep a signer field may lead into messages. */
const SIGNER_DEPTH = 32;

/** An address that a message holds. */
export interface AddressAt {
  readonly text: string;
  /** cosmos.AddressString, cosmos.ValidatorAddressString or cosmos.ConsensusAddressString. */
  readonly scalar: string;
  /** Full name of the field. */
  readonly where: string;
}

/** The fields of a message, without those of messages in it, that hold addresses. */
export function addressFields(codec: MessageCodec): readonly FieldInfo[] {
  return codec.fields.filter((field) => field.kind === "string" && ADDRESSES.has(field.scalar ?? ""));
}

/**
 * All addresses in a message and the messages in it, in declared order; not those inside an Any, which is bytes here.
 * Whether an empty one is right is for the handler.
 */
export function addressesOf<T>(codec: MessageCodec<T>, value: T): readonly AddressAt[] {
  const found: AddressAt[] = [];
  collect(codec as MessageCodec, value as Fields, found);
  return found;
}

function collect(codec: MessageCodec, value: Fields, found: AddressAt[]): void {
  for (const field of bearing(codec)) {
    for (const item of itemsOf(field, value)) {
      if (field.kind === "message") collect(field.type?.() as MessageCodec, item as Fields, found);
      else found.push({ text: item as string, scalar: field.scalar as string, where: `${codec.name}.${field.name}` });
    }
  }
}

/** Fields that hold an address or may lead to one; worked out once per message. */
const bearing = planOf((codec, field) => leads(codec, field, new Set()));

function leads(codec: MessageCodec, field: FieldInfo, seen: Set<MessageCodec>): boolean {
  if (field.kind !== "message") return addressFields(codec).includes(field);
  const inner = field.type?.() as MessageCodec;
  if (seen.has(inner)) return false;
  seen.add(inner);
  return inner.fields.some((one) => leads(inner, one, seen));
}

/**
 * The addresses that must sign a message, by (cosmos.msg.v1.signer), in order, repetitions kept.
 *
 * @throws CodecError  the message names no signer
 * @see Cosmos SDK x/tx v0.14, signing/context.go, GetSigners
 */
export function signersOf<T>(codec: MessageCodec<T>, value: T): readonly string[] {
  const names = codec.options.signers ?? [];
  if (names.length === 0) throw new CodecError(`no cosmos.msg.v1.signer option found for message ${codec.name}`);
  return names.flatMap((name) => signersAt(codec as MessageCodec, name, value as Fields, SIGNER_DEPTH));
}

function signersAt(codec: MessageCodec, name: string, value: Fields, depth: number): readonly string[] {
  if (depth === 0) throw new CodecError("maximum recursion depth exceeded");
  const field = codec.fields.find((one) => one.name === name);
  if (field === undefined) throw new CodecError(`field ${name} not found in message ${codec.name}`);
  const items = itemsOf(field, value);
  if (field.kind !== "message") return items as readonly string[];
  const inner = field.type?.() as MessageCodec;
  const [next] = inner.options.signers ?? [];
  if (next === undefined) throw new CodecError(`no cosmos.msg.v1.signer option found for message ${inner.name}`);
  return items.flatMap((item) => signersAt(inner, next, item as Fields, depth - 1));
}
