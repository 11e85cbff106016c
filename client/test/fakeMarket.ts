import { DEC_ONE } from "@dcm/proto";
import { Query as Escrow } from "@dcm/proto/gen/dcm/escrow/v1";
import {
  Query as Job,
  JobState,
  type MsgConfirmDelivery,
  Outcome,
  ResultManifest,
  SlotState,
} from "@dcm/proto/gen/dcm/job/v1";
import { Query as Market, Meter, MsgPlaceOrder } from "@dcm/proto/gen/dcm/market/v1";
import { resultDigest } from "@dcm/rules";
import { openBlobs } from "../src/blobs.js";
import { connect } from "../src/client.js";
import { fromPrivateKey } from "../src/keys/signer.js";
import { FakeChain } from "./fakeChain.js";
import { FakeGateway } from "./fakeGateway.js";

/** The buyer of the fake market. */
export const signer = fromPrivateKey(new Uint8Array(32).fill(3));
const stopping: (() => unknown)[] = [];

/** Stops every market of a test. */
export async function closeMarkets(): Promise<void> {
  for (const stop of stopping.splice(0)) await stop();
}

/** A market with one class, whose one job is in the state that the test sets. */
export async function market() {
  const held = new Map<string, Buffer>();
  const gateway = await new FakeGateway(({ method, url = "" }, body, response) => {
    if (method === "PUT") held.set(url, body);
    response.writeHead(held.has(url) ? 200 : 404).end(method === "GET" ? held.get(url) : undefined);
  }).start();
  const chain = new FakeChain();
  await chain.start();
  const blocks = setInterval(() => chain.block(), 30);
  stopping.push(
    () => clearInterval(blocks),
    () => chain.stop(),
    () => gateway.stop(),
  );
  const blobs = openBlobs({ fetch }, gateway.url);
  const stdout = await blobs.put(new TextEncoder().encode("Hello, Ada\n"));
  const empty = { digest: (await blobs.put(new Uint8Array(0))).digest, size: 0n };
  const file = await blobs.put(new Uint8Array([1, 2, 3]));
  const manifest = ResultManifest.fromPartial({
    outcome: Outcome.EXIT,
    exitCode: 3,
    stdout: { digest: stdout.digest, size: stdout.size },
    stderr: empty,
    outputs: [{ path: "out/x", digest: file.digest, size: file.size }],
    fuel: 9n,
    rulesVersion: 1,
  });
  const state = {
    job: JobState.DELIVERY as JobState,
    gone: false,
    digest: resultDigest(manifest),
    fillableSeats: 2,
    placed: [] as MsgPlaceOrder[],
    confirmed: [] as MsgConfirmDelivery[],
  };
  const slot = { state: SlotState.REVEALED, manifest, uris: [gateway.url], resultDigest: state.digest };
  const receipt = () => ({
    jobId: 41n,
    state: state.job,
    paid: 600n,
    protocolFee: 1n,
    refunded: 1400n,
    deposited: 2001n,
    placingFee: 10n,
    manifest,
    resultDigest: state.digest,
    reason: "nobody came",
    policy: [],
    slots: [],
  });
  const answer = (path: string, give: (request: never) => object | undefined) => chain.answers.set(path, give);
  answer(Escrow.methods.Params.path, () => ({ params: { protocolFeeRate: DEC_ONE / 100n, maxSources: 8 } }));
  answer(Market.methods.Params.path, () => ({ params: { minCharge: 100n } }));
  answer(Market.methods.Class.path, () => ({
    class: {
      id: "wasm.small",
      meter: Meter.GIGAFUEL,
      psPerFuel: 150n,
      defaultFuel: 10_000_000_000n,
      defaultWallTimeMs: 60_000n,
    },
  }));
  answer(Market.methods.Quote.path, () => ({
    eligible: 2,
    fillableSeats: state.fillableSeats,
    fillPrice: 300n,
    p90: 400n,
    deposit: 758n,
  }));
  answer(Market.methods.Explain.path, () => ({
    explanation: {
      offers: 4,
      eligible: 0,
      fillableSeats: 1,
      constraints: [{ constraint: "jurisdiction under DE", passing: 1, nearest: "jurisdiction under FR" }],
    },
  }));
  answer(Job.methods.Job.path, () =>
    state.gone
      ? undefined
      : {
          job: {
            id: 41n,
            state: state.job,
            resultDigest: state.digest,
            slots: [slot],
            spec: { program: {} },
            terms: {},
            policy: [],
          },
        },
  );
  answer(Job.methods.Receipt.path, () => ({ receipt: receipt() }));
  chain.deliver = (messages) =>
    messages.map(({ typeUrl, value }) => {
      if (typeUrl === MsgPlaceOrder.typeUrl) {
        state.placed.push(value as MsgPlaceOrder);
        return { typeUrl: "/dcm.market.v1.MsgPlaceOrderResponse", value: { orderId: 41n } };
      }
      state.confirmed.push(value as MsgConfirmDelivery);
      state.job = JobState.SETTLED;
      return { typeUrl: `${typeUrl}Response`, value: {} };
    });
  const client = await connect({ rpc: chain.url, blobs: gateway.url }, { signer });
  return { chain, gateway, client, state };
}
