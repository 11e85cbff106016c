import { StatusError } from "@dcm/client/comet";
import { QueryAllBalancesRequest } from "@dcm/proto/gen/cosmos/bank/v1beta1";
import { GetBlockByHeightRequest } from "@dcm/proto/gen/cosmos/base/tendermint/v1beta1";
import { GetTxsEventRequest } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { QueryJobsRequest } from "@dcm/proto/gen/dcm/job/v1";
import { expect, test } from "vitest";
import { requestOf } from "../src/params.js";
import { envelope, httpStatus, statusOf } from "../src/status.js";

test("dotted names, both base64 alphabets and booleans reach their fields", () => {
  const request = requestOf(
    QueryAllBalancesRequest,
    { address: "dcm1x" },
    { "pagination.key": "-_8=", "pagination.limit": "5", "pagination.reverse": "true", unknown: "ignored" },
  );
  expect(request.address).toBe("dcm1x");
  expect(request.pagination).toMatchObject({ limit: 5n, reverse: true, key: new Uint8Array([0xfb, 0xff]) });
});

test("repeated fields repeat, and a scalar given twice uses its first value", () => {
  const request = requestOf(GetTxsEventRequest, {}, { events: ["a=1", "b=2"], query: ["first", "second"] });
  expect(request.events).toEqual(["a=1", "b=2"]);
  expect(request.query).toBe("first");
});

test("enums come by name or number", () => {
  expect(requestOf(QueryJobsRequest, {}, { state: "JOB_STATE_RUNNING" }).state).toBe(4);
  expect(requestOf(GetTxsEventRequest, {}, { order_by: "2" }).orderBy).toBe(2);
  expect(() => requestOf(GetTxsEventRequest, {}, { order_by: "9" })).toThrow("9 is not a valid tx.OrderBy");
});

test.each([
  ["pagination.limit", "abc", 'strconv.ParseUint: parsing "abc": invalid syntax'],
  ["pagination.limit", "18446744073709551616", 'strconv.ParseUint: parsing "18446744073709551616": value out of range'],
  ["pagination.reverse", "maybe", 'strconv.ParseBool: parsing "maybe": invalid syntax'],
  ["pagination.key", "??", "illegal base64 data at input byte 0"],
])("%s=%s is refused with Go's text", (name, text, message) => {
  expect(() => requestOf(QueryAllBalancesRequest, { address: "dcm1x" }, { [name]: text })).toThrow(message);
});

test("a bad path parameter says which", () => {
  expect(() => requestOf(GetBlockByHeightRequest, { height: "abc" }, {})).toThrow(
    'type mismatch, parameter: height, error: strconv.ParseInt: parsing "abc": invalid syntax',
  );
  expect(() => requestOf(GetBlockByHeightRequest, { height: "" }, {})).toThrow("missing parameter height");
});

test("an ABCI answer's gRPC text becomes its status again", () => {
  const error = statusOf("sdk", 22, "rpc error: code = NotFound desc = account dcm1x not found: key not found");
  expect(error).toMatchObject({ status: "NOT_FOUND", message: "account dcm1x not found" });
  expect(httpStatus(error)).toBe(404);
  expect(envelope(error)).toEqual({
    code: 5,
    message: "account dcm1x not found",
    details: [expect.objectContaining({ code: "SDK_KEY_NOT_FOUND", abci: { codespace: "sdk", code: 22 }, grpc: 5 })],
  });
  expect(envelope(new StatusError("UNIMPLEMENTED", "no")).details).toEqual([]);
  expect(httpStatus(statusOf("sdk", 26, "invalid height"))).toBe(400);
  expect(httpStatus(statusOf("market", 3, "odd"))).toBe(500);
  expect(httpStatus(new StatusError("UNIMPLEMENTED", "no"))).toBe(501);
});

// A module's own refusal reaches us as an unknown request too (Cosmos SDK, baseapp/abci.go): the route is there all the same.
test.each(["delegation does not exist", "nobody: unknown subspace"])("%j is a refusal, not an absence", (message) => {
  const error = statusOf("sdk", 6, `${message}: unknown request`);
  expect(httpStatus(error)).toBe(500);
  expect(envelope(error)).toMatchObject({ code: 2, message, details: [{ grpc: 2, message }] });
  expect(httpStatus(statusOf("sdk", 6, "unknown query path: unknown request"))).toBe(501);
});
