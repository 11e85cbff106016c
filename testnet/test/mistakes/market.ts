import { type Rows, run } from "./mistake.js";
import { bloated, GROWS, PRINTS } from "./programs.js";

export const market: Rows = {
  MARKET_NO_ELIGIBLE_PROVIDER: [
    {
      what: "a country without providers",
      args: run("--region", "BR", "--max-total", "1DCM"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --region BR --max-total SUM --wait-for-offer"],
    },
    {
      what: "a country with too few",
      args: run("--region", "FR"),
      exit: 9,
      next: [
        "dcm run @hello --region FR --replicas 1 --max-total SUM",
        "dcm run @hello --max-total SUM",
        "dcm run @hello --region FR --wait-for-offer",
      ],
    },
    {
      what: "a place and a site that do not meet",
      args: run("--region", "FR", "--site", "home"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --region FR --site home --wait-for-offer"],
    },
    {
      what: "a price below every ask",
      args: run("--max-total", "260udcm"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --max-total SUM --wait-for-offer"],
      says: /cheapest ask passing the other constraints: 300/,
    },
    {
      what: "more replicas than providers",
      args: run("--replicas", "9"),
      exit: 9,
      next: [
        "dcm run @hello --replicas 1 --max-total SUM",
        "dcm run @hello --replicas 2 --max-total SUM",
        "dcm run @hello --replicas 9 --wait-for-offer",
      ],
    },
  ],
  MARKET_LIMIT_BELOW_FLOOR: [
    { what: "a budget below the floor", args: run("--max-total", "1udcm"), exit: 12, next: ["dcm run @hello"] },
  ],
  MARKET_UNKNOWN_CLASS: [
    {
      what: "a class that does not exist",
      args: run("--class", "gpu.h100"),
      exit: 12,
      next: ["dcm run @hello", "dcm query market classes"],
    },
  ],
  MARKET_INVALID_SLOTS: [
    {
      what: "more replicas than a job may have",
      args: run("--replicas", "99"),
      exit: 12,
      next: ["dcm run @hello"],
    },
  ],
  JOB_WALL_TIME_TOO_SHORT: [
    {
      what: "less time than the fuel needs",
      args: run("--max-time", "10ms"),
      exit: 12,
      next: ["dcm run @hello --max-time 1500ms"],
    },
  ],
  JOB_ABOVE_CLASS: [
    { what: "more time than the class has", args: run("--max-time", "10h"), exit: 12, next: ["dcm run @hello"] },
  ],
  JOB_INVALID_SPEC: [
    { what: "more fuel than there can be", args: run("--max-fuel", "9999T"), exit: 12, next: ["dcm run @hello"] },
    {
      what: "an input that leads out of the job",
      args: (w) => run("--input", `in/../../x=${w.file("notes.txt", "hello")}`),
      exit: 12,
      next: ["dcm run --help"],
    },
  ],
  BLOB_REFUSED: [
    {
      what: "an input over the limit",
      args: (w) => run("--input", `in/x=${w.file("bloated.bin", bloated())}`),
      exit: 6,
      next: ["dcm run --help"],
    },
    {
      what: "a store that takes nothing",
      args: (w) => ["run", "@hello", "--input", w.file("notes.txt", "hello"), "--node", w.tampered("no-store")],
      exit: 6,
      next: ["dcm run --help"],
    },
  ],
  BLOB_UNAVAILABLE: [
    {
      what: "an output that was forged on the way",
      args: async (w) => ["job", "logs", await w.fresh(), "--node", w.tampered("other-content")],
      exit: 5,
      next: ["dcm job wait N --node PROXY/other-content"],
      locked: true,
    },
  ],
  RESULT_MISMATCH: [
    {
      what: "a result that nobody revealed",
      args: async (w) => ["job", "logs", await w.fresh(), "--node", w.tampered("other-result")],
      exit: 11,
      next: ["dcm job wait N --node PROXY/other-result"],
      locked: true,
    },
  ],
  JOB_NO_OUTPUT: [
    {
      what: "the output of a job that nobody took",
      args: (w) => ["job", "logs", w.jobs.open],
      exit: 1,
      next: ["dcm job logs N --follow", "dcm job wait N"],
    },
  ],
  JOB_CANCELLED: [
    {
      what: "a job that was cancelled",
      args: (w) => ["job", "wait", w.jobs.cancelled],
      exit: 1,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_EXPIRED: [
    {
      what: "an order that nobody took in time",
      args: (w) => ["job", "wait", w.jobs.expired],
      exit: 9,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_REJECTED: [
    {
      what: "a result that the buyer rejected",
      args: (w) => ["job", "wait", w.jobs.rejected],
      exit: 11,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_FAILED: [
    {
      what: "a job that two providers could not run",
      args: (w) => ["job", "wait", w.jobs.failed],
      exit: 10,
      next: ["dcm job explain N", "dcm receipt N"],
    },
    {
      what: "an input that nobody serves",
      args: (w) => ["job", "wait", w.jobs.unreachable],
      exit: 10,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_VOID: [
    {
      what: "results that differ",
      args: (w) => ["job", "wait", w.jobs.void],
      exit: 11,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  WAIT_TIMEOUT: [
    { what: "no patience", args: run("--timeout", "1ms"), exit: 8, next: ["dcm job wait N"], locked: true },
  ],
  OUT_OF_FUEL: [
    {
      what: "a program that spins",
      args: ["run", "@exitcode", "--max-fuel", "100M", "--", "spin"],
      exit: 137,
      next: ["dcm run @exitcode --max-fuel 1G -- spin"],
    },
  ],
  OUT_OF_MEMORY: [
    {
      what: "a program that takes all memory",
      args: (w) => ["run", w.file("grows.wasm", GROWS)],
      exit: 137,
      next: ["dcm query market classes"],
    },
  ],
  OUTPUT_LIMIT: [
    {
      what: "a program that prints without end",
      args: (w) => ["run", w.file("prints.wasm", PRINTS), "--max-output", "100k"],
      exit: 137,
      next: ["dcm query market classes"],
    },
  ],
  TRAP: [
    { what: "a program that traps", args: ["run", "@exitcode", "--", "trap"], exit: 134, next: ["dcm job logs N"] },
  ],
};
