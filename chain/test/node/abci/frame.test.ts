import fc from "fast-check";
import { expect, test } from "vitest";
import { FrameError, frame, frameReader } from "../../../src/node/abci/frame.js";

const payloads = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 12 });

test("frames come out whole and in order, wherever the stream is cut", () => {
  fc.assert(
    fc.property(
      payloads,
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
      (sent, sizes) => {
        const stream = Buffer.concat(sent.map(frame));
        const read = frameReader(1 << 20);
        const got: Uint8Array[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length] ?? 1;
          got.push(...read(stream.subarray(at, at + size)));
          at += size;
        }
        expect(got.map(hex)).toEqual(sent.map(hex));
      },
    ),
  );
});

test("a frame stays as it was while later chunks arrive", () => {
  const read = frameReader(1000);
  const stream = Buffer.concat([frame(Buffer.alloc(100, 1)), frame(Buffer.alloc(300, 2)), frame(Buffer.alloc(200, 3))]);
  const got: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 70) got.push(...read(Uint8Array.from(stream.subarray(at, at + 70))));
  expect(got.map((bytes) => [bytes.length, new Set(bytes)])).toEqual([
    [100, new Set([1])],
    [300, new Set([2])],
    [200, new Set([3])],
  ]);
});

test("64 MiB in chunks of 4 KiB take linear time", () => {
  const read = frameReader(1 << 30);
  const stream = frame(new Uint8Array(64 << 20).fill(7));
  const started = performance.now();
  let got: readonly Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 4096) got = read(stream.subarray(at, at + 4096));
  expect(got[0]?.length).toBe(64 << 20);
  // Quadratic concatenation would move 512 GiB.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("a length above the limit or longer than 32 bits ends the stream", () => {
  expect(() => frameReader(100)(frame(new Uint8Array(101)))).toThrow(FrameError);
  expect(() => frameReader(100)(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1))).toThrow("not a 32-bit uvarint");
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
