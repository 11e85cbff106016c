import { type JobSpec, JobState, type Policy } from "@dcm/proto/gen/dcm/job/v1";
import type { OrderTerms, ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import { VM_RULES_VERSIONS, wallTimeNeeded } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { ensure, equalBytes, type ReadCtx } from "../../kernel/index.js";
import type { CheckedSpec } from "../market/api.js";
import { E } from "./errors.js";
import { beyondClass, namesOf, specFault, withDefaults } from "./math.js";
import { jobs, params } from "./state.js";

export { onOrderClosed, onOrderMatched, onOrderPlaced, onRefillFailed } from "./msgs/seats.js";

/**
 * Checks a job's specification and policies against its order and class.
 *
 * @param terms  the order's, its own fields checked
 * @param of     the order's class
 * @param spec   as the buyer sent it
 * @returns the specification with the class's defaults, and its max metered use
 * @throws job 13–25, by what is wrong
 */
export function checkSpec(_: ReadCtx, terms: OrderTerms, of: ResourceClass, spec: JobSpec): CheckedSpec {
  checkPolicies(terms);
  // [V3] redundant is for runtime wasm only; so far every job is
  ensure(spec.runtime === "wasm" && spec.runtime === of.kind, E.UnsupportedRuntime, { runtime: spec.runtime });
  ensure(spec.sealedSecrets.length === 0, E.UnsupportedSecrets);
  ensure(VM_RULES_VERSIONS.includes(spec.rulesVersion), E.UnsupportedRules, { version: spec.rulesVersion });
  const fault = specFault(spec);
  ensure(fault === undefined, E.InvalidSpec, fault);
  // [O1] unknown or duplicate things are refused with their own code
  const twice = namesOf(spec).flatMap((names) => names.filter((name, i) => names.indexOf(name) !== i))[0];
  ensure(twice === undefined, E.DuplicateName, twice);
  const { program, programInline: inline } = spec;
  const same =
    inline.length === 0 || (BigInt(inline.length) === program.size && equalBytes(sha256(inline), program.digest));
  ensure(same, E.ProgramMismatch);

  const whole = withDefaults(spec, of);
  const beyond = beyondClass(whole, of);
  ensure(beyond === undefined, E.AboveClass, beyond);
  // §11: max_wall_time below max fuel × the class's ns_per_fuel is refused
  const needed = wallTimeNeeded(whole.maxFuel, of.psPerFuel);
  ensure(whole.maxWallTimeMs >= needed, E.WallTimeTooShort, { wallTimeMs: whole.maxWallTimeMs, needed });
  return { spec: whole, maxUse: whole.maxFuel, maxWallTimeMs: whole.maxWallTimeMs };
}

/** D as a multiple of F: a matched job's own ([G8]), else what a job that is matched now gets. */
export function bondMultiple(ctx: ReadCtx, orderId: bigint): number {
  const job = orderId === 0n ? undefined : jobs.get(ctx, orderId);
  return job === undefined || job.state === JobState.OPEN ? params.get(ctx).bondMultiple : job.terms.bondMultiple;
}

/** How long stake stays in reach after a job, ms. */
export function evidenceMs(ctx: ReadCtx): bigint {
  return params.get(ctx).evidenceMs;
}

/** A policy list is a conjunction; each kind at most once ([O1]). */
function checkPolicies({ policy, slots }: OrderTerms): void {
  ensure(policy.length > 0, E.PolicyMissing);
  const kinds = policy.map(kindOf);
  const twice = kinds.find((kind, i) => kinds.indexOf(kind) !== i);
  ensure(twice === undefined, E.DuplicateName, twice);
  for (const each of policy) checkPolicy(each, slots);
}

function checkPolicy({ approve, redundant }: Policy, slots: number): void {
  ensure(approve !== undefined || redundant !== undefined, E.UnsupportedPolicy, "no kind");
  ensure(approve === undefined || slots === 1, E.ApproveNeedsOneSlot, { slots });
  if (redundant === undefined) return;
  const { n, m, g } = redundant;
  // g needs audits, which need the verify module.
  ensure(g === 0n, E.UnsupportedPolicy, { g });
  // §5: redundant needs n = slots ≥ 2, n/2 < m ≤ n
  ensure(n === slots, E.SlotsNotReplicas, { n, slots });
  ensure(n >= 2 && 2 * m > n && m <= n, E.InvalidRedundancy, { n, m });
}

function kindOf({ approve }: Policy): string {
  return approve !== undefined ? "approve" : "redundant";
}
