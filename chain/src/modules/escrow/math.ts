import type { Params } from "@dcm/proto/gen/dcm/escrow/v1";

/** 0.2, in parts of 10^18. */
const FEE_RATE_MAX = 200_000_000_000_000_000n;

/** What is wrong with parameters, or undefined. */
export function paramsFault({ protocolFeeRate, maxSources }: Params): string | undefined {
  if (protocolFeeRate < 0n || protocolFeeRate > FEE_RATE_MAX) return "protocol_fee_rate is not 0 … 0.2";
  return maxSources < 1 || maxSources > 100 ? "max_sources is not 1 … 100" : undefined;
}
