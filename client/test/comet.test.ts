import { toBase64, toBech32, toHex } from "@dcm/proto";
import { Query as Auth } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  GetBlockByHeightRequest,
  type GetBlockByHeightResponse,
  GetLatestValidatorSetRequest,
  type GetLatestValidatorSetResponse,
} from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { GetBlockWithTxsRequest, type GetBlockWithTxsResponse, Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageOf } from "../src/comet/page.js";
import { cometHandlers, type Rpc, StatusError } from "../src/comet.js";

describe("pages of a list that is there as a whole", () => {
  test("of any size, forward and reverse, make it up; each but the last is full", () => {
    fc.assert(
      fc.property(fc.nat(250), fc.bigInt(1n, 300n), fc.boolean(), (count, limit, reverse) => {
        const all = Array.from({ length: count }, (_, i) => i);
        const seen: number[] = [];
        let key: Uint8Array = new Uint8Array(0);
        do {
          const { items, next } = pageOf(all, { key, limit, reverse, offset: 0n, countTotal: false });
          seen.push(...items);
          key = next.nextKey;
          expect(next.total).toBe(BigInt(count));
          if (key.length > 0) expect(items.length).toBe(Number(limit));
        } while (key.length > 0);
        expect(seen).toEqual(reverse ? all.reverse() : all);
      }),
    );
  });

  test("an offset skips, also in reverse and beyond the end; without a limit there are 100", () => {
    const all = Array.from({ length: 150 }, (_, i) => i);
    const page = (offset: bigint, limit: bigint, reverse = false) =>
      pageOf(all, { key: new Uint8Array(0), offset, limit, reverse, countTotal: false }).items;
    expect(page(148n, 5n)).toEqual([148, 149]);
    expect(page(148n, 5n, true)).toEqual([1, 0]);
    expect(page(1n << 63n, 5n)).toEqual([]);
    expect([pageOf(all, undefined).items.length, page(0n, 0n).length]).toEqual([100, 100]);
  });

  test.each([
    [{ key: Uint8Array.of(49), offset: 1n }, "invalid request, either offset or key is expected, got both"],
    [{ key: Uint8Array.of(200) }, "invalid pagination key"],
    [{ key: new Uint8Array(1_000_000) }, "invalid pagination key"],
  ])("a request for no page is refused (%#)", (request, text) => {
    const whole = { offset: 0n, limit: 1n, reverse: false, countTotal: false, ...request };
    expect(() => pageOf([1], whole)).toThrow(new StatusError("INVALID_ARGUMENT", text));
  });
});

const hash = (byte: number, length = 32) => toHex(new Uint8Array(length).fill(byte)).toUpperCase();
const id = { hash: hash(1), parts: { total: 1, hash: hash(2) } };
const time = "2026-01-02T03:04:05.6Z";
const header = {
  version: { block: "11" },
  ...{ chain_id: "dcm-test-1", height: "9", time, last_block_id: id, proposer_address: hash(7, 20) },
  ...{ last_commit_hash: hash(3), data_hash: hash(3), validators_hash: hash(3), next_validators_hash: hash(3) },
  ...{ consensus_hash: hash(3), app_hash: hash(3), last_results_hash: hash(3), evidence_hash: hash(3) },
};
const signature = {
  block_id_flag: 2,
  validator_address: hash(7, 20),
  timestamp: time,
  signature: toBase64(new Uint8Array(64)),
};
const commit = { height: "8", round: 0, block_id: id, signatures: [signature] };
const vote = {
  ...{ type: 2, height: "5", round: 0, block_id: id, timestamp: time, validator_address: hash(7, 20) },
  ...{ validator_index: 0, signature: toBase64(Uint8Array.of(1)), extension: null, extension_signature: null },
};
const validator = (byte: number) => ({
  address: hash(byte, 20),
  pub_key: { type: "tendermint/PubKeyEd25519", value: toBase64(new Uint8Array(32).fill(byte)) },
  voting_power: "10",
  proposer_priority: "-3",
});
const evidence = [
  {
    type: "tendermint/DuplicateVoteEvidence",
    value: { vote_a: vote, vote_b: vote, TotalVotingPower: "30", ValidatorPower: "10", Timestamp: time },
  },
  {
    type: "tendermint/LightClientAttackEvidence",
    value: {
      ConflictingBlock: {
        signed_header: { header, commit },
        validator_set: { validators: [validator(1), validator(2)], proposer: validator(1) },
      },
      ...{ CommonHeight: "4", ByzantineValidators: [validator(2)], TotalVotingPower: "20", Timestamp: time },
    },
  },
];
const txs = [1, 2, 3].map((memo) => Tx.encode(Tx.fromPartial({ body: { memo: String(memo) } })));
const block = (data: readonly Uint8Array[]) => ({
  block_id: id,
  block: { header, data: { txs: data.map(toBase64) }, evidence: { evidence }, last_commit: commit },
});

/** Asks a handler over an RPC that answers from a table. */
async function ask<T>(
  path: string,
  request: object,
  answers: Record<string, (params: Record<string, string>) => unknown>,
) {
  const rpc: Rpc = {
    url: "",
    call: async <A>(method: string, params = {}) => answers[method]?.(params as Record<string, string>) as A,
  };
  const context = {
    rpc,
    runtime: "",
    abci: () => Promise.reject(new Error("not asked")),
    forward: async <A>(method: { path: string }): Promise<A> => {
      expect(method.path).toBe(Auth.methods.Bech32Prefix.path);
      return { bech32Prefix: "dcm" } as A;
    },
  };
  return (await cometHandlers.get(path)?.(context, request)) as T;
}
const status = () => ({ sync_info: { latest_block_height: "9" } });
const TENDERMINT = "/cosmos.base.tendermint.v1beta1.Service";
const TX = "/cosmos.tx.v1beta1.Service";

test("a block has its evidence of both kinds, and its proposer by address", async () => {
  const request = GetBlockByHeightRequest.fromPartial({ height: 9n });
  const answers = { status, block: () => block(txs) };
  const found = await ask<GetBlockByHeightResponse>(`${TENDERMINT}/GetBlockByHeight`, request, answers);
  expect(found.sdkBlock?.header.proposerAddress).toBe(toBech32("dcmvalcons", new Uint8Array(20).fill(7)));
  const [double, attack] = found.block?.evidence.evidence ?? [];
  expect(double?.duplicateVoteEvidence).toMatchObject({
    totalVotingPower: 30n,
    validatorPower: 10n,
    voteA: { height: 5n },
  });
  expect(attack?.lightClientAttackEvidence).toMatchObject({
    commonHeight: 4n,
    totalVotingPower: 20n,
    byzantineValidators: [{ votingPower: 10n, proposerPriority: -3n }],
    conflictingBlock: { validatorSet: { totalVotingPower: 20n }, signedHeader: { header: { height: 9n } } },
  });
  await expect(
    ask(`${TENDERMINT}/GetBlockByHeight`, GetBlockByHeightRequest.fromPartial({ height: 10n }), answers),
  ).rejects.toThrow("requested block height is bigger then the chain length");
});

test("a set of validators of any size is read to its end, at one height", async () => {
  const all = Array.from({ length: 230 }, (_, i) => validator(i));
  const asked: string[] = [];
  const answers = {
    validators: ({ page = "1", height = "" }: Record<string, string>) => {
      asked.push(`${page}@${height}`);
      const start = (Number(page) - 1) * 100;
      return { block_height: "9", validators: all.slice(start, start + 100), total: "230" };
    },
  };
  const request = GetLatestValidatorSetRequest.fromPartial({ pagination: { limit: 150n, reverse: true } });
  const found = await ask<GetLatestValidatorSetResponse>(`${TENDERMINT}/GetLatestValidatorSet`, request, answers);
  expect(asked).toEqual(["1@", "2@9", "3@9"]);
  expect(found.validators[0]?.address).toBe(toBech32("dcmvalcons", new Uint8Array(20).fill(229)));
  expect([found.validators.length, found.pagination?.total, found.blockHeight]).toEqual([150, 230n, 9n]);
});

test("a block's transactions page forward and reverse; what nobody can read is passed over", async () => {
  const memos = async (pagination: object | undefined, data = txs) => {
    const request = GetBlockWithTxsRequest.fromPartial({ height: 9n, pagination });
    const found = await ask<GetBlockWithTxsResponse>(`${TX}/GetBlockWithTxs`, request, {
      status,
      block: () => block(data),
    });
    return found.txs.map(({ body }) => body?.memo);
  };
  expect(await memos(undefined)).toEqual(["1", "2", "3"]);
  expect(await memos({ offset: 1n, limit: 1n })).toEqual(["2"]);
  expect(await memos({ reverse: true, limit: 2n })).toEqual(["3", "2"]);
  expect(await memos(undefined, [Uint8Array.of(255), ...txs])).toEqual(["1", "2", "3"]);
  await expect(memos({ offset: 3n, limit: 2n })).rejects.toThrow(
    "out of range: cannot paginate 3 txs with offset 3 and limit 2: invalid request",
  );
  const early = GetBlockWithTxsRequest.fromPartial({ height: 0n });
  await expect(ask(`${TX}/GetBlockWithTxs`, early, { status })).rejects.toThrow(
    "requested height 0 but height must not be less than 1 or greater than the current height 9: invalid height",
  );
});
