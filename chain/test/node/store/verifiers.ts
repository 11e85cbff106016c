import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as confio from "@confio/ics23";
import type { ProofOp } from "../../../src/kernel/kv.js";

/** What a light client is told: under this application hash, `key` of `store` has `value`, or is absent without one. */
export interface Claim {
  readonly appHash: Uint8Array;
  readonly store: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly ops: readonly ProofOp[];
}

/** The verdicts of Cosmos' Go implementation, which is built when the tests need it. */
export function goVerdicts(claims: readonly Claim[]): boolean[] {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const binary = `${root}.tools/bin/ics23-verify`;
  mkdirSync(`${root}.tools/bin`, { recursive: true });
  execFileSync("go", ["build", "-o", binary, "."], { cwd: `${root}chain/ics23`, stdio: "pipe" });
  const lines = claims.map(({ appHash, store, key, value, ops }) =>
    JSON.stringify({
      appHash: hex(appHash),
      store,
      key: hex(key),
      value: hex(value ?? new Uint8Array(0)),
      iavl: hex(ops[0]?.data ?? new Uint8Array(0)),
      simple: hex(ops[1]?.data ?? new Uint8Array(0)),
    }),
  );
  const output = execFileSync(binary, { input: `${lines.join("\n")}\n`, maxBuffer: 1 << 28 }).toString();
  return output
    .trim()
    .split("\n")
    .map((line) => line === "true");
}

/** The verdict of confio's JavaScript implementation. */
export function npmVerdict({ appHash, store, key, value, ops }: Claim): boolean {
  try {
    const iavl = confio.ics23.CommitmentProof.decode(ops[0]?.data ?? new Uint8Array(0));
    const simple = confio.ics23.CommitmentProof.decode(ops[1]?.data ?? new Uint8Array(0));
    const exist = iavl.exist ?? iavl.nonexist?.left ?? iavl.nonexist?.right;
    const root = confio.calculateExistenceRoot(exist as confio.ics23.IExistenceProof);
    const first =
      value === undefined
        ? confio.verifyNonMembership(iavl, confio.iavlSpec, root, key)
        : confio.verifyMembership(iavl, confio.iavlSpec, root, key, value);
    return first && confio.verifyMembership(simple, confio.tendermintSpec, appHash, Buffer.from(store), root);
  } catch (error) {
    // The library refuses by throwing, too, whatever it stumbles over.
    if (error instanceof Error) return false;
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
