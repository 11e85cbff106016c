// Makes a conversation: the ABCI requests that CometBFT would send for a workload, in order, with what must come back.
// The transactions are answered by an application in this process, which is not the one that is measured.
import { Request, ResponseProcessProposal_ProposalStatus } from "@dcm/proto/gen/tendermint/abci";
import { createApp, defaultAppState } from "../../dist/app/app.js";
import { storeNames } from "../../dist/app/modules.js";
import { stateHasher } from "../../dist/node/hasher.js";
import { signatureVerifier } from "../../dist/node/signatures.js";
import { createMultistore } from "../../dist/store/index.js";
import { CHAIN_ID, DENOM } from "./people.mjs";

const MAX_BYTES = 4n << 20n;
/** CheckTx requests that wait for their answers together. */
const PIPELINED = 64;
/** 2026-01-01T00:00:00Z, in seconds. */
export const START = 1_767_225_600n;

/**
 * @param people  who has an account; their `number` must be their place in the list
 * @param genesis  changes the default app_state
 * @param blocks  yields the transactions of each block; `app` answers queries about the block before
 * @param ahead  whether a block's transactions enter the mempool before the block before them is made, and so are rechecked
 * @returns steps: { call, connection, requests, txs }; and the application hash at the end
 */
export function record({ people, genesis = (state) => state, blocks, ahead }) {
  const app = openApp();
  const steps = [];
  const step = (call, connection, requests, txs = 0) =>
    steps.push({ call, connection, requests: requests.map((each) => Request.encode(Request.fromPartial(each))), txs });
  const init = initChain(people, genesis);
  step("InitChain", "consensus", [{ initChain: init }]);
  app.initChain(init);

  let height = 0n;
  const check = (txs, type) => {
    for (let from = 0; from < txs.length; from += PIPELINED) {
      const group = txs.slice(from, from + PIPELINED);
      step(
        type === 0 ? "CheckTx" : "recheck",
        "mempool",
        group.map((tx) => ({ checkTx: { tx, type } })),
        group.length,
      );
      for (const tx of group) requireOk("CheckTx", app.checkTx({ tx, type }));
    }
  };
  const block = (txs) => {
    height += 1n;
    const time = { seconds: START + height, nanos: 0 };
    const prepare = { txs, height, time, maxTxBytes: MAX_BYTES };
    step("PrepareProposal", "consensus", [{ prepareProposal: prepare }], txs.length);
    if (app.prepareProposal(prepare).txs.length !== txs.length)
      throw new Error("a block is too small for its transactions");
    const process = { txs, height, time };
    step("ProcessProposal", "consensus", [{ processProposal: process }], txs.length);
    if (app.processProposal(process).status !== ResponseProcessProposal_ProposalStatus.ACCEPT)
      throw new Error("rejected");
    const finalize = { ...Request.fromPartial({ finalizeBlock: { txs, height, time } }).finalizeBlock };
    step("FinalizeBlock", "consensus", [{ finalizeBlock: finalize }], txs.length);
    const { txResults, appHash } = app.finalizeBlock(finalize);
    for (const result of txResults) requireOk("FinalizeBlock", result);
    step("Commit", "consensus", [{ commit: {} }], txs.length);
    app.commit();
    return appHash;
  };

  let appHash = block([]);
  let waiting = [];
  for (const txs of blocks(app)) {
    if (!ahead) {
      check(txs, 0);
      appHash = block(txs);
      continue;
    }
    check(txs, 0);
    if (waiting.length > 0) {
      appHash = block(waiting);
      check(txs, 1);
    }
    waiting = txs;
  }
  if (waiting.length > 0) appHash = block(waiting);
  return { steps, appHash: Buffer.from(appHash).toString("hex"), height };
}

export function openApp() {
  const store = createMultistore({ names: storeNames, hasher: stateHasher(), seed: 1, indexed: ["acc", "bank"] });
  return createApp({
    store,
    verifySecp256k1: signatureVerifier().verify,
    minGasPrices: `0.001${DENOM}`,
    alarm(text) {
      throw new Error(text);
    },
  });
}

export function initChain(people, genesis) {
  const state = defaultAppState({ prefix: "dcm", baseDenom: DENOM, displayDenom: "DCM", exponent: 6 });
  const rich = [{ denom: DENOM, amount: "1000000000000" }];
  const accounts = people.map(({ address, number }) => ({
    "@type": "/cosmos.auth.v1beta1.BaseAccount",
    address,
    account_number: String(number),
  }));
  const balances = people.map(({ address }) => ({ address, coins: rich }));
  const filled = { ...state, auth: { ...state.auth, accounts }, bank: { ...state.bank, balances } };
  return Request.fromPartial({
    initChain: {
      time: { seconds: START, nanos: 0 },
      chainId: CHAIN_ID,
      initialHeight: 1n,
      appStateBytes: Buffer.from(JSON.stringify(genesis(filled))),
      consensusParams: {
        block: { maxBytes: MAX_BYTES, maxGas: -1n },
        evidence: { maxAgeNumBlocks: 100_000n, maxAgeDuration: { seconds: 172_800n, nanos: 0 }, maxBytes: 1_048_576n },
        validator: { pubKeyTypes: ["ed25519"] },
        version: { app: 0n },
        abci: { voteExtensionsEnableHeight: 0n },
      },
    },
  }).initChain;
}

function requireOk(call, { code, log }) {
  if (code !== 0) throw new Error(`${call}: ${log}`);
}
