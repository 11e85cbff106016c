import type { Any } from "@dcm/proto/gen/google/protobuf";
import { modules as allModules } from "../../src/app/modules.js";
import {
  type Ctx,
  decodeMsg,
  defineModule,
  type MessageResult,
  type Module,
  type Outcome,
  runMessage,
} from "../../src/kernel/index.js";
import { startChain, type TestChain, type TestChainOptions } from "./chain.js";

/** A chain with one module more, which does at the beginning of a block what no transaction may. */
export interface InsideChain extends TestChain {
  /** Runs it all or nothing in a block of its own: its outcome. */
  inside<T>(act: (ctx: Ctx) => T): Outcome<T>;
  /** Runs a message as the account that its authority names would have it run: governance. */
  govern(message: Any): Outcome<MessageResult>;
}

/** Starts a chain of the real modules and the insider. */
export function startInside(options: TestChainOptions = {}): InsideChain {
  let waiting: ((ctx: Ctx) => void) | undefined;
  const insider: Module = defineModule({
    name: "insider",
    version: 1,
    beginBlock(ctx) {
      const act = waiting;
      waiting = undefined;
      act?.(ctx);
    },
  });
  const chain = startChain({ modules: [...allModules, insider], ...options });
  function inside<T>(act: (ctx: Ctx) => T): Outcome<T> {
    let outcome: Outcome<T> | undefined;
    waiting = (ctx) => {
      outcome = ctx.branch(act);
    };
    chain.block();
    if (outcome === undefined) throw new Error("the beginning of the block runs it");
    return outcome;
  }
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(chain),
      inside: { value: inside },
      govern: { value: (message: Any) => inside((ctx) => runMessage(ctx, decodeMsg(message))) },
    },
  ) as InsideChain;
}

/** The value of an outcome that is one. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}
