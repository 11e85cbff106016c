/** The few CometBFT RPC calls that the services make, as JSON-RPC over HTTP. */
import { StatusError } from "./status.js";

export interface RpcEvent {
  readonly type: string;
  readonly attributes: readonly { readonly key: string; readonly value: string; readonly index?: boolean }[];
}

export interface RpcTxResult {
  readonly code: number;
  readonly codespace: string;
  readonly data: string | null;
  readonly log: string;
  readonly info: string;
  readonly gas_wanted: string;
  readonly gas_used: string;
  readonly events: readonly RpcEvent[] | null;
}

export interface RpcTx {
  readonly hash: string;
  readonly height: string;
  readonly index: number;
  readonly tx_result: RpcTxResult;
  readonly tx: string;
}

export interface RpcBlock {
  readonly block_id: RpcBlockId;
  readonly block: {
    readonly header: RpcHeader;
    readonly data: { readonly txs: readonly string[] | null };
    readonly evidence: { readonly evidence: readonly RpcEvidence[] | null };
    readonly last_commit: RpcCommit;
  };
}

export interface RpcBlockId {
  readonly hash: string;
  readonly parts: { readonly total: number; readonly hash: string };
}

export interface RpcHeader {
  readonly version: { readonly block: string; readonly app?: string };
  readonly chain_id: string;
  readonly height: string;
  readonly time: string;
  readonly last_block_id: RpcBlockId;
  readonly last_commit_hash: string;
  readonly data_hash: string;
  readonly validators_hash: string;
  readonly next_validators_hash: string;
  readonly consensus_hash: string;
  readonly app_hash: string;
  readonly last_results_hash: string;
  readonly evidence_hash: string;
  readonly proposer_address: string;
}

export interface RpcCommit {
  readonly height: string;
  readonly round: number;
  readonly block_id: RpcBlockId;
  readonly signatures:
    | readonly {
        readonly block_id_flag: number;
        readonly validator_address: string;
        readonly timestamp: string;
        readonly signature: string | null;
      }[]
    | null;
}

export interface RpcEvidence {
  readonly type: string;
  readonly value: RpcDuplicateVote | RpcLightClientAttack;
}

/** Fields without a tag in Go keep Go's names. */
export interface RpcDuplicateVote {
  readonly vote_a: RpcVote;
  readonly vote_b: RpcVote;
  readonly TotalVotingPower: string;
  readonly ValidatorPower: string;
  readonly Timestamp: string;
}

export interface RpcVote {
  readonly type: number;
  readonly height: string;
  readonly round: number;
  readonly block_id: RpcBlockId;
  readonly timestamp: string;
  readonly validator_address: string;
  readonly validator_index: number;
  readonly signature: string | null;
  readonly extension?: string | null;
  readonly extension_signature?: string | null;
}

export interface RpcLightClientAttack {
  readonly ConflictingBlock: {
    readonly signed_header: { readonly header: RpcHeader; readonly commit: RpcCommit };
    readonly validator_set: {
      readonly validators: readonly RpcValidator[] | null;
      readonly proposer: RpcValidator | null;
    };
  };
  readonly CommonHeight: string;
  readonly ByzantineValidators: readonly RpcValidator[] | null;
  readonly TotalVotingPower: string;
  readonly Timestamp: string;
}

export interface RpcValidator {
  readonly address: string;
  readonly pub_key: { readonly type: string; readonly value: string };
  readonly voting_power: string;
  readonly proposer_priority: string;
}

/** One page of a validator set; CometBFT's pages have at most 100. */
export interface RpcValidators {
  readonly block_height: string;
  readonly validators: readonly RpcValidator[];
  readonly total: string;
}

export interface RpcStatus {
  readonly node_info: Readonly<Record<string, unknown>> & { readonly network: string; readonly version: string };
  readonly sync_info: {
    readonly latest_block_height: string;
    readonly latest_block_time: string;
    readonly earliest_block_height: string;
    readonly catching_up: boolean;
  };
}

export interface RpcBlockResults {
  readonly height: string;
  readonly txs_results: readonly RpcTxResult[] | null;
  readonly finalize_block_events: readonly RpcEvent[] | null;
}

/** An error that CometBFT answered; `data` has its text. */
export class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = "RpcError";
    this.code = code;
  }
}

export interface Rpc {
  readonly url: string;
  call<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
}

/**
 * A client of one CometBFT RPC server.
 *
 * @param url        such as `http://127.0.0.1:26657`
 * @param timeoutMs  patience per call
 * @returns calls that reject with {@link RpcError} when CometBFT refuses, with {@link StatusError} UNAVAILABLE when it is
 *          not reached and DEADLINE_EXCEEDED when it is silent
 */
export function openRpc(url: string, timeoutMs = 10_000): Rpc {
  const address = url.replace(/^tcp:/, "http:").replace(/\/$/, "");
  let id = 0;
  return {
    url: address,
    async call<T>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
      id += 1;
      const body = await fetch(`${address}/`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id, method, params }),
        signal: AbortSignal.timeout(timeoutMs),
      })
        .then((answer) => answer.json() as Promise<Answer<T>>)
        .catch((error: unknown) => {
          throw unreached(error);
        });
      if (body.error !== undefined) throw new RpcError(body.error.code, body.error.data || body.error.message);
      return body.result as T;
    },
  };
}

interface Answer<T> {
  readonly result?: T;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string };
}

function unreached(error: unknown): StatusError {
  return error instanceof Error && error.name === "TimeoutError"
    ? new StatusError("DEADLINE_EXCEEDED", "CometBFT's RPC did not answer in time")
    : new StatusError("UNAVAILABLE", "CometBFT's RPC is not reached");
}
