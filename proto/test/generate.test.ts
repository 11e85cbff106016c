import { existsSync, readdirSync, readFileSync } from "node:fs";
import protobuf from "protobufjs";
import "protobufjs/ext/descriptor";
import { expect, test } from "vitest";
import { descriptors } from "../src/gen/descriptors.js";
import { docs } from "../src/gen/docs.js";
import { fromBase64, messages, services, utf8ToBytes } from "../src/index.js";

const gen = new URL("../src/gen/", import.meta.url);

test("the committed code is what the .proto files generate", async () => {
  const { generate } = (await import(new URL("../generate/main.mjs", import.meta.url).href)) as {
    generate(): Map<string, string>;
  };
  const files = generate();
  for (const [path, text] of files) {
    expect(existsSync(new URL(path, gen)), `${path}: run make proto`).toBe(true);
    expect(readFileSync(new URL(path, gen), "utf8") === text, `${path} is stale: run make proto`).toBe(true);
  }
  const committed = readdirSync(gen, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  expect(committed.sort()).toEqual([...files.keys()].sort());
});

test("the descriptors describe exactly the messages that the codecs know", () => {
  const { FileDescriptorSet } = (protobuf as unknown as { descriptor: { FileDescriptorSet: protobuf.Type } })
    .descriptor;
  const set = FileDescriptorSet.fromObject({ file: [] }) as unknown as { file: unknown[] };
  const { FileDescriptorProto } = (protobuf as unknown as { descriptor: { FileDescriptorProto: protobuf.Type } })
    .descriptor;
  const wanted = descriptors.filter(([path]) => !/^(google\/protobuf\/descriptor|gogoproto)/.test(path));
  for (const [, base64] of wanted) set.file.push(FileDescriptorProto.decode(fromBase64(base64)));
  const described = new Map(
    set.file.flatMap((file) => typesOf(file as Described, (file as { package: string }).package)),
  );
  for (const codec of messages) {
    const fields = described.get(codec.name);
    expect(fields, codec.name).toEqual(codec.fields.map(({ number, name }) => [number, name]));
  }
});

test("every message of ours that is sent has signers, an amino name for a Ledger, and words", () => {
  const own = services.filter(({ name, isMsg }) => isMsg && name.startsWith("dcm."));
  expect(own.length).toBeGreaterThanOrEqual(4);
  for (const { name, methods } of own) {
    for (const method of Object.values(methods)) {
      const { options } = method.request;
      expect(options.signers?.length, method.path).toBeGreaterThan(0);
      const [, module] = name.split(".");
      expect(options.aminoName, method.path).toBe(`dcm/${module}/${method.request.name.split(".").at(-1)}`);
      expect(utf8ToBytes(options.aminoName as string).length).toBeLessThanOrEqual(39);
      expect(docs[`${name}.${method.name}`], `${method.path} has no comment`).toBeDefined();
    }
  }
});

test("every query of ours has a route and words", () => {
  for (const { name, methods } of services.filter((one) => one.name.startsWith("dcm.") && one.name.endsWith(".Query")))
    for (const method of Object.values(methods)) {
      expect(method.http?.get ?? method.http?.post, method.path).toMatch(
        new RegExp(`^/${name.split(".").slice(0, 3).join("/")}/`),
      );
      expect(method.comment, method.path).not.toBe("");
    }
});

test("no two fields of a message share a number, a name or a key, and none uses the range of the wire format", () => {
  for (const { name, fields } of messages)
    for (const property of ["number", "name", "key"] as const)
      expect(new Set(fields.map((field) => field[property])).size, `${name}: ${property}`).toBe(fields.length);
});

interface Described {
  readonly name: string;
  readonly field?: readonly { readonly number: number; readonly name: string }[];
  readonly messageType?: readonly Described[];
  readonly nestedType?: readonly Described[];
}

function typesOf(
  holder: Described,
  prefix: string,
): readonly (readonly [string, readonly (readonly [number, string])[]])[] {
  return [...(holder.messageType ?? []), ...(holder.nestedType ?? [])].flatMap((type) => {
    const name = `${prefix}.${type.name}`;
    return [
      [name, (type.field ?? []).map(({ number, name }) => [number, name] as const)] as const,
      ...typesOf(type, name),
    ];
  });
}
