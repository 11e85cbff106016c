import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  RequestPrepareProposal,
  RequestProcessProposal,
  ResponseProcessProposal_ProposalStatus as Status,
} from "@dcm/proto/gen/tendermint/abci";
import { expect, test } from "vitest";
import { startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { msg, signTx } from "../harness/tx.js";

const [alice, bob] = [person("alice"), person("bob")];
const send = msg(MsgSend, {
  fromAddress: alice.address,
  toAddress: bob.address,
  amount: [{ denom: "udcm", amount: 1n }],
});
const start = (more = {}) => startChain({ people: [alice, bob], ...more });
const numbered = (chain: ReturnType<typeof start>, count: number, gas = 100_000n) =>
  Array.from({ length: count }, (_, i) =>
    signTx({ messages: [send], gas }, [[alice, { ...chain.signing(alice), sequence: BigInt(i) }]]),
  );
const prepare = (chain: ReturnType<typeof start>, txs: Uint8Array[], maxTxBytes: number) =>
  chain.app.prepareProposal(RequestPrepareProposal.fromPartial({ txs, maxTxBytes: BigInt(maxTxBytes) })).txs;
const process = (chain: ReturnType<typeof start>, txs: readonly Uint8Array[]) =>
  chain.app.processProposal(RequestProcessProposal.fromPartial({ txs: [...txs] })).status;

test("a proposal keeps the mempool's order and CometBFT's bytes, each transaction's overhead counted", () => {
  const chain = start();
  const txs = numbered(chain, 3);
  // One byte for the field, two for a length from 128 on.
  const size = txs.reduce((sum, tx) => sum + tx.length + 3, 0);
  expect(prepare(chain, txs, size)).toEqual(txs);
  expect(prepare(chain, txs, size - 1)).toEqual(txs.slice(0, 2));
  expect(prepare(chain, txs, 2)).toEqual([]);
});

test("a proposal keeps the block's gas and leaves out what does not decode", () => {
  const chain = start({ maxGas: 250_000n });
  const txs = numbered(chain, 3);
  expect(prepare(chain, [Uint8Array.of(1), ...txs], 1_000_000)).toEqual(txs.slice(0, 2));
});

test("what we prepare we accept; what no correct node could have made we reject", () => {
  const chain = start({ maxGas: 250_000n, maxBytes: 5_000n });
  const txs = numbered(chain, 3);
  expect(process(chain, prepare(chain, txs, 1_000_000))).toBe(Status.ACCEPT);
  expect(process(chain, [])).toBe(Status.ACCEPT);
  expect(process(chain, txs)).toBe(Status.REJECT);
  expect(process(chain, [txs[0] as Uint8Array, txs[0] as Uint8Array])).toBe(Status.REJECT);
  expect(process(chain, [Uint8Array.of(1, 2)])).toBe(Status.REJECT);
  expect(process(chain, numbered(chain, 30, 1n))).toBe(Status.REJECT);
});

test("a transaction that would fail does not make a proposal wrong", () => {
  const chain = start();
  const wrong = signTx({ messages: [send] }, [[alice, { ...chain.signing(alice), sequence: 9n }]]);
  expect(process(chain, [wrong])).toBe(Status.ACCEPT);
});

test("vote extensions and snapshots are answered by who does not offer them", () => {
  const { app } = start();
  expect(app.extendVote({} as never).voteExtension).toHaveLength(0);
  expect(app.verifyVoteExtension({} as never).status).toBe(1);
  expect(app.listSnapshots({}).snapshots).toEqual([]);
  expect(app.offerSnapshot({} as never).result).toBe(2);
});
