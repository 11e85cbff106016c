import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { generator } from "./random.js";

/** A proxy in front of CometBFT's RPC that harms a share of the broadcasts and nothing else. */
export interface FlakyProxy {
  readonly url: string;
  /** What was done to broadcasts so far. */
  readonly done: Readonly<Record<Harm, number>>;
  stop(): Promise<void>;
}

type Harm = "passed" | "rejected" | "dropped" | "swallowed" | "delayed";

const DELAY_MS = 2_500;

/**
 * Starts the proxy.
 *
 * @param target  CometBFT's RPC
 * @param share   part of the broadcasts that are harmed: rejected with 503, dropped with their connection, swallowed behind an
 *                answer that says they were taken, or delayed, a quarter each
 * @param seed    of the draw
 */
export async function startFlakyProxy(target: string, share: number, seed: number): Promise<FlakyProxy> {
  const done: Record<Harm, number> = { passed: 0, rejected: 0, dropped: 0, swallowed: 0, delayed: 0 };
  const random = generator(seed);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const harms = ["rejected", "dropped", "swallowed", "delayed"] as const;
    const isBroadcast = body.includes("broadcast_tx");
    const harm =
      isBroadcast && random() < share ? (harms[Math.floor(random() * harms.length)] ?? "rejected") : "passed";
    if (isBroadcast) done[harm]++;
    if (harm === "rejected") return void response.writeHead(503).end("try later");
    if (harm === "dropped") return void request.socket.destroy();
    if (harm === "swallowed") {
      const result = { code: 0, data: "", log: "", codespace: "", hash: "00".repeat(32) };
      return void response.end(JSON.stringify({ jsonrpc: "2.0", id: JSON.parse(body.toString()).id, result }));
    }
    if (harm === "delayed") await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
    const init = { method: request.method ?? "GET", headers: { "content-type": "application/json" } };
    const answer = await fetch(target + (request.url ?? "/"), body.length > 0 ? { ...init, body } : init);
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
