import { deadline } from "./deadline.js";
import { clientError } from "./error.js";

/** How the library reaches the network; browsers and Node give `fetch`, tests and proxies may give another. */
export interface Http {
  readonly fetch: typeof fetch;
  /** Ends everything that uses this connection. */
  readonly signal?: AbortSignal | undefined;
  /** Longest wait for an ordinary answer, ms; 10 s unless given. */
  readonly answerMs?: number | undefined;
  /** Longest wait for a node to take a transaction, ms; 5 s unless given. */
  readonly broadcastMs?: number | undefined;
}

export interface HttpRequest extends RequestInit {
  /** Until the answer's headers and body are there. */
  readonly timeoutMs?: number | undefined;
  /** The body is a stream without an end: the time limit is for the headers alone. */
  readonly isEndless?: boolean;
}

/** Longest wait for an ordinary answer. */
export const ANSWER_MS = 10_000;

/**
 * Sends one HTTP request and gives the answer, whatever its status.
 *
 * @param http     the connection
 * @param url      absolute address
 * @param request  as for `fetch`, and a time limit
 * @returns the answer
 * @throws NODE_UNREACHABLE  no answer in time; the caller's own abort is thrown as it is
 */
export async function send(http: Http, url: string, request: HttpRequest = {}): Promise<Response> {
  const { timeoutMs = http.answerMs ?? ANSWER_MS, isEndless = false, signal, ...init } = request;
  const stops = [signal, http.signal].filter((stop): stop is AbortSignal => stop instanceof AbortSignal);
  const limit = deadline(timeoutMs);
  const signals = AbortSignal.any([...stops, limit.signal]);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await http.fetch(url, { ...init, signal: signals });
      if (isEndless) limit.clear();
      else limit.rest();
      return answer;
    } catch (from) {
      // A kept-alive connection may have been closed just now. All that the library sends may be sent twice.
      if (attempt === 1 && !signals.aborted) continue;
      limit.clear();
      for (const stop of stops) stop.throwIfAborted();
      throw clientError("NODE_UNREACHABLE", `no answer from ${url}`, { next: ["dcm doctor"], from });
    }
  }
}

/** Reads an answer's JSON body. */
export async function readJson(answer: Response): Promise<unknown> {
  const text = await readText(answer);
  try {
    return JSON.parse(text);
  } catch (from) {
    throw clientError("NODE_BAD_ANSWER", `${answer.url} answered ${answer.status} and no JSON`, { from });
  }
}

/** Reads an answer's text body; a connection that breaks on the way is the node's fault, not the caller's. */
export async function readText(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch (from) {
    throw clientError("NODE_UNREACHABLE", `${answer.url} broke off its answer`, { from });
  }
}

/** Waits, or ends early with the signal's reason. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
