/** Numbers from a seed, the same in every run. */
export function dice(seed: number) {
  let state = BigInt(seed) * 2_654_435_761n + 1n;
  const below = (limit: bigint): bigint => {
    let value = 0n;
    for (let reach = 1n; reach < limit << 64n; reach <<= 32n) {
      state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n);
      value = (value << 32n) | (state >> 32n);
    }
    return value % limit;
  };
  /** Of any size up to that many bits, small ones as often as large ones. */
  const sized = (bits: bigint) => 1n + below(1n << (1n + below(bits)));
  return { below, sized };
}

export type Dice = ReturnType<typeof dice>;
