import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, connect, type Message, msg } from "@dcm/client";
import { fromMnemonic, generateMnemonic } from "@dcm/client/keys";
import { type Address, addressBytes, type Dec, fromBase64, toBech32 } from "@dcm/proto";
import { Query as Bank, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { MsgWithdrawDelegatorReward } from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import { Query as Gov, MsgSubmitProposal, MsgVote, ProposalStatus, VoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgUnjail, Query as Slashing } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  BondStatus,
  MsgBeginRedelegate,
  MsgCreateValidator,
  MsgDelegate,
  MsgUndelegate,
  MsgUpdateParams,
  Query as Staking,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, appHashAt, type HomeNode, heightOf, openHome } from "./homes.js";
import { run, until } from "./network.js";

// What happens to a set of validators, with real ones: they come, earn, stand still, fall behind, forget their state, sign twice.
// The tests go on from each other.

const CHAIN_ID = "dcm-test-8";
const WAIT_MS = 180_000;
const directory = mkdtempSync(join(tmpdir(), "dcm-set-"));
const homeOf = (name: string) => join(directory, name, "dcmd");
const udcm = (amount: bigint) => ({ denom: "udcm", amount });
const DCM = 1_000_000n;
/** The account in whose name passed proposals act. */
const GOV = toBech32("dcm", createHash("sha256").update("gov").digest().subarray(0, 20)) as Address;

let nodes: readonly [HomeNode, HomeNode, HomeNode, HomeNode, HomeNode];
let twin: HomeNode | undefined;
/** The validators' operators, and one who delegates. */
let operators: readonly Client[];
let delegator: Client;

beforeAll(async () => {
  const flags = ["--v", "4", "--output-dir", directory, "--chain-id", CHAIN_ID, "--single-host"];
  await done("testnet", "init-files", ...flags, "--commit-timeout", "250ms");
  await freshHome("node4");
  const genesis = impatient(JSON.parse(readFileSync(join(homeOf("node0"), "config/genesis.json"), "utf8")));
  const opened = await Promise.all([0, 1, 2, 3, 4].map((i) => openHome(homeOf(`node${i}`))));
  nodes = opened as unknown as typeof nodes;
  for (const { home } of nodes) writeFileSync(join(home, "config/genesis.json"), genesis);
  for (const node of nodes.slice(0, 4)) start(node);
  await reached(nodes[0], 2);
  const target = { rpc: nodes[0].rpc };
  const mnemonics = [0, 1, 2, 3].map((i) => {
    const seed = readFileSync(join(homeOf(`node${i}`), "key_seed.json"), "utf8");
    return (JSON.parse(seed) as { secret: string }).secret;
  });
  const connected = [...mnemonics, generateMnemonic(), generateMnemonic()].map(async (mnemonic) =>
    connect(target, { signer: await fromMnemonic(mnemonic) }),
  );
  const all = await Promise.all(connected);
  [operators, delegator] = [all.slice(0, 5), all[5] as Client];
});
afterAll(async () => {
  await Promise.all([...(nodes ?? []), twin].map((node) => node?.stop()));
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

/** Times that a test can wait for. */
function impatient(genesis: { app_state: Record<string, { params: Record<string, unknown> } | undefined> }): string {
  const change = (module: string, params: object) => Object.assign(genesis.app_state[module]?.params ?? {}, params);
  change("slashing", { signed_blocks_window: "20", downtime_jail_duration: "3s" });
  change("staking", { unbonding_time: "10s" });
  change("gov", { voting_period: "15s", expedited_voting_period: "10s" });
  return JSON.stringify(genesis);
}

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run("dcmd", args, process.env);
  expect(code, `dcmd ${args.join(" ")}\n${stderr}`).toBe(0);
  return stdout;
}

/** A home without a genesis transaction, which makes blocks as fast as the others and lets peers be of one host. */
async function freshHome(name: string): Promise<void> {
  await done("init", name, "--chain-id", CHAIN_ID, "--home", homeOf(name));
  const config = (of: string) => join(homeOf(of), "config/config.toml");
  const moniker = (text: string) => text.replace(/^moniker = .*$/m, `moniker = "${name}"`);
  writeFileSync(config(name), moniker(readFileSync(config("node0"), "utf8")));
  cpSync(join(homeOf("node0"), "config/genesis.json"), join(homeOf(name), "config/genesis.json"));
}

function start(node: HomeNode): void {
  node.start(nodes.filter((other) => other !== node).map(({ peer }) => peer));
}

async function reached(node: HomeNode, height: number): Promise<void> {
  await until(
    `height ${height}`,
    async () => {
      expect(node.ended()).toBeUndefined();
      return (await heightOf(node)) >= height;
    },
    WAIT_MS,
  );
}

/** Waits for blocks that everybody of these has, and compares what they say of the state. */
async function agree(...of: readonly HomeNode[]): Promise<void> {
  const height = (await heightOf(nodes[0])) + 2;
  await Promise.all(of.map((node) => reached(node, height)));
  const hashes = await Promise.all(of.map((node) => appHashAt(node, height)));
  expect(new Set(hashes).size).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9A-F]{64}$/);
}

async function operatorAddress(client: Client | undefined): Promise<string> {
  if (client === undefined) throw new Error("there are five operators");
  return toBech32("dcmvaloper", addressBytes((await client.address()) as Address));
}

async function validatorOf(client: Client | undefined) {
  const validatorAddr = await operatorAddress(client);
  return (await delegator.query(Staking).Validator({ validatorAddr })).validator;
}

async function powers(): Promise<readonly number[]> {
  const set = await answer<{ validators: { voting_power: string }[] }>(nodes[0].rpc, "validators");
  return (set?.validators ?? []).map(({ voting_power }) => Number(voting_power)).sort((a, b) => a - b);
}

async function send(client: Client | undefined, ...messages: readonly Message[]): Promise<void> {
  await client?.tx.send(messages);
}

describe("a fifth validator", () => {
  test("catches up from nothing, and signs once it has bonded", async () => {
    start(nodes[4]);
    await agree(nodes[0], nodes[4]);
    const [banker, ...others] = await Promise.all([operators[0], operators[4], delegator].map((who) => who?.address()));
    const gifts = others.map((toAddress) =>
      msg(MsgSend, { fromAddress: banker, toAddress, amount: [udcm(150n * DCM)] }),
    );
    await send(operators[0], ...gifts);
    const { key } = JSON.parse(await done("comet", "show-validator", "--home", nodes[4].home)) as { key: string };
    const tenth = (10n ** 17n) as Dec;
    await send(
      operators[4],
      msg(MsgCreateValidator, {
        description: { moniker: "node4" },
        commission: { rate: tenth, maxRate: tenth, maxChangeRate: tenth },
        minSelfDelegation: 1n,
        validatorAddress: await operatorAddress(operators[4]),
        pubkey: { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: fromBase64(key) }) },
        value: udcm(60n * DCM),
      }),
    );
    await until("CometBFT has five validators", async () => (await powers()).length === 5, WAIT_MS);
    expect(await powers()).toEqual([60, 100, 100, 100, 100]);
    await agree(...nodes);
  });
});

test("a delegator delegates, redelegates, unbonds, withdraws; the validators' powers follow", async () => {
  const delegatorAddress = await delegator.address();
  const [first, second] = await Promise.all([operators[0], operators[1]].map(operatorAddress));
  const at = { delegatorAddress, validatorAddress: first };
  await send(delegator, msg(MsgDelegate, { ...at, amount: udcm(50n * DCM) }));
  await until("the delegation counts", async () => (await powers()).includes(150), WAIT_MS);
  const move = { delegatorAddress, validatorSrcAddress: first, validatorDstAddress: second, amount: udcm(20n * DCM) };
  await send(delegator, msg(MsgBeginRedelegate, move));
  await until("the redelegation counts", async () => (await powers()).join() === "60,100,100,120,130", WAIT_MS);
  await send(delegator, msg(MsgUndelegate, { ...at, amount: udcm(10n * DCM) }));
  const held = async () => {
    const { balance } = await delegator.query(Bank).Balance({ address: delegatorAddress, denom: "udcm" });
    return balance?.amount ?? 0n;
  };
  const before = await held();
  await send(delegator, msg(MsgWithdrawDelegatorReward, at));
  const { unbondingResponses } = await delegator
    .query(Staking)
    .DelegatorUnbondingDelegations({ delegatorAddr: delegatorAddress });
  expect(unbondingResponses).toHaveLength(1);
  await until("what unbonds is paid out", async () => (await held()) >= before + 9n * DCM, WAIT_MS);
  expect(await powers()).toEqual([60, 100, 100, 120, 120]);
  await agree(...nodes);
});

test("governance changes a parameter", async () => {
  const { params } = await delegator.query(Staking).Params();
  const change: MsgUpdateParams = { authority: GOV, params: { ...params, maxEntries: 9 } };
  const proposer = await operators[0]?.address();
  const texts = { title: "Entries", summary: "Nine unbondings at once.", metadata: "" };
  const messages = [{ typeUrl: MsgUpdateParams.typeUrl, value: MsgUpdateParams.encode(change) }];
  const proposal = { ...texts, messages, initialDeposit: [udcm(10n * DCM)], proposer, expedited: false };
  await send(operators[0], msg(MsgSubmitProposal, proposal));
  await Promise.all(
    operators.map(async (operator) => {
      const voter = await operator.address();
      await send(operator, msg(MsgVote, { proposalId: 1n, voter, option: VoteOption.YES, metadata: "" }));
    }),
  );
  const status = async () => (await delegator.query(Gov).Proposal({ proposalId: 1n })).proposal?.status;
  await until("the proposal has passed", async () => (await status()) === ProposalStatus.PASSED, WAIT_MS);
  expect((await delegator.query(Staking).Params()).params.maxEntries).toBe(9);
  await agree(...nodes);
});

describe("a validator comes back with the state of the others", () => {
  test("after a kill", async () => {
    await nodes[1].kill();
    await reached(nodes[0], (await heightOf(nodes[0])) + 3);
    start(nodes[1]);
    await agree(...nodes);
  });

  test("after a pause", async () => {
    nodes[2].signal("SIGSTOP");
    await reached(nodes[0], (await heightOf(nodes[0])) + 3);
    nodes[2].signal("SIGCONT");
    await agree(...nodes);
  });

  test("with its application's data gone: it replays CometBFT's blocks", async () => {
    await nodes[2].stop();
    rmSync(join(nodes[2].home, "data/application.db"), { recursive: true });
    start(nodes[2]);
    await agree(...nodes);
  });
});

test("who is down too long is jailed, and unjails", async () => {
  await nodes[3].stop();
  await until("it is jailed", async () => (await validatorOf(operators[3])).jailed, WAIT_MS);
  expect((await validatorOf(operators[3])).tokens).toBe(99n * DCM);
  await until("it left CometBFT's set", async () => (await powers()).length === 4, WAIT_MS);
  start(nodes[3]);
  await agree(...nodes);
  const unjail = msg(MsgUnjail, { validatorAddr: await operatorAddress(operators[3]) });
  await until(
    "its time in jail is over",
    async () => {
      const sent = await operators[3]?.tx.send([unjail]).catch((error: unknown) => String(error));
      if (typeof sent === "string") expect(sent).toContain("jailed");
      return typeof sent !== "string";
    },
    WAIT_MS,
  );
  const { status, jailed } = await validatorOf(operators[3]);
  expect([status, jailed]).toEqual([BondStatus.BONDED, false]);
});

test("a key that signs twice is tombstoned and slashed, for good", async () => {
  await freshHome("twin");
  writeFileSync(join(homeOf("twin"), "config/genesis.json"), readFileSync(join(nodes[0].home, "config/genesis.json")));
  cpSync(join(nodes[4].home, "config/priv_validator_key.json"), join(homeOf("twin"), "config/priv_validator_key.json"));
  twin = await openHome(homeOf("twin"));
  twin.start(nodes.map(({ peer }) => peer));
  const tombstoned = async () =>
    (await delegator.query(Slashing).SigningInfos({})).info.some((each) => each.tombstoned);
  await until("the evidence is in a block", tombstoned, WAIT_MS);
  const { jailed, tokens } = await validatorOf(operators[4]);
  expect([jailed, tokens]).toEqual([true, 57n * DCM]);
  const unjail = operators[4]?.tx.send([msg(MsgUnjail, { validatorAddr: await operatorAddress(operators[4]) })]);
  await expect(unjail).rejects.toThrow(/jailed/);
  await agree(nodes[0], nodes[1], nodes[2], nodes[3]);
});
