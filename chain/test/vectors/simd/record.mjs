// Records what Cosmos SDK 0.53.8 does with the transactions of plan.mjs: writes genesis.json and vectors.json.
// Usage: node record.mjs         with the simd in $SIMD, or built from node/ (needs Go; some minutes the first time)
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, exit, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { BaseAccount, ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import { QueryAccountsRequest, QueryAccountsResponse } from "cosmjs-types/cosmos/auth/v1beta1/query";
import * as bank from "cosmjs-types/cosmos/bank/v1beta1/query";
import { connectAbci } from "./abci-client.mjs";
import * as who from "./accounts.mjs";
import { blocks } from "./plan.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "simd-vectors-"));
const simd = env.SIMD ?? build();
const page = { key: new Uint8Array(), offset: 0n, limit: 10_000n, countTotal: false, reverse: false };

try {
  const genesis = makeGenesis();
  writeFileSync(join(here, "genesis.json"), `${JSON.stringify(genesis, null, 1)}\n`);
  const vectors = await record(genesis);
  writeFileSync(join(here, "vectors.json"), `${JSON.stringify(vectors, null, 1)}\n`);
  stdout.write(`${vectors.blocks.flatMap((block) => block.txs).length} transactions in ${vectors.blocks.length} blocks\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
exit(0);

function build() {
  const binary = join(scratch, "simd");
  execFileSync("go", ["build", "-trimpath", "-o", binary, "."], { cwd: join(here, "node"), stdio: "inherit" });
  return binary;
}

/** A genesis of the full simd: one gentx, 100 accounts, a denomination that may not be sent, no inflation. */
function makeGenesis() {
  const run = (args, input = "") => execFileSync(simd, [...args, "--home", scratch], { input, stdio: ["pipe", "pipe", "pipe"] });
  const keyring = ["--keyring-backend", "test"];
  run(["init", "vectors", "--chain-id", who.chainId, "--recover"], `${who.consensusPhrase}\n`);
  run(["keys", "add", "validator", "--recover", ...keyring], `${who.validatorPhrase}\n`);
  run(["genesis", "add-genesis-account", "validator", "5000000000stake", ...keyring]);
  writeFileSync(join(scratch, "accounts.json"), JSON.stringify(who.genesisAccounts()));
  run(["genesis", "bulk-add-genesis-account", join(scratch, "accounts.json")]);
  const path = join(scratch, "config", "genesis.json");
  const genesis = JSON.parse(readFileSync(path, "utf8"));
  genesis.genesis_time = who.genesisTime;
  genesis.app_state.bank.send_enabled = [{ denom: "frozen", enabled: false }];
  for (const rate of ["inflation", "inflation_max", "inflation_min", "inflation_rate_change"]) {
    genesis.app_state.mint[rate === "inflation" ? "minter" : "params"][rate] = "0.000000000000000000";
  }
  writeFileSync(path, JSON.stringify(genesis));
  const gentx = ["--chain-id", who.chainId, "--ip", "127.0.0.1", "--node-id", "0".repeat(40), "--moniker", "vectors"];
  run(["genesis", "gentx", "validator", "1000000000stake", ...gentx, ...keyring]);
  run(["genesis", "collect-gentxs"]);
  return JSON.parse(readFileSync(path, "utf8"));
}

async function record(genesis) {
  const socket = join(scratch, "abci.sock");
  const args = ["start", "--home", scratch, "--with-comet=false", "--transport", "socket", "--address", `unix://${socket}`];
  const options = ["--minimum-gas-prices", who.minGasPrices, "--log_level", "error", "--grpc.enable=false", "--api.enable=false"];
  const node = spawn(simd, [...args, ...options], { env: { ...env, SIMD_MODULES: "core" }, stdio: ["ignore", "inherit", "inherit"] });
  try {
    const { call } = await connectAbci(socket);
    return await play(call, genesis);
  } finally {
    node.kill("SIGKILL"); // nothing of it is kept
  }
}

async function play(call, genesis) {
  const params = genesis.consensus.params;
  const started = await call("initChain", {
    time: timeAt(0),
    chainId: who.chainId,
    initialHeight: 1n,
    validators: [],
    appStateBytes: Buffer.from(JSON.stringify(genesis.app_state)),
    consensusParams: {
      block: { maxBytes: BigInt(params.block.max_bytes), maxGas: BigInt(params.block.max_gas) },
      evidence: {
        maxAgeNumBlocks: BigInt(params.evidence.max_age_num_blocks),
        maxAgeDuration: { seconds: BigInt(params.evidence.max_age_duration) / 1_000_000_000n, nanos: 0 },
        maxBytes: BigInt(params.evidence.max_bytes),
      },
      validator: { pubKeyTypes: params.validator.pub_key_types },
      version: { app: 0n },
      abci: { voteExtensionsEnableHeight: 0n },
    },
  });
  const [validator] = started.validators;
  const address = createHash("sha256").update(validator.pubKey.ed25519).digest().subarray(0, 20);
  const vectors = {
    chainId: who.chainId,
    minGasPrices: who.minGasPrices,
    genesisTime: who.genesisTime,
    validators: [{ ed25519: base64(validator.pubKey.ed25519), power: String(validator.power) }],
    blocks: [],
  };
  let state = { accounts: {}, balances: {} };
  for (const [index, plan] of blocks.entries()) {
    const height = index + 1;
    const txs = plan.map(([name, make]) => ({ name, bytes: make(contextOf(state)) }));
    const checked = [];
    for (const { bytes } of txs) checked.push({ simulated: await simulate(call, bytes), checkTx: await call("checkTx", { tx: bytes, type: 0 }) });
    const lastCommit = { round: 0, votes: height === 1 ? [] : [{ validator: { address, power: validator.power }, blockIdFlag: 2 }] };
    const block = await call("finalizeBlock", {
      txs: txs.map(({ bytes }) => bytes),
      decidedLastCommit: lastCommit,
      misbehavior: [],
      hash: createHash("sha256").update(`block ${height}`).digest(),
      height: BigInt(height),
      time: timeAt(height),
      nextValidatorsHash: new Uint8Array(32),
      proposerAddress: address,
    });
    await call("commit");
    const before = state;
    state = await readState(call);
    vectors.blocks.push({
      height,
      time: new Date(Number(timeAt(height).seconds) * 1000).toISOString(),
      txs: txs.map(({ name, bytes }, at) => ({
        name,
        tx: base64(bytes),
        simulate: checked[at].simulated,
        checkTx: result(checked[at].checkTx),
        finalize: result(block.txResults[at]),
      })),
      balances: changes(before.balances, state.balances),
      accounts: changes(before.accounts, state.accounts),
    });
  }
  vectors.supply = await supply(call);
  return vectors;
}

function timeAt(height) {
  return { seconds: BigInt(Date.parse(who.genesisTime) / 1000 + 5 * height), nanos: 0 };
}

/** What plan.mjs may ask: signers with number and sequence, and balances of stake. */
function contextOf({ accounts, balances }) {
  const signer = (address, ahead) => ({
    number: accounts[address]?.number ?? 0,
    sequence: Math.max(0, (accounts[address]?.sequence ?? 0) + ahead),
  });
  return {
    by: (index, ahead = 0, more = {}) => {
      const account = who.account(index);
      return { account, ...signer(account.address, ahead), ...more };
    },
    multisig: (members) => ({ multisig: true, members, ...signer(who.multisigAddress, 0) }),
    balance: (index) => BigInt(balances[who.account(index).address].stake),
  };
}

async function readState(call) {
  const answer = await query(call, "/cosmos.auth.v1beta1.Query/Accounts", QueryAccountsRequest, QueryAccountsResponse, { pagination: page });
  const accounts = {};
  for (const any of answer.accounts) {
    const isModule = any.typeUrl === "/cosmos.auth.v1beta1.ModuleAccount";
    const base = isModule ? ModuleAccount.decode(any.value).baseAccount : BaseAccount.decode(any.value);
    accounts[base.address] = {
      number: Number(base.accountNumber),
      sequence: Number(base.sequence),
      ...(base.pubKey && { pubKey: `${base.pubKey.typeUrl} ${base64(base.pubKey.value)}` }),
      ...(isModule && { module: ModuleAccount.decode(any.value).name }),
    };
  }
  const balances = {};
  for (const address of Object.keys(accounts)) {
    const { balances: coins } = await query(call, "/cosmos.bank.v1beta1.Query/AllBalances", bank.QueryAllBalancesRequest, bank.QueryAllBalancesResponse, {
      address,
      pagination: page,
      resolveDenom: false,
    });
    balances[address] = Object.fromEntries(coins.map(({ denom, amount }) => [denom, amount]));
  }
  return { accounts, balances };
}

async function supply(call) {
  const answer = await query(call, "/cosmos.bank.v1beta1.Query/TotalSupply", bank.QueryTotalSupplyRequest, bank.QueryTotalSupplyResponse, { pagination: page });
  return Object.fromEntries(answer.supply.map(({ denom, amount }) => [denom, amount]));
}

async function query(call, path, request, response, fields) {
  const data = request.encode(request.fromPartial(fields)).finish();
  const answer = await call("query", { path, data, height: 0n, prove: false });
  if (answer.code !== 0) throw new Error(`${path}: ${answer.log}`);
  return response.decode(answer.value);
}

async function simulate(call, tx) {
  const answer = await call("query", { path: "/app/simulate", data: tx, height: 0n, prove: false });
  if (answer.code !== 0) return { code: answer.code, codespace: answer.codespace, log: answer.log };
  const { gas_info: gas } = JSON.parse(Buffer.from(answer.value).toString());
  return { gasWanted: gas.gas_wanted, gasUsed: gas.gas_used };
}

/** Only what changed, so that a difference can be traced to its block. */
function changes(before, after) {
  const same = (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return Object.fromEntries(Object.keys(after).filter((key) => !same(key)).sort().map((key) => [key, after[key]]));
}

function result({ code, codespace, log, data, gasWanted, gasUsed, events }) {
  return { code, codespace, log, data: base64(data), gasWanted: String(gasWanted), gasUsed: String(gasUsed), events: events.map(eventOf) };
}

function eventOf({ type, attributes }) {
  if (attributes.some(({ index }) => !index)) throw new Error(`event ${type} has an attribute that is not indexed`);
  return { type, attributes: attributes.map(({ key, value }) => [key, value]) };
}

function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}
