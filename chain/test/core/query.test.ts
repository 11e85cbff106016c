import { bytesToUtf8, services, utf8ToBytes } from "@dcm/proto";
import {
  ModuleAccount,
  QueryAccountRequest,
  QueryAccountsRequest,
  QueryAccountsResponse,
  QueryModuleAccountsResponse,
} from "@dcm/proto/gen/cosmos/auth/v1beta1";
import {
  MsgSend,
  QueryAllBalancesRequest,
  QueryAllBalancesResponse,
  QueryBalanceRequest,
  QueryDenomMetadataRequest,
  QueryDenomOwnersRequest,
  QueryDenomOwnersResponse,
} from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { describe, expect, test } from "vitest";
import { createRouter, modules } from "../../src/app/modules.js";
import { RICH, startChain, type TestChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";
import { msg } from "../harness/tx.js";

const [alice, bob] = [person("alice"), person("bob")];
const BANK = "/cosmos.bank.v1beta1.Query";
const AUTH = "/cosmos.auth.v1beta1.Query";

describe("a query is refused with the SDK's code and text", () => {
  const account = (address: string) => QueryAccountRequest.encode(QueryAccountRequest.fromPartial({ address }));
  const cases: readonly [claim: string, path: string, data: Uint8Array, more: object, code: number, log: string][] = [
    [
      "an account that is not there",
      `${AUTH}/Account`,
      account(bob.address),
      {},
      22,
      `rpc error: code = NotFound desc = account ${bob.address} not found: key not found`,
    ],
    [
      "an account without an address",
      `${AUTH}/Account`,
      account(""),
      {},
      18,
      "rpc error: code = InvalidArgument desc = Address cannot be empty: invalid request",
    ],
    [
      "a text that no key can hold",
      `${BANK}/DenomOwners`,
      QueryDenomOwnersRequest.encode(QueryDenomOwnersRequest.fromPartial({ denom: "u\0dcm" })),
      {},
      18,
      "rpc error: code = InvalidArgument desc = denom holds a zero byte: invalid request",
    ],
    [
      "a denomination without metadata",
      `${BANK}/DenomMetadata`,
      QueryDenomMetadataRequest.encode({ denom: "foobar" }),
      {},
      22,
      "rpc error: code = NotFound desc = client metadata for denom foobar: key not found",
    ],
    [
      "both offset and key",
      `${AUTH}/Accounts`,
      QueryAccountsRequest.encode(
        QueryAccountsRequest.fromPartial({ pagination: { offset: 1n, key: Uint8Array.of(1) } }),
      ),
      {},
      18,
      "invalid request, either offset or key is expected, got both: invalid request",
    ],
    ["an unknown path", "/nothing/here", new Uint8Array(0), {}, 6, "unknown query path: unknown request"],
    [
      "an unknown service",
      "/feemarket.feemarket.v1.Query/State",
      new Uint8Array(0),
      {},
      6,
      "unknown query path: unknown request",
    ],
    [
      "a broadcast",
      "/cosmos.tx.v1beta1.Service/BroadcastTx",
      new Uint8Array(0),
      {},
      18,
      "can't route a broadcast tx message: invalid request",
    ],
    [
      "a negative height",
      `${AUTH}/Params`,
      new Uint8Array(0),
      { height: -1n },
      18,
      "cannot query with height < 0; please provide a valid height: invalid request",
    ],
    [
      "a height to come",
      `${AUTH}/Params`,
      new Uint8Array(0),
      { height: 99n },
      26,
      "cannot query with height in the future; please provide a valid height: invalid height",
    ],
    [
      "a proof at height 1",
      "/store/bank/key",
      Uint8Array.of(5),
      { height: 1n, prove: true },
      18,
      "cannot query with proof when height <= 1; please provide a valid height: invalid request",
    ],
    ["an unknown store", "/store/none/key", Uint8Array.of(5), {}, 6, "no such store: none: unknown request"],
    ["an unknown app query", "/app/foo", new Uint8Array(0), {}, 6, "unknown query: [app foo]: unknown request"],
  ];
  test.each(cases)("%s", (_claim, path, data, more, code, log) => {
    const chain = startChain({ people: [alice] });
    expect(chain.ask(path, data, more)).toMatchObject({ code, codespace: "sdk", log });
  });
  test("bytes that are no request", () => {
    expect(startChain().ask(`${BANK}/Balance`, Uint8Array.of(255)).code).toBe(18);
  });
});

test("a balance that was never there is zero, not an error", () => {
  const chain = startChain({ people: [alice] });
  expect(chain.balance(bob.address)).toBe(0n);
});

test("an answer names the height that it was asked for, and old heights answer as they were", () => {
  const chain = startChain({ people: [alice] });
  const data = QueryBalanceRequest.encode({ address: alice.address, denom: "udcm" });
  const before = chain.height;
  chain.deliver(alice, [
    msg(MsgSend, { fromAddress: alice.address, toAddress: bob.address, amount: [{ denom: "udcm", amount: 5n }] }),
  ]);
  const [now, then] = [chain.ask(`${BANK}/Balance`, data), chain.ask(`${BANK}/Balance`, data, { height: before })];
  expect([now.height, then.height]).toEqual([before + 1n, before]);
  expect(now.value).not.toEqual(then.value);
});

describe("pages", () => {
  const coins = ["aaa", "bbb", "ccc", "ddd", "eee"].map((denom) => ({ denom, amount: 1n }));
  const all = (chain: TestChain, pagination: object | undefined) => {
    const request = QueryAllBalancesRequest.fromPartial({ address: alice.address, pagination });
    const answer = chain.query(`${BANK}/AllBalances`, [QueryAllBalancesRequest, request], QueryAllBalancesResponse);
    return {
      denoms: answer.balances.map(({ denom }) => denom),
      next: answer.pagination?.nextKey,
      total: answer.pagination?.total,
    };
  };
  test("walk by key, forwards and backwards", () => {
    const chain = startChain({ people: [alice], coins });
    for (const reverse of [false, true]) {
      const seen: string[] = [];
      for (let key = new Uint8Array(0), first = true; first || key.length > 0; first = false) {
        const { denoms, next } = all(chain, { key, limit: 2n, reverse });
        seen.push(...denoms);
        key = next as typeof key;
      }
      const wanted = coins.map(({ denom }) => denom);
      expect(seen).toEqual(reverse ? wanted.reverse() : wanted);
    }
  });
  test("count by offset, and without a limit", () => {
    const chain = startChain({ people: [alice], coins });
    expect(all(chain, { offset: 1n, limit: 2n, countTotal: true })).toMatchObject({
      denoms: ["bbb", "ccc"],
      total: 5n,
    });
    expect(all(chain, { offset: 9n, limit: 2n })).toMatchObject({ denoms: [], total: 0n });
    expect(all(chain, undefined)).toMatchObject({ total: 5n });
  });
});

test("the owners of a denomination are listed with their balances", () => {
  const chain = startChain({ people: [alice, bob] });
  const request = [QueryDenomOwnersRequest, QueryDenomOwnersRequest.fromPartial({ denom: "udcm" })] as const;
  const { denomOwners } = chain.query(`${BANK}/DenomOwners`, request, QueryDenomOwnersResponse);
  expect(denomOwners.map(({ address }) => address).sort()).toEqual([alice.address, bob.address].sort());
  expect(denomOwners.every(({ balance }) => balance.amount === RICH)).toBe(true);
});

test("accounts and module accounts are listed", () => {
  const chain = startChain({ people: [alice] });
  const empty = [QueryAccountsRequest, QueryAccountsRequest.fromPartial({})] as const;
  const made = chain.query(`${AUTH}/Accounts`, empty, QueryAccountsResponse).accounts.length;
  const { accounts } = chain.query(`${AUTH}/ModuleAccounts`, empty, QueryModuleAccountsResponse);
  const shown = accounts.map(({ value }) => ModuleAccount.decode(value));
  expect(shown.map(({ name }) => name)).toEqual([...createRouter(modules).accounts.keys()].sort());
  // Those that were not made yet are shown as they would be made: with the next numbers.
  const numbers = shown.map(({ baseAccount }) => baseAccount?.accountNumber ?? 0n).sort((a, b) => Number(a - b));
  const own = made - 1;
  expect(numbers.slice(own)).toEqual(numbers.slice(own).map((_, i) => BigInt(made + i)));
  expect(numbers.slice(0, own).every((number) => number < BigInt(made))).toBe(true);
});

test("the version, the node's configuration and its status are answered", () => {
  const chain = startChain({ minGasPrices: "0.5udcm" });
  expect(bytesToUtf8(chain.ask("/app/version").value)).toBe("0.1.0");
  const node = services.find(({ name }) => name === "cosmos.base.node.v1beta1.Service");
  const answer = (method: string) =>
    node?.methods[method]?.response.decode(chain.ask(`/cosmos.base.node.v1beta1.Service/${method}`).value);
  expect(answer("Config")).toMatchObject({ minimumGasPrice: "0.5udcm" });
  expect(answer("Status")).toMatchObject({ height: 1n });
});

test("a store answers keys, with two proof operations when asked", () => {
  const chain = startChain({ people: [alice] });
  chain.block();
  const { value, proofOps, key, height } = chain.ask("/store/bank/key", Uint8Array.of(0, ...utf8ToBytes("udcm")), {
    prove: true,
  });
  expect(bytesToUtf8(value)).toBe(String(RICH));
  expect(proofOps?.ops.map(({ type }) => type)).toEqual(["ics23:iavl", "ics23:simple"]);
  expect([key.length, height]).toEqual([5, 2n]);
});

test("every peer is admitted", () => {
  expect(startChain().ask("/p2p/filter/addr/1.2.3.4:26656").code).toBe(0);
});

test("before the first block queries and transactions wait", () => {
  const chain = startChain();
  expect(chain.app.info({ version: "", blockVersion: 0n, p2pVersion: 0n, abciVersion: "" })).toMatchObject({
    data: "dcm",
    lastBlockHeight: 1n,
  });
});
