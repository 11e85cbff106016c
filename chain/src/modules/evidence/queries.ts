import { fromHex } from "@dcm/proto";
import type { QueryRpcs } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import { failPlain, type Handlers, invalidArgument, notFound, type ReadCtx } from "../../kernel/index.js";
import { evidences } from "./state.js";

export const queries: Handlers<QueryRpcs, ReadCtx> = {
  Evidence(ctx, { hash }) {
    if (hash === "") invalidArgument("invalid request; hash is empty");
    const fault = hexFault(hash);
    if (fault !== undefined) failPlain(`invalid evidence hash: encoding/hex: ${fault}`);
    return { evidence: evidences.get(ctx, fromHex(hash)) ?? notFound(`evidence ${hash} not found`) };
  },

  AllEvidence(ctx, { pagination }) {
    const page = evidences.page(ctx, pagination);
    return { evidence: page.items, pagination: page.next };
  },
};

/** Why a text is no hexadecimal, in Go's words. */
function hexFault(text: string): string | undefined {
  const bad = /[^0-9a-fA-F]/u.exec(text)?.[0];
  if (bad !== undefined) {
    const code = (bad.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    return `invalid byte: U+${code} '${bad}'`;
  }
  return text.length % 2 === 1 ? "odd length hex string" : undefined;
}
