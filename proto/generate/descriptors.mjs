import protobuf from "protobufjs";
import { fullName, isEnum, isMessage, resolve } from "./load.mjs";

// Serialized google.protobuf.FileDescriptorProto of every file, custom options included, for reflection and tools.
// protobufjs's own descriptor extension drops custom options, so they are written here.

const TYPES = [
  "double",
  "float",
  "int64",
  "uint64",
  "int32",
  "fixed64",
  "fixed32",
  "bool",
  "string",
  "group",
  "message",
  "bytes",
  "uint32",
  "enum",
  "sfixed32",
  "sfixed64",
  "sint32",
  "sint64",
];
const LABELS = new Map([
  ["optional", 1],
  ["required", 2],
  ["repeated", 3],
]);
const MAX_FIELD = 536_870_911;
/** Options that descriptor.proto itself defines and our files use: field number and type. */
const BUILT_IN = {
  FieldOptions: { packed: [2, "bool"], deprecated: [3, "bool"], lazy: [5, "bool"] },
  MessageOptions: { deprecated: [3, "bool"], map_entry: [7, "bool"] },
  EnumOptions: { allow_alias: [2, "bool"], deprecated: [3, "bool"] },
  EnumValueOptions: { deprecated: [1, "bool"] },
  ServiceOptions: { deprecated: [33, "bool"] },
  MethodOptions: { deprecated: [33, "bool"] },
};

/** The TypeScript of all descriptors, in base64, imports before importers. */
export function descriptorsFile({ root, files }) {
  const lines = inOrder(files).map(
    (file) => `  [${JSON.stringify(file.path)}, "${Buffer.from(fileBytes(root, file)).toString("base64")}"],`,
  );
  return [
    "// Generated from the .proto files by proto/generate; do not edit.",
    "/**",
    " * Each file's path and its serialized google.protobuf.FileDescriptorProto in base64; imports stand before importers, so that",
    " * together they are a FileDescriptorSet. Load it only where descriptors are asked for.",
    " */",
    "export const descriptors: readonly (readonly [path: string, base64: string])[] = [",
    ...lines,
    "];",
    "",
  ].join("\n");
}

function inOrder(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set();
  const visit = (file) => {
    if (done.has(file)) return;
    done.add(file);
    for (const path of file.imports) visit(byPath.get(path));
    ordered.push(file);
  };
  const ordered = [];
  for (const file of files) visit(file);
  return ordered;
}

function fileBytes(root, file) {
  const scope = file.package === "" ? root : root.lookup(file.package);
  const own = scope.nestedArray.filter((object) => object.filename === file.path);
  return write((w) => {
    text(w, 1, file.path);
    text(w, 2, file.package);
    for (const path of file.imports) text(w, 3, path);
    for (const type of own.filter(isMessage)) part(w, 4, messageBytes(root, type));
    for (const type of own.filter(isEnum)) part(w, 5, enumBytes(root, type));
    for (const svc of own.filter((object) => object instanceof protobuf.Service)) part(w, 6, serviceBytes(root, svc));
    for (const field of own.filter(isExtension)) part(w, 7, fieldBytes(root, scope, field));
    const goPackage = /^option\s+go_package\s*=\s*"([^"]+)"/m.exec(file.text)?.[1];
    if (goPackage !== undefined)
      part(
        w,
        8,
        write((options) => text(options, 11, goPackage)),
      );
    if (/^syntax\s*=\s*"proto3"/m.test(file.text)) text(w, 12, "proto3");
  });
}

function messageBytes(root, type) {
  const oneofs = type.oneofsArray;
  return write((w) => {
    text(w, 1, type.name);
    // protobufjs hangs extensions into the extended message, under a name with a point.
    for (const field of type.fieldsArray.filter(({ name }) => !name.startsWith(".")))
      part(w, 2, fieldBytes(root, type, field, oneofs));
    for (const inner of type.nestedArray.filter(isMessage)) part(w, 3, messageBytes(root, inner));
    for (const inner of type.nestedArray.filter(isEnum)) part(w, 4, enumBytes(root, inner));
    for (const [start, end] of type.extensions ?? []) part(w, 5, range(start, end));
    options(w, 7, root, type, "MessageOptions");
    for (const oneof of oneofs)
      part(
        w,
        8,
        write((one) => text(one, 1, oneof.name)),
      );
    const reserved = type.reserved ?? [];
    for (const [start, end] of reserved.filter(Array.isArray)) part(w, 9, range(start, end));
    for (const name of reserved.filter((item) => typeof item === "string")) text(w, 10, name);
  });
}

/** Descriptor ranges exclude their end. */
function range(start, end) {
  return write((w) => {
    number(w, 1, start);
    number(w, 2, Math.min(end, MAX_FIELD) + 1);
  });
}

function fieldBytes(root, scope, field, oneofs = []) {
  const target = TYPES.includes(field.type) ? undefined : resolve(scope, field.type);
  const kind = target === undefined ? field.type : isEnum(target) ? "enum" : "message";
  return write((w) => {
    text(w, 1, field.name);
    if (isExtension(field)) text(w, 2, `.${field.extend.replace(/^\./, "")}`);
    number(w, 3, field.id);
    number(w, 4, LABELS.get(field.repeated ? "repeated" : field.required ? "required" : "optional"));
    number(w, 5, TYPES.indexOf(kind) + 1);
    if (target !== undefined) text(w, 6, `.${fullName(target)}`);
    const fallback = field.options?.default;
    if (fallback !== undefined) text(w, 7, String(fallback));
    options(w, 8, root, field, "FieldOptions");
    if (field.partOf) w.uint32(9 << 3).int32(oneofs.indexOf(field.partOf));
    text(
      w,
      10,
      field.options?.json_name ?? field.name.replace(/_+([a-zA-Z0-9])/g, (_, letter) => letter.toUpperCase()),
    );
    if (field.proto3Optional) w.uint32(17 << 3).bool(true);
  });
}

function enumBytes(root, type) {
  return write((w) => {
    text(w, 1, type.name);
    for (const [name, value] of Object.entries(type.values)) {
      const valueOptions = Object.entries(type.valuesOptions?.[name] ?? {}).map(([key, one]) => ({ [key]: one }));
      part(
        w,
        2,
        write((one) => {
          text(one, 1, name);
          one.uint32(2 << 3).int32(value);
          options(one, 3, root, { parsedOptions: valueOptions }, "EnumValueOptions");
        }),
      );
    }
    options(w, 3, root, type, "EnumOptions");
  });
}

function serviceBytes(root, svc) {
  return write((w) => {
    text(w, 1, svc.name);
    for (const method of svc.methodsArray)
      part(
        w,
        2,
        write((one) => {
          text(one, 1, method.name);
          text(one, 2, `.${fullName(resolve(svc, method.requestType))}`);
          text(one, 3, `.${fullName(resolve(svc, method.responseType))}`);
          options(one, 4, root, method, "MethodOptions");
          if (method.requestStream) one.uint32(5 << 3).bool(true);
          if (method.responseStream) one.uint32(6 << 3).bool(true);
        }),
      );
    options(w, 3, root, svc, "ServiceOptions");
  });
}

/** Options by ascending field number: built-in ones by BUILT_IN, custom ones by their extension. */
function options(w, id, root, object, of) {
  const entries = [];
  for (const entry of object.parsedOptions ?? []) {
    for (const [key, value] of Object.entries(entry)) {
      if (key === "default" || key === "json_name" || key === "proto3_optional") continue;
      const name = /^\(([^)]+)\)$/.exec(key)?.[1];
      const field = name === undefined ? builtIn(of, key) : extension(root, name, of);
      for (const one of [value].flat()) entries.push([field, one]);
    }
  }
  if (entries.length === 0) return;
  entries.sort(([a], [b]) => a.id - b.id);
  part(
    w,
    id,
    write((inner) => {
      for (const [field, value] of entries) optionValue(inner, field, value);
    }),
  );
}

function builtIn(of, key) {
  const known = BUILT_IN[of][key];
  if (known === undefined) throw new Error(`option ${key} of ${of} is not known`);
  return { id: known[0], type: known[1] };
}

function extension(root, name, of) {
  const field = root.lookup(name.replace(/^\./, ""));
  if (!(field instanceof protobuf.Field) || !field.extend.endsWith(of))
    throw new Error(`option (${name}) is no extension of ${of}`);
  return field;
}

/** One value of an option: a scalar, or a message given as an object. */
function optionValue(w, field, value) {
  if (field.type === "bool") w.uint32((field.id << 3) >>> 0).bool(value === true || value === "true");
  else if (field.type === "string") text(w, field.id, String(value));
  else if (TYPES.includes(field.type)) w.uint32((field.id << 3) >>> 0).int64(Number(value));
  else part(w, field.id, optionMessage(resolve(field.parent, field.type), value));
}

function optionMessage(type, value) {
  const fields = Object.entries(value)
    .map(([name, one]) => [type.fields[name], [one].flat()])
    .sort(([a], [b]) => a.id - b.id);
  return write((w) => {
    for (const [field, items] of fields) for (const item of items) optionValue(w, field, item);
  });
}

function isExtension(object) {
  return object instanceof protobuf.Field && object.extend !== undefined;
}

function write(fill) {
  const w = protobuf.Writer.create();
  fill(w);
  return w.finish();
}

function text(w, id, value) {
  if (value !== "") w.uint32(((id << 3) | 2) >>> 0).string(value);
}

function number(w, id, value) {
  w.uint32(id << 3).int32(value);
}

function part(w, id, bytes) {
  w.uint32(((id << 3) | 2) >>> 0).bytes(bytes);
}
