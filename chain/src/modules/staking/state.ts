import { IntProto } from "@dcm/proto/gen/cosmos/base/v1beta1";
import {
  Delegation,
  DVPairs,
  DVVTriplets,
  HistoricalInfo,
  Params,
  Redelegation,
  UnbondingDelegation,
  ValAddresses,
  Validator,
  ValidatorUpdates,
} from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { Data } from "@dcm/proto/gen/tendermint/types";
import type { Dec } from "../../kernel/index.js";
import {
  type Address,
  address,
  bytesValue,
  concat,
  int64Value,
  type KeyCodec,
  keyBytes,
  pair,
  proto,
  schema,
  sizedAddress,
  sizedConsAddress,
  sizedValAddress,
  timeKey,
  triple,
  u64,
  u64Value,
  type ValAddress,
  valAddress,
} from "../../kernel/index.js";

const s = schema("staking");

/** A validator's place by power: its address is inverted, so that of equal powers the smaller address ranks higher. */
const inverted: KeyCodec<ValAddress> = {
  ...sizedValAddress,
  write(into, key) {
    const start = into.at;
    sizedValAddress.write(into, key);
    into.invert(start + 1);
  },
  decode: (reader) => sizedValAddress.decode({ ...reader, bytes: invertTail(reader.bytes, reader.at + 1) }),
};

/** A moment behind its length, as the queue of validators alone has it. */
const sizedTime: KeyCodec<bigint> = {
  ...timeKey,
  writePart(into, time) {
    into.u64(29n);
    timeKey.write(into, time);
  },
  decodePart(reader) {
    reader.at += 8;
    return timeKey.decodePart(reader);
  },
};

// Prefixes, keys and values are those of the Cosmos SDK (x/staking/types/keys.go).
/** The power that CometBFT knows, of the validators that it knows: those that are bonded. */
export const lastPowers = s.map(0x11, "last_validator_powers", sizedValAddress, int64Value);
export const lastTotalPower = s.item(0x12, "last_total_power", proto(IntProto));
export const validators = s.map(0x21, "validators", sizedValAddress, proto(Validator));
export const operators = s.map(0x22, "validators_by_consensus_address", sizedConsAddress, bytesValue);
/** The validators that are not jailed, from the least power to the most. */
export const ranks = s.map(0x23, "validators_by_power", pair(u64, inverted), bytesValue);
export const delegations = s.pairMap(0x31, "delegations", pair(address, sizedValAddress), proto(Delegation));
export const unbondings = s.pairMap(
  0x32,
  "unbonding_delegations",
  pair(address, sizedValAddress),
  proto(UnbondingDelegation),
);
export const unbondingsByValidator = s.pairSet(
  0x33,
  "unbonding_delegations_by_validator",
  pair(valAddress, sizedAddress),
);
export const redelegations = s.pairMap(
  0x34,
  "redelegations",
  pair(address, pair(valAddress, sizedValAddress)),
  proto(Redelegation),
);
export const redelegationsBySource = s.pairSet(
  0x35,
  "redelegations_by_source",
  triple(valAddress, address, sizedValAddress),
);
export const redelegationsByTarget = s.pairSet(
  0x36,
  "redelegations_by_destination",
  pair(pair(valAddress, address), sizedValAddress),
);
/** The last number that was given to something that unbonds; 0 before the first. */
export const unbondingId = s.item(0x37, "unbonding_id", u64Value);
/** The key of the record that holds the unbonding of that number. */
export const unbondingIndex = s.map(0x38, "unbonding_index", u64, bytesValue);
export const unbondingTypes = s.map(0x39, "unbonding_type", u64, u64Value);
export const unbondingQueue = s.map(0x41, "unbonding_queue", timeKey, proto(DVPairs));
export const redelegationQueue = s.map(0x42, "redelegation_queue", timeKey, proto(DVVTriplets));
export const validatorQueue = s.map(0x43, "validator_queue", pair(sizedTime, u64), proto(ValAddresses));
/** Headers; the SDK keeps the whole set of validators with each, which `bondedSets` has once for all that share it. */
export const headers = s.map(0x50, "historical_info", u64, proto(HistoricalInfo));
export const params = s.item(0x51, "params", proto(Params), {
  unbondingTime: { seconds: 1_814_400n, nanos: 0 },
  maxValidators: 100,
  maxEntries: 7,
  historicalEntries: 10_000,
  bondDenom: "stake",
  minCommissionRate: 0n as Dec,
});
/** Not the SDK's: the records of the bonded validators as stored, by operator, from that height to the next one here. */
export const bondedSets = s.map(0x52, "bonded_sets", u64, proto(Data));
export const validatorUpdates = s.item(0x61, "validator_updates", proto(ValidatorUpdates));
export const delegators = s.pairSet(0x71, "delegations_by_validator", pair(valAddress, address));
export default s;

/** What can unbond, as `unbondingTypes` has it (x/staking/types/keys.go, UnbondingType). */
export const UnbondingType = { DELEGATION: 1n, REDELEGATION: 2n, VALIDATOR: 3n } as const;

/** The key of an unbonding delegation, for `unbondingIndex`. */
export function unbondingKey(delegator: Address, operator: ValAddress): Uint8Array {
  return concat(Uint8Array.of(0x32), keyBytes(pair(address, sizedValAddress), [delegator, operator]));
}

/** The key of a redelegation, for `unbondingIndex`. */
export function redelegationKey(delegator: Address, source: ValAddress, target: ValAddress): Uint8Array {
  const key = [delegator, source, target] as const;
  return concat(Uint8Array.of(0x34), keyBytes(triple(address, valAddress, sizedValAddress), key));
}

/** The key of a validator, for `unbondingIndex`. */
export function validatorKey(operator: ValAddress): Uint8Array {
  return concat(Uint8Array.of(0x21), keyBytes(sizedValAddress, operator));
}

function invertTail(bytes: Uint8Array, from: number): Uint8Array {
  return bytes.map((byte, i) => (i < from ? byte : byte ^ 0xff));
}
