import { StatusError, statuses } from "@dcm/client/comet";
import type { ServiceInfo } from "@dcm/proto";
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Call } from "../call.js";
import { heightHeader, parseHeight } from "../height.js";
import type { Descriptors } from "./descriptors.js";
import { reflect, reflectionServices } from "./reflection.js";

/** As the SDK's app.toml has it (server/config, DefaultGRPCMaxRecvMsgSize). */
const receivedMax = 10 * 1024 * 1024;
/** Streams of one connection at the same time. */
const streamsMax = 256;

export interface GrpcOptions {
  readonly call: Call;
  /** Every query service whose methods may be called. */
  readonly services: readonly ServiceInfo[];
  readonly descriptors: Descriptors;
  /** Names of the services that this chain answers. */
  readonly served: () => Promise<readonly string[]>;
}

export interface GrpcServer {
  /** The port that it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the same queries as REST, and reflection, as gRPC without TLS. @throws Error  EADDRINUSE and the like */
export async function serveGrpc(address: string, options: GrpcOptions): Promise<GrpcServer> {
  const server = new Server({
    "grpc.max_receive_message_length": receivedMax,
    "grpc.max_send_message_length": -1,
    "grpc.max_concurrent_streams": streamsMax,
  });
  for (const service of options.services) server.addService(definitionOf(service), handlersOf(service, options.call));
  for (const service of reflectionServices) {
    const handler = reflect(service.methods.ServerReflectionInfo, options.descriptors, options.served);
    server.addService(definitionOf(service, "streams"), { ServerReflectionInfo: handler });
  }
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(Object.assign(error, { syscall: "listen", flag: "--grpc" })),
    ),
  );
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.tryShutdown(() => resolve());
        // Reflection's streams may stay open for as long as their client likes.
        server.forceShutdown();
      }),
  };
}

/** Messages pass as they are: what is in them is the application's to read. */
function definitionOf({ methods }: ServiceInfo, kind: "unary" | "streams" = "unary"): ServiceDefinition {
  const asIs = (bytes: Buffer): Buffer => bytes;
  return Object.fromEntries(
    Object.values(methods).map(({ name, path }) => [
      name,
      {
        path,
        originalName: name,
        requestStream: kind === "streams",
        responseStream: kind === "streams",
        requestSerialize: asIs,
        requestDeserialize: asIs,
        responseSerialize: asIs,
        responseDeserialize: asIs,
      },
    ]),
  );
}

function handlersOf({ methods }: ServiceInfo, call: Call): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.values(methods).map(({ name, path }) => [
      name,
      (asked: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => void unary(call, path, asked, answer),
    ]),
  );
}

async function unary(
  call: Call,
  path: string,
  asked: ServerUnaryCall<Buffer, Buffer>,
  answer: sendUnaryData<Buffer>,
): Promise<void> {
  try {
    const [wanted] = asked.metadata.get(heightHeader);
    const { value, height } = await call(path, asked.request, parseHeight(wanted?.toString()));
    const head = new Metadata();
    head.set(heightHeader, String(height));
    asked.sendMetadata(head);
    answer(null, Buffer.from(value));
  } catch (error) {
    answer(refusalOf(error));
  }
}

function refusalOf(error: unknown): { code: status; details: string } {
  if (error instanceof StatusError) return { code: statuses[error.status][0], details: error.message };
  return { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}
