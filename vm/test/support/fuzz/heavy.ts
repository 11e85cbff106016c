import { Writer } from "../../../src/binary.js";
import { F64, type FuncType, I32, I64 } from "../../../src/module.js";
import { type BinaryFunction, build, i32s, join, repeat } from "../builder.js";
import { type RandomSource, randomSource } from "../random.js";

/**
 * A module made to be hard on a validator, a rewriter or a compiler: one shape of code among many locals, operands or
 * types, as often as it fits. Most are near a limit, on one side or the other; the same for the same seed.
 */
export function generateHeavy(seed: number): Uint8Array {
  const random = randomSource(seed);
  const width = 1 + random.below(random.pick([2, 20, 100]));
  const types: FuncType[] = [
    { params: [], results: [] },
    { params: i32s(width), results: i32s(Math.min(width, 100)) },
    { params: [], results: i32s(Math.min(width, 100)) },
  ];
  const count = random.pick([1, 1, 2, 10, 200]);
  const heavy = Array.from({ length: count }, () => heavyFunction(random, width, count));
  const wide = { type: 1, code: join(...Array.from({ length: Math.min(width, 100) }, (_, k) => [0x20, k])) };
  // _start calls each heavy function, once or until it is hot enough for the optimising compiler.
  const turns = random.pick([1, 1, 2_000]);
  const calls = new Writer().put(0x03, 0x40);
  for (let k = 0; k < count; k++) calls.put(0x10).u32(k + 2);
  calls.put(0x20, 0, 0x41, 1, 0x6a, 0x22, 0, 0x41).s32(turns).put(0x49, 0x0d, 0, 0x0b);
  const start = { type: 0, locals: [[1, I32]] as const, code: calls.view().slice() };
  return build({
    types,
    functions: [start, wide, ...heavy],
    table: 1 + random.below(1_000),
    memory: [1, 16],
    exports: [{ name: "_start", kind: 0, index: 0 }],
    elements: [[0, [1]]],
  });
}

/** A number up to `most`, of any order of magnitude. */
function upTo(random: RandomSource, most: number): number {
  const bits = Math.ceil(Math.log2(most + 1));
  return Math.min(most, random.below(2 ** (1 + random.below(bits))));
}

function heavyFunction(random: RandomSource, width: number, count: number): BinaryFunction {
  const locals = 2 + upTo(random, 38_000);
  const operands = upTo(random, random.pick([10, 500, 39_000]));
  const unit = random.pick(UNITS)(random, { locals, width });
  // Near the limit of weight, or of bytes, or well below both.
  const weight = 50_000_000 / (2 * (locals + operands + 100 * width));
  const bytes = 6_000_000 / (count * (unit.open.length + unit.close.length));
  const most = Math.min(bytes, random.pick([weight, weight / 20, bytes / 10]));
  const times = 1 + Math.floor((most * (1 + random.below(110))) / 100);
  const type = random.pick([I32, I64, F64]);
  return {
    type: 0,
    locals: [
      [2, I32],
      [locals, type],
    ],
    code: join(
      repeat(operands, 0x20, 0),
      repeat(times, ...unit.open),
      repeat(times, ...unit.close),
      repeat(operands, 0x1a),
    ),
  };
}

/** What is repeated: nested when there is something to close, else in sequence. */
interface Unit {
  readonly open: readonly number[];
  readonly close: readonly number[];
}

type MakeUnit = (random: RandomSource, sizes: { locals: number; width: number }) => Unit;

const flat = (...open: number[]): Unit => ({ open, close: [] });
const leb = (value: number): number[] => [...new Writer().u32(value).view()];

const UNITS: readonly MakeUnit[] = [
  () => flat(0x02, 0x40, 0x20, 0, 0x0d, 0, 0x0b),
  () => flat(0x03, 0x40, 0x0b),
  () => flat(0x03, 0x40, 0x20, 0, 0x0d, 0, 0x0b),
  () => flat(0x20, 0, 0x04, 0x40, 0x20, 0, 0x21, 1, 0x05, 0x20, 1, 0x21, 0, 0x0b),
  () => flat(0x10, 1 + 1),
  (_, { width }) => flat(...repeat(width, 0x20, 0), 0x10, 1, ...repeat(Math.min(width, 100), 0x1a)),
  (_, { width }) => flat(...repeat(width, 0x20, 0), 0x41, 0, 0x11, 1, 0, ...repeat(Math.min(width, 100), 0x1a)),
  (_, { width }) => {
    const values = Math.min(width, 100);
    return flat(
      0x02,
      2,
      ...repeat(2 * values, 0x20, 0),
      0x20,
      0,
      0x0d,
      0,
      ...repeat(values, 0x1a),
      0x0b,
      ...repeat(values, 0x1a),
    );
  },
  (random) => {
    const targets = random.below(300);
    return flat(
      0x02,
      0x40,
      0x02,
      0x40,
      0x20,
      0,
      0x0e,
      ...leb(targets),
      ...repeat(targets + 1, random.below(2)),
      0x0b,
      0x0b,
    );
  },
  (random, { locals }) => flat(0x20, 0, 0x41, 3, 0x6a, 0x22, 1, 0x21, 0, 0x20, ...leb(random.below(locals)), 0x1a),
  () => flat(0x41, 0, 0x40, 0, 0x1a),
  () => flat(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 10, 0, 0),
  () => flat(0x20, 0, 0x20, 1, 0x6d, 0x21, 0),
  () => flat(0x20, 0, 0xb7, 0xbd, 0xa7, 0x21, 0),
  () => ({ open: [0x02, 0x40], close: [0x0b] }),
  () => ({ open: [0x03, 0x40], close: [0x0b] }),
  () => ({ open: [0x20, 0, 0x04, 0x40], close: [0x0b] }),
  () => ({ open: [0x03, 0x40], close: [0x20, 0, 0x0d, 0, 0x0b] }),
  () => ({ open: [0x02, 0x40], close: [0x20, 0, 0x0d, 0, 0x0b] }),
];
