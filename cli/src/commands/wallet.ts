import { clientError } from "@dcm/client";
import { data } from "../output.js";
import { openSession, type SessionFlags } from "../session.js";

const answerMs = 10_000;

/** `dcm wallet keplr-json`: what wallets like Keplr take to add this chain. */
export const keplr = (flags: SessionFlags) => printed("keplr.json", flags);

/** `dcm wallet chain-json`: this chain's entry of the Cosmos chain registry. */
export const chain = (flags: SessionFlags) => printed("chain.json", flags);

/** `dcm wallet assetlist-json`: its coins, for the same registry. */
export const assetlist = (flags: SessionFlags) => printed("assetlist.json", flags);

/** The gateway makes these of the chain's own parameters. */
async function printed(name: string, flags: SessionFlags): Promise<number> {
  const { client } = await openSession(flags);
  const { rest } = client.network;
  if (rest === undefined) throw clientError("NODE_UNSUPPORTED", "a gateway tells this, and the network names none");
  const url = `${rest}/.well-known/${name}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(answerMs) }).catch((from: Error) => {
    throw clientError("NODE_UNREACHABLE", `no answer from ${url}`, { from });
  });
  if (!answer.ok) throw clientError("NODE_BAD_ANSWER", `${url} answered ${answer.status}`);
  data(`${JSON.stringify(await answer.json(), null, 2)}\n`);
  return 0;
}
