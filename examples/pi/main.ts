// pi: estimates the number by throwing darts at a square (Monte Carlo).
//   pi [samples = 1000000] [seed = 42]
// The generator is the program's own (xoshiro256**, seeded by splitmix64), so equal arguments give equal output.

let state0: u64, state1: u64, state2: u64, state3: u64;

const samples = process.argv.length > 1 ? <u64>I64.parseInt(process.argv[1]) : 1_000_000;
const seed = process.argv.length > 2 ? <u64>I64.parseInt(process.argv[2]) : 42;

if (samples < 1) {
  console.error("usage: pi [samples > 0] [seed]");
  process.exit(2);
}
startGenerator(seed);

let inside: u64 = 0;
for (let thrown: u64 = 0; thrown < samples; thrown++) {
  const x = nextUnit();
  const y = nextUnit();
  if (x * x + y * y < 1.0) inside++;
}

const share = <f64>inside / <f64>samples;
const estimate = 4.0 * share;
console.log("samples        " + samples.toString() + ", seed " + seed.toString());
console.log("estimate of pi " + estimate.toString());
console.log("error          " + Math.abs(estimate - Math.PI).toString());
console.log("standard error " + (4.0 * Math.sqrt((share * (1.0 - share)) / <f64>samples)).toString());

/** Fills the generator's state from one number (splitmix64). */
function startGenerator(from: u64): void {
  state0 = splitmix(from + 0x9e3779b97f4a7c15);
  state1 = splitmix(from + 2 * 0x9e3779b97f4a7c15);
  state2 = splitmix(from + 3 * 0x9e3779b97f4a7c15);
  state3 = splitmix(from + 4 * 0x9e3779b97f4a7c15);
}

function splitmix(z: u64): u64 {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** A number from 0 up to, but not including, 1 (53 bits of xoshiro256**). */
function nextUnit(): f64 {
  const result = rotl<u64>(state1 * 5, 7) * 9;
  const shifted = state1 << 17;
  state2 ^= state0;
  state3 ^= state1;
  state1 ^= state2;
  state0 ^= state3;
  state2 ^= shifted;
  state3 = rotl<u64>(state3, 45);
  return <f64>(result >> 11) * (1.0 / <f64>(<u64>1 << 53));
}
