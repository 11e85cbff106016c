import { planted, type Rows, type World } from "./mistake.js";

/** A line that starts a gateway rightly, to be spoilt. */
const start = ({ ready }: World, ...more: string[]) => [
  "start",
  "--home",
  ready.validators[0]?.home ?? "",
  "--rpc",
  ready.rpc,
  "--listen",
  ...more,
];

export const gateway: Rows = {
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
      args: (w) => start(w, `127.0.0.1:${w.takenPort}`),
      exit: 2,
      next: ["dcm-gateway start --home HOME/localnet/val0 --rpc RPC --listen 127.0.0.1:0"],
    },
  ],
  GATEWAY_BLOBS_UNUSABLE: [
    {
      what: "a file instead of a folder for blobs",
      program: "dcm-gateway",
      args: (w) => start(w, "127.0.0.1:0", "--blobs", w.file("notes.txt", "hello")),
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
