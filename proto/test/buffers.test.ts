import { expect, test } from "vitest";
import { TxRaw } from "../src/gen/cosmos/tx/v1beta1.js";
import { Any } from "../src/gen/google/protobuf.js";
import { Slab } from "../src/index.js";

const raw = {
  bodyBytes: new Uint8Array(200).fill(1),
  authInfoBytes: new Uint8Array(20).fill(2),
  signatures: [new Uint8Array(64).fill(3)],
};

test("what was decoded does not change when the input's buffer is used again", () => {
  const input = TxRaw.encode(raw);
  const decoded = TxRaw.decode(input);
  input.fill(0xff);
  expect(decoded).toEqual(raw);
});

test("what was encoded does not change when the next message is encoded", () => {
  const first = Any.encode({ typeUrl: "/a", value: raw.bodyBytes });
  const copy = Uint8Array.from(first);
  Any.encode({ typeUrl: "/b", value: new Uint8Array(300).fill(9) });
  expect(first).toEqual(copy);
});

test("a host's Buffer is read as plain bytes, and no Buffer comes out", () => {
  const decoded = TxRaw.decode(Buffer.from(TxRaw.encode(raw)));
  expect(decoded).toEqual(raw);
  expect(Object.getPrototypeOf(decoded.bodyBytes)).toBe(Uint8Array.prototype);
  expect(Object.getPrototypeOf(decoded.authInfoBytes)).toBe(Uint8Array.prototype);
});

test("a message that failed to encode leaves nothing behind for the next", () => {
  expect(() => TxRaw.encode({ ...raw, signatures: ["no" as never] })).toThrow("wants a Uint8Array");
  expect(TxRaw.decode(TxRaw.encode(raw))).toEqual(raw);
});

test("a message of 64 MiB goes through, and the scratch buffer is given back", () => {
  const value = new Uint8Array(64 << 20).fill(7);
  const bytes = Any.encode({ typeUrl: "/big", value });
  expect(bytes.length).toBe(value.length + 11);
  const back = Any.decode(bytes).value;
  expect(back.length).toBe(value.length);
  expect(back.every((byte) => byte === 7)).toBe(true);
});

test("a slab copies what it is given, of any length and kind, and no copy touches another", () => {
  const slab = new Slab();
  const sources = [0, 1, 64, 65, 300, 4096, 4097, 20_000, ...Array<number>(200).fill(150)].map((size, i) =>
    Buffer.alloc(size + 2, i),
  );
  const copies = sources.map((source) => slab.copy(source, 1, source.length - 1));
  for (const [i, source] of sources.entries()) {
    const wanted = Uint8Array.from(source.subarray(1, source.length - 1));
    source.fill(0xff);
    expect(copies[i]).toEqual(wanted);
    expect(Object.getPrototypeOf(copies[i])).toBe(Uint8Array.prototype);
  }
});
