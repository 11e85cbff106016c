import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import protobuf from "protobufjs";

/** Packages that only define options: they are read for the descriptors and get no code. */
const OPTION_PACKAGES = new Set([
  "gogoproto",
  "cosmos_proto",
  "amino",
  "google.api",
  "cosmos.msg.v1",
  "cosmos.query.v1",
  "dcm.cli.v1",
]);
/** Upstream packages with map<> fields. They become what they are on the wire, lists of entries; whoever fills one sorts it. */
const WITH_MAPS = new Set(["cosmos.autocli.v1"]);
/** Of google.protobuf only these have a place in our messages. */
const GOOGLE = new Set(["Any", "Timestamp", "Duration"]);

/**
 * Reads all .proto files under dcm/ and third_party/.
 *
 * @returns {{ files, packages, typeOf, home }} files: parsed, with path, package, imports and source;
 *   packages: those that get code, by name, with their messages (nested ones included), enums and services in declared order
 */
export function loadProtos(home) {
  const root = new protobuf.Root();
  const files = [
    ...sources(home, "dcm").map((path) => ({ path, text: readFileSync(join(home, path), "utf8") })),
    ...sources(join(home, "third_party"), "").map((path) => ({
      path,
      text: readFileSync(join(home, "third_party", path), "utf8"),
    })),
  ];
  for (const file of files) {
    protobuf.parse.filename = file.path;
    const parsed = protobuf.parse(file.text, root, {
      keepCase: true,
      alternateCommentMode: true,
      preferTrailingComment: false,
    });
    file.package = parsed.package ?? "";
    if (WITH_MAPS.has(file.package))
      for (const type of root.lookup(file.package).nestedArray.filter(isMessage)) expandMaps(type);
    file.imports = [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])];
  }
  const packages = [...new Set(files.map((file) => file.package))]
    .filter((name) => !OPTION_PACKAGES.has(name))
    .sort()
    .map((name) => packageOf(root, name, files));
  return { root, files, packages: packages.filter(({ messages, enums }) => messages.length + enums.length > 0), home };
}

/** What an option says, from parsedOptions: flat `options` keep only the last of a repeated one. */
export function option(object, name) {
  const all = optionList(object, name);
  return all.length === 0 ? undefined : all[all.length - 1];
}

export function optionList(object, name) {
  const parsed = object.parsedOptions ?? [];
  const found = [];
  for (const entry of parsed)
    for (const [key, value] of Object.entries(entry)) if (key === `(${name})` || key === name) found.push(value);
  return found.flat();
}

/** The message or enum that a field or method names, as protobuf resolves names: from the inside out. */
export function resolve(scope, typeName) {
  const found = scope.lookup(typeName, [protobuf.Type, protobuf.Enum]);
  if (found === null) throw new Error(`${scope.fullName}: no type ${typeName}`);
  return found;
}

/** Full name without the leading point. */
export function fullName(object) {
  return object.fullName.replace(/^\./, "");
}

/** The package that an object was declared in. */
export function packageName(object) {
  let scope = object.parent;
  while (scope instanceof protobuf.Type) scope = scope.parent;
  return fullName(scope);
}

/** Name inside its package: Outer_Inner. */
export function localName(object) {
  return fullName(object)
    .slice(packageName(object).length + 1)
    .replaceAll(".", "_");
}

export const isMessage = (object) => object instanceof protobuf.Type;
export const isEnum = (object) => object instanceof protobuf.Enum;

function packageOf(root, name, files) {
  const scope = root.lookup(name);
  const order = new Map(files.map((file, index) => [file.path, index]));
  const inOrder = (a, b) => order.get(a.filename) - order.get(b.filename);
  const top = scope.nestedArray.filter((object) => name !== "google.protobuf" || GOOGLE.has(object.name));
  const all = top.flatMap(withNested);
  return {
    name,
    messages: all.filter(isMessage).sort(inOrder),
    enums: all.filter(isEnum).sort(inOrder),
    services: top.filter((object) => object instanceof protobuf.Service).sort(inOrder),
  };
}

function withNested(object) {
  if (!isMessage(object)) return [object];
  for (const field of object.fieldsArray)
    if (field.map) throw new Error(`${fullName(object)}.${field.name}: map<> is not allowed`);
  return [object, ...object.nestedArray.flatMap(withNested)];
}

/** A map field and the entry message that protoc makes of it (descriptor.proto, MessageOptions.map_entry). */
function expandMaps(type) {
  for (const field of type.fieldsArray.filter(({ map }) => map)) {
    const name = `${field.name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase())}Entry`;
    const entry = new protobuf.Type(name)
      .add(new protobuf.Field("key", 1, field.keyType))
      .add(new protobuf.Field("value", 2, field.type));
    entry.filename = type.filename;
    entry.parsedOptions = [{ map_entry: true }];
    type.remove(field);
    type.add(entry);
    type.add(new protobuf.Field(field.name, field.id, name, "repeated", undefined, undefined, field.comment));
  }
}

function sources(base, folder) {
  return readdirSync(join(base, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".proto"))
    .map((path) => join(folder, path))
    .sort();
}
