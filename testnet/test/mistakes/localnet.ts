import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rows } from "./mistake.js";

export const localnet: Rows = {
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
