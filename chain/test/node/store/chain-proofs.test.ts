import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toBech32 } from "@dcm/proto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount, readGenesis, writeGenesis } from "../../../src/node/genesis.js";
import { home as homeFiles } from "../../../src/node/home.js";
import { makeHome, type Node, removeHome, startNode } from "../comet/chain.js";
import { type Claim, goVerdicts, npmVerdict } from "./verifiers.js";

const ACCOUNTS = 270;
/** Requests to the node at once. */
const PARALLEL = 8;

const home = makeHome();
const holders = Array.from({ length: ACCOUNTS }, () => randomBytes(20));
const strangers = Array.from({ length: ACCOUNTS }, () => randomBytes(20));
let node: Node;
let claims: readonly Claim[];

beforeAll(async () => {
  const path = join(home, "config", "genesis.json");
  const genesis = readGenesis(path);
  for (const holder of holders) addAccount(genesis, toBech32("dcm", holder), new Map([["udcm", 1_000_000n]]));
  writeGenesis(path, genesis);
  node = await startNode(home);
  await node.reached(3n);
  claims = await askAll([
    ...holders.flatMap((address) => [
      { store: "acc", key: accountKey(address) },
      { store: "bank", key: balanceKey(address) },
    ]),
    ...strangers.flatMap((address) => [
      { store: "acc", key: accountKey(address) },
      { store: "bank", key: balanceKey(address) },
    ]),
  ]);
}, 300_000);

afterAll(async () => {
  await node?.stop();
  removeHome(home);
});

test("more than 1,000 answers of a running chain verify against the next header in Go and in JavaScript", () => {
  expect(claims.length).toBeGreaterThan(1000);
  expect(claims.filter(({ value }) => value !== undefined)).toHaveLength(2 * ACCOUNTS);
  const go = goVerdicts(claims);
  expect(claims.filter((claim, i) => !go[i] || !npmVerdict(claim))).toEqual([]);
});

test("the same answers with another key's proof, another value or another header are refused", () => {
  const wrong = claims.flatMap((claim, i): Claim[] => {
    const other = claims[(i + 2) % (2 * ACCOUNTS)] as Claim;
    const appHash = claim.appHash.with(i % 32, (claim.appHash[i % 32] as number) ^ 1);
    const value = claim.value === undefined ? Buffer.from("1") : undefined;
    return [
      { ...claim, ops: other.ops },
      { ...claim, value },
      { ...claim, appHash },
    ];
  });
  const go = goVerdicts(wrong);
  expect(wrong.filter((claim, i) => go[i] || npmVerdict(claim))).toEqual([]);
});

test("a byte flipped in the state of a stopped chain stops dcmd with code 4, and the log names store and key", async () => {
  await node.stop();
  const holder = holders[7] as Buffer;
  const state = homeFiles(home).stateDb;
  let flips = 0;
  for (const name of readdirSync(state).filter((file) => /\.(log|ldb)$/.test(file))) {
    const path = join(state, name);
    const file = readFileSync(path);
    const at = file.indexOf(Buffer.concat([Buffer.from("sbank\0"), balanceKey(holder)]));
    if (at < 0) continue;
    // The value "1000000" begins behind the key and the value's length.
    const digit = file.indexOf("1000000", at);
    file[digit] = (file[digit] as number) ^ 1;
    writeFileSync(path, file);
    flips++;
  }
  expect(flips).toBeGreaterThan(0);
  const again = await startNode(home);
  expect(await again.ended).toBe(4);
  expect(again.log()).toContain(`store bank, key ${balanceKey(holder).toString("hex")}: the record on disk is damaged`);
});

/** Cosmos SDK, x/auth/types/keys.go. */
function accountKey(address: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([1]), address]);
}

/** Cosmos SDK, x/bank/types/keys.go. */
function balanceKey(address: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([2, 20]), address, Buffer.from("udcm")]);
}

interface Question {
  readonly store: string;
  readonly key: Buffer;
}

interface Answer {
  readonly code: number;
  readonly value: string | null;
  readonly height: string;
  readonly proofOps: {
    readonly ops: readonly { readonly type: string; readonly key: string; readonly data: string }[];
  };
}

async function askAll(questions: readonly Question[]): Promise<readonly Claim[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < questions.length; i += PARALLEL) {
    answers.push(...(await Promise.all(questions.slice(i, i + PARALLEL).map(ask))));
  }
  const heights = [...new Set(answers.map(({ height }) => height))];
  await node.reached(BigInt(heights.at(-1) as string) + 1n);
  const hashes = new Map(await Promise.all(heights.map(async (height) => [height, await hashAfter(height)] as const)));
  return questions.map(({ store, key }, i) => {
    const { value, height, proofOps } = answers[i] as Answer;
    const ops = proofOps.ops.map(({ type, key: of, data }) => ({ type, key: bytes(of), data: bytes(data) }));
    return {
      store,
      key,
      value: value === null ? undefined : bytes(value),
      appHash: hashes.get(height) as Uint8Array,
      ops,
    };
  });
}

async function ask({ store, key }: Question): Promise<Answer> {
  const { response } = await node.get(`abci_query?path="/store/${store}/key"&data=0x${key.toString("hex")}&prove=true`);
  const answer = response as Answer;
  expect(answer.code).toBe(0);
  return answer;
}

/** The application hash that the header after `height` commits to. */
async function hashAfter(height: string): Promise<Uint8Array> {
  const { signed_header: signed } = await node.get(`commit?height=${BigInt(height) + 1n}`);
  return Buffer.from((signed as { header: { app_hash: string } }).header.app_hash, "hex");
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}
