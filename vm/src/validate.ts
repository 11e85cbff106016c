import { ModuleError, Reader, refuse } from "./binary.js";
import {
  BRANCH_TABLE_MAX,
  HEIGHT_MAX,
  LOCALS_MAX,
  LOCALS_TOTAL_MAX,
  MOVE_WEIGHT,
  WEIGHT_MAX,
  WEIGHT_TOTAL_MAX,
} from "./limits.js";
import { type FuncType, I32, type Module, parseModule, typeAt, valueType } from "./module.js";
import { OP, PREFIXED, SATURATING, SIGNATURES } from "./opcodes.js";

/** What the rewriter needs to know of a function body beside its bytes. */
export interface BodyFacts {
  /** Parameters included. */
  readonly locals: number;
  /** Greatest number of values on the operand stack. */
  readonly height: number;
}

/** A module that passed every check. */
export interface ValidModule extends Module {
  /** One for each body. */
  readonly facts: readonly BodyFacts[];
}

export type Validation =
  | { readonly ok: true; readonly module: ValidModule }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks that a module may run on the market: sections, imports, limits and opcodes of the whitelist, and the types of
 * every operand (core specification 2.0, §3 and appendix "Validation Algorithm").
 *
 * @param bytes  the module, at most 64 MiB
 * @returns the section model for `instrument`, or the first reason to refuse, with the function where it stands
 * @see PROTOCOL.md [W1]
 */
export function validate(bytes: Uint8Array): Validation {
  let where = "";
  try {
    const module = parseModule(bytes);
    const checker = new BodyChecker(module);
    const facts = module.bodies.map((body, index) => {
      where = `function ${index + module.imports.length}: `;
      return checker.check(module.funcs[index + module.imports.length] as FuncType, body);
    });
    return { ok: true, module: { ...module, facts } };
  } catch (error) {
    if (error instanceof ModuleError) return { ok: false, reason: where + error.message };
    throw error;
  }
}

/** Places where an engine looks at all slots, of what the rewriter turns into more than one. */
const SITES = { loop: 3, bulk: 2, grow: 5 } as const;

/** A type that fits any other: what an unreachable instruction would have left. */
const ANY = 0;

interface Frame {
  readonly opcode: number;
  readonly type: FuncType;
  /** Operands below this belong to the enclosing frames. */
  readonly floor: number;
  /** True behind an instruction that never continues. */
  dead: boolean;
}

/** Tracks operand types through one function body after the other. */
class BodyChecker {
  private readonly stack: number[] = [];
  private readonly frames: Frame[] = [];
  private frame!: Frame;
  private locals: number[] = [];
  private height = 0;
  private localsLeft = LOCALS_TOTAL_MAX;
  private weight = 0;
  private weightMax = WEIGHT_MAX;
  private weightLeft = WEIGHT_TOTAL_MAX;
  private reader!: Reader;

  constructor(private readonly module: Module) {}

  check(type: FuncType, body: { start: number; end: number }): BodyFacts {
    this.reader = new Reader(this.module.bytes, body.start, body.end);
    this.readLocals(type);
    this.stack.length = 0;
    this.frames.length = 0;
    this.height = 0;
    this.weight = 0;
    this.weightMax = Math.min(WEIGHT_MAX, this.weightLeft);
    this.open(OP.block, { params: [], results: type.results });
    // Each turn reads a byte or more of the body.
    while (this.frames.length > 0) this.instruction(this.reader.u8());
    this.weightLeft -= this.weight;
    if (this.reader.at !== body.end) refuse("bytes behind the function's end");
    return { locals: this.locals.length, height: this.height };
  }

  private readLocals(type: FuncType): void {
    this.locals = [...type.params];
    for (let left = this.reader.u32(); left > 0; left--) {
      const count = this.reader.u32();
      if (count > LOCALS_MAX - this.locals.length) refuse(`more than ${LOCALS_MAX} locals`);
      this.localsLeft -= count;
      if (this.localsLeft < 0) refuse(`more than ${LOCALS_TOTAL_MAX} locals in all functions`);
      const local = valueType(this.reader.u8());
      for (let k = 0; k < count; k++) this.locals.push(local);
    }
  }

  /** Counts what an engine has to do at `sites` places that each move `values` values, before we do the like. */
  private visit(sites: number, values: number): void {
    this.weigh(sites * (this.locals.length + this.stack.length + MOVE_WEIGHT * values + 1));
  }

  private weigh(weight: number): void {
    this.weight += weight;
    if (this.weight > this.weightMax) refuse("too heavy to compile");
  }

  private instruction(opcode: number): void {
    if (opcode >= 0x45 && opcode <= 0xc4) this.numeric(opcode);
    else if (opcode >= 0x28 && opcode <= 0x3e) this.access(opcode);
    else if (opcode >= OP.localGet && opcode <= OP.globalSet) this.variable(opcode);
    else if (opcode >= OP.memorySize && opcode <= OP.f64Const) this.constantOrSize(opcode);
    else if (opcode === OP.prefixed) this.prefixed(this.reader.u32());
    else if (opcode <= OP.callIndirect) this.control(opcode);
    else if (opcode === OP.drop) this.pop(ANY);
    else if (opcode === OP.select) this.select();
    // [W1] a whitelist: whatever is not named above is refused.
    else refuse(`opcode 0x${opcode.toString(16)} is not allowed`);
  }

  private numeric(opcode: number): void {
    const second = SIGNATURES.second[opcode] as number;
    if (second !== 0) this.pop(second);
    this.pop(SIGNATURES.first[opcode] as number);
    this.push(SIGNATURES.result[opcode] as number);
  }

  private access(opcode: number): void {
    this.requireMemory();
    if (this.reader.u32() > (SIGNATURES.align[opcode] as number)) refuse("alignment is larger than the access");
    this.reader.u32();
    const second = SIGNATURES.second[opcode] as number;
    if (second !== 0) this.pop(second);
    this.pop(I32);
    if (second === 0) this.push(SIGNATURES.result[opcode] as number);
  }

  private requireMemory(): void {
    if (this.module.memory === undefined) refuse("memory instruction without a memory");
  }

  private variable(opcode: number): void {
    const index = this.reader.u32();
    if (opcode <= OP.localTee) {
      const type = this.locals[index] ?? refuse(`local ${index} does not exist`);
      if (opcode !== OP.localGet) this.pop(type);
      if (opcode !== OP.localSet) this.push(type);
      return;
    }
    const global = this.module.globals[index] ?? refuse(`global ${index} does not exist`);
    if (opcode === OP.globalGet) {
      this.push(global.type);
      return;
    }
    if (!global.mutable) refuse("global is constant");
    this.pop(global.type);
  }

  private constantOrSize(opcode: number): void {
    if (opcode === OP.memorySize || opcode === OP.memoryGrow) {
      this.requireMemory();
      if (this.reader.u8() !== 0) refuse("memory other than 0");
      if (opcode === OP.memoryGrow) {
        this.visit(SITES.grow, 0);
        this.pop(I32);
      }
      this.push(I32);
      return;
    }
    if (opcode === OP.i32Const) this.reader.s32();
    else if (opcode === OP.i64Const) this.reader.skipS64();
    else this.reader.skip(opcode === OP.f32Const ? 4 : 8);
    this.push(I32 + OP.i32Const - opcode);
  }

  private prefixed(second: number): void {
    const conversion = SATURATING[second];
    if (conversion !== undefined) {
      this.pop(conversion.operand);
      this.push(conversion.result);
      return;
    }
    // [W1] table.init, elem.drop, table.copy, table.grow, table.size, table.fill (12 … 17) are refused with the rest.
    if (second < PREFIXED.memoryInit || second > PREFIXED.memoryFill) refuse(`opcode 0xfc ${second} is not allowed`);
    if (second !== PREFIXED.dataDrop) this.requireMemory();
    if (second <= PREFIXED.dataDrop) {
      const segment = this.reader.u32();
      if (segment >= (this.module.dataCount ?? 0)) refuse(`data segment ${segment} is not counted`);
    }
    const memories = [1, 0, 2, 1][second - PREFIXED.memoryInit] as number;
    for (let k = 0; k < memories; k++) if (this.reader.u8() !== 0) refuse("memory other than 0");
    if (second === PREFIXED.dataDrop) return;
    this.visit(SITES.bulk, 0);
    for (let k = 0; k < 3; k++) this.pop(I32);
  }

  private select(): void {
    this.pop(I32);
    const one = this.pop(ANY);
    const other = this.pop(one);
    this.push(one === ANY ? other : one);
  }

  private control(opcode: number): void {
    switch (opcode) {
      case OP.unreachable:
        this.die();
        return;
      case OP.nop:
        return;
      case OP.block:
      case OP.loop:
      case OP.if:
        this.begin(opcode);
        return;
      case OP.else:
        this.otherwise();
        return;
      case OP.end:
        this.finish();
        return;
      case OP.br:
        this.popAll(this.branch(this.label(this.reader.u32())));
        this.die();
        return;
      case OP.brIf: {
        const types = this.branch(this.label(this.reader.u32()));
        this.pop(I32);
        this.popAll(types);
        this.pushAll(types);
        return;
      }
      case OP.brTable:
        this.branchTable();
        return;
      case OP.return:
        this.popAll(this.branch((this.frames[0] as Frame).type.results));
        this.die();
        return;
      case OP.call:
      case OP.callIndirect:
        this.call(opcode);
        return;
      default:
        refuse(`opcode 0x${opcode.toString(16)} is not allowed`);
    }
  }

  private begin(opcode: number): void {
    const type = this.blockType();
    this.visit(opcode === OP.loop ? SITES.loop : 1, type.params.length + type.results.length);
    if (opcode === OP.if) this.pop(I32);
    this.popAll(type.params);
    this.open(opcode, type);
  }

  private blockType(): FuncType {
    const first = this.reader.u8();
    if (first === 0x40) return EMPTY;
    if (first >= 0x41 && first <= 0x7f) return single(valueType(first));
    this.reader.at--;
    // An s33 that is not negative: five bytes at most, the last of which holds five bits with a sign bit of zero.
    let index = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.reader.u8();
      if (shift === 28 && byte > 0x0f) refuse("block type out of range");
      index |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (shift < 28 && (byte & 0x40) !== 0) refuse("block type out of range");
        return typeAt(this.module, index >>> 0);
      }
    }
  }

  private open(opcode: number, type: FuncType): void {
    this.frame = { opcode, type, floor: this.stack.length, dead: false };
    this.frames.push(this.frame);
    this.pushAll(type.params);
  }

  /** Closes the innermost frame: exactly its results are left. */
  private close(): Frame {
    const frame = this.frame;
    this.popAll(this.branch(frame.type.results));
    if (this.stack.length !== frame.floor) refuse("values left over at the end of a block");
    this.frames.pop();
    return frame;
  }

  private otherwise(): void {
    if (this.frame.opcode !== OP.if) refuse("else without if");
    const { type } = this.close();
    this.open(OP.else, type);
  }

  private finish(): void {
    const { opcode, type } = this.close();
    if (opcode === OP.if && !sameTypes(type.params, type.results)) refuse("if without else changes the types");
    if (this.frames.length === 0) return;
    this.frame = this.frames[this.frames.length - 1] as Frame;
    this.pushAll(type.results);
  }

  private label(depth: number): readonly number[] {
    const frame = this.frames[this.frames.length - 1 - depth] ?? refuse(`label ${depth} does not exist`);
    return frame.opcode === OP.loop ? frame.type.params : frame.type.results;
  }

  /** The values that a branch carries, weighed. */
  private branch(types: readonly number[]): readonly number[] {
    this.visit(1, types.length);
    return types;
  }

  private branchTable(): void {
    const count = this.reader.count(BRANCH_TABLE_MAX, "branch targets");
    const targets = Array.from({ length: count }, () => this.label(this.reader.u32()));
    const fallback = this.label(this.reader.u32());
    this.visit(count + 1, fallback.length);
    this.pop(I32);
    for (const types of targets) {
      if (types.length !== fallback.length) refuse("branch targets differ in number of values");
      if (types === fallback || sameTypes(types, fallback)) continue;
      const from = Math.max(this.frame.floor, this.stack.length - types.length);
      const saved = this.stack.slice(from);
      this.popAll(types);
      this.stack.splice(from, this.stack.length, ...saved);
    }
    this.popAll(fallback);
    this.die();
  }

  private call(opcode: number): void {
    const index = this.reader.u32();
    const known = opcode === OP.call;
    const type = known
      ? (this.module.funcs[index] ?? refuse(`function ${index} does not exist`))
      : typeAt(this.module, index);
    if (!known) {
      if (this.reader.u32() !== 0 || this.module.table === undefined) refuse("call through an unknown table");
      this.pop(I32);
    }
    this.weigh(MOVE_WEIGHT * (type.params.length + type.results.length));
    this.popAll(type.params);
    this.pushAll(type.results);
  }

  private push(type: number): void {
    this.stack.push(type);
    if (this.stack.length <= this.height) return;
    this.height = this.stack.length;
    if (this.height > HEIGHT_MAX) refuse(`more than ${HEIGHT_MAX} operands on the stack`);
  }

  private pushAll(types: readonly number[]): void {
    for (const type of types) this.push(type);
  }

  private pop(expected: number): number {
    const { stack, frame } = this;
    if (stack.length === frame.floor) return frame.dead ? expected : refuse("operand stack is empty");
    const actual = stack.pop() as number;
    if (actual !== expected && actual !== ANY && expected !== ANY) refuse("operand has another type");
    return actual === ANY ? expected : actual;
  }

  private popAll(types: readonly number[]): void {
    for (let index = types.length - 1; index >= 0; index--) this.pop(types[index] as number);
  }

  private die(): void {
    this.stack.length = this.frame.floor;
    this.frame.dead = true;
  }
}

const EMPTY: FuncType = { params: [], results: [] };
const SINGLE = new Map<number, FuncType>();

function single(type: number): FuncType {
  const known = SINGLE.get(type) ?? { params: [], results: [type] };
  SINGLE.set(type, known);
  return known;
}

function sameTypes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}
