import { type Address, type ConsAddress, type JsonObject, type JsonValue, toBech32, type ValAddress } from "@dcm/proto";
import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import type { Event } from "@dcm/proto/gen/tendermint/abci";
import { BlockIDFlag } from "@dcm/proto/gen/tendermint/types";
import { sha256 } from "@noble/hashes/sha2.js";
import { servicesOf } from "../../src/app/host.js";
import { createRouter, modules } from "../../src/app/modules.js";
import {
  addressBytes,
  type BlockHeader,
  type BlockInfo,
  type Ctx,
  moduleAddress,
  NO_HEADER,
  unlimitedGas,
  writeContext,
} from "../../src/kernel/index.js";
import { CHAIN_ID, GENESIS_TIME, IDENTITY, type TestChain } from "./chain.js";
import type { Person } from "./keys.js";

/** The operator's address of somebody who validates. */
export const operator = ({ address }: Person): ValAddress =>
  toBech32(`${IDENTITY.prefix}valoper`, addressBytes(address)) as ValAddress;

/** The bytes that stand for the consensus key of that name; nobody signs with it. */
export const consensusKey = (name: string): Uint8Array => sha256(new TextEncoder().encode(name));

/** The 20 bytes of its address. */
export const keyBytes = (name: string): Uint8Array => sha256(consensusKey(name)).slice(0, 20);
export const keyAddress = (name: string): ConsAddress =>
  toBech32(`${IDENTITY.prefix}valcons`, keyBytes(name)) as ConsAddress;

export const packedKey = (name: string) => ({
  typeUrl: Ed25519.typeUrl,
  value: Ed25519.encode({ key: consensusKey(name) }),
});

/** A vote on the last block; `missed` when there is none. */
export function voteOf(name: string, power: bigint, missed = false) {
  const blockIdFlag = missed ? BlockIDFlag.ABSENT : BlockIDFlag.COMMIT;
  return { validator: { address: keyBytes(name), power }, blockIdFlag };
}

/** A genesis in which these people validate, each with tokens that it staked itself. */
export function withValidators(state: JsonObject, stakes: readonly (readonly [Person, bigint])[]): JsonObject {
  const staking = state.staking as JsonObject;
  const bank = state.bank as JsonObject;
  const pool = moduleAddress(IDENTITY.prefix, "not_bonded_tokens_pool");
  const staked = stakes.reduce((sum, [, tokens]) => sum + tokens, 0n);
  const coins: JsonValue = [{ denom: IDENTITY.baseDenom, amount: `${staked}` }];
  return {
    ...state,
    bank: { ...bank, balances: [...(bank.balances as readonly JsonValue[]), { address: pool as Address, coins }] },
    staking: {
      ...staking,
      validators: stakes.map(([who, tokens]) => validatorJson(who, tokens)),
      delegations: stakes.map(([who, tokens]) => ({
        delegator_address: who.address,
        validator_address: operator(who),
        shares: `${tokens}.000000000000000000`,
      })),
    },
  };
}

function validatorJson(who: Person, tokens: bigint): JsonValue {
  return {
    operator_address: operator(who),
    consensus_pubkey: { "@type": Ed25519.typeUrl, key: Buffer.from(consensusKey(who.name)).toString("base64") },
    jailed: false,
    status: "BOND_STATUS_UNBONDED",
    tokens: `${tokens}`,
    delegator_shares: `${tokens}.000000000000000000`,
    description: { moniker: who.name },
    unbonding_height: "0",
    unbonding_time: "1970-01-01T00:00:00Z",
    commission: {
      commission_rates: { rate: "0.1", max_rate: "0.2", max_change_rate: "0.01" },
      update_time: "2026-01-01T00:00:00Z",
    },
    min_self_delegation: "1",
  };
}

/** A context in which somebody hears the events. */
export type HeardCtx = Ctx & { readonly events: Event[] };

/** The state of a chain, with contexts over it that need no block: for what is tried by the thousand. */
export interface Inside {
  /** A context of that height, time (Unix nanoseconds) and header. What it writes stays until `reset`. */
  at(height: bigint, time: bigint, header?: Partial<BlockHeader>): HeardCtx;
  /** Goes back to the chain's last block. */
  reset(): void;
}

export function insideOf({ store }: TestChain): Inside {
  const services = servicesOf({
    router: createRouter(modules),
    alarm: (text) => {
      throw new Error(text);
    },
  });
  const overlay = store.overlay();
  const start = overlay.mark();
  return {
    at(height, time, header = {}) {
      const identity = { ...IDENTITY, chainId: CHAIN_ID, now: 0n, seed: new Uint8Array(32) };
      const block: BlockInfo = { ...identity, height, time, header: { ...NO_HEADER, ...header }, services };
      return writeContext(block, overlay, unlimitedGas(), []) as HeardCtx;
    },
    reset: () => overlay.rollback(start),
  };
}

export { GENESIS_TIME };
