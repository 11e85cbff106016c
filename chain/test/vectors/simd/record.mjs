// Records what Cosmos SDK 0.53.8 does with the transactions of plan.mjs and of every plan-<name>.mjs: writes genesis.json
// and vectors.json, and the same with -<name>.
// Usage: node record.mjs [name ...]    without names all; "core" is plan.mjs. With the simd in $SIMD, or built from node/
//                                      (needs Go; some minutes the first time)
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv, env, exit, stdout } from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { BaseAccount, ModuleAccount } from "cosmjs-types/cosmos/auth/v1beta1/auth";
import { QueryAccountsRequest, QueryAccountsResponse } from "cosmjs-types/cosmos/auth/v1beta1/query";
import * as bank from "cosmjs-types/cosmos/bank/v1beta1/query";
import * as vesting from "cosmjs-types/cosmos/vesting/v1beta1/vesting";
import { ConsensusParams } from "cosmjs-types/tendermint/types/params";
import { connectAbci } from "./abci-client.mjs";
import * as who from "./accounts.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "simd-vectors-"));
const simd = env.SIMD ?? build();
const page = { key: new Uint8Array(), offset: 0n, limit: 10_000n, countTotal: false, reverse: false };

try {
  const base = makeGenesis();
  for (const name of argv.length > 2 ? argv.slice(2) : planNames()) await recordPlan(name, base);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
exit(0);

function planNames() {
  const names = readdirSync(here).map((file) => /^plan(?:-(.+))?\.mjs$/.exec(file));
  return names.filter(Boolean).map(([, name]) => name ?? "core").sort();
}

async function recordPlan(name, base) {
  const suffix = name === "core" ? "" : `-${name}`;
  const plan = await import(`./plan${suffix}.mjs`);
  const genesis = structuredClone(base);
  plan.changeGenesis?.(genesis.app_state);
  const vectors = await record(genesis, plan, join(scratch, name));
  const ownGenesis = name === "core" || plan.changeGenesis !== undefined;
  if (ownGenesis) writeFileSync(join(here, `genesis${suffix}.json`), `${JSON.stringify(genesis, null, 1)}\n`);
  writeFileSync(join(here, `vectors${suffix}.json`), `${JSON.stringify(vectors, null, 1)}\n`);
  stdout.write(`${name}: ${vectors.blocks.flatMap((block) => block.txs).length} transactions in ${vectors.blocks.length} blocks\n`);
}

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

/** Plays a plan on a chain of its own, whose home is a copy of what makeGenesis left. */
async function record(genesis, plan, home) {
  mkdirSync(home);
  execFileSync("cp", ["-r", join(scratch, "config"), join(home, "config")]);
  mkdirSync(join(home, "data"));
  const node = nodeIn(home, ["mint,distribution,gov,circuit,upgrade", plan.modules].join());
  try {
    await node.start({});
    return await play(node, genesis, plan);
  } finally {
    await node.stop();
  }
}

/** The programs that run on one home, one after the other; each knows some upgrades, and may be told to leave some out. */
function nodeIn(home, modules) {
  const socket = join(home, "abci.sock");
  const info = join(home, "data", "upgrade-info.json");
  let running;
  let client;
  let complaint;
  const node = {
    call: (name, fields) => client.call(name, fields),
    /** Why the program broke off the connection; it need not have said so on it. */
    complaint: () => complaint,
    async start({ upgrades = [], skipped = [] }) {
      await node.stop();
      const args = ["start", "--home", home, "--with-comet=false", "--transport", "socket", "--address", `unix://${socket}`];
      const options = ["--minimum-gas-prices", who.minGasPrices, "--log_level", "error", "--log_format", "json", "--grpc.enable=false", "--api.enable=false"];
      const skip = skipped.length > 0 ? ["--unsafe-skip-upgrades", skipped.join()] : [];
      const chosen = { SIMD_MODULES: modules, SIMD_UPGRADES: upgrades.join() };
      running = spawn(simd, [...args, ...options, ...skip], { env: { ...env, ...chosen }, stdio: ["ignore", "pipe", "inherit"] });
      complaint = new Promise((resolve) =>
        createInterface({ input: running.stdout }).on("line", (line) => {
          const { message, err } = line.startsWith("{") ? JSON.parse(line) : {};
          if (message === "Connection error") resolve(err);
        }),
      );
      client = await connectAbci(socket);
    },
    async stop() {
      if (running === undefined) return;
      const gone = once(running, "exit");
      if (running.kill("SIGKILL")) await gone;
      client?.close();
      rmSync(socket, { force: true });
      running = undefined;
    },
    /** What a program leaves that stops at an upgrade. */
    upgradeInfo: () => (existsSync(info) ? readFileSync(info, "utf8") : null),
  };
  return node;
}

async function play(node, genesis, { blocks, stores = {} }) {
  const { call } = node;
  const params = genesis.consensus.params;
  const started = await call("initChain", {
    time: timeAt(0n),
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
  const comet = cometSets(started.validators);
  const vectors = {
    chainId: who.chainId,
    minGasPrices: who.minGasPrices,
    genesisTime: who.genesisTime,
    stores,
    validators: started.validators.map(updateOf),
    blocks: [],
  };
  let state = { accounts: {}, balances: {}, stores: {} };
  let seconds = 0n;
  let told = "";
  for (const [index, planned] of blocks.entries()) {
    const height = index + 1;
    const { after = 5, nanos = 0, txs: list = [], queries = [], absent = [], misbehavior = [], programs = [] } = Array.isArray(planned) ? { txs: planned } : planned;
    seconds += BigInt(after);
    const now = BigInt(Date.parse(who.genesisTime) / 1000) + seconds;
    const votes = comet.votes(height, absent);
    const offences = misbehavior.map((each) => comet.offence(each));
    const request = {
      txs: [],
      decidedLastCommit: { round: 0, votes: votes.map(voteOf) },
      misbehavior: offences.map(misbehaviorOf),
      hash: createHash("sha256").update(`block ${height}`).digest(),
      height: BigInt(height),
      time: { ...timeAt(seconds), nanos },
      nextValidatorsHash: new Uint8Array(32),
      proposerAddress: comet.proposer,
    };
    const tried = await tryPrograms(node, programs, request);
    const txs = list.map(([name, make]) => ({ name, bytes: make(contextOf(state, now, height)) }));
    const checked = [];
    for (const { bytes } of txs) checked.push({ simulated: await simulate(call, bytes), checkTx: await call("checkTx", { tx: bytes, type: 0 }) });
    const block = await call("finalizeBlock", { ...request, txs: txs.map(({ bytes }) => bytes) });
    comet.update(height, block.validatorUpdates);
    await call("commit");
    const before = state;
    const handed = base64(ConsensusParams.encode(block.consensusParamUpdates).finish());
    state = { ...(await readState(call)), stores: await readStores(call, stores, height) };
    vectors.blocks.push({
      height,
      time: new Date(Number(timeAt(seconds).seconds) * 1000).toISOString(),
      nanos,
      votes,
      misbehavior: offences,
      ...(tried.length > 0 && { programs: tried }),
      txs: txs.map(({ name, bytes }, at) => ({
        name,
        tx: base64(bytes),
        simulate: checked[at].simulated,
        checkTx: result(checked[at].checkTx),
        finalize: result(block.txResults[at]),
      })),
      events: block.events.map(eventOf),
      updates: block.validatorUpdates.map(updateOf),
      ...(handed !== told && { params: handed }),
      balances: changes(before.balances, state.balances),
      accounts: changes(before.accounts, state.accounts),
      stores: storeChanges(before.stores, state.stores),
      queries: await answers(call, queries, contextOf(state, now, height)),
    });
    told = handed;
  }
  vectors.supply = await supply(call);
  return vectors;
}

/** Starts one program after the other before a block: all but the last refuse it, with these words. */
async function tryPrograms(node, programs, request) {
  const tried = [];
  for (const [at, program] of programs.entries()) {
    await node.start(program);
    if (at === programs.length - 1) tried.push(program);
    else tried.push({ ...program, refusal: await refusalOf(node, request), upgradeInfo: node.upgradeInfo() });
  }
  return tried;
}

async function refusalOf(node, request) {
  const made = await node.call("finalizeBlock", request).then(() => true, () => false);
  if (made) throw new Error(`block ${request.height} was not refused`);
  return node.complaint();
}

/**
 * The sets of validators as CometBFT keeps them: what a block changes signs two blocks later. Validators are named by what
 * their consensus key was made of (accounts.mjs, consensusKey); the one of the gentx is "genesis".
 */
function cometSets(genesis) {
  const addressOfKey = (key) => createHash("sha256").update(key).digest().subarray(0, 20).toString("hex");
  const changed = (set, updates) => {
    const next = new Map(set);
    for (const { pubKey, power } of updates) {
      if (power === 0n) next.delete(addressOfKey(pubKey.ed25519));
      else next.set(addressOfKey(pubKey.ed25519), power);
    }
    return next;
  };
  const first = changed(new Map(), genesis);
  const sets = new Map([[1, first], [2, first]]);
  const [own] = genesis;
  const named = (name) => addressOfKey(name === "genesis" ? own.pubKey.ed25519 : who.consensusKey(name));
  const order = ([a, p], [b, q]) => (p === q ? (a < b ? -1 : 1) : p > q ? -1 : 1);
  return {
    proposer: Buffer.from(addressOfKey(own.pubKey.ed25519), "hex"),
    votes(height, absent) {
      const missing = absent.map(named);
      return [...(sets.get(height - 1) ?? [])].sort(order).map(([address, power]) => [address, String(power), missing.includes(address) ? 1 : 2]);
    },
    offence: ({ who: name, height, power, age, type = 1 }) => ({
      type,
      address: named(name),
      power: String(power ?? sets.get(height).get(named(name))),
      height,
      seconds: String(timeAt(BigInt(age)).seconds),
      total: String([...sets.get(height).values()].reduce((sum, each) => sum + each, 0n)),
    }),
    update: (height, updates) => sets.set(height + 2, changed(sets.get(height + 1), updates)),
  };
}

function voteOf([address, power, blockIdFlag]) {
  return { validator: { address: Buffer.from(address, "hex"), power: BigInt(power) }, blockIdFlag };
}

function misbehaviorOf({ type, address, power, height, seconds, total }) {
  const validator = { address: Buffer.from(address, "hex"), power: BigInt(power) };
  return { type, validator, height: BigInt(height), time: { seconds: BigInt(seconds), nanos: 0 }, totalVotingPower: BigInt(total) };
}

function updateOf({ pubKey, power }) {
  return { ed25519: base64(pubKey.ed25519), power: String(power) };
}

function timeAt(seconds) {
  return { seconds: BigInt(Date.parse(who.genesisTime) / 1000) + seconds, nanos: 0 };
}

/** What a plan may ask: signers with number and sequence, balances of stake, and the time of its block in Unix seconds. */
function contextOf({ accounts, balances }, now, height) {
  const signer = (address, ahead) => ({
    number: accounts[address]?.number ?? 0,
    sequence: Math.max(0, (accounts[address]?.sequence ?? 0) + ahead),
  });
  return {
    now,
    height,
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
    const base = isModule ? ModuleAccount.decode(any.value).baseAccount : baseOf(any);
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

function baseOf({ typeUrl, value }) {
  const kind = /^\/cosmos\.vesting\.v1beta1\.(\w+)$/.exec(typeUrl)?.[1];
  if (kind === undefined) return BaseAccount.decode(value);
  const account = vesting[kind].decode(value);
  return (account.baseVestingAccount ?? account).baseAccount;
}

/** The records of some stores under some prefixes, in hex, by store and key. */
async function readStores(call, stores, height) {
  const found = {};
  for (const [name, prefixes] of Object.entries(stores)) {
    found[name] = {};
    for (const prefix of prefixes) {
      const data = Buffer.from(prefix, "hex");
      const answer = await call("query", { path: `/store/${name}/subspace`, data, height: BigInt(height), prove: false });
      if (answer.code !== 0) throw new Error(`${name}: ${answer.log}`);
      for (const [key, value] of pairsOf(Buffer.from(answer.value))) found[name][key] = value;
    }
  }
  return found;
}

/** The pairs of a cosmos.store.internal.kv.v1beta1.Pairs, in hex. */
function pairsOf(bytes) {
  return parts(bytes).map(([, pair]) => {
    const fields = new Map(parts(pair));
    return [1, 2].map((field) => (fields.get(field) ?? Buffer.alloc(0)).toString("hex"));
  });
}

/** The length-delimited fields of a message: numbers below 16 and what they hold. */
function parts(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const field = bytes[at++] >> 3;
    let size = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++];
      size += (byte & 127) * 2 ** shift;
    }
    found.push([field, bytes.subarray(at, at + size)]);
    at += size;
  }
  return found;
}

/** What changed in the stores; null for a record that is gone. */
function storeChanges(before, after) {
  const one = (name) => {
    const [old, now] = [before[name] ?? {}, after[name]];
    const gone = Object.keys(old).filter((key) => !(key in now)).map((key) => [key, null]);
    return [name, Object.fromEntries([...Object.entries(changes(old, now)), ...gone].sort(([a], [b]) => (a < b ? -1 : 1)))];
  };
  return Object.fromEntries(Object.keys(after).map(one).filter(([, records]) => Object.keys(records).length > 0));
}

/** The answers to queries, each [name, path, request type, fields(context)]. */
async function answers(call, queries, context) {
  const given = [];
  for (const [name, path, request, fields] of queries) {
    const data = request.encode(request.fromPartial(typeof fields === "function" ? fields(context) : fields)).finish();
    const { code, codespace, log, value } = await call("query", { path, data, height: 0n, prove: false });
    given.push({ name, path, data: base64(data), code, codespace, log, value: base64(value) });
  }
  return given;
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
  if (answer.code !== 0) return { code: answer.code, codespace: answer.codespace, log: withoutStack(answer.log) };
  const { gas_info: gas } = JSON.parse(Buffer.from(answer.value).toString());
  return { gasWanted: gas.gas_wanted, gasUsed: gas.gas_used };
}

/** Only what changed, so that a difference can be traced to its block. */
function changes(before, after) {
  const same = (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return Object.fromEntries(Object.keys(after).filter((key) => !same(key)).sort().map((key) => [key, after[key]]));
}

function result({ code, codespace, log, data, gasWanted, gasUsed, events }) {
  return { code, codespace, log: withoutStack(log), data: base64(data), gasWanted: String(gasWanted), gasUsed: String(gasUsed), events: events.map(eventOf) };
}

/** The stack of a panic holds addresses that differ from run to run. */
function withoutStack(log) {
  return log.replace(/stack:\n[^]*: panic$/, "stack: panic");
}

function eventOf({ type, attributes }) {
  if (attributes.some(({ index }) => !index)) throw new Error(`event ${type} has an attribute that is not indexed`);
  return { type, attributes: attributes.map(({ key, value }) => [key, value]) };
}

function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}
