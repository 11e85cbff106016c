// The systems that are compared. Each makes a home once and starts from a copy of it; `start` gives the processes to watch.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeKeyFiles, openKeyring } from "@dcm/client/keys";
import { CHAIN_ID } from "../../chain/bench/replay/people.mjs";
import { findComet } from "../../chain/dist/node/comet.js";
import { validators } from "../../testnet/dist/accounts.js";
import { addToGenesis, senders, writePairs, writeTransfers } from "./accounts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dcmd = [join(root, "chain/bin/dcmd.js")];
const comet = findComet();
/** Bytes of a transfer as these chains sign it. */
const TRANSFER_BYTES = 314;
const STOP_MS = 15_000;

/** The same for every system: nothing that limits the mempool, no index of transactions, blocks a second apart. */
const TUNED = {
  timeout_commit: '"1s"',
  skip_timeout_commit: "false",
  create_empty_blocks: "false",
  size: "200000",
  cache_size: "300000",
  max_txs_bytes: "1073741824",
  recheck: "true",
  indexer: '"null"',
  log_level: '"error"',
  pex: "false",
};
const MAX_BLOCK_BYTES = "4194304";

/** dcm as it ships: the application, CometBFT beside it, the gateway only where somebody asks it. */
export function dcm({ hasGateway }) {
  return {
    name: "dcm",
    prefix: "dcm",
    denom: "udcm",
    async make(home, people) {
      run(dcmd, ["init", "bench", "--chain-id", CHAIN_ID, "--home", home]);
      const keyring = openKeyring({ files: nodeKeyFiles(fs, join(home, "keys")), backend: "test", prefix: "dcm" });
      await keyring.add("val", { mnemonic: validators[0].mnemonic });
      const at = ["--home", home];
      run(dcmd, ["genesis", "add-genesis-account", "val", "10000000000udcm", ...at]);
      addToGenesis(genesisOf(home), people, "udcm");
      const gentx = ["genesis", "gentx", "val", "1000000000udcm", "--chain-id", CHAIN_ID, "--keyring-backend", "test"];
      run(dcmd, [...gentx, ...at]);
      run(dcmd, ["genesis", "collect-gentxs", ...at]);
    },
    async start(home, { rpc, p2p, rest }) {
      const gateway = hasGateway
        ? ["--api.enable", "true", "--api.address", `tcp://127.0.0.1:${rest}`]
        : ["--no-gateway"];
      const app = launch(home, [...dcmd, "start", "--home", home, ...gateway, ...addresses(rpc, p2p)]);
      await firstBlock(rpc, app);
      if (hasGateway) await answers(`http://127.0.0.1:${rest}/cosmos/base/tendermint/v1beta1/node_info`, app);
      return { app, watched: { app: app.pid, comet: childOf(app.pid, comet) } };
    },
  };
}

/** The Cosmos SDK's own chain, CometBFT inside. */
export const simd = (program) => ({
  name: "simd",
  prefix: "cosmos",
  denom: "stake",
  async make(home, people) {
    const at = ["--home", home];
    const key = ["--keyring-backend", "test"];
    run([program], ["init", "bench", "--chain-id", CHAIN_ID, ...at]);
    run([program], ["keys", "add", "val", ...key, ...at]);
    run([program], ["genesis", "add-genesis-account", "val", "10000000000stake", ...key, ...at]);
    addToGenesis(genesisOf(home), people, "stake");
    run([program], ["genesis", "gentx", "val", "1000000000stake", "--chain-id", CHAIN_ID, ...key, ...at]);
    run([program], ["genesis", "collect-gentxs", ...at]);
  },
  async start(home, { rpc, p2p }) {
    const gas = ["--minimum-gas-prices", "0.001stake", "--grpc.enable=false", "--api.enable=false"];
    const node = launch(home, [program, "start", "--home", home, ...gas, ...addresses(rpc, p2p)]);
    await firstBlock(rpc, node);
    return { app: node, watched: { node: node.pid } };
  },
});

/** CometBFT with its own application inside, which does next to nothing: the cost of consensus by itself. */
export const kvstore = {
  name: "kvstore",
  async make(home) {
    run([comet], ["init", "--home", home]);
  },
  async start(home, { rpc, p2p }) {
    const node = launch(home, [comet, "start", "--home", home, "--proxy_app", "kvstore", ...addresses(rpc, p2p)]);
    await firstBlock(rpc, node);
    return { app: node, watched: { node: node.pid } };
  },
};

/** Makes the home of a system and the file of its transactions. */
export async function prepare(system, directory, { accounts, txs }) {
  const home = join(directory, `${system.name}-home`);
  const people = system.prefix === undefined ? [] : senders(accounts, system);
  await system.make(home, people);
  tune(join(home, "config/config.toml"));
  limitBlocks(genesisOf(home));
  const file = join(directory, `${system.name}.txs`);
  if (people.length === 0) writePairs(file, txs, TRANSFER_BYTES);
  else writeTransfers(file, people, txs, system.denom);
  return { system, home, file };
}

/** Runs `use` while the system runs from a copy of its home. */
export async function running({ system, home }, directory, use) {
  const copy = join(directory, `${system.name}-run`);
  cpSync(home, copy, { recursive: true });
  const [rpc, p2p, rest] = [await freePort(), await freePort(), await freePort()];
  const { app, watched } = await system.start(copy, { rpc, p2p, rest });
  try {
    return await use({ rpc: `http://127.0.0.1:${rpc}`, rest: `http://127.0.0.1:${rest}`, watched });
  } finally {
    await stop(app);
    rmSync(copy, { recursive: true, force: true });
  }
}

function genesisOf(home) {
  return join(home, "config/genesis.json");
}

function tune(file) {
  let text = readFileSync(file, "utf8");
  for (const [key, value] of Object.entries(TUNED))
    text = text.replaceAll(new RegExp(`^${key} = .*$`, "gm"), `${key} = ${value}`);
  writeFileSync(file, text);
}

function limitBlocks(file) {
  const genesis = JSON.parse(readFileSync(file, "utf8"));
  const params = genesis.consensus?.params ?? genesis.consensus_params;
  params.block.max_bytes = MAX_BLOCK_BYTES;
  params.block.max_gas = "-1";
  writeFileSync(file, JSON.stringify(genesis));
}

function addresses(rpc, p2p) {
  return ["--rpc.laddr", `tcp://127.0.0.1:${rpc}`, "--p2p.laddr", `tcp://127.0.0.1:${p2p}`];
}

function run([program, ...first], args) {
  const { status, stderr, stdout } = spawnSync(program, [...first, ...args], {
    encoding: "utf8",
    cwd: root,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${[program, ...first, ...args].join(" ")}: ${`${stderr}${stdout}`.slice(-2000)}`);
}

function launch(home, [program, ...args]) {
  const log = openSync(join(home, "bench.log"), "w");
  const child = spawn(program, args, { stdio: ["ignore", log, log], cwd: root });
  child.log = join(home, "bench.log");
  return child;
}

function firstBlock(rpc, child) {
  // CometBFT's own height is there before the application has committed, and takes transactions.
  const isThere = ({ result }) => Number(result.response.last_block_height ?? 0) >= 1;
  return answers(`http://127.0.0.1:${rpc}/abci_info`, child, isThere);
}

/** Waits for an answer that is as wanted; a program that ends before is told of with the end of its log. */
async function answers(url, child, isWanted = () => true) {
  while (child.exitCode === null) {
    try {
      const answer = await fetch(url);
      if (answer.ok && isWanted(await answer.json())) return;
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED") throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`ended with ${child.exitCode}: ${readFileSync(child.log, "utf8").slice(-1000)}`);
}

async function stop(child) {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** The child of a process that runs that program. */
function childOf(pid, program) {
  const { stdout } = spawnSync("ps", ["--no-headers", "-ww", "-o", "pid,args", "--ppid", String(pid)], {
    encoding: "utf8",
  });
  const line = stdout.split("\n").find((each) => each.includes(`${program} start`));
  if (line === undefined) throw new Error(`process ${pid} has no child ${program}: ${stdout}`);
  return Number(line.trim().split(/\s+/)[0]);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
