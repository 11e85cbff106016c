import { execFile } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { arch, cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Client } from "@dcm/client";

/** What this machine has, as far as it matters here. */
export interface Probe {
  readonly cpus: number;
  readonly arch: string;
  readonly memoryBytes: number;
  readonly diskFreeBytes: number;
  readonly diskMbPerS: number;
  /** This machine's clock minus the chain's last block time, ms. */
  readonly clockSkewMs: number;
  readonly sandboxes: readonly { readonly name: string; readonly works: boolean; readonly detail: string }[];
}

const DISK_TEST_BYTES = 32 << 20;
const TRIAL_MS = 5_000;

/** Looks at the machine; sandboxes are tried, not looked up. */
export async function probe(client: Client, home: string): Promise<Probe> {
  const { bavail, bsize } = await statfs(home);
  const [{ time }, sandboxes] = await Promise.all([client.status(), trySandboxes()]);
  return {
    cpus: cpus().length,
    arch: arch(),
    memoryBytes: totalmem(),
    diskFreeBytes: bavail * bsize,
    diskMbPerS: writeSpeed(home),
    clockSkewMs: Date.now() - Date.parse(time),
    sandboxes,
  };
}

/** What a user may do here; only `wasm` is used to run jobs. */
async function trySandboxes(): Promise<Probe["sandboxes"]> {
  const [namespaces, podman, docker] = await Promise.all([
    works("unshare", ["--user", "--map-root-user", "--net", "true"]),
    works("podman", ["info"]),
    works("docker", ["info"]),
  ]);
  return [
    { name: "wasm", works: true, detail: "" },
    { name: "namespaces", works: namespaces, detail: namespaces ? "unshare" : "unshare is not allowed" },
    { name: "oci", works: podman || docker, detail: podman ? "podman" : docker ? "docker" : "no podman or docker" },
  ];
}

function works(file: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => execFile(file, args, { timeout: TRIAL_MS }, (error) => resolve(error === null)));
}

/** Durable writing in MB/s. */
function writeSpeed(folder: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, ".write-test");
  const start = performance.now();
  const file = openSync(path, "w", 0o600);
  try {
    writeSync(file, Buffer.alloc(DISK_TEST_BYTES, 1));
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
  return DISK_TEST_BYTES / 1e3 / (performance.now() - start);
}

/** The lines that `init` shows. */
export function probeLines({ cpus: n, arch: kind, memoryBytes, diskFreeBytes, ...rest }: Probe): readonly string[] {
  const gib = (bytes: number) => `${Math.round(bytes / 2 ** 30)} GiB`;
  const disk = `disk ${gib(diskFreeBytes)} free (${Math.round(rest.diskMbPerS)} MB/s)`;
  const sandboxes = rest.sandboxes.map(({ name, works: ok, detail }) => {
    const why = detail === "" ? "" : ok ? ` (${detail})` : ` ${detail}`;
    return `${name} ${ok ? "✔" : "✖"}${why}`;
  });
  return [
    `cpu ${n} × ${kind} · ${gib(memoryBytes)} · ${disk} · clock ${Math.round(rest.clockSkewMs)} ms after the last block`,
    sandboxes.join("   "),
  ];
}
