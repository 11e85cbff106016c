// exitcode: ends in the way its argument says, to see what the market makes of it.
//   exitcode 3      the exit code 3 (0 without an argument)
//   exitcode trap   an illegal instruction
//   exitcode spin   never ends: runs out of fuel
//   exitcode grow   asks for memory until it gets none, then exits with 1
import {
  args_get,
  args_sizes_get,
  proc_exit,
} from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

export function _start(): void {
  const sizes = memory.data(8);
  args_sizes_get(sizes, sizes + 4);
  const count = load<u32>(sizes);
  if (count < 2) return;
  const pointers = __heap_base;
  args_get(pointers, pointers + 4 * count);

  const argument = <usize>load<u32>(pointers, 4);
  const first = load<u8>(argument);
  if (first == 116 /* t */) unreachable();
  if (first == 115 /* s */) for (;;) store<u32>(sizes, load<u32>(sizes) + 1);
  if (first == 103 /* g */) grow();
  let code: u32 = 0;
  for (let at = argument; load<u8>(at) != 0; at++) code = 10 * code + (load<u8>(at) - 48);
  proc_exit(code);
}

function grow(): void {
  while (memory.grow(16) >= 0);
  proc_exit(1);
}
