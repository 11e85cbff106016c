import { authzMsgs } from "./authz.js";
import { bankMsgs } from "./bank.js";
import { feegrantMsgs } from "./feegrant.js";
import { govMsgs } from "./gov.js";
import { escrowMsgs, jobMsgs } from "./job.js";
import { marketMsgs } from "./market.js";
import { providerMsgs } from "./provider.js";
import { distributionMsgs, stakingMsgs } from "./stake.js";
import type { Message } from "./tx.js";
import { type Env, refuse, type World } from "./world.js";

type Handler = (w: World, msg: never, env: Env) => unknown;

/** The messages of each package. Looked up when one arrives, since some run others. */
const packages: { readonly [name: string]: () => object } = {
  "dcm.provider.v1": () => providerMsgs,
  "dcm.market.v1": () => marketMsgs,
  "dcm.job.v1": () => jobMsgs,
  "dcm.escrow.v1": () => escrowMsgs,
  "cosmos.bank.v1beta1": () => bankMsgs,
  "cosmos.staking.v1beta1": () => stakingMsgs,
  "cosmos.distribution.v1beta1": () => distributionMsgs,
  "cosmos.authz.v1beta1": () => authzMsgs,
  "cosmos.feegrant.v1beta1": () => feegrantMsgs,
  "cosmos.gov.v1": () => govMsgs,
};

/** Runs one message; what it answers. */
export function handle(w: World, { type, value, flaw, inner }: Message, at: Pick<Env, "hash" | "index">): unknown {
  const [name = "", message = ""] = type.split(/\.Msg(?=[^.]*$)/);
  const known = packages[name]?.() as { readonly [message: string]: Handler | undefined } | undefined;
  const run = known?.[message] ?? refuse("sdk.UnknownRequest");
  return run(w, value as never, { ...at, flaw, inner });
}
