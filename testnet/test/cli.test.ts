import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../src/child.js";
import type { Ready } from "../src/localnet.js";
import { type Done, isFree, newPlace, type Place, run, until } from "./network.js";

let place: Place;
let ready: Ready;
let up: Done;
let folder: string;

beforeAll(async () => {
  place = await newPlace();
  folder = mkdtempSync(join(place.home, "../files-"));
  up = await dcm("localnet", "up", "--detach", "--port-offset", String(place.portOffset));
  ready = JSON.parse(up.stdout.replace(/^READY /, ""));
});
afterAll(async () => {
  await dcm("localnet", "down", "--remove");
  rmSync(folder, { recursive: true, force: true });
  await place.remove();
});

function dcm(...args: string[]): Promise<Done> {
  return run("dcm", args, place.env);
}

async function json(...args: string[]) {
  const done = await run("dcm", args, { ...place.env, DCM_OUTPUT: "json" });
  expect(done.code, done.stderr).toBe(0);
  return JSON.parse(done.stdout);
}

async function rest(path: string) {
  return (await fetch(ready.rest + path)).json();
}

function addressOf(name: string): string {
  return ready.accounts.find((account) => account.name === name)?.address ?? "";
}

describe("dcm localnet up --detach", () => {
  test("returns when the network is ready, with READY alone on stdout and a table on stderr", () => {
    expect(up.code, up.stderr).toBe(0);
    expect(up.stdout.trim().split("\n")).toHaveLength(1);
    expect(ready).toMatchObject({ chain_id: "dcm-local-1", home: place.home });
    for (const word of ["alice", "pia", "public test keys", "10000.000000 DCM", "wasm.small"])
      expect(up.stderr).toContain(word);
  });

  test("selects the context local and holds its accounts' keys", async () => {
    const { contexts } = await json("context", "list");
    expect(contexts).toMatchObject([{ name: "local", current: true, from: "alice", url: ready.rest }]);
    const { keys } = await json("keys", "list");
    for (const { name, address } of ready.accounts)
      expect(keys).toContainEqual(expect.objectContaining({ name, address }));
  });

  test("is seen by status, logs and doctor", async () => {
    const status = await json("localnet", "status");
    expect(status.processes.map(({ name }: { name: string }) => name)).toEqual(["val0", "pia", "quinn", "ravi"]);
    expect((await dcm("localnet", "logs", "pia")).stdout).toContain("pia");
    const doctor = await dcm("doctor");
    expect(doctor.code, doctor.stdout).toBe(0);
    expect(doctor.stdout).not.toContain("FAIL");
  });
});

describe("dcm run", () => {
  test("prints the program's output on stdout and its story on stderr", async () => {
    const done = await dcm("run", "@hello", "--", "Ada");
    expect(done.code, done.stderr).toBe(0);
    expect(done.stdout).toBe("Hello, Ada, from a paid job\n");
    const steps = ["plan", "order", "matched", "staged", "running", "verified", "paid", "receipt"];
    const places = steps.map((step) => done.stderr.search(new RegExp(`\\b${step}\\b`)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    expect(done.stderr).toContain("2 of 2 result hashes agree");
  });

  test.each([
    [["--", "42"], 42],
    [["--", "trap"], 134],
    [["--max-fuel", "100M", "--", "spin"], 137],
  ])("exits as the program does: %j gives %i", async (args, code) => {
    expect((await dcm("run", "@exitcode", "-q", ...args)).code).toBe(code);
  });

  test("exits with 126 when the module is invalid", async () => {
    const file = join(folder, "broken.wasm");
    // The header, then a type section that promises more than there is.
    writeFileSync(file, new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 9, 9]));
    expect((await dcm("run", file)).code).toBe(126);
  });

  test("takes inputs, writes outputs, and gives everything as one JSON value", async () => {
    const address = fileURLToPath(new URL("../../examples/wordcount/address.txt", import.meta.url));
    const out = join(folder, "out");
    const args = ["run", "@wordcount", "--input", address, "--output-dir", out, "--replicas", "3"];
    const value = await json(...args, "--", "/in/address.txt");
    expect(value).toMatchObject({ exit_code: 0, outcome: "EXIT", outputs: [{ path: "out/words.csv" }] });
    expect(readFileSync(join(out, "words.csv"), "utf8")).toContain("nation");
    const { receipt } = await json("receipt", value.id);
    expect(receipt.receipt ?? receipt).toMatchObject({ state: "JOB_STATE_SETTLED" });
  });

  test("tells its steps as JSON lines, the result last", async () => {
    const done = await dcm("run", "@hello", "-o", "jsonl");
    const records = done.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.at(-1)).toMatchObject({
      step: "result",
      data: { exit_code: 0, receipt: { refunded: { denom: "udcm" } } },
    });
    expect(new Set(records.map(({ step }) => step))).toContain("matched");
  });

  test("survives the reader of its output and still pays", async () => {
    const child = spawn(program("dcm"), ["run", "@exitcode", "--", "7"], {
      env: place.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(7);
    const { jobs } = await json("job", "list", "--limit", "1");
    expect(jobs[0]).toMatchObject({ state: "SETTLED" });
  });

  test("detaches at Ctrl-C and says how to follow; wait then does", async () => {
    const child = spawn(program("dcm"), ["run", "@hello", "--", "later"], {
      env: place.env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let talk = "";
    child.stderr.on("data", (chunk) => {
      talk += chunk;
    });
    await until("the order is placed", () => talk.includes("order"));
    child.kill("SIGINT");
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(130);
    const [, id = ""] = /dcm job wait (\d+)/.exec(talk) ?? [];
    const done = await dcm("job", "wait", id);
    expect(done).toMatchObject({ code: 0, stdout: "Hello, later, from a paid job\n" });
    expect((await dcm("job", "logs", id)).stdout).toBe("Hello, later, from a paid job\n");
  });

  test("with --detach prints the job's number only, and the list is newest first", async () => {
    const ids = [(await dcm("run", "@hello", "-d", "-q")).stdout, (await dcm("run", "@hello", "-d", "-q")).stdout];
    const [older, newer] = ids.map((id) => id.trim());
    expect(ids.join("")).toMatch(/^\d+\n\d+\n$/);
    const { jobs } = await json("job", "list", "--limit", "2");
    expect(jobs.map(({ id }: { id: string }) => id)).toEqual([newer, older]);
    // The match may be a block away: it is explained as what it is now.
    expect((await dcm("explain", newer ?? "")).stdout).toMatch(new RegExp(`^(order|job) ${newer} `));
  });

  test("with --dry-run sends nothing", async () => {
    const before = await json("query", "auth", "account", "alice");
    const done = await dcm("run", "@hello", "--dry-run");
    expect(done.code, done.stderr).toBe(0);
    expect(await json("query", "auth", "account", "alice")).toEqual(before);
  });
});

describe("explain and quote", () => {
  test("count what provider list shows", async () => {
    const { providers } = await json("provider", "list");
    const inFrance = providers.filter(({ jurisdiction }: { jurisdiction: string }) => jurisdiction === "FR").length;
    const { offers, constraints } = await json(
      "explain",
      "@hello",
      "--region",
      "FR",
      "--replicas",
      "1",
      "--max-total",
      "1DCM",
    );
    expect(offers).toBe(providers.length);
    const region = constraints.find(({ constraint }: { constraint: string }) => constraint === "jurisdiction under FR");
    expect(region.passing).toBe(inFrance);
    const quote = await json("quote", "@hello", "--region", "FR", "--replicas", "1", "--max-total", "1DCM");
    expect(quote).toMatchObject({ eligible: inFrance, fillable_seats: inFrance, slots: 1 });
  });
});

describe("the tx and query trees", () => {
  test("send the Cosmos way: the hash first, then the block", async () => {
    const done = await dcm("tx", "bank", "send", "alice", "bob", "1.5DCM,3udcm", "--note", "hi");
    expect(done.code, done.stderr).toBe(0);
    const [, hash = ""] = /^txhash: ([0-9A-F]{64})\nheight:/.exec(done.stdout) ?? [];
    const found = await json("query", "tx", hash);
    expect(found.tx.body).toMatchObject({ memo: "hi", messages: [{ amount: [{ denom: "udcm", amount: "1500003" }] }] });
    expect((await json("q", "wait-tx", hash)).txhash).toBe(hash);
    expect((await dcm("explain", hash)).stdout).toContain("did what it says");
  });

  test.each(["direct", "amino-json"])("generate, sign in %s mode offline, and broadcast", async (mode) => {
    const { account } = await json("query", "auth", "account", "bob");
    const unsigned = await dcm(
      "tx",
      "bank",
      "send",
      "bob",
      "alice",
      "1udcm",
      "--generate-only",
      "--offline",
      "--gas",
      "120000",
    );
    const file = join(folder, `${mode}.json`);
    writeFileSync(file, unsigned.stdout);
    const given = [
      "--offline",
      "-s",
      account.sequence,
      "-a",
      account.account_number,
      "--sign-mode",
      mode,
      "--from",
      "bob",
    ];
    const signed = await dcm("tx", "sign", file, ...given);
    expect(signed.code, signed.stderr).toBe(0);
    const sent = await run("dcm", ["tx", "broadcast", "-", "-o", "json"], place.env, signed.stdout);
    expect(JSON.parse(sent.stdout)).toMatchObject({ code: 0, gas_wanted: "120000" });
  });

  test("shells of one user do not collide", async () => {
    const sends = Array.from({ length: 4 }, () => dcm("tx", "bank", "send", "bob", "alice", "1udcm"));
    for (const done of await Promise.all(sends)) expect(done.code, done.stderr).toBe(0);
  });

  test("answer queries as REST does", async () => {
    const address = addressOf("quinn");
    const pairs: [string[], string][] = [
      [["query", "bank", "balances", address], `/cosmos/bank/v1beta1/balances/${address}`],
      [["q", "provider", "provider", address], `/dcm/provider/v1/providers/${address}`],
      [["q", "market", "classes"], "/dcm/market/v1/classes"],
      [["q", "staking", "params"], "/cosmos/staking/v1beta1/params"],
      [["q", "distribution", "params"], "/cosmos/distribution/v1beta1/params"],
      [["q", "mint", "params"], "/cosmos/mint/v1beta1/params"],
      [
        ["q", "distribution", "delegator-withdraw-address", "--delegator-address", address],
        `/cosmos/distribution/v1beta1/delegators/${address}/withdraw_address`,
      ],
    ];
    for (const [args, path] of pairs) {
      const [answer, other] = [await json(...args), await rest(path)];
      // Time goes on between two questions.
      expect({ ...answer, now: "", provider: "" }).toEqual({ ...other, now: "", provider: "" });
    }
  });

  test("delegate, and withdraw what that earned", async () => {
    const [{ operator_address: validator }] = (await json("q", "staking", "validators")).validators;
    const delegated = await dcm("tx", "staking", "delegate", validator, "1000DCM", "--from", "alice");
    expect(delegated.code, delegated.stderr).toBe(0);
    const path = `/cosmos/distribution/v1beta1/delegators/${addressOf("alice")}/rewards`;
    // A block shares out fees and minted coins at its beginning: any transaction brings one.
    const one = await dcm("tx", "distribution", "withdraw-rewards", validator, "--from", "alice");
    expect(one.code, one.stderr).toBe(0);
    const all = await json("tx", "distribution", "withdraw-all-rewards", "--from", "alice", "--max-msgs", "5");
    const paid = all.events.find(({ type }: { type: string }) => type === "withdraw_rewards");
    expect(paid.attributes.find(({ key }: { key: string }) => key === "validator").value).toBe(validator);
    expect((await rest(path)).rewards).toEqual([{ validator_address: validator, reward: expect.anything() }]);
    const nobody = await dcm("tx", "distribution", "withdraw-all-rewards", "--from", "bob");
    expect(nobody.stderr).toContain("delegates to nobody");
    const others = await dcm("tx", "distribution", "withdraw-rewards", validator, "--commission", "--from", "alice");
    expect(others.code).not.toBe(0);
  });

  test("give test coins, in the amount the balance shows", async () => {
    const { address } = await json("keys", "add", "carol");
    const { balance, credit } = await json("faucet", "carol");
    expect(balance).toEqual(credit);
    expect((await rest(`/cosmos/bank/v1beta1/balances/${address}`)).balances).toEqual([
      { denom: "udcm", amount: balance.amount },
    ]);
  });
});

describe("keys and contexts", () => {
  test("an encrypted key opens with its passphrase only, and signs", async () => {
    const [good, bad] = ["good", "bad"].map((name) => {
      const file = join(folder, `${name}.passphrase`);
      writeFileSync(file, `${name} horse battery staple\n`);
      return ["--keyring-backend", "file", "--passphrase-file", file];
    }) as [string[], string[]];
    const { address } = await json("keys", "add", "erin", ...good);
    expect((await dcm("faucet", address)).code).toBe(0);
    const send = ["tx", "bank", "send", "erin", addressOf("bob"), "1udcm"];
    expect((await dcm(...send, ...good)).code).toBe(0);
    expect(await dcm(...send, ...bad)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("KEY_BAD_PASSPHRASE"),
    });
    expect(await dcm(...send, "--keyring-backend", "file")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("--passphrase-file"),
    });
  });

  test("a key goes to a file and back under another name, and its words give it again", async () => {
    const file = join(folder, "export.passphrase");
    writeFileSync(file, "correct horse");
    const { address, mnemonic } = await json("keys", "add", "frank");
    const exported = await dcm("keys", "export", "frank", "--export-passphrase-file", file);
    const back = await run(
      "dcm",
      ["keys", "import", "frank2", "-", "--export-passphrase-file", file],
      place.env,
      exported.stdout,
    );
    expect(back.stdout).toContain(address);
    expect((await run("dcm", ["keys", "add", "frank3", "--recover"], place.env, mnemonic)).stdout).toContain(address);
    expect((await dcm("keys", "show", "frank3", "-a")).stdout).toBe(`${address}\n`);
    expect((await dcm("keys", "rename", "frank3", "frank4")).code).toBe(0);
    expect((await dcm("keys", "delete", "frank4", "--yes")).code).toBe(0);
    expect((await json("keys", "parse", address)).account).toBe(address);
  });

  test("a sum above the context's guard is not spent unasked", async () => {
    const made = ["context", "create", "tight", ready.rest, "--from", "alice", "--keyring-backend", "test"];
    expect((await dcm(...made, "--spend-guard", "1udcm")).code).toBe(0);
    const before = await json("query", "auth", "account", "alice");
    expect(await dcm("run", "@hello")).toMatchObject({ code: 13, stderr: expect.stringContaining("SPEND_GUARD") });
    expect(await json("query", "auth", "account", "alice")).toEqual(before);
    expect((await dcm("context", "use", "local")).code).toBe(0);
    expect((await dcm("context", "rm", "tight")).code).toBe(0);
  });

  test("without a network a command says how to get one, and plain keys are refused", async () => {
    const env = { ...place.env, DCM_HOME: join(folder, "nobody") };
    expect(await run("dcm", ["job", "list"], env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("dcm localnet up"),
    });
    const plain = await run("dcm", ["keys", "add", "x", "--keyring-backend", "test"], env);
    expect(plain).toMatchObject({ code: 3, stderr: expect.stringContaining("KEY_TEST_BACKEND") });
  });
});

test("after down nothing is left", async () => {
  expect((await dcm("localnet", "down")).code).toBe(0);
  expect((await dcm("localnet", "status")).code).toBe(5);
  for (const { pid } of [...ready.validators, ...ready.providers]) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  for (const url of [ready.rest, ready.rpc]) expect(await isFree(Number(new URL(url).port))).toBe(true);
});
