// [W6] The rules and the cost table carry a version that the job names.

/** Version of everything in this package that decides a result: whitelist, costs, limits, WASI answers. */
export const RULES_VERSION = 1;

/** Charged when a function is entered. */
export const ENTRY_COST = 2;
/** Charged for an instruction with prefix 0xfc, beside what `BULK_SHIFT` says. */
export const PREFIXED_COST = 2;
// [W2] Bulk operations n/16, charged before they execute.
export const BULK_SHIFT = 4;
/** Charged for every host call, implemented or not, before it executes. */
export const HOST_CALL_COST = 500;
/** Charged per byte of randomness: each 32 bytes are one sha256. */
export const RANDOM_BYTE_COST = 4;

/** Charged per byte of a path, before it is read. */
export const PATH_BYTE_COST = 4;
/** A function that calls nothing and costs more is tested for fuel when it is entered, as those that call are. */
export const UNTESTED_COST_MAX = 100;

/** Call depth that a program may reach, in frames' units of 64 bytes; 1 MiB, far below the 64 MiB of the worker's stack. */
export const DEPTH_LIMIT = 16_384;

/**
 * Fuel of one instruction, by its first byte. Structure, constants and moves are free: engines keep them in registers.
 * A `loop` costs one each time its head is reached, so that no endless loop is free.
 */
export const COSTS: Uint8Array = costTable();

function costTable(): Uint8Array {
  const table = new Uint8Array(256).fill(1);
  const set = (cost: number, ...opcodes: number[]): void => {
    for (const opcode of opcodes) table[opcode] = cost;
  };
  set(0, 0x00, 0x01, 0x02, 0x05, 0x0b, 0x1a); // unreachable nop block else end drop
  set(0, 0x20, 0x21, 0x22, 0x41, 0x42, 0x43, 0x44); // local.get local.set local.tee, constants
  set(0, 0xa7, 0xac, 0xad); // i32.wrap, i64.extend_i32
  table.fill(2, 0x28, 0x3f); // loads and stores
  table.fill(2, 0x8b, 0xa7); // float arithmetic
  set(12, 0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82); // integer div, rem
  set(8, 0x95, 0xa3); // float div
  set(10, 0x91, 0x9f); // sqrt
  set(6, 0x10); // call
  set(10, 0x11); // call_indirect
  set(200, 0x40); // memory.grow
  return table;
}
