import { changed, json, type Tamper } from "../tampering.js";

/** What a network may answer that ours does not. */
export const tampers: Readonly<Record<string, Tamper>> = {
  "mempool-full": ({ rpc }) =>
    rpc === "broadcast_tx_sync"
      ? refused("mempool is full: number of txs 5000 (max: 5000), total txs bytes 999 (max: 999)")
      : undefined,
  // Takes a transaction and has it fail for its sequence, every time.
  replaced: ({ rpc }) => {
    if (rpc === "broadcast_tx_sync") return result({ code: 0, codespace: "", log: "", hash: "00" });
    const failed = { code: 32, codespace: "sdk", log: "account sequence mismatch", data: "", events: [] };
    return rpc === "tx" ? result({ hash: "00", height: "5", index: 0, tx: "", tx_result: failed }) : undefined;
  },
  // Takes a transaction and forgets it.
  swallowed: ({ rpc }) =>
    rpc === "broadcast_tx_sync" ? result({ code: 0, codespace: "", log: "", hash: "00" }) : undefined,
  "old-comet": ({ rpc }, ask) =>
    rpc === "status"
      ? changed<{ result: { node_info: object } }>(ask, ({ result: { node_info, ...rest } }) => ({
          result: { ...rest, node_info: { ...node_info, version: "0.37.2" } },
        }))
      : undefined,
  "other-json": ({ rpc }) => (rpc === "status" ? result({}) : undefined),
  "no-json": async () => ({ status: 200, body: Buffer.from("<html>hello</html>") }),
  "no-faucet": ({ path }, ask) =>
    path === "/.well-known/dcm.json" ? changed<object>(ask, (file) => ({ ...file, faucet: undefined })) : undefined,
  "dry-faucet": async ({ path }, ask) =>
    path === "/faucet/credit" ? json({ code: 9, message: "the faucet is empty", details: [] }, 400) : ask(),
  "no-store": async ({ method }, ask) => (method === "PUT" ? json({ message: "not here" }, 403) : ask()),
  // Over REST alone, where a job is JSON: its output is had from here only.
  "other-content": async ({ method, path }, ask) => {
    if (path === "/.well-known/dcm.json") return changed<object>(ask, (file) => ({ ...file, rpc: undefined }));
    if (method === "GET" && path.startsWith("/dcm/blobs/")) return { status: 200, body: Buffer.from("forged") };
    if (!/^\/dcm\/job\/v1\/jobs\/\d+$/.test(path)) return ask();
    return changed<{ job: { slots: object[] } }>(ask, ({ job, ...rest }) => ({
      ...rest,
      job: { ...job, slots: job.slots.map((slot) => ({ ...slot, uris: [] })) },
    }));
  },
  // Over REST alone, where a job is JSON: the agreed digest is none that was revealed.
  "other-result": async ({ path }, ask) => {
    if (path === "/.well-known/dcm.json") return changed<object>(ask, (file) => ({ ...file, rpc: undefined }));
    if (!/^\/dcm\/job\/v1\/jobs\/\d+$/.test(path)) return ask();
    return changed<{ job: object }>(ask, ({ job, ...rest }) => ({
      ...rest,
      job: { ...job, result_digest: Buffer.alloc(32, 7).toString("base64") },
    }));
  },
};

async function result(value: unknown) {
  return json({ jsonrpc: "2.0", id: 1, result: value });
}

async function refused(data: string) {
  return json({ jsonrpc: "2.0", id: 1, error: { code: -32603, message: "Internal error", data } });
}
