import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { type Client, msg } from "@dcm/client";
import { generateMnemonic, type Keyring } from "@dcm/client/keys";
import { Query as MarketQuery, type ResourceClass } from "@dcm/proto/gen/dcm/market/v1";
import {
  MsgCreateOffer,
  MsgRegister,
  MsgUpdateOffer,
  type Offer,
  Query as ProviderQuery,
} from "@dcm/proto/gen/dcm/provider/v1";
import { type Benchmark, benchmark } from "./benchmark.js";
import { balanceOf, networkUrl, open, orMissing, profileOf, rememberNetwork, termsOf } from "./connection.js";
import { OperatorError, say } from "./failure.js";
import { howToFill, purseOf } from "./funds.js";
import { ask, type Config, filesOf, keyringOf, SITES, type Site, writeConfig } from "./home.js";
import { probe, probeLines } from "./probe.js";

/** The flags of `init`. */
export interface InitFlags {
  readonly network: string;
  readonly rpc?: string;
  readonly name?: string;
  readonly mnemonicFile?: string;
  readonly passphraseFile?: string;
  readonly keyringBackend: "file" | "test";
  readonly jurisdiction?: string;
  readonly site?: string;
  readonly owner?: string;
  readonly payoutAddress?: string;
  readonly attribute: readonly string[];
  readonly class: string;
  readonly price?: string;
  readonly startFee: string;
  readonly stake?: string;
  readonly units?: string;
  readonly maxDuration: string;
  readonly policy: readonly string[];
  readonly yes?: boolean;
}

const BOND_MULTIPLE_MAX = 10;
/** Gas that registering, offering and a day of heartbeats need, in base units at the usual price. */
const SPARE_GAS = 2_000_000n;

/** Sets a home up: looks at the machine, makes the key, registers, publishes the offer. Running it again updates both. */
export async function init(home: string, flags: InitFlags): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const reader = await open(flags);
  const { name, jurisdiction, site } = await identity(flags);
  const seen = await probe(reader, home);
  const [machine = "", sandboxes = ""] = probeLines(seen);
  say(`  probing      ${machine}`);
  say(`  sandboxes    ${sandboxes}`);
  const { class: of } = await reader.query(MarketQuery).Class({ id: flags.class });
  const speed = await benchmark();
  say(`  benchmark    ${benchmarkText(speed, of)}`);
  say(`  jurisdiction ${jurisdiction} (declared; evidence level "claimed")`);
  const price = flags.price ?? (await suggestedPrice(reader, of));
  say(`  price        ${price} and ${flags.startFee} per start${flags.price === undefined ? " (suggested)" : ""}`);

  const keyring = keyringOf(home, flags.keyringBackend, reader.network.prefix, flags.passphraseFile);
  if (flags.keyringBackend === "test" && !reader.network.local) {
    throw new OperatorError("the keyring backend test keeps keys readable: it is for local networks only", "AGENT_KEY");
  }
  const address = await keyAddress(keyring, name, flags);
  const config: Config = {
    network: networkUrl(flags.network),
    ...(flags.rpc === undefined ? {} : { rpc: flags.rpc }),
    chain_id: reader.network.chainId,
    key: { name, backend: flags.keyringBackend, address },
    profile: {
      moniker: name,
      jurisdiction,
      site,
      ...(flags.owner === undefined ? {} : { owner: flags.owner }),
      ...(flags.payoutAddress === undefined ? {} : { payout_address: flags.payoutAddress }),
      attributes: attributesOf(flags.attribute),
    },
    offer: {
      class: flags.class,
      units: whole("--units", flags.units ?? String(seen.cpus)),
      price,
      start_fee: flags.startFee,
      max_duration_ms: whole("--max-duration", flags.maxDuration),
      policies: flags.policy,
      max_bond_multiple: BOND_MULTIPLE_MAX,
    },
    benchmark: { ns_per_fuel: Math.round(speed.nsPerFuel * 1e4) / 1e4 },
  };
  const client = await open(config, { signer: await keyring.signer(name) });
  await publish(client, config, flags, home);
}

async function publish(client: Client, config: Config, flags: InitFlags, home: string): Promise<void> {
  const { address } = config.key;
  const { params } = await client.query(ProviderQuery).Params();
  const stake = flags.stake === undefined ? params.minStake : client.money.parse(flags.stake);
  const before = await registered(client, address);
  say(`  key          ${config.key.name} ${address} · signs for the agent and pays its gas`);
  if (!before) {
    const days = Number(params.unbondingMs) / 86_400_000;
    const unbonding = days >= 1 ? `${Math.round(days)} d` : `${Number(params.unbondingMs) / 1000} s`;
    const least = client.money.format(params.minStake);
    say(`  stake        ${client.money.format(stake)} will be locked (minimum ${least}) · unbonding ${unbonding}`);
    await requireFunds(client, address, stake + SPARE_GAS / 1000n);
  }
  await requireYes(flags);
  await writeConfig(home, config);
  await rememberNetwork(home, client.network);
  const terms = termsOf(config, client);
  const offer = before?.find((each) => !each.closed && each.terms.class === terms.class);
  const messages = [
    ...(before ? [] : [msg(MsgRegister, { provider: address, stake, profile: profileOf(config) })]),
    offer
      ? msg(MsgUpdateOffer, { provider: address, offerId: offer.id, terms })
      : msg(MsgCreateOffer, { provider: address, terms }),
  ];
  const { hash, height } = await client.tx.send(messages);
  say(`  ✔ ${before ? "offer published" : "registered, offer published"}  tx ${hash.slice(0, 8)}…  block ${height}`);
  const purse = purseOf(client, await balanceOf(client, address), { live: [], units: terms.units, isListed: true });
  if (purse.isLow)
    say(`  warning      ${client.money.format(purse.balance)} left for gas; ${howToFill(client, address)}`);
  say(`  next: dcm-provider up --home ${home}`);
}

async function identity(flags: InitFlags): Promise<{ name: string; jurisdiction: string; site: Site }> {
  const name = flags.name ?? (await prompt(flags, "--name", "name of the provider: "));
  const jurisdiction = flags.jurisdiction ?? (await prompt(flags, "--jurisdiction", "country or region (ISO 3166): "));
  const site = flags.site ?? (await prompt(flags, "--site", `kind of site (${SITES.join(", ")}): `));
  if (!SITES.includes(site as Site)) throw new OperatorError(`--site is one of ${SITES.join(", ")}, not ${site}`);
  return { name, jurisdiction: jurisdiction.toUpperCase(), site: site as Site };
}

/** Asks on a terminal only. */
async function prompt({ yes }: InitFlags, flag: string, question: string): Promise<string> {
  if (!process.stdin.isTTY || yes) throw new OperatorError(`${flag} is missing`);
  return ask(`? ${question}`);
}

async function requireYes({ yes }: InitFlags): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new OperatorError("add --yes to register and publish the offer without a question");
  const answer = await ask("? publish this offer? (yes/no) ");
  if (!/^y(es)?$/i.test(answer)) throw new OperatorError("nothing was sent");
}

/** The key's address: of the mnemonic given, of the key that is there, or of a new one. */
async function keyAddress(keyring: Keyring, name: string, flags: InitFlags): Promise<string> {
  const known = await keyring.get(name);
  if (known) return known.address;
  if (flags.mnemonicFile !== undefined) {
    if (!existsSync(flags.mnemonicFile)) throw new OperatorError(`there is no file ${flags.mnemonicFile}`);
    const mnemonic = (await readFile(flags.mnemonicFile, "utf8")).trim();
    return (await keyring.add(name, { mnemonic })).address;
  }
  const mnemonic = generateMnemonic();
  const { address } = await keyring.add(name, { mnemonic });
  say(`  new key      write these words down, they are shown once:\n\n    ${mnemonic}\n`);
  return address;
}

async function requireFunds(client: Client, address: string, needed: bigint): Promise<void> {
  const held = await balanceOf(client, address);
  if (held >= needed) return;
  const { faucet } = client.network;
  const help = faucet === undefined ? "" : `; this network has a faucet: ${faucet}`;
  throw new OperatorError(
    `${address} holds ${client.money.format(held)} and needs ${client.money.format(needed)} for stake and gas${help}`,
    "AGENT_FUNDS",
    faucet === undefined ? [] : [`dcm faucet ${address} --node ${client.network.rest ?? client.network.rpc}`],
  );
}

/** The offers of a provider; undefined when it is none yet. */
async function registered(client: Client, address: string): Promise<readonly Offer[] | undefined> {
  if (!(await orMissing(client.query(ProviderQuery).Provider({ address })))) return undefined;
  return (await client.query(ProviderQuery).Offers({ provider: address })).offers;
}

/** The median of what others ask, else a fifth above the class's floor. */
async function suggestedPrice(client: Client, of: ResourceClass): Promise<string> {
  const { offers } = await client.query(ProviderQuery).Offers({ class: of.id });
  const prices = offers.map(({ terms }) => terms.unitPrice).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const price = prices[Math.floor(prices.length / 2)] ?? (of.priceFloor * 6n) / 5n;
  // Prices are in 10⁻⁶ of the base unit; the text has whole base units, rounded up.
  return `${(BigInt(price) + 999_999n) / 1_000_000n}${client.network.denom.base}/Gfuel`;
}

function benchmarkText({ nsPerFuel, fuelPerSecond, ms }: Benchmark, of: ResourceClass): string {
  const stated = Number(of.psPerFuel) / 1000;
  const slow =
    nsPerFuel > stated
      ? ` · slower than the ${stated} ns that ${of.id} counts on: jobs at their limits may run out of wall time`
      : "";
  const marks = Math.round(fuelPerSecond / 1e6).toLocaleString("en");
  return `${marks} Mfuel/s per core (${nsPerFuel.toFixed(3)} ns per fuel)  ${(ms / 1000).toFixed(1)} s${slow}`;
}

function attributesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new OperatorError(`--attribute is written key=value, not ${pair}`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function whole(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new OperatorError(`${flag} is a whole number above 0, not ${text}`);
  return number;
}

/** Whether a home was set up. */
export function isSetUp(home: string): boolean {
  return existsSync(filesOf(home).config);
}
