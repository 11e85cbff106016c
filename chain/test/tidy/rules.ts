import ts from "typescript";
import type { Finding } from "./imports.js";

/** What a rule sees: one node of a core file, with the types of the whole program. */
interface Place {
  readonly node: ts.Node;
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly path: string;
}
type Rule = (place: Place) => string | undefined;

/** `Math` members whose result is the same whole number on every engine. */
const exactMath = new Set(["abs", "clz32", "floor", "imul", "max", "min", "trunc"]);
const functionLinesMax = 60;

/** Every ban names its replacement. */
export const coreRules: Readonly<Record<string, Rule>> = {
  "number-division": ({ node, checker }) => {
    if (!ts.isBinaryExpression(node)) return undefined;
    const { kind } = node.operatorToken;
    if (kind !== ts.SyntaxKind.SlashToken && kind !== ts.SyntaxKind.SlashEqualsToken) return undefined;
    if (isBigint(checker, node.left) || isTruncated(node)) return undefined;
    return "division of numbers has fractions: use bigint with a named rounding, or Math.trunc(a / b)";
  },
  "fractional-literal": ({ node, source }) =>
    ts.isNumericLiteral(node) && !Number.isInteger(Number(node.getText(source).replaceAll("_", "")))
      ? "no fractional literals: use an integer in a smaller unit"
      : undefined,
  "number-power": ({ node, checker }) =>
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken &&
    !isBigint(checker, node.left)
      ? "powers of numbers are not exact: use bigint or a constant"
      : undefined,
  "inexact-math": ({ node }) => {
    const member = memberOf(node, "Math");
    if (member === undefined || exactMath.has(member)) return undefined;
    return member === "random" ? "no randomness: use ctx.seed" : `Math.${member} differs between engines`;
  },
  "sort-without-order": ({ node }) =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    ["sort", "toSorted"].includes(node.expression.name.text) &&
    node.arguments.length === 0
      ? "sort() compares as UTF-16 text: pass a comparator"
      : undefined,
  locale: ({ node }) =>
    ts.isPropertyAccessExpression(node) && /^(localeCompare$|toLocale)/.test(node.name.text)
      ? `${node.name.text} depends on the machine: compare bytes`
      : undefined,
  async: ({ node }) =>
    node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)
      ? "the core is synchronous: let node await around it"
      : undefined,
  "object-iteration": ({ node, source }) => {
    if (saysDeclaredOrder(node, source)) return undefined;
    if (ts.isForInStatement(node)) return "for-in has no declared order: iterate a list or a collection";
    const member = memberOf(node, "Object");
    return member !== undefined && ["keys", "values", "entries"].includes(member) && isCalled(node)
      ? `Object.${member} has no declared order: iterate a list or a collection`
      : undefined;
  },
  "json-near-state": ({ node }) =>
    memberOf(node, "JSON") === "stringify" ? "JSON.stringify is no encoding for state: use a codec" : undefined,
  any: ({ node }) =>
    node.kind === ts.SyntaxKind.AnyKeyword ? "any switches the compiler off: use unknown" : undefined,
  "long-function": ({ node, source }) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
    const lines = lineOf(source, node.end) - lineOf(source, node.getStart(source)) + 1;
    return lines > functionLinesMax ? `${lines} lines in one function: at most ${functionLinesMax}` : undefined;
  },
  catch: ({ node, path }) =>
    ts.isCatchClause(node) && path.startsWith("chain/src/") && path !== "chain/src/app/deliver.ts"
      ? "app/deliver.ts is the only catch in the core: let it throw"
      : undefined,
  class: ({ node, path }) =>
    ts.isClassLike(node) && path.startsWith("chain/src/modules/")
      ? "no classes in modules: plain functions and records"
      : undefined,
  unfinished: ({ node, source }) => {
    if (!ts.isSourceFile(node)) return undefined;
    return /\b(TODO|FIXME|XXX|HACK)\b/.test(source.text) ? "unfinished work belongs in an issue" : undefined;
  },
};

/** Runs every core rule over one file. */
export function checkCore(path: string, source: ts.SourceFile, checker: ts.TypeChecker): Finding[] {
  const findings: Finding[] = [];
  const rules = Object.entries(coreRules);
  const visit = (node: ts.Node): void => {
    for (const [rule, judge] of rules) {
      const message = judge({ node, source, checker, path });
      if (message !== undefined) findings.push({ path, line: lineOf(source, node.getStart(source)), rule, message });
    }
    ts.forEachChild(node, visit);
    if (ts.canHaveModifiers(node)) ts.getModifiers(node)?.forEach(visitModifier);
  };
  const visitModifier = (node: ts.Node): void => {
    const message = coreRules.async?.({ node, source, checker, path });
    if (
      message !== undefined &&
      !findings.some((f) => f.rule === "async" && f.line === lineOf(source, node.getStart(source)))
    ) {
      findings.push({ path, line: lineOf(source, node.getStart(source)), rule: "async", message });
    }
  };
  visit(source);
  return findings;
}

function isBigint(checker: ts.TypeChecker, node: ts.Node): boolean {
  return isBigintType(checker.getTypeAtLocation(node));
}

function isBigintType(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isBigintType);
  if (type.isIntersection()) return type.types.some(isBigintType);
  return (type.flags & ts.TypeFlags.BigIntLike) !== 0;
}

/** A table written in our own source has the order it is written in; the line above must claim it with `// Declared order:`. */
function saysDeclaredOrder(node: ts.Node, source: ts.SourceFile): boolean {
  const before = source.text.split("\n")[lineOf(source, node.getStart(source)) - 2] ?? "";
  return /\/\/ Declared order: \S/.test(before);
}

/** `Math.trunc(a / b)` and `Math.floor(a / b)` name their rounding. */
function isTruncated(node: ts.Node): boolean {
  const parent = node.parent;
  return ts.isCallExpression(parent) && ["trunc", "floor"].includes(memberOf(parent.expression, "Math") ?? "");
}

function isCalled(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function memberOf(node: ts.Node, object: string): string | undefined {
  return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === object
    ? node.name.text
    : undefined;
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}
