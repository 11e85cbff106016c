import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Client, connect, DcmError, type SequenceLock } from "@dcm/client";
import type { KeyInfo, Keyring, KeySigner } from "@dcm/client/keys";
import { type Context, dcmHome, findContext, isLocalChain } from "./contexts.js";
import { CliError } from "./failure.js";
import { backendOf, findKey, type KeyFlags, openKeys } from "./keyring.js";
import { quoted, typed } from "./typed.js";

/** Flags that say which network and which key. */
export interface SessionFlags extends KeyFlags {
  readonly node?: string | undefined;
  readonly chainId?: string | undefined;
  readonly context?: string | undefined;
  readonly from?: string | undefined;
  readonly gasPrices?: string | undefined;
}

/** A connection with the key that would sign. */
export interface Session {
  readonly client: Client;
  readonly context: Context | undefined;
  readonly keys: Keyring;
  /** Absent when there is no key to choose; reading works without one. */
  readonly key: KeyInfo | undefined;
}

/** Connects; the key is opened (and its passphrase asked for) only when something must be signed. */
export async function openSession(flags: SessionFlags): Promise<Session> {
  // A network that is named in full needs no context.
  const context = await contextFor(flags);
  const url = urlOf(flags.node ?? context?.url);
  const keys = openKeys(flags, context);
  const key = await findKey(keys, flags.from, context);
  const opened: { client?: Client } = {};
  const client = await connect(url, {
    ...(key
      ? { signer: lazySigner(key, () => secretSigner({ client: opened.client ?? unknown, context, keys }, flags, key)) }
      : {}),
    gasPrice: flags.gasPrices,
    sequenceLock: fileLock(join(dcmHome(flags.home), "locks")),
  });
  opened.client = client;
  const wanted = flags.chainId ?? (flags.node === undefined ? context?.chain_id : undefined);
  if (wanted !== undefined && client.network.chainId !== wanted) {
    const { chainId } = client.network;
    const next =
      flags.chainId === undefined ? `dcm context create ${chainId} ${url}` : typed().without("--chain-id").text();
    throw new CliError("CHAIN_ID_MISMATCH", `the node is on ${chainId}, not on ${wanted}`, [next]);
  }
  return { client, context, keys, key };
}

/** What is known of a network without asking it. */
export interface OfflineSession extends Omit<Session, "client"> {
  readonly client: { readonly network: Pick<Client["network"], "chainId" | "denom" | "prefix" | "gasPrice" | "local"> };
}

/** The keys and the chain's name, without a connection. */
export async function openOffline(flags: SessionFlags): Promise<OfflineSession> {
  const context = await findContext(flags.context, flags.home);
  const keys = openKeys(flags, context);
  const chainId = flags.chainId ?? context?.chain_id;
  if (chainId === undefined) throw new CliError("USAGE", "--offline needs --chain-id, or a context");
  if (backendOf(flags, context) === "test" && !isLocalChain(chainId)) throw testKeys(chainId);
  const denom = { base: "udcm", display: "DCM", exponent: 6 };
  const network = {
    chainId,
    denom,
    prefix: context?.prefix ?? "dcm",
    gasPrice: "0.001udcm",
    local: isLocalChain(chainId),
  };
  return { client: { network }, context, keys, key: await findKey(keys, flags.from, context) };
}

/** An empty purse is the sender's: it is named in what is proposed. */
export function forSender(error: unknown, { client, key }: Pick<Session, "client" | "key">): unknown {
  if (!(error instanceof DcmError) || error.code !== "SDK_INSUFFICIENT_FUNDS" || !key) return error;
  const faucet = client.network.faucet === undefined ? [] : [`dcm faucet ${key.address}`];
  return error.with({ next: [...faucet, `dcm query bank balances ${key.address}`] });
}

/** The address that sends; an error that says what to do when no key can be chosen. */
export function requireKey({ key }: Pick<Session, "key">): KeyInfo {
  if (key) return key;
  throw new CliError("KEY_CHOICE", "no key is chosen to sign with", ["dcm keys list", "dcm keys add mine"]);
}

/** The signer of a key of this session; its passphrase is asked for now. */
export async function secretSigner(
  { client, context, keys }: Omit<OfflineSession, "key">,
  flags: KeyFlags,
  { name }: KeyInfo,
): Promise<KeySigner> {
  const { chainId, local } = client.network;
  if (backendOf(flags, context) === "test" && !local && !isLocalChain(chainId)) throw testKeys(chainId);
  return keys.signer(name);
}

async function contextFor(flags: SessionFlags): Promise<Context | undefined> {
  const context = await findContext(flags.context, flags.home);
  if (context || flags.node !== undefined) return context;
  throw new CliError("CONTEXT_MISSING", "no network is chosen", [
    "dcm localnet up --detach",
    "dcm context create --help",
  ]);
}

/** Cosmos tools write tcp:// for what is HTTP. */
export function urlOf(text = ""): string {
  const url = text.replace(/^tcp:\/\//, "http://");
  if (/^https?:\/\//.test(url)) return url;
  throw new CliError("USAGE", `${text} is not the URL of a node: http://host:port`);
}

/** A chain that did not say what it is, is no local one. */
const unknown = {
  network: { chainId: "", denom: { base: "", display: "", exponent: 0 }, prefix: "", gasPrice: "", local: false },
};

function testKeys(chainId: string): CliError {
  const message = `keys of the test backend are not encrypted and ${chainId} is no local chain`;
  return new CliError("KEY_TEST_BACKEND", message, [typed().with("--keyring-backend", "file").text()]);
}

/** Knows its account from the public key; the secret is opened at the first signature. */
function lazySigner({ address, pubkey }: KeyInfo, open: () => Promise<KeySigner>) {
  let signer: Promise<KeySigner> | undefined;
  const opened = () => {
    signer ??= open();
    return signer;
  };
  return {
    getAccounts: async () => [{ address, pubkey, algo: "secp256k1" as const }],
    signDirect: async (...args: Parameters<KeySigner["signDirect"]>) => (await opened()).signDirect(...args),
    signAmino: async (...args: Parameters<KeySigner["signAmino"]>) => (await opened()).signAmino(...args),
  };
}

const lockMs = 30_000;

/** Two shells of one user sign one after the other: a file per account, which dies with the process that it names. */
function fileLock(folder: string): SequenceLock {
  return async (address, work) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, address);
    const deadline = Date.now() + lockMs;
    while (!(await taken(file))) {
      if (Date.now() > deadline)
        throw new CliError("KEY_BUSY", `another dcm has been signing for ${address}`, [`rm ${quoted(file)}`]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    try {
      return await work();
    } finally {
      await rm(file, { force: true });
    }
  };
}

async function taken(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
