// Generated from the .proto files by proto/generate; do not edit.
import { message } from "../../../codec.js";
import { service } from "../../../registry.js";
import type { MessageCodec } from "../../../types.js";

/** ModuleOptions describes the CLI options for a Cosmos SDK module. */
export interface ModuleOptions {
  /** tx describes the tx commands for the module. */
  readonly tx: ServiceCommandDescriptor | undefined;
  /** query describes the queries commands for the module. */
  readonly query: ServiceCommandDescriptor | undefined;
}
export const ModuleOptions: MessageCodec<ModuleOptions> = message<ModuleOptions>(
  "cosmos.autocli.v1.ModuleOptions",
  () => ({ tx: undefined, query: undefined }),
  [
    [1, "tx", "message", { type: () => ServiceCommandDescriptor, optional: true }],
    [2, "query", "message", { type: () => ServiceCommandDescriptor, optional: true }],
  ],
);

/** ServiceCommandDescriptor describes a CLI command based on a protobuf service. */
export interface ServiceCommandDescriptor {
  /**
   * service is the fully qualified name of the protobuf service to build
   * the command from. It can be left empty if sub_commands are used instead
   * which may be the case if a module provides multiple tx and/or query services.
   */
  readonly service: string;
  /**
   * rpc_command_options are options for commands generated from rpc methods.
   * If no options are specified for a given rpc method on the service, a
   * command will be generated for that method with the default options.
   */
  readonly rpcCommandOptions: readonly RpcCommandOptions[];
  /**
   * enhance_custom_commands specifies whether to skip the service when generating commands, if a custom command already
   * exists, or enhance the existing command. If set to true, the custom command will be enhanced with the services from
   * gRPC. otherwise when a custom command exists, no commands will be generated for the service.
   */
  readonly enhanceCustomCommand: boolean;
  /** short is an optional parameter used to override the short description of the auto generated command. */
  readonly short: string;
  /**
   * sub_commands is a map of optional sub-commands for this command based on
   * different protobuf services. The map key is used as the name of the
   * sub-command.
   */
  readonly subCommands: readonly ServiceCommandDescriptor_SubCommandsEntry[];
}
export const ServiceCommandDescriptor: MessageCodec<ServiceCommandDescriptor> = message<ServiceCommandDescriptor>(
  "cosmos.autocli.v1.ServiceCommandDescriptor",
  () => ({ service: "", rpcCommandOptions: [], enhanceCustomCommand: false, short: "", subCommands: [] }),
  [
    [1, "service", "string"],
    [2, "rpc_command_options", "message", { type: () => RpcCommandOptions, repeated: true }],
    [4, "enhance_custom_command", "bool"],
    [5, "short", "string"],
    [3, "sub_commands", "message", { type: () => ServiceCommandDescriptor_SubCommandsEntry, repeated: true }],
  ],
);

export interface ServiceCommandDescriptor_SubCommandsEntry {
  readonly key: string;
  readonly value: ServiceCommandDescriptor | undefined;
}
export const ServiceCommandDescriptor_SubCommandsEntry: MessageCodec<ServiceCommandDescriptor_SubCommandsEntry> = message<ServiceCommandDescriptor_SubCommandsEntry>(
  "cosmos.autocli.v1.ServiceCommandDescriptor.SubCommandsEntry",
  () => ({ key: "", value: undefined }),
  [
    [1, "key", "string"],
    [2, "value", "message", { type: () => ServiceCommandDescriptor, optional: true }],
  ],
);

/**
 * RpcCommandOptions specifies options for commands generated from protobuf
 * rpc methods.
 */
export interface RpcCommandOptions {
  /**
   * rpc_method is short name of the protobuf rpc method that this command is
   * generated from.
   */
  readonly rpcMethod: string;
  /**
   * use is the one-line usage method. It also allows specifying an alternate
   * name for the command as the first word of the usage text.
   *
   * By default the name of an rpc command is the kebab-case short name of the
   * rpc method.
   */
  readonly use: string;
  /** long is the long message shown in the 'help <this-command>' output. */
  readonly long: string;
  /** short is the short description shown in the 'help' output. */
  readonly short: string;
  /** example is examples of how to use the command. */
  readonly example: string;
  /** alias is an array of aliases that can be used instead of the first word in Use. */
  readonly alias: readonly string[];
  /**
   * suggest_for is an array of command names for which this command will be suggested -
   * similar to aliases but only suggests.
   */
  readonly suggestFor: readonly string[];
  /** deprecated defines, if this command is deprecated and should print this string when used. */
  readonly deprecated: string;
  /**
   * version defines the version for this command. If this value is non-empty and the command does not
   * define a "version" flag, a "version" boolean flag will be added to the command and, if specified,
   * will print content of the "Version" variable. A shorthand "v" flag will also be added if the
   * command does not define one.
   */
  readonly version: string;
  /** positional_args specifies positional arguments for the command. */
  readonly positionalArgs: readonly PositionalArgDescriptor[];
  /** skip specifies whether to skip this rpc method when generating commands. */
  readonly skip: boolean;
  /**
   * gov_proposal specifies whether autocli should generate a gov proposal transaction for this rpc method.
   * Normally autocli generates a transaction containing the message and broadcast it.
   * However, when true, autocli generates a proposal transaction containing the message and broadcast it.
   * This option is ineffective for query commands.
   */
  readonly govProposal: boolean;
  /**
   * flag_options are options for flags generated from rpc request fields.
   * By default all request fields are configured as flags. They can
   * also be configured as positional args instead using positional_args.
   */
  readonly flagOptions: readonly RpcCommandOptions_FlagOptionsEntry[];
}
export const RpcCommandOptions: MessageCodec<RpcCommandOptions> = message<RpcCommandOptions>(
  "cosmos.autocli.v1.RpcCommandOptions",
  () => ({ rpcMethod: "", use: "", long: "", short: "", example: "", alias: [], suggestFor: [], deprecated: "", version: "", positionalArgs: [], skip: false, govProposal: false, flagOptions: [] }),
  [
    [1, "rpc_method", "string"],
    [2, "use", "string"],
    [3, "long", "string"],
    [4, "short", "string"],
    [5, "example", "string"],
    [6, "alias", "string", { repeated: true }],
    [7, "suggest_for", "string", { repeated: true }],
    [8, "deprecated", "string"],
    [9, "version", "string"],
    [11, "positional_args", "message", { type: () => PositionalArgDescriptor, repeated: true }],
    [12, "skip", "bool"],
    [13, "gov_proposal", "bool"],
    [10, "flag_options", "message", { type: () => RpcCommandOptions_FlagOptionsEntry, repeated: true }],
  ],
);

export interface RpcCommandOptions_FlagOptionsEntry {
  readonly key: string;
  readonly value: FlagOptions | undefined;
}
export const RpcCommandOptions_FlagOptionsEntry: MessageCodec<RpcCommandOptions_FlagOptionsEntry> = message<RpcCommandOptions_FlagOptionsEntry>(
  "cosmos.autocli.v1.RpcCommandOptions.FlagOptionsEntry",
  () => ({ key: "", value: undefined }),
  [
    [1, "key", "string"],
    [2, "value", "message", { type: () => FlagOptions, optional: true }],
  ],
);

/**
 * FlagOptions are options for flags generated from rpc request fields.
 * By default, all request fields are configured as flags based on the
 * kebab-case name of the field. Fields can be turned into positional arguments
 * instead by using RpcCommandOptions.positional_args.
 */
export interface FlagOptions {
  /** name is an alternate name to use for the field flag. */
  readonly name: string;
  /** shorthand is a one-letter abbreviated flag. */
  readonly shorthand: string;
  /** usage is the help message. */
  readonly usage: string;
  /** default_value is the default value as text. */
  readonly defaultValue: string;
  /** deprecated is the usage text to show if this flag is deprecated. */
  readonly deprecated: string;
  /** shorthand_deprecated is the usage text to show if the shorthand of this flag is deprecated. */
  readonly shorthandDeprecated: string;
  /** hidden hides the flag from help/usage text */
  readonly hidden: boolean;
}
export const FlagOptions: MessageCodec<FlagOptions> = message<FlagOptions>(
  "cosmos.autocli.v1.FlagOptions",
  () => ({ name: "", shorthand: "", usage: "", defaultValue: "", deprecated: "", shorthandDeprecated: "", hidden: false }),
  [
    [1, "name", "string"],
    [2, "shorthand", "string"],
    [3, "usage", "string"],
    [4, "default_value", "string"],
    [6, "deprecated", "string"],
    [7, "shorthand_deprecated", "string"],
    [8, "hidden", "bool"],
  ],
);

/** PositionalArgDescriptor describes a positional argument. */
export interface PositionalArgDescriptor {
  /**
   * proto_field specifies the proto field to use as the positional arg. Any
   * fields used as positional args will not have a flag generated.
   */
  readonly protoField: string;
  /**
   * varargs makes a positional parameter a varargs parameter. This can only be
   * applied to last positional parameter and the proto_field must a repeated
   * field. Note: It is mutually exclusive with optional.
   */
  readonly varargs: boolean;
  /**
   * optional makes the last positional parameter optional.
   * Note: It is mutually exclusive with varargs.
   */
  readonly optional: boolean;
}
export const PositionalArgDescriptor: MessageCodec<PositionalArgDescriptor> = message<PositionalArgDescriptor>(
  "cosmos.autocli.v1.PositionalArgDescriptor",
  () => ({ protoField: "", varargs: false, optional: false }),
  [
    [1, "proto_field", "string"],
    [2, "varargs", "bool"],
    [3, "optional", "bool"],
  ],
);

/** AppOptionsRequest is the RemoteInfoService/AppOptions request type. */
export interface AppOptionsRequest {
}
export const AppOptionsRequest: MessageCodec<AppOptionsRequest> = message<AppOptionsRequest>(
  "cosmos.autocli.v1.AppOptionsRequest",
  () => ({}),
  [],
);

/** AppOptionsResponse is the RemoteInfoService/AppOptions response type. */
export interface AppOptionsResponse {
  /** module_options is a map of module name to autocli module options. */
  readonly moduleOptions: readonly AppOptionsResponse_ModuleOptionsEntry[];
}
export const AppOptionsResponse: MessageCodec<AppOptionsResponse> = message<AppOptionsResponse>(
  "cosmos.autocli.v1.AppOptionsResponse",
  () => ({ moduleOptions: [] }),
  [
    [1, "module_options", "message", { type: () => AppOptionsResponse_ModuleOptionsEntry, repeated: true }],
  ],
);

export interface AppOptionsResponse_ModuleOptionsEntry {
  readonly key: string;
  readonly value: ModuleOptions | undefined;
}
export const AppOptionsResponse_ModuleOptionsEntry: MessageCodec<AppOptionsResponse_ModuleOptionsEntry> = message<AppOptionsResponse_ModuleOptionsEntry>(
  "cosmos.autocli.v1.AppOptionsResponse.ModuleOptionsEntry",
  () => ({ key: "", value: undefined }),
  [
    [1, "key", "string"],
    [2, "value", "message", { type: () => ModuleOptions, optional: true }],
  ],
);

/**
 * RemoteInfoService provides clients with the information they need
 * to build dynamically CLI clients for remote chains.
 */
export const Query = service({
  name: "cosmos.autocli.v1.Query",
  comment: "RemoteInfoService provides clients with the information they need\nto build dynamically CLI clients for remote chains.",
  isMsg: false,
  methods: {
    AppOptions: {
      name: "AppOptions",
      path: "/cosmos.autocli.v1.Query/AppOptions",
      request: AppOptionsRequest,
      response: AppOptionsResponse,
      comment: "AppOptions returns the autocli options for all of the modules in an app.",
    },
  },
} as const);
export type QueryRpcs = {
  AppOptions: { request: AppOptionsRequest; response: AppOptionsResponse };
};
