import type { Client } from "@dcm/client";
import { Query } from "@dcm/proto/gen/dcm/provider/v1";
import { short } from "./output.js";
import type { Session } from "./session.js";

/** Names people know addresses by: own keys, and what providers call themselves. */
export interface Names {
  of(address: string): Promise<string>;
  /** With the jurisdiction of a provider: `pia (FR)`. */
  placed(address: string): Promise<string>;
}

export function addressNames({ client, keys }: Pick<Session, "client" | "keys">): Names {
  const own = keys.list().then((list) => new Map(list.map(({ name, address }) => [address, name])));
  const profiles = new Map<string, ReturnType<typeof profileOf>>();
  const profile = (address: string) => {
    const known = profiles.get(address) ?? profileOf(client, address);
    profiles.set(address, known);
    return known;
  };
  const nameOf = async (address: string) =>
    (await own).get(address) ?? ((await profile(address))?.moniker || short(address));
  return {
    of: nameOf,
    placed: async (address) => {
      const found = await profile(address);
      return found ? `${found.moniker || short(address)} (${found.jurisdiction})` : nameOf(address);
    },
  };
}

/** A name is a courtesy: a provider that has left, or a node that does not answer, costs only the name. */
async function profileOf(client: Client, address: string) {
  try {
    return (await client.query(Query).Provider({ address })).provider.profile;
  } catch {
    return undefined;
  }
}
