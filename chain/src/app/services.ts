import { services } from "@dcm/proto";
import {
  AuthInfo,
  type SimulateRequest,
  SimulateResponse,
  type Tx,
  TxBody,
  TxRaw,
} from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { assert, EMPTY, invalidArgument, QueryError, Status, timestampOf } from "../kernel/index.js";
import type { TxResult } from "./deliver.js";
import { type AppRoutes, contextAt, type QueryEnv } from "./query-context.js";
import { reflectionHandlers } from "./reflection.js";

/** One handler of a service that is no module's. */
export type OwnMethod = readonly [
  service: string,
  method: string,
  handle: (value: never, height: bigint) => object | undefined,
];

/** The services that the application answers for itself: transactions, the node, and what it consists of. */
export function appRoutes(env: QueryEnv): AppRoutes {
  const own: readonly OwnMethod[] = [
    ["cosmos.tx.v1beta1.Service", "Simulate", (value) => simulate(env, value)],
    ["cosmos.base.node.v1beta1.Service", "Config", () => ({ minimumGasPrice: env.minGasPrices, ...env.settings })],
    ["cosmos.base.node.v1beta1.Service", "Status", () => status(env)],
    ...reflectionHandlers(env, () => new Set(own.map(([name]) => name))),
  ];
  return new Map(
    own.map(([name, method, handle]) => {
      const info = services.find((each) => each.name === name)?.methods[method];
      assert(info !== undefined, `${name} has the method ${method}`);
      const complete = (value: unknown, height: bigint) =>
        info.response.fromPartial((handle(value as never, height) ?? {}) as never);
      return [info.path, { request: info.request, response: info.response, handle: complete }];
    }),
  );
}

function status(env: QueryEnv) {
  const { height, time } = contextAt(env, env.height(), false).ctx;
  return {
    earliestStoreHeight: env.store.oldest,
    height,
    timestamp: timestampOf(time),
    appHash: env.appHash(),
    validatorHash: env.validatorsHash(),
  };
}

function simulate(env: QueryEnv, { tx, txBytes }: SimulateRequest): SimulateResponse {
  const bytes =
    txBytes.length > 0 ? txBytes : tx === undefined ? invalidArgument("empty txBytes is not allowed") : rawTx(tx);
  const result = env.simulate(bytes);
  if (result.code !== 0) throw new QueryError(Status.UNKNOWN, `${result.log} with gas used: '${result.gasUsed}'`);
  return SimulateResponse.fromPartial(simulation(result));
}

/** What a simulation answers, over gRPC and over `/app/simulate`. */
export function simulation({ gasWanted, gasUsed, data, events, responses }: TxResult) {
  return {
    gasInfo: { gasWanted, gasUsed: BigInt(gasUsed) },
    result: { data, log: "", events, msgResponses: responses },
  };
}

function rawTx({ body, authInfo, signatures }: Tx): Uint8Array {
  const bodyBytes = body === undefined ? EMPTY : TxBody.encode(body);
  const authInfoBytes = authInfo === undefined ? EMPTY : AuthInfo.encode(authInfo);
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures });
}
