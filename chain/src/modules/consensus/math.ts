import type { ConsensusParams } from "@dcm/proto/gen/tendermint/types";
import { goDuration, nanoseconds } from "../../kernel/index.js";

/** The largest block that CometBFT makes: 100 MiB. */
const MAX_BLOCK_BYTES = 104_857_600n;
const KEY_TYPES: readonly string[] = ["ed25519", "secp256k1"];

/** Why these parameters cannot be, in CometBFT's words (types/params.go, ValidateBasic); undefined when they can. */
export function paramsFault({ block, evidence, validator, abci }: ConsensusParams): string | undefined {
  if (block === undefined || evidence === undefined || validator === undefined) return "all parameters must be present";
  const { maxBytes, maxGas } = block;
  if (maxBytes === 0n) return "block.MaxBytes cannot be 0";
  if (maxBytes < -1n) return `block.MaxBytes must be -1 or greater than 0. Got ${maxBytes}`;
  if (maxBytes > MAX_BLOCK_BYTES) return `block.MaxBytes is too big. ${maxBytes} > ${MAX_BLOCK_BYTES}`;
  if (maxGas < -1n) return `block.MaxGas must be greater or equal to -1. Got ${maxGas}`;
  if (evidence.maxAgeNumBlocks <= 0n)
    return `evidence.MaxAgeNumBlocks must be greater than 0. Got ${evidence.maxAgeNumBlocks}`;
  const age = nanoseconds(evidence.maxAgeDuration);
  if (age <= 0n) return `evidence.MaxAgeDuration must be grater than 0 if provided, Got ${goDuration(age)}`;
  const upper = maxBytes === -1n ? MAX_BLOCK_BYTES : maxBytes;
  if (evidence.maxBytes > upper)
    return `evidence.MaxBytesEvidence is greater than upper bound, ${evidence.maxBytes} > ${maxBytes}`;
  if (evidence.maxBytes < 0n) return `evidence.MaxBytes must be non negative. Got: ${evidence.maxBytes}`;
  const enable = abci?.voteExtensionsEnableHeight ?? 0n;
  if (enable < 0n) return `ABCI.VoteExtensionsEnableHeight cannot be negative. Got: ${enable}`;
  if (validator.pubKeyTypes.length === 0) return "len(Validator.PubKeyTypes) must be greater than 0";
  const unknown = validator.pubKeyTypes.findIndex((type) => !KEY_TYPES.includes(type));
  if (unknown >= 0)
    return `params.Validator.PubKeyTypes[${unknown}], ${validator.pubKeyTypes[unknown]}, is an unknown pubkey type`;
  return undefined;
}

/** Why vote extensions cannot be moved so (types/params.go, ValidateUpdate); undefined when they can. */
export function extensionFault(now: bigint, next: bigint | undefined, height: bigint): string | undefined {
  if (next === undefined) return undefined;
  if (next < 0n) return "VoteExtensionsEnableHeight must be positive";
  if (next === now || (now <= 0n && next === 0n)) return undefined;
  if (next === 0n)
    return now <= height
      ? `vote extensions cannot be disabled once enabledold enable height: ${now}, current height ${height}`
      : undefined;
  if (next <= height)
    return `vote extensions cannot be updated to a past or current height, enable height: ${next}, current height ${height}`;
  if (now > 0n && now <= height)
    return `vote extensions cannot be modified once enabledenable height: ${now}, current height ${height}`;
  return undefined;
}
