// mandelbrot: draws the set as a grey picture (PGM) to out/mandelbrot.pgm. Heavy on floating point.
//   mandelbrot [width = 240] [height = 160] [iterations = 255]
import { fd_close, fd_write, path_open } from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

const ROOT: u32 = 3;
const CREATE_AND_TRUNCATE: u16 = 1 | 8;
const RIGHT_TO_WRITE: u64 = 1 << 6;

const width = numberArgument(1, 240);
const height = numberArgument(2, 160);
const iterations = numberArgument(3, 255);
if (width < 1 || height < 1 || iterations < 1 || width > 4096 || height > 4096) {
  console.error("usage: mandelbrot [width 1..4096] [height 1..4096] [iterations > 0]");
  process.exit(2);
}

const header = String.UTF8.encode("P5\n" + width.toString() + " " + height.toString() + "\n255\n");
const picture = new Uint8Array(width * height);
let members = 0;
for (let row = 0; row < height; row++) {
  for (let column = 0; column < width; column++) {
    const x = (3.0 * (<f64>column + 0.5)) / <f64>width - 2.1;
    const y = (2.4 * (<f64>row + 0.5)) / <f64>height - 1.2;
    const steps = escape(x, y, iterations);
    if (steps == iterations) members++;
    picture[row * width + column] = steps == iterations ? 0 : <u8>(255 - (steps * 8) % 256);
  }
}
write("out/mandelbrot.pgm", header, picture.buffer);
console.log(width.toString() + " x " + height.toString() + " points, " + members.toString() + " in the set, picture in out/mandelbrot.pgm");

/** How many steps the point takes to leave the circle of radius 2, at most `limit`. */
function escape(x: f64, y: f64, limit: i32): i32 {
  let re = 0.0;
  let im = 0.0;
  for (let step = 0; step < limit; step++) {
    const re2 = re * re;
    const im2 = im * im;
    if (re2 + im2 > 4.0) return step;
    im = 2.0 * re * im + y;
    re = re2 - im2 + x;
  }
  return limit;
}

function numberArgument(index: i32, otherwise: i32): i32 {
  return process.argv.length > index ? I32.parseInt(process.argv[index]) : otherwise;
}

function write(path: string, first: ArrayBuffer, second: ArrayBuffer): void {
  const name = String.UTF8.encode(path);
  const result = memory.data(4);
  if (path_open(ROOT, 0, changetype<usize>(name), name.byteLength, CREATE_AND_TRUNCATE, RIGHT_TO_WRITE, 0, 0, result) != 0) {
    console.error("cannot create " + path);
    process.exit(1);
  }
  const file = load<u32>(result);
  const parts = memory.data(16);
  store<u32>(parts, changetype<usize>(first));
  store<u32>(parts, first.byteLength, 4);
  store<u32>(parts, changetype<usize>(second), 8);
  store<u32>(parts, second.byteLength, 12);
  fd_write(file, parts, 2, result);
  fd_close(file);
}
