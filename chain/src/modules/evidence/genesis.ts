import { toHex } from "@dcm/proto";
import { Equivocation, GenesisState } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import type { Genesis } from "../../kernel/index.js";
import { equivocationFault, hashOf, packed } from "./math.js";
import { evidences } from "./state.js";

/** The SDK's form of genesis (x/evidence/genesis.go). */
export const genesis: Genesis = {
  init(ctx, json) {
    if (json === undefined) return undefined;
    for (const { typeUrl, value } of GenesisState.fromJSON(json).evidence) {
      if (typeUrl !== Equivocation.typeUrl) throw new Error("expected evidence");
      const equivocation = Equivocation.decode(value);
      const fault = equivocationFault(equivocation);
      if (fault !== undefined) throw new Error(`failed to validate evidence genesis state: ${fault}`);
      const hash = hashOf(equivocation);
      if (evidences.has(ctx, hash)) throw new Error(`evidence with hash ${toHex(hash).toUpperCase()} already exists`);
      evidences.set(ctx, hash, packed(equivocation));
    }
    return undefined;
  },
  export: (ctx) => GenesisState.toJSON({ evidence: evidences.all(ctx) }),
};
