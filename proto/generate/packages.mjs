import { fullName, isEnum, isMessage, localName, option, optionList, packageName, resolve } from "./load.mjs";

const HEADER = "// Generated from the .proto files by proto/generate; do not edit.\n";
const BRANDS = new Map([
  ["cosmos.AddressString", "Address"],
  ["cosmos.ValidatorAddressString", "ValAddress"],
  ["cosmos.ConsensusAddressString", "ConsAddress"],
]);
const OPAQUE = "google.protobuf.FileDescriptorProto";
const LARGE = new Set(["int64", "sint64", "uint64", "fixed64", "sfixed64"]);
const SMALL = new Set(["int32", "sint32", "uint32", "fixed32", "sfixed32"]);

/** The TypeScript of one proto package. */
export function packageFile(pkg) {
  const file = { name: pkg.name, imports: new Set(), brands: new Set() };
  const body = [
    ...pkg.enums.map(enumCode),
    ...pkg.messages.map((type) => messageCode(file, type)),
    ...pkg.services.map((svc) => serviceCode(file, svc)),
  ];
  const up = "../".repeat(pkg.name.split(".").length);
  const names = [...file.imports].sort();
  const head = [
    importLine(
      ["enumInfo", "message"].filter((name) =>
        body.some((code) => code.includes(` ${name}(`) || code.includes(` ${name}<`)),
      ),
      `${up}codec.js`,
    ),
    pkg.services.length > 0 ? importLine(["service"], `${up}registry.js`) : "",
    body.some((code) => code.includes("NO_BYTES")) ? `import { NO_BYTES } from "${up}bytes.js";` : "",
    file.brands.size > 0 ? `import type { ${[...file.brands].sort().join(", ")} } from "${up}scalars.js";` : "",
    pkg.messages.length > 0 ? `import type { MessageCodec } from "${up}types.js";` : "",
    ...names.map((name) => `import * as ${alias(name)} from "${up}gen/${name.replaceAll(".", "/")}.js";`),
  ];
  return `${HEADER}${head.filter((line) => line !== "").join("\n")}\n\n${body.join("\n")}`;
}

function importLine(names, from) {
  return names.length === 0 ? "" : `import { ${names.join(", ")} } from "${from}";`;
}

function enumCode(object) {
  const name = localName(object);
  const values = enumValues(object);
  const lines = Object.entries(values).map(
    ([key, number]) => `${comment(object.comments?.[key], "  ")}  ${stripped(object, key)}: ${number},`,
  );
  const shown = lines.filter((_, index) => !(lacksZero(object) && Object.values(values)[index] === 0));
  const table = Object.entries(object.values).map(([key, number]) => `${key}: ${number}`);
  return [
    `${comment(object.comment)}export const ${name} = {`,
    ...shown,
    "} as const;",
    `export type ${name} = (typeof ${name})[keyof typeof ${name}];`,
    `export const ${name}Info = enumInfo("${fullName(object)}", { ${table.join(", ")} });`,
    "",
  ].join("\n");
}

/** One name per number: aliases are read from JSON, but not offered. */
function enumValues(object) {
  const seen = new Set();
  return Object.fromEntries(
    Object.entries(object.values).filter(([, number]) => !seen.has(number) && seen.add(number)),
  );
}

/** ORDER_STATE_OPEN of OrderState → OPEN, when all values share the prefix. */
function stripped(object, key) {
  const prefix = `${object.name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toUpperCase()}_`;
  const shared = Object.keys(object.values).every(
    (one) => one.startsWith(prefix) && /^[A-Z]/.test(one.slice(prefix.length)),
  );
  return shared ? key.slice(prefix.length) : key;
}

/** Life cycles of our own: 0 is UNSPECIFIED, which is left out and refused. */
function lacksZero(object) {
  if (!fullName(object).startsWith("dcm.") || !/(State|Status)$/.test(object.name)) return false;
  return Object.entries(object.values).some(([key, number]) => number === 0 && key.endsWith("_UNSPECIFIED"));
}

function messageCode(file, type) {
  const name = localName(type);
  const fields = type.fieldsArray.map((field) => describe(file, type, field));
  const rows = fields.map((field) => `  [${field.number}, "${field.name}", "${field.kind}"${field.options}],`);
  const options = messageOptions(type);
  return [
    `${comment(type.comment)}export interface ${name} {`,
    ...fields.map((field) => `${comment(field.comment, "  ")}  readonly ${field.key}: ${field.tsType};`),
    "}",
    `export const ${name}: MessageCodec<${name}> = message<${name}>(`,
    `  "${fullName(type)}",`,
    fields.length === 0
      ? "  () => ({}),\n  [],"
      : `  () => ({ ${fields.map((field) => `${field.key}: ${field.initial}`).join(", ")} }),`,
    ...(fields.length === 0 ? [] : ["  [", ...rows.map((row) => `  ${row}`), "  ],"]),
    ...(options === "" ? [] : [`  ${options},`]),
    ");",
    "",
  ].join("\n");
}

function messageOptions(type) {
  const signers = optionList(type, "cosmos.msg.v1.signer");
  const parts = [
    signers.length > 0 ? `signers: ${JSON.stringify(signers)}` : "",
    text("aminoName", option(type, "amino.name")),
    text("aminoEncoding", option(type, "amino.message_encoding")),
    implemented(type),
    cliHint(option(type, "dcm.cli.v1.message_use"), option(type, "dcm.cli.v1.message_hidden")),
  ].filter((part) => part !== "");
  const name = option(type, "amino.name");
  if (name !== undefined && fullName(type).startsWith("dcm.") && name.length > 39)
    throw new Error(`${name}: longer than a Ledger shows`);
  return parts.length === 0 ? "" : `{ ${parts.join(", ")} }`;
}

/** The interfaces of Go that a message may be packed as. */
function implemented(type) {
  const names = optionList(type, "cosmos_proto.implements_interface");
  return names.length === 0 ? "" : `implements: ${JSON.stringify(names)}`;
}

/** All that the interface, the defaults and the table need to know of one field. */
function describe(file, type, field) {
  const target = isScalar(field.type) || field.type === OPAQUE ? undefined : resolve(type, field.type);
  const kind = kindOf(file, type, field, target);
  const oneof =
    field.partOf !== null && field.partOf !== undefined && !field.proto3Optional ? field.partOf.name : undefined;
  const optional = !field.repeated && isOptional(field, kind, oneof);
  const single = tsType(file, field, kind, target);
  const list = field.repeated ? `readonly ${single.includes(" ") ? `(${single})` : single}[]` : single;
  return {
    number: field.id,
    name: field.name,
    key: camelCase(field.name),
    kind,
    comment: field.comment,
    tsType: optional ? `${list} | undefined` : list,
    initial: field.repeated ? "[]" : optional ? "undefined" : initial(kind, single),
    options: fieldOptions(file, field, kind, target, oneof, optional),
  };
}

function kindOf(file, type, field, target) {
  if (target !== undefined) return isEnum(target) ? "enum" : "message";
  // On the wire a message is its bytes; those of descriptors are handed on, never read.
  if (field.type === OPAQUE) return "bytes";
  const custom = option(field, "gogoproto.customtype");
  const scalar = option(field, "cosmos_proto.scalar");
  // gov's numbers carry the scalar without the custom type: they are plain text in the SDK.
  const ours = file.name.startsWith("dcm.");
  if (custom === "cosmossdk.io/math.Int" || (ours && scalar === "cosmos.Int")) return "amount";
  if (custom === "cosmossdk.io/math.LegacyDec" || (ours && scalar === "cosmos.Dec")) return "dec";
  // Keys that Go parses at once are bytes to us.
  if (custom !== undefined && !["ecdsaPK", "ecdsaSK"].includes(custom))
    throw new Error(`${fullName(type)}.${field.name}: custom type ${custom} is not known`);
  if (option(field, "gogoproto.casttype") === "encoding/json.RawMessage") return "json";
  if (field.type === "double" || field.type === "float")
    throw new Error(`${fullName(type)}.${field.name}: no floating point`);
  return field.type;
}

function isOptional(field, kind, oneof) {
  if (oneof !== undefined || field.proto3Optional) return true;
  const nullable = option(field, "gogoproto.nullable");
  if (kind === "message") return nullable !== false;
  // A custom type is a pointer in Go unless it says otherwise.
  return (
    (kind === "amount" || kind === "dec") && option(field, "gogoproto.customtype") !== undefined && nullable !== false
  );
}

function tsType(file, field, kind, target) {
  if (target !== undefined) return reference(file, target);
  if (kind === "amount" || kind === "dec") return brand(file, kind === "amount" ? "Amount" : "Dec");
  const address = BRANDS.get(option(field, "cosmos_proto.scalar"));
  if (kind === "string") return address === undefined ? "string" : brand(file, address);
  if (kind === "bytes" || kind === "json") return "Uint8Array";
  if (kind === "bool") return "boolean";
  if (LARGE.has(kind)) return "bigint";
  if (SMALL.has(kind)) return "number";
  throw new Error(`no TypeScript type for ${kind}`);
}

function initial(kind, single) {
  if (kind === "message") return "undefined as never";
  if (kind === "enum") return "0 as never";
  if (kind === "amount" || kind === "dec") return `0n as ${single}`;
  if (kind === "string") return single === "string" ? '""' : `"" as ${single}`;
  if (kind === "bytes" || kind === "json") return "NO_BYTES";
  if (kind === "bool") return "false";
  return LARGE.has(kind) ? "0n" : "0";
}

function fieldOptions(file, field, kind, target, oneof, optional) {
  const type = target === undefined ? undefined : reference(file, target) + (isEnum(target) ? "Info" : "");
  const amino = [
    text("name", option(field, "amino.field_name")),
    text("encoding", option(field, "amino.encoding")),
    option(field, "amino.dont_omitempty") === true ? "keepEmpty: true" : "",
    text("oneofName", option(field, "amino.oneof_name")),
  ].filter((part) => part !== "");
  const parts = [
    type === undefined ? "" : `type: () => ${type}`,
    field.repeated ? "repeated: true" : "",
    option(field, "packed") === false ? "unpacked: true" : "",
    optional ? "optional: true" : "",
    text("oneof", oneof),
    text("scalar", option(field, "cosmos_proto.scalar")),
    text("accepts", option(field, "cosmos_proto.accepts_interface")),
    kind === "enum" && lacksZero(target) ? "noZero: true" : "",
    amino.length === 0 ? "" : `amino: { ${amino.join(", ")} }`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `, { ${parts.join(", ")} }`;
}

function serviceCode(file, svc) {
  const package_ = packageName(svc);
  const name = fullName(svc);
  const methods = svc.methodsArray.map((method) => {
    const types = { request: resolve(svc, method.requestType), response: resolve(svc, method.responseType) };
    return { method, request: reference(file, types.request), response: reference(file, types.response) };
  });
  const isMsg = option(svc, "cosmos.msg.v1.service") === true;
  if (package_.startsWith("dcm.") && isMsg) for (const { method } of methods) requireAnnotations(svc, method);
  return [
    `${comment(svc.comment)}export const ${svc.name} = service({`,
    `  name: "${name}",`,
    `  comment: ${JSON.stringify(svc.comment ?? "")},`,
    `  isMsg: ${isMsg},`,
    "  methods: {",
    ...methods.map(({ method, request, response }) => methodCode(name, method, request, response)),
    "  },",
    "} as const);",
    `export type ${svc.name}Rpcs = {`,
    ...methods.map(
      ({ method, request, response }) => `  ${method.name}: { request: ${request}; response: ${response} };`,
    ),
    "};",
    "",
  ].join("\n");
}

/** Our own messages must be signable in both modes. */
function requireAnnotations(svc, method) {
  const request = resolve(svc, method.requestType);
  for (const name of ["cosmos.msg.v1.signer", "amino.name"])
    if (option(request, name) === undefined) throw new Error(`${fullName(request)}: has no (${name})`);
  requireOneofNames(request, new Set());
}

function requireOneofNames(type, seen) {
  if (seen.has(type)) return;
  seen.add(type);
  for (const field of type.fieldsArray) {
    const inOneof = field.partOf !== null && field.partOf !== undefined;
    if (inOneof && option(field, "amino.oneof_name") === undefined)
      throw new Error(`${fullName(type)}.${field.name}: has no (amino.oneof_name), but is signed in amino JSON`);
    const target = isScalar(field.type) ? undefined : resolve(type, field.type);
    if (target !== undefined && isMessage(target)) requireOneofNames(target, seen);
  }
}

function methodCode(service, method, request, response) {
  const http = option(method, "google.api.http");
  const parts = [
    `name: "${method.name}"`,
    `path: "/${service}/${method.name}"`,
    `request: ${request}`,
    `response: ${response}`,
    http === undefined ? "" : `http: ${JSON.stringify(httpRule(http))}`,
    cliHint(option(method, "dcm.cli.v1.use"), option(method, "dcm.cli.v1.hidden")),
    `comment: ${JSON.stringify(method.comment ?? "")}`,
  ].filter((part) => part !== "");
  return `    ${method.name}: {\n${parts.map((part) => `      ${part},`).join("\n")}\n    },`;
}

function httpRule({ additional_bindings: additional, ...rule }) {
  return additional === undefined ? rule : { ...rule, additional: [additional].flat() };
}

function cliHint(use, hidden) {
  const parts = [text("use", use), hidden === true ? "hidden: true" : ""].filter((part) => part !== "");
  return parts.length === 0 ? "" : `cli: { ${parts.join(", ")} }`;
}

/** Name of a type as this file sees it. */
function reference(file, target) {
  const home = packageName(target);
  if (home === file.name) return localName(target);
  file.imports.add(home);
  return `${alias(home)}.${localName(target)}`;
}

function brand(file, name) {
  file.brands.add(name);
  return name;
}

function alias(name) {
  return name.replaceAll(".", "_");
}

function isScalar(name) {
  return LARGE.has(name) || SMALL.has(name) || ["bool", "string", "bytes", "double", "float"].includes(name);
}

function camelCase(name) {
  return name.replace(/_+([a-zA-Z0-9])/g, (_, letter) => letter.toUpperCase());
}

function text(key, value) {
  return value === undefined || value === "" ? "" : `${key}: ${JSON.stringify(value)}`;
}

/** A doc comment, or nothing. */
function comment(value, indent = "") {
  if (value === null || value === undefined || value.trim() === "") return "";
  const lines = value
    .replaceAll("*/", "* /")
    .trim()
    .split("\n")
    .map((line) => line.trimEnd());
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
