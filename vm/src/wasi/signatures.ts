/** The only module name a program may import from. */
export const WASI_MODULE = "wasi_snapshot_preview1";

/** The 22 functions that are implemented; the others of preview 1 answer ENOSYS. */
export type WasiName =
  | "args_get"
  | "args_sizes_get"
  | "environ_get"
  | "environ_sizes_get"
  | "clock_res_get"
  | "clock_time_get"
  | "fd_close"
  | "fd_fdstat_get"
  | "fd_fdstat_set_flags"
  | "fd_filestat_get"
  | "fd_prestat_get"
  | "fd_prestat_dir_name"
  | "fd_read"
  | "fd_seek"
  | "fd_write"
  | "path_create_directory"
  | "path_filestat_get"
  | "path_open"
  | "poll_oneoff"
  | "proc_exit"
  | "random_get"
  | "sched_yield";

/** Parameters of every preview 1 function: `i` is i32, `I` is i64. All but proc_exit return an i32 errno. */
export const WASI_PARAMS: ReadonlyMap<string, string> = new Map(
  [
    "args_get ii",
    "args_sizes_get ii",
    "environ_get ii",
    "environ_sizes_get ii",
    "clock_res_get ii",
    "clock_time_get iIi",
    "fd_advise iIIi",
    "fd_allocate iII",
    "fd_close i",
    "fd_datasync i",
    "fd_fdstat_get ii",
    "fd_fdstat_set_flags ii",
    "fd_fdstat_set_rights iII",
    "fd_filestat_get ii",
    "fd_filestat_set_size iI",
    "fd_filestat_set_times iIIi",
    "fd_pread iiiIi",
    "fd_prestat_get ii",
    "fd_prestat_dir_name iii",
    "fd_pwrite iiiIi",
    "fd_read iiii",
    "fd_readdir iiiIi",
    "fd_renumber ii",
    "fd_seek iIii",
    "fd_sync i",
    "fd_tell ii",
    "fd_write iiii",
    "path_create_directory iii",
    "path_filestat_get iiiii",
    "path_filestat_set_times iiiiIIi",
    "path_link iiiiiii",
    "path_open iiiiiIIii",
    "path_readlink iiiiii",
    "path_remove_directory iii",
    "path_rename iiiiii",
    "path_symlink iiiii",
    "path_unlink_file iii",
    "poll_oneoff iiii",
    "proc_exit i",
    "proc_raise i",
    "random_get ii",
    "sched_yield ",
    "sock_accept iii",
    "sock_recv iiiiii",
    "sock_send iiiii",
    "sock_shutdown ii",
  ].map((row) => row.split(" ") as [string, string]),
);
