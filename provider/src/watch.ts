import type { ChainEvent, Client } from "@dcm/client";
import { tell, textOf } from "./failure.js";
import type { Journal } from "./journal.js";

/** Events come in bursts; one look serves them all. */
const BURST_MS = 100;
const SAVE_MS = 1_000;
/** A stream that was left longer ago is not caught up with: what counts is read from the state. */
const CATCH_UP_BLOCKS = 1_000n;

/** Follows the market's events, which only say that it is time to look; goes on where the last run ended. */
export function watch(
  { client, journal, signal }: { readonly client: Client; readonly journal: Journal; readonly signal: AbortSignal },
  onEvent: (event: ChainEvent) => void,
) {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  const follow = async () => {
    const { height } = await client.status();
    const left = journal.cursor?.split("-")[0];
    const recent = left !== undefined && BigInt(left) <= height && height - BigInt(left) <= CATCH_UP_BLOCKS;
    const start = recent && journal.cursor !== undefined ? { after: journal.cursor } : { from: height };
    let saved = performance.now();
    for await (const event of client.events({ types: ["order.*", "job.*", "slot.*"], ...start }, stop)) {
      onEvent(event);
      if (performance.now() - saved < SAVE_MS) continue;
      saved = performance.now();
      journal.reach(event.id);
    }
  };
  const again = async () => {
    let told = "";
    while (!stop.aborted) {
      await follow().catch((error: unknown) => {
        if (!stop.aborted && told !== textOf(error)) tell(`the event stream broke: ${textOf(error)}`);
        told = textOf(error);
      });
      if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, SAVE_MS));
    }
  };
  void again();
  return { stop: () => ended.abort() };
}

/** Waits for the next reason to look at the chain. */
export function openBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  let unlisten = (): void => undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (ms: number, signal: AbortSignal) => {
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, rung ? BURST_MS : ms);
        wake = () => {
          wake = undefined;
          clearTimeout(timer);
          timer = setTimeout(resolve, BURST_MS);
        };
        const stop = () => resolve();
        signal.addEventListener("abort", stop, { once: true });
        unlisten = () => signal.removeEventListener("abort", stop);
      });
      unlisten();
      rung = false;
      wake = undefined;
    },
  };
}
