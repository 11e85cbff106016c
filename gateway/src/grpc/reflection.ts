import { CodecError } from "@dcm/proto";
import { ServerReflection, type ServerReflectionRequest } from "@dcm/proto/gen/grpc/reflection/v1";
import { ServerReflection as ServerReflectionAlpha } from "@dcm/proto/gen/grpc/reflection/v1alpha";
import { type ServerDuplexStream, status } from "@grpc/grpc-js";
import type { Descriptors } from "./descriptors.js";

/** Both versions of `grpc.reflection`; their messages are the same but for their package. */
export const reflectionServices = [ServerReflection, ServerReflectionAlpha] as const;

type Answer =
  | { fileDescriptorResponse: { fileDescriptorProto: readonly Uint8Array[] } }
  | { allExtensionNumbersResponse: { baseTypeName: string; extensionNumber: readonly number[] } }
  | { listServicesResponse: { service: readonly { name: string }[] } }
  | { errorResponse: { errorCode: number; errorMessage: string } };

/**
 * Answers one stream of questions about what the server serves (google.golang.org/grpc, reflection/internal).
 *
 * @param services  asked anew for each question: which modules a chain has is known once its node answers
 */
export function reflect(
  codecs: (typeof reflectionServices)[number]["methods"]["ServerReflectionInfo"],
  descriptors: Descriptors,
  services: () => Promise<readonly string[]>,
) {
  return (stream: ServerDuplexStream<Buffer, Buffer>): void => {
    const sent = new Set<string>();
    const answerTo = async (bytes: Buffer): Promise<void> => {
      const request = codecs.request.decode(bytes);
      const answer = await answerOf(request, descriptors, sent, services);
      const response = codecs.response.fromPartial({ validHost: request.host, originalRequest: request, ...answer });
      stream.write(Buffer.from(codecs.response.encode(response)));
    };
    // One question at a time, in order: each is answered before the next is read.
    let last = Promise.resolve();
    stream.on("data", (bytes: Buffer) => {
      last = last.then(() => answerTo(bytes)).catch((error: Error) => void stream.emit("error", fault(error)));
    });
    stream.on("end", () => void last.then(() => stream.end()));
  };
}

/** What ends a stream; grpc-js takes its status from it. */
function fault(error: Error): { code: status; details: string } {
  return { code: error instanceof CodecError ? status.INVALID_ARGUMENT : status.UNAVAILABLE, details: error.message };
}

async function answerOf(
  request: ServerReflectionRequest,
  descriptors: Descriptors,
  sent: Set<string>,
  services: () => Promise<readonly string[]>,
): Promise<Answer> {
  const { fileByFilename, fileContainingSymbol, fileContainingExtension, allExtensionNumbersOfType } = request;
  if (request.listServices !== undefined) {
    return { listServicesResponse: { service: (await services()).map((name) => ({ name })) } };
  }
  if (allExtensionNumbersOfType !== undefined) {
    const numbers = descriptors.extensions(allExtensionNumbersOfType);
    if (numbers === undefined) return notFound(allExtensionNumbersOfType);
    return {
      allExtensionNumbersResponse: { baseTypeName: allExtensionNumbersOfType, extensionNumber: numbers },
    };
  }
  if (fileByFilename !== undefined) return files(fileByFilename, fileByFilename, descriptors, sent);
  if (fileContainingSymbol !== undefined) {
    return files(descriptors.declaring(fileContainingSymbol), fileContainingSymbol, descriptors, sent);
  }
  if (fileContainingExtension !== undefined) {
    const { containingType, extensionNumber } = fileContainingExtension;
    const path = descriptors.extending(containingType, extensionNumber);
    return files(path, `extension ${extensionNumber} of ${containingType}`, descriptors, sent);
  }
  return { errorResponse: { errorCode: status.INVALID_ARGUMENT, errorMessage: "invalid MessageRequest" } };
}

/** A file and what it imports, as far as the stream has not had it; the file itself always. */
function files(path: string | undefined, asked: string, descriptors: Descriptors, sent: Set<string>): Answer {
  const queue = path === undefined || descriptors.file(path) === undefined ? [] : [path];
  if (queue.length === 0) return notFound(asked);
  const found: Uint8Array[] = [];
  // Grows by imports, of which each is sent once.
  for (const next of queue) {
    if (found.length > 0 && sent.has(next)) continue;
    sent.add(next);
    found.push(descriptors.file(next) as Uint8Array);
    queue.push(...descriptors.imports(next).filter((each) => descriptors.file(each) !== undefined));
  }
  return { fileDescriptorResponse: { fileDescriptorProto: found } };
}

function notFound(what: string): Answer {
  return { errorResponse: { errorCode: status.NOT_FOUND, errorMessage: `not found: ${what}` } };
}
