import type { Address, ValAddress } from "@dcm/proto";
import { type Person, person } from "../harness/keys.js";
import { multisigAddress } from "../harness/multisig.js";
import { operator } from "../harness/validators.js";

export const BUYERS: readonly string[] = ["alice", "bob", "carol", "dora"];
export const PROVIDERS: readonly string[] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"];
export const MALLORY = "mallory";
/** Owns less than an order or a stake takes. */
export const POOR: readonly string[] = ["penny"];
/** Validate, and stake nothing anew. */
export const VALIDATORS: readonly string[] = ["v0", "v1", "v2"];
export const PEOPLE: readonly string[] = [...BUYERS, ...PROVIDERS, ...VALIDATORS, MALLORY, ...POOR];
/** Let others act in their names and pay for others. */
export const GRANTERS: readonly string[] = ["alice", "bob", "p0", "p1", "p4", "v0"];
/** Stake with those who validate. */
export const DELEGATORS: readonly string[] = ["alice", "carol", "dora", "p0", "p3", "p5"];
/** Have no account at first. */
export const STRANGERS: readonly string[] = ["s0", "s1", "s2", "s3"];
/** Never gets an account. */
export const GHOST = "ghost";
/** An account with more keys than a transaction may have signatures. */
export const OCTET = "octet";
export const EIGHT: readonly Person[] = PROVIDERS.slice(0, 8).map((name) => person(name));

const octet: Person = { ...person(OCTET), address: multisigAddress(2, EIGHT) };
const known = new Map<string, Person>(
  [...[...PEOPLE, ...STRANGERS, GHOST].map((name) => person(name)), octet].flatMap((each) => [
    [each.name, each],
    [each.address, each],
  ]),
);

/** Somebody, by name or by address. */
export function who(nameOrAddress: string): Person {
  const found = known.get(nameOrAddress);
  if (found === undefined) throw new Error(`nobody is ${nameOrAddress}`);
  return found;
}

export function at(name: string): Address {
  return who(name).address;
}

/** The operator's address of somebody who validates. */
export function operatorAt(name: string): ValAddress {
  return operator(who(name));
}
