import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file system of its own under a directory. Mounting needs root, or sudo that asks for nothing. */
export interface SmallDisk {
  /** Writes a file of that many MiB less than are free; 0 leaves nothing. */
  fill(leftMib: number): void;
  makeRoom(): void;
  /** Turns it read-only, or writable again, while nobody has a file open for writing. */
  remount(mode: "ro" | "rw"): void;
  unmount(): void;
}

/** A disk in memory. */
export function memoryDisk(directory: string, mib: number): SmallDisk {
  mkdirSync(directory, { recursive: true });
  const owner = `uid=${process.getuid?.()},gid=${process.getgid?.()},mode=700`;
  privileged("mount", "-t", "tmpfs", "-o", `size=${mib}m,${owner}`, "tmpfs", directory);
  return smallDisk(directory);
}

/** A disk in a file beside the directory, with a journal: what was not synced is lost when it fails, as in a power cut. */
export interface JournalledDisk extends SmallDisk {
  /** As after an error of the hardware: from now on nothing more is written, not even what a process has already handed over. */
  failNow(): void;
  /** Repairs it and mounts it again; everybody must have let go of it. */
  recover(): void;
  /** Nothing is written until `thaw`. Whoever writes meanwhile cannot even be killed. */
  freeze(): void;
  thaw(): void;
}

export function journalledDisk(directory: string, mib: number): JournalledDisk {
  const image = `${directory}.img`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(image, "");
  run("truncate", ["-s", `${mib}M`, image]);
  run("mkfs.ext4", ["-q", image]);
  const mount = (): void => {
    privileged("mount", "-o", "loop", image, directory);
    privileged("chown", `${process.getuid?.()}:${process.getgid?.()}`, directory);
  };
  mount();
  const unmount = (): void => privileged("umount", directory);
  return {
    ...smallDisk(directory),
    unmount() {
      unmount();
      rmSync(image);
    },
    failNow: () => privileged("mount", "-o", "remount,abort", directory),
    recover() {
      unmount();
      // 1: errors were found and mended.
      run("e2fsck", ["-p", image], [0, 1]);
      mount();
    },
    freeze: () => privileged("fsfreeze", "-f", directory),
    thaw: () => privileged("fsfreeze", "-u", directory),
  };
}

function smallDisk(directory: string): SmallDisk {
  const ballast = join(directory, "ballast");
  return {
    fill(leftMib) {
      const { bavail, bsize } = statfsSync(directory);
      const bytes = bavail * bsize - leftMib * (1 << 20);
      // 1: the disk was full before the end, which is wanted.
      run("dd", ["if=/dev/zero", `of=${ballast}`, "bs=64K", `count=${Math.ceil(bytes / 65_536)}`], [0, 1]);
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    remount: (mode) => privileged("mount", "-o", `remount,${mode}`, directory),
    unmount: () => privileged("umount", directory),
  };
}

function privileged(...command: string[]): void {
  const [program = "", ...args] = process.getuid?.() === 0 ? command : ["sudo", "-n", ...command];
  run(program, args);
}

/** Runs a program to its end, which must be with one of the codes. */
function run(program: string, args: readonly string[], codes: readonly number[] = [0]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (!codes.includes(status ?? -1))
    throw new Error(`${program} ${args.join(" ")} gave ${status}: ${error?.message ?? stderr}`);
}
