import { execFile } from "node:child_process";
import { link, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "./failure.js";
import { filesOf } from "./home.js";

// A home has one agent at a time: two would write one journal. `agent.pid` names it by its pid and by when it started, because
// after a power cut the pid may be another program's.

/** Marks this process as the home's one agent; returns how to unmark it. */
export async function claimHome(home: string): Promise<() => Promise<void>> {
  const { pid: path } = filesOf(home);
  const own = `${process.pid} ${await startOf(process.pid)}\n`;
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    // A link is made or refused as one step, however many agents start at the same time.
    while (!(await linked(draft, path))) await clearStale(home);
  } finally {
    await rm(draft, { force: true });
  }
  await sweep(home);
  return async () => {
    if ((await readOrNone(path)) === own) await rm(path, { force: true });
  };
}

/** The pid of the agent that runs from a home. */
export async function runningAgent(home: string): Promise<number | undefined> {
  const text = await readOrNone(filesOf(home).pid);
  return text === undefined ? undefined : await holderOf(text);
}

/** Removes what killed processes left half written; such files carry a pid. */
async function sweep(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const [, pid] = /\.(\d+)\.(tmp|old)$/.exec(name) ?? [];
    if (pid !== undefined && (await startOf(Number(pid))) === "") await rm(join(home, name), { force: true });
  }
}

/** Takes the mark of an agent away that is gone. */
async function clearStale(home: string): Promise<void> {
  const { pid: path } = filesOf(home);
  const found = await readOrNone(path);
  if (found === undefined) return;
  const holder = await holderOf(found);
  if (holder !== undefined) {
    throw new OperatorError(`an agent already runs from ${home} (pid ${holder})`, "AGENT_RUNNING", [
      `dcm-provider status --home ${home}`,
      `dcm-provider drain --home ${home}`,
    ]);
  }
  const aside = `${path}.${process.pid}.old`;
  await rename(path, aside).catch(whenMissing);
  // Another starting agent may have put its mark there since it was read: that one goes back.
  const moved = await readOrNone(aside);
  if (moved !== undefined && moved !== found) await linked(aside, path);
  await rm(aside, { force: true });
}

/** The process that a mark names, when it still runs. */
async function holderOf(text: string): Promise<number | undefined> {
  const [, digits, start] = /^(\d+) ?(.*)\n?$/.exec(text) ?? [];
  const pid = Number(digits ?? "0");
  if (pid === 0 || pid === process.pid) return undefined;
  const running = await startOf(pid);
  return running !== "" && (start === "" || start === running) ? pid : undefined;
}

/** When a process started, as text to compare; empty when there is none with this pid. */
async function startOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return startByPs(pid);
  const stat = await readOrNone(`/proc/${pid}/stat`);
  if (stat === undefined) return "";
  // proc(5): the name, in parentheses, may hold anything; the start is the 22nd field, in ticks since the machine started.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const boot = (await readOrNone("/proc/sys/kernel/random/boot_id")) ?? "";
  return fields[0] === "Z" ? "" : `${fields[19]}@${boot.trim()}`;
}

function startByPs(pid: number): Promise<string> {
  return new Promise((resolve) => {
    execFile("ps", ["-o", "lstart=", "-p", String(pid)], (error, out) => resolve(error ? "" : out.trim()));
  });
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

async function readOrNone(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(whenMissing);
}

function whenMissing(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  // ESRCH: the process ended while its entry in /proc was read.
  if (code !== "ENOENT" && code !== "ESRCH") throw error;
}
