import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Address, fromHex, toHex } from "@dcm/proto";
import { ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { commitment, manifestBytes, resultDigest, tie, tieKey } from "../src/index.js";

interface Vectors {
  readonly manifests: readonly {
    readonly name: string;
    readonly manifest: never;
    readonly bytes: string;
    readonly digest: string;
  }[];
  readonly commitments: readonly {
    readonly chain_id: string;
    readonly job: string;
    readonly slot: number;
    readonly provider: string;
    readonly provider_bytes: string;
    readonly result_digest: string;
    readonly salt: string;
    readonly preimage: string;
    readonly commitment: string;
  }[];
}
const path = new URL("../vectors/results.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as Vectors;
const sha256 = (hex: string): string => createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");

test.each(vectors.manifests)("[J4] the result digest of $name is the published one", ({ manifest, bytes, digest }) => {
  const decoded = ResultManifest.fromJSON(manifest);
  expect(toHex(manifestBytes(decoded))).toBe(bytes);
  expect(toHex(resultDigest(decoded))).toBe(digest);
  expect(sha256(bytes)).toBe(digest);
  // The order in which a program wrote its files decides nothing.
  expect(toHex(resultDigest({ ...decoded, outputs: [...decoded.outputs].reverse() }))).toBe(digest);
});

test.each(vectors.commitments)("[J3] the commitment of job $job slot $slot is the published one", (row) => {
  const made = commitment({
    chainId: row.chain_id,
    jobId: BigInt(row.job),
    slot: row.slot,
    provider: row.provider as Address,
    resultDigest: fromHex(row.result_digest),
    salt: fromHex(row.salt),
  });
  expect(toHex(made)).toBe(row.commitment);
  // Anybody can check the vectors with sha256 alone.
  expect(sha256(row.preimage)).toBe(row.commitment);
});

test("[J3] every part of a commitment counts", () => {
  const base = {
    chainId: "dcm-local-1",
    jobId: 41n,
    slot: 0,
    provider: vectors.commitments[0]?.provider as Address,
    resultDigest: new Uint8Array(32),
    salt: new Uint8Array(32),
  };
  const other = vectors.commitments[1]?.provider as Address;
  const changed = [
    { chainId: "dcm-local-2" },
    { jobId: 42n },
    { slot: 1 },
    { provider: other },
    { resultDigest: new Uint8Array(32).fill(1) },
    { salt: new Uint8Array(32).fill(1) },
  ];
  const all = [base, ...changed.map((change) => ({ ...base, ...change }))].map((each) => toHex(commitment(each)));
  expect(new Set(all).size).toBe(all.length);
  expect(() => commitment({ ...base, salt: new Uint8Array(31) })).toThrow("32 bytes");
});

test("[M1] the tie key is the client key, else the transaction's hash and the message's index", () => {
  const hash = new Uint8Array(32).fill(5);
  expect(toHex(tieKey(fromHex("aa"), hash, 3))).toBe("aa");
  expect(toHex(tieKey(new Uint8Array(0), hash, 3))).toBe(`${"05".repeat(32)}00000003`);
  const who = vectors.commitments[0]?.provider as Address;
  expect(toHex(tie(hash, who, fromHex("aa")))).toBe(
    sha256(`${"05".repeat(32)}14${vectors.commitments[0]?.provider_bytes}01aa`),
  );
});
