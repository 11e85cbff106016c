import type { ServerResponse } from "node:http";
import { type ChainEvent, type EventFilter, type EventLog, matches } from "./events.js";

const heartbeatMs = 15_000;
/** A reader that is this far behind is cut off; it resumes by Last-Event-ID. */
const bufferedBytesMax = 1 << 20;

export interface Cursor {
  readonly height: number;
  /** Last index of that height that the reader has; -1 for none. */
  readonly index: number;
}

export interface Streams {
  /** Serves one reader until it goes; resolves with false when history before the cursor is gone. */
  serve(response: ServerResponse, filter: EventFilter, from: Cursor | undefined): Promise<boolean>;
  readonly open: number;
  close(): void;
}

/** Server-sent events: every reader sees every matching event after its cursor once, in order. */
export function openStreams(log: EventLog): Streams {
  const readers = new Set<ServerResponse>();
  const beat = setInterval(() => {
    for (const reader of readers) send(reader, ": heartbeat\n\n");
  }, heartbeatMs);

  return {
    async serve(response, filter, from) {
      // New blocks are held back until the replay has caught up with them.
      let held: ChainEvent[] | undefined = [];
      let last = from;
      const deliver = (events: readonly ChainEvent[]): void => {
        for (const event of events) {
          const place = parseCursor(event.id);
          if (last !== undefined && place !== undefined && !isAfter(place, last)) continue;
          last = place;
          if (matches(event, filter)) send(response, encode(event));
        }
      };
      let began: () => void = () => undefined;
      const beginning = new Promise<void>((resolve) => {
        began = resolve;
      });
      const stop = log.subscribe((events) => {
        if (held === undefined) deliver(events);
        else held.push(...events);
        began();
      });
      response.on("close", () => {
        stop();
        readers.delete(response);
        began();
      });
      // Just started, the log has no block yet: where the replay ends is known with the first one.
      if (from !== undefined && log.height === 0) await beginning;
      const until = log.height;
      for (let height = from?.height ?? until + 1; height <= until && !response.closed; height++) {
        const events = await log.block(height);
        if (events === undefined && !response.headersSent) {
          stop();
          return false;
        }
        start(response, readers);
        deliver(events ?? []);
      }
      start(response, readers);
      deliver(held);
      held = undefined;
      return true;
    },
    get open() {
      return readers.size;
    },
    close() {
      clearInterval(beat);
      for (const reader of readers) reader.end();
    },
  };
}

function start(response: ServerResponse, readers: Set<ServerResponse>): void {
  if (response.headersSent) return;
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "access-control-allow-origin": "*",
  });
  response.write("retry: 1000\n\n");
  readers.add(response);
}

function send(response: ServerResponse, text: string): void {
  if (response.writableLength > bufferedBytesMax) response.destroy();
  else response.write(text);
}

function encode(event: ChainEvent): string {
  return `id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

function isAfter(place: Cursor, last: Cursor): boolean {
  return place.height > last.height || (place.height === last.height && place.index > last.index);
}

/** `<height>-<index>` of Last-Event-ID, or `<height>` of `from`: everything from that block on. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  const match = /^(\d{1,15})(?:-(\d{1,9}))?$/.exec(text ?? "");
  if (match === null) return undefined;
  return { height: Number(match[1]), index: match[2] === undefined ? -1 : Number(match[2]) };
}
