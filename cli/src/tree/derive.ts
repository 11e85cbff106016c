import { type FieldInfo, type MessageCodec, type MethodInfo, type ServiceInfo, services } from "@dcm/proto";
import { cosmosUses, otherServices, unmarkedAddresses } from "./uses.js";

/** One command of the trees: an rpc, its positional arguments, and a flag for everything else in its request. */
export interface DerivedCommand {
  readonly group: "tx" | "query";
  /** Such as bank. */
  readonly module: string;
  /** Such as send. */
  readonly name: string;
  /** Full name of the rpc: cosmos.bank.v1beta1.Msg.Send. */
  readonly rpc: string;
  readonly method: MethodInfo;
  readonly positional: readonly FieldInfo[];
  readonly flags: readonly DerivedFlag[];
  /** Field that names the signer, when it is none of the positional ones. */
  readonly signer: string | undefined;
}

/** A flag of a request field, or of a field within a field: `--terms.unit-price`. */
export interface DerivedFlag {
  readonly name: string;
  /** Names in the JSON of the request: terms, unit_price. */
  readonly path: readonly string[];
  readonly field: FieldInfo;
  /** Full name of the field, as the documentation has it. */
  readonly doc: string;
}

/** Messages that are written as one text, and not field by field. */
const asText = new Set([
  "cosmos.base.v1beta1.Coin",
  "cosmos.base.v1beta1.DecCoin",
  "google.protobuf.Any",
  "google.protobuf.Duration",
  "google.protobuf.Timestamp",
]);
const pageRequest = "cosmos.base.query.v1beta1.PageRequest";
/** Deeper fields are given as JSON. */
const flagDepth = 2;

/** Every command that follows from the services. */
export function derivedCommands(all: readonly ServiceInfo[] = services): readonly DerivedCommand[] {
  return all
    .filter(({ name }) => !otherServices.has(name))
    .flatMap((service) => Object.values(service.methods).flatMap((method) => commandOf(service, method)));
}

/** Whether the tree leaves an rpc out, and it is meant to. */
export function isHidden({ name, isMsg }: ServiceInfo, method: MethodInfo): boolean {
  const signer = method.request.options.signers?.[0];
  const use = cosmosUses[`${name}.${method.name}`];
  // Governance's own messages are no key's to send; those of the circuit module only call their signer so.
  if (isMsg && signer === "authority" && use === undefined) return true;
  const hint = isMsg ? method.request.options.cli : method.cli;
  return hint?.hidden === true || use === "" || isSuperseded(name);
}

/** Whether a later version of the service is there: cosmos.gov.v1.Msg supersedes cosmos.gov.v1beta1.Msg. */
function isSuperseded(service: string): boolean {
  const stable = service.replace(/(\.v\d+)(alpha|beta)\d+\./, "$1.");
  return stable !== service && services.some(({ name }) => name === stable);
}

/** Whether a field is written as a page of a list is asked for. */
export function isPage(field: FieldInfo): boolean {
  return messageOf(field)?.name === pageRequest;
}

export function messageOf(field: FieldInfo): MessageCodec | undefined {
  return field.kind === "message" ? (field.type?.() as MessageCodec) : undefined;
}

export function kebab(name: string): string {
  return name
    .replace(/_/g, "-")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

function commandOf(service: ServiceInfo, method: MethodInfo): readonly DerivedCommand[] {
  if (isHidden(service, method)) return [];
  const { request } = method;
  const rpc = `${service.name}.${method.name}`;
  const hint = (service.isMsg ? request.options.cli?.use : method.cli?.use) ?? cosmosUses[rpc];
  const [name = "", ...places] = (hint ?? kebab(method.name)).split(" ");
  const positional = places.map((place) => fieldNamed(request, place.replace(/[<>[\]]/g, "")));
  const [first] = request.options.signers ?? [];
  const signer =
    service.isMsg && request.fields.find((field) => field.name === first)?.kind === "string" ? first : undefined;
  const isPlaced = (name: string | undefined) => positional.some((field) => field.name === name);
  const rest = request.fields.filter((field) => !isPlaced(field.name) && field.name !== signer);
  const [module = ""] = service.name.split(".").slice(1);
  const group = service.isMsg ? "tx" : "query";
  const flags = rest.flatMap((field) => flagsOf(field, request.name, [], 1));
  return [{ group, module, name, rpc, method, positional, flags, signer: isPlaced(signer) ? undefined : signer }];
}

function fieldNamed({ name, fields }: MessageCodec, wanted: string): FieldInfo {
  const found = fields.find((field) => field.name === wanted);
  if (!found) throw new Error(`${name} has no field ${wanted}, which its usage names`);
  return unmarkedAddresses.has(`${name}.${wanted}`) ? { ...found, scalar: "cosmos.AddressString" } : found;
}

/** A flag for the field, and one for each field of a single message. */
function flagsOf(field: FieldInfo, owner: string, parents: readonly string[], depth: number): readonly DerivedFlag[] {
  const path = [...parents, field.name];
  const own = { name: path.map(kebab).join("."), path, field, doc: `${owner}.${field.name}` };
  const inner = messageOf(field);
  if (!inner || field.repeated || asText.has(inner.name) || inner.name === pageRequest || depth > flagDepth)
    return [own];
  return [own, ...inner.fields.flatMap((part) => flagsOf(part, inner.name, path, depth + 1))];
}
