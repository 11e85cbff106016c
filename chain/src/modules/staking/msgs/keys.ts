import { PubKey as Ed25519 } from "@dcm/proto/gen/cosmos/crypto/ed25519";
import { PubKey as Secp256k1 } from "@dcm/proto/gen/cosmos/crypto/secp256k1";
import type { Any } from "@dcm/proto/gen/google/protobuf";
import type { PublicKey } from "@dcm/proto/gen/tendermint/crypto";
import { ripemd160 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type ConsAddress, consensusAddress, ensure, fail, type ReadCtx } from "../../../kernel/index.js";
import { E } from "../errors.js";

/** A kind of key that CometBFT can sign blocks with (types/params.go, ABCIPubKeyTypesToNames). */
interface KeyKind {
  readonly name: "ed25519" | "secp256k1";
  readonly size: number;
  readonly decode: (value: Uint8Array) => { readonly key: Uint8Array };
  /** The 20 bytes of its address. */
  readonly address: (key: Uint8Array) => Uint8Array;
}

const KINDS: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  [Ed25519.typeUrl, { name: "ed25519", size: 32, decode: Ed25519.decode, address: (key) => sha256(key).slice(0, 20) }],
  [
    Secp256k1.typeUrl,
    { name: "secp256k1", size: 33, decode: Secp256k1.decode, address: (key) => ripemd160(sha256(key)) },
  ],
]);

/** A validator's consensus key, read. */
export interface ConsensusKey {
  readonly kind: KeyKind;
  readonly key: Uint8Array;
}

/**
 * A validator's consensus key.
 *
 * @throws staking 39 EmptyPubKey             there is none
 * @throws staking 6  PubKeyTypeNotSupported  CometBFT signs with no such keys, or its length is not that of its kind
 */
export function consensusKey(packed: Any | undefined): ConsensusKey {
  if (packed === undefined) fail(E.EmptyPubKey);
  const kind = KINDS.get(packed.typeUrl);
  if (kind === undefined) fail(E.PubKeyTypeNotSupported, `got: ${packed.typeUrl}, expected: [ed25519 secp256k1]`);
  const { key } = kind.decode(packed.value);
  ensure(key.length === kind.size, E.PubKeyTypeNotSupported, `got: ${key.length} bytes, expected: ${kind.size}`);
  return { kind, key };
}

/** The address of a consensus key. */
export function consensusAddressOf(ctx: ReadCtx, packed: Any | undefined): ConsAddress {
  const { kind, key } = consensusKey(packed);
  return consensusAddress(ctx.prefix, kind.address(key));
}

/** The key as CometBFT takes it. */
export function cometKey(packed: Any | undefined): PublicKey {
  const { kind, key } = consensusKey(packed);
  return kind.name === "ed25519" ? { ed25519: key, secp256k1: undefined } : { ed25519: undefined, secp256k1: key };
}
