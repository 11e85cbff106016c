import { cometHandlers, openRpc, RpcError, StatusError, type StatusName, statuses } from "@dcm/client/comet";
import { CodecError, type MessageCodec, type MethodInfo, services } from "@dcm/proto";
import { type RequestQuery, ResponseQuery } from "@dcm/proto/gen/tendermint/abci";
import type { App } from "../app/app.js";

/** While such a query waits, those behind it on the same connection wait too. */
const patienceMs = 2_000;

/** What baseapp makes of a status in an ABCI answer (gRPCErrorToSDKError). */
const registered: Partial<Record<StatusName, readonly [code: number, text: string]>> = {
  NOT_FOUND: [22, "key not found"],
  INVALID_ARGUMENT: [18, "invalid request"],
  FAILED_PRECONDITION: [18, "invalid request"],
  UNAUTHENTICATED: [4, "unauthorized"],
};
const unknownRequest = [6, "unknown request"] as const;

/**
 * ABCI queries for transactions and blocks: clients without REST or gRPC ask for them here (CosmJS, relayers, `simd --node`).
 * CometBFT's RPC answers; the calls that the handlers make do not come back to ABCI, so nothing waits for itself.
 *
 * @returns answers for the paths that CometBFT knows about, undefined for all others
 */
export function cometQueries(
  app: Pick<App, "query" | "info">,
  rpcUrl: string,
  alarm: (text: string) => void,
): (request: RequestQuery) => Promise<ResponseQuery> | undefined {
  const rpc = openRpc(rpcUrl, patienceMs);
  const methods = new Map(
    services.flatMap((service) => Object.values(service.methods).map((method) => [method.path, method])),
  );
  return (request) => {
    const handler = cometHandlers.get(request.path);
    const method = methods.get(request.path);
    if (handler === undefined || method === undefined || applications.has(method.name)) return undefined;
    const height = request.height === 0n ? latestOf(app) : request.height;
    const context = {
      rpc,
      abci: (path: string, data: Uint8Array, at: bigint, prove: boolean) =>
        app.query({ path, data, height: at, prove }),
      runtime: `node ${process.version}`,
      forward: async <Q, A>(target: MethodInfo<Q, A>, value: Q): Promise<A> => {
        const data = target.request.encode(value);
        const found = app.query({ path: target.path, data, height: request.height, prove: false });
        if (found.code !== 0) throw new Refused(found);
        return target.response.decode(found.value);
      },
    };
    const answer = async () => {
      const value = (method.response as MessageCodec).encode(
        await handler(context, method.request.decode(request.data)),
      );
      return ResponseQuery.fromPartial({ value, height });
    };
    return inTime(answer()).catch((error: unknown) => refusal(error, height, alarm));
  };
}

/** However many calls an answer takes: those of a search are one for each block. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new StatusError("DEADLINE_EXCEEDED", "CometBFT's RPC did not answer in time");
    timer = setTimeout(() => reject(error), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Methods of those services that the application answers, or refuses, by itself. */
const applications: ReadonlySet<string> = new Set(["Simulate", "BroadcastTx"]);

/** What the application refused is passed on as it is. */
class Refused extends Error {
  constructor(readonly answer: ResponseQuery) {
    super(answer.log);
  }
}

function refusal(error: unknown, height: bigint, alarm: (text: string) => void): ResponseQuery {
  const refused = (code: number, log: string) => ResponseQuery.fromPartial({ code, codespace: "sdk", log, height });
  if (error instanceof Refused) return error.answer;
  if (error instanceof StatusError) {
    const [code, text] = registered[error.status] ?? unknownRequest;
    const [, , name] = statuses[error.status];
    return refused(code, `rpc error: code = ${name} desc = ${error.message}: ${text}`);
  }
  // An error without a status, in the words of whoever gave it.
  if (error instanceof RpcError || error instanceof CodecError) return refused(18, `${error.message}: invalid request`);
  alarm(`query failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return refused(111222, "panic");
}

function latestOf(app: Pick<App, "info">): bigint {
  return app.info({ version: "", blockVersion: 0n, p2pVersion: 0n, abciVersion: "" }).lastBlockHeight;
}
