import type { Comparison, Predicate } from "@dcm/proto/gen/dcm/market/v1";
import type { EvidenceLevel } from "@dcm/proto/gen/dcm/provider/v1";

// [O3] constraints are a typed predicate tree; one evaluator, used by the chain to match and by clients to explain.

/** Nodes of one tree, membership values counted like nodes, so that evaluating is bounded too. */
export const PREDICATE_NODES_MAX = 64;
/** Levels of one tree. */
export const PREDICATE_DEPTH_MAX = 8;
/** Bytes of a field's name or a value. */
export const PREDICATE_TEXT_MAX = 128;

/** What a predicate looks at: an offer and its provider, for one order. */
export interface Facts {
  readonly class: string;
  /** ISO 3166-1 alpha-2 or 3166-2, such as US-CA. */
  readonly jurisdiction: string;
  readonly evidence: EvidenceLevel;
  /** DATACENTRE, CLOUD, EDGE or HOME. */
  readonly site: string;
  readonly isolation: readonly string[];
  /** The operator's address. */
  readonly provider: string;
  /** The declared owner, else the operator. */
  readonly owner: string;
  /** Price of the slot at max metered use, base unit. */
  readonly price: bigint;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly auditor: string }[];
}

const EVIDENCE: readonly string[] = ["CLAIMED", "AUDITED", "ATTESTED"];
const PLAIN_FIELDS: readonly string[] = [
  "class",
  "jurisdiction",
  "jurisdiction.evidence",
  "site",
  "isolation",
  "provider",
  "owner",
  "price",
];
const ATTRIBUTE = /^attr\.[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const WHOLE = /^(0|[1-9][0-9]{0,37})$/;

/**
 * The size of a tree, by which placing is charged.
 *
 * @param predicate  undefined means no constraints
 * @returns its nodes and membership values; counting stops above {@link PREDICATE_NODES_MAX}
 */
export function predicateSize(predicate: Predicate | undefined): number {
  return predicate === undefined ? 0 : sizeWithin(predicate, PREDICATE_DEPTH_MAX);
}

/**
 * What is wrong with a tree.
 *
 * @param predicate  undefined means no constraints, which is right
 * @returns undefined when it may be placed, else the reason: too many nodes, too deep, a node without a kind, an empty
 *   list, an unknown field, a duplicate value, a value that cannot be compared
 */
export function predicateFault(predicate: Predicate | undefined): string | undefined {
  if (predicate === undefined) return undefined;
  if (deeper(predicate, PREDICATE_DEPTH_MAX)) return `constraints are more than ${PREDICATE_DEPTH_MAX} levels deep`;
  const size = predicateSize(predicate);
  if (size > PREDICATE_NODES_MAX) return `constraints have more than ${PREDICATE_NODES_MAX} nodes`;
  return nodeFault(predicate);
}

/**
 * Whether an offer meets a predicate.
 *
 * @param predicate  a tree without {@link predicateFault}
 * @param facts      the offer's
 * @returns the truth; a field that the offer lacks equals nothing, is at least nothing and under nothing
 */
export function meets(predicate: Predicate, facts: Facts): boolean {
  const { and, or, not, equal, atLeast, atMost, in: among, has, under } = predicate;
  if (and !== undefined) return and.of.every((part) => meets(part, facts));
  if (or !== undefined) return or.of.some((part) => meets(part, facts));
  if (not !== undefined) return !meets(not, facts);
  if (equal !== undefined) return valuesOf(facts, equal.field).includes(equal.value);
  if (atLeast !== undefined) return compares(facts, atLeast, (got, wanted) => got >= wanted);
  if (atMost !== undefined) return compares(facts, atMost, (got, wanted) => got <= wanted);
  if (among !== undefined) return valuesOf(facts, among.field).some((value) => among.values.includes(value));
  if (under !== undefined) return valuesOf(facts, under.field).some((value) => liesUnder(value, under.value));
  return has !== undefined && valuesOf(facts, has).length > 0;
}

/** The top-level conjuncts: what is explained one by one. */
export function conjuncts(predicate: Predicate | undefined): readonly Predicate[] {
  if (predicate === undefined) return [];
  return predicate.and === undefined ? [predicate] : predicate.and.of.flatMap(conjuncts);
}

/** A predicate in words, such as `jurisdiction under DE`. */
export function predicateText(predicate: Predicate): string {
  const { and, or, not, equal, atLeast, atMost, in: among, has, under } = predicate;
  if (and !== undefined) return and.of.map(nestedText).join(" and ");
  if (or !== undefined) return or.of.map(nestedText).join(" or ");
  if (not !== undefined) return `not ${nestedText(not)}`;
  if (equal !== undefined) return `${equal.field} = ${equal.value}`;
  if (atLeast !== undefined) return `${atLeast.field} ≥ ${atLeast.value}`;
  if (atMost !== undefined) return `${atMost.field} ≤ ${atMost.value}`;
  if (among !== undefined) return `${among.field} in ${among.values.join(", ")}`;
  if (under !== undefined) return `${under.field} under ${under.value}`;
  return `has ${has ?? ""}`;
}

/**
 * The change of a failed predicate that an offer would meet.
 *
 * @param predicate  one that `facts` fail
 * @param facts      the offer's
 * @returns the predicate with the offer's own value, in words; "without …" where no value would do
 */
export function nearestText(predicate: Predicate, facts: Facts): string {
  const { equal, atLeast, atMost, in: among, under } = predicate;
  const plain = equal ?? among ?? under;
  if (plain !== undefined) {
    const value = valuesOf(facts, plain.field)[0];
    if (value !== undefined) return `${plain.field} ${under !== undefined ? "under" : "="} ${value}`;
  }
  const order = atLeast ?? atMost;
  if (order !== undefined) {
    const value = valuesOf(facts, order.field).find((each) => rankOf(order.field, each) !== undefined);
    if (value !== undefined) return `${order.field} ${atLeast !== undefined ? "≥" : "≤"} ${value}`;
  }
  return `without ${predicateText(predicate)}`;
}

/** The fields that a tree names, without duplicates, in the order of naming. */
export function fieldsNamed(predicate: Predicate | undefined): readonly string[] {
  if (predicate === undefined) return [];
  const parts = predicate.and?.of ?? predicate.or?.of ?? (predicate.not === undefined ? [] : [predicate.not]);
  const leaf = predicate.equal ?? predicate.atLeast ?? predicate.atMost ?? predicate.in ?? predicate.under;
  const own = leaf?.field ?? predicate.has;
  return [...new Set([...(own === undefined ? [] : [own]), ...parts.flatMap(fieldsNamed)])];
}

/**
 * The values of one field.
 *
 * @returns none when the offer lacks it, several for isolation levels
 */
export function valuesOf(facts: Facts, field: string): readonly string[] {
  switch (field) {
    case "class":
      return [facts.class];
    case "jurisdiction":
      return facts.jurisdiction === "" ? [] : [facts.jurisdiction];
    case "jurisdiction.evidence":
      return [EVIDENCE[facts.evidence - 1] ?? "CLAIMED"];
    case "site":
      return facts.site === "" ? [] : [facts.site];
    case "isolation":
      return facts.isolation;
    case "provider":
      return [facts.provider];
    case "owner":
      return [facts.owner];
    case "price":
      return [facts.price.toString()];
    default:
      return attributeValues(facts, field);
  }
}

function attributeValues(facts: Facts, field: string): readonly string[] {
  const key = field.slice("attr.".length);
  const direct = facts.attributes.filter((each) => each.key === key).map((each) => each.value);
  if (direct.length > 0 || !key.endsWith(".auditor")) return direct;
  const audited = key.slice(0, -".auditor".length);
  return facts.attributes.filter((each) => each.key === audited && each.auditor !== "").map((each) => each.auditor);
}

function liesUnder(value: string, ancestor: string): boolean {
  return value === ancestor || value.startsWith(`${ancestor}-`);
}

function compares(
  facts: Facts,
  { field, value }: Comparison,
  holds: (got: bigint, wanted: bigint) => boolean,
): boolean {
  const wanted = rankOf(field, value);
  if (wanted === undefined) return false;
  return valuesOf(facts, field).some((each) => {
    const got = rankOf(field, each);
    return got !== undefined && holds(got, wanted);
  });
}

/** A value as a number that can be ordered: evidence levels by strength, whole numbers as they are. */
function rankOf(field: string, value: string): bigint | undefined {
  if (field === "jurisdiction.evidence") {
    const level = EVIDENCE.indexOf(value);
    return level < 0 ? undefined : BigInt(level);
  }
  return WHOLE.test(value) ? BigInt(value) : undefined;
}

function sizeWithin(predicate: Predicate, levels: number): number {
  if (levels === 0) return PREDICATE_NODES_MAX + 1;
  let size = 1 + (predicate.in?.values.length ?? 0);
  for (const part of partsOf(predicate)) {
    if (size > PREDICATE_NODES_MAX) return size;
    size += sizeWithin(part, levels - 1);
  }
  return size;
}

function deeper(predicate: Predicate, levels: number): boolean {
  return levels === 0 || partsOf(predicate).some((part) => deeper(part, levels - 1));
}

function partsOf(predicate: Predicate): readonly Predicate[] {
  return [
    ...(predicate.and?.of ?? []),
    ...(predicate.or?.of ?? []),
    ...(predicate.not === undefined ? [] : [predicate.not]),
  ];
}

function nodeFault(predicate: Predicate): string | undefined {
  const { and, or, not, equal, atLeast, atMost, in: among, has, under } = predicate;
  const kinds = [and, or, not, equal, atLeast, atMost, among, has, under].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) return "a constraint has no kind";
  const list = and ?? or;
  if (list !== undefined && list.of.length === 0) return "a constraint joins nothing";
  const order = atLeast ?? atMost;
  if (order !== undefined && rankOf(order.field, order.value) === undefined) {
    return `${order.field} cannot be compared with ${order.value}`;
  }
  if (among !== undefined && (among.values.length === 0 || new Set(among.values).size !== among.values.length)) {
    return `the values of ${among.field} are empty or duplicate`;
  }
  const field = (equal ?? order ?? among ?? under)?.field ?? has;
  const values = [(equal ?? order ?? under)?.value ?? "", ...(among?.values ?? [])];
  return fieldFault(field, values) ?? firstFault(partsOf(predicate));
}

function fieldFault(field: string | undefined, values: readonly string[]): string | undefined {
  if (field !== undefined) {
    if (field.length > PREDICATE_TEXT_MAX || !(PLAIN_FIELDS.includes(field) || ATTRIBUTE.test(field))) {
      return `no such field: ${field.slice(0, PREDICATE_TEXT_MAX)}`;
    }
  }
  const long = values.some((value) => value.length > PREDICATE_TEXT_MAX);
  return long ? `a value of ${field ?? "a constraint"} is longer than ${PREDICATE_TEXT_MAX}` : undefined;
}

function firstFault(parts: readonly Predicate[]): string | undefined {
  for (const part of parts) {
    const fault = nodeFault(part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function nestedText(predicate: Predicate): string {
  const joins = predicate.and !== undefined || predicate.or !== undefined;
  return joins ? `(${predicateText(predicate)})` : predicateText(predicate);
}
