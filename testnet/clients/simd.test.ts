import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installed, type Local, output, startLocal } from "./local.js";

// The command line of a Cosmos SDK 0.53 chain as a remote client: a main over unmodified modules, told our prefix.

let local: Local;
/** Accounts in simd's own keyring; alice has coins. */
const address: Record<"alice" | "bob" | "carol", string> = { alice: "", bob: "", carol: "" };
let validators: readonly string[];

beforeAll(async () => {
  local = await startLocal();
  const words = join(local.place.home, "words");
  await writeFile(words, local.alice.mnemonic);
  await simd("keys", "add", "alice", "--recover", "--source", words, ...keyring);
  for (const name of ["bob", "carol"]) await simd("keys", "add", name, ...keyring);
  for (const name of ["alice", "bob", "carol"] as const)
    address[name] = (await simd("keys", "show", name, "-a", ...keyring)).trim();
  const found = await query("staking", "validators");
  validators = found.validators.map((each: { operator_address: string }) => each.operator_address);
});
afterAll(() => local?.stop());

const keyring = ["--keyring-backend", "test"];
const simd = (...args: readonly string[]) =>
  output(installed("bin/simd"), ["--home", join(local.place.home, "simd"), ...args], { SIMD_PREFIX: "dcm" });
const remote = () => ["--node", local.ready.rpc, "--output", "json"];
const query = async (...args: readonly string[]) => JSON.parse(await simd("query", ...args, ...remote()));
const overGrpc = async (...args: readonly string[]) =>
  JSON.parse(
    await simd("query", ...args, "--grpc-addr", `127.0.0.1:${local.ports.grpc}`, "--grpc-insecure", "-o", "json"),
  );
const chain = () => ["--chain-id", local.ready.chain_id, ...keyring];
const AUTO = ["--gas", "auto", "--gas-adjustment", "2", "--gas-prices", "0.002udcm", "-y"];

interface Found {
  readonly code: number;
  readonly raw_log: string;
  readonly height: string;
  readonly txhash: string;
  readonly events: readonly { readonly type: string }[];
}

/** Waits as a user does: `query wait-tx`, then `query tx`. */
async function awaited(broadcast: string): Promise<Found> {
  const { txhash, code, raw_log } = JSON.parse(broadcast);
  expect(code, raw_log).toBe(0);
  await query("wait-tx", txhash, "--timeout", "30s");
  return query("tx", txhash);
}

/** Sends a transaction, whose sender its flag or its first argument names, and expects its success. */
async function send(...args: readonly string[]): Promise<Found> {
  const found = await awaited(await simd("tx", ...args, ...chain(), ...AUTO, ...remote()));
  expect(found.code, found.raw_log).toBe(0);
  return found;
}

const types = ({ events }: Found) => events.map(({ type }) => type);

test("keys of the same words have the same address", () => expect(address.alice).toBe(local.alice.address));

describe("reads", () => {
  test.each([
    ["bank balances {alice}", "balances"],
    ["bank balance {alice} udcm", "balance"],
    ["bank spendable-balances {alice}", "balances"],
    ["bank total", "supply"],
    ["bank total-supply-of udcm", "amount"],
    ["bank denom-metadata udcm", "metadata"],
    ["bank denoms-metadata", "metadatas"],
    ["bank denom-owners udcm", "denom_owners"],
    ["bank params", "params"],
    ["auth account {alice}", "account"],
    ["auth accounts", "accounts"],
    ["auth account-info {alice}", "info"],
    ["auth module-accounts", "accounts"],
    ["auth module-account gov", "account"],
    ["auth address-by-acc-num 1", "account_address"],
    ["auth bech32-prefix", "bech32_prefix"],
    ["auth params", "params"],
    ["staking validators", "validators"],
    ["staking validator {validator}", "validator"],
    ["staking delegations-to {validator}", "delegation_responses"],
    ["staking historical-info 3", "hist"],
    ["staking pool", "pool"],
    ["staking params", "params"],
    ["distribution params", "params"],
    ["distribution community-pool", "pool"],
    ["distribution commission {validator}", "commission"],
    ["distribution validator-outstanding-rewards {validator}", "rewards"],
    ["distribution validator-distribution-info {validator}", "operator_address"],
    ["gov params", "params"],
    ["mint inflation", "inflation"],
    ["mint annual-provisions", "annual_provisions"],
    ["mint params", "params"],
    ["slashing params", "params"],
    ["slashing signing-infos", "info"],
    ["consensus params", "params"],
    ["consensus comet node-info", "default_node_info"],
    ["consensus comet block-latest", "block"],
    ["consensus comet block-by-height 3", "block"],
    ["consensus comet validator-set", "validators"],
    ["consensus comet validator-set-by-height 3", "validators"],
    ["params subspace staking MaxValidators", "param"],
  ])("%s", async (command, field) => {
    const filled = command.replace("{alice}", address.alice).replace("{validator}", validators[0] ?? "");
    const answer = await query(...filled.split(" "));
    expect(answer).toHaveProperty(field);
    // The same command asks over gRPC; the height moves on between the two, and some values with it.
    expect(Object.keys(await overGrpc(...filled.split(" ")))).toEqual(Object.keys(answer));
  });

  test("status, blocks by height and hash, searches of transactions, and the past", async () => {
    const status = JSON.parse(await simd("status", "--node", local.ready.rpc));
    expect(status.node_info.network).toBe(local.ready.chain_id);
    const block = await query("block", "--type=height", "3");
    expect(block.header.height).toBe("3");
    const sent = await send("bank", "send", "alice", address.bob, "5000000udcm", "--note", "hi & <there>");
    const search = ["txs", "--query", `message.sender='${address.alice}' AND tx.height=${sent.height}`];
    expect((await query(...search)).txs.map(({ txhash }: Found) => txhash)).toEqual([sent.txhash]);
    expect((await query("tx", "--type=acc_seq", `${address.alice}/0`)).txhash).toBe(sent.txhash);
    const at = (height: number) => query("bank", "balances", address.bob, "--height", String(height));
    expect((await at(Number(sent.height) - 1)).balances ?? []).toEqual([]);
    expect((await at(Number(sent.height))).balances).toEqual([{ denom: "udcm", amount: "5000000" }]);
    await expect(query("tx", "A".repeat(64))).rejects.toThrow(/not found/);
  });
});

describe("transactions", () => {
  test("bank, in both sign modes, to several, and unordered", async () => {
    await send("bank", "send", "alice", address.bob, "10udcm", "--sign-mode", "amino-json");
    const many = await send("bank", "multi-send", "alice", address.bob, address.carol, "10udcm");
    expect(types(many).filter((type) => type === "coin_received").length).toBeGreaterThan(1);
    await send("bank", "send", "alice", address.bob, "1udcm", "--unordered", "--timeout-duration", "1m");
  });

  test("staking and distribution: delegate, redelegate, unbond, cancel that, withdraw, fund", async () => {
    const [first = "", second = ""] = validators;
    const from = ["--from", "alice"];
    await send("staking", "delegate", first, "2000000udcm", ...from);
    await send("staking", "redelegate", first, second, "500000udcm", ...from);
    const unbonding = await send("staking", "unbond", first, "500000udcm", "--sign-mode", "amino-json", ...from);
    await send("staking", "cancel-unbond", first, "200000udcm", unbonding.height, ...from);
    const { delegation_responses: left } = await query("staking", "delegations", address.alice);
    expect(left.map(({ balance }: { balance: { amount: string } }) => balance.amount).sort()).toEqual([
      "1200000",
      "500000",
    ]);
    const { unbonding_responses: leaving } = await query("staking", "unbonding-delegations", address.alice);
    expect(leaving[0].entries[0].balance).toBe("300000");
    expect(types(await send("distribution", "withdraw-rewards", second, ...from))).toContain("withdraw_rewards");
    await send("distribution", "withdraw-all-rewards", ...from);
    await send("distribution", "set-withdraw-addr", address.bob, "--sign-mode", "amino-json", ...from);
    await send("distribution", "fund-community-pool", "5udcm", ...from);
  });

  test("gov: a proposal of messages and one of the oldest kind, votes, a deposit, a withdrawal", async () => {
    const from = ["--from", "alice"];
    const { account } = await query("auth", "module-account", "gov");
    const authority = account.value.address;
    const proposal = {
      messages: [
        { "@type": "/cosmos.bank.v1beta1.MsgUpdateParams", authority, params: { default_send_enabled: true } },
      ],
      ...{ metadata: "", deposit: "5000000udcm", title: "A title", summary: "What it says", expedited: false },
    };
    const file = join(local.place.home, "proposal.json");
    await writeFile(file, JSON.stringify(proposal));
    await send("gov", "submit-proposal", file, ...from);
    await send("gov", "deposit", "1", "15000000udcm", ...from);
    await send("gov", "vote", "1", "yes", ...from);
    await send("gov", "weighted-vote", "1", "yes=0.6,no=0.4", "--sign-mode", "amino-json", ...from);
    const { vote } = await query("gov", "vote", "1", address.alice);
    expect(vote.options).toHaveLength(2);
    const legacy = ["--title=Words", "--description=only", "--type=Text", "--deposit=10000000udcm"];
    await send("gov", "submit-legacy-proposal", ...legacy, ...from);
    await send("gov", "cancel-proposal", "2", ...from);
    const { proposals } = await query("gov", "proposals");
    expect(proposals.map(({ id, title }: { id: string; title: string }) => [id, title])).toEqual([["1", "A title"]]);
    expect((await query("gov", "tally", "1")).tally).toHaveProperty("yes_count");
    expect((await query("gov", "votes", "1")).votes).toHaveLength(1);
  });

  test("authz: bob spends alice's coins as far as he may", async () => {
    const from = ["--from", "alice"];
    await send("authz", "grant", address.bob, "send", "--spend-limit=1000udcm", ...from);
    const generic = ["generic", "--msg-type=/cosmos.gov.v1.MsgVote", "--sign-mode", "amino-json"];
    await send("authz", "grant", address.bob, ...generic, ...from);
    const stake = ["delegate", `--allowed-validators=${validators[0]}`, "--spend-limit=5udcm"];
    await send("authz", "grant", address.bob, ...stake, ...from);
    expect((await query("authz", "grants", address.alice, address.bob)).grants).toHaveLength(3);
    const file = join(local.place.home, "exec.json");
    const unsigned = ["bank", "send", address.alice, address.carol, "7udcm", "--generate-only"];
    await writeFile(file, await simd("tx", ...unsigned, ...chain(), "--node", local.ready.rpc));
    await send("authz", "exec", file, "--from", "bob");
    await send("authz", "revoke", address.bob, "/cosmos.bank.v1beta1.MsgSend", ...from);
    await expect(send("authz", "exec", file, "--from", "bob")).rejects.toThrow(/authorization not found/);
  });

  test("feegrant: carol pays with alice's coins, until she may not", async () => {
    const limits = ["--spend-limit", "1000000udcm", "--allowed-messages", "/cosmos.bank.v1beta1.MsgSend"];
    await send("feegrant", "grant", "alice", address.carol, ...limits, "--expiration", "2099-01-01T00:00:00Z");
    expect((await query("feegrant", "grant", address.alice, address.carol)).allowance).toHaveProperty("allowance");
    const pays = ["bank", "send", "carol", address.bob, "1udcm", "--fee-granter", address.alice];
    await send(...pays);
    await send("feegrant", "revoke", "alice", address.carol);
    await expect(send(...pays)).rejects.toThrow(/fee-grant not found/);
  });

  test("vesting accounts of all kinds", async () => {
    for (const [name, ...args] of [
      ["locked", "create-permanent-locked-account", "100udcm"],
      ["delayed", "create-vesting-account", "100udcm", "4000000000", "--delayed"],
      ["continuous", "create-vesting-account", "100udcm", "4000000000"],
    ] as const) {
      await simd("keys", "add", name, ...keyring);
      const to = (await simd("keys", "show", name, "-a", ...keyring)).trim();
      const [command, ...rest] = args;
      await send("vesting", command, to, ...rest, "--from", "alice");
      expect((await query("bank", "spendable-balances", to)).balances).toEqual([{ denom: "udcm", amount: "0" }]);
    }
  });

  test("generate, sign, validate what is signed by encoding it, simulate, broadcast once and not twice", async () => {
    const file = (name: string) => join(local.place.home, name);
    const node = ["--node", local.ready.rpc];
    const unsigned = ["bank", "send", address.alice, address.bob, "3udcm", "--generate-only", "--fees", "500udcm"];
    await writeFile(file("unsigned.json"), await simd("tx", ...unsigned, ...chain(), ...node));
    const signed = await simd("tx", "sign", file("unsigned.json"), "--from", "alice", ...chain(), ...node);
    await writeFile(file("signed.json"), signed);
    const encoded = (await simd("tx", "encode", file("signed.json"))).trim();
    expect(JSON.parse(await simd("tx", "decode", encoded, "-o", "json"))).toEqual(JSON.parse(signed));
    const simulated = ["simulate", file("unsigned.json"), "--from", "alice"];
    expect(
      Number(JSON.parse(await simd("tx", ...simulated, ...chain(), ...remote())).gas_info.gas_used),
    ).toBeGreaterThan(0);
    // It asks with an empty key, and writes the estimate where a person sees it.
    await simd("tx", "bank", "send", address.alice, address.bob, "3udcm", "--dry-run", ...chain(), ...remote());
    const broadcast = () => simd("tx", "broadcast", file("signed.json"), ...remote());
    expect((await awaited(await broadcast())).code).toBe(0);
    expect(JSON.parse(await broadcast()).code).not.toBe(0);
  });

  test("refusals come with the SDK's code and text", async () => {
    const send2 = (...args: readonly string[]) =>
      simd("tx", "bank", "send", "bob", address.alice, ...args, ...chain(), "-y", ...remote());
    expect(JSON.parse(await send2("1udcm", "--fees", "1udcm"))).toMatchObject({ codespace: "sdk", code: 13 });
    expect(JSON.parse(await send2("1udcm", "--fees", "900udcm", "--timeout-height", "2"))).toMatchObject({ code: 30 });
    const failed = await awaited(await send2("999999999999udcm", "--fees", "900udcm"));
    expect(failed).toMatchObject({ codespace: "sdk", code: 5 });
    expect(failed.raw_log).toMatch(/insufficient funds/);
  });
});
