import {
  DelegatorStartingInfo,
  FeePool,
  Params,
  ValidatorAccumulatedCommission,
  ValidatorCurrentRewards,
  ValidatorHistoricalRewards,
  ValidatorOutstandingRewards,
  ValidatorSlashEvent,
} from "@dcm/proto/gen/cosmos/distribution/v1beta1";
import {
  bytesField,
  bytesValue,
  type Dec,
  pair,
  proto,
  schema,
  sizedAddress,
  sizedValAddress,
  u64,
  u64LittleEndian,
  valAddress,
} from "../../kernel/index.js";

const s = schema("distribution");

// Prefixes, keys and values are those of the Cosmos SDK (x/distribution/types/keys.go).
/** What nobody in particular owns; it lies in the module's account with everything else. */
export const feePool = s.item(0x00, "fee_pool", proto(FeePool), { communityPool: [] });
/** The consensus key that proposed the last block: 20 bytes, none before the first. */
export const previousProposer = s.item(0x01, "previous_proposer", bytesField, new Uint8Array(0));
/** All that a validator and its delegators have earned and not withdrawn. */
export const outstanding = s.map(0x02, "outstanding_rewards", sizedValAddress, proto(ValidatorOutstandingRewards));
/** Where rewards go, for those who have them sent elsewhere: the bytes of that address. */
export const withdrawAddresses = s.map(0x03, "withdraw_addresses", sizedAddress, bytesValue);
/** The stake with which a delegation began, and after which period. */
export const startingInfos = s.pairMap(
  0x04,
  "starting_infos",
  pair(valAddress, sizedAddress),
  proto(DelegatorStartingInfo),
);
/** What one token had earned up to the end of a period, for as long as somebody counts from there. */
export const historicalRewards = s.pairMap(
  0x05,
  "historical_rewards",
  pair(valAddress, u64LittleEndian),
  proto(ValidatorHistoricalRewards),
);
/** What the delegators of a validator have earned in the period that runs, and its number. */
export const currentRewards = s.map(0x06, "current_rewards", sizedValAddress, proto(ValidatorCurrentRewards));
export const commissions = s.map(0x07, "commissions", sizedValAddress, proto(ValidatorAccumulatedCommission));
/** The slashes of a validator, by height and the period that each ended. */
export const slashEvents = s.pairMap(
  0x08,
  "slash_events",
  pair(valAddress, pair(u64, u64)),
  proto(ValidatorSlashEvent),
);
export const params = s.item(0x09, "params", proto(Params), {
  communityTax: 20_000_000_000_000_000n as Dec,
  baseProposerReward: 0n as Dec,
  bonusProposerReward: 0n as Dec,
  withdrawAddrEnabled: true,
});
export default s;
