import { CodecError, type MessageCodec } from "@dcm/proto";
import { MsgRevealResult } from "@dcm/proto/gen/dcm/job/v1";
import { MsgPlaceOrder, Predicate, QueryExplainRequest, QueryQuoteRequest } from "@dcm/proto/gen/dcm/market/v1";
import { MsgCreateOffer, MsgRegister } from "@dcm/proto/gen/dcm/provider/v1";
import { expect, test } from "vitest";
import { createRouter, modules } from "../../src/app/modules.js";
import { CHAIN_ID } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { signTx } from "../harness/tx.js";
import * as m from "./market.js";
import { at, type Network, startNetwork } from "./network.js";

const DEEP = {
  and: { of: [{ not: { or: { of: [{ has: "attr.a" }, { atLeast: { field: "attr.b", value: "3" } }] } } }] },
};

/** xorshift32. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Some bytes changed, added or taken away. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const changed = [...bytes];
  for (let i = 0; i <= random(2); i++) {
    const where = random(Math.max(1, changed.length));
    const how = random(4);
    if (how === 0) changed.splice(where, 1);
    else if (how === 1) changed.splice(where, 0, random(256));
    else changed[where] = how === 2 ? random(256) : (changed[where] ?? 0) ^ (1 << random(8));
  }
  return Uint8Array.from(changed);
}

type Plain = { [key: string]: unknown };

/** The value with one or two of its leaves replaced by something extreme of the same kind. */
function extreme(value: unknown, random: (below: number) => number): unknown {
  if (typeof value === "bigint") return [0n, 1n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n, 1n << 40n][random(6)];
  if (typeof value === "number") return [0, 1, 2, 16, 65_535, 2_147_483_647, 4_294_967_295][random(7)];
  if (typeof value === "string") return ["", "\0", "a\0b", "é".repeat(40), "x".repeat(70_000), "../..", "1"][random(7)];
  if (typeof value === "boolean") return !value;
  if (value instanceof Uint8Array)
    return [new Uint8Array(0), new Uint8Array(31), new Uint8Array(33), new Uint8Array(70_000)][random(4)];
  if (Array.isArray(value)) {
    const whole = random(3);
    if (whole === 0 || value.length === 0) return [];
    if (whole === 1) return Array.from({ length: [2, 300, 5_000][random(3)] ?? 2 }, () => value[0] as unknown);
    const at = random(value.length);
    return value.map((each, i) => (i === at ? extreme(each, random) : (each as unknown)));
  }
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).filter((key) => (value as Plain)[key] !== undefined);
  const key = keys[random(Math.max(1, keys.length))];
  return key === undefined ? value : { ...value, [key]: extreme((value as Plain)[key], random) };
}

function signed(net: Network, typeUrl: string, value: Uint8Array): Uint8Array {
  const alice = person("alice");
  const { accountNumber, sequence } = net.chain.signing(alice);
  const signing = { chainId: CHAIN_ID, accountNumber, sequence };
  return signTx({ messages: [{ typeUrl, value }], gas: 5_000_000n }, [[alice, signing]]);
}

// The harness throws on every alarm, and a broken invariant stops the chain: a test that ends is the proof.

test("[E] 600 mutations of the market's messages are answered with codes: no alarm, no stop", () => {
  const net = startNetwork(["alice"]);
  const random = randomFrom(20_261_122);
  const owner = at("alice");
  const order = {
    ...m.orderOf("alice", { constraints: Predicate.fromPartial(DEEP), clientKey: "k", tags: ["t"] }),
    owner,
  };
  const valid: readonly (readonly [string, Uint8Array])[] = [
    [MsgPlaceOrder.typeUrl, MsgPlaceOrder.encode(MsgPlaceOrder.fromPartial(order))],
    [
      MsgRegister.typeUrl,
      MsgRegister.encode(
        MsgRegister.fromPartial({
          provider: owner,
          stake: 500_000_000n,
          profile: m.profile("alice", { payout: owner }),
        }),
      ),
    ],
    [
      MsgCreateOffer.typeUrl,
      MsgCreateOffer.encode(
        MsgCreateOffer.fromPartial({ provider: owner, terms: m.offerTerms({ allow: [owner] }), expiryMs: 0n }),
      ),
    ],
    [
      MsgRevealResult.typeUrl,
      MsgRevealResult.encode(
        MsgRevealResult.fromPartial({
          provider: owner,
          jobId: 1n,
          slot: 0,
          manifest: m.manifest(),
          salt: m.SALT,
          uris: ["x"],
        }),
      ),
    ],
  ];
  const codes = new Map<string, number>();
  for (let i = 0; i < 600; i++) {
    const [typeUrl, bytes] = valid[random(valid.length)] ?? ["", new Uint8Array(0)];
    const [result] = net.chain.block([signed(net, typeUrl, mutated(bytes, random))]).txResults;
    const name = result?.code === 0 ? "ok" : `${result?.codespace}/${result?.code}`;
    codes.set(name, (codes.get(name) ?? 0) + 1);
  }
  console.info(JSON.stringify(Object.fromEntries([...codes].sort())));
  expect(codes.has("ok")).toBe(true);
  expect([...codes.keys()].filter((name) => name.endsWith("/1") && !name.startsWith("sdk"))).toEqual([]);
  expect(codes.size).toBeGreaterThan(5);
});

test("[E] 800 messages with extreme fields are answered with codes: no alarm, no stop", () => {
  const net = startNetwork(["alice"]);
  const random = randomFrom(99);
  const provider = at("alice");
  const codecs = [
    [
      MsgPlaceOrder,
      { ...m.orderOf("alice", { constraints: Predicate.fromPartial(DEEP), tags: ["t"] }), owner: provider },
    ],
    [
      MsgRegister,
      { provider, stake: 500_000_000n, profile: m.profile("alice", { payout: provider, owner: provider }) },
    ],
    [MsgCreateOffer, { provider, terms: m.offerTerms({ allow: [provider], deny: [provider] }), expiryMs: 40_000n }],
    [MsgRevealResult, { provider, jobId: 1n, slot: 0, manifest: m.manifest(), salt: m.SALT, uris: ["x"] }],
  ] as unknown as readonly (readonly [MessageCodec<unknown>, Plain])[];
  const codes = new Map<string, number>();
  for (let i = 0; i < 800; i++) {
    const [codec, plain] = codecs[random(codecs.length)] ?? codecs[0] ?? [];
    if (codec === undefined || plain === undefined) continue;
    const whole = codec.decode(codec.encode(codec.fromPartial(plain)));
    const once = extreme(whole, random);
    const value = encoded(codec, random(2) === 0 ? once : extreme(once, random));
    if (value === undefined) continue;
    const [result] = net.chain.block([signed(net, codec.typeUrl, value)]).txResults;
    const name = result?.code === 0 ? "ok" : `${result?.codespace}/${result?.code}`;
    codes.set(name, (codes.get(name) ?? 0) + 1);
  }
  console.info(JSON.stringify(Object.fromEntries([...codes].sort())));
  expect(codes.size).toBeGreaterThan(20);
}, 240_000);

/** Undefined when the codec itself refuses it, as every client's would. */
function encoded(codec: MessageCodec<unknown>, value: unknown): Uint8Array | undefined {
  try {
    return codec.encode(codec.fromPartial(value));
  } catch (reason) {
    if (reason instanceof CodecError) return undefined;
    throw reason;
  }
}

test("[E] every message of ours with nothing but its signer is answered with a code", () => {
  const net = startNetwork(["alice"]);
  for (const [typeUrl, route] of createRouter(modules).messages) {
    if (!typeUrl.startsWith("/dcm.")) continue;
    const [signer = ""] = route.request.options.signers ?? [];
    const codec = route.request;
    let value: Uint8Array;
    try {
      value = codec.encode(codec.fromPartial({ [signer]: at("alice") }));
    } catch {
      // An enum without a zero cannot be left out; the bytes of the signer alone say the same.
      value = Uint8Array.of(10, at("alice").length, ...new TextEncoder().encode(at("alice")));
    }
    const [result] = net.chain.block([signed(net, typeUrl, value)]).txResults;
    expect([typeUrl, result?.codespace === "undefined"]).toEqual([typeUrl, false]);
  }
});

test("[E] 400 mutations of what explains and quotes are answered", () => {
  const net = startNetwork(["alice"]);
  const random = randomFrom(7);
  const request = { ...m.orderOf("alice"), owner: at("alice") };
  const valid = [
    ["/dcm.market.v1.Query/Explain", QueryExplainRequest.encode(QueryExplainRequest.fromPartial(request))],
    ["/dcm.market.v1.Query/Quote", QueryQuoteRequest.encode(QueryQuoteRequest.fromPartial(request))],
  ] as const;
  let answered = 0;
  for (let i = 0; i < 400; i++) {
    const [path, bytes] = valid[i % 2] ?? valid[0];
    if (net.chain.ask(path, i < 2 ? bytes : mutated(bytes, random)).code === 0) answered++;
  }
  expect(answered).toBeGreaterThan(2);
});
