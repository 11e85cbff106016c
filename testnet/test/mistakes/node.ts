import { type Rows, send } from "./mistake.js";

export const node: Rows = {
  NODE_UNREACHABLE: [
    {
      what: "a dead node",
      args: ["status", "--node", "http://127.0.0.1:9"],
      exit: 5,
      next: ["dcm doctor --node http://127.0.0.1:9"],
    },
  ],
  NODE_BAD_ANSWER: [
    {
      what: "a node that speaks of something else",
      args: (w) => ["status", "--node", w.tampered("other-json")],
      exit: 5,
      next: ["dcm doctor --node PROXY/other-json"],
    },
    {
      what: "a node that is a web page",
      args: (w) => ["status", "--node", w.tampered("no-json")],
      exit: 5,
      next: ["dcm doctor --node PROXY/no-json"],
    },
  ],
  NODE_UNSUPPORTED: [
    {
      what: "a node of another time",
      args: (w) => ["status", "--node", w.tampered("old-comet")],
      exit: 5,
      next: ["dcm context list"],
    },
  ],
  MEMPOOL_FULL: [
    {
      what: "a node with a full mempool",
      args: (w) => send("--node", w.tampered("mempool-full")),
      exit: 6,
      next: ["dcm tx bank send alice bob 1udcm --node PROXY/mempool-full"],
    },
  ],
  TX_PENDING: [
    {
      what: "a transaction that is in no block",
      args: (w) => send("--node", w.tampered("swallowed"), "--wait-timeout", "500ms"),
      exit: 8,
      next: ["dcm query wait-tx HASH --node PROXY/swallowed"],
    },
  ],
  TX_REPLACED: [
    {
      what: "an account that others use",
      args: (w) => send("--node", w.tampered("replaced")),
      exit: 8,
      next: ["dcm tx bank send alice bob 1udcm --node PROXY/replaced"],
    },
  ],
};
