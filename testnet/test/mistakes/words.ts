import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hello, nobody, planted, type Rows, run, send } from "./mistake.js";
import { bloated } from "./programs.js";

export const words: Rows = {
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
