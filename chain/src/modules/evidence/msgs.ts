import { toHex } from "@dcm/proto";
import { Equivocation, type MsgRpcs } from "@dcm/proto/gen/cosmos/evidence/v1beta1";
import { addressFault, type Ctx, ensure, fail, type Handlers, Sdk } from "../../kernel/index.js";
import { E } from "./errors.js";
import { equivocationFault, hashOf } from "./math.js";
import { evidences } from "./state.js";

export const msgs: Handlers<MsgRpcs, Ctx> = {
  /** Nobody's evidence is taken but CometBFT's: as in the SDK's simapp no handler is registered. */
  SubmitEvidence(ctx, { submitter, evidence }) {
    const fault = addressFault(submitter, ctx.prefix);
    ensure(fault === undefined, Sdk.InvalidAddress, `invalid submitter address: ${fault}`);
    if (evidence === undefined) fail(E.InvalidEvidence, "missing evidence");
    // Any other type was refused where the transaction was decoded.
    const equivocation = Equivocation.decode(evidence.value);
    const wrong = equivocationFault(equivocation);
    ensure(wrong === undefined, E.InvalidEvidence, `failed basic validation: ${wrong}`);
    const hash = hashOf(equivocation);
    ensure(evidences.get(ctx, hash) === undefined, E.EvidenceExists, toHex(hash).toUpperCase());
    return fail(E.NoHandler, "equivocation");
  },
};
