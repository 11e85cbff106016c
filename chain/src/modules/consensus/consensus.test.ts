import { MsgUpdateParams as AuthUpdateParams } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { MsgUpdateParams, QueryParamsRequest, QueryParamsResponse } from "@dcm/proto/gen/cosmos/consensus/v1";
import { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { describe, expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.js";
import { person } from "../../../test/harness/keys.js";
import { msg } from "../../../test/harness/tx.js";
import { extensionFault, paramsFault } from "./math.js";

const alice = person("alice");
const good = ConsensusParams.fromPartial({
  block: { maxBytes: 1000n, maxGas: -1n },
  evidence: { maxAgeNumBlocks: 10n, maxAgeDuration: { seconds: 1n }, maxBytes: 100n },
  validator: { pubKeyTypes: ["ed25519"] },
});

test("the parameters of genesis are answered, and handed to CometBFT in full with every block", () => {
  const chain = startChain({ maxGas: 77n });
  const { params } = chain.query("/cosmos.consensus.v1.Query/Params", [QueryParamsRequest, {}], QueryParamsResponse);
  expect(params?.block).toEqual({ maxBytes: 22_020_096n, maxGas: 77n });
  expect(chain.block().consensusParamUpdates).toEqual(params);
});

test("only the gov account changes them", () => {
  const chain = startChain({ people: [alice] });
  const { block, evidence, validator } = good;
  expect(
    chain.deliver(alice, [msg(MsgUpdateParams, { authority: alice.address, block, evidence, validator })]),
  ).toMatchObject({ codespace: "gov", code: 13 });
  const auth = chain.deliver(alice, [msg(AuthUpdateParams, { authority: alice.address, params: {} })]);
  expect(auth).toMatchObject({ codespace: "undefined", code: 1 });
  expect(auth.log).toContain(
    "expected gov account as only signer for proposal message; invalid authority; expected dcm10d07",
  );
});

describe("parameters that CometBFT would refuse are refused in its words", () => {
  const wrong: readonly [string, Partial<ConsensusParams>][] = [
    ["all parameters must be present", { block: undefined }],
    ["block.MaxBytes cannot be 0", { block: { maxBytes: 0n, maxGas: 0n } }],
    ["block.MaxBytes must be -1 or greater than 0. Got -2", { block: { maxBytes: -2n, maxGas: 0n } }],
    ["block.MaxBytes is too big. 104857601 > 104857600", { block: { maxBytes: 104_857_601n, maxGas: 0n } }],
    ["block.MaxGas must be greater or equal to -1. Got -2", { block: { maxBytes: 1n, maxGas: -2n } }],
    [
      "evidence.MaxAgeNumBlocks must be greater than 0. Got 0",
      { evidence: { ...(good.evidence as never as object), maxAgeNumBlocks: 0n } as never },
    ],
    [
      "evidence.MaxAgeDuration must be grater than 0 if provided, Got 0s",
      { evidence: { maxAgeNumBlocks: 1n, maxAgeDuration: { seconds: 0n, nanos: 0 }, maxBytes: 1n } },
    ],
    ["evidence.MaxBytesEvidence is greater than upper bound, 100 > 50", { block: { maxBytes: 50n, maxGas: 0n } }],
    ["len(Validator.PubKeyTypes) must be greater than 0", { validator: { pubKeyTypes: [] } }],
    ["params.Validator.PubKeyTypes[0], bls, is an unknown pubkey type", { validator: { pubKeyTypes: ["bls"] } }],
    ["ABCI.VoteExtensionsEnableHeight cannot be negative. Got: -1", { abci: { voteExtensionsEnableHeight: -1n } }],
  ];
  test.each(wrong)("%s", (text, change) => {
    expect(paramsFault({ ...good, ...change })).toBe(text);
  });
  test("good ones are not", () => {
    expect(paramsFault(good)).toBeUndefined();
  });
});

test("vote extensions are enabled for heights to come, and never moved once active", () => {
  expect(extensionFault(0n, undefined, 5n)).toBeUndefined();
  expect(extensionFault(0n, 0n, 5n)).toBeUndefined();
  expect(extensionFault(0n, 6n, 5n)).toBeUndefined();
  expect(extensionFault(0n, 5n, 5n)).toMatch(/^vote extensions cannot be updated to a past or current height/);
  expect(extensionFault(3n, 0n, 5n)).toMatch(/^vote extensions cannot be disabled once enabled/);
  expect(extensionFault(3n, 9n, 5n)).toMatch(/^vote extensions cannot be modified once enabled/);
  expect(extensionFault(3n, 3n, 5n)).toBeUndefined();
  expect(extensionFault(9n, -1n, 5n)).toBe("VoteExtensionsEnableHeight must be positive");
});
