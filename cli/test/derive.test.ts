import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromBech32, type ServiceInfo, services, toBech32 } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { MsgVoteWeighted } from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgDeclineSlot, QueryJobsRequest } from "@dcm/proto/gen/dcm/job/v1";
import { MsgCreateOffer } from "@dcm/proto/gen/dcm/provider/v1";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { proposalIn, proposalMessage } from "../src/commands/proposals.js";
import { chunks } from "../src/commands/rewards.js";
import { attachTrees, requestJson, signerJson } from "../src/tree/attach.js";
import { type DerivedCommand, derivedCommands, isHidden } from "../src/tree/derive.js";
import { otherServices } from "../src/tree/uses.js";
import type { Surroundings } from "../src/tree/values.js";

const alice = "dcm14r4n9aykm50fyczpxeywsegvm09qa9arc7jw7c";
const bob = "dcm1yd4uyn8c5yv5wprg50tl4njktqu2sytnc7wkel";
const around: Surroundings = {
  denom: { base: "udcm", display: "DCM", exponent: 6 },
  prefix: "dcm",
  keys: new Map([
    ["alice", alice],
    ["bob", bob],
  ]),
};
const all = derivedCommands();

describe("the derived trees", () => {
  test("have a command for every rpc of every service that is not hidden on purpose", () => {
    const wanted = services
      .filter(({ name }) => !otherServices.has(name))
      .flatMap((service: ServiceInfo) =>
        Object.values(service.methods)
          .filter((method) => !isHidden(service, method))
          .map((method) => `${service.name}.${method.name}`),
      );
    expect(all.map(({ rpc }) => rpc).sort()).toEqual(wanted.sort());
  });

  test("hide governance's messages and what a command of its own does better", () => {
    const hidden = services
      .filter(({ name }) => !otherServices.has(name))
      .flatMap((service: ServiceInfo) =>
        Object.values(service.methods)
          .filter((method) => isHidden(service, method))
          .map((method) => `${service.name}.${method.name}`),
      );
    expect(hidden).toMatchSnapshot();
  });

  test("name every command of a module once", () => {
    const names = all.map(({ group, module, name }) => `${group} ${module} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toMatchSnapshot();
  });

  test("have a flag or a place for every field of a request", () => {
    for (const { method, positional, flags, signer, rpc } of all) {
      const covered = [...positional.map(({ name }) => name), ...flags.map(({ path }) => path[0]), signer];
      for (const { name } of method.request.fields) expect(covered, rpc).toContain(name);
    }
  });

  test("have what Cosmos tools withdraw rewards with", () => {
    const program = new Command("dcm").exitOverride();
    attachTrees(program, () => async () => undefined);
    const tx = program.commands.find((each) => each.name() === "tx");
    const distribution = tx?.commands.find((each) => each.name() === "distribution")?.commands ?? [];
    expect(distribution.map((each) => each.name()).sort()).toEqual([
      "fund-community-pool",
      "fund-validator-rewards-pool",
      "set-withdraw-addr",
      "withdraw-all-rewards",
      "withdraw-rewards",
      "withdraw-validator-commission",
    ]);
    const flagsOf = (name: string) =>
      distribution.find((each) => each.name() === name)?.options.map(({ long }) => long);
    expect(flagsOf("withdraw-rewards")).toContain("--commission");
    expect(flagsOf("withdraw-all-rewards")).toContain("--max-msgs");
  });

  test("attach without two flags of one name", () => {
    const program = new Command("dcm").exitOverride();
    attachTrees(program, () => async () => undefined);
    const flags = program.commands.flatMap((group) => group.commands).flatMap((module) => module.commands);
    expect(flags.length).toBeGreaterThan(60);
  });
});

describe("a derived command reads", () => {
  test("the Cosmos way to send: key names, display units, denominations in order", () => {
    const json = request("cosmos.bank.v1beta1.Msg.Send", ["alice", "bob", "7uxyz,1.5DCM,3udcm"]);
    expect(MsgSend.fromJSON(json)).toEqual({
      fromAddress: alice,
      toAddress: bob,
      amount: [
        { denom: "udcm", amount: 1_500_003n },
        { denom: "uxyz", amount: 7n },
      ],
    });
  });

  test("nested fields as dotted flags, on top of JSON", () => {
    const flags = ["--terms", '{"class":"wasm.small","units":1}', "--terms.units", "4", "--terms.start-fee", "1DCM"];
    const json = request("dcm.provider.v1.Msg.CreateOffer", [
      ...flags,
      "--terms.runtimes",
      "wasm,oci",
      "--expiry-ms",
      "60000",
    ]);
    const { terms, expiryMs } = MsgCreateOffer.fromJSON({ ...json, provider: alice });
    expect(terms).toMatchObject({ class: "wasm.small", units: 4, startFee: 1_000_000n, runtimes: ["wasm", "oci"] });
    expect(expiryMs).toBe(60_000n);
  });

  test("enum values without their prefix, in any case", () => {
    const json = request("dcm.job.v1.Msg.DeclineSlot", ["41", "1", "--reason", "host-memory"]);
    expect(MsgDeclineSlot.fromJSON({ ...json, provider: alice })).toMatchObject({ jobId: 41n, slot: 1, reason: 3 });
  });

  test("pages by the SDK's flags", () => {
    const json = request("dcm.job.v1.Query.Jobs", ["--owner", "alice", "--limit", "5", "--page-reverse"]);
    expect(QueryJobsRequest.fromJSON(json)).toMatchObject({ owner: alice, pagination: { limit: 5n, reverse: true } });
  });

  test("the signer where the message wants it: an operator's address where a validator signs", () => {
    const of = (rpc: string) => all.find((each) => each.rpc === rpc) as DerivedCommand;
    expect(signerJson(of("cosmos.slashing.v1beta1.Msg.Unjail"), alice)).toEqual({
      validator_addr: toBech32("dcmvaloper", fromBech32(alice).data),
    });
    expect(signerJson(of("cosmos.staking.v1beta1.Msg.Delegate"), alice)).toEqual({ delegator_address: alice });
    expect(signerJson(of("cosmos.distribution.v1beta1.Msg.WithdrawValidatorCommission"), alice)).toEqual({});
  });

  test("bytes as hex or base64", () => {
    const hex = request("dcm.job.v1.Msg.CommitResult", ["1", "0", "00ff"]);
    const base64 = request("dcm.job.v1.Msg.CommitResult", ["1", "0", "AP8="]);
    expect(hex).toEqual(base64);
  });

  test("lists of texts with commas between them, and levels by their names", () => {
    const json = request("cosmos.circuit.v1.Msg.TripCircuitBreaker", ["/a.MsgA,/b.MsgB"]);
    expect(json).toEqual({ msg_type_urls: ["/a.MsgA", "/b.MsgB"] });
    const level = [bob, "--permissions.level", "some-msgs", "--permissions.limit-type-urls", "/a.MsgA"];
    expect(request("cosmos.circuit.v1.Msg.AuthorizeCircuitBreaker", level)).toEqual({
      grantee: bob,
      permissions: { level: "LEVEL_SOME_MSGS", limit_type_urls: ["/a.MsgA"] },
    });
  });

  test.each([
    ["cosmos.circuit.v1.Msg.AuthorizeCircuitBreaker", "grantee"],
    ["cosmos.circuit.v1.Query.Account", "address"],
    ["cosmos.vesting.v1beta1.Msg.CreatePeriodicVestingAccount", "to_address"],
  ])("keys by their names where the proto of %s does not say that %s is an address", (rpc, field) => {
    expect(request(rpc, ["bob"])).toEqual({ [field]: bob });
    expect(() => request(rpc, ["nobody"])).toThrow("neither an address nor the name of a key");
  });

  test("parts of a vote as the SDK's command does", () => {
    const json = request("cosmos.gov.v1.Msg.VoteWeighted", ["7", "yes=0.6,no=0.3,no-with-veto=0.1"]);
    expect(MsgVoteWeighted.fromJSON({ ...json, voter: alice })).toMatchObject({
      proposalId: 7n,
      options: [
        { option: 1, weight: "0.6" },
        { option: 3, weight: "0.3" },
        { option: 4, weight: "0.1" },
      ],
    });
    expect(() => request("cosmos.gov.v1.Msg.VoteWeighted", ["7", "perhaps=1"])).toThrow(/there are: .*abstain/);
  });

  test.each([
    [
      ["bob", "send", "--spend-limit", "1DCM", "--allow-list", "alice,bob", "--expiration", "1800000000"],
      {
        authorization: {
          "@type": "/cosmos.bank.v1beta1.SendAuthorization",
          spend_limit: [{ denom: "udcm", amount: "1000000" }],
          allow_list: [alice, bob],
        },
        expiration: "2027-01-15T08:00:00.000Z",
      },
    ],
    [
      ["bob", "generic", "--msg-type", "/cosmos.gov.v1.MsgVote"],
      { authorization: { "@type": "/cosmos.authz.v1beta1.GenericAuthorization", msg: "/cosmos.gov.v1.MsgVote" } },
    ],
    [
      ["bob", "unbond", "--allowed-validators", "dcmvaloper1x", "--spend-limit", "5udcm"],
      {
        authorization: {
          "@type": "/cosmos.staking.v1beta1.StakeAuthorization",
          max_tokens: { denom: "udcm", amount: "5" },
          allow_list: { address: ["dcmvaloper1x"] },
          authorization_type: "AUTHORIZATION_TYPE_UNDELEGATE",
        },
      },
    ],
  ])("a grant as the SDK's tools write it: %j", (argv, grant) => {
    expect(request("cosmos.authz.v1beta1.Msg.Grant", argv)).toEqual({ grantee: bob, grant });
  });

  test("a fee grant as the SDK's tools write it: at most so much, in each period, for some messages", () => {
    const limits = ["--spend-limit", "2DCM", "--period", "3600", "--period-limit", "10udcm"];
    const flags = [...limits, "--expiration", "2027-01-15T08:00:00Z", "--allowed-messages", "/a.B,/c.D"];
    const { allowance } = request("cosmos.feegrant.v1beta1.Msg.GrantAllowance", ["alice", "bob", ...flags]);
    expect(allowance).toMatchObject({
      "@type": "/cosmos.feegrant.v1beta1.AllowedMsgAllowance",
      allowed_messages: ["/a.B", "/c.D"],
      allowance: {
        "@type": "/cosmos.feegrant.v1beta1.PeriodicAllowance",
        basic: { spend_limit: [{ denom: "udcm", amount: "2000000" }], expiration: "2027-01-15T08:00:00Z" },
        period: "3600s",
        period_spend_limit: [{ denom: "udcm", amount: "10" }],
        period_can_spend: [{ denom: "udcm", amount: "10" }],
      },
    });
    const plain = request("cosmos.feegrant.v1beta1.Msg.GrantAllowance", ["alice", "bob", "--allowance", '{"x":1}']);
    expect(plain.allowance).toEqual({ x: 1 });
  });

  test.each([
    ["cosmos.authz.v1beta1.Msg.Grant", ["bob", "send"], "needs --spend-limit"],
    ["cosmos.authz.v1beta1.Msg.Grant", ["bob", "generic"], "needs --msg-type"],
    ["cosmos.authz.v1beta1.Msg.Grant", ["bob", "delegate"], "needs --allowed-validators or"],
    ["cosmos.authz.v1beta1.Msg.Grant", ["bob", "steal"], "none of send, generic, delegate"],
    ["cosmos.feegrant.v1beta1.Msg.GrantAllowance", ["alice", "bob", "--period", "5"], "go together"],
    ["cosmos.feegrant.v1beta1.Msg.GrantAllowance", ["alice", "bob", "--expiration", "soon"], "is no time"],
  ])("%s %j is refused", (rpc, argv, says) => {
    expect(() => request(rpc, argv)).toThrow(says);
  });

  test("messages to execute from the file of a transaction, or as JSON", () => {
    const message = { "@type": "/cosmos.bank.v1beta1.MsgSend", from_address: alice };
    const file = join(mkdtempSync(join(tmpdir(), "dcm-derive-")), "tx.json");
    writeFileSync(file, JSON.stringify({ body: { messages: [message, message] } }));
    expect(request("cosmos.authz.v1beta1.Msg.Exec", [file])).toEqual({ msgs: [message, message] });
    expect(request("cosmos.authz.v1beta1.Msg.Exec", [JSON.stringify(message)])).toEqual({ msgs: [message] });
    rmSync(dirname(file), { recursive: true });
  });

  test.each([
    ["cosmos14r4n9aykm50fyczpxeywsegvm09qa9artajzdt", "ADDRESS_WRONG_PREFIX"],
    ["alcie", "USAGE"],
  ])("no address of another chain and no unknown name: %s", (text, code) => {
    expect(() => request("cosmos.bank.v1beta1.Query.AllBalances", [text])).toThrow(expect.objectContaining({ code }));
  });

  test("no unknown enum value, and says which there are", () => {
    expect(() => request("dcm.job.v1.Query.Jobs", ["--state", "asleep"])).toThrow(/there are: .*running/);
  });
});

describe("a proposal's file", () => {
  const send = { "@type": "/cosmos.bank.v1beta1.MsgSend", from_address: bob, to_address: alice, amount: [] };
  const file = { messages: [send], deposit: "1.5DCM,7uxyz", title: "A title", summary: "A summary", expedited: true };
  test("holds messages of any kind and a deposit in one text", () => {
    const { value } = proposalMessage(proposalIn(JSON.stringify(file), "file"), alice, around);
    expect(value).toMatchObject({
      proposer: alice,
      initialDeposit: [
        { denom: "udcm", amount: 1_500_000n },
        { denom: "uxyz", amount: 7n },
      ],
      title: "A title",
      expedited: true,
      messages: [{ typeUrl: MsgSend.typeUrl }],
    });
  });
  test.each([
    ["{", /file is no JSON/],
    ["[]", /file holds no proposal/],
    ['{"titel":"x"}', /a proposal has no titel; there are: messages/],
  ])("is refused where it is none: %s", (text, fault) => {
    expect(() => proposalIn(text, "file")).toThrow(fault);
  });
  test("is refused where a message is none", () => {
    const wrong = { ...file, messages: [{ "@type": "/cosmos.Nothing" }] };
    expect(() => proposalMessage(wrong, alice, around)).toThrow(/the proposal cannot be read/);
  });
});

/** The JSON that the command line gives for one rpc. */
function request(rpc: string, argv: readonly string[]) {
  const command = all.find((one) => one.rpc === rpc) as DerivedCommand;
  const program = new Command("dcm").exitOverride();
  let parsed: { args: readonly string[]; flags: Record<string, unknown> } | undefined;
  attachTrees(program, () => async (...given) => {
    const [, args, flags] = given as [DerivedCommand, readonly string[], Record<string, unknown>];
    parsed = { args, flags };
  });
  program.parse(["node", "dcm", command.group, command.module, command.name, ...argv]);
  return requestJson(command, parsed?.args ?? [], parsed?.flags ?? {}, around);
}

test("rewards are withdrawn in transactions of so many messages", () => {
  expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunks([1, 2], 2)).toEqual([[1, 2]]);
});
