// Records what Cosmos SDK v0.53.8 makes of transactions in amino JSON: their amino bytes, and the JSON that it reads back from them.
// Reads name and json of each entry of stdtx.json, writes hex and back, or error.
// Usage: node record-stdtx.mjs HOST:PORT    with the gRPC port of a running simd (chain/test/vectors/simd/node)
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { TxDecodeAminoRequest, TxDecodeAminoResponse, TxEncodeAminoRequest, TxEncodeAminoResponse } from "@dcm/proto/gen/cosmos/tx/v1beta1";
import { Client, credentials } from "@grpc/grpc-js";

const file = new URL("stdtx.json", import.meta.url);
const client = new Client(argv[2], credentials.createInsecure());
const asIs = (bytes) => bytes;

function ask(method, [request, value], response) {
  const path = `/cosmos.tx.v1beta1.Service/${method}`;
  return new Promise((resolve, reject) =>
    client.makeUnaryRequest(path, asIs, asIs, Buffer.from(request.encode(value)), (error, bytes) =>
      error ? reject(error) : resolve(response.decode(bytes)),
    ),
  );
}

async function record({ name, json }) {
  try {
    const aminoJson = JSON.stringify(json);
    const { aminoBinary } = await ask("TxEncodeAmino", [TxEncodeAminoRequest, { aminoJson }], TxEncodeAminoResponse);
    const back = await ask("TxDecodeAmino", [TxDecodeAminoRequest, { aminoBinary }], TxDecodeAminoResponse);
    return { name, json, hex: Buffer.from(aminoBinary).toString("hex"), back: JSON.parse(back.aminoJson) };
  } catch ({ details }) {
    return { name, json, error: details };
  }
}

const recorded = [];
for (const entry of JSON.parse(readFileSync(file, "utf8"))) recorded.push(await record(entry));
writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
client.close();
