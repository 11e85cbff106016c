import { Delegation, Params, Validator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import type { Dec } from "../../kernel/index.js";
import {
  address,
  amountValue,
  bytesValue,
  type KeyCodec,
  pair,
  proto,
  schema,
  sizedConsAddress,
  sizedValAddress,
  u64,
  u64Value,
  type ValAddress,
  valAddress,
} from "../../kernel/index.js";

const s = schema("staking");

/** A validator's place by power: its address is inverted, so that of equal powers the smaller address ranks higher. */
const inverted: KeyCodec<ValAddress> = {
  ...sizedValAddress,
  encode: (key) => invertTail(sizedValAddress.encode(key), 1),
  decode: (reader) => sizedValAddress.decode({ ...reader, bytes: invertTail(reader.bytes, reader.at + 1) }),
};

// Prefixes and keys are those of the Cosmos SDK (x/staking/types/keys.go).
/** The power that CometBFT knows, of the validators that it knows. */
export const lastPowers = s.map(0x11, "last_validator_powers", sizedValAddress, u64Value);
export const lastTotalPower = s.item(0x12, "last_total_power", amountValue);
export const validators = s.map(0x21, "validators", sizedValAddress, proto(Validator));
export const operators = s.map(0x22, "validators_by_consensus_address", sizedConsAddress, bytesValue);
/** The validators that are not jailed, from the least power to the most. */
export const ranks = s.keySet(0x23, "validators_by_power", pair(u64, inverted));
export const delegations = s.pairMap(0x31, "delegations", pair(address, sizedValAddress), proto(Delegation));
export const params = s.item(0x51, "params", proto(Params), {
  unbondingTime: { seconds: 1_814_400n, nanos: 0 },
  maxValidators: 100,
  maxEntries: 7,
  historicalEntries: 10_000,
  bondDenom: "stake",
  minCommissionRate: 0n as Dec,
});
export const delegators = s.pairSet(0x71, "delegations_by_validator", pair(valAddress, address));
export default s;

function invertTail(bytes: Uint8Array, from: number): Uint8Array {
  return bytes.map((byte, i) => (i < from ? byte : byte ^ 0xff));
}
