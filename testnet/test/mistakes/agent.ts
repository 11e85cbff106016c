import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Mistake, planted, type Rows, type World } from "./mistake.js";

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

export const agent: Rows = {
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
