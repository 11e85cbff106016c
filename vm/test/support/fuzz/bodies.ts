import { Writer } from "../../../src/binary.js";
import { F32, F64, type FuncType, I32, I64 } from "../../../src/module.js";
import { OP, PREFIXED, SATURATING, SIGNATURES } from "../../../src/opcodes.js";
import type { BinaryFunction } from "../builder.js";
import type { RandomSource } from "../random.js";
import { type Frame, type Nans, VALUES } from "./frame.js";
import { pushArguments } from "./hostcalls.js";

interface Block {
  readonly opcode: number;
  readonly type: FuncType;
  readonly floor: number;
  dead: boolean;
}

const NUMERIC = Array.from({ length: 0xc5 - 0x45 }, (_, k) => 0x45 + k);
const LOADS = Array.from({ length: 14 }, (_, k) => 0x28 + k);
const STORES = Array.from({ length: 9 }, (_, k) => 0x36 + k);
/** Operators of which the bits of a NaN come out. */
const REVEALING: readonly number[] = [OP.i32ReinterpretF32, OP.i64ReinterpretF64, OP.f32Copysign, OP.f64Copysign];
/** Integer divisions and the conversions that do not saturate. */
const TRAPPING = [0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82, 0xa8, 0xa9, 0xaa, 0xab, 0xae, 0xaf, 0xb0, 0xb1];
/** What only floats of that width touch, where NaNs are `stored`. */
export const AREAS = new Map([
  [F64, 32_768],
  [F32, 49_152],
]);
const LOOPS_MAX = 3;

/** Writes one body by putting random instructions on a stack of types that it keeps track of. */
export class BodyGenerator {
  private readonly out = new Writer();
  private readonly stack: number[] = [];
  private readonly blocks: Block[] = [];
  private locals: number[] = [];
  private budget: number;
  private loops = 0;

  constructor(
    private readonly random: RandomSource,
    private readonly frame: Frame,
    private readonly index: number,
  ) {
    this.budget = 5 + random.below(80);
  }

  generate(type: number): BinaryFunction {
    const { params, results } = this.frame.types[type] as FuncType;
    const groups = Array.from({ length: this.random.below(6) }, () => this.random.pick(VALUES));
    // Behind the random ones: a counter of turns for each loop, then one scratch local of each float type.
    const own = [...groups, ...Array<number>(LOOPS_MAX).fill(I32), F32, F64];
    this.locals = [...params, ...own];
    this.open(OP.block, { params: [], results });
    while (this.budget > 0) this.step();
    while (this.blocks.length > 1) this.close();
    this.settle(results);
    return { type, locals: own.map((local) => [1, local] as const), code: this.out.view().slice() };
  }

  private step(): void {
    this.budget--;
    const action = this.random.pick(ACTIONS);
    action(this);
  }

  /** The innermost block. */
  private get block(): Block {
    return this.blocks[this.blocks.length - 1] as Block;
  }

  /** Makes the top of the stack these types: often it is, or else values are pushed. */
  private ensure(types: readonly number[]): void {
    const { floor, dead } = this.block;
    const top = this.stack.slice(Math.max(floor, this.stack.length - types.length));
    const fits = top.every((type, k) => type === types[types.length - top.length + k]);
    if (fits && (top.length === types.length || (dead && this.random.below(2) === 0))) return;
    for (const type of types) this.push(type);
  }

  private take(types: readonly number[]): void {
    this.stack.length = Math.max(this.block.floor, this.stack.length - types.length);
  }

  private give(...types: readonly number[]): void {
    this.stack.push(...types);
  }

  /** Pushes a constant, a local or a global. */
  push(type: number): void {
    const { random, out, frame } = this;
    // The scratch locals at the end hold what is not yet clean.
    const locals = this.locals.slice(0, -2).flatMap((local, k) => (local === type ? [k] : []));
    const globals = frame.globals.flatMap((global, k) => (global.type === type ? [k] : []));
    const way = random.below(4);
    if (way < 2 && locals.length > 0) out.put(OP.localGet).u32(random.pick(locals));
    else if (way === 2 && globals.length > 0) out.put(OP.globalGet).u32(random.pick(globals));
    else out.raw(constant(random, type, frame.nans));
    this.give(type);
  }

  pushAny(): void {
    this.push(this.random.pick(VALUES));
  }

  numeric(): void {
    const { random, frame } = this;
    const opcode = random.pick(NUMERIC);
    if (frame.nans === "stored" && REVEALING.includes(opcode)) return;
    // With random operands most of these trap, which ends a program too early.
    if (TRAPPING.includes(opcode) && random.below(4) > 0) return;
    const operands = [SIGNATURES.first[opcode] as number, SIGNATURES.second[opcode] as number].filter(
      (type) => type !== 0,
    );
    this.ensure(operands);
    this.out.put(opcode);
    this.take(operands);
    this.give(SIGNATURES.result[opcode] as number);
    this.clean();
  }

  saturating(): void {
    const second = this.random.below(SATURATING.length);
    const { operand, result } = SATURATING[second] as { operand: number; result: number };
    this.ensure([operand]);
    this.out.put(OP.prefixed, second);
    this.take([operand]);
    this.give(result);
  }

  /** Where there shall be no NaN: the float on top becomes zero when it is one. */
  private clean(): void {
    const type = this.stack[this.stack.length - 1];
    if (this.frame.nans !== "none" || this.stack.length === this.block.floor || (type !== F32 && type !== F64)) return;
    const wide = type === F64;
    const scratch = this.locals.length - (wide ? 1 : 2);
    this.out.put(OP.localTee).u32(scratch).raw(zero(type));
    this.out
      .put(OP.localGet)
      .u32(scratch)
      .put(OP.localGet)
      .u32(scratch)
      .put(wide ? OP.f64Eq : OP.f32Eq, OP.select);
  }

  variable(): void {
    const { random, out } = this;
    const index = random.below(this.locals.length);
    const type = this.locals[index] as number;
    this.ensure([type]);
    const tee = random.below(2) === 0;
    out.put(tee ? OP.localTee : OP.localSet).u32(index);
    this.take([type]);
    if (tee) this.give(type);
  }

  setGlobal(): void {
    const mutable = this.frame.globals.flatMap((global, k) => (global.mutable ? [k] : []));
    if (mutable.length === 0) return;
    const index = this.random.pick(mutable);
    const type = this.frame.globals[index]?.type as number;
    this.ensure([type]);
    this.out.put(OP.globalSet).u32(index);
    this.take([type]);
  }

  dropOrSelect(): void {
    if (this.random.below(2) === 0) {
      if (this.stack.length === this.block.floor) this.pushAny();
      this.out.put(OP.drop);
      this.stack.pop();
      return;
    }
    const type = this.random.pick(VALUES);
    this.ensure([type, type, I32]);
    this.out.put(OP.select);
    this.take([type, type, I32]);
    this.give(type);
  }

  /** Pushes an address that mostly lies inside the memory, for an access to values of `type`. */
  private address(type: number): number {
    const { random, out, frame } = this;
    const area = frame.nans === "stored" ? AREAS.get(type) : undefined;
    const wild = frame.nans !== "stored" && random.below(30) === 0;
    this.ensure([I32]);
    if (!wild)
      out
        .put(OP.i32Const)
        .s32(frame.nans === "stored" ? 0x3ff8 : 0xfff8)
        .put(0x71);
    this.take([I32]);
    if (area !== undefined) return area;
    if (wild) return random.pick([0, 65_535, 0xffffffff]);
    return random.below(frame.nans === "stored" ? 16_000 : 3);
  }

  load(): void {
    const opcode = this.random.pick(LOADS);
    const type = SIGNATURES.result[opcode] as number;
    const offset = this.address(type);
    this.out
      .put(opcode)
      .u32(this.random.below((SIGNATURES.align[opcode] as number) + 1))
      .u32(offset);
    this.give(type);
    this.clean();
  }

  store(): void {
    const opcode = this.random.pick(STORES);
    const type = SIGNATURES.second[opcode] as number;
    const offset = this.address(type);
    this.give(I32);
    this.push(type);
    this.out
      .put(opcode)
      .u32(this.random.below((SIGNATURES.align[opcode] as number) + 1))
      .u32(offset);
    this.take([I32, type]);
  }

  memory(): void {
    const { random, out } = this;
    if (random.below(2) === 0) {
      out.put(OP.memorySize, 0);
      this.give(I32);
      return;
    }
    out
      .put(OP.i32Const)
      .s32(random.pick([0, 1, 1, 2, 9, -1]))
      .put(OP.memoryGrow, 0);
    this.give(I32);
  }

  bulk(): void {
    const { random, out, frame } = this;
    const second = random.pick([PREFIXED.memoryFill, PREFIXED.memoryCopy, PREFIXED.memoryInit, PREFIXED.dataDrop]);
    // Not segment 0, which is active and so dropped when the program starts; wazero keeps it.
    const segment = 1 + random.below(Math.max(1, frame.segments));
    if (second === PREFIXED.dataDrop) {
      if (frame.segments > 0) out.put(OP.prefixed, second).u32(segment);
      return;
    }
    if (second === PREFIXED.memoryInit && frame.segments === 0) return;
    const most = frame.nans === "stored" ? 16_000 : 33_000;
    const source = second === PREFIXED.memoryInit ? random.below(100) : random.below(most);
    for (const value of [random.below(most), source, random.below(random.below(9) === 0 ? most : 90)]) {
      out.put(OP.i32Const).s32(value);
    }
    out.put(OP.prefixed, second);
    if (second === PREFIXED.memoryInit) out.u32(segment).put(0);
    else if (second === PREFIXED.memoryCopy) out.put(0, 0);
    else out.put(0);
  }

  begin(): void {
    const { random, out, frame } = this;
    if (this.blocks.length > 6) return;
    const opcode = random.pick([OP.block, OP.loop, OP.if] as const);
    if (opcode === OP.loop && this.loops === LOOPS_MAX) return;
    const way = random.below(3);
    const index = random.below(frame.types.length);
    const single = random.pick(VALUES);
    const indexed = frame.types[index] as FuncType;
    const type = way === 0 ? { params: [], results: [] } : way === 1 ? { params: [], results: [single] } : indexed;
    this.ensure(opcode === OP.if ? [...type.params, I32] : type.params);
    if (opcode === OP.if) this.take([I32]);
    this.take(type.params);
    out.put(opcode);
    if (way === 0) out.put(0x40);
    else if (way === 1) out.put(single);
    else out.s32(index);
    this.open(opcode, type);
  }

  private open(opcode: number, type: FuncType): void {
    this.blocks.push({ opcode, type, floor: this.stack.length, dead: false });
    this.give(...type.params);
    if (opcode === OP.loop) this.loops++;
  }

  /** Ends the innermost block; an `if` that changes the types gets its other half. */
  close(): void {
    if (this.blocks.length === 1) return;
    const { opcode, type } = this.block;
    if (opcode === OP.loop) this.turn();
    this.settle(type.results);
    const half = opcode === OP.if && (this.random.below(2) === 0 || type.params.length + type.results.length > 0);
    const { floor } = this.block;
    this.blocks.pop();
    this.stack.length = floor;
    if (half) {
      this.out.put(OP.else);
      this.open(OP.else, type);
      for (let left = this.random.below(4); left > 0; left--) this.random.pick(PLAIN)(this);
      this.settle(type.results);
      this.blocks.pop();
      this.stack.length = floor;
    }
    this.out.put(OP.end);
    this.give(...type.results);
  }

  /** Goes round again unless the loop's counter says that it was enough. */
  private turn(): void {
    const { type } = this.block;
    const counter = this.locals.length - 2 - this.loops;
    this.loops--;
    this.ensure(type.params);
    this.out.put(OP.localGet).u32(counter).put(OP.i32Const, 1, 0x6a, OP.localTee).u32(counter);
    this.out
      .put(OP.i32Const)
      .s32(1 + this.random.below(20))
      .put(0x49, OP.brIf)
      .u32(0);
    this.take(type.params);
    this.give(...type.params);
  }

  /** Leaves exactly these values in the innermost block. */
  private settle(types: readonly number[]): void {
    const { floor } = this.block;
    const rest = this.stack.slice(floor);
    if (rest.length === types.length && rest.every((type, k) => type === types[k])) return;
    for (let left = rest.length; left > 0; left--) this.out.put(OP.drop);
    this.stack.length = floor;
    for (const type of types) this.push(type);
  }

  branch(): void {
    const { random, out } = this;
    const depth = random.below(this.blocks.length);
    const types = this.labelTypes(depth);
    const opcode = random.pick([OP.br, OP.brIf, OP.brIf, OP.brIf, OP.brTable] as const);
    if (opcode === OP.brIf) {
      this.ensure(types);
      this.push(I32);
      // Not always: half of the branches back would never end.
      if (random.below(2) === 0) out.put(0x45);
      this.take([I32]);
      out.put(opcode).u32(depth);
      this.take(types);
      this.give(...types);
      return;
    }
    this.ensure(types);
    if (opcode === OP.brTable) {
      this.push(I32);
      const same = this.blocks.map((_, k) => k).filter((k) => sameTypes(this.labelTypes(k), types));
      const targets = Array.from({ length: random.below(5) }, () => random.pick(same));
      out.put(opcode).u32(targets.length);
      for (const target of targets) out.u32(target);
      out.u32(depth);
    } else out.put(opcode).u32(depth);
    this.die();
  }

  private labelTypes(depth: number): readonly number[] {
    const block = this.blocks[this.blocks.length - 1 - depth] as Block;
    return block.opcode === OP.loop ? block.type.params : block.type.results;
  }

  leave(): void {
    if (this.random.below(3) > 0) return;
    if (this.random.below(8) === 0) this.out.put(OP.unreachable);
    else {
      this.ensure((this.blocks[0] as Block).type.results);
      this.out.put(OP.return);
    }
    this.die();
  }

  private die(): void {
    this.stack.length = this.block.floor;
    this.block.dead = true;
  }

  call(): void {
    const { random, frame, out } = this;
    const count = frame.funcs.length;
    // Mostly forwards, for what calls itself seldom ends.
    const later = this.index + 1 < count && random.below(12) > 0;
    const index = later ? this.index + 1 + random.below(count - this.index - 1) : random.below(count);
    if (index <= this.index && index >= frame.imports.length && random.below(8) > 0) return;
    this.invoke(frame.types[frame.funcs[index] as number] as FuncType, () => out.put(OP.call).u32(index));
  }

  callIndirect(): void {
    const { random, frame, out } = this;
    if (random.below(3) > 0) return;
    const type = random.below(frame.types.length);
    const entry = random.below(frame.tableSize + 1);
    this.invoke(frame.types[type] as FuncType, () =>
      out.put(OP.i32Const).s32(entry).put(OP.callIndirect).u32(type).put(0),
    );
  }

  private invoke({ params, results }: FuncType, call: () => unknown): void {
    this.ensure(params);
    call();
    this.take(params);
    this.give(...results);
  }

  hostCall(): void {
    const { random, frame, out } = this;
    if (frame.imports.length === 0) return;
    const index = random.below(frame.imports.length);
    const name = frame.imports[index] as string;
    if (name === "proc_exit" && random.below(4) > 0) return;
    pushArguments(out, random, name);
    out.put(OP.call).u32(index);
    if (name !== "proc_exit") this.give(I32);
  }
}

type Action = (body: BodyGenerator) => void;

/** Actions that open and close no block. */
const PLAIN: readonly Action[] = [
  (body) => body.pushAny(),
  (body) => body.numeric(),
  (body) => body.variable(),
  (body) => body.load(),
  (body) => body.store(),
  (body) => body.hostCall(),
  (body) => body.call(),
];

const WEIGHTED: readonly (readonly [number, Action])[] = [
  [4, (body) => body.pushAny()],
  [14, (body) => body.numeric()],
  [1, (body) => body.saturating()],
  [4, (body) => body.variable()],
  [2, (body) => body.setGlobal()],
  [2, (body) => body.dropOrSelect()],
  [3, (body) => body.load()],
  [5, (body) => body.store()],
  [1, (body) => body.memory()],
  [1, (body) => body.bulk()],
  [5, (body) => body.begin()],
  [4, (body) => body.close()],
  [3, (body) => body.branch()],
  [1, (body) => body.leave()],
  [3, (body) => body.call()],
  [1, (body) => body.callIndirect()],
  [4, (body) => body.hostCall()],
];
const ACTIONS: readonly Action[] = WEIGHTED.flatMap(([weight, action]) => Array<Action>(weight).fill(action));

function sameTypes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((type, k) => type === b[k]);
}

const I64S = [0n, 1n, -1n, 7n, 1n << 40n, -(1n << 63n), (1n << 63n) - 1n];
const F32S = [0, 0x80000000, 0x3fc00000, 0x7f800000, 0xff800000, 1, 0x4f000000, 0xc2f70000];
const F64S = [
  0n,
  1n << 63n,
  0x3ff8n << 48n,
  0x7ff0n << 48n,
  0xfff0n << 48n,
  1n,
  0x43e0n << 48n,
  0xc1e0n << 48n,
  0x40fen << 48n,
];
const NANS32 = [0x7fc00000, 0xffc00000, 0x7f800001, 0xffa00123];
const NANS64 = [0x7ff8n << 48n, 0xfff8n << 48n, (0x7ff0n << 48n) | 1n, (0xfff4n << 48n) | 0x123n];

/** An instruction that pushes a constant; a NaN only where there may be one. */
export function constant(random: RandomSource, type: number, nans: Nans): Uint8Array {
  const nan = nans !== "none" && random.below(6) === 0;
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  const out = new Writer(16);
  switch (type) {
    case I32:
      return out
        .put(OP.i32Const)
        .s32(random.below(2) === 0 ? random.below(64) : random.pick(I32S))
        .view();
    case I64:
      return out
        .put(OP.i64Const)
        .raw(s64(random.pick(I64S)))
        .view();
    case F32:
      view.setUint32(0, random.pick(nan ? NANS32 : F32S), true);
      return out.put(OP.f32Const).raw(bytes, 0, 4).view();
    default:
      view.setBigUint64(0, random.pick(nan ? NANS64 : F64S), true);
      return out.put(OP.f64Const).raw(bytes).view();
  }
}

const I32S = [-1, 255, 256, 65_535, 65_536, 2 ** 31 - 1, -(2 ** 31), 1000, -64, -65];

function zero(type: number): Uint8Array {
  return type === F64 ? Uint8Array.of(OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0) : Uint8Array.of(OP.f32Const, 0, 0, 0, 0);
}

function s64(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -64n || rest > 63n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest & 0x7fn));
  return Uint8Array.from(bytes);
}
