/** How progress is told: rewritten lines on a terminal, dated lines in a log, or JSON lines on stdout. */
export type ProgressMode = "tty" | "plain" | "jsonl" | "quiet";

export interface ProgressOptions {
  readonly mode: ProgressMode;
  readonly workflow: string;
  /** For people: stderr. JSON lines: stdout. */
  readonly write: (text: string) => void;
  /** Width of the terminal now; it may change and may be 0. */
  readonly columns?: () => number | undefined;
  readonly color?: boolean | undefined;
  readonly ascii?: boolean | undefined;
  readonly now?: () => number;
}

/** What a step carries besides its text. */
export interface StepData {
  readonly height?: bigint | undefined;
  readonly tx?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** The renderer of a workflow's fixed steps (EXPERIENCE 4.7). */
export interface Progress {
  /** Set once the workflow's object has a number. */
  identify(id: bigint): void;
  say(text: string): void;
  start(step: string, text: string): void;
  done(step: string, text: string, more?: StepData): void;
  fail(step: string, text: string): void;
  /** Runs `write`, which may print to the same terminal, without tearing. */
  around(write: () => void): void;
  /** The last line: JSON lines only. */
  result(value: Readonly<Record<string, unknown>>): void;
  close(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const asciiFrames = ["|", "/", "-", "\\"];
const frameMs = 100;

export function createProgress(given: ProgressOptions): Progress {
  const { mode } = given;
  const options = given.ascii ? { ...given, write: (text: string) => given.write(asciiOnly(text)) } : given;
  if (mode === "tty") return terminal(options);
  if (mode === "jsonl") return jsonLines(options);
  return plain(options);
}

/** Sign by sign, so that no line changes its length. */
function asciiOnly(text: string): string {
  return text.replace(/[→·…≥≤✔✖]/g, (sign) => ">|~><+x"["→·…≥≤✔✖".indexOf(sign)] ?? "?");
}

/** The mode that fits the streams and flags. */
export function modeFor(format: string, quiet: boolean | undefined, isTty: boolean | undefined): ProgressMode {
  if (format === "jsonl") return "jsonl";
  if (quiet) return "quiet";
  return isTty && process.env.TERM !== "dumb" ? "tty" : "plain";
}

function terminal(options: ProgressOptions): Progress {
  const { write, ascii, now = Date.now } = options;
  const start = now();
  const marks = ascii ? { done: "+", fail: "x", spin: asciiFrames } : { done: "✔", fail: "✖", spin: frames };
  const paint = (code: number, text: string) => (options.color ? `\u001b[${code}m${text}\u001b[0m` : text);
  let active: { step: string; text: string } | undefined;
  let frame = 0;
  const width = () => Math.max(20, options.columns?.() || 80);
  const line = (mark: string, color: number, step: string, text: string) => {
    const elapsed = seconds(now() - start);
    const room = width() - 1 - elapsed.length - 1;
    const body = cut(`  ${mark} ${step.padEnd(9)} ${text}`, room).padEnd(room);
    return `${body.replace(mark, () => paint(color, mark))} ${elapsed}`;
  };
  const clear = () => write("\r\u001b[2K");
  const draw = () => {
    if (!active) return;
    clear();
    write(line(marks.spin[frame++ % marks.spin.length] ?? "", 36, active.step, active.text));
  };
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const end = (mark: string, color: number, step: string, text: string) => {
    if (closed) return;
    if (active) clear();
    active = undefined;
    clearInterval(timer);
    write(`${line(mark, color, step, text)}\n`);
  };
  const around = (print: () => void) => {
    if (active) clear();
    print();
    draw();
  };
  return {
    identify: () => undefined,
    say: (text) => around(() => write(`${text}\n`)),
    start: (step, text) => {
      if (closed) return;
      active = { step, text };
      clearInterval(timer);
      timer = setInterval(draw, frameMs).unref();
      draw();
    },
    done: (step, text) => end(marks.done, 32, step, text),
    fail: (step, text) => end(marks.fail, 31, step, text),
    around,
    result: () => undefined,
    close: () => {
      if (active) clear();
      active = undefined;
      closed = true;
      clearInterval(timer);
    },
  };
}

function plain({ mode, write, ascii, now = Date.now }: ProgressOptions): Progress {
  const [good, bad] = ascii ? ["+", "x"] : ["✔", "✖"];
  const line = (mark: string, step: string, text: string) =>
    write(`${new Date(now()).toISOString().slice(0, 19)}Z ${mark} ${step.padEnd(9)} ${text}\n`);
  const quiet = mode === "quiet";
  return {
    identify: () => undefined,
    say: (text) => (quiet ? undefined : write(`${text}\n`)),
    start: () => undefined,
    done: (step, text) => (quiet ? undefined : line(good, step, text)),
    fail: (step, text) => line(bad, step, text),
    around: (print) => print(),
    result: () => undefined,
    close: () => undefined,
  };
}

function jsonLines({ write, workflow, now = Date.now }: ProgressOptions): Progress {
  const start = now();
  let id: string | null = null;
  const line = (step: string, state: string, { height, tx, data }: StepData = {}) => {
    const where = { height: height === undefined ? null : Number(height), tx: tx ?? null };
    const record = { workflow, id, step, state, ...where, elapsed_ms: now() - start, data: data ?? {} };
    const text = JSON.stringify(record, (_, value) => (typeof value === "bigint" ? String(value) : value));
    write(`${text}\n`);
  };
  return {
    identify: (number) => {
      id = String(number);
    },
    say: () => undefined,
    start: (step) => line(step, "started"),
    done: (step, text, more = {}) => line(step, "done", { ...more, data: { text, ...more.data } }),
    fail: (step, text) => line(step, "failed", { data: { text } }),
    around: () => undefined,
    result: (value) => line("result", "done", { data: value }),
    close: () => undefined,
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`;
}
