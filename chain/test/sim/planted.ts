import { ProposalStatus } from "@dcm/proto/gen/cosmos/gov/v1";
import { SlotState } from "@dcm/proto/gen/dcm/job/v1";
import { modules } from "../../src/app/modules.js";
import { type Ctx, type Module, messageContext, TxError, type TxInfo } from "../../src/kernel/index.js";
import { unorderedNonces } from "../../src/modules/auth/state.js";
import { grants } from "../../src/modules/authz/state.js";
import * as bank from "../../src/modules/bank/api.js";
import { proposals } from "../../src/modules/gov/state.js";
import { receipts } from "../../src/modules/job/state.js";
import type { Plant } from "./game.js";
import { at, MALLORY } from "./people.js";

// A judge that says nothing looks like one that finds nothing: faults are planted in the application and in the model, and
// each must be found, told apart and made small.

/** The application with one of its modules changed; its invariants are off, so that the judge alone can notice. */
function planted(name: string, change: (module: Module) => Partial<Module>): Plant {
  const changed = modules.map((module) => (module.name === name ? { ...module, ...change(module) } : module));
  return { modules: changed, checkInvariants: false };
}

function endBlock(name: string, also: (ctx: Ctx) => void): Plant {
  return planted(name, (module) => ({
    endBlock(ctx) {
      module.endBlock?.(ctx);
      also(ctx);
    },
  }));
}

type Handle = (ctx: Ctx, request: unknown) => unknown;

/** Another way to handle a module's messages. */
function handling(name: string, change: (handle: Handle) => Handle): Plant {
  return planted(name, ({ msg = [] }) => ({ msg: msg.map((route) => ({ ...route, handle: change(route.handle) })) }));
}

/** Takes the refusal of one error for success. */
function forgiving(name: string, error: string): Plant {
  return handling(name, (handle) => (ctx, request) => {
    try {
      return handle(ctx, request);
    } catch (thrown) {
      if (thrown instanceof TxError && thrown.error.name === error) return {};
      throw thrown;
    }
  });
}

export interface Fault {
  readonly plant: Plant;
  /** What the judge must say. */
  readonly kind: RegExp;
}

/** By what is wrong. */
export const faults: { readonly [name: string]: Fault } = {
  "the application moves a coin from one account to another": {
    plant: endBlock("bank", (ctx) => {
      if (ctx.height % 16n === 0n) bank.send(ctx, at("alice"), at(MALLORY), 1n as never);
    }),
    kind: /^state$/,
  },
  "the application pays a late seat": {
    plant: endBlock("job", (ctx) => {
      const ended = receipts.all(ctx).filter(({ closedHeight }) => closedHeight === ctx.height);
      const late = ended.flatMap(({ slots }) => slots.filter(({ state }) => state === SlotState.LATE));
      for (const { provider } of late) bank.send(ctx, at("alice"), provider, 1n as never);
    }),
    kind: /^state$/,
  },
  "the application matches only in every second block": {
    plant: planted("market", ({ beginBlock }) => ({
      beginBlock: (ctx) => (ctx.height % 2n === 0n ? beginBlock?.(ctx) : undefined),
    })),
    kind: /^state$/,
  },
  "the application lets everybody act in a seat": {
    plant: forgiving("job", "NotSlotProvider"),
    kind: /^outcome job.NotSlotProvider$/,
  },
  "the application lets everybody cancel": {
    plant: forgiving("market", "NotOrderOwner"),
    kind: /^outcome market.NotOrderOwner$/,
  },
  "the application moves coins without telling": {
    plant: handling("bank", (handle) => (ctx, request) => handle(messageContext(ctx, [], ctx.tx as TxInfo), request)),
    kind: /^events$/,
  },
  "the application answers with another id": {
    plant: handling("provider", (handle) => (ctx, request) => {
      const { offerId, ...answer } = handle(ctx, request) as { offerId?: bigint };
      return offerId === undefined ? answer : { offerId: offerId + 1n };
    }),
    kind: /^response$/,
  },
  "the application leaves one out of a list": {
    plant: planted("job", ({ query = [] }) => ({
      query: query.map((route) => ({
        ...route,
        handle(ctx, request) {
          const answer = route.handle(ctx, request) as { jobs?: readonly unknown[] };
          const isByProvider = (request as { provider?: string }).provider !== "";
          return route.method === "Jobs" && isByProvider ? { ...answer, jobs: answer.jobs?.slice(1) } : answer;
        },
      })),
    })),
    kind: /^list$/,
  },
  "the application forgets that a timeout was used": {
    plant: planted("auth", () => ({
      preBlock(ctx) {
        for (const nonce of unorderedNonces.due(ctx, ctx.time * 2n, Infinity)) unorderedNonces.delete(ctx, nonce);
      },
    })),
    kind: /sdk.InvalidRequest$/,
  },
  "the application lets what was granted be used again and again": {
    plant: handling("authz", (handle) => (ctx, request) => {
      const before = grants.entries(ctx);
      const answer = handle(ctx, request);
      for (const [key, grant] of before) if (grants.has(ctx, key)) grants.set(ctx, key, grant);
      return answer;
    }),
    kind: /^state$/,
  },
  "the application takes a rejection for consent": {
    plant: endBlock("gov", (ctx) => {
      const { REJECTED, PASSED } = ProposalStatus;
      for (const each of proposals.all(ctx))
        if (each.status === REJECTED) proposals.set(ctx, each.id, { ...each, status: PASSED });
    }),
    kind: /^state$/,
  },
  "the model ends windows a block too early": {
    plant: { rules: { windowBlocks: 2n } },
    kind: /^state$|^outcome/,
  },
  "the model rounds the audit reserve down": {
    plant: { rules: { auditReserve: (stake, divisor) => stake / divisor } },
    kind: /^state$/,
  },
};
