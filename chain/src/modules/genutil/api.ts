import type { JsonValue } from "@dcm/proto";
import { bytesToUtf8 } from "@dcm/proto";
import { GenesisState } from "@dcm/proto/gen/cosmos/genutil/v1beta1";
import { AuthInfo, Tx, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";

/**
 * The genesis transactions of a file, as bytes.
 *
 * @param json  `app_state.genutil`; undefined where there is none
 * @throws CodecError  a transaction that is none
 * @see Cosmos SDK v0.53, x/genutil/gentx.go, DeliverGenTxs
 */
export function genTxBytes(json: JsonValue | undefined): readonly Uint8Array[] {
  if (json === undefined || json === null) return [];
  return GenesisState.fromJSON(json).genTxs.map((text) => {
    const { body, authInfo, signatures } = Tx.fromJSON(JSON.parse(bytesToUtf8(text)) as JsonValue);
    return TxRaw.encode({
      bodyBytes: TxBody.encode(TxBody.fromPartial(body ?? {})),
      authInfoBytes: AuthInfo.encode(AuthInfo.fromPartial(authInfo ?? {})),
      signatures,
    });
  });
}
