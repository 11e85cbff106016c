/** Small deterministic random numbers (xorshift32), so that a seed names a run. */
export type Random = (below: number) => number;

export function random(seed: number): Random {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Bytes that were valid once: bits flipped, bytes put in or taken out, the end cut off, a part repeated or moved. */
export function mutate(bytes: Uint8Array, next: Random): Uint8Array {
  // A change to what was there already is drawn again; the generator moves on with every round.
  for (;;) {
    const changed = changedOnce(bytes, next);
    if (!changed.equals(bytes)) return Uint8Array.from(changed);
  }
}

function changedOnce(bytes: Uint8Array, next: Random): Buffer {
  let out = Buffer.from(bytes);
  for (let rounds = 1 + next(3); rounds > 0; rounds--) {
    const at = next(out.length + 1);
    const size = 1 + next(8);
    switch (next(7)) {
      case 0:
        if (out.length > 0) out[at % out.length] = (out[at % out.length] ?? 0) ^ (1 << next(8));
        break;
      case 1:
        if (out.length > 0) out[at % out.length] = next(256);
        break;
      case 2:
        out = Buffer.concat([
          out.subarray(0, at),
          Buffer.from(Array.from({ length: size }, () => next(256))),
          out.subarray(at),
        ]);
        break;
      case 3:
        out = Buffer.concat([out.subarray(0, at), out.subarray(at + size)]);
        break;
      case 4:
        out = out.subarray(0, at);
        break;
      case 5:
        out = Buffer.concat([out, out.subarray(at, at + 40)]);
        break;
      default:
        out = Buffer.concat([out.subarray(at), out.subarray(0, at)]);
    }
  }
  return out;
}

/** A number that a field of that kind may hold and nobody expects. */
export function oddNumber(next: Random): bigint {
  const odd = [0n, 1n, -1n, 2n ** 31n, 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n), BigInt(next(1 << 30))];
  return odd[next(odd.length)] ?? 0n;
}
