import { clientError } from "./error.js";

/** How the library reaches the network; browsers and Node give `fetch`, tests and proxies may give another. */
export interface Http {
  readonly fetch: typeof fetch;
  /** Ends everything that uses this connection. */
  readonly signal?: AbortSignal | undefined;
}

export interface HttpRequest extends RequestInit {
  /** Until the answer's headers and body are there; 0 means no limit. */
  readonly timeoutMs?: number;
}

/** Longest wait for an ordinary answer. */
export const ANSWER_MS = 10_000;

/**
 * Sends one HTTP request and gives the answer, whatever its status.
 *
 * @param http     the connection
 * @param url      absolute address
 * @param request  as for `fetch`, and a time limit (10 s unless given)
 * @returns the answer
 * @throws NODE_UNREACHABLE  no answer in time; the caller's own abort is thrown as it is
 */
export async function send(http: Http, url: string, request: HttpRequest = {}): Promise<Response> {
  const { timeoutMs = ANSWER_MS, signal, ...init } = request;
  const stops = [signal, http.signal].filter((stop): stop is AbortSignal => stop instanceof AbortSignal);
  const limits = timeoutMs > 0 ? [...stops, AbortSignal.timeout(timeoutMs)] : stops;
  for (let attempt = 1; ; attempt++) {
    try {
      return await http.fetch(url, { ...init, signal: AbortSignal.any(limits) });
    } catch (from) {
      for (const stop of stops) stop.throwIfAborted();
      // A kept-alive connection may have been closed just now. All that the library sends may be sent twice.
      if (attempt === 1 && !limits.some(({ aborted }) => aborted)) continue;
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
