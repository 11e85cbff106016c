import { randomBytes } from "node:crypto";
import { type Client, connect, msg } from "@dcm/client";
import { fromPrivateKey } from "@dcm/client/keys";
import type { Address } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  CannotRunReason,
  Query as JobQuery,
  JobState,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgDeclineSlot,
  MsgRevealResult,
  Outcome,
  ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCreateOffer, MsgRegister, SiteKind } from "@dcm/proto/gen/dcm/provider/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { until } from "./network.js";

/** Where they say that they stand: nobody else does. */
export const PLACE = "JP";

/** Two providers who serve one buyer only, and do what a test tells them to. */
export interface Dishonest {
  /** Both accept, then both say that they could not run it: the job fails. */
  fail(jobId: bigint): Promise<void>;
  /** Both reveal, each something else: nobody is judged. */
  disagree(jobId: bigint): Promise<void>;
}

/** Registers them; `rich` pays for their stake. */
export async function dishonest(rest: string, rich: Client, buyer: string): Promise<Dishonest> {
  const hands = await Promise.all([1, 2].map((n) => newProvider(rest, rich, buyer, `twin${n}`)));
  const accepted = async (jobId: bigint) => {
    const at = async () => (await rich.query(JobQuery).Job({ id: jobId })).job;
    await until(`job ${jobId} is drawn`, async () => (await at()).state >= JobState.DRAWN);
    const { slots } = await at();
    const seats = slots.map(({ index, provider }) => {
      const hand = hands.find(({ address }) => address === provider);
      if (!hand) throw new Error(`job ${jobId} went to ${provider}`);
      return { ...hand, slot: index };
    });
    await Promise.all(seats.map(({ client, address, slot }) => client.tx.send([accept(address, jobId, slot)])));
    return {
      seats,
      reached: (state: JobState) => until(`job ${jobId} gets on`, async () => (await at()).state >= state),
    };
  };
  return {
    async fail(jobId) {
      const { seats } = await accepted(jobId);
      const reason = CannotRunReason.INPUTS;
      for (const { client, address, slot } of seats)
        await client.tx.send([msg(MsgDeclineSlot, { provider: address, jobId, slot, reason })]);
    },
    async disagree(jobId) {
      const { seats, reached } = await accepted(jobId);
      const { chainId } = rich.network;
      const results = seats.map((seat) => ({ ...seat, manifest: manifestOf(seat.slot), salt: randomBytes(32) }));
      await Promise.all(
        results.map(({ client, address, slot, manifest, salt }) => {
          const opening = {
            chainId,
            jobId,
            slot,
            provider: address,
            salt,
            resultDigest: resultDigest(manifest),
          };
          return client.tx.send([
            msg(MsgCommitResult, { provider: address, jobId, slot, commitment: commitment(opening) }),
          ]);
        }),
      );
      await reached(JobState.REVEAL);
      // One after the other: the last one judges, which costs more than a simulation before the first can know.
      for (const { client, address, slot, manifest, salt } of results)
        await client.tx.send([msg(MsgRevealResult, { provider: address, jobId, slot, manifest, salt, uris: [] })]);
    },
  };
}

function accept(provider: string, jobId: bigint, slot: number) {
  return msg(MsgAcceptSlot, { provider, jobId, slot });
}

/** A result that no program gave: the exit code is the number of the seat. */
function manifestOf(slot: number): ResultManifest {
  const nothing = { digest: sha256(new Uint8Array(0)), size: 0n };
  return ResultManifest.fromPartial({
    outcome: Outcome.EXIT,
    exitCode: slot,
    stdout: nothing,
    stderr: nothing,
    outputs: [],
    fuel: 1_000n,
    rulesVersion: 1,
  });
}

async function newProvider(rest: string, rich: Client, buyer: string, moniker: string) {
  const signer = await fromPrivateKey(sha256(new TextEncoder().encode(moniker)));
  const { address } = signer;
  const coins = [{ denom: "udcm", amount: 1_000_000_000n }];
  await rich.tx.send([msg(MsgSend, { fromAddress: await rich.address(), toAddress: address, amount: coins })]);
  const client = await connect(rest, { signer });
  const profile = { moniker, jurisdiction: PLACE, siteKind: SiteKind.EDGE, isolation: ["wasm"], attributes: [] };
  const terms = {
    class: "wasm.small",
    units: 4,
    unitPrice: 20_000_000n,
    startFee: 100n,
    maxDurationMs: 3_600_000n,
    runtimes: ["wasm"],
    policies: ["redundant"],
    maxBondMultiple: 10,
    allow: [buyer],
  };
  await client.tx.send([
    msg(MsgRegister, { provider: address, stake: 500_000_000n, profile }),
    msg(MsgCreateOffer, { provider: address, terms, expiryMs: 0n }),
  ]);
  return { client, address: address as Address };
}
