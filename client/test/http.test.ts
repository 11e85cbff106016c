import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { deadline } from "../src/deadline.js";
import { send } from "../src/http.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Runs a module to its end, in a process of its own. */
function runModule(
  source: string,
  ...flags: string[]
): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = spawn(process.execPath, [...flags, "--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out: out.trim() })));
}

async function listening(onConnection: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(onConnection);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const entry = new URL("../dist/index.js", import.meta.url);

test("a time limit holds though garbage is collected, and though nothing else keeps the program alive", async () => {
  const source = `import { deadline } from "${entry}";
    const other = new AbortController();
    const wait = () => new Promise((resolve) => {
      const { signal } = deadline(300, other.signal);
      AbortSignal.any([signal]).addEventListener("abort", () => resolve(signal.reason.name));
    });
    const waiting = wait();
    setInterval(() => globalThis.gc(), 20).unref();
    console.log(await waiting);`;
  expect(await runModule(source, "--expose-gc")).toEqual({ code: 0, out: "TimeoutError" });
});

test("a peer that takes connections and closes them at once is unreachable; the program does not end in the middle", async () => {
  const url = await listening((socket) => void socket.on("error", () => undefined).destroy());
  const source = `import { connect } from "${entry}";
    await connect("${url}", { answerMs: 300 }).catch((error) => console.log(error.code));`;
  for (let i = 0; i < 3; i++) expect(await runModule(source)).toEqual({ code: 0, out: "NODE_UNREACHABLE" });
});

test("a time limit passes on why others stop, and does nothing once it is cleared", () => {
  const other = new AbortController();
  const cleared = deadline(1_000, other.signal);
  const held = deadline(1_000, other.signal);
  cleared.clear();
  other.abort(new Error("enough"));
  expect([cleared.signal.aborted, held.signal.aborted, String(held.signal.reason)]).toEqual([
    false,
    true,
    "Error: enough",
  ]);
  expect(deadline(1_000, other.signal).signal.reason).toBe(other.signal.reason);
  held.clear();
});

test("a stream without an end is limited until its headers only", async () => {
  const url = await listening((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      setTimeout(() => socket.end("2\r\nhi\r\n0\r\n\r\n"), 400);
    });
  });
  const endless = await send({ fetch }, url, { timeoutMs: 200, isEndless: true });
  expect(await endless.text()).toBe("hi");
  const limited = await send({ fetch }, url, { timeoutMs: 200 });
  await expect(limited.text()).rejects.toThrow("the time is over");
  const silent = await listening(() => undefined);
  await expect(send({ fetch }, silent, { timeoutMs: 200, isEndless: true })).rejects.toMatchObject({
    code: "NODE_UNREACHABLE",
  });
});
