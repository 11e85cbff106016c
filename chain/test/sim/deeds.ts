import { type Address, signersOf } from "@dcm/proto";
import { MsgExec } from "@dcm/proto/gen/cosmos/authz/v1beta1";
import type { ResultManifest } from "@dcm/proto/gen/dcm/job/v1";
import { commitment, resultDigest } from "@dcm/rules";
import { sha256 } from "@noble/hashes/sha2.js";
import { CHAIN_ID } from "../harness/chain.js";
import { signTx, type TxOptions } from "../harness/tx.js";
import { ceil, most } from "./model/rules.js";
import type { Message, Tx } from "./model/tx.js";
import { BASE, type Ledger, moment, timestamp, type World } from "./model/world.js";
import { at, who } from "./people.js";
import { type Signer, spoilNamed } from "./spoils.js";
import { codecOf } from "./wire.js";

/** A message as data. Ids are those of the history in which it was thought up. */
export interface Act {
  /** Full name of the protobuf message. */
  readonly type: string;
  /** What `fromPartial` takes. */
  readonly value: object;
  /** Refusal that its content alone brings about. */
  readonly flaw?: string | undefined;
  /** A commitment is made of these when it is sent, since it binds the job's id. */
  readonly opens?: Opening | undefined;
  /** The messages that it executes or proposes. */
  readonly inner?: readonly Act[] | undefined;
}

export interface Opening {
  readonly jobId: bigint;
  readonly slot: number;
  readonly provider: Address;
  readonly manifest: ResultManifest;
}

/** A transaction as data: it is signed when its turn comes, so that a history works with parts of it left out. */
export interface Deed {
  /** Name of the first signer, who pays. */
  readonly by: string;
  readonly acts: readonly Act[];
  /** Put straight into the block, past CheckTx. */
  readonly smuggled?: boolean;
  /** Name of what is wrong with the transaction itself. */
  readonly spoil?: string;
  /** Steps between its sequence and the right one. */
  readonly ahead?: number;
  /** A gas limit that may not do. */
  readonly gas?: number;
  readonly fee?: bigint;
  readonly payer?: string;
  /** Who pays instead, if that was granted. */
  readonly granter?: string;
  /** Milliseconds until it times out; below 0 it has. */
  readonly timeoutMs?: number;
  /** It uses up its timeout and no sequence. */
  readonly unordered?: boolean;
  /** Blocks until it times out; below 0 it has. */
  readonly timeoutIn?: number;
  /** The same bytes as those of the deed with this serial. */
  readonly again?: number;
}

/** A deed in its history: its place, and the ids that its messages made there, if any. */
export interface Recorded extends Deed {
  readonly serial: number;
  readonly made?: readonly (bigint | undefined)[];
}

/** A deed with its bytes, and what the model is told of them. */
export interface Sent {
  readonly deed: Recorded;
  readonly bytes: Uint8Array;
  readonly tx: Tx;
}

/** Ids of the history as it was thought up, and what they are when parts of it are missing. */
export interface Renamed {
  readonly orders: Map<bigint, bigint>;
  readonly offers: Map<bigint, bigint>;
  readonly proposals: Map<bigint, bigint>;
}

export const SALT = new Uint8Array(32).fill(7);
/** More than any message here takes. */
const AMPLE_GAS = 1_000_000n;
/** Ids that nothing will ever have. */
const NEVER = 1_000_000_000n;

/** What a transaction is written for. */
interface Place {
  readonly world: World;
  readonly ledger: Ledger;
  readonly renamed: Renamed;
  /** Transactions that the ledger has not seen yet, by signer. */
  readonly earlier: ReadonlyMap<string, number>;
}

/** Writes and signs a deed's transaction. */
export function write({ world, ledger, renamed, earlier }: Place, deed: Recorded): Sent {
  const spoil = deed.spoil === undefined ? undefined : spoilNamed(deed.spoil);
  const messages = deed.acts.map((act) => messageOf(act, renamed));
  const signers = signersFor(deed, messages).map((address): Signer => {
    const account = ledger.accounts.get(address) ?? { number: 0n, sequence: 0n };
    const ahead = BigInt(deed.ahead ?? 0);
    const next = deed.unordered ? ahead : account.sequence + BigInt(earlier.get(address) ?? 0) + ahead;
    return [who(address), { chainId: CHAIN_ID, accountNumber: account.number, sequence: most(0n, next) }];
  });
  const plain = optionsOf(world, deed, messages);
  const options = spoil?.options?.(plain) ?? plain;
  const whole = spoil?.sign?.(options, signers) ?? signTx(options, signers);
  const bytes = spoil?.bytes?.(whole, deed.serial) ?? whole;
  const { fee = [], gas = 0n, timeoutHeight = 0n, timeoutTimestamp, unordered = false } = options;
  const tx: Tx = {
    ...{ hash: sha256(bytes), size: bytes.length, messages, fee: fee as Tx["fee"], gas, timeoutHeight },
    signers: signers.map(([{ address }, { sequence, accountNumber: number }]) => ({ address, number, sequence })),
    payer: deed.payer === undefined ? undefined : at(deed.payer),
    granter: deed.granter === undefined ? undefined : at(deed.granter),
    timeout: timeoutTimestamp === undefined ? 0n : moment(timeoutTimestamp),
    unordered,
    isTight: deed.gas !== undefined,
    spoilt: spoil === undefined ? undefined : { stage: spoil.stage, code: spoil.code },
  };
  return { deed, bytes, tx };
}

function signersFor({ by, payer }: Deed, messages: readonly Message[]): readonly string[] {
  const named = messages.flatMap(({ signers }) => signers);
  const all = [...(named.length === 0 ? [at(by)] : named), ...(payer === undefined ? [] : [at(payer)])];
  return [...new Set(all)];
}

function optionsOf(w: World, deed: Deed, messages: readonly Message[]): TxOptions {
  const { gas, fee, payer, granter, timeoutIn, timeoutMs, unordered = false } = deed;
  const gasLimit = gas === undefined ? AMPLE_GAS * most(1n, BigInt(messages.length)) : BigInt(gas);
  const paid = fee ?? ceil(w.gasPrice * gasLimit, 10n ** 18n);
  return {
    messages: messages.map(({ type, value }) => ({ typeUrl: `/${type}`, value: codecOf(type).encode(value) })),
    gas: gasLimit,
    fee: paid === 0n ? [] : [{ denom: BASE, amount: paid }],
    feePayer: payer === undefined ? "" : at(payer),
    granter: granter === undefined ? "" : at(granter),
    ...(timeoutMs === undefined ? {} : { timeoutTimestamp: timestamp(w.time + BigInt(timeoutMs) * 1_000_000n) }),
    unordered,
    timeoutHeight: timeoutIn === undefined ? 0n : most(1n, w.height + BigInt(timeoutIn)),
  };
}

/** A message with the ids as they are now. */
function messageOf(act: Act, renamed: Renamed): Message {
  const { type, value, flaw, opens } = act;
  const inner = (act.inner ?? []).map((each) => messageOf(each, renamed));
  const order = (id: bigint) => renamed.orders.get(id) ?? NEVER + id;
  const ids: Record<string, bigint> = {};
  for (const [key, id] of Object.entries(value)) {
    if (key === "jobId" || key === "orderId" || key === "accountId") ids[key] = order(id as bigint);
    if (key === "offerId") ids[key] = renamed.offers.get(id as bigint) ?? NEVER + (id as bigint);
    if (key === "proposalId") ids[key] = renamed.proposals.get(id as bigint) ?? NEVER + (id as bigint);
  }
  const bound = opens === undefined ? {} : { commitment: committed({ ...opens, jobId: order(opens.jobId) }) };
  const packed = inner.map((each) => ({ typeUrl: `/${each.type}`, value: codecOf(each.type).encode(each.value) }));
  const nested = act.inner === undefined ? {} : { [type === MsgExec.name ? "msgs" : "messages"]: packed };
  const codec = codecOf(type);
  const whole = codec.fromPartial({ ...value, ...ids, ...bound, ...nested });
  return { type, value: whole, flaw, signers: signersOf(codec, whole), inner };
}

function committed({ jobId, slot, provider, manifest }: Opening): Uint8Array {
  const digest = resultDigest(manifest);
  return commitment({ chainId: CHAIN_ID, jobId, slot, provider, resultDigest: digest, salt: SALT });
}
