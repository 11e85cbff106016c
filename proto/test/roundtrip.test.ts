import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CodecError, messages } from "../src/index.js";
import { valuesOf } from "./values.js";

const RUNS = { numRuns: 30 };

describe.each(messages.map((codec) => [codec.name, codec] as const))("%s", (_, codec) => {
  test("comes back from its bytes, and its bytes are canonical", () => {
    fc.assert(
      fc.property(valuesOf(codec), (value) => {
        const bytes = codec.encode(value);
        const back = codec.decode(bytes);
        expect(back).toEqual(value);
        expect(codec.encode(back)).toEqual(bytes);
        expect(codec.fromPartial(value)).toEqual(value);
      }),
      RUNS,
    );
  });

  test("comes back from proto3 JSON", () => {
    fc.assert(
      fc.property(valuesOf(codec), (value) => {
        const json = JSON.parse(JSON.stringify(codec.toJSON(value)));
        expect(codec.fromJSON(json)).toEqual(value);
      }),
      RUNS,
    );
  });

  test("comes back from amino JSON, when it has one", () => {
    fc.assert(
      fc.property(valuesOf(codec), (value) => {
        const json = aminoOrNothing(() => codec.toAmino(value));
        if (json === undefined) return;
        // Amino JSON cannot tell an empty nullable field from a missing one: it is judged by what it says.
        const back = codec.fromAmino(JSON.parse(JSON.stringify(json)));
        expect(codec.toAmino(back)).toEqual(json);
      }),
      RUNS,
    );
  });

  test("bytes that are not its own are read or refused, but never crash", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          codec.decode(bytes);
        } catch (reason) {
          expect(reason).toBeInstanceOf(CodecError);
        }
      }),
      RUNS,
    );
  });
});

/** Undefined for messages whose oneofs have no amino names, or whose amino JSON needs a field that is missing. */
function aminoOrNothing<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (reason) {
    if (reason instanceof CodecError && /amino/.test(reason.message)) return undefined;
    throw reason;
  }
}
