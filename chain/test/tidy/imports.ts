import { posix } from "node:path";
import ts from "typescript";
import { layerOf, layers, lazyForCli, outside } from "./layers.js";

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Loaded when it is needed, or (types alone) never. */
  readonly lazy: boolean;
}

/** Every import of a source file that its layer does not allow. */
export function checkImports(path: string, source: ts.SourceFile): Finding[] {
  const layer = layerOf(path);
  if (layer === undefined || layer === "client/keys") return [];
  return importsOf(source).flatMap((found) => {
    const message = refusal(path, layer, found);
    return message === undefined ? [] : [{ path, line: found.line, rule: "layers", message }];
  });
}

function refusal(path: string, layer: string, found: Import): string | undefined {
  const target = targetOf(path, found.specifier);
  if (target === undefined) return refuseOutside(layer, found.specifier);
  if (target === layer) return layer === "chain/src/modules" ? refusePeer(path, found.specifier) : undefined;
  if (layers[layer]?.includes(target)) return undefined;
  if (layer === "cli" && lazyForCli.includes(target)) {
    return found.lazy ? undefined : `cli may load ${target} only by await import()`;
  }
  if (layer === "chain/src/app" && target === "chain/src/modules") {
    return /\/(index|api)\.js$/.test(found.specifier) ? undefined : "app may import a module's index or api only";
  }
  return `${layer} may not import ${target}`;
}

/** Modules reach each other by api.ts alone. */
function refusePeer(path: string, specifier: string): string | undefined {
  const own = path.split("/")[3];
  const resolved = posix.join(posix.dirname(path), specifier).split("/");
  if (resolved[3] === own) return undefined;
  return resolved.slice(4).join("/") === "api.js" ? undefined : "a module imports another by its api.ts only";
}

function refuseOutside(layer: string, specifier: string): string | undefined {
  const allowed = outside[layer];
  if (allowed === undefined) return undefined;
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
  return allowed.includes(name ?? "") ? undefined : `${layer} may not import ${specifier}`;
}

/** The layer that a specifier leads to; undefined for packages from outside. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) {
    const resolved = posix.join(posix.dirname(path), specifier);
    return layerOf(resolved) ?? posix.dirname(resolved);
  }
  const own = /^@dcm\/([^/]+)(\/.*)?$/.exec(specifier);
  if (own === null) return undefined;
  const part = own[1] === "client" ? /^\/(keys|comet)/.exec(own[2] ?? "")?.[1] : undefined;
  return part === undefined ? own[1] : `client/${part}`;
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Expression | undefined, lazy: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ specifier: specifier.text, line, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
