import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "../src/child.js";
import type { Ready } from "../src/localnet.js";
import { type Place, run as runProgram } from "./network.js";
import { changed, json, type Tamper } from "./tampering.js";

/** What the mistakes refer to: one network, with a history. */
export interface World {
  readonly place: Place;
  readonly ready: Ready;
  /** Files of this test. */
  readonly folder: string;
  /** The network as a proxy changes it, by the name of a row of {@link tampers}. */
  tampered(name: string): string;
  /** A process that does nothing and may be ended. */
  readonly sleeper: number;
  /** A port that something listens on. */
  readonly takenPort: number;
  /** Jobs by how they stand. */
  readonly jobs: Readonly<
    Record<"open" | "cancelled" | "expired" | "rejected" | "failed" | "void" | "unreachable", string>
  >;
  /** A new job whose result waits for its owner's word. */
  fresh(): Promise<string>;
  address(name: string): string;
  file(name: string, content?: string | Uint8Array): string;
}

/** One mistake: what is typed, how the program ends, and what it proposes. */
export interface Mistake {
  readonly what: string;
  /** `dcm` when it is not said. */
  readonly program?: "dcm" | "dcm-provider" | "dcm-gateway";
  readonly args: readonly string[] | ((world: World) => readonly string[] | Promise<readonly string[]>);
  /** More of the environment, such as another home. */
  readonly env?: (world: World) => NodeJS.ProcessEnv;
  readonly stdin?: string;
  readonly exit: number;
  /** Addresses, hashes, files and sums replaced by what they are. */
  readonly next: readonly string[];
  /** Money is still held. */
  readonly locked?: true;
  /** What the message says, when that is the point. */
  readonly says?: RegExp;
}

/** A home without keys and contexts. */
const nobody = ({ folder }: World) => ({ DCM_HOME: join(folder, "nobody") });
/** Breaks the first call of a function that every command uses, as a bug of ours would. */
const planted = (what: string) => () => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `const real = ${what}; let calls = 0; ${what} = function (...all) { if (calls++ === 0) throw new TypeError("a planted fault"); return real.apply(this, all); };`,
  )}`,
});

/** A key of which alice and bob must both sign. */
const jointKey = (name: string, { env }: Place) =>
  runProgram("dcm", ["keys", "add", name, "--multisig", "alice,bob", "--multisig-threshold", "2"], env);
const send = (...more: string[]) => ["tx", "bank", "send", "alice", "bob", "1udcm", ...more];
const run = (...more: string[]) => ["run", "@hello", ...more];
/** Words that are too many for a memo. */
const novel = "all happy families are alike ".repeat(20).trim();

export const hello = new Uint8Array(readFileSync(new URL("../../examples/hello.wasm", import.meta.url)));

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

/** Prints without an end: [W1] one page, fd_write of 60,000 bytes in a loop. */
const PRINTS = module([0x41, 1, 0x41, 0, 0x41, 1, 0x41, 8, 0x10, 0, 0x1a]);
/** Takes memory without an end, and traps when it gets none. */
const GROWS = module([0x41, 0x80, 0x08, 0x40, 0, 0x41, 0x7f, 0x46, 0x04, 0x40, 0x00, 0x0b]);

/** A module whose `_start` does the same for ever. */
function module(body: readonly number[]): Uint8Array {
  const section = (id: number, ...content: number[]) => [id, content.length, ...content];
  const text = (word: string) => [word.length, ...Buffer.from(word)];
  // biome-ignore format: a line for each part
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, 2, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0),
    ...section(2, 1, ...text("wasi_snapshot_preview1"), ...text("fd_write"), 0, 0),
    ...section(3, 1, 1), ...section(5, 1, 0, 1),
    ...section(7, 2, ...text("memory"), 2, 0, ...text("_start"), 0, 1),
    ...section(10, 1, body.length + 7, 0, 0x03, 0x40, ...body, 0x0c, 0, 0x0b, 0x0b),
    // What is written: 60,000 bytes from 16 on.
    ...section(11, 1, 0, 0x41, 0, 0x0b, 8, 16, 0, 0, 0, 0x60, 0xea, 0, 0));
}

/** A module that is valid and too large: 65 MiB of a custom section. */
function bloated(): Uint8Array {
  const size = 65 << 20;
  const leb = [0x80 | (size & 0x7f), 0x80 | ((size >> 7) & 0x7f), 0x80 | ((size >> 14) & 0x7f), size >> 21];
  const bytes = new Uint8Array(8 + 1 + leb.length + size);
  bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...leb, 1, 0x78]);
  return bytes;
}

/** The home of a provider's agent, changed. */
function agentHome({ ready, folder }: World, name: string, change: (home: string) => void): string {
  const home = join(folder, `agent-${name}`);
  cpSync(ready.providers[0]?.home ?? "", home, { recursive: true, filter: (path) => !/agent\.pid$|blobs$/.test(path) });
  change(home);
  return home;
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Signed offline by somebody whose sequence does not move. */
export function signedTx({ folder, place }: World, name: string, ...signing: string[]): string {
  const dcm = (args: readonly string[]) =>
    execFileSync(program("dcm"), args, { env: { ...place.env, DCM_OUTPUT: "json" }, encoding: "utf8" });
  const [unsigned, signed] = ["unsigned", "signed"].map((part) => join(folder, `${name}-${part}.json`)) as [
    string,
    string,
  ];
  const pay = ["tx", "bank", "send", "still", "bob", "1udcm"];
  writeFileSync(unsigned, dcm([...pay, "--generate-only", "--offline", "--gas", "120000"]));
  const { account } = JSON.parse(dcm(["query", "auth", "account", "still"]));
  const given = ["--offline", "-a", account.account_number, "-s", account.sequence, "--from", "still"];
  writeFileSync(signed, dcm(["tx", "sign", unsigned, ...given, ...signing]));
  return signed;
}

type Rows = Readonly<Record<string, readonly Mistake[]>>;

const words: Rows = {
  USAGE: [
    { what: "a mistyped command", args: ["rnu", "@hello"], exit: 2, next: ["dcm run @hello"] },
    { what: "a mistyped command of a group", args: ["job", "lst"], exit: 2, next: ["dcm job list"] },
    { what: "a command that is like none", args: ["frobnicate"], exit: 2, next: ["dcm --help"] },
    { what: "an unknown flag", args: run("--replica", "2"), exit: 2, next: ["dcm run @hello --replicas 2"] },
    {
      what: "a format that does not exist",
      args: ["job", "list", "-o", "xml"],
      exit: 2,
      next: ["dcm job list -o text"],
    },
    {
      what: "an argument that is missing",
      args: ["query", "bank", "balance", "alice"],
      exit: 2,
      next: ["dcm query bank balance --help"],
    },
    { what: "a duration without its unit", args: run("--max-time", "60"), exit: 2, next: ["dcm run --help"] },
    { what: "a policy that does not exist", args: run("--policy", "vote"), exit: 2, next: ["dcm run --help"] },
    { what: "a job's number that is none", args: ["job", "get", "seven"], exit: 2, next: ["dcm job list"] },
    {
      what: "a limit that is no number",
      args: ["job", "list", "--limit", "x"],
      exit: 2,
      next: ["dcm job list --help"],
    },
    { what: "a sequence that is no number", args: send("--sequence", "x"), exit: 2, next: ["dcm tx bank send --help"] },
    { what: "a hash that is none", args: ["query", "tx", "zz"], exit: 2, next: ["dcm query tx --help"] },
    { what: "a node that is no URL", args: ["status", "--node", "localhost"], exit: 2, next: ["dcm status --help"] },
    {
      what: "a provider that nobody knows",
      args: ["provider", "get", "pja"],
      exit: 2,
      next: ["dcm provider get pia", "dcm provider list"],
    },
    {
      what: "a mistyped key",
      args: ["tx", "bank", "send", "alice", "bop", "1udcm"],
      exit: 2,
      next: ["dcm tx bank send alice bob 1udcm", "dcm keys list"],
    },
    {
      what: "a file that is no transaction",
      args: (w) => ["tx", "sign", w.file("notes.txt", "hello")],
      exit: 2,
      next: ["dcm tx sign --help"],
    },
    {
      what: "JSON that is no transaction",
      args: (w) => ["tx", "broadcast", w.file("five.json", "{5")],
      exit: 2,
      next: ["dcm tx broadcast --help"],
    },
    { what: "bytes that are no transaction", args: ["tx", "decode", "zz"], exit: 2, next: ["dcm tx decode --help"] },
  ],
  BAD_AMOUNT: [
    { what: "an amount of another money", args: run("--max-total", "5EUR"), exit: 2, next: ["dcm run --help"] },
    { what: "a price without its unit", args: run("--max-price", "5DCM"), exit: 2, next: ["dcm run --help"] },
    {
      what: "an amount with a comma",
      args: ["tx", "bank", "send", "alice", "bob", "1,5DCM"],
      exit: 2,
      next: ["dcm tx bank send --help"],
    },
  ],
  BAD_REQUEST: [
    { what: "no replicas", args: run("--replicas", "0"), exit: 12, next: ["dcm run --help"] },
    {
      what: "a client key that is too long",
      args: run("--client-key", "k".repeat(33)),
      exit: 12,
      next: ["dcm run --help"],
    },
  ],
  ADDRESS_WRONG_PREFIX: [
    {
      what: "an address of another chain",
      args: ["tx", "bank", "send", "alice", "cosmos14r4n9aykm50fyczpxeywsegvm09qa9artajzdt", "1udcm"],
      exit: 2,
      next: ["dcm tx bank send alice ADDRESS 1udcm"],
    },
  ],
  FILE_NOT_FOUND: [
    {
      what: "an input that is missing",
      args: (w) => run("--input", `in/x=${w.folder}/notes.tx`),
      exit: 12,
      next: ["dcm run @hello --input in/x=FOLDER/notes.txt"],
    },
    {
      what: "a passphrase file that is missing",
      args: ["keys", "add", "z", "--keyring-backend", "file", "--passphrase-file", "/no/such"],
      exit: 12,
      next: ["dcm keys add --help"],
    },
    {
      what: "a key file that is missing",
      args: ["keys", "import", "z", "/no/such"],
      exit: 12,
      next: ["dcm keys import --help"],
    },
  ],
  FILE_UNUSABLE: [
    {
      what: "an output folder that is a file",
      args: (w) => run("--output-dir", w.file("notes.txt", "hello")),
      exit: 12,
      next: ["dcm run --help"],
    },
  ],
  PROGRAM_NOT_FOUND: [
    { what: "a mistyped example", args: ["run", "@helo"], exit: 12, next: ["dcm run @hello"] },
    { what: "a missing program", args: ["run", "/no/such.wasm"], exit: 12, next: ["dcm run @hello"] },
    {
      what: "a mistyped program",
      args: (w) => ["run", w.file("pi.wasm", hello).replace("pi.", "pj.")],
      exit: 12,
      next: ["dcm run FOLDER/pi.wasm", "dcm run @hello"],
    },
  ],
  PROGRAM_NOT_WASM: [
    { what: "a file that is no program", args: ["run", "package.json"], exit: 12, next: ["dcm run @hello"] },
    {
      what: "a source instead of a program",
      args: (w) => ["run", w.file("main.rs", "fn main() {}")],
      exit: 12,
      next: ["rustc --target wasm32-wasip1 -O FOLDER/main.rs"],
    },
  ],
  PROGRAM_INVALID: [
    {
      what: "broken WebAssembly",
      // The header, then a type section that promises more than there is.
      args: (w) => ["run", w.file("broken.wasm", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 9, 9))],
      exit: 126,
      next: ["dcm run @hello"],
    },
    {
      what: "a program over the limit",
      args: (w) => ["run", w.file("bloated.wasm", bloated())],
      exit: 126,
      next: ["dcm run @hello"],
      says: /module is larger than 67108864 bytes/,
    },
  ],
  CONTEXT_MISSING: [
    {
      what: "no network",
      args: ["job", "list"],
      env: nobody,
      exit: 2,
      next: ["dcm localnet up --detach", "dcm context create --help"],
    },
  ],
  CONTEXT_NOT_FOUND: [
    { what: "an unknown context", args: ["status", "--context", "mainnet"], exit: 2, next: ["dcm context list"] },
  ],
  CONTEXT_BAD_FILE: [
    {
      what: "a file of contexts that was damaged",
      args: ["job", "list"],
      env: ({ folder }) => {
        const home = join(folder, "damaged");
        mkdirSync(home, { recursive: true });
        writeFileSync(join(home, "contexts.json"), "{");
        return { DCM_HOME: home };
      },
      exit: 2,
      next: ["mv FOLDER/damaged/contexts.json FOLDER/damaged/contexts.json.damaged"],
    },
  ],
  CHAIN_ID_MISMATCH: [
    { what: "a wrong chain id", args: ["status", "--chain-id", "dcm-1"], exit: 2, next: ["dcm status"] },
  ],
  UNEXPECTED: [
    {
      what: "a bug of ours",
      args: ["version", "--long"],
      env: planted("JSON.stringify"),
      exit: 1,
      next: ["DCM_TRACE=1 dcm version --long"],
    },
  ],
};

const keys: Rows = {
  // Half a minute of waiting, beside everything else.
  KEY_BUSY: [
    {
      what: "a key that another command signs with",
      args: ["tx", "bank", "send", "busy", "bob", "1udcm"],
      exit: 3,
      next: ["rm HOME/locks/ADDRESS"],
    },
  ],
  KEY_CHOICE: [
    {
      what: "an unknown key",
      args: run("--from", "mallory"),
      exit: 3,
      next: ["dcm keys list", "dcm keys add mallory"],
    },
    {
      what: "no key at all",
      args: (w) => run("--node", w.ready.rest),
      env: nobody,
      exit: 3,
      next: ["dcm keys list", "dcm keys add mine"],
    },
    {
      what: "a key to delete that is not there",
      args: ["keys", "delete", "nobody", "-y"],
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_NOT_FOUND: [
    {
      what: "a key to rename that is not there",
      args: ["keys", "rename", "nobody", "x"],
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_NO_SECRET: [
    {
      what: "a multi-signature key that is to send by itself",
      args: async ({ place }) => {
        await jointKey("both", place);
        await runProgram("dcm", ["tx", "bank", "send", "alice", "both", "1000udcm"], place.env);
        return ["tx", "bank", "send", "both", "bob", "1udcm"];
      },
      exit: 3,
      next: ["dcm tx bank send both bob 1udcm --generate-only"],
    },
    {
      what: "a multi-signature key that is to be exported",
      args: async ({ place }) => {
        await jointKey("joint", place);
        return ["keys", "export", "joint", "--unarmored-hex", "--unsafe", "-y"];
      },
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_EXISTS: [{ what: "a name that is taken", args: ["keys", "add", "alice"], exit: 3, next: ["dcm keys list"] }],
  KEY_BAD_NAME: [{ what: "a name that is a path", args: ["keys", "add", "../x"], exit: 3, next: ["dcm keys add x"] }],
  KEY_BAD_FILE: [
    {
      what: "a key file that is none",
      args: (w) => [
        "keys",
        "import",
        "z",
        w.file("key.json", "{}"),
        "--export-passphrase-file",
        w.file("pass", "long enough"),
      ],
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_BAD_MNEMONIC: [
    {
      what: "a mnemonic with a wrong word",
      args: ["keys", "add", "dave", "--recover"],
      stdin: "not a mnemonic",
      exit: 3,
      next: ["dcm keys add dave --recover"],
    },
  ],
  KEY_BAD_PASSPHRASE: [
    {
      what: "a wrong passphrase",
      args: (w) => [
        "keys",
        "export",
        "sealed",
        "--keyring-backend",
        "file",
        "--passphrase-file",
        w.file("wrong", "wrong"),
        "--export-passphrase-file",
        w.file("pass", "long enough"),
      ],
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_NO_TERMINAL: [
    {
      what: "a passphrase that nobody can be asked for",
      args: (w) => [
        "keys",
        "export",
        "sealed",
        "--keyring-backend",
        "file",
        "--export-passphrase-file",
        w.file("pass", "long enough"),
      ],
      exit: 3,
      next: ["dcm keys export sealed --keyring-backend file --export-passphrase-file FOLDER/pass --passphrase-file -"],
    },
  ],
  KEY_TEST_BACKEND: [
    {
      what: "plain keys without a local network",
      args: ["keys", "add", "x", "--keyring-backend", "test"],
      env: nobody,
      exit: 3,
      next: ["dcm keys add x --keyring-backend file", "dcm localnet up --detach"],
    },
  ],
  SIGNER_MISSING: [
    {
      what: "a result that only its owner can take",
      args: async (w) => ["job", "wait", await w.fresh(), "--node", w.ready.rest],
      env: nobody,
      exit: 3,
      next: ["dcm job wait N --node REST"],
      locked: true,
    },
  ],
};

const money: Rows = {
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

const market: Rows = {
  MARKET_NO_ELIGIBLE_PROVIDER: [
    {
      what: "a country without providers",
      args: run("--region", "BR", "--max-total", "1DCM"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --region BR --max-total SUM --wait-for-offer"],
    },
    {
      what: "a country with too few",
      args: run("--region", "FR"),
      exit: 9,
      next: [
        "dcm run @hello --region FR --replicas 1 --max-total SUM",
        "dcm run @hello --max-total SUM",
        "dcm run @hello --region FR --wait-for-offer",
      ],
    },
    {
      what: "a place and a site that do not meet",
      args: run("--region", "FR", "--site", "home"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --region FR --site home --wait-for-offer"],
    },
    {
      what: "a price below every ask",
      args: run("--max-total", "260udcm"),
      exit: 9,
      next: ["dcm run @hello --max-total SUM", "dcm run @hello --max-total SUM --wait-for-offer"],
      says: /cheapest ask passing the other constraints: 300/,
    },
    {
      what: "more replicas than providers",
      args: run("--replicas", "9"),
      exit: 9,
      next: [
        "dcm run @hello --replicas 1 --max-total SUM",
        "dcm run @hello --replicas 2 --max-total SUM",
        "dcm run @hello --replicas 9 --wait-for-offer",
      ],
    },
  ],
  MARKET_LIMIT_BELOW_FLOOR: [
    { what: "a budget below the floor", args: run("--max-total", "1udcm"), exit: 12, next: ["dcm run @hello"] },
  ],
  MARKET_UNKNOWN_CLASS: [
    {
      what: "a class that does not exist",
      args: run("--class", "gpu.h100"),
      exit: 12,
      next: ["dcm run @hello", "dcm query market classes"],
    },
  ],
  MARKET_INVALID_SLOTS: [
    {
      what: "more replicas than a job may have",
      args: run("--replicas", "99"),
      exit: 12,
      next: ["dcm run @hello"],
    },
  ],
  JOB_WALL_TIME_TOO_SHORT: [
    {
      what: "less time than the fuel needs",
      args: run("--max-time", "10ms"),
      exit: 12,
      next: ["dcm run @hello --max-time 1500ms"],
    },
  ],
  JOB_ABOVE_CLASS: [
    { what: "more time than the class has", args: run("--max-time", "10h"), exit: 12, next: ["dcm run @hello"] },
  ],
  JOB_INVALID_SPEC: [
    { what: "more fuel than there can be", args: run("--max-fuel", "9999T"), exit: 12, next: ["dcm run @hello"] },
    {
      what: "an input that leads out of the job",
      args: (w) => run("--input", `in/../../x=${w.file("notes.txt", "hello")}`),
      exit: 12,
      next: ["dcm run --help"],
    },
  ],
  BLOB_REFUSED: [
    {
      what: "an input over the limit",
      args: (w) => run("--input", `in/x=${w.file("bloated.bin", bloated())}`),
      exit: 6,
      next: ["dcm run --help"],
    },
    {
      what: "a store that takes nothing",
      args: (w) => ["run", "@hello", "--input", w.file("notes.txt", "hello"), "--node", w.tampered("no-store")],
      exit: 6,
      next: ["dcm run --help"],
    },
  ],
  BLOB_UNAVAILABLE: [
    {
      what: "an output that was forged on the way",
      args: async (w) => ["job", "logs", await w.fresh(), "--node", w.tampered("other-content")],
      exit: 5,
      next: ["dcm job wait N --node PROXY/other-content"],
      locked: true,
    },
  ],
  RESULT_MISMATCH: [
    {
      what: "a result that nobody revealed",
      args: async (w) => ["job", "logs", await w.fresh(), "--node", w.tampered("other-result")],
      exit: 11,
      next: ["dcm job wait N --node PROXY/other-result"],
      locked: true,
    },
  ],
  JOB_NO_OUTPUT: [
    {
      what: "the output of a job that nobody took",
      args: (w) => ["job", "logs", w.jobs.open],
      exit: 1,
      next: ["dcm job logs N --follow", "dcm job wait N"],
    },
  ],
  JOB_CANCELLED: [
    {
      what: "a job that was cancelled",
      args: (w) => ["job", "wait", w.jobs.cancelled],
      exit: 1,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_EXPIRED: [
    {
      what: "an order that nobody took in time",
      args: (w) => ["job", "wait", w.jobs.expired],
      exit: 9,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_REJECTED: [
    {
      what: "a result that the buyer rejected",
      args: (w) => ["job", "wait", w.jobs.rejected],
      exit: 11,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_FAILED: [
    {
      what: "a job that two providers could not run",
      args: (w) => ["job", "wait", w.jobs.failed],
      exit: 10,
      next: ["dcm job explain N", "dcm receipt N"],
    },
    {
      what: "an input that nobody serves",
      args: (w) => ["job", "wait", w.jobs.unreachable],
      exit: 10,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  JOB_VOID: [
    {
      what: "results that differ",
      args: (w) => ["job", "wait", w.jobs.void],
      exit: 11,
      next: ["dcm job explain N", "dcm receipt N"],
    },
  ],
  WAIT_TIMEOUT: [
    { what: "no patience", args: run("--timeout", "1ms"), exit: 8, next: ["dcm job wait N"], locked: true },
  ],
  OUT_OF_FUEL: [
    {
      what: "a program that spins",
      args: ["run", "@exitcode", "--max-fuel", "100M", "--", "spin"],
      exit: 137,
      next: ["dcm run @exitcode --max-fuel 1G -- spin"],
    },
  ],
  OUT_OF_MEMORY: [
    {
      what: "a program that takes all memory",
      args: (w) => ["run", w.file("grows.wasm", GROWS)],
      exit: 137,
      next: ["dcm query market classes"],
    },
  ],
  OUTPUT_LIMIT: [
    {
      what: "a program that prints without end",
      args: (w) => ["run", w.file("prints.wasm", PRINTS), "--max-output", "100k"],
      exit: 137,
      next: ["dcm query market classes"],
    },
  ],
  TRAP: [
    { what: "a program that traps", args: ["run", "@exitcode", "--", "trap"], exit: 134, next: ["dcm job logs N"] },
  ],
};

const node: Rows = {
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

const localnet: Rows = {
  LOCALNET: [
    { what: "a log that does not exist", args: ["localnet", "logs", "val7"], exit: 1, next: ["dcm localnet logs"] },
  ],
  LOCALNET_NOT_RUNNING: [
    {
      what: "the status of no network",
      args: (w) => ["localnet", "status", "--home", `${w.folder}/none`],
      exit: 5,
      next: ["dcm localnet up --detach --home FOLDER/none"],
    },
  ],
  LOCALNET_OPTION: [
    {
      what: "nine validators",
      args: (w) => ["localnet", "up", "--validators", "9", "--home", `${w.folder}/none`],
      exit: 2,
      next: ["dcm localnet up --help"],
    },
    {
      what: "a block time that is none",
      args: (w) => ["localnet", "up", "--block-time", "fast", "--home", `${w.folder}/none`],
      exit: 2,
      next: ["dcm localnet up --help"],
    },
  ],
  LOCALNET_RUNNING: [
    {
      what: "a network on a running one's home",
      args: ["localnet", "up"],
      exit: 2,
      next: ["dcm localnet status", "dcm localnet down"],
    },
  ],
  LOCALNET_OTHER_STATE: [
    {
      what: "old state with another chain id",
      args: (w) => {
        const home = join(w.folder, "old");
        mkdirSync(join(home, "val0/config"), { recursive: true });
        writeFileSync(join(home, "val0/config/genesis.json"), JSON.stringify({ chain_id: "dcm-local-7" }));
        return ["localnet", "up", "--home", home];
      },
      exit: 2,
      next: ["dcm localnet up --home FOLDER/old --reset"],
    },
  ],
  LOCALNET_PORT_TAKEN: [
    {
      what: "a taken port",
      args: (w) => ["localnet", "up", "--home", `${w.folder}/other`, "--port-offset", String(w.place.portOffset)],
      exit: 2,
      next: ["dcm localnet up --home FOLDER/other --port-offset OTHER"],
    },
  ],
  LOCALNET_COMETBFT: [
    {
      what: "a CometBFT that is none",
      args: (w) => [
        "localnet",
        "up",
        "--home",
        `${w.folder}/wrong-comet`,
        "--port-offset",
        String(w.place.portOffset + 100),
      ],
      env: () => ({ COMETBFT: "/bin/true" }),
      exit: 2,
      next: ["go install github.com/cometbft/cometbft/cmd/cometbft@v0.38.25"],
    },
  ],
};

const provider = (
  what: string,
  args: Mistake["args"],
  [exit, ...next]: readonly [exit: number, ...next: string[]],
  env?: Mistake["env"],
): Mistake => ({ what, program: "dcm-provider", args, exit, next, ...(env && { env }) });
const newAgent = (w: World, ...more: string[]) => [
  ...["init", "--network", w.ready.rest, "--name", "olga", "--jurisdiction", "DE", "--site", "home", "--yes"],
  ...["--home", join(w.folder, `olga-${more.length}`), ...more],
];

const agent: Rows = {
  AGENT_USAGE: [
    provider("a command that does not exist", ["rnu"], [2, "dcm-provider --help"]),
    provider("a number that is none", ["orders", "--last", "many"], [2, "dcm-provider orders --help"]),
    provider("a deadline that is none", ["drain", "--deadline", "soon"], [2, "dcm-provider drain --help"]),
  ],
  AGENT_NOT_SET_UP: [
    provider("a home without an agent", (w) => ["up", "--home", `${w.folder}/none`], [
      2,
      "dcm-provider init --home FOLDER/none",
    ]),
    provider(
      "a configuration that is none",
      (w) => ["up", "--home", agentHome(w, "torn", (home) => writeFileSync(join(home, "config.toml"), "[offer"))],
      [2, "dcm-provider init --home FOLDER/agent-torn"],
    ),
  ],
  AGENT_RUNNING: [
    provider("a second agent", (w) => ["up", "--home", w.ready.providers[0]?.home ?? ""], [
      2,
      "dcm-provider status --home HOME/localnet/pia",
      "dcm-provider drain --home HOME/localnet/pia",
    ]),
  ],
  AGENT_KEY: [
    provider("a passphrase that nobody can be asked for", (w) => newAgent(w), [
      2,
      "dcm-provider init --network REST --name olga --jurisdiction DE --site home --yes --home FOLDER/olga-0 --passphrase-file -",
    ]),
  ],
  AGENT_FUNDS: [
    provider("a stake that one does not have", (w) => newAgent(w, "--keyring-backend", "test"), [
      2,
      "dcm faucet ADDRESS --node REST",
    ]),
  ],
  AGENT_OTHER_CHAIN: [
    provider(
      "a network that is another one now",
      (w) => [
        "up",
        "--home",
        agentHome(w, "moved", (home) =>
          edit(join(home, "config.toml"), (text) => text.replace("dcm-local-1", "dcm-local-7")),
        ),
      ],
      [2, "dcm-provider status --home FOLDER/agent-moved"],
    ),
  ],
  AGENT_NOT_REGISTERED: [
    provider(
      "an account that is no provider",
      (w) => [
        "up",
        "--home",
        agentHome(w, "stranger", (home) =>
          edit(join(home, "config.toml"), (text) =>
            text.replace(/address = "dcm1[^"]+"/, `address = "${w.address("bob")}"`),
          ),
        ),
      ],
      [2, "dcm-provider init --home FOLDER/agent-stranger"],
    ),
  ],
  AGENT_JOURNAL: [
    provider(
      "a journal that cannot be read",
      (w) => [
        "orders",
        "--home",
        agentHome(w, "damaged", (home) => {
          rmSync(join(home, "journal.jsonl"), { force: true });
          mkdirSync(join(home, "journal.jsonl"));
        }),
      ],
      [2, "ls -l FOLDER/agent-damaged/journal.jsonl"],
    ),
  ],
  AGENT_DRAIN_LATE: [
    provider(
      "an agent that does not end",
      (w) => [
        "drain",
        "--deadline",
        "1s",
        "--home",
        agentHome(w, "stuck", (home) => writeFileSync(join(home, "agent.pid"), `${w.sleeper}\n`)),
      ],
      [1, "kill PID"],
    ),
  ],
  AGENT_UNEXPECTED: [
    provider(
      "a bug of ours",
      (w) => ["orders", "-o", "json", "--home", agentHome(w, "bug", () => undefined)],
      [1, "dcm-provider status --home FOLDER/agent-bug"],
      planted("JSON.stringify"),
    ),
  ],
};

const gateway: Rows = {
  GATEWAY_USAGE: [
    {
      what: "an unknown flag",
      program: "dcm-gateway",
      args: ["start", "--hoem", "x"],
      exit: 2,
      next: ["dcm-gateway --help"],
    },
    {
      what: "an address that is none",
      program: "dcm-gateway",
      args: ["start", "--listen", "here"],
      exit: 2,
      next: ["dcm-gateway --help"],
    },
  ],
  GATEWAY_PORT_TAKEN: [
    {
      what: "a taken port",
      program: "dcm-gateway",
      args: (w) => [
        "start",
        "--home",
        w.ready.validators[0]?.home ?? "",
        "--rpc",
        w.ready.rpc,
        "--listen",
        `127.0.0.1:${w.takenPort}`,
      ],
      exit: 2,
      next: ["dcm-gateway start --home HOME/localnet/val0 --rpc RPC --listen 127.0.0.1:0"],
    },
  ],
  GATEWAY_BLOBS_UNUSABLE: [
    {
      what: "a file instead of a folder for blobs",
      program: "dcm-gateway",
      args: (w) => [
        "start",
        "--home",
        w.ready.validators[0]?.home ?? "",
        "--rpc",
        w.ready.rpc,
        "--listen",
        "127.0.0.1:0",
        "--blobs",
        w.file("notes.txt", "hello"),
      ],
      exit: 2,
      next: ["ls -ld FOLDER/notes.txt"],
    },
  ],
  GATEWAY_UNEXPECTED: [
    {
      what: "a bug of ours",
      program: "dcm-gateway",
      args: ["--help"],
      env: planted("process.stdout.write"),
      exit: 1,
      next: ["dcm-gateway --help"],
    },
  ],
};

/** Every mistake by the code that it ends with; a job's own end by its outcome. */
export const mistakes: Rows = { ...agent, ...keys, ...market, ...words, ...money, ...node, ...localnet, ...gateway };
