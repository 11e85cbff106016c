import type { Ctx, ReadCtx } from "./context.js";
import { assert } from "./errors.js";

/** What a lower module tells any number of higher ones. Declared in its api.ts, connected in app/hooks.ts. */
export interface Hook<Args extends readonly unknown[]> {
  tell(ctx: Ctx, ...args: Args): void;
  listen(listener: (ctx: Ctx, ...args: Args) => void): void;
}

/** What a lower module asks exactly one higher one. Declared in its api.ts, connected in app/hooks.ts. */
export interface Question<C extends ReadCtx, Args extends readonly unknown[], Answer> {
  ask(ctx: C, ...args: Args): Answer;
  answer(answerer: (ctx: C, ...args: Args) => Answer): void;
}

/** Listeners are told in the order in which app/hooks.ts connects them. */
export function hook<Args extends readonly unknown[]>(): Hook<Args> {
  const listeners: ((ctx: Ctx, ...args: Args) => void)[] = [];
  return {
    tell(ctx, ...args) {
      for (const listener of listeners) listener(ctx, ...args);
    },
    listen: (listener) => listeners.push(listener),
  };
}

/** A question without its answerer is a bug of app/hooks.ts. */
export function question<C extends ReadCtx, Args extends readonly unknown[], Answer>(
  name: string,
): Question<C, Args, Answer> {
  let answerer: ((ctx: C, ...args: Args) => Answer) | undefined;
  return {
    ask(ctx, ...args) {
      assert(answerer !== undefined, `app/hooks.ts connects ${name}`);
      return answerer(ctx, ...args);
    },
    answer(given) {
      assert(answerer === undefined, `${name} has one answerer`);
      answerer = given;
    },
  };
}
