import type { JsonObject } from "@dcm/proto";
import {
  Equivocation,
  GenesisState,
  MsgSubmitEvidence,
  QueryAllEvidenceRequest,
  QueryAllEvidenceResponse,
} from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import { describe, expect, test } from "vitest";
import { attributesOf, notable, startChain, type TestChain } from "../../../test/harness/chain.js";
import { person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { insideOf, keyAddress, keyBytes, operator, withValidators } from "../../../test/harness/validators.js";
import { SECOND } from "../../kernel/index.js";
import { isTombstoned } from "../slashing/api.js";
import { signingInfos } from "../slashing/state.js";
import { validator } from "../staking/api.js";
import { hashOf } from "./math.js";

const [alice, bob, carol] = [person("alice"), person("bob"), person("carol")];
/** What the tests' parameters of consensus say evidence may be old. */
const [MAX_AGE, MAX_BLOCKS] = [172_800n, 100_000n];

const start = (): TestChain =>
  startChain({
    people: [alice, bob, carol],
    genesis: (state) =>
      withValidators(state, [
        [alice, 300_000_000n],
        [bob, 200_000_000n],
      ]),
  });

type Kind = 0 | 1 | 2;
const offence = (name: string, height: bigint, time: bigint, type: Kind = 1) => ({
  type,
  validator: { address: keyBytes(name), power: 200n },
  height,
  time: { seconds: time / SECOND, nanos: 0 },
  totalVotingPower: 500n,
});

const known = (chain: TestChain) =>
  chain
    .query(
      "/cosmos.evidence.v1beta1.Query/AllEvidence",
      [QueryAllEvidenceRequest, QueryAllEvidenceRequest.fromPartial({})],
      QueryAllEvidenceResponse,
    )
    .evidence.map(({ value }) => Equivocation.decode(value));

const look = (chain: TestChain) => insideOf(chain).at(chain.height, chain.time);

describe("a double signature", () => {
  test.each<[string, Kind]>([
    ["a duplicate vote", 1],
    ["a light client attack", 2],
  ])("%s is slashed, jailed and tombstoned", (_name, type) => {
    const chain = start();
    const { events, validatorUpdates } = chain.block([], { misbehavior: [offence("bob", 1n, chain.time, type)] });
    expect(attributesOf(events, "slash")).toEqual({
      address: keyAddress("bob"),
      power: "200",
      reason: "double_sign",
      burned_coins: "10000000",
      mode: "BeginBlock",
    });
    expect(validatorUpdates.map(({ power }) => power)).toEqual([0n]);
    const ctx = look(chain);
    expect(validator(ctx, operator(bob))).toMatchObject({ tokens: 190_000_000n, jailed: true });
    expect(signingInfos.get(ctx, keyAddress("bob"))).toMatchObject({
      tombstoned: true,
      jailedUntil: { seconds: 253_402_300_799n, nanos: 0 },
    });
    expect(known(chain)).toMatchObject([{ height: 1n, power: 200n, consensusAddress: keyAddress("bob") }]);
  });
  test("is punished once, however often it was done", () => {
    const chain = start();
    const twice = [offence("bob", 1n, chain.time), offence("bob", 2n, chain.time)];
    chain.block([], { misbehavior: twice });
    chain.block([], { misbehavior: twice });
    expect(known(chain)).toHaveLength(1);
    expect(validator(look(chain), operator(bob))?.tokens).toBe(190_000_000n);
  });
  test("of nobody, or of an unknown kind, is passed over", () => {
    const chain = start();
    const misbehavior = [offence("nobody", 1n, chain.time), offence("alice", 1n, chain.time, 0)];
    expect(notable(chain.block([], { misbehavior }).events)).toEqual([]);
    expect(known(chain)).toEqual([]);
  });
  test("of a validator that is unbonded by now is passed over", () => {
    const chain = start();
    chain.block([], { misbehavior: [offence("bob", 1n, chain.time)] });
    chain.block([], { time: chain.time + 1_814_400n * SECOND });
    expect(notable(chain.block([], { misbehavior: [offence("bob", 2n, chain.time)] }).events)).toEqual([]);
  });

  // Both its time and its blocks must be too many.
  const ages: readonly (readonly [string, bigint, bigint, boolean])[] = [
    ["old by time and by blocks", MAX_BLOCKS + 1n, MAX_AGE + 1n, false],
    ["old by time alone", MAX_BLOCKS, MAX_AGE + 1n, true],
    ["old by blocks alone", MAX_BLOCKS + 1n, MAX_AGE, true],
  ];
  test.each(ages)("%s", (_name, blocks, seconds, isPunished) => {
    const chain = start();
    const height = chain.height + 1n;
    const time = chain.time + SECOND;
    const misbehavior = [offence("bob", height - blocks, time - seconds * SECOND)];
    chain.block([], { time, misbehavior });
    expect(isTombstoned(look(chain), keyAddress("bob"))).toBe(isPunished);
  });
});

describe("evidence that a user submits is refused", () => {
  const good = {
    height: 1n,
    time: { seconds: 1_767_225_600n },
    power: 5n,
    consensusAddress: keyAddress("bob"),
  };
  const packed = (change: object = {}) => ({
    typeUrl: Equivocation.typeUrl,
    value: Equivocation.encode(Equivocation.fromPartial({ ...good, ...change })),
  });
  const submit = (evidence: { typeUrl: string; value: Uint8Array } | undefined) =>
    start().deliver(carol, [msg(MsgSubmitEvidence, { submitter: carol.address, evidence })]);

  test("NoHandler: as in simapp there is no handler", () => {
    const result = submit(packed());
    expect(result).toMatchObject({ codespace: "evidence", code: 2 });
    expect(result.log).toContain("equivocation: unregistered handler for evidence type");
  });
  test.each([
    ["missing evidence", undefined],
    ["invalid equivocation time: 1970-01-01 00:00:00 +0000 UTC", packed({ time: { seconds: 0n } })],
    ["invalid equivocation height: 0", packed({ height: 0n })],
    ["invalid equivocation validator power: 0", packed({ power: 0n })],
    ["invalid equivocation validator consensus address", packed({ consensusAddress: "" })],
  ])("InvalidEvidence: %s", (text, evidence) => {
    const result = submit(evidence);
    expect(result).toMatchObject({ codespace: "evidence", code: 3 });
    expect(result.log).toContain(text);
  });
  test("what is no evidence cannot be decoded as evidence", () => {
    const none = { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: new Uint8Array(0) };
    expect(submit(none)).toMatchObject({ codespace: "sdk", code: 2, log: "tx parse error" });
  });
  test("EvidenceExists: it is known", () => {
    const chain = start();
    chain.block([], { misbehavior: [offence("bob", 1n, chain.time)] });
    const [own] = known(chain) as [Equivocation];
    const result = chain.deliver(carol, [msg(MsgSubmitEvidence, { submitter: carol.address, evidence: packed(own) })]);
    expect(result).toMatchObject({ codespace: "evidence", code: 5 });
    expect(result.log).toContain(Buffer.from(hashOf(own)).toString("hex").toUpperCase());
  });
});

describe("a genesis", () => {
  const evidenceOf = (chain: TestChain) =>
    GenesisState.fromJSON(chain.app.exportGenesis().appState.evidence as JsonObject);
  const again = (chain: TestChain, change: (list: readonly unknown[]) => readonly unknown[]) => {
    const { appState } = chain.app.exportGenesis();
    const { evidence } = appState.evidence as { evidence: readonly unknown[] };
    const genesis = () => ({ ...appState, evidence: { evidence: change(evidence) } as JsonObject });
    return startChain({ genesis, initialHeight: chain.height + 1n });
  };
  test("takes over what was proven, and refuses what cannot be", () => {
    const chain = start();
    chain.block([], { misbehavior: [offence("bob", 1n, chain.time)] });
    expect(evidenceOf(again(chain, (list) => list))).toEqual(evidenceOf(chain));
    expect(() => again(chain, (list) => [...list, ...list])).toThrow("already exists");
    expect(() => again(chain, ([first]) => [{ ...(first as object), height: "0" }])).toThrow(
      "failed to validate evidence genesis state: invalid equivocation height: 0",
    );
    expect(() => again(chain, () => [{ "@type": "/cosmos.bank.v1beta1.MsgSend" }])).toThrow("expected evidence");
  });
});
