import {
  QueryParamsRequest,
  QueryParamsResponse,
  QuerySubspacesRequest,
  QuerySubspacesResponse,
} from "@dcm/proto/gen/cosmos/params/v1beta1";
import { expect, test } from "vitest";
import { startChain } from "../../../test/harness/chain.js";

const PATH = "/cosmos.params.v1beta1.Query";

test("the subspaces of the SDK's modules are there, and empty", () => {
  const chain = startChain();
  const { subspaces } = chain.query(`${PATH}/Subspaces`, [QuerySubspacesRequest, {}], QuerySubspacesResponse);
  expect(subspaces.map(({ subspace }) => subspace)).toEqual(expect.arrayContaining(["auth", "bank", "gov", "staking"]));
  expect(subspaces.every(({ keys }) => keys.length === 0)).toBe(true);
  const asked = { subspace: "staking", key: "MaxValidators" };
  const { param } = chain.query(`${PATH}/Params`, [QueryParamsRequest, asked], QueryParamsResponse);
  expect(param).toEqual({ ...asked, value: "" });
});

// What Cosmos SDK 0.53.8 answers; UnknownSubspace is the table's.
test.each([
  ["nobody", "MaxValidators", 6, "nobody: unknown subspace: unknown request"],
  ["", "MaxValidators", 18, "rpc error: code = InvalidArgument desc = invalid request: invalid request"],
  ["staking", "", 18, "rpc error: code = InvalidArgument desc = invalid request: invalid request"],
])("%j and %j are refused", (subspace, key, code, log) => {
  const data = QueryParamsRequest.encode({ subspace, key });
  expect(startChain().ask(`${PATH}/Params`, data)).toMatchObject({ codespace: "sdk", code, log });
});
