// Plays a conversation to an application's ABCI socket, as CometBFT does: one connection for the mempool, one for consensus;
// the next step begins when the last is answered.
import { connect } from "node:net";
import { Request, Response } from "@dcm/proto/gen/tendermint/abci";
import { frame, frameReader } from "../../dist/node/abci/frame.js";

const FLUSH = frame(Request.encode(Request.fromPartial({ flush: {} })));

export async function dial(path) {
  const connections = { mempool: await connection(path), consensus: await connection(path) };
  return {
    /** Sends one step and gives its answers, undecoded, in order. */
    async play({ connection: name, requests }) {
      const answers = await connections[name].ask(requests);
      return answers.slice(0, -1);
    },
    close() {
      for (const each of Object.values(connections)) each.close();
    },
  };
}

async function connection(path) {
  const socket = connect(path);
  await new Promise((done, failed) => socket.once("connect", done).once("error", failed));
  const read = frameReader(1 << 30);
  let waiting;
  socket.on("data", (chunk) => {
    waiting.answers.push(...read(chunk));
    if (waiting.answers.length >= waiting.wanted) waiting.done(waiting.answers);
  });
  return {
    ask: (requests) =>
      new Promise((done) => {
        waiting = { answers: [], wanted: requests.length + 1, done };
        socket.write(Buffer.concat([...requests.map(frame), FLUSH]));
      }),
    close: () => socket.destroy(),
  };
}

/** The results that an answer holds, whichever call it answers. */
export function decodeAnswer(bytes) {
  const { checkTx, finalizeBlock, exception } = Response.decode(bytes);
  if (exception !== undefined) throw new Error(exception.error);
  return {
    results: finalizeBlock?.txResults ?? (checkTx === undefined ? [] : [checkTx]),
    appHash: finalizeBlock?.appHash,
  };
}
