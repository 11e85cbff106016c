import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateMnemonic } from "@dcm/client/keys";
import { makeHome } from "./commands.js";
import { UsageError } from "./errors.js";
import { addAccount, readGenesis, writeGenesis } from "./genesis.js";
import { collectGentxs, gentx } from "./gentx.js";
import { type Home, home, readFile, setToml, writeAtomically } from "./home.js";
import { keyringOf } from "./keyring.js";

/** How the homes of a test network are made; the names and defaults are the Cosmos SDK's. */
export interface InitFilesOptions {
  readonly validatorCount: string;
  readonly outputDir: string;
  readonly chainId: string;
  readonly defaultDenom: string;
  readonly minimumGasPrices?: string | undefined;
  readonly nodeDirPrefix: string;
  readonly nodeDaemonHome: string;
  readonly startingIpAddress: string;
  readonly keyringBackend: string;
  readonly passphraseFile?: string | undefined;
  readonly singleHost?: boolean | undefined;
  readonly commitTimeout: string;
}

/** One validator to be. */
interface Node {
  readonly name: string;
  readonly files: Home;
  readonly ip: string;
  /** Added to the ports, which are one host's own only when it is alone there. */
  readonly offset: number;
}

/** A validator's first coins, and how many of them it bonds, in base units. */
const COINS = 500_000_000n;
const BONDED = 100_000_000n;
/** As many as one block's evidence and one operator's patience hold. */
const VALIDATORS_MAX = 100;

/** Where things listen; the p2p port of one host among many is CometBFT's own. */
const PORTS = {
  rpc: 26657,
  p2p: 26656,
  p2pSingleHost: 16656,
  api: 1317,
  grpc: 9090,
  metrics: 36660,
  appMetrics: 37660,
};

/**
 * Makes the homes of a network: keys, configuration, one genesis of everybody's genesis transaction, and each other's addresses.
 *
 * @returns what was made, for the operator
 * @throws UsageError  homes are there already, or a flag is none
 * @see Cosmos SDK v0.53, simapp/simd/cmd/testnet.go, initTestnetFiles
 */
export async function initFiles(options: InitFilesOptions): Promise<string> {
  const nodes = nodesOf(options);
  const [first] = nodes;
  const taken = nodes.find(({ files }) => existsSync(files.genesis));
  if (taken) throw new UsageError(`${taken.files.root} is there already: another --output-dir is needed`);
  try {
    for (const node of nodes) makeNode(node, options);
    await fillGenesis(nodes, options);
    const gentxs = join(options.outputDir, "gentxs");
    mkdirSync(gentxs, { recursive: true });
    for (const node of nodes) await writeGentx(node, gentxs, options);
    for (const { files } of nodes) await collectGentxs(files, gentxs);
  } catch (error) {
    // Half a network helps nobody, and would be in the way of the next attempt.
    for (const { name } of nodes) rmSync(join(options.outputDir, name), { recursive: true, force: true });
    rmSync(join(options.outputDir, "gentxs"), { recursive: true, force: true });
    throw error;
  }
  const { chain_id } = readGenesis((first as Node).files.genesis);
  return `Successfully initialized ${nodes.length} node directories of ${chain_id} in ${options.outputDir}`;
}

function nodesOf(options: InitFilesOptions): readonly Node[] {
  const { validatorCount, outputDir, nodeDirPrefix, nodeDaemonHome, startingIpAddress, singleHost } = options;
  const count = /^\d{1,3}$/.test(validatorCount) ? Number(validatorCount) : 0;
  if (count < 1 || count > VALIDATORS_MAX)
    throw new UsageError(`--v: got ${validatorCount}, wanted 1 to ${VALIDATORS_MAX}`);
  return Array.from({ length: count }, (_, i) => ({
    name: `${nodeDirPrefix}${i}`,
    files: home(join(outputDir, `${nodeDirPrefix}${i}`, nodeDaemonHome)),
    ip: singleHost ? "127.0.0.1" : addressAt(startingIpAddress, i),
    offset: singleHost ? i : 0,
  }));
}

/** The i-th address after one. */
function addressAt(start: string, i: number): string {
  const parts = start.split(".").map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  if (!isAddress) throw new UsageError(`${start} is no IPv4 address`);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  if (d + i > 254) throw new UsageError(`${start} leaves no address for node ${i}`);
  return `${a}.${b}.${c}.${d + i}`;
}

function makeNode({ name, files, offset }: Node, options: InitFilesOptions): void {
  const { chainId, defaultDenom, commitTimeout, minimumGasPrices, singleHost } = options;
  makeHome(files, { moniker: name, chainId, denom: defaultDenom, blockTime: commitTimeout });
  const host = singleHost ? "127.0.0.1" : "0.0.0.0";
  const p2p = singleHost ? PORTS.p2pSingleHost + offset : PORTS.p2p;
  edit(files.configToml, [
    ["rpc.laddr", `"tcp://${host}:${PORTS.rpc + offset}"`],
    ["p2p.laddr", `"tcp://${host}:${p2p}"`],
    // Addresses of one host, or of a private network, are none that a public node would take.
    ["p2p.addr_book_strict", "false"],
    ...(singleHost
      ? ([
          ["p2p.allow_duplicate_ip", "true"],
          ["instrumentation.prometheus_listen_addr", `"${host}:${PORTS.metrics + offset}"`],
        ] as const)
      : []),
  ]);
  edit(files.appToml, [
    ...(minimumGasPrices === undefined ? [] : ([["minimum-gas-prices", JSON.stringify(minimumGasPrices)]] as const)),
    ["api.address", `"tcp://${host}:${PORTS.api + offset}"`],
    ["grpc.address", `"${host}:${PORTS.grpc + offset}"`],
    // Metrics stay on loopback, where a collector of the same machine finds them.
    ...(singleHost ? ([["telemetry.address", `"localhost:${PORTS.appMetrics + offset}"`]] as const) : []),
  ]);
}

function edit(file: string, values: readonly (readonly [key: string, value: string])[]): void {
  const text = values.reduce((before, [key, value]) => setToml(before, key, value), readFile(file));
  writeAtomically(file, text);
}

/** Keys of all, and the one genesis that knows their accounts. */
async function fillGenesis(nodes: readonly Node[], options: InitFilesOptions): Promise<void> {
  const { keyringBackend: backend, passphraseFile, defaultDenom } = options;
  const [first, ...others] = nodes as readonly [Node, ...Node[]];
  const genesis = readGenesis(first.files.genesis);
  for (const { name, files } of nodes) {
    const mnemonic = generateMnemonic();
    const { address } = await keyringOf(files, genesis, { backend, passphraseFile }).add(name, { mnemonic });
    writeFileSync(join(files.root, "key_seed.json"), `${JSON.stringify({ secret: mnemonic })}\n`, { mode: 0o600 });
    addAccount(genesis, address, new Map([[defaultDenom, COINS]]));
  }
  writeGenesis(first.files.genesis, genesis);
  for (const { files } of others) copyFileSync(first.files.genesis, files.genesis);
}

function writeGentx({ name, files, ip, offset }: Node, folder: string, options: InitFilesOptions): Promise<string> {
  const { chainId, defaultDenom, keyringBackend, passphraseFile, singleHost } = options;
  return gentx(files, name, `${BONDED}${defaultDenom}`, {
    chainId,
    moniker: name,
    ip,
    p2pPort: String(singleHost ? PORTS.p2pSingleHost + offset : PORTS.p2p),
    commissionRate: "0.1",
    commissionMaxRate: "0.2",
    commissionMaxChangeRate: "0.01",
    minSelfDelegation: "1",
    keyringBackend,
    passphraseFile,
    outputDocument: join(folder, `${name}.json`),
  });
}
