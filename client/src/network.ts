import { clientError } from "./error.js";
import { type Http, readJson, send } from "./http.js";
import type { Denom } from "./money.js";

/** What has to be known of a chain to use it; the gateway tells it at `/.well-known/dcm.json`. */
export interface Network {
  readonly chainId: string;
  /** bech32 prefix of account addresses */
  readonly prefix: string;
  readonly denom: Denom;
  /** Base units per gas, such as `0.001udcm`. */
  readonly gasPrice: string;
  /** CometBFT's RPC, the gateway, and what it serves. */
  readonly rpc?: string | undefined;
  readonly rest?: string | undefined;
  readonly events?: string | undefined;
  readonly blobs?: string | undefined;
  readonly faucet?: string | undefined;
  readonly versions: Readonly<Record<string, string>>;
  /** A local network: keys without encryption are fine there. */
  readonly local: boolean;
}

/** A chain described by hand; what is left out is asked for or has the default of dcm. */
export type Endpoints = Partial<Network> & ({ readonly rpc: string } | { readonly rest: string });

const DEFAULTS = {
  prefix: "dcm",
  denom: { base: "udcm", display: "DCM", exponent: 6 },
  gasPrice: "0.001udcm",
  versions: {},
} as const;

/** Reads the well-known file of a gateway; undefined when the address has none. */
export async function readWellKnown(http: Http, url: string): Promise<Network | undefined> {
  const answer = await send(http, `${trimmed(url)}/.well-known/dcm.json`);
  if (answer.status === 404 || answer.status === 405 || answer.status === 501) {
    await answer.body?.cancel();
    return undefined;
  }
  if (!answer.ok) throw clientError("NODE_BAD_ANSWER", `${url} answered ${answer.status} for its well-known file`);
  const file = (await readJson(answer)) as Partial<WellKnown> | null;
  if (typeof file?.chain_id !== "string")
    throw clientError("NODE_BAD_ANSWER", `the well-known file of ${url} names no chain`);
  const texts = [
    file.prefix,
    file.gas_price,
    file.rpc,
    file.rest,
    file.events,
    file.blobs,
    file.faucet,
    file.denom?.base,
  ];
  if (texts.some((text) => text !== undefined && typeof text !== "string"))
    throw clientError("NODE_BAD_ANSWER", `the well-known file of ${url} has a field that is no text`);
  return completed(file.chain_id, {
    prefix: file.prefix,
    denom: file.denom,
    gasPrice: file.gas_price,
    rpc: file.rpc,
    rest: file.rest ?? trimmed(url),
    events: file.events,
    blobs: file.blobs,
    faucet: file.faucet,
    versions: file.versions,
    local: file.network === "local",
  });
}

/** Fills in what a description of a chain leaves out. */
export function completed(chainId: string, given: { readonly [K in keyof Network]?: Network[K] | undefined }): Network {
  const { prefix, denom, gasPrice, versions } = given;
  return {
    ...given,
    chainId,
    prefix: prefix ?? DEFAULTS.prefix,
    denom: denom ?? DEFAULTS.denom,
    gasPrice: gasPrice ?? DEFAULTS.gasPrice,
    versions: versions ?? DEFAULTS.versions,
    local: given.local ?? false,
  };
}

/** An address without slashes at its end. */
export function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}

interface WellKnown {
  readonly chain_id: string;
  readonly network: "local" | "test" | "live";
  readonly prefix: string;
  readonly denom: Denom;
  readonly gas_price: string;
  readonly rpc: string;
  readonly rest: string;
  readonly events: string;
  readonly blobs: string;
  readonly faucet: string;
  readonly versions: Record<string, string>;
}
