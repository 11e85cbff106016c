import { assert, type Genesis } from "../../kernel/index.js";
import { versions } from "./state.js";

/** A plan is of one chain: no genesis has any. Every module begins at the version of this program. */
export const genesis: Genesis = {
  init(ctx, json) {
    const isEmpty = json === undefined || json === null || (typeof json === "object" && !Array.isArray(json));
    assert(isEmpty, "the genesis of upgrade is an object");
    for (const [name, version] of ctx.services.upgrades.versions) versions.set(ctx, name, version);
    return undefined;
  },
  export: () => ({}),
};
