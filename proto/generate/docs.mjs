import { fullName } from "./load.mjs";

/** Comments of messages, fields, enums, values, services and methods by full name, for help texts and reference pages. */
export function docsFile({ packages }) {
  const docs = new Map();
  const put = (name, comment) => {
    if (typeof comment === "string" && comment.trim() !== "") docs.set(name, comment.trim());
  };
  for (const { messages, enums, services } of packages) {
    for (const object of [...messages, ...services]) put(fullName(object), object.comment);
    for (const type of messages)
      for (const field of type.fieldsArray) put(`${fullName(type)}.${field.name}`, field.comment);
    for (const svc of services)
      for (const method of svc.methodsArray) put(`${fullName(svc)}.${method.name}`, method.comment);
    for (const object of enums) {
      put(fullName(object), object.comment);
      for (const key of Object.keys(object.values)) put(`${fullName(object)}.${key}`, object.comments?.[key]);
    }
  }
  const lines = [...docs].map(([name, comment]) => `  ${JSON.stringify(name)}: ${JSON.stringify(comment)},`);
  return [
    "// Generated from the .proto files by proto/generate; do not edit.",
    "/** Comments by full name: package.Message, package.Message.field, package.Service.Method. Load it only where help is shown. */",
    "export const docs: { readonly [name: string]: string } = {",
    ...lines,
    "};",
    "",
  ].join("\n");
}
