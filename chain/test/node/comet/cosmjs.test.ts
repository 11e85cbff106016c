// A stock CosmJS against a real chain. This file and what it starts know nothing of our packages: `dcmd` is a process.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { fromBech32, toBech32 } from "@cosmjs/encoding";
import { DirectSecp256k1HdWallet, type OfflineSigner } from "@cosmjs/proto-signing";
import {
  assertIsDeliverTxSuccess,
  GasPrice,
  QueryClient,
  SigningStargateClient,
  setupAuthExtension,
  setupAuthzExtension,
  setupBankExtension,
  setupDistributionExtension,
  setupFeegrantExtension,
  setupGovExtension,
  setupMintExtension,
  setupSlashingExtension,
  setupStakingExtension,
  setupTxExtension,
  TimeoutError,
} from "@cosmjs/stargate";
import { connectComet } from "@cosmjs/tendermint-rpc";
import { GenericAuthorization } from "cosmjs-types/cosmos/authz/v1beta1/authz";
import { BasicAllowance } from "cosmjs-types/cosmos/feegrant/v1beta1/feegrant";
import { ProposalStatus, TextProposal } from "cosmjs-types/cosmos/gov/v1beta1/gov";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quiet } from "./chain.js";

const DCMD = fileURLToPath(new URL("../../../bin/dcmd.js", import.meta.url));
const CHAIN_ID = "dcm-cosmjs-1";
const WORDS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

const home = mkdtempSync(join(tmpdir(), "dcm-cosmjs-"));
let node: ChildProcess;
let rpc: string;
let alice: string;
let bob: string;
/** The one validator, whose operator is alice. */
let validator: string;
let signers: Record<"direct" | "amino", OfflineSigner>;

beforeAll(async () => {
  const options = { prefix: "dcm" };
  const direct = await DirectSecp256k1HdWallet.fromMnemonic(WORDS, options);
  signers = { direct, amino: await Secp256k1HdWallet.fromMnemonic(WORDS, options) };
  alice = (await direct.getAccounts())[0]?.address ?? "";
  bob = (await (await DirectSecp256k1HdWallet.generate(12, options)).getAccounts())[0]?.address ?? "";

  validator = toBech32("dcmvaloper", fromBech32(alice, 90).data, 90);

  const words = join(home, "words");
  writeFileSync(words, WORDS);
  run("init", "one", "--chain-id", CHAIN_ID, "--block-time", "200ms");
  run("genesis", "add-genesis-account", alice, "1000000000000udcm");
  run("genesis", "gentx", "one", "500000000udcm", "--mnemonic-file", words);
  run("genesis", "collect-gentxs");
  const [rpcPort, p2pPort] = [await freePort(), await freePort()];
  rpc = `http://127.0.0.1:${rpcPort}`;
  const addresses = ["--rpc.laddr", `tcp://127.0.0.1:${rpcPort}`, "--p2p.laddr", `tcp://127.0.0.1:${p2pPort}`];
  const log = openSync(join(home, "log"), "w");
  node = spawn(process.execPath, [DCMD, "start", "--home", home, "--no-gateway", ...addresses], {
    stdio: ["ignore", log, log],
    env: { ...quiet, ...process.env },
  });
  await until(async () => (await status()) > 1);
});

afterAll(async () => {
  if (node.exitCode === null && node.signalCode === null) {
    const ended = new Promise((resolve) => node.once("exit", resolve));
    node.kill("SIGTERM");
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

describe.each(["direct", "amino"] as const)("in %s mode", (mode) => {
  test("tokens are sent with simulated gas, found by hash and by query", async () => {
    const client = await connect(mode);
    const before = BigInt((await client.getBalance(bob, "udcm")).amount);
    const result = await client.sendTokens(
      alice,
      bob,
      [{ denom: "udcm", amount: "12345" }],
      "auto",
      `sent in ${mode} mode`,
    );
    assertIsDeliverTxSuccess(result);
    expect(result.gasUsed).toBeGreaterThan(40_000n);
    expect(result.gasUsed).toBeLessThan(150_000n);
    expect(BigInt((await client.getBalance(bob, "udcm")).amount)).toBe(before + 12345n);

    const found = await client.getTx(result.transactionHash);
    expect(found).toMatchObject({ height: result.height, code: 0, gasUsed: result.gasUsed });
    const transfers = await client.searchTx(`transfer.recipient='${bob}' AND tx.height=${result.height}`);
    expect(transfers.map((tx) => tx.hash)).toEqual([result.transactionHash]);
    client.disconnect();
  });

  test("sequences follow each other and fees are taken", async () => {
    const client = await connect(mode);
    const { sequence } = await client.getSequence(alice);
    const before = BigInt((await client.getBalance(alice, "udcm")).amount);
    const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
    for (const _ of [1, 2])
      assertIsDeliverTxSuccess(await client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee));
    expect((await client.getSequence(alice)).sequence).toBe(sequence + 2);
    expect(BigInt((await client.getBalance(alice, "udcm")).amount)).toBe(before - 1002n);
    client.disconnect();
  });

  test("a simulation says what a transaction would use", async () => {
    const client = await connect(mode);
    const message = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSend",
      value: { fromAddress: alice, toAddress: bob, amount: [{ denom: "udcm", amount: "1" }] },
    };
    expect(await client.simulate(alice, [message], "")).toBeGreaterThan(40_000);
    client.disconnect();
  });

  test("a transfer above the balance is included and fails with the SDK's code", async () => {
    const client = await connect(mode);
    const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
    const result = await client.sendTokens(alice, bob, [{ denom: "udcm", amount: "99999999999999999" }], fee);
    expect(result).toMatchObject({ code: 5 });
    expect(result.rawLog).toContain("insufficient funds");
    client.disconnect();
  });

  test("too low a fee is refused at once", async () => {
    const client = await connect(mode);
    const fee = { amount: [{ denom: "udcm", amount: "1" }], gas: "200000" };
    await expect(client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee)).rejects.toThrow(
      /insufficient fee/,
    );
    client.disconnect();
  });
});

/** The messages that CosmJS knows by itself, by module; `i` tells two rounds apart. */
function messagesOf(i: number): readonly (readonly [typeUrl: string, value: object])[] {
  const [coin, coins] = [{ denom: "udcm", amount: "7" }, [{ denom: "udcm", amount: "7" }]];
  const delegation = { delegatorAddress: alice, validatorAddress: validator };
  const fresh = toBech32("dcm", new Uint8Array(20).fill(i + 1), 90);
  const content = TextProposal.fromPartial({ title: "Words", description: "Nothing changes." });
  const proposalId = BigInt(i + 1);
  const half = { weight: "500000000000000000" };
  return [
    ["bank.v1beta1.MsgMultiSend", { inputs: [{ address: alice, coins }], outputs: [{ address: bob, coins }] }],
    ["staking.v1beta1.MsgDelegate", { ...delegation, amount: coin }],
    ["staking.v1beta1.MsgUndelegate", { ...delegation, amount: coin }],
    ["distribution.v1beta1.MsgSetWithdrawAddress", { delegatorAddress: alice, withdrawAddress: bob }],
    ["distribution.v1beta1.MsgWithdrawDelegatorReward", delegation],
    ["distribution.v1beta1.MsgWithdrawValidatorCommission", { validatorAddress: validator }],
    ["distribution.v1beta1.MsgFundCommunityPool", { depositor: alice, amount: coins }],
    [
      "gov.v1beta1.MsgSubmitProposal",
      {
        content: { typeUrl: "/cosmos.gov.v1beta1.TextProposal", value: TextProposal.encode(content).finish() },
        initialDeposit: [{ denom: "udcm", amount: "10000000" }],
        proposer: alice,
      },
    ],
    ["gov.v1beta1.MsgDeposit", { proposalId, depositor: alice, amount: [{ denom: "udcm", amount: "100000" }] }],
    ["gov.v1beta1.MsgVote", { proposalId, voter: alice, option: 1 }],
    [
      "gov.v1beta1.MsgVoteWeighted",
      {
        proposalId,
        voter: alice,
        options: [
          { option: 1, ...half },
          { option: 2, ...half },
        ],
      },
    ],
    [
      "vesting.v1beta1.MsgCreateVestingAccount",
      { fromAddress: alice, toAddress: fresh, amount: coins, endTime: 2_000_000_000n, delayed: true },
    ],
  ];
}

describe.each([
  ["direct", 0],
  ["amino", 1],
] as const)("in %s mode every module takes its messages", (mode, round) => {
  test("bank, staking, distribution, gov, vesting", async () => {
    const client = await connect(mode);
    // As on the SDK's chains, a simulation without a fee leaves out what taking one costs: small messages need more than a half more.
    const gas = 2;
    for (const [type, value] of messagesOf(round)) {
      const { code, rawLog } = await client.signAndBroadcast(alice, [{ typeUrl: `/cosmos.${type}`, value }], gas);
      expect(code, `${type}: ${rawLog}`).toBe(0);
    }
    client.disconnect();
  });
});

test("authorizations and fee grants, for which CosmJS has no amino JSON", async () => {
  const client = await connect("direct");
  const authorization = GenericAuthorization.fromPartial({ msg: "/cosmos.bank.v1beta1.MsgSend" });
  const allowance = BasicAllowance.fromPartial({ spendLimit: [{ denom: "udcm", amount: "5" }] });
  const packed = {
    authorization: {
      typeUrl: "/cosmos.authz.v1beta1.GenericAuthorization",
      value: GenericAuthorization.encode(authorization).finish(),
    },
    allowance: {
      typeUrl: "/cosmos.feegrant.v1beta1.BasicAllowance",
      value: BasicAllowance.encode(allowance).finish(),
    },
  };
  const between = { granter: alice, grantee: bob };
  const result = await client.signAndBroadcast(
    alice,
    [
      {
        typeUrl: "/cosmos.authz.v1beta1.MsgGrant",
        value: { ...between, grant: { authorization: packed.authorization } },
      },
      { typeUrl: "/cosmos.feegrant.v1beta1.MsgGrantAllowance", value: { ...between, allowance: packed.allowance } },
    ],
    "auto",
  );
  expect(result.code, result.rawLog).toBe(0);
  client.disconnect();
});

test("every query extension of CosmJS is answered", async () => {
  const comet = await connectComet(rpc);
  const q = QueryClient.withExtensions(
    comet,
    ...([setupAuthExtension, setupBankExtension, setupTxExtension] as const),
    ...([setupStakingExtension, setupDistributionExtension, setupMintExtension] as const),
    ...([setupSlashingExtension, setupGovExtension] as const),
  );
  const grants = QueryClient.withExtensions(comet, setupAuthzExtension, setupFeegrantExtension);
  expect((await q.auth.account(alice))?.typeUrl).toBe("/cosmos.auth.v1beta1.BaseAccount");
  expect((await q.bank.totalSupply()).supply.map(({ denom }) => denom)).toEqual(["udcm"]);
  expect(BigInt((await q.bank.supplyOf("udcm")).amount)).toBeGreaterThan(10n ** 12n);
  expect((await q.bank.denomsMetadata()).map(({ display }) => display)).toEqual(["DCM"]);

  const { validators } = await q.staking.validators("BOND_STATUS_BONDED");
  expect(validators.map(({ operatorAddress }) => operatorAddress)).toEqual([validator]);
  expect((await q.staking.validator(validator)).validator.tokens).toBe("500000000");
  expect((await q.staking.delegation(alice, validator)).delegationResponse?.balance.amount).toBe("500000000");
  expect((await q.staking.delegatorDelegations(alice)).delegationResponses).toHaveLength(1);
  expect((await q.staking.delegatorUnbondingDelegations(alice)).unbondingResponses[0]?.entries).toHaveLength(2);
  expect((await q.staking.unbondingDelegation(alice, validator)).unbond.entries).toHaveLength(2);
  expect((await q.staking.validatorUnbondingDelegations(validator)).unbondingResponses).toHaveLength(1);
  expect((await q.staking.validatorDelegations(validator)).delegationResponses).toHaveLength(1);
  expect((await q.staking.delegatorValidators(alice)).validators).toHaveLength(1);
  expect((await q.staking.delegatorValidator(alice, validator)).validator.operatorAddress).toBe(validator);
  expect((await q.staking.redelegations(alice, "", "")).redelegationResponses).toEqual([]);
  expect((await q.staking.historicalInfo(2)).hist?.header.chainId).toBe(CHAIN_ID);
  expect((await q.staking.pool()).pool.bondedTokens).toBe("500000000");
  expect((await q.staking.params()).params.bondDenom).toBe("udcm");

  expect((await q.distribution.communityPool()).pool[0]?.denom).toBe("udcm");
  expect((await q.distribution.delegationTotalRewards(alice)).rewards[0]?.validatorAddress).toBe(validator);
  expect((await q.distribution.delegationRewards(alice, validator)).rewards[0]?.denom).toBe("udcm");
  expect((await q.distribution.delegatorValidators(alice)).validators).toEqual([validator]);
  expect((await q.distribution.delegatorWithdrawAddress(alice)).withdrawAddress).toBe(bob);
  expect((await q.distribution.validatorCommission(validator)).commission.commission[0]?.denom).toBe("udcm");
  expect((await q.distribution.validatorOutstandingRewards(validator)).rewards.rewards[0]?.denom).toBe("udcm");
  expect((await q.distribution.validatorSlashes(validator, 1, 99)).slashes).toEqual([]);
  expect((await q.distribution.params()).params.communityTax).toBe("20000000000000000");

  expect((await q.mint.params()).mintDenom).toBe("udcm");
  expect((await q.mint.inflation()).toFloatApproximation()).toBeGreaterThan(0.12);
  expect((await q.mint.annualProvisions()).toFloatApproximation()).toBeGreaterThan(1);
  const { info } = await q.slashing.signingInfos();
  expect((await q.slashing.signingInfo(info[0]?.address ?? "")).valSigningInfo.tombstoned).toBe(false);
  expect((await q.slashing.params()).params.signedBlocksWindow).toBe(100n);

  expect((await q.gov.params("voting")).votingParams?.votingPeriod).toBeDefined();
  expect((await q.gov.params("deposit")).depositParams?.minDeposit[0]?.denom).toBe("udcm");
  expect((await q.gov.params("tallying")).tallyParams?.quorum).toBeDefined();
  const { proposals } = await q.gov.proposals(ProposalStatus.PROPOSAL_STATUS_VOTING_PERIOD, "", "");
  expect(proposals.map(({ proposalId }) => proposalId)).toEqual([1n, 2n]);
  expect((await q.gov.proposal(1)).proposal.content?.typeUrl).toBe("/cosmos.gov.v1beta1.TextProposal");
  expect((await q.gov.deposit(1, alice)).deposit.amount[0]?.amount).toBe("10100000");
  expect((await q.gov.deposits(1)).deposits).toHaveLength(1);
  expect((await q.gov.vote(1, alice)).vote.options).toHaveLength(2);
  expect((await q.gov.votes(1)).votes).toHaveLength(1);
  expect((await q.gov.tally(1)).tally.yes).toBe("250000000");

  expect((await grants.authz.grants(alice, bob, "")).grants).toHaveLength(1);
  expect((await grants.authz.granterGrants(alice)).grants).toHaveLength(1);
  expect((await grants.authz.granteeGrants(bob)).grants).toHaveLength(1);
  expect((await grants.feegrant.allowance(alice, bob)).allowance?.allowance?.typeUrl).toContain("BasicAllowance");
  expect((await grants.feegrant.allowances(bob)).allowances).toHaveLength(1);
  comet.disconnect();
});

test("waiting for inclusion ends with the transaction's hash when the time is too short", async () => {
  const client = await SigningStargateClient.connectWithSigner(rpc, signers.direct, {
    gasPrice: GasPrice.fromString("0.001udcm"),
    broadcastTimeoutMs: 1,
    broadcastPollIntervalMs: 1,
  });
  const fee = { amount: [{ denom: "udcm", amount: "500" }], gas: "200000" };
  const sending = client.sendTokens(alice, bob, [{ denom: "udcm", amount: "1" }], fee);
  const error = await sending.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TimeoutError);
  const { txId } = error as TimeoutError;
  await until(async () => (await client.getTx(txId)) !== null);
  client.disconnect();
});

test("chain id, height, accounts and unknown accounts are answered as CosmJS expects", async () => {
  const client = await connect("direct");
  expect(await client.getChainId()).toBe(CHAIN_ID);
  expect(await client.getHeight()).toBeGreaterThan(1);
  expect(await client.getAccount(alice)).toMatchObject({ address: alice, accountNumber: 0n });
  const stranger =
    (await (await DirectSecp256k1HdWallet.generate(12, { prefix: "dcm" })).getAccounts())[0]?.address ?? "";
  expect(await client.getAccount(stranger)).toBeNull();
  expect(await client.getAllBalances(stranger)).toEqual([]);
  client.disconnect();
});

function connect(mode: "direct" | "amino"): Promise<SigningStargateClient> {
  return SigningStargateClient.connectWithSigner(rpc, signers[mode], {
    gasPrice: GasPrice.fromString("0.001udcm"),
    broadcastPollIntervalMs: 100,
  });
}

function run(...args: string[]): void {
  const { status: code, stderr } = spawnSync(process.execPath, [DCMD, ...args, "--home", home], { encoding: "utf8" });
  if (code !== 0) throw new Error(`dcmd ${args.join(" ")} gave ${code}: ${stderr}`);
}

async function status(): Promise<number> {
  if (node.exitCode !== null) throw new Error(`dcmd ended: ${readFileSync(join(home, "log"), "utf8").slice(-4000)}`);
  const answer = await fetch(`${rpc}/status`).catch(() => undefined);
  const { result } = ((await answer?.json()) ?? {}) as { result?: { sync_info: { latest_block_height: string } } };
  return Number(result?.sync_info.latest_block_height ?? 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${readFileSync(join(home, "log"), "utf8").slice(-4000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise<void>((closed) => server.close(() => closed()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
