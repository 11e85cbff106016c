// hello: greets its arguments, or the world: "Hello, Ada, from a paid job".
// Written on the bare WASI calls without a run-time library, so that the program is a few hundred bytes
// and can travel inside an order.
import {
  args_get,
  args_sizes_get,
  fd_write,
} from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

const SPACE: u8 = 32;
const STDOUT: u32 = 1;

export function _start(): void {
  const sizes = memory.data(8);
  args_sizes_get(sizes, sizes + 4);
  const count = load<u32>(sizes);
  const length = load<u32>(sizes, 4);

  const pointers = __heap_base;
  const strings = pointers + 4 * count;
  const pagesMissing = <i32>((strings + length + 0xffff) >> 16) - memory.size();
  if (pagesMissing > 0) memory.grow(pagesMissing);
  args_get(pointers, strings);

  // The strings lie behind each other, each ended by a zero byte: the zeros between them become spaces.
  const end = strings + length - 1;
  let name = memory.data<u8>([119, 111, 114, 108, 100]); // world
  let nameLength: usize = 5;
  if (count > 1) {
    name = load<u32>(pointers, 4);
    nameLength = end - name;
    for (let at = name; at < end; at++) if (load<u8>(at) == 0) store<u8>(at, SPACE);
  }

  const parts = memory.data(24);
  store<u32>(parts, memory.data<u8>([72, 101, 108, 108, 111, 44, 32])); // "Hello, "
  store<u32>(parts, 7, 4);
  store<u32>(parts, name, 8);
  store<u32>(parts, nameLength, 12);
  // ", from a paid job\n"
  store<u32>(parts, memory.data<u8>([44, 32, 102, 114, 111, 109, 32, 97, 32, 112, 97, 105, 100, 32, 106, 111, 98, 10]), 16);
  store<u32>(parts, 18, 20);
  fd_write(STDOUT, parts, 3, sizes);
}
