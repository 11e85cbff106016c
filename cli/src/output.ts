/** How data leaves: for people, as one JSON value, or as one JSON value per line. */
export type Format = "text" | "json" | "jsonl";

const closed = new AbortController();

/** Aborts when the reader of stdout went away, so that endless output ends. */
export const stdoutClosed: AbortSignal = closed.signal;

/** A reader that closes its pipe must not end a run half-way: later writes are dropped. Call once. */
export function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
      if (stream === process.stdout) closed.abort();
    });
  }
}

/** Data, on stdout. */
export function data(bytes: Uint8Array | string): void {
  if (!closed.signal.aborted) process.stdout.write(bytes);
}

/** Talk, on stderr. */
export function talk(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Waits until everything written has left the process. */
export async function drained(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write("", () => resolve()));
  }
}

/** One value: JSON, or what `text` makes of it. */
export function show(format: Format, value: unknown, text: () => string): void {
  if (format === "text") data(`${text()}\n`);
  else data(`${json(value, format === "json" ? 2 : 0)}\n`);
}

/** A list: `{name: […]}` as JSON, an item a line as JSON lines, a table for people. */
export function showList(format: Format, name: string, items: readonly unknown[], table: () => string): void {
  if (format === "jsonl") for (const item of items) data(`${json(item, 0)}\n`);
  else show(format, { [name]: items }, table);
}

/** JSON in which whole numbers beyond 2^53 are strings and bytes are hex. */
export function json(value: unknown, indent: number): string {
  const plain = (_: string, part: unknown) => {
    if (typeof part === "bigint") return String(part);
    if (part instanceof Uint8Array) return Buffer.from(part).toString("hex");
    return part;
  };
  return JSON.stringify(value, plain, indent);
}

/** Columns, left-aligned, two spaces between; the head row in capitals. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head.map((title) => title.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Names and values, one a line. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

/** A long address or digest with its middle left out. */
export function short(text: string): string {
  return text.length > 20 ? `${text.slice(0, 8)}…${text.slice(-4)}` : text;
}

/** A size for people. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}

/** Everything that is piped in. Not by /dev/stdin: a socket there cannot be opened. */
export async function readStdin(): Promise<Uint8Array> {
  const { buffer } = await import("node:stream/consumers");
  return new Uint8Array(await buffer(process.stdin));
}

/** Asks a question that is answered with y or n; no without a terminal. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const { createInterface } = await import("node:readline/promises");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}
