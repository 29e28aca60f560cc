import {
  type ImportDeclaration,
  type ModuleDeclaration,
  type Node,
  type Pattern,
  type Program,
  parse,
  type Statement,
  type VariableDeclaration,
} from "acorn";

/** A cell rewritten as the body of an async function. Every line keeps its number. */
export interface JavascriptCell {
  code: string;
  /** The names that the cell declares at its top level, which outlive it in the scope of all cells. */
  declared: string[];
}

type TopLevel = Statement | ModuleDeclaration;

/**
 * Imports become `$import`, top-level declarations become assignments, the last expression becomes the value.
 * Throws acorn's SyntaxError.
 */
export function rewriteCell(source: string): JavascriptCell {
  const program: Program = parse(source, { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true, locations: true });
  const edits = new Edits(source);
  visit(program, (node) => {
    if (node.type === "ImportExpression") edits.replace(node.start, node.start + "import".length, "$import");
  });
  const declared = program.body.flatMap((node) => rewrite(node, source, edits));
  const last = program.body.at(-1);
  if (last?.type === "ExpressionStatement" && source[last.end - 1] !== ";") {
    // Awaited here, so that a rejected promise knows this line.
    edits.replace(last.start, last.start, ";return (await (");
    edits.replace(last.end, last.end, "))");
  }
  return { code: edits.apply(), declared };
}

/** Returns the names that the statement declares. */
function rewrite(node: TopLevel, source: string, edits: Edits): string[] {
  switch (node.type) {
    case "ImportDeclaration":
      return rewriteImport(node, edits);
    case "VariableDeclaration":
      return rewriteVariables(node, source, edits);
    case "FunctionDeclaration":
      // Renamed, so that calls look the name up in the scope, where a later cell may replace it.
      edits.replace(node.id.start, node.id.end, `$f_${node.id.name}`);
      edits.hoist(`${node.id.name}=$named($f_${node.id.name},"${node.id.name}");`);
      return [node.id.name];
    case "ClassDeclaration":
      edits.replace(node.start, node.start, `;${node.id.name}=`);
      edits.replace(node.end, node.end, ";");
      return [node.id.name];
    case "ExportAllDeclaration":
    case "ExportDefaultDeclaration":
    case "ExportNamedDeclaration":
      throw syntaxError("A cell has nothing to export to: its names are there for every cell", node);
    default:
      return [];
  }
}

function rewriteImport(node: ImportDeclaration, edits: Edits): string[] {
  const from = node.source.raw as string;
  const names = node.specifiers.map((each) => each.local.name);
  const parts = node.specifiers.map((each) => {
    if (each.type === "ImportNamespaceSpecifier") return `${each.local.name}=await $import(${from});`;
    if (each.type === "ImportDefaultSpecifier") return `${each.local.name}=await $pick(${from},"default");`;
    const imported = each.imported.type === "Identifier" ? each.imported.name : String(each.imported.value);
    return `${each.local.name}=await $pick(${from},${JSON.stringify(imported)});`;
  });
  edits.replace(node.start, node.end, `;${parts.join("") || `await $import(${from});`}`);
  return names;
}

/** `const a = 1, { b } = c` is `;(a = 1, ({ b } = c))`. */
function rewriteVariables(node: VariableDeclaration, source: string, edits: Edits): string[] {
  edits.replace(node.start, node.start + node.kind.length, ";(");
  for (const { id, init, start, end } of node.declarations) {
    if (!init) edits.replace(end, end, "=undefined");
    if (id.type === "Identifier") continue;
    edits.replace(start, start, "(");
    edits.replace(end, end, ")");
  }
  const end = source[node.end - 1] === ";" ? node.end - 1 : node.end;
  edits.replace(end, end, ")");
  return node.declarations.flatMap(({ id }) => boundNames(id));
}

function boundNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) => boundNames(each.type === "Property" ? each.value : each.argument));
    case "ArrayPattern":
      return pattern.elements.flatMap((each) => (each ? boundNames(each) : []));
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    case "MemberExpression":
      return [];
  }
}

function visit(node: Node, found: (node: Node) => void): void {
  found(node);
  for (const child of Object.values(node).flat() as unknown[]) if (isNode(child)) visit(child, found);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function syntaxError(message: string, { loc }: Node): SyntaxError {
  return Object.assign(new SyntaxError(message), { loc: loc?.start });
}

/** Replacements in a text that leave all line numbers as they are. */
class Edits {
  #source: string;
  #edits: { start: number; end: number; text: string }[] = [];
  #hoisted = "";

  constructor(source: string) {
    this.#source = source;
  }

  replace(start: number, end: number, text: string): void {
    const lines = this.#source.slice(start, end).split("\n").length - 1;
    this.#edits.push({ start, end, text: text + "\n".repeat(lines) });
  }

  hoist(text: string): void {
    this.#hoisted += text;
  }

  apply(): string {
    let result = this.#hoisted;
    let at = 0;
    for (const { start, end, text } of this.#edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
      result += this.#source.slice(at, start) + text;
      at = end;
    }
    return result + this.#source.slice(at);
  }
}
