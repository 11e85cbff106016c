import { readFileSync } from "node:fs";
import { COMET_VERSION, describeComet, findComet } from "./comet.js";
import { UsageError } from "./errors.js";
import { stateHasher } from "./hasher.js";
import { signatureVerifier } from "./signatures.js";

/** The Cosmos SDK whose behaviour and wire format this node keeps to. */
export const SDK_VERSION = "v0.53.8";

export const VERSION = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }
).version;

/** What `dcmd version` prints: the number alone, or with `long` what the program is made of. */
export function versionText(long: boolean, json: boolean): string {
  if (!long) return VERSION;
  const facts = {
    name: "dcm",
    server_name: "dcmd",
    version: VERSION,
    cosmos_sdk_version: SDK_VERSION,
    cometbft_version: `v${COMET_VERSION}`,
    cometbft: foundComet(),
    signatures: signatureVerifier().name,
    hashes: stateHasher().name,
    runtime: `node ${process.version} (V8 ${process.versions.v8}) ${process.platform}/${process.arch}`,
  };
  if (json) return JSON.stringify(facts);
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function foundComet(): string {
  try {
    return describeComet(findComet());
  } catch (error) {
    if (error instanceof UsageError) return "not found";
    throw error;
  }
}
