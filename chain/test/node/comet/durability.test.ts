// One home, one chain, under load: its processes are killed at random and at chosen moments. Every time `dcmd start` must go on
// with every block that anybody was told of. KILLS=n makes it longer, SEED=n repeats a plan (not the machine's timing).
import { afterAll, beforeAll, expect, test } from "vitest";
import { CRASH_POINTS } from "../../../src/node/crash.js";
import { isObject, type JsonObject, list } from "../../../src/node/genesis.js";
import { until } from "../harness.js";
import { type Campaign, kill, openCampaign, pause } from "./campaign.js";
import { ok, processesOf } from "./chain.js";
import { hashOf, RICH, TILL } from "./load.js";

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const KILLS = Number(process.env.KILLS ?? 50);

let chain: Campaign;
/** The chain's height when the node was stopped, or a few blocks less. */
let height: bigint;
beforeAll(() => {
  process.stdout.write(`durability: SEED=${SEED} KILLS=${KILLS}\n`);
  chain = openCampaign({ seed: SEED });
});
afterAll(() => chain.close());

test(
  "the whole tree is killed at random moments",
  async () => {
    for (let kills = 0; kills < KILLS; kills++) {
      await chain.start();
      // One in four does not live to see a block of its own: it dies while it starts, replays or shakes hands.
      if (chain.random(4) === 0) await pause(chain.random(1_500));
      else {
        await chain.goesOn();
        await pause(chain.random(500));
      }
      await chain.killTree();
    }
    await chain.start();
    await chain.goesOn();
    height = await chain.stop();
  },
  60_000 + KILLS * 10_000,
);

test("its processes are killed one by one", async () => {
  for (let round = 0; round < 2; round++) {
    await chain.start();
    await chain.goesOn();
    await pause(chain.random(500));
    const before = processesOf(chain.home);
    kill(before.gateway ?? 0);
    const isAnother = () => ![undefined, before.gateway].includes(processesOf(chain.home).gateway);
    await until(isAnother, 30_000, "another gateway runs");
    await until(isReady, 30_000, "it serves");
    expect(processesOf(chain.home), "nobody else notices").toMatchObject({ dcmd: before.dcmd, comet: before.comet });
    await chain.goesOn();

    await pause(chain.random(500));
    kill(before.comet ?? 0);
    expect(await chain.ends()).toBe(3);
    await chain.start();
    await chain.goesOn();

    await pause(chain.random(500));
    kill(processesOf(chain.home).dcmd ?? 0);
    // The next start does not wait: CometBFT may not even have noticed.
    expect(await chain.node.ended).toBe("SIGKILL");
  }
  await chain.start();
  await chain.goesOn();
  height = await chain.stop();
});

test.each(CRASH_POINTS)("it crashes at %s", async (point) => {
  height += 9n;
  await chain.start({ DCM_CRASH_AT: `${point}:${height}` });
  // It is back from the crash before.
  await chain.goesOn();
  expect(await chain.ends()).toBe("SIGKILL");
});

test("every block is as it was told, every transaction is found, and all sums are right", async () => {
  const { home, judge, load } = chain;
  await chain.start();
  await chain.goesOn();
  await chain.stop();
  await load.stop();
  const exported = JSON.parse(ok("export", "--home", home)) as { initial_height: number; app_state: JsonObject };
  await chain.start();
  const { node } = chain;
  await node.reached(BigInt(exported.initial_height));
  await judge.follow(node.get, BigInt(exported.initial_height) - 1n);
  await judge.review(node.get);

  // What the disk held after all that is what the blocks in order make of the genesis.
  expect(exported.app_state).toEqual(judge.app.exportGenesis().appState);
  for (const { who, paid, spent } of load.payers)
    expect(accountIn(exported.app_state, who.address)).toEqual({ sequence: paid, balance: RICH - spent });
  const given = load.payers.reduce((sum, payer) => sum + payer.given, 0n);
  expect(accountIn(exported.app_state, TILL.address)).toEqual({ sequence: 0, balance: RICH + given });

  const txs = judge.blocks.flatMap((block) => block.txs.map(hashOf));
  const lost: string[] = [];
  for (const hash of txs)
    if ((await node.get(`tx?hash=0x${hash}`).catch(() => undefined)) === undefined) lost.push(hash);
  expect(lost, "transactions in blocks that CometBFT does not find").toEqual([]);
  await chain.stop();

  const [taken, paid] = [load.payers.map((each) => each.taken), load.payers.map((each) => each.paid)].map(sum);
  const mempools = (taken ?? 0) - (paid ?? 0);
  process.stdout.write(
    `durability: ${judge.height} blocks, ${txs.length} transactions, ${mempools} lost with mempools\n`,
  );
});

async function isReady(): Promise<boolean> {
  return (await fetch(`${chain.rest}/readyz`).catch(() => undefined))?.ok === true;
}

/** An account's sequence and balance in an exported state. */
function accountIn(state: JsonObject, address: string): { sequence: number; balance: bigint } {
  const account = list(state, "auth", "accounts").find((json) => isObject(json) && json.address === address);
  const balance = list(state, "bank", "balances").find((json) => isObject(json) && json.address === address);
  const [coin] = (balance as { coins: { amount: string }[] }).coins;
  return { sequence: Number((account as { sequence: string }).sequence), balance: BigInt(coin?.amount ?? 0) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
