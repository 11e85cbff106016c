import { Equivocation } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import { equalBytes, type Invariants } from "../../kernel/index.js";
import { isTombstoned } from "../slashing/api.js";
import { hashOf } from "./math.js";
import { evidences } from "./state.js";

export const invariants: Invariants = {
  "evidence stands under its hash": (ctx) =>
    evidences.entries(ctx).every(([hash, { value }]) => equalBytes(hash, hashOf(Equivocation.decode(value)))),
  "who was proven to have signed twice is tombstoned": (ctx) =>
    evidences.all(ctx).every(({ value }) => isTombstoned(ctx, Equivocation.decode(value).consensusAddress as never)),
};
