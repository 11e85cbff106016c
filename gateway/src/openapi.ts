import type { EnumInfo, FieldInfo, MessageCodec } from "@dcm/proto";
import { placeOf, type Route } from "./rest.js";

type Schema = { readonly [key: string]: unknown };
type Docs = { readonly [name: string]: string };

/** Deeper fields of a request are no parameters of a URL. */
const parameterDepth = 3;

/** What is served: where, by whom, with which headers. */
const heightParameter = {
  name: "x-cosmos-block-height",
  in: "header",
  description: "Answer from the state after this block; the latest without it.",
  schema: { type: "string", pattern: "^[0-9]+$" },
};
const answerHeaders = {
  "x-cosmos-block-height": { description: "The block whose state answered.", schema: { type: "string" } },
  link: { description: 'The next page of a list: rel="next".', schema: { type: "string" } },
};

/** The OpenAPI 3.1 document of the routes, worked out from the protos and their comments. */
export function openapi(routes: readonly Route[], docs: Docs, url: string): object {
  const schemas = new Map<string, Schema>();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.template.replace(/=\*\*\}/g, "}");
    paths[path] = { ...paths[path], [route.verb.toLowerCase()]: operation(route, schemas, docs) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "dcm",
      version: "0.1.0",
      description:
        "Every query of the chain over REST. 64-bit numbers are strings, bytes are base64; refusals have a gRPC code, a message and details.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: { schemas: { Refusal: refusalSchema, ...Object.fromEntries(schemas) } },
  };
}

const refusalSchema = {
  type: "object",
  required: ["code", "message", "details"],
  properties: {
    code: { type: "integer", description: "A gRPC status code." },
    message: { type: "string" },
    details: { type: "array", items: { type: "object" } },
  },
};

function tagOf({ method }: Route): string {
  return method.path.split("/")[1]?.replace(/\.(Query|Service|ReflectionService)$/, "") ?? "";
}

function operation(route: Route, schemas: Map<string, Schema>, docs: Docs): object {
  const { method, rule } = route;
  const parameters = placeOf(route) === "url" ? parametersOf(route, docs) : pathParameters(route, docs);
  const [, service = "", name = ""] = method.path.split("/");
  const content = (codec: MessageCodec) => ({ "application/json": { schema: schemaOf(codec, schemas, docs) } });
  const json = (codec: unknown) => content(codec as MessageCodec);
  return {
    operationId: `${service}.${name}${rule === method.http ? "" : `_${route.template.replace(/\W+/g, "_")}`}`,
    tags: [tagOf(route)],
    summary: firstLine(method.comment) || name,
    ...(method.comment === "" ? {} : { description: method.comment }),
    parameters: [...parameters, heightParameter],
    ...(placeOf(route) === "url" ? {} : { requestBody: { content: json(method.request) } }),
    responses: {
      "200": { description: "The answer.", headers: answerHeaders, content: json(method.response) },
      default: {
        description: "A refusal.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } },
      },
    },
  };
}

function parametersOf(route: Route, docs: Docs): readonly object[] {
  const inPath = pathNames(route);
  const query = leaves(route.method.request as MessageCodec, parameterDepth)
    .filter(({ name }) => !inPath.includes(name))
    .map(({ name, field, doc }) => ({ name, in: "query", ...described(docs[doc]), schema: listed(field) }));
  return [...pathParameters(route, docs), ...query];
}

function pathParameters(route: Route, docs: Docs): readonly object[] {
  const fields = leaves(route.method.request as MessageCodec, parameterDepth);
  return pathNames(route).map((name) => {
    const found = fields.find((each) => each.name === name);
    const schema = found === undefined ? { type: "string" } : scalar(found.field);
    return { name, in: "path", required: true, ...described(docs[found?.doc ?? ""]), schema };
  });
}

function pathNames({ template }: Route): readonly string[] {
  return [...template.matchAll(/\{([\w.]+)(?:=\*\*)?\}/g)].map((match) => match[1] ?? "");
}

interface Leaf {
  readonly name: string;
  readonly field: FieldInfo;
  readonly doc: string;
}

/** The fields that fit into a URL, with dotted names for those within others. */
function leaves(codec: MessageCodec, depth: number, prefix = ""): readonly Leaf[] {
  return codec.fields.flatMap((field) => {
    const name = prefix + field.name;
    const inner = field.kind === "message" ? messageOf(field) : undefined;
    if (inner === undefined || inner.name in texts) return [{ name, field, doc: `${codec.name}.${field.name}` }];
    return field.repeated || depth === 1 ? [] : leaves(inner, depth - 1, `${name}.`);
  });
}

/** Messages whose JSON is a text. */
const texts: { readonly [name: string]: Schema } = {
  "google.protobuf.Timestamp": { type: "string", format: "date-time" },
  "google.protobuf.Duration": { type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?s$" },
};

const kinds: { readonly [kind: string]: Schema } = {
  bool: { type: "boolean" },
  string: { type: "string" },
  bytes: { type: "string", contentEncoding: "base64" },
  amount: { type: "string", pattern: "^-?[0-9]+$" },
  dec: { type: "string", pattern: "^-?[0-9]+(\\.[0-9]+)?$" },
  json: {},
};

function listed(field: FieldInfo): Schema {
  return field.repeated ? { type: "array", items: scalar(field) } : scalar(field);
}

function scalar(field: FieldInfo): Schema {
  if (field.kind === "enum") return { type: "string", enum: Object.keys(enumOf(field).values) };
  if (field.kind === "message") return texts[messageOf(field).name] ?? {};
  const known = kinds[field.kind];
  if (known !== undefined) return known;
  return field.kind.endsWith("64")
    ? { type: "string", format: field.kind.startsWith("u") || field.kind === "fixed64" ? "uint64" : "int64" }
    : { type: "integer" };
}

/** A reference to the schema of a message, which is written when it is first referred to. */
function schemaOf(codec: MessageCodec, schemas: Map<string, Schema>, docs: Docs): Schema {
  const { name } = codec;
  if (texts[name] !== undefined) return texts[name];
  if (name === "google.protobuf.Any") {
    const properties = { "@type": { type: "string" } };
    return { type: ["object", "null"], required: ["@type"], properties, additionalProperties: true };
  }
  if (!schemas.has(name)) {
    // Before its fields: a message may hold itself.
    schemas.set(name, {});
    const properties = codec.fields.map((field) => [field.name, fieldSchema(codec, field, schemas, docs)]);
    schemas.set(name, { type: "object", ...described(docs[name]), properties: Object.fromEntries(properties) });
  }
  return { $ref: `#/components/schemas/${name}` };
}

function fieldSchema(codec: MessageCodec, field: FieldInfo, schemas: Map<string, Schema>, docs: Docs): Schema {
  const one = field.kind === "message" ? schemaOf(messageOf(field), schemas, docs) : scalar(field);
  const isNullable = !field.repeated && (field.kind === "bytes" || (field.kind === "message" && field.optional));
  const value = isNullable ? { anyOf: [one, { type: "null" }] } : one;
  return {
    ...(field.repeated ? { type: "array", items: one } : value),
    ...described(docs[`${codec.name}.${field.name}`]),
  };
}

function messageOf(field: FieldInfo): MessageCodec {
  return field.type?.() as MessageCodec;
}

function enumOf(field: FieldInfo): EnumInfo {
  return field.type?.() as EnumInfo;
}

function described(comment: string | undefined): Schema {
  return comment === undefined ? {} : { description: comment };
}

function firstLine(comment: string): string {
  return (
    comment
      .split(/\.\s|\n\n/)[0]
      ?.replace(/\s+/g, " ")
      .trim() ?? ""
  );
}
