import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { type Client, deadline, msg } from "@dcm/client";
import { MsgPause } from "@dcm/proto/gen/dcm/provider/v1";
import { runAgent } from "./agent.js";
import { claimHome, runningAgent } from "./claim.js";
import { clockText } from "./clock.js";
import { openFrom, type Signer } from "./connection.js";
import { OperatorError, say, tell, textOf } from "./failure.js";
import { replaceFile } from "./files.js";
import { type Config, filesOf, readConfig, signerOf } from "./home.js";
import { openJournal } from "./journal.js";

const RECONNECT_MS = 2_000;
/** Who stops an agent may not wait long. */
const GOODBYE_MS = 4_000;
const LOOK_MS = 250;
/** An agent says goodbye after its deadline. */
const DRAIN_GRACE_MS = 10_000;

/** Runs the agent in the foreground. @returns the process's exit code */
export async function up(home: string, flags: { readonly passphraseFile?: string }): Promise<number> {
  const config = await readConfig(home);
  const release = await claimHome(home);
  const stop = new AbortController();
  const end = (): void => stop.abort(new Error("stopped"));
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  try {
    await forgetOldDrain(home);
    const connection = await connected(home, config, flags.passphraseFile, stop.signal);
    if (!connection) return 0;
    const { client, signer, awayMs } = connection;
    const journal = await openJournal(filesOf(home).journal);
    const { units, class: of, price } = config.offer;
    say(`  ${config.profile.moniker} ${config.key.address} on ${client.network.chainId}`);
    say(`  offer ${of} · ${units} units · ${price} + ${config.offer.start_fee} per start · heartbeat every 10 s`);
    const left = await runAgent({
      client,
      signer,
      config,
      home,
      journal,
      awayMs,
      signal: stop.signal,
      drainUntil: () => drainUntil(home),
    });
    await journal.close();
    if (stop.signal.aborted) await goodbye(client, config);
    const drained = (await drainUntil(home)) !== undefined;
    if (drained) tell(left === 0 ? "drained" : `the deadline of the drain has passed with ${left} seat(s) still open`);
    return drained && left > 0 ? 1 : 0;
  } finally {
    await rm(filesOf(home).drain, { force: true });
    await release();
  }
}

/** A drain that was cut off, by SIGKILL or a power cut, goes on until its deadline; after that the agent serves again. */
async function forgetOldDrain(home: string): Promise<void> {
  const until = await drainUntil(home);
  if (until !== undefined && Date.now() >= until) await rm(filesOf(home).drain, { force: true });
}

/** Takes the offer off the book, so that nothing is given to an agent that is not there; the next start resumes. */
async function goodbye(client: Client, config: Config): Promise<void> {
  const limit = deadline(GOODBYE_MS);
  try {
    await client.tx.send([msg(MsgPause, { provider: config.key.address })], { signal: limit.signal });
    tell("paused until the next start");
  } catch (error) {
    tell(`the offer stays on the book until its heartbeats are missed: ${textOf(error)}`);
  } finally {
    limit.clear();
  }
}

/** Tells the agent to finish and end; without an agent, it runs one that does so. @returns the exit code */
export async function drain(
  home: string,
  deadlineMs: number,
  flags: { readonly passphraseFile?: string },
): Promise<number> {
  await readConfig(home);
  const until = Date.now() + deadlineMs;
  await replaceFile(filesOf(home).drain, JSON.stringify({ until }));
  const pid = await runningAgent(home);
  if (pid === undefined) return up(home, flags);
  say(`  the agent (pid ${pid}) takes nothing new and ends when its work is done`);
  // The agent gets a little longer than its own deadline to end.
  while ((await runningAgent(home)) !== undefined) {
    if (Date.now() > until + DRAIN_GRACE_MS)
      throw new OperatorError(`the agent (pid ${pid}) does not end`, "AGENT_DRAIN_LATE", [`kill ${pid}`]);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  say("  ended");
  return 0;
}

async function drainUntil(home: string): Promise<number | undefined> {
  const { drain: file } = filesOf(home);
  if (!existsSync(file)) return undefined;
  return (JSON.parse(await readFile(file, "utf8")) as { until: number }).until;
}

/** Connects, however long the network is away. */
async function connected(
  home: string,
  config: Config,
  passphraseFile: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly client: Client; readonly signer: Signer; readonly awayMs: number } | undefined> {
  const { address, backend } = config.key;
  const signer = await signerOf(home, config, address.slice(0, address.lastIndexOf("1")), passphraseFile);
  const start = performance.now();
  for (let told = ""; !signal.aborted; ) {
    try {
      const client = await openFrom(home, config, signer);
      if (client.network.chainId !== config.chain_id) {
        throw new OperatorError(
          `${config.network} is on ${client.network.chainId}, this home is for ${config.chain_id}`,
          "AGENT_OTHER_CHAIN",
        );
      }
      if (backend === "test" && !client.network.local) {
        throw new OperatorError(
          "the keyring backend test keeps keys readable: it is for local networks only",
          "AGENT_KEY",
        );
      }
      await tellClock(client);
      return { client, signer, awayMs: performance.now() - start };
    } catch (error) {
      if (error instanceof OperatorError) throw error;
      if (told !== textOf(error)) tell(`waiting for ${config.network}: ${textOf(error)}`);
      told = textOf(error);
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
  return undefined;
}

/** A wrong clock does no harm but to the times in logs; a chain that stands still looks the same. */
async function tellClock(client: Client): Promise<void> {
  const skew = clockText((await client.status()).time);
  if (skew !== undefined) tell(`this machine's clock is ${skew} the chain's last block; deadlines follow the chain`);
}
