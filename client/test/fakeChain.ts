import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  amount,
  fromBase64,
  fromHex,
  type MessageCodec,
  type MethodInfo,
  messageByTypeUrl,
  services,
  toBase64,
} from "@dcm/proto";
import { Query as Auth } from "@dcm/proto/gen/cosmos/auth/v1beta1";
import { TxMsgData } from "@dcm/proto/gen/cosmos/base/abci/v1beta1";
import { AuthInfo, Service, TxBody, TxRaw } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import type { RawEvent } from "../src/rpc.js";
import { type Message, txHash } from "../src/tx/build.js";

/** What may happen to one broadcast on its way. */
export type Trouble = "none" | "lost" | "answerLost" | "rejected" | "unreadable" | "forgotten";

interface Held {
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly sequence: bigint;
  readonly memo: string;
  readonly gas: bigint;
  readonly unordered: boolean;
}

/** One account's chain behind CometBFT's JSON-RPC over real HTTP: a fake of the network, not of our code. */
export class FakeChain {
  version = "0.38.25";
  url = "";
  height = 10n;
  /** As the last block left it, and as the mempool sees it. */
  committed = 5n;
  checked = 5n;
  gasNeeded = 70_000n;
  gasSimulated = 70_000n;
  readonly mempool: Held[] = [];
  readonly included: (Held & { readonly height: bigint; readonly code: number; readonly data: string })[] = [];
  readonly broadcasts: { readonly sequence: bigint; readonly gas: bigint; readonly fee: bigint }[] = [];
  /** Fees of the transactions that were simulated. */
  readonly simulated: bigint[] = [];
  /** Moments that unordered transactions have named: none twice. */
  readonly nonces = new Set<string>();
  /** Next broadcasts' troubles, first one first; none afterwards. */
  troubles: Trouble[] = [];
  /** What every block emits. */
  events: readonly RawEvent[] = [];
  /** Answers to further queries, by their path, as partial responses; undefined is NotFound. */
  readonly answers = new Map<string, (request: never) => object | undefined>();
  /** Answers to the messages of a transaction that is put into a block. */
  deliver: (messages: readonly Message[]) => readonly Message[] = () => [];
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.url;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Puts the mempool into a block, in its order, as long as sequences fit. */
  block(): void {
    this.height += 1n;
    for (const held of this.mempool.splice(0)) {
      if (!held.unordered) {
        if (held.sequence !== this.committed) continue;
        this.committed += 1n;
      }
      this.included.push({
        ...held,
        height: this.height,
        code: held.gas < this.gasNeeded ? 11 : 0,
        data: this.run(held),
      });
    }
    this.checked = this.committed;
  }

  /** The node forgets what is in no block. */
  restart(): void {
    this.mempool.splice(0);
    this.checked = this.committed;
  }

  /** Another program sends from the same account. */
  stranger(): void {
    this.mempool.push({
      bytes: new Uint8Array([1]),
      hash: "STRANGER",
      sequence: this.checked,
      memo: "stranger",
      gas: 1_000_000n,
      unordered: false,
    });
    this.checked += 1n;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === "GET") return void response.writeHead(404).end();
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const trouble = method === "broadcast_tx_sync" ? (this.troubles.shift() ?? "none") : "none";
    if (trouble === "lost") return void request.socket.destroy();
    if (trouble === "rejected") return void response.writeHead(503).end("try later");
    const answer = this.answer(method, params);
    if (trouble === "forgotten") this.restart();
    if (trouble === "answerLost") return void request.socket.destroy();
    if (trouble === "unreadable") return void response.end('{"jsonrpc":"2.0","id":1,"resu');
    response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...answer }));
  }

  private answer(method: string, params: Record<string, string>): object {
    switch (method) {
      case "status":
        return { result: this.status() };
      case "abci_query":
        return { result: { response: this.query(params.path ?? "", fromHex(params.data ?? "")) } };
      case "broadcast_tx_sync":
        return this.broadcast(fromBase64(params.tx ?? ""));
      case "tx":
        return this.tx(
          Buffer.from(params.hash ?? "", "base64")
            .toString("hex")
            .toUpperCase(),
        );
      case "block_results":
        return { result: { height: params.height, txs_results: null, finalize_block_events: this.events } };
      default:
        return { error: { code: -32601, message: "Method not found" } };
    }
  }

  private status(): object {
    const sync = {
      latest_block_height: String(this.height),
      latest_block_time: "2026-01-01T00:00:00Z",
      catching_up: false,
    };
    return { node_info: { network: "fake-1", version: this.version }, sync_info: sync };
  }

  private query(path: string, data: Uint8Array): object {
    if (path === Auth.methods.AccountInfo.path) {
      const info = {
        address: Auth.methods.AccountInfo.request.decode(data).address,
        accountNumber: 3n,
        sequence: this.committed,
      };
      return this.value(Auth.methods.AccountInfo.response, { info });
    }
    const answer = this.answers.get(path);
    if (answer) return this.further(path, answer as (request: unknown) => object | undefined, data);
    if (path !== Service.methods.Simulate.path)
      return { code: 6, codespace: "sdk", log: `unknown query path: ${path}` };
    const { txBytes } = Service.methods.Simulate.request.decode(data);
    const raw = TxRaw.decode(txBytes);
    const { signerInfos, fee } = AuthInfo.decode(raw.authInfoBytes);
    this.simulated.push(fee?.amount[0]?.amount ?? 0n);
    const got = signerInfos[0]?.sequence ?? 0n;
    if (got !== (TxBody.decode(raw.bodyBytes).unordered ? 0n : this.checked)) return this.mismatch(got);
    return this.value(Service.methods.Simulate.response, {
      gasInfo: { gasUsed: this.gasSimulated, gasWanted: 2n ** 64n - 1n },
    });
  }

  private further(path: string, answer: (request: unknown) => object | undefined, data: Uint8Array): object {
    const method = services
      .flatMap(({ methods }) => Object.values(methods))
      .find((one) => one.path === path) as MethodInfo;
    const partial = answer(method.request.decode(data));
    const log = "rpc error: code = NotFound desc = there is none: key not found";
    return partial ? this.value(method.response, partial) : { code: 22, codespace: "sdk", log };
  }

  private run({ bytes, memo }: Held): string {
    if (memo === "stranger") return "";
    const messages = TxBody.decode(TxRaw.decode(bytes).bodyBytes).messages.map(({ typeUrl, value }) => ({
      typeUrl,
      value: messageByTypeUrl(typeUrl)?.decode(value),
    }));
    const msgResponses = this.deliver(messages).map(({ typeUrl, value }) => {
      const codec = messageByTypeUrl(typeUrl) as MessageCodec;
      return { typeUrl, value: codec.encode(codec.fromPartial(value as object)) };
    });
    return toBase64(TxMsgData.encode(TxMsgData.fromPartial({ msgResponses })));
  }

  private value<T>(codec: { encode(value: T): Uint8Array; fromPartial(input: never): T }, partial: object): object {
    return { code: 0, value: toBase64(codec.encode(codec.fromPartial(partial as never))), height: String(this.height) };
  }

  private broadcast(bytes: Uint8Array): object {
    const hash = txHash(bytes);
    const seen = this.mempool.some((held) => held.hash === hash) || this.included.some((held) => held.hash === hash);
    if (seen) return { error: { code: -32603, message: "Internal error", data: "tx already exists in cache" } };
    const raw = TxRaw.decode(bytes);
    const { signerInfos, fee } = AuthInfo.decode(raw.authInfoBytes);
    const sequence = signerInfos[0]?.sequence ?? 0n;
    const gas = fee?.gasLimit ?? 0n;
    this.broadcasts.push({ sequence, gas, fee: fee?.amount[0]?.amount ?? amount(0n) });
    const { memo, unordered, timeoutTimestamp } = TxBody.decode(raw.bodyBytes);
    if (unordered) {
      const nonce = `${timeoutTimestamp?.seconds}.${timeoutTimestamp?.nanos}`;
      if (this.nonces.has(nonce))
        return { result: { code: 18, codespace: "sdk", log: "already used timeout", data: "" } };
      this.nonces.add(nonce);
    } else {
      if (sequence !== this.checked) return { result: this.mismatch(sequence) };
      this.checked += 1n;
    }
    this.mempool.push({ bytes, hash, sequence, memo, gas, unordered });
    return { result: { code: 0, codespace: "", log: "", data: "", hash } };
  }

  private mismatch(got: bigint): object {
    const log = `account sequence mismatch, expected ${this.checked}, got ${got}: incorrect account sequence`;
    return { code: 32, codespace: "sdk", log, data: "" };
  }

  private tx(hash: string): object {
    const held = this.included.find((one) => one.hash === hash);
    if (!held) return { error: { code: -32603, message: "Internal error", data: `tx (${hash}) not found` } };
    const log = held.code === 11 ? "out of gas in location: x; gasWanted: 1, gasUsed: 2: out of gas" : "";
    const result = { code: held.code, codespace: held.code ? "sdk" : "", log, data: held.data, events: [] };
    const gas = { gas_wanted: String(held.gas), gas_used: String(this.gasNeeded) };
    return {
      result: {
        hash,
        height: String(held.height),
        index: 0,
        tx: toBase64(held.bytes),
        tx_result: { ...result, ...gas },
      },
    };
  }
}
