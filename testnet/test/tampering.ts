import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Ready } from "../src/localnet.js";

/** What may be changed of an answer: the JSON, the bytes, or the whole of it. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** One question: of the gateway, or of CometBFT's RPC with its method. */
export interface Question {
  readonly method: string;
  /** Path and query of the gateway; `rpc` for CometBFT. */
  readonly path: string;
  readonly rpc?: string | undefined;
}

/** Answers in the network's place, or changes its answer; undefined lets it be. */
export type Tamper = (question: Question, ask: () => Promise<Answer>) => Promise<Answer> | undefined;

/** A proxy in front of a network. Each of its ways of tampering is a network of its own, at `<url>/<name>`. */
export interface Tampering {
  at(name: string): string;
  stop(): Promise<void>;
}

export const json = (value: unknown, status = 200): Answer => ({ status, body: Buffer.from(JSON.stringify(value)) });

/** The network's answer with its JSON changed. */
export async function changed<T>(ask: () => Promise<Answer>, change: (value: T) => unknown): Promise<Answer> {
  const { status, body } = await ask();
  return json(change(JSON.parse(body.toString()) as T), status);
}

export async function startTampering(
  { rest, rpc }: Pick<Ready, "rest" | "rpc">,
  tampers: Readonly<Record<string, Tamper>>,
): Promise<Tampering> {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const [, name = "", path = "/"] = /^\/([\w-]+)(\/.*)?$/.exec(request.url ?? "") ?? [];
    const isRpc = path === "/rpc";
    const { method = "GET" } = request;
    const ask = async (): Promise<Answer> => {
      const headers = { "content-type": request.headers["content-type"] ?? "application/json" };
      const init = { method, headers, ...(sent.length > 0 ? { body: sent } : {}) };
      const answer = await fetch(isRpc ? rpc : rest + path, init);
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    };
    const question = {
      method,
      path: isRpc ? "rpc" : path,
      rpc: isRpc ? JSON.parse(sent.toString()).method : undefined,
    };
    // Events come as they happen, without an end.
    if (path.startsWith("/dcm/events/")) return stream(rest + path, request.headers, response);
    const known = path === "/.well-known/dcm.json" ? () => wellKnown(ask, `${at(name)}`) : ask;
    const { status, body } = await (tampers[name]?.(question, known) ?? known());
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = (name: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`;
  return {
    at,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function stream(url: string, { "last-event-id": last }: IncomingHttpHeaders, response: ServerResponse) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const headers = last === undefined ? {} : { "last-event-id": String(last) };
  const answer = await fetch(url, { headers, signal: gone.signal });
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
  for await (const chunk of answer.body ?? []) response.write(chunk);
  response.end();
}

/** The well-known file leads back here, for everything. */
function wellKnown(ask: () => Promise<Answer>, base: string): Promise<Answer> {
  const places = { rest: base, rpc: `${base}/rpc`, events: `${base}/dcm/events/v1`, blobs: `${base}/dcm/blobs/v1` };
  return changed<object>(ask, (file) => ({ ...file, ...places, faucet: `${base}/faucet` }));
}
