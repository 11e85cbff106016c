import { createHash } from "node:crypto";
import { join } from "node:path";
import { fromBech32, toBase64, toBech32 } from "@dcm/proto";
import { QueryAccountInfoRequest, QueryAccountInfoResponse } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { expect } from "vitest";
import { addAccount, type JsonObject, readGenesis, writeGenesis } from "../../../src/node/genesis.js";
import { CHAIN_ID } from "../../harness/chain.js";
import { CROWD, Crowd, type Random, withShortWindows } from "../../harness/crowd.js";
import { type Person, person } from "../../harness/keys.js";
import { msg, signTx } from "../../harness/tx.js";
import { makeHome, type Node, VALIDATOR } from "./chain.js";
import { type Judge, openJudge } from "./judge.js";

/** Senders of plain transfers: what they and the till own can be added up without knowing anything of the application. */
export const PAYERS: readonly Person[] = ["pay1", "pay2", "pay3"].map((name) => person(name));
export const TILL = person("till");

const FEE = 1_000n;
const DENOM = "udcm";

/** What everybody who loads a chain owns at first. */
export const RICH = 1_000_000_000_000n;

/** A home whose chain has accounts for the load, short deadlines, and a judge. */
export function loadedHome(parent?: string): { readonly home: string; readonly judge: Judge } {
  const home = makeHome(parent === undefined ? {} : { parent });
  const file = join(home, "config/genesis.json");
  const genesis = readGenesis(file);
  for (const { address } of [...CROWD, ...PAYERS, TILL]) addAccount(genesis, address, new Map([[DENOM, RICH]]));
  writeGenesis(file, { ...genesis, app_state: withShortWindows(genesis.app_state) as JsonObject });
  return { home, judge: openJudge(readGenesis(file)) };
}

/** People who use a node while it runs, and go on when it comes back. */
export interface Load {
  readonly payers: readonly Payer[];
  /** The node to use from now on; undefined while there is none. */
  use(node: Node | undefined): void;
  /** Ends it; throws the first finding. */
  stop(): Promise<void>;
}

/** Puts a node under load: payers, a crowd that trades, and a judge who follows the blocks. */
export function startLoad(judge: Judge, random: Random): Load {
  let node: Node | undefined;
  let isOver = false;
  const findings: unknown[] = [];
  const forever = async (step: (node: Node) => Promise<void>): Promise<void> => {
    while (!isOver && findings.length === 0) {
      const current = node;
      try {
        if (current !== undefined) await step(current);
      } catch (error) {
        if (!isBrokenOff(error)) findings.push(error);
      }
      await pause(5);
    }
  };
  const payers = PAYERS.map((who) => new Payer(who, judge));
  const loops = [
    forever(({ get }) => judge.follow(get)),
    forever(trading(judge, random)),
    ...payers.map((payer) => forever((current) => payer.pay(current))),
  ];
  return {
    payers,
    use(next) {
      node = next;
    },
    async stop() {
      isOver = true;
      await Promise.all(loops);
      if (findings.length > 0) throw findings[0];
    },
  };
}

/** Sends one transfer after the other, each with the sequence that should be next, and now and then a paid one again. */
export class Payer {
  /** Amounts by the hash of the transfer that was signed. */
  readonly #signed = new Map<string, bigint>();
  readonly #paid = new Map<string, Uint8Array>();
  #judged = 0;
  #count = 0;
  #sequence = 0n;
  /** Transfers that a node took into its mempool. */
  taken = 0;
  /** Coins that left the account, by the blocks. */
  spent = 0n;
  /** Coins that went to the till, by the blocks. */
  given = 0n;

  constructor(
    readonly who: Person,
    readonly judge: Judge,
  ) {}

  /** Transfers in the blocks: the account's sequence. */
  get paid(): number {
    this.#settle();
    return this.#paid.size;
  }

  async pay(node: Node): Promise<void> {
    this.#count += 1;
    const value = BigInt(1 + (this.#count % 1000));
    const tx = this.#transfer(value);
    this.#signed.set(hashOf(tx), value);
    try {
      const { code, log } = await broadcast(node, tx);
      if (code === 0) this.taken += 1;
      this.#sequence = code === 0 ? this.#sequence + 1n : BigInt(/expected (\d+)/.exec(log)?.[1] ?? this.paid);
    } catch (error) {
      // The mempool ends with the node: what is in no block has to be sent again.
      this.#sequence = BigInt(this.paid);
      throw error;
    }
    const [old] = this.#paid.values();
    if (this.#count % 9 !== 0 || old === undefined) return;
    expect((await broadcast(node, old)).code, "a transfer that was paid is refused").not.toBe(0);
  }

  #transfer(amount: bigint): Uint8Array {
    const coins = [{ denom: DENOM, amount }];
    const message = msg(MsgSend, { fromAddress: this.who.address, toAddress: TILL.address, amount: coins });
    const signing = { chainId: CHAIN_ID, accountNumber: numberOf(this.judge, this.who), sequence: this.#sequence };
    const fee = [{ denom: DENOM, amount: FEE }];
    return signTx({ messages: [message], fee, gas: 150_000n }, [[this.who, signing]]);
  }

  #settle(): void {
    for (const { txs, results, height } of this.judge.blocks.slice(this.#judged))
      for (const [i, tx] of txs.entries()) {
        const hash = hashOf(tx);
        const value = this.#signed.get(hash);
        if (value === undefined || results[i]?.code !== 0) continue;
        expect(this.#paid.has(hash), `block ${height} pays ${hash} again`).toBe(false);
        this.#paid.set(hash, tx);
        this.given += value;
        this.spent += value + FEE;
      }
    this.#judged = this.judge.blocks.length;
  }
}

export function hashOf(tx: Uint8Array): string {
  return createHash("sha256").update(tx).digest("hex").toUpperCase();
}

/** A crowd that answers every block with transactions of all kinds, right and wrong ones. */
function trading(judge: Judge, random: Random): (node: Node) => Promise<void> {
  const crowd = new Crowd(random, () => judge.app, toBech32("dcmvaloper", fromBech32(VALIDATOR).data));
  let seen = 0n;
  // The first two rounds open the market.
  let round = 1n;
  return async (node) => {
    if (judge.height === seen) return;
    seen = judge.height;
    crowd.settle();
    round += 1n;
    for (const tx of crowd.txs(round)) await broadcast(node, tx);
  };
}

function numberOf({ app }: Judge, { address }: Person): bigint {
  const data = QueryAccountInfoRequest.encode({ address });
  const path = "/cosmos.auth.v1beta1.Query/AccountInfo";
  const { value } = app.query({ path, data, height: 0n, prove: false });
  return QueryAccountInfoResponse.decode(value).info?.accountNumber ?? 0n;
}

async function broadcast({ rpc }: Node, tx: Uint8Array): Promise<{ code: number; log: string }> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "broadcast_tx_sync", params: { tx: toBase64(tx) } });
  const response = await fetch(rpc, { method: "POST", body, headers: { "content-type": "application/json" } });
  const { result, error } = (await response.json()) as {
    result?: { code: number; log: string };
    error?: { message: string; data: string };
  };
  // What is in the cache of the mempool, or too large for it, is refused by CometBFT itself.
  if (result === undefined) return { code: -1, log: `${error?.message} ${error?.data}` };
  return result;
}

/** What fetch says of a node that is not there, or was killed while it answered. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
