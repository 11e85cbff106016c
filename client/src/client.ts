import { type Blobs, openBlobs } from "./blobs.js";
import { clientError } from "./error.js";
import { type ChainEvent, type EventFilter, followEvents } from "./events.js";
import type { Http } from "./http.js";
import { type Jobs, openJobs } from "./jobs/jobs.js";
import { type Money, money } from "./money.js";
import { completed, type Endpoints, type Network, readWellKnown } from "./network.js";
import { type Method, type Node, type Partly, restNode, rpcNode } from "./node.js";
import { type NodeStatus, openRpc, type Rpc } from "./rpc.js";
import { openTx, type Tx } from "./tx/send.js";
import type { SequenceLock } from "./tx/sequences.js";
import { accountOf, type Signer } from "./tx/signers.js";

/** How to connect; nothing of it is needed. */
export interface ConnectOptions {
  /** Signs transactions; without one only reading works. Any CosmJS OfflineSigner, or one of `@dcm/client/keys`. */
  readonly signer?: Signer | undefined;
  /** Base units per gas, such as `0.001udcm`, instead of the chain's own. */
  readonly gasPrice?: string | undefined;
  /** `rest` uses the gateway alone, as web pages must; otherwise CometBFT's RPC is used when it is known. */
  readonly transport?: "rpc" | "rest" | undefined;
  /** Held while an account sends, so that several processes of one user do not collide. */
  readonly sequenceLock?: SequenceLock | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** Longest wait for an ordinary answer, ms; 10 000 unless given. */
  readonly answerMs?: number | undefined;
  /** Longest wait for a node to take a transaction, ms; 5 000 unless given. */
  readonly broadcastMs?: number | undefined;
  /** Ends all requests and streams of the connection. */
  readonly signal?: AbortSignal | undefined;
}

interface ServiceLike {
  // biome-ignore lint/suspicious/noExplicitAny: any request and response, so that every service fits
  readonly methods: { readonly [name: string]: Method<any, any> };
}

/** A service's rpcs as functions. */
export type Calls<S extends ServiceLike> = {
  readonly [Name in keyof S["methods"]]: S["methods"][Name] extends Method<infer Request, infer Response>
    ? (request?: Partly<Request>, options?: { readonly height?: bigint | undefined }) => Promise<Response>
    : never;
};

/** A connection to a chain. */
export interface Client extends Jobs {
  readonly network: Network;
  readonly node: Node;
  /** CometBFT's RPC; absent when only the gateway is used. */
  readonly rpc: Rpc | undefined;
  readonly money: Money;
  readonly tx: Tx;
  readonly blobs: Blobs;
  /** A query service's rpcs as typed functions: `client.query(Query).Order({ id: 41n })`. */
  query<S extends ServiceLike>(service: S): Calls<S>;
  /** One rpc that is chosen at run time. */
  call<Request, Response>(
    method: Method<Request, Response>,
    request: Partly<Request>,
    options?: { readonly height?: bigint | undefined },
  ): Promise<Response>;
  status(): Promise<NodeStatus>;
  /** The address that sends: the signer's first. */
  address(): Promise<string>;
  events(filter?: EventFilter, signal?: AbortSignal): AsyncGenerator<ChainEvent>;
}

/**
 * Connects to a chain from one URL.
 *
 * @param target   a gateway's address, CometBFT's RPC address, or the endpoints written out
 * @param options  the signer and the rest
 * @returns the connection; nothing stays open
 * @throws NODE_UNREACHABLE  nobody answers there
 * @throws NODE_BAD_ANSWER   somebody answers who is neither
 * @throws NODE_UNSUPPORTED  the node does not run CometBFT 0.38, whose answers would be misread
 * @example
 * const client = await connect(url, { signer: await fromMnemonic(generateMnemonic()) });
 * client.network.prefix; // "dcm"
 */
export async function connect(target: string | Endpoints, options: ConnectOptions = {}): Promise<Client> {
  const { signal, answerMs, broadcastMs } = options;
  const http: Http = { fetch: options.fetch ?? globalThis.fetch.bind(globalThis), signal, answerMs, broadcastMs };
  const found = typeof target === "string" ? await discover(http, target) : target;
  const useRest = found.rpc === undefined || (options.transport === "rest" && found.rest !== undefined);
  const rpc = useRest ? undefined : openRpc(http, found.rpc as string);
  const node = rpc ? rpcNode(rpc) : restNode(http, found.rest as string);
  const { chainId, cometVersion } = await node.status();
  requireSupported(cometVersion);
  if (found.chainId !== undefined && found.chainId !== chainId) {
    throw clientError("NODE_BAD_ANSWER", `wanted the chain ${found.chainId}, the node is on ${chainId}`, {
      retryable: false,
    });
  }
  return assemble(http, completed(chainId, found), node, rpc, options);
}

function assemble(http: Http, network: Network, node: Node, rpc: Rpc | undefined, options: ConnectOptions): Client {
  const { signer, gasPrice, sequenceLock: lock } = options;
  const call: Client["call"] = (method, request, { height } = {}) => node.query(method, request, height);
  const address = async () => (await accountOf(signer)).address;
  const parts = {
    network,
    node,
    rpc,
    call,
    address,
    status: node.status,
    money: money(network.denom),
    tx: openTx({ node, network, signer, gasPrice, lock }),
    blobs: openBlobs(http, network.blobs),
    query: <S extends ServiceLike>(service: S) => bind(service, call),
    events: (filter: EventFilter = {}, signal?: AbortSignal) =>
      followEvents(
        http,
        network,
        { rpc, height: async () => (await node.status()).height },
        filter,
        signal ?? options.signal,
      ),
  };
  return { ...parts, ...openJobs({ ...parts, http }) };
}

function bind<S extends ServiceLike>(service: S, call: Client["call"]): Calls<S> {
  const calls = Object.entries(service.methods).map(([name, method]) => [
    name,
    (request: Partly<unknown> = {}, options?: { readonly height?: bigint }) => call(method, request, options),
  ]);
  return Object.fromEntries(calls);
}

async function discover(http: Http, url: string): Promise<Partial<Network>> {
  const known = await readWellKnown(http, url);
  // No gateway: then it is CometBFT's RPC, or nothing that we know.
  return known ?? { rpc: url };
}

function requireSupported(version: string): void {
  if (version.startsWith("0.38.")) return;
  const got = version === "" ? "tells no version" : `runs CometBFT ${version}`;
  throw clientError("NODE_UNSUPPORTED", `the node ${got}; this library speaks to CometBFT 0.38 only`);
}
