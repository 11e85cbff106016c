// The program that `dcm keys unlock` leaves behind: keys in memory, a socket that the user alone can open, and an end.
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { readStdin } from "./output.js";
import type { Question, Unlocking } from "./unlocked.js";

/** Questions are short; who sends more is not answered. */
const QUESTION_MAX = 1_000;

const { path, forMs, keys } = JSON.parse(new TextDecoder().decode(await readStdin())) as Unlocking;

const server = createServer({ allowHalfOpen: true }, (socket) => {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (more) => {
    text += more;
    if (text.length > QUESTION_MAX) socket.destroy();
  });
  socket.once("end", () => answer(text, (line) => socket.end(`${line}\n`)));
  // Whoever asked has gone.
  socket.on("error", () => socket.destroy());
});

function answer(text: string, say: (line: string) => void): void {
  const question = read(text);
  if (question !== undefined && "forget" in question) {
    end();
    say("");
  } else {
    const salt = question?.salt ?? "";
    say(Object.hasOwn(keys, salt) ? (keys[salt] ?? "") : "");
  }
}

function read(text: string): Question | undefined {
  try {
    return JSON.parse(text) as Question;
  } catch {
    // Not from one of our commands.
    return undefined;
  }
}

function end(): void {
  clearTimeout(timer);
  server.close();
}

const timer = setTimeout(end, forMs);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, end);
// The socket is made for the user alone; changing its mode afterwards would leave a moment.
process.umask(0o177);
rmSync(path, { force: true });
server.listen(path, () => process.stdout.write("ready\n"));
