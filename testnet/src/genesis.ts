import * as fs from "node:fs/promises";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromMnemonic, nodeKeyFiles, openKeyring } from "@dcm/client/keys";
import { consumers, faucet, providers, type TestAccount, validators } from "./accounts.js";
import { program, runProgram } from "./child.js";
import { portsOf, type Settings } from "./options.js";

export const prefix = "dcm";
export const baseDenom = "udcm";
const micro = 1_000_000;
const selfDelegation = `${1_000 * micro}${baseDenom}`;

/** Windows of local networks (PROTOCOL.md §11, last row), in ms of market time; those of decisions in block time. */
const localWindows = {
  job: {
    accept_ms: "15000",
    reveal_ms: "10000",
    reveal_grace_ms: "60000",
    delivery_ms: "30000",
    approve_ms: "60000",
    refill_ms: "10000",
    bond_lock_ms: "10000",
    evidence_ms: "30000",
  },
  provider: { unbonding_ms: "60000" },
  // Who tries a decision out wants to see it.
  gov: { max_deposit_period: "60s", voting_period: "60s", expedited_voting_period: "30s" },
};

type Json = Record<string, unknown>;

/** Makes the homes of all validators with one genesis between them. */
export async function makeGenesis(settings: Settings): Promise<void> {
  const homes = validators
    .slice(0, settings.validators)
    .map((validator, i) => ({ validator, i, home: validatorHome(settings, i) }));
  await Promise.all(homes.map(({ validator, home }) => initHome(settings, validator, home)));
  const first = validatorHome(settings, 0);
  await editGenesis(first, (genesis) => fillGenesis(genesis));
  for (const { home } of homes.slice(1)) await copyFile(genesisFile(first), genesisFile(home));
  await Promise.all(homes.map(({ validator, i, home }) => gentx(settings, validator, i, home)));
  await mkdir(join(first, "config/gentx"), { recursive: true });
  for (const { validator, home } of homes.slice(1)) {
    await copyFile(gentxFile(home, validator.name), gentxFile(first, validator.name));
  }
  await runProgram([program("dcmd"), "genesis", "collect-gentxs", "--home", first]);
  for (const { home } of homes.slice(1)) await copyFile(genesisFile(first), genesisFile(home));
}

export function validatorHome({ home }: Settings, i: number): string {
  return join(home, `val${i}`);
}

export function allAccounts(settings: Settings): readonly TestAccount[] {
  return [...consumers, ...providers.slice(0, settings.providers), ...validators.slice(0, settings.validators), faucet];
}

async function initHome({ chainId, blockTime }: Settings, validator: TestAccount, home: string): Promise<void> {
  const flags = ["--chain-id", chainId, "--home", home, "--default-denom", baseDenom, "--block-time", blockTime];
  await runProgram([program("dcmd"), "init", validator.name, ...flags]);
  await editText(join(home, "config/config.toml"), loopbackPeers);
  const keyring = openKeyring({ files: nodeKeyFiles(fs, join(home, "keys")), backend: "test", prefix });
  await keyring.add(validator.name, { mnemonic: validator.mnemonic });
}

async function gentx(settings: Settings, validator: TestAccount, i: number, home: string): Promise<void> {
  const flags = [
    "--chain-id",
    settings.chainId,
    "--home",
    home,
    "--keyring-backend",
    "test",
    "--moniker",
    validator.name,
  ];
  const peer = [
    "--ip",
    "127.0.0.1",
    "--p2p-port",
    String(portsOf(settings, i).p2p),
    "--output-document",
    gentxFile(home, validator.name),
  ];
  await mkdir(join(home, "config/gentx"), { recursive: true });
  await runProgram([program("dcmd"), "genesis", "gentx", validator.name, selfDelegation, ...flags, ...peer]);
}

async function fillGenesis(genesis: Json): Promise<void> {
  const state = genesis.app_state as Record<string, Json>;
  const auth = state.auth as { accounts: Json[] };
  const bank = state.bank as { balances: Json[]; supply: Json[] };
  let supply = 0n;
  for (const { mnemonic, coins } of [...consumers, ...providers, ...validators, faucet]) {
    const { address } = await fromMnemonic(mnemonic, { prefix });
    const amount = BigInt(coins) * BigInt(micro);
    supply += amount;
    const account = {
      "@type": "/cosmos.auth.v1beta1.BaseAccount",
      address,
      pub_key: null,
      account_number: "0",
      sequence: "0",
    };
    auth.accounts.push({ ...account, account_number: String(auth.accounts.length) });
    bank.balances.push({ address, coins: [{ denom: baseDenom, amount: String(amount) }] });
  }
  bank.supply = [{ denom: baseDenom, amount: String(supply) }];
  for (const [module, windows] of Object.entries(localWindows)) {
    const found = state[module] as { params: Json };
    for (const [name, value] of Object.entries(windows)) {
      if (!(name in found.params)) throw new Error(`the ${module} module has no parameter ${name}`);
      found.params[name] = value;
    }
  }
}

/** All peers share one address that no public network would route. */
const loopbackPeers: readonly (readonly [RegExp, string])[] = [
  [/^addr_book_strict = .*$/m, "addr_book_strict = false"],
  [/^allow_duplicate_ip = .*$/m, "allow_duplicate_ip = true"],
];

async function editText(file: string, edits: readonly (readonly [RegExp, string])[]): Promise<void> {
  let text = await readFile(file, "utf8");
  for (const [pattern, line] of edits) {
    if (!pattern.test(text)) throw new Error(`${file} has no line ${pattern.source}`);
    text = text.replace(pattern, line);
  }
  await writeFile(file, text);
}

async function editGenesis(home: string, edit: (genesis: Json) => Promise<void>): Promise<void> {
  const genesis = JSON.parse(await readFile(genesisFile(home), "utf8"));
  await edit(genesis);
  await writeFile(genesisFile(home), `${JSON.stringify(genesis, null, 2)}\n`);
}

function genesisFile(home: string): string {
  return join(home, "config/genesis.json");
}

function gentxFile(home: string, name: string): string {
  return join(home, "config/gentx", `gentx-${name}.json`);
}
