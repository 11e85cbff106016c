import { scrypt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { Tx } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as cosmjs from "../src/cosmjs.js";
import * as library from "../src/index.js";
import * as keys from "../src/keys.js";
import { closeMarkets, market, signer } from "./fakeMarket.js";

const root = new URL("../src/", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** Each docstring with an example: whose it is, and its lines. */
const examples = files.flatMap((file) => {
  const source = readFileSync(new URL(file, root), "utf8");
  return [
    ...source.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*?@example(?:(?!\*\/)[\s\S])*)\*\/\s*(?:export )?(?:async )?(?:function\*? |class )?(\w+)/g,
    ),
  ].map(([, text = "", name = ""]) => ({ name, lines: linesOf(text) }));
});

function linesOf(docstring: string): readonly string[] {
  const text = docstring.slice(docstring.indexOf("@example") + "@example".length);
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .filter((line) => line.trim() !== "");
}

const given: Record<string, unknown> = { ...library, ...keys, ...cosmjs, MsgSend, fs, scrypt };

beforeAll(async () => {
  const { client, chain } = await market();
  const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: "dcm" });
  const publicKey = { type: "secp256k1", key: signer.pubkey } as const;
  Object.assign(given, {
    client,
    signer,
    signing: {
      ...{ chainId: "dcm-local-1", accountNumber: 7n, sequence: 3n },
      ...{ address: signer.address, publicKey, mode: "amino" },
    },
    tx: unsigned(signer.address),
    url: chain.url,
    wasm: new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
    fromAddress: signer.address,
    toAddress: signer.address,
    dir: join(tmpdir(), "dcm-no-such-folder"),
    walletText: await wallet.serialize("passphrase"),
  });
  chain.events = [{ type: "dcm.job.v1.EventReceipt", attributes: [{ key: "job_id", value: '"1"' }] }];
});

afterAll(closeMarkets);

/** A transaction to be signed. */
function unsigned(address: string): Tx {
  const message = library.msg(MsgSend, { fromAddress: address, toAddress: address, amount: [] });
  const body = library.bodyOf({ messages: [message], memo: "", timeoutHeight: 0n });
  return Tx.fromPartial({ body, authInfo: { signerInfos: [], fee: { gasLimit: 1n } } });
}

describe("the example of", () => {
  test.each(examples)("$name runs and gives what it says", async ({ lines }) => {
    const [, statement = "", wanted] = /^(.*?);?(?: \/\/ (.*))?$/.exec(lines.at(-1) ?? "") ?? [];
    const body = [...lines.slice(0, -1), wanted === undefined ? lines.at(-1) : `return (${statement});`].join("\n");
    const result = await run(body);
    if (wanted !== undefined) expect(result).toEqual(await run(`return (${wanted});`));
  });
});

test("every function that the package exports has an example", () => {
  const named = new Set(examples.map(({ name }) => name));
  const functions = Object.entries({ ...library, ...keys, ...cosmjs }).filter(
    ([, value]) => typeof value === "function",
  );
  // TxPendingError is thrown, not made by callers.
  expect(functions.map(([name]) => name).filter((name) => !named.has(name))).toEqual(["TxPendingError"]);
});

/** Runs lines of an example with the package's exports and the fixtures in scope. */
function run(body: string): Promise<unknown> {
  const names = Object.keys(given).filter((name) => !new RegExp(`const (\\{[^}]*\\b)?${name}\\b`).test(body));
  const AsyncFunction = Object.getPrototypeOf(run0).constructor;
  return new AsyncFunction(...names, body)(...names.map((name) => given[name]));
}

async function run0(): Promise<void> {
  await Promise.resolve();
}
