import { Reader, Writer } from "../../../src/binary.js";
import { SECTION } from "../../../src/module.js";
import { OP, SIGNATURES, skipImmediates } from "../../../src/opcodes.js";
import { type ValidModule, validate } from "../../../src/validate.js";
import { HEADER, join } from "../builder.js";
import type { RandomSource } from "../random.js";

/**
 * A module that differs from `module` in bits, bytes, sections or instructions; often no module at all.
 *
 * @param others  modules from which sections and instructions may be taken
 */
export function mutate(random: RandomSource, module: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  let mutant = module;
  for (let left = random.pick([1, 1, 1, 2, 3, 6]); left > 0; left--) {
    const change = random.pick(CHANGES);
    mutant = change(random, mutant, others);
  }
  return mutant;
}

type Change = (random: RandomSource, module: Uint8Array, others: readonly Uint8Array[]) => Uint8Array;

const CHANGES: readonly Change[] = [changeBytes, changeSections, ...Array<Change>(6).fill(changeCode)];

const INTERESTING = [0, 1, 0x0b, 0x40, 0x41, 0x60, 0x70, 0x7c, 0x7f, 0x80, 0xfc, 0xff];

function changeBytes(random: RandomSource, module: Uint8Array): Uint8Array {
  const at = 8 + random.below(Math.max(1, module.length - 8));
  const length = 1 + random.below(8);
  const [before, old, behind] = [module.subarray(0, at), module[at] ?? 0, module.subarray(at + 1)];
  switch (random.below(8)) {
    case 0:
      return join(before, [old ^ (1 << random.below(8))], behind);
    case 1:
      return join(before, [random.below(256)], behind);
    case 2:
      return join(before, [random.pick(INTERESTING)], behind);
    case 3:
      return join(before, [old + random.pick([1, -1, 16])], behind);
    case 4:
      return join(before, [old, random.pick(INTERESTING)], behind);
    case 5:
      return join(before, module.subarray(at + length));
    case 6:
      return join(module.subarray(0, at + length), module.subarray(at));
    default:
      return module.slice(0, at);
  }
}

type Section = readonly [id: number, content: Uint8Array];

/** The sections of something that need not be a module: what cannot be read is left out. */
function sectionsOf(module: Uint8Array): Section[] {
  const sections: Section[] = [];
  const reader = new Reader(module, 8, module.length);
  try {
    while (reader.at < module.length) {
      const id = reader.u8();
      sections.push([id, reader.take(reader.u32())]);
    }
  } catch {
    return sections;
  }
  return sections;
}

function fromSections(sections: readonly Section[]): Uint8Array {
  const out = new Writer().put(...HEADER);
  for (const [id, content] of sections) out.put(id).u32(content.length).raw(content);
  return out.view().slice();
}

function changeSections(random: RandomSource, module: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const sections = sectionsOf(module);
  if (sections.length === 0) return module;
  const at = random.below(sections.length);
  const [id, content] = sections[at] as Section;
  const foreign = sectionsOf(random.pick(others));
  const same = foreign.find(([other]) => other === id) ?? sections[at];
  const replace = (count: number, ...by: readonly (Section | undefined)[]): Uint8Array =>
    fromSections(sections.toSpliced(at, count, ...by.filter((section) => section !== undefined)));
  switch (random.below(7)) {
    case 0:
      return replace(1);
    case 1:
      return replace(0, sections[at]);
    case 2:
      return replace(2, sections[at + 1], sections[at]);
    case 3:
      return replace(1, same);
    case 4:
      return replace(0, [random.below(14), foreign.length > 0 ? random.pick(foreign)[1] : content]);
    case 5:
      return replace(1, [id, content.subarray(0, random.below(content.length + 1))]);
    default:
      return replace(1, [id, join(content, [random.below(256)])]);
  }
}

/** Changes instructions of a valid module and keeps all sizes right, so that most of what it makes is still one. */
function changeCode(random: RandomSource, module: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const checked = validate(module);
  if (!checked.ok || checked.module.bodies.length === 0) return changeBytes(random, module);
  const target = random.below(checked.module.bodies.length);
  const donor = validate(random.pick(others));
  const pieces = instructionsOf(checked.module, target);
  const taken = donor.ok && donor.module.bodies.length > 0 ? donor.module : checked.module;
  const stock = instructionsOf(taken, random.below(taken.bodies.length));
  const bodies = checked.module.bodies.map(({ start, end }) => module.subarray(start, end));
  const { start } = checked.module.bodies[target] as { start: number };
  const head = module.subarray(start, startOfCode(checked.module, target));
  bodies[target] = join(head, ...shuffled(random, pieces, stock));
  const code = new Writer().u32(bodies.length);
  for (const body of bodies) code.u32(body.length).raw(body);
  return fromSections(sectionsOf(module).map(([id, old]) => [id, id === SECTION.code ? code.view().slice() : old]));
}

function startOfCode(module: ValidModule, index: number): number {
  const { start, end } = module.bodies[index] as { start: number; end: number };
  const reader = new Reader(module.bytes, start, end);
  for (let left = reader.u32(); left > 0; left--) {
    reader.skipLeb();
    reader.skip(1);
  }
  return reader.at;
}

function instructionsOf(module: ValidModule, index: number): Uint8Array[] {
  const { end } = module.bodies[index] as { end: number };
  const reader = new Reader(module.bytes, startOfCode(module, index), end);
  const pieces: Uint8Array[] = [];
  while (reader.at < end) {
    const at = reader.at;
    skipImmediates(reader, reader.u8());
    pieces.push(module.bytes.subarray(at, reader.at));
  }
  return pieces;
}

function shuffled(random: RandomSource, pieces: readonly Uint8Array[], stock: readonly Uint8Array[]): Uint8Array[] {
  const at = random.below(pieces.length);
  const piece = pieces[at] as Uint8Array;
  const foreign = random.pick(stock);
  switch (random.below(14)) {
    case 0:
      return pieces.toSpliced(at, 1);
    case 1:
      return pieces.toSpliced(at, 0, piece);
    case 2:
      return pieces.toSpliced(at, 1, foreign);
    case 3:
      return pieces.toSpliced(at, 0, foreign);
    case 4:
      return pieces.toSpliced(at, 2, ...pieces.slice(at, at + 2).reverse());
    case 5:
      return pieces.toSpliced(at, 1, join(piece.subarray(0, 1), [random.below(128)], piece.subarray(2)));
    case 6:
      return pieces.toSpliced(at, 0, random.pick(HARMLESS));
    default:
      return pieces.map((each, k) => (k === at || random.below(12) === 0 ? varied(random, each) : each));
  }
}

/** Instructions that may stand anywhere. */
const HARMLESS = [[OP.nop], [OP.unreachable], [OP.block, 0x40, OP.end], [OP.i32Const, 7, OP.drop]].map((bytes) =>
  Uint8Array.from(bytes),
);

/** Unsigned LEB128 of small, of large and of needlessly long numbers. */
const IMMEDIATES = [[0], [1], [3], [0x7f], [0xff, 0x7f], [0x80, 0x80, 4], [0xff, 0xff, 0xff, 0xff, 0x0f], [0x80, 0]];

/** Another instruction of the same types. */
function varied(random: RandomSource, piece: Uint8Array): Uint8Array {
  const opcode = piece[0] as number;
  const immediate = random.pick(IMMEDIATES);
  const alike = (from: number, to: number): number => {
    const { first, second, result } = SIGNATURES;
    const opcodes = Array.from({ length: to - from }, (_, k) => from + k);
    const same = (table: Uint8Array) => (other: number) => table[other] === table[opcode];
    return random.pick(opcodes.filter(same(first)).filter(same(second)).filter(same(result)));
  };
  if (opcode >= 0x45 && opcode <= 0xc4) return Uint8Array.of(alike(0x45, 0xc5));
  if (opcode >= 0x28 && opcode <= 0x3e) return join([alike(0x28, 0x3f), 0], immediate);
  if (opcode === OP.i32Const) return join([opcode], immediate);
  if (opcode === OP.i64Const) return join([opcode], random.pick([immediate, [0xff, 0xff, 0xff, 0xff, 0xff, 0x7e]]));
  if (opcode === OP.f32Const || opcode === OP.f64Const) {
    const bytes = Uint8Array.from(piece, () => random.pick([0, 1, 0x7f, 0x80, 0xf0, 0xff, random.below(256)]));
    return join([opcode], bytes.subarray(1));
  }
  return piece;
}
