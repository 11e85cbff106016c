import { cosmjsNames } from "./amino-names.js";
import type { MessageCodec, ServiceInfo } from "./types.js";

// Filled while the generated packages load: each message enters itself. `@dcm/proto` loads them all.

const byUrl = new Map<string, MessageCodec>();
const byAmino = new Map<string, MessageCodec>();
const allServices: ServiceInfo[] = [];

/** Enters a message. Two messages of one name are a fault of the generator. */
export function register(codec: MessageCodec): void {
  if (byUrl.has(codec.typeUrl)) throw new Error(`message ${codec.name} is defined twice`);
  byUrl.set(codec.typeUrl, codec);
  const { aminoName } = codec.options;
  if (aminoName === undefined || byAmino.has(aminoName)) return;
  byAmino.set(aminoName, codec);
  const other = cosmjsNames.get(aminoName);
  if (other !== undefined) byAmino.set(other, codec);
}

/** Enters a service and answers it with its own type. */
export function service<S extends ServiceInfo>(info: S): S {
  allServices.push(info);
  return info;
}

/** The codec of a type URL, such as /cosmos.bank.v1beta1.MsgSend; undefined when there is none. */
export function messageByTypeUrl(typeUrl: string): MessageCodec | undefined {
  return byUrl.get(typeUrl);
}

/** The codec of an amino name, such as cosmos-sdk/MsgSend, the SDK's or CosmJS's; undefined when there is none. */
export function messageByAminoName(name: string): MessageCodec | undefined {
  return byAmino.get(name);
}

/** Every message that is loaded, in the order of loading. */
export function allMessages(): readonly MessageCodec[] {
  return [...byUrl.values()];
}

/** Every service that is loaded, in the order of loading. */
export function loadedServices(): readonly ServiceInfo[] {
  return allServices;
}
