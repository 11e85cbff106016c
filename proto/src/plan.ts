import type { FieldInfo, MessageCodec } from "./types.js";

/** A message's values by the keys of its fields. */
export type Fields = { readonly [key: string]: unknown };

/** The fields of a message that a walk has to look into. */
export type Plan = (codec: MessageCodec) => readonly FieldInfo[];

/**
 * A plan that is worked out once per message.
 *
 * @param leads  whether a field of the message holds what is looked for, or may lead to it
 */
export function planOf(leads: (codec: MessageCodec, field: FieldInfo) => boolean): Plan {
  const plans = new WeakMap<MessageCodec, readonly FieldInfo[]>();
  return (codec) => {
    let plan = plans.get(codec);
    if (plan === undefined) {
      plan = codec.fields.filter((field) => leads(codec, field));
      plans.set(codec, plan);
    }
    return plan;
  };
}

/** What a field holds, as a list: of a field that is absent, nothing. */
export function itemsOf(field: FieldInfo, value: Fields): readonly unknown[] {
  const held = value[field.key];
  if (held === undefined) return [];
  return field.repeated === true ? (held as readonly unknown[]) : [held];
}
