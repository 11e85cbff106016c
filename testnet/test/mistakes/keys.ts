import { type Place, run as runProgram } from "../network.js";
import { nobody, type Rows, run, type World } from "./mistake.js";

/** The passphrase of an exported key. */
const exported = (w: World) => ["--export-passphrase-file", w.file("pass", "long enough")];

/** A key of which alice and bob must both sign. */
const jointKey = (name: string, { env }: Place) =>
  runProgram("dcm", ["keys", "add", name, "--multisig", "alice,bob", "--multisig-threshold", "2"], env);

export const keys: Rows = {
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
      args: (w) => ["keys", "import", "z", w.file("key.json", "{}"), ...exported(w)],
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
        ...exported(w),
      ],
      exit: 3,
      next: ["dcm keys list"],
    },
  ],
  KEY_NO_TERMINAL: [
    {
      what: "a passphrase that nobody can be asked for",
      args: (w) => ["keys", "export", "sealed", "--keyring-backend", "file", ...exported(w)],
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
