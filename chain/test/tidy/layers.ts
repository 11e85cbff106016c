/** Who may import whom, as STYLE.md §7 states it. `*` in a value stands for any module but the importing one. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  proto: [],
  rules: ["proto"],
  vm: [],
  "chain/src/kernel": ["proto", "rules"],
  "chain/src/app/limits": [],
  "chain/src/modules": ["proto", "rules", "vm", "chain/src/kernel", "chain/src/app/limits"],
  "chain/src/app": ["proto", "rules", "chain/src/kernel", "chain/src/app/limits"],
  "chain/src/store": ["proto", "chain/src/kernel"],
  "chain/src/node": [
    "proto",
    "vm",
    "chain/src/kernel",
    "chain/src/app",
    "chain/src/app/limits",
    "chain/src/store",
    "client/keys",
    "client/comet",
  ],
  "client/comet": ["proto", "client"],
  client: ["proto", "rules", "client/keys"],
  gateway: ["proto", "rules", "client", "client/keys", "client/comet"],
  provider: ["proto", "rules", "client", "client/keys", "vm"],
  cli: ["proto", "rules", "client", "client/keys"],
  web: ["proto", "rules", "client"],
  testnet: ["proto", "client", "client/keys"],
};

/** Packages that the command line may load when a command needs them, by `await import()` of their entry point. */
export const lazyForCli: readonly string[] = ["gateway", "provider", "testnet", "vm"];

/** Packages from outside that a layer may import; a layer that is not named takes what its package.json lists. */
export const outside: Readonly<Record<string, readonly string[]>> = {
  proto: [],
  rules: ["@noble/hashes"],
  vm: [],
  "chain/src/kernel": ["@noble/hashes"],
  "chain/src/app/limits": [],
  "chain/src/modules": ["@noble/hashes"],
  "chain/src/app": ["@noble/hashes"],
  "chain/src/store": ["@noble/hashes"],
};

/** Folders whose code is the core: pure, synchronous, closed (STYLE.md rule 13). */
export const coreFolders: readonly string[] = [
  "proto/src",
  "rules/src",
  "vm/src",
  "chain/src/kernel",
  "chain/src/modules",
  "chain/src/app",
  "chain/src/store",
];

/** Files inside those folders that stand outside the fence, by prefix. */
export const outsideTheFence: readonly string[] = ["chain/src/store/disk", "vm/src/node", "vm/src/worker"];

/** The closed list of STYLE.md §3. */
export const moduleFiles: readonly RegExp[] = [
  /^(index|state|msgs|queries|errors|api|blocks|invariants|math|genesis|migrations)\.ts$/,
  /^msgs\/[a-z-]+\.ts$/,
  /^README\.md$/,
  /^[a-z-]+\.test\.ts$/,
];

export function isCore(path: string): boolean {
  if (outsideTheFence.some((prefix) => path.startsWith(prefix))) return false;
  return coreFolders.some((folder) => path.startsWith(`${folder}/`)) && !path.endsWith(".test.ts");
}

/** The layer that a source file belongs to, or undefined for files outside all of them. */
export function layerOf(path: string): string | undefined {
  if (outsideTheFence.some((prefix) => path.startsWith(prefix))) return undefined;
  if (path.startsWith("chain/src/app/limits.")) return "chain/src/app/limits";
  if (path.startsWith("client/src/keys/") || path === "client/src/keys.ts") return "client/keys";
  if (path.startsWith("client/src/comet/") || path === "client/src/comet.ts") return "client/comet";
  return Object.keys(layers).find((layer) => path.startsWith(layer.includes("/") ? `${layer}/` : `${layer}/src/`));
}
