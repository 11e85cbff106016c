import type { Predicate } from "@dcm/proto/gen/dcm/market/v1";

/** [O3] Values by field. */
export type Facts = ReadonlyMap<string, readonly string[]>;

export function meets(predicate: Predicate, facts: Facts): boolean {
  const { and, or, not, equal, atLeast, atMost, in: among, has, under } = predicate;
  const some = (field: string, holds: (value: string) => boolean) => (facts.get(field) ?? []).some(holds);
  if (and !== undefined) return and.of.every((part) => meets(part, facts));
  if (or !== undefined) return or.of.some((part) => meets(part, facts));
  if (not !== undefined) return !meets(not, facts);
  if (equal !== undefined) return some(equal.field, (value) => value === equal.value);
  if (among !== undefined) return some(among.field, (value) => among.values.includes(value));
  if (under !== undefined) return some(under.field, (value) => `${value}-`.startsWith(`${under.value}-`));
  if (atLeast !== undefined) return some(atLeast.field, (value) => level(value) >= level(atLeast.value));
  if (atMost !== undefined) return some(atMost.field, (value) => level(value) <= level(atMost.value));
  return some(has ?? "", () => true);
}

/** Fields that a predicate names, in order. */
export function fieldsNamed(predicate: Predicate | undefined): readonly string[] {
  if (predicate === undefined) return [];
  const { equal, atLeast, atMost, in: among, has, under } = predicate;
  const own = (equal ?? atLeast ?? atMost ?? among ?? under)?.field ?? has;
  return [...new Set([...(own === undefined ? [] : [own]), ...parts(predicate).flatMap(fieldsNamed)])];
}

/** The size by which placing is charged: nodes, values of a membership counted alike. */
export function nodes(predicate: Predicate | undefined): number {
  if (predicate === undefined) return 0;
  return parts(predicate).reduce((all, part) => all + nodes(part), 1 + (predicate.in?.values.length ?? 0));
}

function parts({ and, or, not }: Predicate): readonly Predicate[] {
  return [...(and?.of ?? []), ...(or?.of ?? []), ...(not === undefined ? [] : [not])];
}

/** Whole numbers, or levels of evidence; NaN compares with nothing. */
function level(value: string): number {
  const evidence = ["CLAIMED", "AUDITED", "ATTESTED"].indexOf(value);
  if (evidence >= 0) return evidence;
  return /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
}
