import { StatusError } from "@dcm/client/comet";

/** The header, or gRPC metadata, that says which height a query is about; the answer has it too. */
export const heightHeader = "x-cosmos-block-height";

/**
 * The height that a client asks for; 0 is the latest.
 *
 * @throws StatusError INVALID_ARGUMENT  it is none, in the SDK's words (baseapp/grpcserver.go)
 */
export function parseHeight(text: string | undefined): bigint {
  if (text === undefined || text === "") return 0n;
  const shown = JSON.stringify(text.slice(0, 32));
  const refuse = (reason: string): never => {
    const where = `Baseapp.RegisterGRPCServer: invalid height header "${heightHeader}"`;
    throw new StatusError("INVALID_ARGUMENT", `${where}: strconv.ParseInt: parsing ${shown}: ${reason}`);
  };
  if (!/^[+-]?\d{1,40}$/.test(text)) return refuse("invalid syntax");
  const height = BigInt(text.replace(/^\+/, ""));
  if (height >= 1n << 63n || height < -(1n << 63n)) return refuse("value out of range");
  if (height < 0n) {
    throw new StatusError(
      "INVALID_ARGUMENT",
      "cannot query with height < 0; please provide a valid height: invalid request",
    );
  }
  return height;
}
