import { CommitmentProof, type ExistenceProof, HashOp } from "@dcm/proto/gen/cosmos/ics23/v1";
import { expect, test } from "vitest";
import { createHasher, createMultistore } from "../../../src/store/index.js";
import { randomKey, randomValue, seeded, sha256, sorted } from "../../store/reference.js";
import { type Claim, goVerdicts, npmVerdict } from "./verifiers.js";

const STORES = ["acc", "bank", "gov", "job", "market", "mint", "staking"];

/** A few hundred records in two stores, changed by 20 blocks; the state and hash after each of them. */
function chain() {
  const random = seeded(20_261_122);
  const store = createMultistore({ names: STORES, hasher: createHasher(sha256), seed: 3, indexed: ["bank"] });
  const states = new Map<
    bigint,
    { readonly appHash: Uint8Array; readonly models: Record<string, Map<string, Buffer>> }
  >();
  const models = { bank: new Map<string, Buffer>(), job: new Map<string, Buffer>() };
  for (let height = 1n; height <= 20n; height++) {
    const overlay = store.overlay();
    for (const [name, model] of Object.entries(models)) {
      for (let i = 0; i < 60; i++) {
        const keys = [...model.keys()];
        const known = keys.length > 20 && random(3) === 0;
        const key = known ? Buffer.from(keys[random(keys.length)] as string, "latin1") : randomKey(random);
        if (known && random(2) === 0) {
          overlay.store(name).delete(key);
          model.delete(key.toString("latin1"));
        } else {
          const value = randomValue(random);
          overlay.store(name).set(key, value);
          model.set(key.toString("latin1"), value);
        }
      }
    }
    const appHash = store.commit(overlay, height);
    states.set(height, { appHash, models: { bank: new Map(models.bank), job: new Map(models.job) } });
  }
  return { store, states, random };
}

const { store, states, random } = chain();

/** True claims at a height: every present key, and as many absent ones. */
function claims(height: bigint, name: "bank" | "job"): Claim[] {
  const { appHash, models } = states.get(height) as NonNullable<ReturnType<typeof states.get>>;
  const model = models[name] as Map<string, Buffer>;
  const present = sorted(model).map(([key, value]) => ({ key, value }));
  const absent: Buffer[] = [Buffer.from([0]), Buffer.from([0xff, 0]), Buffer.alloc(127, 0x61)];
  while (absent.length < present.length) absent.push(randomKey(random));
  const missing = absent.filter((key) => !model.has(key.toString("latin1"))).map((key) => ({ key, value: undefined }));
  return [...present, ...missing].map(({ key, value }) => {
    return { appHash, store: name, key, value, ops: store.prove(name, key, height) };
  });
}

const present20 = [...claims(20n, "bank"), ...claims(20n, "job")];

test("more than 1,000 present and absent keys verify in Go and in JavaScript", () => {
  expect(present20.length).toBeGreaterThan(1000);
  expect(present20.filter(({ value }) => value === undefined).length).toBeGreaterThan(400);
  expect(failing(present20, true)).toEqual([]);
  // Only proofs at earlier heights are costly, and counted.
  expect(store.pastProofs).toBe(0);
});

test("keys of a store that holds nothing else are proven absent", () => {
  const { appHash } = states.get(20n) as NonNullable<ReturnType<typeof states.get>>;
  const empty = STORES.filter((name) => name !== "bank" && name !== "job").map((name): Claim => {
    const key = Buffer.from("anything");
    return { appHash, store: name, key, value: undefined, ops: store.prove(name, key, 20n) };
  });
  expect(failing(empty, true)).toEqual([]);
});

test("proofs at earlier kept heights verify against those heights' hashes, and the present is as before", () => {
  const past = [1n, 7n, 18n, 19n].flatMap((height) => [
    ...claims(height, "bank").slice(0, 40),
    ...claims(height, "job").slice(-40),
  ]);
  expect(failing(past, true)).toEqual([]);
  expect(store.pastProofs).toBeGreaterThanOrEqual(past.length);
  expect(
    present20
      .slice(0, 50)
      .every(
        ({ key, ops }) =>
          Buffer.compare(store.prove("bank", key, 20n)[0]?.data as Uint8Array, ops[0]?.data as Uint8Array) === 0,
      ),
  ).toBe(true);
  expect(() => store.prove("bank", Buffer.from("a"), 0n)).toThrow("height 0 is not kept");
});

test("1,000 mutated proofs are refused in Go and in JavaScript", () => {
  const existing = present20.filter(({ value }) => value !== undefined);
  const absent = present20.filter(({ value }) => value === undefined);
  const mutated: Claim[] = [];
  for (let i = 0; i < 500; i++) mutated.push(changed(pick(existing)));
  for (let i = 0; i < 250; i++) mutated.push(wrongClaim(pick(existing), existing));
  for (let i = 0; mutated.length < 1000 && i < 2000; i++) mutated.push(...wrongNeighbour(pick(absent)));
  expect(mutated.length).toBeGreaterThanOrEqual(1000);
  expect(failing(mutated, false)).toEqual([]);
});

test("proofs 128 levels deep verify", () => {
  const deep = createMultistore({ names: ["bank"], hasher: createHasher(sha256), seed: 0 });
  const overlay = deep.overlay();
  for (let i = 0; i <= 128; i++) {
    const key = Buffer.alloc(20);
    if (i < 128) key[i >> 3] = 0x80 >> (i & 7);
    overlay.store("bank").set(key, Buffer.from([i + 1]));
  }
  const appHash = deep.commit(overlay, 1n);
  const key = Buffer.alloc(20);
  const ops = deep.prove("bank", key, 1n);
  expect(CommitmentProof.decode(ops[0]?.data as Uint8Array).exist?.path).toHaveLength(128);
  const absent = Buffer.alloc(19);
  const both: Claim[] = [
    { appHash, store: "bank", key, value: Buffer.from([129]), ops },
    { appHash, store: "bank", key: absent, value: undefined, ops: deep.prove("bank", absent, 1n) },
  ];
  expect(failing(both, true)).toEqual([]);
});

test("a proof that would undo more than 50,000 records is refused, and the store goes on", () => {
  const large = createMultistore({ names: ["bank"], hasher: createHasher(sha256), seed: 0 });
  large.commit(large.overlay(), 1n);
  const overlay = large.overlay();
  for (let i = 0; i <= 50_000; i++) overlay.store("bank").set(Buffer.from(`${i}`), Buffer.from("1"));
  const appHash = large.commit(overlay, 2n);
  expect(() => large.prove("bank", Buffer.from("7"), 1n)).toThrow("50001 records changed since, too many to prove");
  const key = Buffer.from("7");
  const claim = { appHash, store: "bank", key, value: Buffer.from("1"), ops: large.prove("bank", key, 2n) };
  expect(failing([claim], true)).toEqual([]);
});

/** The claims on which a verifier does not give the verdict wanted. */
function failing(all: readonly Claim[], wanted: boolean): string[] {
  const go = goVerdicts(all);
  return all.flatMap((claim, i) => {
    const name = `${claim.store} ${Buffer.from(claim.key).toString("hex")} ${claim.value === undefined ? "absent" : "present"}`;
    return [...(go[i] === wanted ? [] : [`go: ${name}`]), ...(npmVerdict(claim) === wanted ? [] : [`npm: ${name}`])];
  });
}

/** One of the two proofs says something else at one place. */
function changed(claim: Claim): Claim {
  const which = random(2);
  const ops = claim.ops.map((op, i) => {
    if (i !== which) return op;
    const exist = changedExistence(CommitmentProof.decode(op.data).exist as ExistenceProof);
    return { ...op, data: CommitmentProof.encode(CommitmentProof.fromPartial({ exist })) };
  });
  return { ...claim, ops };
}

function changedExistence(proof: ExistenceProof): ExistenceProof {
  const { key, value, leaf, path } = proof;
  const at = random(path.length);
  const step = path[at] as ExistenceProof["path"][0];
  const withStep = (other: Partial<typeof step>) => ({ ...proof, path: path.with(at, { ...step, ...other }) });
  const changes: (() => ExistenceProof)[] = [
    () => ({ ...proof, key: bitFlipped(key) }),
    () => ({ ...proof, value: bitFlipped(value) }),
    () => ({
      ...proof,
      leaf: { ...(leaf as NonNullable<typeof leaf>), prefix: bitFlipped(leaf?.prefix as Uint8Array) },
    }),
    () => ({ ...proof, leaf: { ...(leaf as NonNullable<typeof leaf>), length: 0 } }),
    () => ({ ...proof, leaf: undefined }),
    () => ({ ...proof, path: path.toSpliced(at, 1) }),
    () => ({ ...proof, path: path.toSpliced(at, 0, step) }),
    () => withStep({ prefix: bitFlipped(step.prefix) }),
    () => withStep({ suffix: step.suffix.length > 0 ? bitFlipped(step.suffix) : Uint8Array.of(1) }),
    () => withStep({ hash: HashOp.SHA512 }),
  ];
  return pick(changes)();
}

function bitFlipped(bytes: Uint8Array): Uint8Array {
  const at = random(bytes.length);
  return bytes.with(at, (bytes[at] as number) ^ (1 << random(8)));
}

/** A right proof of something else than what is claimed. */
function wrongClaim(claim: Claim, others: readonly Claim[]): Claim {
  const other = pick(
    others.filter(({ store: name, key }) => name === claim.store && Buffer.compare(key, claim.key) !== 0),
  );
  const kind = random(6);
  if (kind === 0) return { ...claim, value: Buffer.concat([claim.value as Buffer, Buffer.from([0])]) };
  if (kind === 1) return { ...claim, value: undefined };
  if (kind === 2) return { ...claim, key: other.key };
  if (kind === 3) return { ...claim, ops: other.ops };
  if (kind === 4) return { ...claim, appHash: states.get(19n)?.appHash as Uint8Array };
  return { ...claim, store: claim.store === "bank" ? "job" : "bank" };
}

/** Proofs of absence whose neighbours are not neighbours, are missing, or prove a present key absent. */
function wrongNeighbour(claim: Claim): Claim[] {
  const proof = CommitmentProof.decode(claim.ops[0]?.data as Uint8Array).nonexist;
  const model = sorted(states.get(20n)?.models[claim.store] as Map<string, Buffer>);
  const at = model.findIndex(([key]) => Buffer.compare(key, claim.key) > 0);
  const existence = (i: number): ExistenceProof | undefined => {
    const key = model[i]?.[0];
    return key && CommitmentProof.decode(store.prove(claim.store, key, 20n)[0]?.data as Uint8Array).exist;
  };
  const remade = (left: ExistenceProof | undefined, right: ExistenceProof | undefined, key = claim.key): Claim => {
    const data = CommitmentProof.encode(CommitmentProof.fromPartial({ nonexist: { key, left, right } }));
    return { ...claim, key, ops: [{ ...(claim.ops[0] as Claim["ops"][0]), data }, claim.ops[1] as Claim["ops"][0]] };
  };
  if (at < 2 || proof?.left === undefined || proof.right === undefined) return [];
  return [
    remade(existence(at - 2), proof.right),
    remade(proof.left, existence(at + 1)),
    remade(undefined, proof.right),
    remade(proof.left, undefined),
    remade(proof.right, proof.left),
    remade(existence(at - 2), proof.right, proof.left.key),
  ];
}

function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T;
}
