import { type Client, DcmError, type IncludedTx } from "@dcm/client";
import type { JsonObject, JsonValue } from "@dcm/proto";
import { Service } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { CliError } from "../failure.js";
import { type Format, facts, show } from "../output.js";
import { milliseconds } from "../request.js";
import { openSession, type SessionFlags } from "../session.js";
import { yaml } from "../yaml.js";
import { showResult } from "./derived.js";
import { txJson } from "./txFiles.js";

type Flags = SessionFlags & { readonly output: Format };

/** `dcm query tx HASH`. */
export async function tx(hash: string, flags: Flags): Promise<number> {
  if (!/^[0-9a-fA-F]{64}$/.test(hash)) throw new CliError("USAGE", `${hash} is not the hash of a transaction`);
  const { client } = await openSession(flags);
  const found = await client.tx.get(hash.toUpperCase());
  if (!found) {
    const next = [`dcm query wait-tx ${hash} --timeout 10s`];
    throw new DcmError({ code: "SDK_NOT_FOUND", grpc: 5, message: `tx not found: ${hash}`, next });
  }
  const value = await whole(client, found);
  show(flags.output, value, () => yaml(value));
  return 0;
}

/** `dcm query txs --query "message.sender='…'"`. */
export async function txs(
  flags: Flags & { readonly query: string; readonly page: string; readonly limit: string },
): Promise<number> {
  const { client } = await openSession(flags);
  const { query, page, limit } = flags;
  const value = (await rpcOf(client).call("tx_search", {
    query,
    page,
    per_page: limit,
    order_by: "desc",
  })) as JsonObject;
  show(flags.output, value, () => yaml(value));
  return 0;
}

/** `dcm query wait-tx HASH`. */
export async function waitTx(hash: string, flags: Flags & { readonly timeout: string }): Promise<number> {
  const { client } = await openSession(flags);
  showResult(
    await client.tx.wait(hash.toUpperCase(), { timeoutMs: milliseconds("--timeout", flags.timeout) }),
    flags.output,
  );
  return 0;
}

/** `dcm query block [HEIGHT]`. */
export async function block(height: string | undefined, flags: Flags): Promise<number> {
  return ask("block", height, flags);
}

/** `dcm query block-results [HEIGHT]`. */
export async function blockResults(height: string | undefined, flags: Flags): Promise<number> {
  return ask("block_results", height, flags);
}

/** `dcm status`: what the node says of itself. */
export async function status(flags: Flags): Promise<number> {
  const { client } = await openSession(flags);
  const found = await client.status();
  const value = client.rpc ? await client.rpc.call("status") : found;
  const { network } = client;
  show(flags.output, value, () =>
    facts([
      ["chain", `${found.chainId}${network.local ? " (local)" : ""}`],
      ["height", `${found.height}, ${found.time}${found.catchingUp ? ", still catching up" : ""}`],
      ["CometBFT", found.cometVersion],
      ["rpc", network.rpc ?? "not known"],
      ["rest", network.rest ?? "not known"],
      ["gas price", network.gasPrice],
    ]),
  );
  return 0;
}

async function ask(method: string, height: string | undefined, flags: Flags): Promise<number> {
  const { client } = await openSession(flags);
  const value = (await rpcOf(client).call(method, height === undefined ? {} : { height })) as JsonValue;
  show(flags.output, value, () => yaml(value));
  return 0;
}

function rpcOf(client: Client) {
  if (client.rpc) return client.rpc;
  throw new CliError("USAGE", "this needs CometBFT's RPC: give it with --node http://host:26657");
}

/** As the SDK prints it, transaction and events included. */
async function whole(client: Client, found: IncludedTx): Promise<JsonObject> {
  if (found.bytes.length === 0) {
    const { txResponse } = await client.call(Service.methods.GetTx, { hash: found.hash });
    return Service.methods.GetTx.response.toJSON({ tx: undefined, txResponse }) as JsonObject;
  }
  const { height, hash, codespace, code, log, gasWanted, gasUsed, events, bytes } = found;
  const gas = { gas_wanted: String(gasWanted), gas_used: String(gasUsed) };
  const tx = txJson(bytes);
  return {
    height: String(height),
    txhash: hash,
    codespace,
    code,
    raw_log: log,
    ...gas,
    tx,
    events: events as unknown as JsonValue,
  };
}
