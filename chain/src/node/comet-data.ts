import { execFile } from "node:child_process";
import { ChildDied } from "./errors.js";
import { getToml, type Home, readFile } from "./home.js";
import type { Log } from "./open-app.js";

/** CometBFT indexes a block before it publishes the next one, and the application is at most five blocks behind CometBFT. */
const UNINDEXED_MAX = 10n;

/** A CometBFT whose application is gone ends within a second or two; our watcher kills it after three. */
const LEFT_OVER_MS = 10_000;
const ASK_AGAIN_MS = 100;

/**
 * Makes CometBFT's data ready for a start at an application's height. A CometBFT whose node was killed holds its data until it has
 * noticed. And it indexes a block only after it has committed it, or not at all when it ends in between: then nobody finds
 * the block's transactions by hash or event, though their effects are there.
 *
 * @throws ChildDied  another CometBFT has the data and goes on having it
 */
export async function readyCometData(options: {
  readonly files: Home;
  readonly comet: string;
  readonly height: bigint;
  readonly log: Log;
}): Promise<void> {
  const { files, comet, height, log } = options;
  const hasIndex = getToml(readFile(files.configToml), "tx_index.indexer") === "kv";
  const from = height > UNINDEXED_MAX ? ["--start-height", String(height - UNINDEXED_MAX)] : [];
  const deadline = performance.now() + LEFT_OVER_MS;
  for (;;) {
    const text = await reindex(comet, files, from);
    if (!text.includes("resource temporarily unavailable")) {
      // Blocks so far back that CometBFT has pruned them leave few enough to index them all.
      const said = text.includes("height is not available") ? await reindex(comet, files, []) : text;
      if (hasIndex && height > 0n && !isIndexed(said)) log.warn(`CometBFT's index could not be mended: ${said}`);
      return;
    }
    if (performance.now() > deadline) throw new ChildDied(`another CometBFT has the data in ${files.data}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** A block that is stored but not executed ends the command; CometBFT executes and indexes it when it starts. */
function isIndexed(said: string): boolean {
  return /event re-index finished|not able to load ABCI Response/.test(said);
}

function reindex(comet: string, files: Home, heights: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(comet, ["reindex-event", "--home", files.root, ...heights], (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}`.trim()),
    );
  });
}
