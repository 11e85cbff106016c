import { type BaseAccount, Params } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { Any } from "@dcm/proto/gen/google/protobuf";
import { address, bytesValue, proto, schema, u64 } from "../../kernel/index.js";

const s = schema("acc");

// Prefixes, keys and values are those of the Cosmos SDK (x/auth/types/keys.go).
export const params = s.item(0, "params", proto(Params), {
  maxMemoCharacters: 256n,
  txSigLimit: 7n,
  txSizeCostPerByte: 10n,
  sigVerifyCostEd25519: 590n,
  sigVerifyCostSecp256k1: 1000n,
});
export const accounts = s.map(1, "accounts", address, proto(Any));
export const accountNumbers = s.sequence(2, "account_number", 0n);
export const accountsByNumber = s.map("accountNumber", "account_by_number", u64, bytesValue);

/** An account of any kind, with what all kinds have in common. */
export interface Account {
  readonly base: BaseAccount;
  /** Set for the account of a module. */
  readonly module?: { readonly name: string; readonly permissions: readonly string[] };
}
export default s;
