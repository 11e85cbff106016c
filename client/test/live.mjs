// Walks the library through a running local network:
//   node client/test/live.mjs READY.json        (the file that `dcm localnet up --config-out` writes)
// It plays a provider too, so it needs none. Prints one line per claim; exits 1 at the first that fails.
import { strict as assert } from "node:assert";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { SigningStargateClient } from "@cosmjs/stargate";
import { connect, fromMnemonic, msg } from "@dcm/client";
import { aminoTypes, registry } from "@dcm/client/cosmjs";
import { Query as Bank, MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import {
  Query as JobQuery,
  MsgAcceptSlot,
  MsgCommitResult,
  MsgRevealResult,
  ResultManifest,
} from "@dcm/proto/gen/dcm/job/v1";
import { MsgCreateOffer, MsgHeartbeat, MsgRegister } from "@dcm/proto/gen/dcm/provider/v1";
import { commitment, resultDigest } from "@dcm/rules";

const ready = JSON.parse(readFileSync(process.argv[2], "utf8"));
const consumers = ready.accounts.filter(({ role }) => role === "consumer");
const alice = await fromMnemonic(consumers[0].mnemonic);
const bob = await fromMnemonic(consumers[1].mnemonic);
const start = Date.now();
const say = (text) => console.log(`${((Date.now() - start) / 1000).toFixed(1).padStart(5)} s  ${text}`);

const client = await connect(ready.rest, { signer: alice });
assert.equal(client.network.chainId, ready.chain_id);
assert.equal(client.network.local, true);
say(`connected to ${client.network.chainId} at ${(await client.status()).height}`);

const pay = (to, amount) =>
  msg(MsgSend, { fromAddress: alice.address, toAddress: to, amount: [{ denom: "udcm", amount }] });
const balance = async (address) => (await client.query(Bank).Balance({ address, denom: "udcm" })).balance.amount;
const before = await balance(bob.address);
const hashes = [];
const sent = await client.tx.send([pay(bob.address, 5n)], { onHash: (hash) => hashes.push(hash) });
assert.deepEqual(hashes, [sent.hash]);
assert.equal(await balance(bob.address), before + 5n);
say(`sent in direct mode, gas ${sent.gasUsed} of ${sent.gasWanted}`);
await client.tx.send([pay(bob.address, 5n)], { mode: "amino" });
say("sent in amino mode");
const many = await Promise.all(
  Array.from({ length: 30 }, (_, n) => client.tx.send([pay(bob.address, 1n)], { memo: `${n}` })),
);
assert.equal(new Set(many.map(({ hash }) => hash)).size, 30);
assert.equal(await balance(bob.address), before + 40n);
say(`30 parallel sends in ${new Set(many.map(({ height }) => height)).size} blocks`);
const broke = await client.tx.send([pay(bob.address, 10n ** 30n)]).catch((error) => error);
assert.equal(broke.code, "SDK_INSUFFICIENT_FUNDS");
say(`too much: ${broke.code}: ${broke.message}`);

const rest = await connect(ready.rest, { signer: bob, transport: "rest" });
assert.equal(rest.rpc, undefined);
const back = await rest.tx.send([
  msg(MsgSend, { fromAddress: bob.address, toAddress: alice.address, amount: [{ denom: "udcm", amount: 1n }] }),
]);
assert.equal(await balance(bob.address), before + 39n - back.fee);
say("sent and queried over REST alone");

for (const mode of ["direct", "amino"]) {
  const signer = mode === "direct" ? alice : { getAccounts: alice.getAccounts, signAmino: alice.signAmino };
  const stock = await SigningStargateClient.connectWithSigner(ready.rpc, signer, {
    registry: registry(),
    aminoTypes: aminoTypes(),
  });
  const heartbeat = {
    typeUrl: MsgSend.typeUrl,
    value: { fromAddress: alice.address, toAddress: bob.address, amount: [{ denom: "udcm", amount: "1" }] },
  };
  const { code } = await stock.signAndBroadcast(alice.address, [heartbeat], {
    amount: [{ denom: "udcm", amount: "200" }],
    gas: "200000",
  });
  assert.equal(code, 0);
  say(`CosmJS with our registry sent in ${mode} mode`);
}

const provider = await connect(ready.rest, { signer: bob });
const offers = await import("@dcm/proto/gen/dcm/provider/v1").then(({ Query }) =>
  client.query(Query).Offers({ provider: bob.address }),
);
if (offers.offers.length === 0) {
  await provider.tx.send([
    msg(MsgRegister, {
      provider: bob.address,
      stake: 1_000_000_000n,
      profile: { moniker: "bob", jurisdiction: "FR", siteKind: 1, isolation: ["wasm"] },
    }),
    msg(MsgCreateOffer, {
      provider: bob.address,
      terms: {
        class: "wasm.small",
        units: 4,
        unitPrice: 20_000_000n,
        startFee: 100n,
        maxDurationMs: 3_600_000n,
        runtimes: ["wasm"],
        policies: ["approve", "redundant"],
        maxBondMultiple: 10,
        approveOptIn: true,
      },
    }),
  ]);
}
await provider.tx.send([msg(MsgHeartbeat, { provider: bob.address })]);
say("registered a provider");

const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const nowhere = await client.run({ wasm, replicas: 1, region: "IS" }).catch((error) => error);
assert.equal(nowhere.code, "MARKET_NO_ELIGIBLE_PROVIDER");
say(`nobody fits: ${nowhere.message}; ${nowhere.cause.map((c) => `${c.constraint} ${c.passing}/${c.of}`).join(", ")}`);
const quote = await client.quote({ wasm, replicas: 1, region: "FR" });
say(`quote: ${quote.eligible} eligible, p50 ${quote.p50}, deposit ${client.money.format(quote.deposit)}`);
const job = await client.run({ wasm, replicas: 1, region: "FR", stdin: "a line\n", clientKey: randomBytes(8) });
say(`placed job ${job.id} in ${job.placed.tx.height}`);
const names = [];
const watching = (async () => {
  for await (const event of job.events()) names.push(event.name);
})();

const until = async (state) => {
  for (;;) {
    const record = await job.get();
    if (record.slots[0]?.state === state) return record;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
await until(1);
const seat = { provider: bob.address, jobId: job.id, slot: 0 };
await provider.tx.send([msg(MsgAcceptSlot, seat)]);
const stdout = await provider.blobs.put(new TextEncoder().encode("Hello from a paid job\n"));
const empty = createHash("sha256").digest();
const manifest = ResultManifest.fromPartial({
  outcome: 1,
  stdout: { digest: stdout.digest, size: stdout.size },
  stderr: { digest: new Uint8Array(empty), size: 0n },
  fuel: 1000n,
  rulesVersion: 1,
});
const salt = new Uint8Array(randomBytes(32));
const opening = {
  chainId: ready.chain_id,
  jobId: job.id,
  slot: 0,
  provider: bob.address,
  resultDigest: resultDigest(manifest),
  salt,
};
await provider.tx.send([msg(MsgCommitResult, { ...seat, commitment: commitment(opening) })]);
await provider.tx.send([msg(MsgRevealResult, { ...seat, manifest, salt, uris: [provider.network.blobs] })]);
say("the provider accepted, committed and revealed");
const result = await job.result();
assert.equal(result.stdoutText(), "Hello from a paid job\n");
say(
  `result: ${JSON.stringify(result.stdoutText())} paid ${result.receipt.paid.display} refunded ${result.receipt.refunded.display} effect ${result.receipt.balanceEffect.display}`,
);
await watching;
say(`events: ${names.join(" ")}`);
assert.equal(names.at(-1), "job.receipt");
assert.equal(
  (await client.query(JobQuery).Receipts({ owner: alice.address })).receipts.at(-1)?.jobId !== undefined,
  true,
);
const polled = [];
for await (const event of (await connect(ready.rpc)).events({ job: job.id, from: job.placed.tx.height })) {
  polled.push(event.name);
  if (event.name === "job.receipt") break;
}
assert.deepEqual(polled, names);
say("the same events over RPC alone");
