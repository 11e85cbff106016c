import { type Rows, run, send } from "./mistake.js";
import { signedTx } from "./signed.js";

/** Words that are too many for a memo. */
const novel = "all happy families are alike ".repeat(20).trim();

export const money: Rows = {
  ACCOUNT_NOT_FOUND: [
    {
      what: "an empty purse",
      args: ["tx", "bank", "send", "poor", "alice", "1udcm"],
      exit: 4,
      next: ["dcm faucet ADDRESS", "dcm query bank balances ADDRESS"],
    },
  ],
  SDK_INSUFFICIENT_FUNDS: [
    {
      what: "more than one has",
      args: ["tx", "bank", "send", "alice", "bob", "99999999DCM"],
      exit: 4,
      next: ["dcm faucet ADDRESS", "dcm query bank balances ADDRESS"],
    },
    {
      what: "a job that one cannot pay",
      args: run("--from", "thin", "-y"),
      exit: 4,
      next: ["dcm faucet ADDRESS", "dcm query bank balances ADDRESS"],
    },
  ],
  SPEND_GUARD: [
    {
      what: "a sum above the context's guard",
      args: run("--context", "tight"),
      exit: 13,
      next: ["dcm run @hello --context tight --yes", "dcm run @hello --context tight --max-total SUM"],
    },
  ],
  FAUCET_REFUSED: [
    {
      what: "no faucet",
      args: (w) => ["faucet", "--node", w.tampered("no-faucet")],
      exit: 1,
      next: ["dcm doctor --node PROXY/no-faucet"],
    },
    {
      what: "an empty faucet",
      args: (w) => ["faucet", "--node", w.tampered("dry-faucet")],
      exit: 1,
      next: ["dcm doctor --node PROXY/dry-faucet"],
    },
  ],
  SDK_OUT_OF_GAS: [
    { what: "too little gas", args: send("--gas", "20"), exit: 6, next: ["dcm tx bank send alice bob 1udcm"] },
    {
      what: "gas that runs out in the block",
      args: send("--gas", "55000"),
      exit: 7,
      next: ["dcm tx bank send alice bob 1udcm"],
    },
  ],
  SDK_INSUFFICIENT_FEE: [
    { what: "too low a fee", args: send("--fees", "1udcm"), exit: 6, next: ["dcm tx bank send alice bob 1udcm"] },
  ],
  SDK_WRONG_SEQUENCE: [
    { what: "an old sequence", args: send("--sequence", "0"), exit: 6, next: ["dcm tx bank send alice bob 1udcm"] },
    {
      what: "a transaction that was signed with another sequence",
      args: (w) => ["tx", "broadcast", signedTx(w, "stale", "-s", "7")],
      exit: 6,
      next: ["dcm tx sign FOLDER/stale-signed.json --from still | dcm tx broadcast -"],
    },
  ],
  SDK_UNAUTHORIZED: [
    {
      what: "a transaction for another chain",
      args: (w) => ["tx", "broadcast", signedTx(w, "foreign", "-s", "0", "--chain-id", "dcm-local-2")],
      exit: 6,
      next: ["dcm tx sign FOLDER/foreign-signed.json --from still | dcm tx broadcast -"],
    },
  ],
  SDK_TX_DECODE: [
    {
      what: "bytes that are no transaction",
      args: (w) => ["tx", "broadcast", w.file("noise.b64", "aGVsbG8=")],
      exit: 6,
      next: ["dcm tx broadcast --help"],
    },
  ],
  SDK_TX_TOO_LARGE: [
    {
      what: "an oversized transaction",
      args: (w) => ["tx", "broadcast", w.file("2m.b64", Buffer.alloc(2_000_000).toString("base64"))],
      exit: 6,
      next: ["dcm tx broadcast --help"],
    },
    {
      what: "a transaction that no request can hold",
      args: (w) => ["tx", "broadcast", w.file("5m.b64", Buffer.alloc(5_000_000).toString("base64"))],
      exit: 6,
      next: ["dcm tx broadcast --help"],
    },
  ],
  SDK_MEMO_TOO_LARGE: [
    { what: "a novel as a memo", args: send("--note", novel), exit: 6, next: ["dcm tx bank send alice bob 1udcm"] },
  ],
  SDK_TX_TIMEOUT_HEIGHT: [
    {
      what: "a height that has passed",
      args: send("--timeout-height", "1"),
      exit: 6,
      next: ["dcm tx bank send alice bob 1udcm"],
    },
  ],
  SDK_INVALID_ADDRESS: [
    {
      what: "an address with a wrong letter",
      args: ["tx", "bank", "send", "alice", "dcm14r4n9aykm50fyczpxeywsegvm09qa9artajzdt", "1udcm"],
      exit: 6,
      next: ["dcm tx bank send --help"],
    },
  ],
  SDK_KEY_NOT_FOUND: [
    { what: "a job that never was", args: ["receipt", "999999"], exit: 1, next: ["dcm job list"] },
    { what: "an order that never was", args: ["order", "get", "999999"], exit: 1, next: ["dcm order list"] },
  ],
  SDK_NOT_FOUND: [
    {
      what: "a transaction in no block",
      args: ["query", "tx", "0".repeat(64)],
      exit: 1,
      next: ["dcm query wait-tx HASH --timeout 10s"],
    },
  ],
  SDK_INVALID_HEIGHT: [
    {
      what: "a height that is still to come",
      args: ["query", "bank", "balances", "alice", "--height", "99999999"],
      exit: 2,
      next: ["dcm query bank balances alice"],
    },
  ],
  JOB_JOB_NOT_FOUND: [
    {
      what: "delivery of a job that never was",
      args: ["tx", "job", "confirm-delivery", "999999"],
      exit: 6,
      next: ["dcm job list"],
    },
  ],
  MARKET_ORDER_NOT_FOUND: [
    {
      what: "an order to cancel that never was",
      args: ["job", "cancel", "999999", "-y"],
      exit: 6,
      next: ["dcm order list"],
    },
  ],
  MARKET_NOT_ORDER_OWNER: [
    {
      what: "another's order to cancel",
      args: (w) => ["job", "cancel", w.jobs.open, "-y", "--from", "bob"],
      exit: 6,
      next: ["dcm order list"],
    },
  ],
};
