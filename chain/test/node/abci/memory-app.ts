import { sha256 } from "@noble/hashes/sha2.js";
import { createApp } from "../../../src/app/app.js";
import { storeNames } from "../../../src/app/modules.js";
import type { DispatchOptions } from "../../../src/node/abci/dispatch.js";
import { signatureVerifier } from "../../../src/node/signatures.js";
import { createHasher, createMultistore } from "../../../src/store/index.js";

/** The real application over state in memory, as the dispatcher takes it; alarms are failures unless told otherwise. */
export function memoryApp(alarm = raise): DispatchOptions {
  const store = createMultistore({ names: storeNames, hasher: createHasher(sha256), seed: 1 });
  return {
    app: createApp({
      store,
      verifySecp256k1: signatureVerifier().verify,
      minGasPrices: "0.001udcm",
      minRetainBlocks: 0n,
      alarm,
    }),
    persist() {
      store.takeWrites();
      return undefined;
    },
    durableHeight: () => store.height,
    committed: nothing,
    alarm,
    crashPoint: nothing,
    upgradeNeeded: nothing,
    haltHeight: 0n,
    haltTime: 0n,
  };
}

/** What a test has no use for. */
function nothing(): void {
  return;
}

function raise(text: string): void {
  throw new Error(text);
}
