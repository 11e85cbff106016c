import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasherFile, hasherModule } from "../../generate/hasher.mjs";
import { type Hasher, wasmHasher } from "../../src/store/hasher.js";
import { createHasher } from "../../src/store/index.js";
import { sampleRoot } from "../../src/store/self-test.js";
import { sha256 } from "./reference.js";

test("the committed hasher is what the generator and the AssemblyScript compiler make", async () => {
  expect(await hasherModule()).toBe(readFileSync(hasherFile, "utf8"));
});

test("this engine runs the compiled hasher", () => {
  expect(createHasher(sha256).name).toBe("wasm-simd");
});

test("a hasher that disagrees with the host's hash is not used", () => {
  const wrong = (bytes: Uint8Array) => sha256(bytes).toReversed();
  const chosen = createHasher(wrong);
  expect(chosen.name).toBe("host");
  expect(sampleRoot(chosen)).not.toEqual(sampleRoot(wasmHasher(sha256) as Hasher));
});
