import { HOST_CALL_COST } from "../cost.js";
import type { HostFunction } from "../engine.js";
import { charge, ERRNO, Failure, type WasiContext } from "./context.js";
import * as files from "./files.js";
import * as process from "./process.js";
import { WASI_PARAMS, type WasiName } from "./signatures.js";

/**
 * The functions of WASI preview 1 over a state of plain data: no clock, no randomness, no file of the host is behind
 * them. Each call is charged before it does anything; checks of arguments come before any effect.
 *
 * @param context  holds the state; its memory and fuel are set after instantiation
 * @returns 22 functions that work and, for the rest of preview 1, ones that answer ENOSYS
 * @see PROTOCOL.md [W3]
 */
export function wasiImports(context: WasiContext): Record<string, HostFunction> {
  const implemented = wasiFunctions(context) as Readonly<Record<string, HostFunction>>;
  const missing: HostFunction = () => ERRNO.notImplemented;
  const imports: Record<string, HostFunction> = {};
  for (const name of WASI_PARAMS.keys()) imports[name] = guarded(context, implemented[name] ?? missing);
  return imports;
}

function guarded(context: WasiContext, call: HostFunction): HostFunction {
  return (...args: never[]) => {
    charge(context, HOST_CALL_COST);
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof Failure) return error.errno;
      throw error;
    }
  };
}

function wasiFunctions(context: WasiContext): Record<WasiName, HostFunction> {
  const { state } = context;
  return {
    args_get: (pointers: number, buffer: number) => process.writeList(context, state.args, pointers, buffer),
    args_sizes_get: (count: number, bytes: number) => process.writeSizes(context, state.args, count, bytes),
    environ_get: (pointers: number, buffer: number) => process.writeList(context, state.env, pointers, buffer),
    environ_sizes_get: (count: number, bytes: number) => process.writeSizes(context, state.env, count, bytes),
    clock_res_get: (clock: number, out: number) => process.clockResolution(context, clock, out),
    clock_time_get: (clock: number, _precision: bigint, out: number) => process.clockTime(context, clock, out),
    fd_close: (number: number) => files.close(state, number),
    fd_fdstat_get: (number: number, out: number) => files.descriptorStatus(context, number, out),
    fd_fdstat_set_flags: (number: number, flags: number) => files.setFlags(context, number, flags),
    fd_filestat_get: (number: number, out: number) => files.fileStatus(context, number, out),
    fd_prestat_get: (number: number, out: number) => files.prestat(context, number, out),
    fd_prestat_dir_name: (number: number, path: number, length: number) =>
      files.prestatName(context, number, path, length),
    fd_read: (number: number, list: number, count: number, out: number) =>
      files.read(context, number, list, count, out),
    fd_seek: (number: number, offset: bigint, whence: number, out: number) =>
      files.seek(context, number, offset, whence, out),
    fd_write: (number: number, list: number, count: number, out: number) =>
      files.write(context, number, list, count, out),
    path_create_directory: (number: number, path: number, length: number) =>
      files.createDirectory(context, number, path, length),
    path_filestat_get: (number: number, _lookup: number, path: number, length: number, out: number) =>
      files.pathStatus(context, number, path, length, out),
    path_open: (
      directory: number,
      _lookup: number,
      path: number,
      pathLength: number,
      openFlags: number,
      _rights: bigint,
      _inheriting: bigint,
      flags: number,
      out: number,
    ) => files.open(context, { directory, path, pathLength, openFlags, flags, out }),
    poll_oneoff: (input: number, output: number, count: number, fired: number) =>
      process.poll(context, input, output, count, fired),
    proc_exit: (code: number) => process.exit(code),
    random_get: (pointer: number, length: number) => process.random(context, pointer, length),
    sched_yield: () => ERRNO.success,
  };
}
