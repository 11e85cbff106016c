import { bytesOf, lastBytes, lastNumber, type Part, read } from "@dcm/client/comet";
import { bytesToUtf8, fromBase64 } from "@dcm/proto";

/** The descriptors of all files, by what a client of reflection asks for. */
export interface Descriptors {
  /** Serialized FileDescriptorProto by path. */
  file(path: string): Uint8Array | undefined;
  /** Path of the file that declares a message, field, enum, value, service, method or extension by full name. */
  declaring(symbol: string): string | undefined;
  /** Path of the file that extends a message with that field number. */
  extending(type: string, number: number): string | undefined;
  /** Field numbers that a message is extended with; undefined when there is no such message. */
  extensions(type: string): readonly number[] | undefined;
  /** Paths that a file imports. */
  imports(path: string): readonly string[];
}

/** Field numbers of google/protobuf/descriptor.proto. */
const FILE = { package: 2, dependency: 3, message: 4, enum: 5, service: 6, extension: 7 };
const MESSAGE = { field: 2, nested: 3, enum: 4, extension: 6 };
const MEMBERS = 2;
const NAME = 1;
const EXTENSION = { extendee: 2, number: 3 };

/** Indexes the generated descriptors. They are a quarter of a megabyte of text: read only by who serves reflection. */
export async function openDescriptors(): Promise<Descriptors> {
  const { descriptors } = await import("@dcm/proto/gen/descriptors");
  const files = new Map(descriptors.map(([path, base64]) => [path, fromBase64(base64)]));
  const symbols = new Map<string, string>();
  const extensions = new Map<string, Map<number, string>>();
  for (const [path, bytes] of files) {
    const file = read(bytes);
    const scope = textOf(file, FILE.package);
    for (const symbol of symbolsOf(file, scope)) symbols.set(symbol, path);
    for (const field of extensionsOf(file)) {
      const extendee = textOf(field, EXTENSION.extendee).replace(/^\./, "");
      const numbers = extensions.get(extendee) ?? new Map<number, string>();
      extensions.set(extendee, numbers.set(Number(lastNumber(field, EXTENSION.number)), path));
    }
  }
  return {
    file: (path) => files.get(path),
    declaring: (symbol) => symbols.get(symbol.replace(/^\./, "")),
    extending: (type, number) => extensions.get(type)?.get(number),
    extensions: (type) => (symbols.has(type) ? [...(extensions.get(type)?.keys() ?? [])] : undefined),
    imports: (path) => all(read(files.get(path) ?? new Uint8Array(0)), FILE.dependency).map(bytesToUtf8),
  };
}

function symbolsOf(file: readonly Part[], scope: string): readonly string[] {
  return [
    ...parts(file, FILE.message).flatMap((message) => inMessage(message, scope)),
    ...parts(file, FILE.enum).flatMap((info) => inEnum(info, scope)),
    ...parts(file, FILE.service).flatMap((service) => withMembers(service, scope)),
    ...parts(file, FILE.extension).map((field) => join(scope, textOf(field, NAME))),
  ];
}

function inMessage(message: readonly Part[], scope: string): readonly string[] {
  const name = join(scope, textOf(message, NAME));
  return [
    name,
    ...parts(message, MESSAGE.field).map((field) => join(name, textOf(field, NAME))),
    ...parts(message, MESSAGE.nested).flatMap((nested) => inMessage(nested, name)),
    ...parts(message, MESSAGE.enum).flatMap((info) => inEnum(info, name)),
    ...parts(message, MESSAGE.extension).map((field) => join(name, textOf(field, NAME))),
  ];
}

/** An enum's values are declared beside it, not in it. */
function inEnum(info: readonly Part[], scope: string): readonly string[] {
  const values = parts(info, MEMBERS).map((value) => join(scope, textOf(value, NAME)));
  return [join(scope, textOf(info, NAME)), ...values];
}

function withMembers(service: readonly Part[], scope: string): readonly string[] {
  const name = join(scope, textOf(service, NAME));
  return [name, ...parts(service, MEMBERS).map((method) => join(name, textOf(method, NAME)))];
}

/** Extensions are declared in files and in messages. */
function extensionsOf(file: readonly Part[]): readonly (readonly Part[])[] {
  const inside = (message: readonly Part[]): readonly (readonly Part[])[] => [
    ...parts(message, MESSAGE.extension),
    ...parts(message, MESSAGE.nested).flatMap(inside),
  ];
  return [...parts(file, FILE.extension), ...parts(file, FILE.message).flatMap(inside)];
}

function parts(of: readonly Part[], id: number): readonly (readonly Part[])[] {
  return all(of, id).map(read);
}

function all(of: readonly Part[], id: number): readonly Uint8Array[] {
  return of.filter(({ number }) => number === id).map(({ value }) => bytesOf(value));
}

function textOf(of: readonly Part[], id: number): string {
  return bytesToUtf8(lastBytes(of, id));
}

function join(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}
