import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openRpc, type Rpc } from "@dcm/client/comet";
import { BlobStore, blobDefaults } from "./blobs.js";
import { openCall, queryServices } from "./call.js";
import { openEventLog } from "./events.js";
import { failureOf } from "./failure.js";
import { type Faucet, openFaucet } from "./faucet.js";
import { openDescriptors } from "./grpc/descriptors.js";
import { type GrpcServer, serveGrpc } from "./grpc/server.js";
import { type Network, readNetwork } from "./network.js";
import { type NodeClient, openNode } from "./node-client.js";
import { openServed } from "./served.js";
import { createServer } from "./server.js";

const help = `dcm-gateway start [flags]: REST, gRPC, events and blobs of one dcm node

  --home DIR          the node's home; its socket is looked up there at each connect   (~/.dcmd)
  --query-sock PATH   the node's query socket, instead of looking it up
  --rpc URL           CometBFT's RPC                                                   (http://127.0.0.1:26657)
  --listen HOST:PORT  where to listen                                                  (127.0.0.1:1317)
  --grpc HOST:PORT    where to serve gRPC, with reflection; nowhere without the flag
  --blobs DIR         where blobs are kept                                             (<home>/blobs)

Environment: DCM_FAUCET_MNEMONIC_FILE turns the faucet on, on chains that say they are local or test.
It survives its node's restart: until the node is back, /readyz and queries answer 503.
`;

const sweepMs = 10 * 60_000;
const faucetCredit = 100_000_000n;
/** On public networks, what one client may store a day. */
const clientBytesMax = 1024 ** 3;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      home: { type: "string", default: join(homedir(), ".dcmd") },
      "query-sock": { type: "string" },
      rpc: { type: "string", default: "http://127.0.0.1:26657" },
      listen: { type: "string", default: "127.0.0.1:1317" },
      grpc: { type: "string" },
      blobs: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help || positionals[0] !== "start") {
    (values.help ? process.stdout : process.stderr).write(help);
    return values.help ? 0 : 2;
  }
  const { host, port } = addressOf("listen", values.listen);
  const grpcAddress = values.grpc === undefined ? undefined : addressOf("grpc", values.grpc);
  const node = openNode(() => socketOf(values.home, values["query-sock"]));
  const rpc = openRpc(values.rpc);
  const log = openEventLog(rpc);
  node.onBlock(({ height }) => log.advance(Number(height)));
  const network = cached(() => readNetwork(node, rpc));
  const found = await waitFor(network);
  const clientMax = found.kind === "local" ? undefined : clientBytesMax;
  const blobs = await BlobStore.open(values.blobs ?? join(values.home, "blobs"), { ...blobDefaults, clientMax });
  const sweep = setInterval(() => void blobs.sweep(), sweepMs);
  const server = createServer({ node, rpc, log, blobs, network, faucet: await faucetOf(found, rpc) });
  const url = await server.listen({ host, port });
  process.stderr.write(`gateway of ${found.chainId} listens on ${url}\n`);
  const grpc = grpcAddress === undefined ? undefined : await startGrpc(grpcAddress, { node, rpc });
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  clearInterval(sweep);
  await grpc?.close();
  node.close();
  await server.close();
  return 0;
}

async function startGrpc(
  { host, port }: { readonly host: string; readonly port: number },
  peers: { readonly node: NodeClient; readonly rpc: Rpc },
): Promise<GrpcServer> {
  const call = openCall(peers);
  const [served, descriptors] = [openServed(call), await openDescriptors()];
  const server = await serveGrpc(`${host}:${port}`, { call, services: queryServices, descriptors, served });
  process.stderr.write(`gRPC listens on ${host}:${server.port}\n`);
  return server;
}

/** A restarted node has a new socket: its run.json says where. */
function socketOf(home: string, given: string | undefined): string | undefined {
  const file = join(home, "data/run.json");
  if (given !== undefined && existsSync(given)) return given;
  if (!existsSync(file)) return given;
  const { querySock } = JSON.parse(readFileSync(file, "utf8")) as { querySock?: string };
  return querySock;
}

/** The chain's identity does not change while we run, but its gas price may with a restart: asked again after a minute. */
function cached(read: () => Promise<Network>): () => Promise<Network> {
  let found: { network: Network; until: number } | undefined;
  return async () => {
    if (found === undefined || Date.now() > found.until) found = { network: await read(), until: Date.now() + 60_000 };
    return found.network;
  };
}

/** The node may start after us, and answers queries from its first block on. */
async function waitFor(network: () => Promise<Network>): Promise<Network> {
  for (;;) {
    try {
      return await network();
    } catch (error) {
      process.stderr.write(`waiting for the node: ${error instanceof Error ? error.message : error}\n`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

async function faucetOf(network: Network, rpc: Rpc): Promise<Faucet | undefined> {
  const file = process.env.DCM_FAUCET_MNEMONIC_FILE;
  if (file === undefined || file === "" || network.kind === "live") return undefined;
  return openFaucet({
    rpc: rpc.url,
    mnemonic: readFileSync(file, "utf8").trim(),
    prefix: network.prefix,
    denom: network.denom.base,
    gasPrice: network.gasPrice,
    amount: faucetCredit,
  });
}

function addressOf(flag: string, listen: string): { host: string; port: number } {
  const match = /^(?:tcp:\/\/)?(.*):(\d+)$/.exec(listen);
  if (match === null) throw new RangeError(`--${flag} wants HOST:PORT, got ${listen}`);
  return { host: match[1] || "127.0.0.1", port: Number(match[2]) };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const { exit, text } = failureOf(error, process.argv.slice(2));
    process.stderr.write(`${text}\n`);
    process.exit(exit);
  },
);
