import type { JsonObject } from "@dcm/proto";
import { VoteOption } from "@dcm/proto/gen/cosmos/gov/v1";
import { MsgSubmitProposal as OldSubmitProposal } from "@dcm/proto/gen/cosmos/gov/v1beta1";
import { QueryParamsRequest, QueryParamsResponse } from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import {
  CancelSoftwareUpgradeProposal,
  MsgCancelUpgrade,
  MsgSoftwareUpgrade,
  QueryAppliedPlanRequest,
  QueryAppliedPlanResponse,
  QueryAuthorityRequest,
  QueryAuthorityResponse,
  QueryCurrentPlanRequest,
  QueryCurrentPlanResponse,
  QueryModuleVersionsRequest,
  QueryModuleVersionsResponse,
  QueryUpgradedConsensusStateRequest,
  QueryUpgradedConsensusStateResponse,
} from "@dcm/proto/gen/cosmos/upgrade/v1beta1";
import { RequestInfo } from "@dcm/proto/gen/tendermint/abci";
import { describe, expect, test } from "vitest";
import { drive, startChain, type TestChain } from "../../../test/harness/chain.js";
import { alice, carol, coins, GOV, govChain, MIN, passed, proposed, voted } from "../../../test/harness/gov.js";
import { type InsideChain, startInside } from "../../../test/harness/insider.js";
import { verifySecp256k1 } from "../../../test/harness/keys.js";
import { type Msg, msg } from "../../../test/harness/tx.js";
import { insideOf } from "../../../test/harness/validators.js";
import { createApp } from "../../app/app.js";
import { modules } from "../../app/modules.js";
import type { Upgrade } from "../../app/upgrades.js";
import {
  decodeMsg,
  defineModule,
  type Module,
  NO_TIME,
  runMessage,
  timestampOf,
  UpgradeNeeded,
  WrongProgram,
} from "../../kernel/index.js";
import { params } from "../slashing/state.js";

const none = timestampOf(NO_TIME);
const planned = (height: bigint, name = "v2", more: object = {}): Msg =>
  msg(MsgSoftwareUpgrade, { authority: GOV, plan: { name, height, info: "read this", time: none, ...more } });
const cancelled = msg(MsgCancelUpgrade, { authority: GOV });
const v2: Upgrade = { name: "v2" };

const currentPlan = (chain: TestChain) =>
  chain.query("/cosmos.upgrade.v1beta1.Query/CurrentPlan", [QueryCurrentPlanRequest, {}], QueryCurrentPlanResponse)
    .plan;
const applied = (chain: TestChain, name = "v2") =>
  chain.query(
    "/cosmos.upgrade.v1beta1.Query/AppliedPlan",
    [QueryAppliedPlanRequest, { name }],
    QueryAppliedPlanResponse,
  ).height;
const versionsOf = (chain: TestChain, moduleName = "") => {
  const request = [QueryModuleVersionsRequest, { moduleName }] as const;
  return chain.query("/cosmos.upgrade.v1beta1.Query/ModuleVersions", request, QueryModuleVersionsResponse)
    .moduleVersions;
};

/** The chain goes on with another program: other upgrades, other modules. */
function goneOn(
  chain: TestChain,
  upgrades: readonly Upgrade[],
  more: { skip?: bigint; modules?: readonly Module[] } = {},
) {
  const notes: string[] = [];
  const app = createApp({
    store: chain.store,
    verifySecp256k1,
    minGasPrices: "",
    checkInvariants: true,
    alarm: (text) => {
      throw new Error(text);
    },
    upgrades,
    skippedHeights: new Set(more.skip === undefined ? [] : [more.skip]),
    modules: more.modules ?? modules,
    note: (text) => notes.push(text),
  });
  return { chain: drive(app, chain.store, chain.started, { height: chain.height, time: chain.time }), app, notes };
}

/** A chain at height `at` − 1, on which an upgrade is planned for `at`. */
function withPlan(height = 8n): { chain: InsideChain; at: bigint } {
  const chain = startInside({ people: [alice, carol] });
  expect(chain.govern(planned(height))).toHaveProperty("value");
  while (chain.height < height - 1n) chain.block();
  return { chain, at: height };
}

describe("a plan", () => {
  test.each<[string, Msg, string]>([
    ["without a name", planned(99n, ""), "name cannot be empty"],
    ["without a height", planned(0n), "height must be greater than 0"],
    ["of the past", planned(1n), "upgrade cannot be scheduled in the past"],
    [
      "with a time",
      planned(99n, "v2", { time: { seconds: 0n } }),
      "time-based upgrades have been deprecated in the SDK",
    ],
    [
      "with a state for other chains",
      planned(99n, "v2", { upgradedClientState: { typeUrl: "/x", value: new Uint8Array(0) } }),
      "upgrade logic for IBC has been moved to the IBC module",
    ],
  ])("%s is refused", (_what, message, text) => {
    const outcome = startInside().govern(message);
    expect(outcome).toMatchObject({ error: { codespace: "sdk", code: 18 } });
    expect("error" in outcome && outcome.error.message).toContain(text);
  });
  test("is made and cancelled by the gov account alone", () => {
    const chain = startInside({ people: [alice] });
    for (const message of [
      msg(MsgSoftwareUpgrade, { authority: alice.address }),
      msg(MsgCancelUpgrade, { authority: alice.address }),
    ]) {
      const result = chain.deliver(alice, [message]);
      // InvalidSigner
      expect(result).toMatchObject({ codespace: "upgrade", code: 6 });
      expect(result.log).toContain(`expected ${GOV} got ${alice.address}: expected authority account as only signer`);
    }
  });
  test("stands until it is replaced or cancelled", () => {
    const chain = startInside();
    expect(currentPlan(chain)).toBeUndefined();
    chain.govern(planned(50n));
    chain.govern(planned(60n, "v3"));
    expect(currentPlan(chain)).toEqual({
      name: "v3",
      height: 60n,
      info: "read this",
      time: none,
      upgradedClientState: undefined,
    });
    expect(chain.govern(cancelled)).toHaveProperty("value");
    expect(currentPlan(chain)).toBeUndefined();
    expect(chain.govern(cancelled)).toHaveProperty("value");
  });
  test("that was proposed and passed is carried out at its height", () => {
    const chain = govChain();
    const id = proposed(chain, { messages: [planned(chain.height + 5n)] });
    voted(chain, id, VoteOption.YES, alice);
    passed(chain, 2n);
    expect(currentPlan(chain)?.name).toBe("v2");
    const { chain: next } = goneOn(chain, []);
    next.block();
    expect(() => next.block()).toThrow('UPGRADE "v2" NEEDED at height: 6: read this');
  });
  test("is no longer proposed as a content", () => {
    const content = msg(CancelSoftwareUpgradeProposal, { title: "a", description: "b" });
    const old = msg(OldSubmitProposal, { content, initialDeposit: coins(MIN), proposer: carol.address });
    const { log } = govChain().deliver(carol, [old]);
    expect(log).toContain("upgrade: no handler exists for proposal type");
  });
});

describe("at its height", () => {
  test("a program without the upgrade stops, and the block is not made", () => {
    const { chain, at } = withPlan();
    expect(() => chain.block()).toThrow(UpgradeNeeded);
    expect(chain.store.height).toBe(at - 1n);
    expect(chain.app.info(RequestInfo.fromPartial({})).lastBlockHeight).toBe(at - 1n);
  });
  test("a program with it carries it out, and the application has a new version", () => {
    const { chain, at } = withPlan();
    const { chain: next, app, notes } = goneOn(chain, [v2]);
    const { consensusParamUpdates } = next.block();
    expect(notes).toEqual([`applying upgrade "v2" at height: ${at}`]);
    expect(consensusParamUpdates?.version?.app).toBe(1n);
    expect(app.info(RequestInfo.fromPartial({})).appVersion).toBe(1n);
    expect([currentPlan(next), applied(next), applied(next, "v3")]).toEqual([undefined, at, 0n]);
    next.block();
  });
  test("an operator may leave it out, and its name stays free", () => {
    const { chain, at } = withPlan();
    const { chain: next, notes } = goneOn(chain, [], { skip: at });
    next.block();
    expect(notes).toEqual([`UPGRADE "v2" SKIPPED at ${at}: read this`]);
    expect([currentPlan(next), applied(next)]).toEqual([undefined, 0n]);
  });
});

describe("the wrong program is refused", () => {
  test("before the height, when it has the upgrade", () => {
    const chain = startInside();
    chain.govern(planned(50n));
    const early =
      'BINARY UPDATED BEFORE TRIGGER! UPGRADE "v2" - in binary but not executed on chain. Downgrade your binary';
    expect(() => goneOn(chain, [v2]).chain.block()).toThrow(new WrongProgram(early));
  });
  test("after the height, when it has not", () => {
    const { chain } = withPlan();
    const { chain: next } = goneOn(chain, [v2]);
    next.block();
    const missing = "wrong app version 1, upgrade handler is missing for v2 upgrade plan";
    expect(() => goneOn(next, []).chain.block()).toThrow(new WrongProgram(missing));
  });
  test("and no name is used twice", () => {
    const { chain, at } = withPlan();
    const { chain: next } = goneOn(chain, [v2]);
    next.block();
    const ctx = insideOf(next).at(at + 1n, next.time);
    expect(() => runMessage(ctx, decodeMsg(planned(at + 9n)))).toThrow(
      "upgrade with name v2 has already been completed: invalid request",
    );
  });
});

describe("modules", () => {
  const slashing = modules.find(({ name }) => name === "slashing") as Module;
  const newer = (migrations: Module["migrations"]): readonly Module[] =>
    modules.map((each) =>
      each === slashing ? { ...slashing, version: slashing.version + 1, ...(migrations && { migrations }) } : each,
    );
  test("start at their versions", () => {
    const chain = startChain();
    const all = versionsOf(chain);
    expect(all.map(({ name }) => name)).toEqual(modules.map(({ name }) => name).sort());
    expect(versionsOf(chain, "slashing")).toEqual([{ name: "slashing", version: BigInt(slashing.version) }]);
    const unknown = QueryModuleVersionsRequest.encode({ moduleName: "nft" });
    // NoModuleVersionFound
    expect(chain.ask("/cosmos.upgrade.v1beta1.Query/ModuleVersions", unknown)).toMatchObject({
      codespace: "sdk",
      log: expect.stringContaining("x/upgrade: QueryModuleVersions module nft not found: module version not found"),
    });
  });
  test("take every step to the versions of the program", () => {
    const { chain } = withPlan();
    const step = new Map([
      [
        BigInt(slashing.version),
        (ctx: Parameters<typeof params.set>[0]) => params.set(ctx, { ...params.get(ctx), signedBlocksWindow: 77n }),
      ],
    ]);
    const { chain: next } = goneOn(chain, [v2], { modules: newer(step) });
    next.block();
    expect(versionsOf(next, "slashing")).toEqual([{ name: "slashing", version: BigInt(slashing.version + 1) }]);
    const { params: now } = next.query(
      "/cosmos.slashing.v1beta1.Query/Params",
      [QueryParamsRequest, {}],
      QueryParamsResponse,
    );
    expect(now.signedBlocksWindow).toBe(77n);
  });
  test("whose step is missing stop the upgrade", () => {
    const { chain } = withPlan();
    const text = `no migration found for module slashing from version ${slashing.version}`;
    expect(() => goneOn(chain, [v2], { modules: newer(undefined) }).chain.block()).toThrow(text);
  });
  test("that are new start from their defaults, and an upgrade may do something of its own first", () => {
    const { chain } = withPlan();
    const seen: string[] = [];
    const added = defineModule({
      name: "added",
      version: 3,
      genesis: { init: (_ctx, json) => void seen.push(`init ${String(json)}`), export: () => ({}) },
    });
    const prepare: Upgrade["prepare"] = (_ctx, from) => {
      seen.push(`prepare ${from.get("slashing")}`);
      return from;
    };
    const { chain: next } = goneOn(chain, [{ ...v2, prepare }], { modules: [...modules, added] });
    next.block();
    expect(seen).toEqual([`prepare ${slashing.version}`, "init undefined"]);
    expect(versionsOf(next, "added")).toEqual([{ name: "added", version: 3n }]);
  });
});

test("the authority is the gov account, and nothing is kept for other chains", () => {
  const chain = startChain();
  const path = (method: string) => `/cosmos.upgrade.v1beta1.Query/${method}`;
  expect(chain.query(path("Authority"), [QueryAuthorityRequest, {}], QueryAuthorityResponse).address).toBe(GOV);
  const request = [QueryUpgradedConsensusStateRequest, { lastHeight: 1n }] as const;
  const { upgradedConsensusState } = chain.query(
    path("UpgradedConsensusState"),
    request,
    QueryUpgradedConsensusStateResponse,
  );
  expect(upgradedConsensusState).toHaveLength(0);
});

test("a genesis has no plan, and each module begins at its version", () => {
  const { chain } = withPlan();
  const { appState } = chain.app.exportGenesis();
  expect(appState.upgrade).toEqual({});
  const again = startChain({ genesis: () => appState as JsonObject });
  expect([currentPlan(again), versionsOf(again)]).toEqual([undefined, versionsOf(startChain())]);
});
