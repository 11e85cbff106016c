import { messageByTypeUrl } from "@dcm/proto";
import { Query as Auth } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import type { Tx as ProtoTx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { clientError, DcmError } from "../error.js";
import { chainError } from "../errors.js";
import { parseGasPrice } from "../money.js";
import type { Network } from "../network.js";
import type { Node } from "../node.js";
import type { IncludedTx, RawEvent } from "../rpc.js";
import { type Fee, type Message, type SignedTx, signTx, txHash, unorderedUntil } from "./build.js";
import { txBytes } from "./documents.js";
import { type AccountState, type Lane, type SequenceLock, sequences } from "./sequences.js";
import { accountOf, type Signer } from "./signers.js";
import { estimateGas, follow, margin, type Plan, rehearse, simulate, submit } from "./submit.js";

/** How a transaction is sent; nothing of it is needed. */
export interface SendOptions {
  /** Account of the signer that sends; its first one unless given. */
  readonly from?: string;
  readonly memo?: string;
  /** Gas limit; `auto` simulates and adds 40 %, and tries once more when that was too little. */
  readonly gas?: "auto" | bigint;
  /** Base units per gas, such as `0.001udcm`; the chain's own price unless given. */
  readonly gasPrice?: string;
  /** The whole fee in base units, instead of gas × price. */
  readonly fee?: bigint;
  readonly feeGranter?: string;
  readonly feePayer?: string;
  /** Last height at which it may be included; 0 or absent means no limit. */
  readonly timeoutHeight?: bigint;
  /** Makes it unordered: it has no sequence, and is void after so many ms, at most 600 000. */
  readonly unorderedMs?: number;
  readonly mode?: "direct" | "amino";
  /** Told the hash before the transaction leaves, and again if it must be signed anew. */
  readonly onHash?: (hash: string) => void;
  /** Told when the node has the transaction, or may have it: from here on the account's next one can leave. */
  readonly onHandedOver?: () => void;
  /** Times that an uncertain node is given it before inclusion is simply awaited, 6 unless given; the account's next transaction waits meanwhile. */
  readonly handovers?: number;
  /** While it is in no block, the node is given it again so often, in ms, 3 000 unless given. */
  readonly remindMs?: number;
  /** Longest wait for inclusion in ms, 60 000 unless given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** For signing without a node. */
export interface SignOptions extends SendOptions {
  readonly accountNumber?: bigint;
  readonly sequence?: bigint;
}

/** A transaction that is in a block and did what it says. */
export interface TxResult {
  readonly hash: string;
  readonly height: bigint;
  readonly gasUsed: bigint;
  readonly gasWanted: bigint;
  /** Base units, as signed; undefined for a transaction that somebody else made. */
  readonly fee: bigint | undefined;
  readonly events: readonly RawEvent[];
  /** The answers to its messages, decoded, in order. */
  readonly responses: readonly Message[];
}

/** Sending and everything around it. */
export interface Tx {
  /** Signs, hands over, and waits for inclusion. */
  send(messages: readonly Message[], options?: SendOptions): Promise<TxResult>;
  /** Signs and hands over; answers with the hash once the node has taken the transaction. */
  post(messages: readonly Message[], options?: SendOptions): Promise<SignedTx>;
  simulate(messages: readonly Message[], options?: SendOptions): Promise<{ readonly gasUsed: bigint }>;
  /** Runs a transaction as it stands; its signatures are not checked and may be empty. */
  rehearse(tx: ProtoTx): Promise<{ readonly gasUsed: bigint }>;
  /** Signs only; with gas, accountNumber and sequence given no node is asked. */
  sign(messages: readonly Message[], options?: SignOptions): Promise<SignedTx>;
  /** Hands over bytes that were signed elsewhere. */
  broadcast(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<IncludedTx | undefined>;
  wait(hash: string, options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): Promise<TxResult>;
  /** Account number and next sequence, as the last block left them. */
  account(address: string): Promise<AccountState>;
}

/** What `openTx` needs. */
export interface TxOptions {
  readonly node: Node;
  readonly network: Network;
  readonly signer?: Signer | undefined;
  readonly gasPrice?: string | undefined;
  readonly lock?: SequenceLock | undefined;
}

/** Times that a transaction is signed anew because another one took its place. */
const SIGNINGS_MAX = 4;
const INCLUSION_MS = 60_000;
const HANDOVERS = 6;
const REMIND_MS = 3_000;

/**
 * Opens sending on a connection. Parallel sends of one account are put in order by its sequence; none waits for another's block.
 *
 * @param options  the node, the chain, the signer and the price of gas
 * @returns the functions; `send` throws the chain's typed error when the transaction fails, TX_PENDING when it is in no block in time
 * @example
 * const { hash } = await client.tx.send([msg(MsgSend, { fromAddress, toAddress, amount: [{ denom: "udcm", amount: 1n }] })]);
 */
export function openTx(options: TxOptions): Tx {
  const { node, network, signer } = options;
  const account = (address: string) => loadAccount(node, address);
  const lanes = sequences(account, options.lock);

  const plan = async (messages: readonly Message[], send: SendOptions): Promise<Plan> => ({
    node,
    chainId: network.chainId,
    // accountOf refuses a missing signer.
    account: await accountOf(signer, send.from),
    signer: signer as Signer,
    messages,
    memo: send.memo ?? "",
    timeoutHeight: send.timeoutHeight ?? 0n,
    unorderedUntil: send.unorderedMs === undefined ? undefined : unorderedUntil(send.unorderedMs),
    mode: send.mode,
    gas: typeof send.gas === "bigint" ? send.gas : undefined,
    feeFor: (gas) => feeFor(gas, send, network, options.gasPrice),
    onHash: send.onHash,
    handovers: send.handovers ?? HANDOVERS,
    remindMs: send.remindMs ?? REMIND_MS,
    signal: send.signal,
  });
  const post = async (messages: readonly Message[], send: SendOptions = {}) => {
    return handIn(await plan(messages, send));
  };
  // Unordered transactions wait for no turn: none of them takes a sequence.
  const handIn = async (ready: Plan) => {
    const { address } = ready.account;
    if (ready.unorderedUntil === undefined) return lanes.inTurn(address, (lane) => submit(ready, lane));
    return submit(ready, unorderedLane(await account(address)));
  };

  return {
    account,
    post,
    send: async (messages, send = {}) => {
      let gas = send.gas;
      for (let signings = 1; signings <= SIGNINGS_MAX; signings++) {
        const ready = await plan(messages, gas === undefined ? send : { ...send, gas });
        const address = ready.account.address;
        const signed = await handIn(ready);
        send.onHandedOver?.();
        const included = await follow(ready, signed, send.timeoutMs ?? INCLUSION_MS);
        // Superseded or refused by the sequence check inside the block: it did nothing and never will.
        const sequenceLost = !included || (included.codespace === "sdk" && included.code === 32);
        const outOfGas = included?.codespace === "sdk" && included.code === 11 && typeof gas !== "bigint";
        if (sequenceLost) await lanes.inTurn(address, async (lane) => lane.forget());
        else if (outOfGas) gas = margin(max(included.gasUsed, included.gasWanted), 12n);
        else return readResult(included, signed.fee.amount);
      }
      throw clientError("TX_REPLACED", "other transactions of the account keep taking this one's sequence");
    },
    simulate: async (messages, send = {}) => {
      const ready = await plan(messages, send);
      return simulate(ready, send.unorderedMs === undefined ? (await account(ready.account.address)).sequence : 0n);
    },
    rehearse: (tx) => rehearse(node, txBytes(tx), tx.body?.messages ?? []),
    sign: async (messages, sign = {}) => {
      const ready = await plan(messages, sign);
      const state = await stateFor(sign, () => account(ready.account.address));
      const fee = ready.feeFor(ready.gas ?? (await estimateGas(ready, state.sequence)));
      const { memo, timeoutHeight, unorderedUntil } = ready;
      const draft = { messages, memo, timeoutHeight, unorderedUntil, fee };
      return signTx(ready.signer, ready.account, draft, { ...state, chainId: network.chainId }, sign.mode);
    },
    broadcast: async (bytes) => {
      const { code, codespace, log } = await node.broadcast(bytes);
      if (code !== 0) throw chainError(codespace, code, log, { txhash: txHash(bytes) });
      return txHash(bytes);
    },
    get: (hash) => node.tx(hash),
    wait: async (hash, { timeoutMs = INCLUSION_MS, signal } = {}) => {
      const included = await follow({ node, remindMs: REMIND_MS, signal }, { hash }, timeoutMs);
      if (!included) throw clientError("TX_REPLACED", `${hash} was replaced`);
      return readResult(included);
    },
  };
}

async function stateFor(sign: SignOptions, load: () => Promise<AccountState>): Promise<AccountState> {
  const { accountNumber } = sign;
  const sequence = sign.unorderedMs === undefined ? sign.sequence : 0n;
  if (accountNumber !== undefined && sequence !== undefined) return { accountNumber, sequence };
  const state = await load();
  return { accountNumber: accountNumber ?? state.accountNumber, sequence: sequence ?? state.sequence };
}

function unorderedLane({ accountNumber }: AccountState): Lane {
  const nothing = () => undefined;
  return { current: async () => ({ accountNumber, sequence: 0n }), advance: nothing, expect: nothing, forget: nothing };
}

async function loadAccount(node: Node, address: string): Promise<AccountState> {
  try {
    const { info } = await node.query(Auth.methods.AccountInfo, { address });
    return { accountNumber: info?.accountNumber ?? 0n, sequence: info?.sequence ?? 0n };
  } catch (error) {
    if (!(error instanceof DcmError) || error.grpc !== 5) throw error;
    throw clientError("ACCOUNT_NOT_FOUND", `${address} has never received anything on this chain`, { from: error });
  }
}

function feeFor(gas: bigint, send: SendOptions, { denom, gasPrice: usual }: Network, given?: string): Fee {
  const { numerator, denominator } = parseGasPrice(send.gasPrice ?? given ?? usual, denom);
  // Rounds up: a fee below gas × price is refused.
  const amount = send.fee ?? (gas * numerator + denominator - 1n) / denominator;
  return { gas, amount, denom: denom.base, granter: send.feeGranter, payer: send.feePayer };
}

function readResult(tx: IncludedTx, fee?: bigint): TxResult {
  const { hash, height, gasUsed, gasWanted, events } = tx;
  if (tx.code !== 0) throw chainError(tx.codespace, tx.code, tx.log, { txhash: hash, height });
  const responses = TxMsgData.decode(tx.data).msgResponses.map(({ typeUrl, value }) => ({
    typeUrl,
    value: messageByTypeUrl(typeUrl)?.decode(value) ?? value,
  }));
  return { hash, height, gasUsed, gasWanted, fee, events, responses };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
