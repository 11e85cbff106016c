import { fromBase64, type MessageCodec, messages, services } from "@dcm/proto";
import { SignMode, SignModeInfo } from "@dcm/proto/gen/cosmos/tx/signing/v1beta1";
import { descriptors } from "@dcm/proto/gen/descriptors";
import { compareText, invalidArgument } from "../kernel/index.js";
import { contextAt, type QueryEnv } from "./query-context.js";
import type { OwnMethod } from "./services.js";

// What the application consists of, for clients that build themselves from it: cosmos.reflection.v1, cosmos.base.reflection
// v1beta1 and v2alpha1, cosmos.autocli.v1. All of it follows from the protos and the list of modules.

const MSG = "cosmos.base.v1beta1.Msg";
const MSG_RESPONSE = "cosmos.tx.v1beta1.MsgResponse";
const PUBLIC_KEY = "cosmos.crypto.PubKey";
const ACCOUNT = "cosmos.auth.v1beta1.AccountI";

/** Sign modes that the chain verifies. */
const signModes = [SignMode.DIRECT, SignMode.LEGACY_AMINO_JSON];

type Interfaces = ReadonlyMap<string, readonly MessageCodec[]>;

/**
 * @param own  names of the services that are no module's
 * @see Cosmos SDK v0.53, runtime/services, client/grpc/reflection, server/grpc/reflection/v2alpha1
 */
export function reflectionHandlers(env: QueryEnv, own: () => ReadonlySet<string>): readonly OwnMethod[] {
  const v1beta1 = "cosmos.base.reflection.v1beta1.ReflectionService";
  const v2alpha1 = "cosmos.base.reflection.v2alpha1.ReflectionService";
  // Worked out at its first use: most nodes are never asked.
  const interfaces = once(() => interfacesOf(env));
  const files = once(() => descriptors.map(([, base64]) => fromBase64(base64)));
  const identity = (height: bigint) => contextAt(env, height, false).ctx;
  return [
    ["cosmos.reflection.v1.ReflectionService", "FileDescriptors", () => ({ files: files() })],
    ["cosmos.autocli.v1.Query", "AppOptions", () => ({ moduleOptions: moduleOptions(env) })],
    [v1beta1, "ListAllInterfaces", () => ({ interfaceNames: [...interfaces().keys()] })],
    [
      v1beta1,
      "ListImplementations",
      (request) => ({ implementationMessageNames: implementations(interfaces(), request) }),
    ],
    [v2alpha1, "GetAuthnDescriptor", () => ({ authn: { signModes: signModes.map(signMode) } })],
    [v2alpha1, "GetChainDescriptor", (_, height) => ({ chain: { id: identity(height).chainId } })],
    [v2alpha1, "GetCodecDescriptor", () => ({ codec: { interfaces: [...interfaces()].map(interfaceOf) } })],
    [
      v2alpha1,
      "GetConfigurationDescriptor",
      (_, height) => ({ config: { bech32AccountAddressPrefix: identity(height).prefix } }),
    ],
    [v2alpha1, "GetQueryServicesDescriptor", () => ({ queries: { queryServices: queryServices(env, own()) } })],
    [
      v2alpha1,
      "GetTxDescriptor",
      () => ({
        tx: {
          fullname: "cosmos.tx.v1beta1.Tx",
          msgs: (interfaces().get(MSG) ?? []).map(({ typeUrl }) => ({ msgTypeUrl: typeUrl })),
        },
      }),
    ],
  ];
}

/** What Go calls interfaces, by name, with the messages that may stand behind each. */
function interfacesOf({ router }: QueryEnv): Interfaces {
  const found = new Map<string, MessageCodec[]>();
  const add = (name: string, codec: MessageCodec) => found.set(name, [...(found.get(name) ?? []), codec]);
  for (const { request, response } of router.messages.values()) {
    add(MSG, request);
    add(MSG_RESPONSE, response);
  }
  for (const codec of messages) {
    for (const name of codec.options.implements ?? []) add(name, codec);
    // The protos do not say it of these.
    if (/^cosmos\.crypto\.\w+\.(PubKey|LegacyAminoPubKey)$/.test(codec.name)) add(PUBLIC_KEY, codec);
    if (/^cosmos\.(auth|vesting)\.v1beta1\.\w+Account$/.test(codec.name)) add(ACCOUNT, codec);
  }
  const sorted = [...found].sort(([a], [b]) => compareText(a, b));
  return new Map(
    sorted.map(([name, codecs]) => [name, [...new Set(codecs)].sort((a, b) => compareText(a.name, b.name))]),
  );
}

function implementations(interfaces: Interfaces, { interfaceName }: { readonly interfaceName: string }) {
  if (interfaceName === "") invalidArgument("invalid interface name");
  return (interfaces.get(interfaceName) ?? []).map(({ typeUrl }) => typeUrl);
}

function interfaceOf([fullname, codecs]: readonly [string, readonly MessageCodec[]]) {
  const interfaceImplementers = codecs.map(({ name, typeUrl }) => ({ fullname: name, typeUrl }));
  const accepting = messages.flatMap(({ name, fields }) => {
    const names = fields.filter(({ accepts }) => accepts === fullname).map((field) => field.name);
    return names.length === 0 ? [] : [{ fullname: name, fieldDescriptorNames: names }];
  });
  return { fullname, interfaceAcceptingMessages: accepting, interfaceImplementers };
}

function signMode(number: number) {
  // Declared order: that of the .proto file; a number has one name.
  const name = Object.keys(SignModeInfo.values).find((each) => SignModeInfo.values[each] === number);
  return { name, number };
}

/** The services that have a handler, with all their methods. */
function queryServices({ router }: QueryEnv, own: ReadonlySet<string>) {
  const modules = new Set([...router.queries.values()].map(({ service }) => service));
  return services
    .filter(({ name }) => modules.has(name) || own.has(name))
    .map(({ name, methods }) => ({
      fullname: name,
      isModule: modules.has(name),
      // Declared order: that of the .proto file.
      methods: Object.values(methods).map((method) => ({ name: method.name, fullQueryPath: method.path })),
    }));
}

/** For each module its services, and how the commands of our own are written. */
function moduleOptions({ router }: QueryEnv) {
  const names = [...router.messages.values(), ...router.queries.values()].map(({ service }) => service);
  const byModule = new Map<string, string[]>();
  for (const service of new Set(names)) {
    const module = moduleOf(service);
    byModule.set(module, [...(byModule.get(module) ?? []), service]);
  }
  const sorted = [...byModule].sort(([a], [b]) => compareText(a, b));
  return sorted.map(([key, owned]) => ({
    key,
    value: { tx: command(owned, "Msg"), query: command(owned, "Query") },
  }));
}

/** cosmos.bank.v1beta1.Query → bank. */
function moduleOf(service: string): string {
  return service.split(".")[1] ?? service;
}

/** A module with two versions of a service has its commands for the later one. */
function command(owned: readonly string[], kind: string) {
  const name = owned.filter((service) => service.endsWith(`.${kind}`)).sort((a, b) => a.length - b.length)[0];
  const service = services.find((each) => each.name === name);
  if (service === undefined) return undefined;
  // Declared order: that of the .proto file.
  const rpcCommandOptions = Object.values(service.methods).flatMap(({ name: rpcMethod, cli, request, comment }) => {
    const { use = "", hidden = false } = (service.isMsg ? request.options.cli : cli) ?? {};
    if (use === "" && !hidden) return [];
    const positionalArgs = [...use.matchAll(/<(\w+)>/g)].map((match) => ({ protoField: match[1] }));
    return [{ rpcMethod, use, short: comment.split(/[.\n]/)[0] ?? "", skip: hidden, positionalArgs }];
  });
  return { service: service.name, rpcCommandOptions };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
