// Loaded into an agent by `node --import`: its clock of the day is wrong by DCM_TEST_CLOCK_MS, and when DCM_TEST_CLOCK_STEP_MS is
// given it is set again and again, to the one side and to the other.
const shift = Number(process.env.DCM_TEST_CLOCK_MS);
const step = Number(process.env.DCM_TEST_CLOCK_STEP_MS ?? "0");
const start = performance.now();
const RealDate = Date;

function now() {
  const flips = step > 0 ? Math.floor((performance.now() - start) / step) : 0;
  return RealDate.now() + (flips % 2 === 0 ? shift : -shift);
}

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length > 0) super(...parts);
    else super(now());
  }
  static now() {
    return now();
  }
};
