// People who validate. Nobody signs with their consensus keys, which follow from their names.
import { fromBech32, toBech32 } from "@dcm/proto";
import { PubKey } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { MsgCreateValidator } from "@dcm/proto/gen/cosmos/staking/v1beta1";
import { DENOM, sha256 } from "./people.mjs";

const ONE = 10n ** 18n;

export function operator({ address }) {
  return toBech32("dcmvaloper", fromBech32(address).data);
}

/** The address of somebody's consensus key. */
export function consensusAddress(who) {
  return sha256(consensusKey(who)).subarray(0, 20);
}

/** The message by which somebody begins to validate: its codec and its fields. */
export function createValidator(who, tokens) {
  return [
    MsgCreateValidator,
    {
      description: { moniker: who.name },
      commission: { rate: ONE / 10n, maxRate: ONE, maxChangeRate: ONE },
      minSelfDelegation: 1n,
      validatorAddress: operator(who),
      pubkey: { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: consensusKey(who) }) },
      value: { denom: DENOM, amount: tokens },
    },
  ];
}

function consensusKey({ name }) {
  return sha256(Buffer.from(`dcm/bench/consensus/${name}`));
}
