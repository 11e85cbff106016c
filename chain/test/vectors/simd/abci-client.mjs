// A small ABCI client over a unix socket: one request at a time, each followed by a flush.
import { connect } from "node:net";
import { Request, Response } from "cosmjs-types/tendermint/abci/types";

/** Connects; `call(name, fields)` resolves to the response of that name. */
export async function connectAbci(path) {
  const socket = await dial(path, 100);
  const waiting = [];
  let buffer = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let frame = takeFrame(buffer); frame; frame = takeFrame(buffer)) {
      buffer = frame.rest;
      const response = Response.decode(frame.body);
      if (response.flush === undefined) waiting.shift().resolve(response);
    }
  });
  socket.on("close", () => {
    for (const { reject } of waiting.splice(0)) reject(new Error("the connection was closed"));
  });
  async function call(name, fields = {}) {
    const answer = new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    socket.write(Buffer.concat([frameOf({ [name]: fields }), frameOf({ flush: {} })]));
    const response = await answer;
    if (response.exception) throw new Error(`${name}: ${response.exception.error}`);
    return response[name];
  }
  return { call, close: () => socket.destroy() };
}

/** Tries until the application listens, at most `tries` times. */
function dial(path, tries) {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (problem) => {
      if (tries === 0) reject(problem);
      else setTimeout(() => dial(path, tries - 1).then(resolve, reject), 200);
    });
  });
}

function frameOf(request) {
  const body = Request.encode(Request.fromPartial(request)).finish();
  const length = [];
  let rest = body.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([...length, rest]), body]);
}

function takeFrame(buffer) {
  let length = 0;
  for (let at = 0; at < buffer.length; at++) {
    length |= (buffer[at] & 127) << (7 * at);
    if (buffer[at] > 127) continue;
    const end = at + 1 + length;
    return buffer.length < end ? undefined : { body: buffer.subarray(at + 1, end), rest: buffer.subarray(end) };
  }
  return undefined;
}
