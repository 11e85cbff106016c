import { Reader, refuse, Writer } from "./binary.js";
import { BULK_SHIFT, COSTS, DEPTH_LIMIT, ENTRY_COST, PREFIXED_COST, UNTESTED_COST_MAX } from "./cost.js";
import { BODY_BYTES_MAX, INSTRUMENTED_BYTES_MAX, PAGES_MAX } from "./limits.js";
import { F32, F64, type FuncType, I32, I64, type Module, SECTION } from "./module.js";
import { OP, PREFIXED, skipImmediates } from "./opcodes.js";
import type { BodyFacts, ValidModule } from "./validate.js";

/** Exports of an instrumented module; the names are reserved, so that no program has them. */
export const EXPORTS = {
  start: "_start",
  memory: "dcm_memory",
  /** i64: fuel left. */
  fuel: "dcm_fuel",
  /** i32: depth of the call stack in units of 64 bytes. */
  depth: "dcm_depth",
  /** i32: 0, `GROW.refused` or `GROW.hostFailed`. */
  grow: "dcm_grow",
} as const;

/** What became of memory.grow: refused at the maximum, or failed below it for lack of host memory. */
export const GROW = { refused: 1, hostFailed: 2 } as const;

export interface InstrumentOptions {
  /** `local` is the faster build; `global` keeps the fuel exact at every moment, hence also at a trap. */
  readonly counter: "local" | "global";
  /** The job's memory limit in pages of 64 KiB, from the module's minimum to 65,536. */
  readonly memoryPages: number;
}

/**
 * Rewrites a module in one pass so that it counts fuel and call depth, canonicalises NaNs where their bits become
 * visible, and stops growing at min(its own, the job's) maximum.
 *
 * @param module  as `validate` gave it
 * @returns a new module whose only exports are `EXPORTS`
 * @throws ModuleError  a function is too large once instrumented
 * @see PROTOCOL.md [W2]
 */
export function instrument(module: ValidModule, options: InstrumentOptions): Uint8Array {
  const maxPages = Math.min(module.memory?.max ?? PAGES_MAX, options.memoryPages);
  const plan: Plan = {
    module,
    blockTypes: new Map(),
    types: [...module.types],
    counter: options.counter,
    maxPages,
    fuel: module.globals.length,
    depth: module.globals.length + 1,
    grow: module.globals.length + 2,
  };
  const code = writeCode(plan);
  const out = new Writer(module.bytes.length + code.length);
  out.raw(module.bytes, 0, 8);
  for (const id of [1, 2, 3, 4, 5, 6, 7, 9, 12, 10, 11]) writeSection(plan, id, code, out);
  return out.view();
}

interface Plan {
  readonly module: ValidModule;
  /** Type index of blocks that give several results, by function type. */
  readonly blockTypes: Map<FuncType, number>;
  /** The module's types, then those added for blocks. */
  readonly types: FuncType[];
  readonly counter: "local" | "global";
  readonly maxPages: number;
  /** Indices of the added globals. */
  readonly fuel: number;
  readonly depth: number;
  readonly grow: number;
}

function writeSection(plan: Plan, id: number, code: Writer, out: Writer): void {
  const { module } = plan;
  const span = module.sections.get(id);
  const content = new Writer();
  if (id === SECTION.type) writeTypes(plan, content);
  else if (id === SECTION.memory && module.memory !== undefined) {
    // [W2] memory.grow fails exactly at min(the module's, the job's) maximum.
    content.put(1, 1).u32(module.memory.min).u32(plan.maxPages);
  } else if (id === SECTION.global) writeGlobals(plan, content);
  else if (id === SECTION.export) writeExports(plan, content);
  else if (id === SECTION.code) content.raw(code.view());
  else if (span !== undefined) content.raw(module.bytes, span.start, span.end);
  else return;
  if (content.length === 0) return;
  out.put(id).u32(content.length).raw(content.view());
}

function writeTypes(plan: Plan, out: Writer): void {
  out.u32(plan.types.length);
  for (const { params, results } of plan.types) {
    out
      .put(0x60)
      .u32(params.length)
      .put(...params)
      .u32(results.length)
      .put(...results);
  }
}

function writeGlobals({ module }: Plan, out: Writer): void {
  const span = module.sections.get(SECTION.global);
  out.u32(module.globals.length + 3);
  if (span !== undefined) {
    const reader = new Reader(module.bytes, span.start, span.end);
    reader.skipLeb();
    out.raw(module.bytes, reader.at, span.end);
  }
  out.put(I64, 1, OP.i64Const, 0, OP.end);
  out.put(I32, 1, OP.i32Const, 0, OP.end, I32, 1, OP.i32Const, 0, OP.end);
}

function writeExports(plan: Plan, out: Writer): void {
  const { module } = plan;
  out.u32(module.memory === undefined ? 4 : 5);
  out.ascii(EXPORTS.start).put(0).u32(module.entry);
  if (module.memory !== undefined) out.ascii(EXPORTS.memory).put(2, 0);
  out.ascii(EXPORTS.fuel).put(3).u32(plan.fuel);
  out.ascii(EXPORTS.depth).put(3).u32(plan.depth);
  out.ascii(EXPORTS.grow).put(3).u32(plan.grow);
}

function writeCode(plan: Plan): Writer {
  const { module } = plan;
  const out = new Writer(module.bytes.length * 2);
  const body = new Writer(1 << 16);
  out.u32(module.bodies.length);
  module.bodies.forEach((span, index) => {
    const type = module.funcs[index + module.imports.length] as FuncType;
    body.clear();
    new BodyWriter(plan, type, module.facts[index] as BodyFacts, body).write(span);
    if (body.length > BODY_BYTES_MAX) refuse(`function ${index + module.imports.length} is too large`);
    out.u32(body.length).raw(body.view());
    if (out.length > INSTRUMENTED_BYTES_MAX) refuse("module is too large once instrumented");
  });
  return out;
}

/** Where fuel is charged in a body: behind the byte position `at`, ascending. */
interface Charges {
  readonly at: number[];
  readonly cost: number[];
  readonly calls: boolean;
  /** Of all blocks together. */
  readonly total: number;
}

// [W2] Fuel is counted per basic block: a block is charged whole when it is entered.
function planCharges(module: Module, start: number, end: number): Charges {
  const reader = new Reader(module.bytes, start, end);
  const at: number[] = [];
  const cost: number[] = [];
  const loops: boolean[] = [];
  let leader = start;
  let sum = ENTRY_COST;
  let total = 0;
  let dead = false;
  let calls = false;
  const cut = (): void => {
    if (sum > 0) cost[at.push(leader) - 1] = sum;
    total += sum;
    leader = reader.at;
    sum = 0;
  };
  while (reader.at < end) {
    const opcode = reader.u8();
    skipImmediates(reader, opcode);
    // A loop's own cost belongs to its head, which is reached once a turn.
    if (!dead && opcode !== OP.loop) sum += opcode === OP.prefixed ? PREFIXED_COST : (COSTS[opcode] as number);
    if (opcode > OP.callIndirect) continue;
    if (opcode === OP.call || opcode === OP.callIndirect) calls = true;
    else if (opcode === OP.block) loops.push(false);
    else if (opcode === OP.loop || opcode === OP.if) {
      cut();
      loops.push(opcode === OP.loop);
      if (opcode === OP.loop) {
        dead = false;
        sum = COSTS[OP.loop] as number;
      }
    } else if (opcode === OP.end || opcode === OP.else) {
      // Only falling through reaches the end of a loop, so that its block goes on.
      if (opcode === OP.else || loops.pop() !== true) cut();
      dead = false;
    } else if (opcode !== OP.nop) {
      cut();
      dead = opcode !== OP.brIf;
    }
  }
  return { at, cost, calls, total };
}

const NAN32 = [OP.f32Const, 0x00, 0x00, 0xc0, 0x7f];
const NAN64 = [OP.f64Const, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x7f];
const EMPTY_BLOCK = 0x40;

/** Writes one instrumented body; stretches without an insertion are copied as they stand. */
class BodyWriter {
  private readonly code = new Writer(256);
  private readonly added: number[] = [];
  private readonly scratch = new Map<string, number>();
  private reader!: Reader;
  private copied = 0;
  /** Local that holds the fuel, or -1 when it stays in the global. */
  private fuelLocal = -1;

  constructor(
    private readonly plan: Plan,
    private readonly type: FuncType,
    private readonly facts: BodyFacts,
    private readonly out: Writer,
  ) {}

  write({ start, end }: { start: number; end: number }): void {
    const { bytes } = this.plan.module;
    this.reader = new Reader(bytes, start, end);
    const groups = this.reader.u32();
    const groupsAt = this.reader.at;
    for (let left = groups; left > 0; left--) {
      this.reader.skipLeb();
      this.reader.skip(1);
    }
    const codeAt = this.reader.at;
    this.copied = codeAt;
    this.instructions(planCharges(this.plan.module, codeAt, end), codeAt, end);
    this.out.u32(groups + this.added.length).raw(bytes, groupsAt, codeAt);
    for (const type of this.added) this.out.put(1, type);
    this.out.raw(this.code.view());
  }

  private instructions(charges: Charges, codeAt: number, end: number): void {
    const { code, reader } = this;
    // A body of one block gains nothing from a local.
    if (this.plan.counter === "local" && charges.at.length > 1) this.fuelLocal = this.local("fuel", I64);
    // Leaves need no count of depth: their callers' frames are counted.
    const units = charges.calls ? frameUnits(this.facts) : 0;
    const wrapped = units > 0 || this.fuelLocal >= 0;
    this.fill();
    if (units > 0) this.enter(units);
    let next = 0;
    const charge = (at: number): void => {
      if (charges.at[next] !== at) return;
      this.copy(at);
      this.charge(() => code.put(OP.i64Const).s32(charges.cost[next] as number));
      next++;
    };
    charge(codeAt);
    if (wrapped) this.openBlock();
    if (charges.calls || charges.total > UNTESTED_COST_MAX) this.test();
    let open = 0;
    // Each turn reads an instruction of the validated body.
    while (reader.at < end - 1) {
      const at = reader.at;
      const opcode = reader.u8();
      const second = skipImmediates(reader, opcode);
      if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) open++;
      else if (opcode === OP.end) open--;
      else if (opcode === OP.return && wrapped) this.replaceReturn(at, open);
      else this.instruction(opcode, second, at);
      charge(reader.at);
      if (opcode === OP.loop) this.test();
    }
    this.copy(end - 1);
    if (wrapped) code.put(OP.end);
    if (units > 0) this.leave(units);
    this.spill();
    code.put(OP.end);
  }

  /** Copies what was not yet copied of the body, up to a position. */
  private copy(to: number): void {
    this.code.raw(this.plan.module.bytes, this.copied, to);
    this.copied = to;
  }

  private local(name: string, type: number): number {
    const known = this.scratch.get(name);
    if (known !== undefined) return known;
    const index = this.facts.locals + this.added.push(type) - 1;
    this.scratch.set(name, index);
    return index;
  }

  private openBlock(): void {
    const { results } = this.type;
    if (results.length > 1) this.code.put(OP.block).s32(resultsType(this.plan, this.type));
    else this.code.put(OP.block, results[0] ?? EMPTY_BLOCK);
  }

  // The depth must also come down when a function returns early, so that returning is leaving the wrapping block.
  private replaceReturn(at: number, open: number): void {
    this.copy(at);
    this.code.put(OP.br).u32(open);
    this.copied = this.reader.at;
  }

  private instruction(opcode: number, second: number, at: number): void {
    switch (opcode) {
      case OP.call:
      case OP.callIndirect:
        if (this.fuelLocal < 0) return;
        this.copy(at);
        this.spill();
        this.copy(this.reader.at);
        this.fill();
        return;
      // [W2] NaNs are canonicalised wherever their bits become observable.
      case OP.f32Store:
      case OP.i32ReinterpretF32:
      case OP.f32Copysign:
        this.canonicalise(F32, at);
        return;
      case OP.f64Store:
      case OP.i64ReinterpretF64:
      case OP.f64Copysign:
        this.canonicalise(F64, at);
        return;
      case OP.globalSet: {
        const { type } =
          this.plan.module.globals[new Reader(this.plan.module.bytes, at + 1, this.reader.at).u32()] ?? {};
        type === F32 || type === F64 ? this.canonicalise(type, at) : undefined;
        return;
      }
      case OP.memoryGrow:
        this.watchGrow(at);
        return;
      case OP.prefixed:
        if (second < PREFIXED.memoryInit || second === PREFIXED.dataDrop) return;
        this.chargeBulk(at);
        return;
    }
  }

  private getFuel(): void {
    if (this.fuelLocal >= 0) this.code.put(OP.localGet).u32(this.fuelLocal);
    else this.code.put(OP.globalGet).u32(this.plan.fuel);
  }

  /** Subtracts what `amount` leaves on the stack. */
  private charge(amount: () => void): void {
    this.getFuel();
    amount();
    this.code.put(OP.i64Sub);
    if (this.fuelLocal >= 0) this.code.put(OP.localSet).u32(this.fuelLocal);
    else this.code.put(OP.globalSet).u32(this.plan.fuel);
  }

  private spill(): void {
    if (this.fuelLocal >= 0) this.code.put(OP.localGet).u32(this.fuelLocal).put(OP.globalSet).u32(this.plan.fuel);
  }

  private fill(): void {
    if (this.fuelLocal >= 0) this.code.put(OP.globalGet).u32(this.plan.fuel).put(OP.localSet).u32(this.fuelLocal);
  }

  /**
   * Ends the run when no fuel is left. Stands at loop heads, at entries of functions that call or are long, and before
   * bulk operations: the sites where a court build can unwind ([W4]). Between two of them a program can spend no more
   * than the blocks of one function and the short functions that it calls.
   */
  private test(): void {
    this.getFuel();
    this.code.put(OP.i64Const, 0, OP.i64LtS, OP.if, EMPTY_BLOCK);
    this.spill();
    this.code.put(OP.unreachable, OP.end);
  }

  // [W2] Call depth is counted in 64-byte units, with a limit below every engine's stack.
  private enter(units: number): void {
    const { code, plan } = this;
    code.put(OP.globalGet).u32(plan.depth).put(OP.i32Const).s32(units).put(OP.i32Add, OP.globalSet).u32(plan.depth);
    code.put(OP.globalGet).u32(plan.depth).put(OP.i32Const).s32(DEPTH_LIMIT).put(OP.i32GtU);
    code.put(OP.if, EMPTY_BLOCK, OP.unreachable, OP.end);
  }

  private leave(units: number): void {
    const { code, plan } = this;
    code.put(OP.globalGet).u32(plan.depth).put(OP.i32Const).s32(units).put(OP.i32Sub, OP.globalSet).u32(plan.depth);
  }

  /** Makes a NaN on top of the stack positive, quiet and without payload, before the instruction at `at`. */
  private canonicalise(type: number, at: number): void {
    this.copy(at);
    const wide = type === F64;
    const local = this.local(wide ? "f64" : "f32", type);
    this.code
      .put(OP.localTee)
      .u32(local)
      .put(...(wide ? NAN64 : NAN32));
    this.code
      .put(OP.localGet)
      .u32(local)
      .put(OP.localGet)
      .u32(local)
      .put(wide ? OP.f64Eq : OP.f32Eq, OP.select);
  }

  // [W2] Bulk operations n/16, charged before they execute.
  private chargeBulk(at: number): void {
    this.copy(at);
    const count = this.local("count", I32);
    this.code.put(OP.localTee).u32(count);
    this.charge(() => {
      this.code.put(OP.localGet).u32(count).put(OP.i64ExtendI32U, OP.i64Const, BULK_SHIFT, OP.i64ShrU);
    });
    this.test();
  }

  /** Notes why memory.grow answered -1; a failure of the host ends the run, for the program must never see it. */
  private watchGrow(at: number): void {
    const { code, plan } = this;
    const pages = this.local("count", I32);
    const answer = this.local("answer", I32);
    this.copy(at);
    code.put(OP.localTee).u32(pages);
    this.copy(this.reader.at);
    code.put(OP.localTee).u32(answer).put(OP.i32Const, 0x7f, OP.i32Eq, OP.if, EMPTY_BLOCK);
    code.put(OP.localGet).u32(pages).put(OP.i64ExtendI32U, OP.memorySize, 0, OP.i64ExtendI32U, OP.i64Add);
    code.put(OP.i64Const).s32(plan.maxPages).put(OP.i64GtU, OP.if, EMPTY_BLOCK);
    code.put(OP.i32Const, GROW.refused, OP.globalSet).u32(plan.grow);
    code.put(OP.else, OP.i32Const, GROW.hostFailed, OP.globalSet).u32(plan.grow);
    this.spill();
    code.put(OP.unreachable, OP.end, OP.end).put(OP.localGet).u32(answer);
  }
}

/**
 * Size of a frame in units of 64 bytes. Operands count where they are many, because an engine keeps those that live
 * across a call in the frame too.
 */
function frameUnits({ locals, height }: BodyFacts): number {
  return (locals + Math.max(4, height) + 7) >>> 3;
}

/** Index of the type without parameters that has these results, added when it is new. */
function resultsType(plan: Plan, type: FuncType): number {
  const known = plan.blockTypes.get(type);
  if (known !== undefined) return known;
  const index = plan.types.push({ params: [], results: type.results }) - 1;
  plan.blockTypes.set(type, index);
  return index;
}
