import { type Address, toBech32 } from "@dcm/proto";
import { MsgSend } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { QueryJobsRequest, QueryReceiptsRequest } from "@dcm/proto/gen/dcm/job/v1";
import { QueryOrdersRequest } from "@dcm/proto/gen/dcm/market/v1";
import { QueryOffersRequest, QueryProviderRequest } from "@dcm/proto/gen/dcm/provider/v1";
import { describe, expect, test } from "vitest";
import { at, deed, startNetwork } from "./network.js";

describe("no query of the market stops a node", () => {
  const net = startNetwork(["alice"]);
  const long = toBech32("dcm", new Uint8Array(200).fill(1));
  const odd = ["a\0b", "\0", "x".repeat(100_000), "é".repeat(90), "wasm.small\0"];
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ...odd.map(
      (text) =>
        [
          "/dcm.provider.v1.Query/Offers",
          QueryOffersRequest.encode(QueryOffersRequest.fromPartial({ class: text })),
        ] as const,
    ),
    ...odd.map(
      (text) =>
        [
          "/dcm.market.v1.Query/Orders",
          QueryOrdersRequest.encode(QueryOrdersRequest.fromPartial({ class: text })),
        ] as const,
    ),
    ...odd.map(
      (text) =>
        [
          "/dcm.market.v1.Query/Class",
          QueryOrdersRequest.encode(QueryOrdersRequest.fromPartial({ owner: text })),
        ] as const,
    ),
    ["/dcm.provider.v1.Query/Offers", QueryOffersRequest.encode(QueryOffersRequest.fromPartial({ provider: long }))],
    [
      "/dcm.provider.v1.Query/Provider",
      QueryProviderRequest.encode(QueryProviderRequest.fromPartial({ address: long })),
    ],
    ["/dcm.market.v1.Query/Orders", QueryOrdersRequest.encode(QueryOrdersRequest.fromPartial({ owner: long }))],
    ["/dcm.job.v1.Query/Jobs", QueryJobsRequest.encode(QueryJobsRequest.fromPartial({ owner: long }))],
    ["/dcm.job.v1.Query/Jobs", QueryJobsRequest.encode(QueryJobsRequest.fromPartial({ provider: long }))],
    ["/dcm.job.v1.Query/Jobs", Uint8Array.of(0x18, 0xff, 0xff, 0x03)],
    ["/dcm.job.v1.Query/Receipts", QueryReceiptsRequest.encode(QueryReceiptsRequest.fromPartial({ owner: long }))],
    ["/dcm.job.v1.Query/Receipts", QueryReceiptsRequest.encode(QueryReceiptsRequest.fromPartial({ provider: long }))],
  ];
  test.each(cases.map(([path, data], i) => [i, path, data] as const))("%i %s", (_, path, data) => {
    expect(() => net.chain.ask(path, data)).not.toThrow();
  });
});

test("coins to an address that no account can have are refused without an alarm", () => {
  const net = startNetwork(["alice"]);
  const outcomes = [20, 32, 64, 65, 127, 200, 255].map((size) => {
    const toAddress = toBech32("dcm", new Uint8Array(size).fill(1)) as Address;
    const amount = [{ denom: "udcm", amount: 1n }];
    return net.block(1000, [deed("alice", MsgSend, { fromAddress: at("alice"), toAddress, amount })]).outcomes[0]
      ?.outcome;
  });
  expect(outcomes).toEqual(["ok", "ok", "ok", ...Array.from({ length: 4 }, () => "sdk.InvalidAddress")]);
});
