import type { JsonObject } from "@dcm/proto";
import {
  GenesisState,
  MsgUnjail,
  MsgUpdateParams,
  Params,
  QuerySigningInfoRequest,
  QuerySigningInfoResponse,
} from "@dcm/proto/gen/cosmos/slashing/v1beta1";
import { MsgDelegate, MsgUndelegate } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { describe, expect, test } from "vitest";
import { attributesOf, IDENTITY, notable, startChain, type TestChain } from "../../../test/harness/chain.js";
import { startInside } from "../../../test/harness/insider.js";
import { person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { insideOf, keyAddress, operator, voteOf, withValidators } from "../../../test/harness/validators.js";
import { DEC_ONE, type Dec, moduleAddress, SECOND } from "../../kernel/index.js";
import { validator } from "../staking/api.js";
import { bitsOf, flipped, hasBit, minSigned, placeOf } from "./math.js";
import { paramsFault } from "./msgs.js";
import { missedBlocks, params, signingInfos } from "./state.js";

const [alice, bob] = [person("alice"), person("bob")];
const GOV = moduleAddress(IDENTITY.prefix, "gov");
const unjail = (who: typeof alice) => msg(MsgUnjail, { validatorAddr: operator(who) });

function options(own: JsonObject = {}) {
  return {
    people: [alice, bob],
    genesis(state: JsonObject): JsonObject {
      const started = withValidators(state, [
        [alice, 300_000_000n],
        [bob, 200_000_000n],
      ]);
      const slashing = started.slashing as JsonObject;
      const given = { ...(slashing.params as JsonObject), signed_blocks_window: "4", ...(own.params as JsonObject) };
      return { ...started, slashing: { ...slashing, ...own, params: given } };
    },
  };
}

const missedByBob = [voteOf("alice", 300n), voteOf("bob", 200n, true)];
const infoOf = (chain: TestChain, name: string) =>
  chain.query(
    "/cosmos.slashing.v1beta1.Query/SigningInfo",
    [QuerySigningInfoRequest, { consAddress: keyAddress(name) }],
    QuerySigningInfoResponse,
  ).valSigningInfo;

/** A chain on which bob has just been punished for downtime: he missed three of four blocks, and a whole window is over. */
function withBobDown(): TestChain {
  const chain = startChain(options());
  for (let block = 0; block < 3; block++) chain.block([], { votes: missedByBob });
  expect(infoOf(chain, "bob").missedBlocksCounter).toBe(3n);
  const { events, validatorUpdates } = chain.block([], { votes: missedByBob });
  expect(attributesOf(events, "slash")).toEqual({
    address: keyAddress("bob"),
    power: "200",
    reason: "missing_signature",
    jailed: keyAddress("bob"),
    burned_coins: "2000000",
    mode: "BeginBlock",
  });
  expect(validatorUpdates.map(({ power }) => power)).toEqual([0n]);
  return chain;
}

describe("downtime", () => {
  test("is punished once, and the window begins anew", () => {
    const chain = withBobDown();
    expect(infoOf(chain, "bob")).toMatchObject({ indexOffset: 0n, missedBlocksCounter: 0n, tombstoned: false });
    const { events } = chain.block([], { votes: missedByBob });
    expect(notable(events)).toEqual([]);
    expect(infoOf(chain, "bob").indexOffset).toBe(0n);
  });
  test("ends with an unjailing after the jail time", () => {
    const chain = withBobDown();
    expect(chain.deliver(bob, [unjail(bob)])).toMatchObject({ codespace: "slashing", code: 4 });
    chain.block([], { time: chain.time + 600n * SECOND });
    const { txResults, validatorUpdates } = chain.block([chain.sign(bob, [unjail(bob)])]);
    expect(txResults[0]).toMatchObject({ code: 0 });
    expect(validatorUpdates.map(({ power }) => power)).toEqual([198n]);
    expect(infoOf(chain, "bob").startHeight).toBe(chain.height);
    expect(chain.deliver(bob, [unjail(bob)])).toMatchObject({ codespace: "slashing", code: 5 });
  });
  test("is no reason before a whole window", () => {
    const chain = startChain(options({ params: { signed_blocks_window: "10" } }));
    for (let block = 0; block < 8; block++) chain.block([], { votes: missedByBob });
    expect(infoOf(chain, "bob")).toMatchObject({ indexOffset: 8n, missedBlocksCounter: 8n });
  });
});

test("a validator whose operator staked less than it promised stays in jail: SelfDelegationTooLow, ValidatorJailed", () => {
  const chain = startChain(options());
  const stake = { delegatorAddress: alice.address, validatorAddress: operator(alice) };
  const coins = (amount: bigint) => ({ denom: "udcm", amount });
  const other = { delegatorAddress: bob.address, validatorAddress: operator(alice) };
  expect(chain.deliver(bob, [msg(MsgDelegate, { ...other, amount: coins(5n) })])).toMatchObject({ code: 0 });
  expect(chain.deliver(alice, [msg(MsgUndelegate, { ...stake, amount: coins(300_000_000n) })])).toMatchObject({
    code: 0,
  });
  expect(chain.deliver(alice, [unjail(alice)])).toMatchObject({ codespace: "staking", code: 19 });
  expect(chain.deliver(bob, [unjail(bob)])).toMatchObject({ codespace: "slashing", code: 5 });
  expect(chain.deliver(alice, [msg(MsgDelegate, { ...stake, amount: coins(1_000_000n) })])).toMatchObject({ code: 0 });
  expect(chain.deliver(alice, [unjail(alice)])).toMatchObject({ code: 0 });
});

describe("what stops the SDK's chain does not stop ours", () => {
  test("a vote of a validator that is gone is passed over", () => {
    const chain = startChain(options());
    expect(notable(chain.block([], { votes: [voteOf("nobody", 5n, true)] }).events)).toEqual([]);
  });
  test("a validator whose record a genesis forgot begins one", () => {
    const chain = startChain(options());
    const { appState } = chain.app.exportGenesis();
    const slashing = { ...(appState.slashing as JsonObject), signing_infos: [], missed_blocks: [] };
    const second = startChain({ genesis: () => ({ ...appState, slashing }) });
    second.block([], { votes: missedByBob });
    expect(infoOf(second, "bob")).toMatchObject({ startHeight: 2n, indexOffset: 1n, missedBlocksCounter: 1n });
  });
});

describe("parameters", () => {
  const good = Params.fromPartial({ signedBlocksWindow: 1n, downtimeJailDuration: { seconds: 1n } });
  const wrong: readonly (readonly [string, Partial<Params>])[] = [
    ["signed blocks window must be positive: 0", { signedBlocksWindow: 0n }],
    ["min signed per window cannot be negative: -1.000000000000000000", { minSignedPerWindow: -DEC_ONE as Dec }],
    ["min signed per window too large: 1.000000000000000001", { minSignedPerWindow: (DEC_ONE + 1n) as Dec }],
    ["downtime jail duration must be positive: 0s", { downtimeJailDuration: { seconds: 0n, nanos: 0 } }],
    ["downtime jail duration is longer", { downtimeJailDuration: { seconds: 9_300_000_000n, nanos: 0 } }],
    ["double sign slash fraction cannot be negative", { slashFractionDoubleSign: -1n as Dec }],
    ["downtime slash fraction too large", { slashFractionDowntime: (2n * DEC_ONE) as Dec }],
  ];
  test.each(wrong)("that cannot be are refused: %s", (text, change) => {
    expect(paramsFault({ ...good, ...change })).toContain(text);
    const own = { params: Params.toJSON({ ...good, ...change }) as JsonObject };
    expect(() => startChain(options(own))).toThrow(text);
  });
  test("are governance's alone", () => {
    const chain = startInside(options());
    expect(chain.deliver(alice, [msg(MsgUpdateParams, { authority: alice.address, params: good })])).toMatchObject({
      codespace: "gov",
      code: 13,
    });
    const bad = chain.govern(msg(MsgUpdateParams, { authority: GOV, params: { ...good, signedBlocksWindow: 0n } }));
    expect(bad).toMatchObject({ error: { message: "signed blocks window must be positive: 0" } });
    expect(chain.govern(msg(MsgUpdateParams, { authority: GOV, params: good }))).toHaveProperty("value");
    expect(params.get(insideOf(chain).at(chain.height, chain.time))).toEqual(good);
  });
});

describe("the window's bits", () => {
  test("lie in chunks of 1024, each in words of 64, most significant byte first", () => {
    expect(placeOf(1024n * 3n + 70n)).toEqual({ chunk: 3n, bit: 70 });
    const chunk = flipped(undefined, 70);
    expect(chunk).toHaveLength(136);
    expect([...chunk.slice(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 4, 0]);
    // Bit 6 of the second word is bit 6 of its last byte.
    expect(chunk.findIndex((byte, i) => i >= 8 && byte !== 0)).toBe(8 + 8 + 7);
    expect(chunk[8 + 8 + 7]).toBe(1 << 6);
    expect([hasBit(chunk, 70), hasBit(chunk, 71), hasBit(undefined, 70)]).toEqual([true, false, false]);
    expect(bitsOf(flipped(flipped(chunk, 0), 1023))).toEqual([0, 70, 1023]);
    expect(bitsOf(flipped(chunk, 70))).toEqual([]);
  });
  test("half of an odd window is the nearest even number", () => {
    const half = (signedBlocksWindow: bigint) =>
      minSigned(Params.fromPartial({ signedBlocksWindow, minSignedPerWindow: (DEC_ONE / 2n) as Dec }));
    expect([half(3n), half(5n), half(7n), half(100n)]).toEqual([2n, 2n, 4n, 50n]);
  });
  test("survive an export wherever they are", () => {
    const missed = [0n, 1023n, 2048n, 300_000n].map((index) => ({ index: `${index}`, missed: true }));
    const address = keyAddress("bob");
    const info = {
      address,
      start_height: "0",
      index_offset: "7",
      jailed_until: "1970-01-01T00:00:00Z",
      tombstoned: false,
    };
    const chain = startChain(
      options({
        params: { signed_blocks_window: "400000" },
        signing_infos: [{ address, validator_signing_info: { ...info, missed_blocks_counter: "4" } }],
        missed_blocks: [{ address, missed_blocks: missed }],
      }),
    );
    const { appState } = chain.app.exportGenesis();
    const state = GenesisState.fromJSON(appState.slashing as JsonObject);
    const exported = state.missedBlocks.find((each) => each.address === address)?.missedBlocks ?? [];
    expect(exported.map(({ index }) => index).sort((a, b) => Number(a - b))).toEqual([0n, 1023n, 2048n, 300_000n]);
    const ctx = insideOf(startChain({ genesis: () => appState })).at(1n, chain.time);
    expect(missedBlocks.listEntries(ctx, address)).toHaveLength(3);
    expect(signingInfos.get(ctx, address)).toMatchObject({ indexOffset: 7n, missedBlocksCounter: 4n });
    expect(validator(ctx, operator(bob))?.jailed).toBe(false);
  });
});
