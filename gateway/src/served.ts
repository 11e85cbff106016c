import { cometHandlers } from "@dcm/client/comet";
import { ReflectionService } from "@dcm/proto/gen/cosmos/base/reflection/v2alpha1";
import type { Call } from "./call.js";
import { reflectionServices } from "./grpc/reflection.js";

/** A restarted node may have other modules: they are asked for again after a minute. */
const keptMs = 60_000;

/** Full names of the services that this chain answers: those of its modules, of CometBFT, and reflection. Sorted. */
export type Served = () => Promise<readonly string[]>;

/** Asks the application which services it has, as the modules of a chain differ. */
export function openServed(call: Call): Served {
  let known: { readonly names: readonly string[]; readonly until: number } | undefined;
  return async () => {
    if (known !== undefined && Date.now() < known.until) return known.names;
    const { path, response } = ReflectionService.methods.GetQueryServicesDescriptor;
    const { queries } = response.decode((await call(path, new Uint8Array(0), 0n)).value);
    const names = new Set([
      ...(queries?.queryServices ?? []).map(({ fullname }) => fullname),
      ...[...cometHandlers.keys()].map((each) => each.split("/")[1] ?? ""),
      ...reflectionServices.map(({ name }) => name),
    ]);
    known = { names: [...names].sort((a, b) => (a < b ? -1 : 1)), until: Date.now() + keptMs };
    return known.names;
  };
}
