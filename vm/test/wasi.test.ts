import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { Stop, type WasiContext } from "../src/wasi/context.js";
import { wasiImports } from "../src/wasi/host.js";
import { WASI_PARAMS } from "../src/wasi/signatures.js";
import { contentBytes, initialState } from "../src/wasi/state.js";

const START = 1_763_800_000_000_000_000n;
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const EXISTS = 20;
const FAULT = 21;
const INVALID = 28;
const IS_DIRECTORY = 31;
const TOO_MANY_OPEN = 33;
const NAME_TOO_LONG = 37;
const NO_ENTRY = 44;
const NO_SPACE = 51;
const NOT_IMPLEMENTED = 52;
const NOT_DIRECTORY = 54;
const READ_ONLY = 69;
const NOT_CAPABLE = 76;
const CREATE = 1;
const DIRECTORY = 2;
const EXCLUSIVE = 4;
const TRUNCATE = 8;
const APPEND = 1;

let context: WasiContext;
let wasi: Record<string, (...args: (number | bigint)[]) => number>;
let memory: Uint8Array;
let view: DataView;

function begin(outputBytes = 1000, fuel = 1n << 40n): void {
  const buffer = new ArrayBuffer(65_536);
  const inputs = [{ path: "in/a/data.txt", bytes: Buffer.from("0123456789") }];
  const job = {
    args: ["-n", "né"],
    env: [["HOME", "/"] as const],
    stdin: Buffer.from("typed"),
    inputs,
    clockNs: START,
  };
  context = {
    state: initialState(job, outputBytes),
    randomSeed: new Uint8Array([7]),
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
    onStdout: undefined,
    onStderr: undefined,
    fuel: { value: fuel },
    memory: { buffer },
  };
  wasi = wasiImports(context) as unknown as typeof wasi;
  memory = new Uint8Array(buffer);
  view = new DataView(buffer);
}

beforeEach(() => begin());

function call(name: string, ...args: (number | bigint)[]): number {
  return (wasi[name] as (...args: (number | bigint)[]) => number)(...args);
}

function open(path: string | Uint8Array, openFlags = 0, flags = 0, directory = 3): { errno: number; number: number } {
  const bytes = typeof path === "string" ? Buffer.from(path) : path;
  memory.set(bytes, 1024);
  const errno = call("path_open", directory, 0, 1024, bytes.length, openFlags, 0n, 0n, flags, 2048);
  return { errno, number: view.getUint32(2048, true) };
}

function write(number: number, text: string): number {
  const bytes = Buffer.from(text);
  memory.set(bytes, 4096);
  view.setUint32(3000, 4096, true);
  view.setUint32(3004, bytes.length, true);
  return call("fd_write", number, 3000, 1, 3008);
}

function read(number: number, length: number): string {
  view.setUint32(3000, 8192, true);
  view.setUint32(3004, length, true);
  expect(call("fd_read", number, 3000, 1, 3008)).toBe(SUCCESS);
  return Buffer.from(memory.subarray(8192, 8192 + view.getUint32(3008, true))).toString();
}

function output(path: string): string {
  const content = context.state.outputs.get(path);
  return content === undefined ? "(none)" : Buffer.from(contentBytes(content)).toString();
}

function subscribe(at: number, timeout: bigint, flags = 0): void {
  memory.fill(0, at, at + 48);
  view.setBigUint64(at, BigInt(at), true);
  view.setUint32(at + 16, 1, true);
  view.setBigUint64(at + 24, timeout, true);
  view.setUint16(at + 40, flags, true);
}

function now(): bigint {
  expect(call("clock_time_get", 1, 0n, 64)).toBe(SUCCESS);
  return view.getBigUint64(64, true);
}

describe("arguments and environment", () => {
  test("are the job's, behind a program name that is always the same", () => {
    expect(call("args_sizes_get", 0, 4)).toBe(SUCCESS);
    const [count, size] = [view.getUint32(0, true), view.getUint32(4, true)];
    expect(call("args_get", 16, 100)).toBe(SUCCESS);
    expect(count).toBe(3);
    expect(Buffer.from(memory.subarray(100, 100 + size)).toString()).toBe("program\0-n\0né\0");
    expect([16, 20, 24].map((at) => view.getUint32(at, true))).toEqual([100, 108, 111]);
    expect(call("environ_get", 16, 100)).toBe(SUCCESS);
    expect(Buffer.from(memory.subarray(100, 107)).toString()).toBe("HOME=/\0");
  });
});

describe("the clock", () => {
  test("starts at the job's time and stands still between polls", () => {
    expect([now(), now()]).toEqual([START, START]);
  });

  test("a poll moves it to the earliest subscription and fires what is due", () => {
    subscribe(200, 9_000n);
    subscribe(248, 5_000n);
    subscribe(296, START + 5_000n, 1);
    expect(call("poll_oneoff", 200, 400, 3, 600)).toBe(SUCCESS);
    expect(now()).toBe(START + 5_000n);
    expect(view.getUint32(600, true)).toBe(2);
    expect([view.getBigUint64(400, true), view.getBigUint64(432, true)]).toEqual([248n, 296n]);
  });

  test("a ready descriptor fires at once, without moving it", () => {
    subscribe(200, 9_000n);
    subscribe(248, 0n);
    view.setUint8(256, 1);
    expect(call("poll_oneoff", 200, 400, 2, 600)).toBe(SUCCESS);
    expect(now()).toBe(START);
    expect([view.getUint32(600, true), view.getUint8(410)]).toEqual([1, 1]);
  });

  test("it stops at the end of 64 bits instead of turning over", () => {
    subscribe(200, 2n ** 64n - 1n);
    expect(call("poll_oneoff", 200, 400, 1, 600)).toBe(SUCCESS);
    expect(now()).toBe(2n ** 64n - 1n);
    expect(call("poll_oneoff", 200, 400, 0, 600)).toBe(INVALID);
  });
});

describe("randomness", () => {
  test("is one stream, however it is cut: sha256 of seed and counter", () => {
    const block = (counter: number) =>
      createHash("sha256")
        .update(Buffer.from([7, 0, 0, 0, 0, 0, 0, 0, counter]))
        .digest();
    const stream = Buffer.concat([block(0), block(1), block(2)]);
    expect([call("random_get", 0, 5), call("random_get", 5, 40), call("random_get", 45, 51)]).toEqual([0, 0, 0]);
    expect(Buffer.from(memory.subarray(0, 96))).toEqual(stream);
  });
});

describe("files", () => {
  test("inputs can be read, sought and asked for their size, and cannot be changed", () => {
    const { errno, number } = open("/in/a/data.txt", CREATE);
    expect([errno, number]).toEqual([SUCCESS, 4]);
    expect(read(number, 4)).toBe("0123");
    expect(call("fd_seek", number, -2n, 2, 64)).toBe(SUCCESS);
    expect(read(number, 100)).toBe("89");
    expect(read(number, 100)).toBe("");
    expect(call("fd_filestat_get", number, 64)).toBe(SUCCESS);
    expect([view.getUint8(80), view.getBigUint64(96, true)]).toEqual([4, 10n]);
    expect(write(number, "x")).toBe(READ_ONLY);
    expect(open("in/a/data.txt", TRUNCATE).errno).toBe(READ_ONLY);
    expect(open("in/a/data.txt", CREATE | EXCLUSIVE).errno).toBe(EXISTS);
  });

  test("files are created under out/ alone", () => {
    expect(open("tmp.txt", CREATE).errno).toBe(READ_ONLY);
    expect(open("in/new.txt", CREATE).errno).toBe(READ_ONLY);
    expect(open("out/new.txt").errno).toBe(NO_ENTRY);
    expect(open("../etc/passwd").errno).toBe(NOT_CAPABLE);
    expect(open("out/../../x", CREATE).errno).toBe(NOT_CAPABLE);
    const { errno, number } = open("./out//deep/./new.txt", CREATE);
    expect([errno, write(number, "abc")]).toEqual([SUCCESS, SUCCESS]);
    expect(output("out/deep/new.txt")).toBe("abc");
  });

  test("writing behind the end leaves zeros, appending writes at the end, truncating empties", () => {
    const first = open("out/a", CREATE).number;
    write(first, "ab");
    expect(call("fd_seek", first, 4n, 0, 64)).toBe(SUCCESS);
    write(first, "c");
    expect(output("out/a")).toBe("ab\0\0c");
    const second = open("out/a", 0, APPEND).number;
    write(second, "!");
    expect(call("fd_seek", first, 0n, 0, 64)).toBe(SUCCESS);
    expect(read(first, 100)).toBe("ab\0\0c!");
    open("out/a", TRUNCATE);
    expect(output("out/a")).toBe("");
  });

  test("a relative path counts from the directory it is opened by", () => {
    const { number } = open("in/a");
    expect(read(open("data.txt", 0, 0, number).number, 3)).toBe("012");
    expect(open("../b", 0, 0, number).errno).toBe(NO_ENTRY);
  });

  test("no spelling of a path leads out of the root, over an input or through a file", () => {
    expect(open("out/file", CREATE).errno).toBe(SUCCESS);
    const rows: [path: string | Uint8Array, flags: number, errno: number][] = [
      ["..", 0, NOT_CAPABLE],
      ["/..", 0, NOT_CAPABLE],
      ["out/../..", 0, NOT_CAPABLE],
      ["in/./../../out/x", CREATE, NOT_CAPABLE],
      ["/../in/a/data.txt", 0, NOT_CAPABLE],
      ["//in//a/./b/../data.txt", 0, SUCCESS],
      ["in/a/data.txt/", 0, SUCCESS],
      ["", 0, SUCCESS],
      ["...", 0, NO_ENTRY],
      ["out/..x", 0, NO_ENTRY],
      ["in/a/data.txt\0", 0, INVALID],
      ["out/\0", CREATE, INVALID],
      [Uint8Array.of(0x6f, 0xff), 0, INVALID],
      [Uint8Array.of(0xc0, 0xaf), 0, INVALID],
      [Uint8Array.of(0xed, 0xa0, 0x80), 0, INVALID],
      ["IN/a/data.txt", 0, NO_ENTRY],
      ["in\\a\\data.txt", 0, NO_ENTRY],
      ["out", CREATE | EXCLUSIVE, EXISTS],
      ["out", TRUNCATE, IS_DIRECTORY],
      ["out/file", DIRECTORY, NOT_DIRECTORY],
      ["out/file/below", CREATE, NOT_DIRECTORY],
      ["out/file/../other", CREATE, SUCCESS],
      ["in/a/data.txt/below", CREATE, READ_ONLY],
      ["in/x", CREATE, READ_ONLY],
      ["x".repeat(257), CREATE, NAME_TOO_LONG],
    ];
    const answers = rows.map(([path, flags]) => [path, flags, open(path, flags).errno]);
    expect(answers).toEqual(rows);
    expect([...context.state.outputs.keys()]).toEqual(["out/file", "out/other"]);
  });

  test("directories made by the program exist afterwards", () => {
    const path = Buffer.from("out/x/y");
    memory.set(path, 1024);
    const make = () => call("path_create_directory", 3, 1024, path.length);
    expect([make(), make()]).toEqual([SUCCESS, EXISTS]);
    expect(call("path_filestat_get", 3, 0, 1024, path.length, 64)).toBe(SUCCESS);
    expect(view.getUint8(80)).toBe(3);
  });

  test("the lowest free number is used again, and closed ones are bad", () => {
    const [a, b] = [open("out/a", CREATE).number, open("out/b", CREATE).number];
    expect(call("fd_close", a)).toBe(SUCCESS);
    expect([call("fd_close", a), write(a, "x"), call("fd_fdstat_get", -1, 0)]).toEqual(Array(3).fill(BAD_DESCRIPTOR));
    expect([open("out/c", CREATE).number, b]).toEqual([a, a + 1]);
  });

  test("stdin is read to its end", () => {
    expect([read(0, 3), read(0, 30), read(0, 30)]).toEqual(["typ", "ed", ""]);
  });
});

describe("limits", () => {
  test("output may reach its limit in stdout, stderr and files together, and not pass it", () => {
    begin(10);
    write(1, "1234");
    write(2, "56");
    const { number } = open("out/a", CREATE);
    write(number, "7890");
    expect(() => write(1, "!")).toThrow(Stop);
    expect(Buffer.from(contentBytes(context.state.stdout)).toString()).toBe("1234");
    call("fd_seek", number, 0n, 0, 64);
    write(number, "over");
    open("out/a", TRUNCATE);
    write(1, "!!!!");
    expect(context.state.outputLeft).toBe(0);
  });

  test("a call is charged before it does anything", () => {
    begin(1000, 700n);
    expect(() => {
      write(1, "first");
      write(1, "second");
    }).toThrow("OUT_OF_FUEL");
    expect(Buffer.from(contentBytes(context.state.stdout)).toString()).toBe("first");
  });

  /** Fuel that a call takes beside its base price. */
  const price = (action: () => unknown): number => {
    const before = context.fuel.value as bigint;
    action();
    return Number(before - (context.fuel.value as bigint)) - 500;
  };

  test("a path costs 4 per byte, and a gap that is filled with zeros as much as writing it", () => {
    expect(price(() => open("out/some/file", CREATE))).toBe(4 * 13);
    begin(1 << 20);
    const { number } = open("out/a", CREATE);
    call("fd_seek", number, 160_000n, 0, 64);
    // One range of 8 bytes is read, 160,001 bytes are written.
    expect(price(() => write(number, "x"))).toBe(0 + 10_000);
    expect(price(() => write(number, "x"))).toBe(0);
    expect(context.state.outputLeft).toBe((1 << 20) - 160_002);
  });

  test("a path is at most 256 bytes long, however many directories it is opened through", () => {
    const deep = (bytes: number) => "/d".repeat(bytes / 2);
    expect(open(`out${deep(252)}`, CREATE).errno).toBe(SUCCESS);
    expect(open(`out${deep(254)}`, CREATE).errno).toBe(NAME_TOO_LONG);
    const { number } = open(`out${deep(200)}`);
    expect(open(`.${deep(50)}/x`, CREATE, 0, number).errno).toBe(SUCCESS);
    expect(open(`.${deep(54)}`, CREATE, 0, number).errno).toBe(NAME_TOO_LONG);
    expect(open("é".repeat(27), CREATE, 0, number).errno).toBe(NAME_TOO_LONG);
    expect(open(`${Array(40).fill("../d").join("/")}/y`, CREATE, 0, number).errno).toBe(SUCCESS);
  });

  test("a program makes at most 1,024 files, and directories likewise, those above its files included", () => {
    const make = (path: string, flags = CREATE): number => {
      const { errno, number } = open(path, flags);
      if (errno === SUCCESS) call("fd_close", number);
      return errno;
    };
    const answers = Array.from({ length: 1_100 }, (_, k) => make(`out/${k}/f`));
    expect(answers.indexOf(NO_SPACE)).toBe(1_021);
    expect(new Set(answers.slice(1_021))).toEqual(new Set([NO_SPACE]));
    expect(context.state.directories.size).toBe(1_024 + 1);
    const more = ["g", "h", "i", "j"].map((name) => make(`out/0/${name}`));
    expect(more).toEqual([SUCCESS, SUCCESS, SUCCESS, NO_SPACE]);
    expect(context.state.outputs.size).toBe(1_024);
  });

  test("1,024 descriptors may be open, and one that is closed makes room", () => {
    const answers = Array.from({ length: 1_021 }, () => open("out/a", CREATE));
    expect(answers.slice(-2)).toEqual([
      { errno: SUCCESS, number: 1_023 },
      { errno: TOO_MANY_OPEN, number: 1_023 },
    ]);
    expect([call("fd_close", 512), open("in/a").number, open("in/a").errno]).toEqual([SUCCESS, 512, TOO_MANY_OPEN]);
    expect([call("fd_close", 3), open("in/a").errno]).toEqual([SUCCESS, BAD_DESCRIPTOR]);
  });

  test("pointers outside the memory are a fault, before any effect", () => {
    view.setUint32(3000, 65_000, true);
    view.setUint32(3004, 600, true);
    expect(call("fd_write", 1, 3000, 1, 64)).toBe(FAULT);
    view.setUint32(3004, 6, true);
    expect(call("fd_write", 1, 3000, 1, 65_533)).toBe(FAULT);
    expect(call("fd_write", 1, 3000, 8193, 64)).toBe(INVALID);
    expect(call("random_get", -8, 16)).toBe(FAULT);
    expect([context.state.stdout.size, context.state.randomAt]).toEqual([0, 0]);
  });
});

test("22 functions are implemented, the rest of preview 1 answers ENOSYS", () => {
  const zeros = (name: string) => [...(WASI_PARAMS.get(name) ?? "")].map((letter) => (letter === "I" ? 0n : 0));
  const missing = [...WASI_PARAMS.keys()].filter((name) => {
    begin();
    return name !== "proc_exit" && call(name, ...zeros(name)) === NOT_IMPLEMENTED;
  });
  expect(WASI_PARAMS.size - missing.length).toBe(22);
  expect(missing).toContain("sock_send");
});
