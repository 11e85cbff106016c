import { services } from "@dcm/proto";
import { AppOptionsResponse } from "@dcm/proto/gen/cosmos/autocli/v1";
import { StatusResponse } from "@dcm/proto/gen/cosmos/base/node/v1beta1";
import {
  ListAllInterfacesResponse,
  ListImplementationsRequest,
  ListImplementationsResponse,
} from "@dcm/proto/gen/cosmos/base/reflection/v1beta1";
import { ReflectionService } from "@dcm/proto/gen/cosmos/base/reflection/v2alpha1";
import { FileDescriptorsResponse } from "@dcm/proto/gen/cosmos/reflection/v1";
import { Pairs } from "@dcm/proto/gen/cosmos/store/internal/kv/v1beta1";
import { descriptors } from "@dcm/proto/gen/descriptors";
import { expect, test } from "vitest";
import { createRouter, modules } from "../../src/app/modules.js";
import { CHAIN_ID, startChain } from "../harness/chain.js";
import { person } from "../harness/keys.js";

const [alice, bob] = [person("alice"), person("bob")];
const V1BETA1 = "/cosmos.base.reflection.v1beta1.ReflectionService";
const describe = <T>(chain: ReturnType<typeof startChain>, method: keyof typeof ReflectionService.methods): T => {
  const { path, response } = ReflectionService.methods[method];
  return response.decode(chain.ask(path).value) as T;
};

test("all file descriptors are told, imports before importers", () => {
  const { value } = startChain().ask("/cosmos.reflection.v1.ReflectionService/FileDescriptors");
  expect(FileDescriptorsResponse.decode(value).files.length).toBe(descriptors.length);
});

test("the interfaces of Go are told with the messages behind them", () => {
  const chain = startChain();
  const { interfaceNames } = ListAllInterfacesResponse.decode(chain.ask(`${V1BETA1}/ListAllInterfaces`).value);
  expect(interfaceNames).toEqual([...interfaceNames].sort());
  const implementations = (interfaceName: string) =>
    ListImplementationsResponse.decode(
      chain.ask(`${V1BETA1}/ListImplementations`, ListImplementationsRequest.encode({ interfaceName })).value,
    ).implementationMessageNames;
  expect(implementations("cosmos.base.v1beta1.Msg")).toEqual([...createRouter(modules).messages.keys()].sort());
  expect(implementations("cosmos.crypto.PubKey")).toContain("/cosmos.crypto.secp256k1.PubKey");
  expect(implementations("cosmos.auth.v1beta1.AccountI")).toContain("/cosmos.vesting.v1beta1.PeriodicVestingAccount");
  expect(implementations("cosmos.authz.v1beta1.Authorization")).toContain("/cosmos.bank.v1beta1.SendAuthorization");
  expect(implementations("no.such.Interface")).toEqual([]);
  expect(chain.ask(`${V1BETA1}/ListImplementations`)).toMatchObject({
    code: 18,
    log: "rpc error: code = InvalidArgument desc = invalid interface name: invalid request",
  });
});

test("the application describes itself", () => {
  const chain = startChain();
  expect(describe(chain, "GetChainDescriptor")).toEqual({ chain: { id: CHAIN_ID } });
  expect(describe(chain, "GetConfigurationDescriptor")).toEqual({ config: { bech32AccountAddressPrefix: "dcm" } });
  expect(describe(chain, "GetAuthnDescriptor")).toMatchObject({
    authn: {
      signModes: [
        { name: "SIGN_MODE_DIRECT", number: 1 },
        { name: "SIGN_MODE_LEGACY_AMINO_JSON", number: 127 },
      ],
    },
  });
  const { tx } = describe<{ tx: { msgs: readonly object[] } }>(chain, "GetTxDescriptor");
  expect(tx.msgs.length).toBe(createRouter(modules).messages.size);
  const { codec } = describe<{ codec: { interfaces: readonly { fullname: string }[] } }>(chain, "GetCodecDescriptor");
  expect(codec.interfaces.find(({ fullname }) => fullname === "cosmos.authz.v1beta1.Authorization")).toMatchObject({
    interfaceAcceptingMessages: expect.arrayContaining([
      { fullname: "cosmos.authz.v1beta1.Grant", fieldDescriptorNames: ["authorization"] },
    ]),
  });
});

test("every path that is told of is answered by somebody, and every module's is told of", () => {
  const chain = startChain();
  type Told = {
    queries: { queryServices: readonly { fullname: string; methods: readonly { fullQueryPath: string }[] }[] };
  };
  const told = describe<Told>(chain, "GetQueryServicesDescriptor").queries.queryServices;
  const paths = told.flatMap(({ methods }) => methods.map(({ fullQueryPath }) => fullQueryPath));
  // CometBFT knows the rest of the transactions' service: the node answers it (node/comet-queries).
  const asked = paths.filter((path) => !path.startsWith("/cosmos.tx.") || path.endsWith("/Simulate"));
  for (const path of asked) expect(chain.ask(path).log).not.toContain("unknown query path");
  for (const path of createRouter(modules).queries.keys()) expect(paths).toContain(path);
});

test("the commands that follow from the services are told by module", () => {
  const { moduleOptions } = AppOptionsResponse.decode(startChain().ask("/cosmos.autocli.v1.Query/AppOptions").value);
  const known = new Set(services.map(({ name }) => name));
  for (const { value } of moduleOptions)
    for (const command of [value?.tx, value?.query])
      if (command !== undefined) expect(known).toContain(command.service);
  const market = moduleOptions.find(({ key }) => key === "market")?.value;
  expect(market?.query?.service).toBe("dcm.market.v1.Query");
  const order = market?.query?.rpcCommandOptions.find(({ rpcMethod }) => rpcMethod === "Order");
  expect(order).toMatchObject({ use: "order <id>", positionalArgs: [{ protoField: "id" }] });
});

test("the node's status says which heights can be asked for", () => {
  const chain = startChain({ people: [alice] });
  for (let i = 0; i < 3; i++) chain.block([]);
  const { value } = chain.ask("/cosmos.base.node.v1beta1.Service/Status");
  expect(StatusResponse.decode(value)).toMatchObject({ height: chain.height, earliestStoreHeight: chain.store.oldest });
  expect(chain.ask("/cosmos.bank.v1beta1.Query/Params", undefined, { height: chain.store.oldest }).code).toBe(0);
});

test("a part of a store is answered as the SDK's pairs, up to a bound", () => {
  const chain = startChain({ people: [alice, bob] });
  const { value, code } = chain.ask("/store/bank/subspace", Uint8Array.of(2));
  const { pairs } = Pairs.decode(value);
  expect([code, pairs.length >= 2]).toEqual([0, true]);
  expect(pairs.every(({ key }) => key[0] === 2)).toBe(true);
  for (const { key, value: stored } of pairs) expect(chain.ask("/store/bank/key", key).value).toEqual(stored);
  expect(Pairs.decode(chain.ask("/store/bank/subspace", Uint8Array.of(200)).value).pairs).toEqual([]);
  expect(chain.ask("/store/bank/else", Uint8Array.of(2))).toMatchObject({
    code: 6,
    log: "unexpected query path: /else: unknown request",
  });
});

test("a part of a store that is too large is refused", () => {
  const coins = Array.from({ length: 100 }, (_, i) => ({ denom: `coin${i}${"x".repeat(70)}`, amount: 1n }));
  const people = Array.from({ length: 130 }, (_, i) => person(`p${i}`));
  const chain = startChain({ people, coins, checkInvariants: false });
  expect(chain.ask("/store/bank/subspace", Uint8Array.of(2))).toMatchObject({
    code: 18,
    log: "the subspace has more than 1048576 bytes: invalid request",
  });
});
