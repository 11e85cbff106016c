import { assemble, type FunctionText, operatorsGiving, type ValueName } from "./assembler.js";
import { type RandomSource, randomSource } from "./random.js";

const VALUES: readonly ValueName[] = ["i32", "i64", "f32", "f64"];
const LOCALS = "i32 i32 i64 i64 f32 f32 f64 f64";
const CONSTANTS: Readonly<Record<ValueName, readonly string[]>> = {
  i32: ["i32.const 0", "i32.const 1", "i32.const -1", "i32.const 1000", "i32.const -2147483648"],
  i64: ["i64.const 0", "i64.const 7", "i64.const -1", "i64.const -9223372036854775808"],
  f32: ["f32.const 0", "f32.const 1.5", "f32.const -1e30", "f32.bits ffa00001", "f32.const Infinity"],
  f64: ["f64.const -0", "f64.const 0.1", "f64.const 1e300", "f64.bits fff4000000000123", "f64.const -Infinity"],
};
const STORES: Readonly<Record<ValueName, string>> = {
  i32: "i32.store",
  i64: "i64.store",
  f32: "f32.store",
  f64: "f64.store",
};

/** A valid program of random instructions that ends by itself, or traps; the same for the same seed. */
export function generate(seed: number): Uint8Array {
  const random = randomSource(seed);
  const helpers = [1, 2, 3].map((index) => helper(random, index));
  const body = Array.from({ length: 12 }, (_, k) => statement(random, helpers, k * 16 + 64)).join(" ");
  return assemble({
    memory: [1, 3],
    table: 4,
    elements: [[0, [1, 2, 3]]],
    globals: VALUES.map((type) => [`mut ${type}`, CONSTANTS[type][1] as string] as const),
    funcs: [
      {
        export: "_start",
        locals: `${LOCALS} i32`,
        body: `loop ${body} local.get 8 i32.const 1 i32.add local.tee 8 i32.const 20 i32.lt_u br_if 0 end`,
      },
      ...helpers.map(({ text }) => text),
    ],
  });
}

interface Helper {
  readonly index: number;
  readonly params: readonly ValueName[];
  readonly result: ValueName;
  readonly text: FunctionText;
}

/** A function that calls nothing: locals 0 … 7 hold two values of each type, some of them its parameters. */
function helper(random: RandomSource, index: number): Helper {
  const result = random.pick(VALUES);
  const count = random.below(3);
  const params = LOCALS.split(" ").slice(0, count) as ValueName[];
  const early = `${value(random, [], "i32", 2)} if ${value(random, [], result, 2)} return end`;
  const text = {
    type: `${params.join(" ")} -> ${result}`,
    locals: LOCALS.split(" ").slice(count).join(" "),
    body: `${early} ${value(random, [], result, 4)}`,
  };
  return { index, params, result, text };
}

function localOf(random: RandomSource, type: ValueName): number {
  return VALUES.indexOf(type) * 2 + random.below(2);
}

function statement(random: RandomSource, helpers: readonly Helper[], address: number): string {
  const type = random.pick(VALUES);
  const given = value(random, helpers, type, 4);
  switch (random.below(6)) {
    case 0:
      return `${given} local.set ${localOf(random, type)}`;
    case 1:
      return `${given} global.set ${VALUES.indexOf(type)}`;
    case 2:
      return `block ${value(random, helpers, "i32", 2)} br_if 0 ${given} local.set ${localOf(random, type)} end`;
    case 3:
      return `i32.const ${address} i32.const ${random.below(4096)} i32.const ${random.below(3000)} memory.copy ${given} drop`;
    default:
      return `i32.const ${address} ${given} ${STORES[type]}`;
  }
}

/** Instructions that leave one value of a type. */
function value(random: RandomSource, helpers: readonly Helper[], type: ValueName, depth: number): string {
  const inner = (wanted: ValueName): string => value(random, helpers, wanted, depth - 1);
  if (depth === 0) return random.below(2) === 0 ? random.pick(CONSTANTS[type]) : `local.get ${localOf(random, type)}`;
  switch (random.below(12)) {
    case 0:
      return `${inner("i32")} if:${type} ${inner(type)} else ${inner(type)} end`;
    case 1:
      return `block:${type} ${inner(type)} ${inner("i32")} br_if 0 drop ${inner(type)} end`;
    case 2:
      return `${inner(type)} ${inner(type)} ${inner("i32")} select`;
    case 3:
      return `${inner("i32")} i32.const 65528 i32.rem_u ${type}.load`;
    case 4:
      return `${inner(type)} local.tee ${localOf(random, type)}`;
    case 5:
      return `global.get ${VALUES.indexOf(type)}`;
    case 6:
      return call(random, helpers, type, inner) ?? inner(type);
    case 7:
      return type === "i32" ? `${inner("i32")} i32.const 3 i32.and memory.grow` : inner(type);
    default: {
      const { name, operands } = random.pick(operatorsGiving(type));
      return `${operands.map(inner).join(" ")} ${name}`;
    }
  }
}

function call(
  random: RandomSource,
  helpers: readonly Helper[],
  type: ValueName,
  inner: (wanted: ValueName) => string,
): string | undefined {
  const fitting = helpers.filter(({ result }) => result === type);
  if (fitting.length === 0) return undefined;
  const { index, params, text } = random.pick(fitting);
  const operands = params.map(inner).join(" ");
  if (random.below(2) === 0) return `${operands} call ${index}`;
  return `${operands} i32.const ${index - 1} call_indirect:(${(text.type ?? "").replaceAll(" ", ",").replace(",->,", "->").replace(/^->,/, "->")})`;
}
