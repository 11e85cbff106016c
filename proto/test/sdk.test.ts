import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CodecError, fromHex, type JsonValue, type MessageCodec, messages, sortedJson } from "../src/index.js";

// The judge: Cosmos SDK v0.53.8, recorded by vectors/sdk (go run . ../sdk.json).

interface Entry {
  readonly name: string;
  readonly hex: string;
  readonly json?: JsonValue;
  readonly amino?: string;
  /** Why something was not recorded. */
  readonly error?: string;
}

/**
 * Redelegation and delegation answers go through encoding/json in the SDK (x/staking/types/delegation.go, MarshalJSON): it
 * shows 64-bit numbers as JSON numbers and leaves out empty addresses. Redelegations are not served yet.
 */
const BY_ENCODING_JSON =
  /^cosmos\.staking\.v1beta1\.Query(Redelegations|ValidatorDelegations|DelegatorDelegations)Response$/;

const entries = JSON.parse(readFileSync(new URL("vectors/sdk.json", import.meta.url), "utf8")) as Entry[];
const codecs = new Map(messages.map((codec) => [codec.name, codec]));
const named = (entry: Entry) => [entry.name, entry.hex.slice(0, 16), entry] as const;

describe("proto3 JSON is the SDK's", () => {
  test.each(entries.filter(({ name, json }) => json !== undefined && !BY_ENCODING_JSON.test(name)).map(named))(
    "%s %s",
    (name, _, { hex, json }) => {
      const codec = codecs.get(name) as MessageCodec;
      const value = codec.decode(fromHex(hex));
      expect(codec.toJSON(value)).toEqual(json);
      expect(codec.fromJSON(json as JsonValue)).toEqual(value);
    },
  );
});

describe("amino JSON is the SDK's, to the byte", () => {
  // Module accounts show numbers that JavaScript may not have; the recorded one is above 2^53.
  const exact = entries.filter(
    ({ name, amino }) => amino !== undefined && name !== "cosmos.auth.v1beta1.ModuleAccount",
  );
  test.each(exact.map(named))("%s %s", (name, _, { hex, amino }) => {
    const codec = codecs.get(name) as MessageCodec;
    const value = codec.toAmino(codec.decode(fromHex(hex)));
    const { aminoName } = codec.options;
    expect(sortedJson(aminoName === undefined ? value : { type: aminoName, value })).toBe(amino);
  });
});

test("what the SDK cannot show in amino JSON, we refuse too", () => {
  const silent = entries.filter(({ amino, error }) => amino === undefined && error === undefined);
  expect(silent.length).toBeGreaterThan(10);
  for (const { name, hex } of silent) {
    const codec = codecs.get(name) as MessageCodec;
    expect(() => codec.toAmino(codec.decode(fromHex(hex))), name).toThrow(CodecError);
  }
});
