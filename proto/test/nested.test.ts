import { describe, expect, test } from "vitest";
import { GenericAuthorization, MsgExec, MsgGrant } from "../src/gen/cosmos/authz/v1beta1.js";
import { MsgSend } from "../src/gen/cosmos/bank/v1beta1.js";
import { Equivocation, MsgSubmitEvidence } from "../src/gen/cosmos/evidence/v1beta1.js";
import { AllowedMsgAllowance, BasicAllowance, MsgGrantAllowance } from "../src/gen/cosmos/feegrant/v1beta1.js";
import { MsgSubmitProposal } from "../src/gen/cosmos/gov/v1.js";
import { hasField, type MessageCodec, requireNested } from "../src/index.js";

const packed = <T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0] = {} as never) => ({
  typeUrl: codec.typeUrl,
  value: codec.encode(codec.fromPartial(value)),
});
const judge = <T>(codec: MessageCodec<T>, value: Parameters<MessageCodec<T>["fromPartial"]>[0]) =>
  requireNested(codec as MessageCodec, codec.fromPartial(value));

const GO_MSG = "*interface { ProtoMessage(); Reset(); String() string }";

describe("an Any holds what its field accepts", () => {
  test("messages of all kinds pass, a missing one and one without a type too", () => {
    judge(MsgExec, { msgs: [packed(MsgSend), packed(MsgExec, { msgs: [packed(MsgSend)] })] });
    judge(MsgGrant, { grant: { authorization: packed(GenericAuthorization) } });
    judge(MsgGrantAllowance, { allowance: packed(AllowedMsgAllowance, { allowance: packed(BasicAllowance) }) });
    judge(MsgGrantAllowance, { allowance: { typeUrl: "" } });
    judge(MsgGrantAllowance, {});
    judge(MsgSubmitProposal, { messages: [packed(MsgSend)] });
    judge(MsgSubmitEvidence, { evidence: packed(Equivocation) });
  });
  test.each([
    [MsgExec, { msgs: [packed(BasicAllowance)] }, GO_MSG],
    [MsgExec, { msgs: [packed(MsgExec, { msgs: [packed(BasicAllowance)] })] }, GO_MSG],
    [MsgGrant, { grant: { authorization: packed(MsgSend) } }, "*authz.Authorization"],
    [MsgGrantAllowance, { allowance: packed(MsgSend) }, "*feegrant.FeeAllowanceI"],
    [
      MsgGrantAllowance,
      { allowance: packed(AllowedMsgAllowance, { allowance: packed(MsgSend) }) },
      "*feegrant.FeeAllowanceI",
    ],
    [MsgGrantAllowance, { allowance: { typeUrl: "/nothing.here" } }, "*feegrant.FeeAllowanceI"],
    [MsgSubmitProposal, { messages: [packed(BasicAllowance)] }, GO_MSG],
    [MsgSubmitEvidence, { evidence: packed(MsgSend) }, "*exported.Evidence"],
  ] as const)("others do not: %#", (codec, value, go) => {
    expect(() => judge(codec as MessageCodec, value)).toThrow(`against interface ${go}`);
  });
  test("ninety-nine in one message, one more is too many", () => {
    const many = (count: number) => ({ msgs: Array.from({ length: count }, () => packed(MsgSend)) });
    judge(MsgExec, many(99));
    expect(() => judge(MsgExec, many(100))).toThrow("call limit exceeded");
  });
  test("ten in each other, one more is too deep", () => {
    const deep = (levels: number): ReturnType<typeof packed> =>
      levels === 0 ? packed(MsgSend) : packed(MsgExec, { msgs: [deep(levels - 1)] });
    judge(MsgExec, { msgs: [deep(8)] });
    expect(() => judge(MsgExec, { msgs: [deep(9)] })).toThrow("max depth exceeded");
  });
});

test("times and spans are those that Go can hold", () => {
  const until = (seconds: bigint) => ({ grant: { expiration: { seconds, nanos: 0 } } });
  judge(MsgGrant, until(253_402_300_799n));
  expect(() => judge(MsgGrant, until(253_402_300_800n))).toThrow("timestamp: seconds out of range");
  const inside = { allowance: packed(BasicAllowance, { expiration: { seconds: -62_135_596_801n, nanos: 0 } }) };
  expect(() => judge(MsgGrantAllowance, inside)).toThrow("timestamp: seconds out of range");
});

test("a field that was left out is told from one that holds its default", () => {
  const bytes = Uint8Array.of(8, 0, 26, 1, 65);
  expect([1, 2, 3].map((number) => hasField(bytes, number))).toEqual([true, false, true]);
  expect(hasField(new Uint8Array(0), 1)).toBe(false);
  expect(() => hasField(Uint8Array.of(26, 9), 4)).toThrow();
});
