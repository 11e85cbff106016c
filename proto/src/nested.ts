import { CodecError } from "./error.js";
import { type Fields, itemsOf, planOf } from "./plan.js";
import { messageByTypeUrl } from "./registry.js";
import { durationText, type SecondsNanos, timestampText } from "./time.js";
import type { FieldInfo, MessageCodec } from "./types.js";

/** What Any fields of these names accept; their .proto files do not say so. */
const UNSAID: { readonly [field: string]: string } = {
  "cosmos.gov.v1.MsgSubmitProposal.messages": "cosmos.base.v1beta1.Msg",
};

/** Messages whose .proto files do not say which interface they implement. */
const ALSO: { readonly [interfaceName: string]: string } = {
  "cosmos.evidence.v1beta1.Evidence": "cosmos.evidence.v1beta1.Equivocation",
};

/** Interfaces by the names that Go gives them in the SDK's errors. */
const GO_NAMES: { readonly [interfaceName: string]: string } = {
  "cosmos.auth.v1beta1.AccountI": "*types.AccountI",
  "cosmos.authz.v1beta1.Authorization": "*authz.Authorization",
  "cosmos.base.v1beta1.Msg": "*interface { ProtoMessage(); Reset(); String() string }",
  "cosmos.crypto.PubKey": "*types.PubKey",
  "cosmos.evidence.v1beta1.Evidence": "*exported.Evidence",
  "cosmos.feegrant.v1beta1.FeeAllowanceI": "*feegrant.FeeAllowanceI",
  "cosmos.gov.v1beta1.Content": "*v1beta1.Content",
};

/** How deep one Any may lead to others, and how many there may be in all (codec/types/interface_registry.go). */
const ANY_DEPTH = 10;
const ANY_COUNT = 100;
/** Nanoseconds of a duration must fit 64 bits. */
const DURATION_SECONDS = 9_223_372_036n;

/** What is left of the number of Anys that one message may hold. */
interface Budget {
  left: number;
}

/**
 * Refuses what the SDK could not have read, though its bytes are well formed: an Any that holds what its field does not accept,
 * too many of them, times and spans that Go cannot hold. Any depth, inside every Any too.
 *
 * @param codec  of a message that itself came in an Any
 * @throws CodecError  in the SDK's words where there are some
 * @see Cosmos SDK v0.53, codec/types/interface_registry.go, UnpackAny
 */
export function requireNested(codec: MessageCodec, value: unknown): void {
  if (bearing(codec).length > 0) walk(codec, value as Fields, { left: ANY_COUNT - 1 }, ANY_DEPTH - 1);
}

function walk(codec: MessageCodec, value: Fields, budget: Budget, depth: number): void {
  for (const field of bearing(codec)) {
    const inner = field.type?.() as MessageCodec;
    for (const item of itemsOf(field, value)) {
      if (inner.name === ANY) unpack(acceptedBy(codec, field), item as AnyValue, budget, depth);
      else if (inner.name === TIMESTAMP) timestampText(item as SecondsNanos, "shortest");
      else if (inner.name === DURATION) requireSpan(item as SecondsNanos);
      else walk(inner, item as Fields, budget, depth);
    }
  }
}

const ANY = "google.protobuf.Any";
const TIMESTAMP = "google.protobuf.Timestamp";
const DURATION = "google.protobuf.Duration";

interface AnyValue {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

function unpack(accepted: string | undefined, { typeUrl, value }: AnyValue, budget: Budget, depth: number): void {
  if (accepted === undefined) return;
  if (depth <= 0) throw new CodecError("max depth exceeded");
  if (budget.left <= 0) throw new CodecError("call limit exceeded");
  if (typeUrl === "") return;
  budget.left--;
  const codec = messageByTypeUrl(typeUrl);
  if (codec === undefined || !isAccepted(codec, accepted)) {
    const go = GO_NAMES[accepted] ?? accepted;
    throw new CodecError(`no concrete type registered for type URL ${typeUrl.slice(0, 200)} against interface ${go}`);
  }
  walk(codec, codec.decode(value) as Fields, budget, depth - 1);
}

function isAccepted({ name, options }: MessageCodec, accepted: string): boolean {
  if (accepted === "cosmos.base.v1beta1.Msg") return options.signers !== undefined;
  if (accepted === "cosmos.crypto.PubKey") return name.startsWith("cosmos.crypto.");
  return ALSO[accepted] === name || (options.implements?.includes(accepted) ?? false);
}

function acceptedBy(codec: MessageCodec, field: FieldInfo): string | undefined {
  return field.accepts ?? UNSAID[`${codec.name}.${field.name}`];
}

function requireSpan(span: SecondsNanos): void {
  durationText(span);
  if (span.seconds > DURATION_SECONDS || span.seconds < -DURATION_SECONDS)
    throw new CodecError(`duration: ${span.seconds}s is out of range for time.Duration`);
}

/** Fields that are, or may lead to, an Any, a moment or a span; worked out once per message. */
const bearing = planOf((_, field) => leads(field, new Set()));

function leads(field: FieldInfo, seen: Set<MessageCodec>): boolean {
  if (field.kind !== "message") return false;
  const inner = field.type?.() as MessageCodec;
  if (inner.name === ANY || inner.name === TIMESTAMP || inner.name === DURATION) return true;
  if (seen.has(inner)) return false;
  seen.add(inner);
  return inner.fields.some((each) => leads(each, seen));
}
