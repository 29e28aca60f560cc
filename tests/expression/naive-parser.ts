import type { Step } from "./naive-value.ts";

/** The service's refusal of an expression. */
export class Refusal extends Error {}

export type Operand = ({ path: Step[] } | { value: string } | { call: string; args: Operand[] }) & {
  enclosed?: boolean;
  doubled?: boolean;
};
export type Test = { op: string; operands: Operand[]; called?: true; enclosed?: boolean; doubled?: boolean };
export type Condition = Test | { op: "AND" | "OR" | "NOT"; children: Condition[]; enclosed?: boolean; doubled?: boolean };
export type Action = { section: string; path: Step[]; operands: Operand[]; sign?: string; doubled?: boolean };

type Read<T> = { node: T; next: number } | undefined;

const TOKEN = /\s+|[A-Za-z]\w*|[#:]\w+|\d+|<>|<=|>=|[=<>(),[\].+-]/y;
const NAME = /^#?\w/;

/** A backtracking parser that follows the grammar in the developer guide. */
export class NaiveParser {
  /** Of an update, in order. */
  readonly sections: string[] = [];
  private readonly tokens: string[] = [];

  /** `keywords` cannot be names. */
  constructor(
    text: string,
    private readonly keywords: string[] = [],
  ) {
    if (text === "") throw new Refusal("The expression can not be empty;");
    for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
      const token = TOKEN.exec(text);
      if (token === null) throw new Refusal("Syntax error");
      if (token[0].trim() !== "") this.tokens.push(token[0]);
    }
  }

  condition(): Condition {
    return this.whole(this.either(0));
  }

  projection(): Step[][] {
    return this.whole(this.list(0, (at) => this.path(at)));
  }

  update(): Action[] {
    const actions: Action[] = [];
    for (let at = 0; at < this.tokens.length || at === 0; ) {
      const section = this.tokens[at]?.toUpperCase() ?? "";
      if (!["SET", "REMOVE", "ADD", "DELETE"].includes(section)) throw new Refusal("Syntax error");
      this.sections.push(section);
      const read = this.list(at + 1, (from) => this.action(section, from));
      if (!read) throw new Refusal("Syntax error");
      actions.push(...read.node);
      at = read.next;
    }
    return actions;
  }

  private whole<T>(read: Read<T>): T {
    if (!read || read.next !== this.tokens.length) throw new Refusal("Syntax error");
    return read.node;
  }

  private is(at: number, word: string): boolean {
    return this.tokens[at]?.toUpperCase() === word;
  }

  private isName(at: number): boolean {
    const token = this.tokens[at] ?? "";
    return NAME.test(token) && !/^\d/.test(token) && !this.keywords.includes(token.toUpperCase());
  }

  private list<T>(at: number, element: (at: number) => Read<T>): Read<T[]> {
    const first = element(at);
    if (!first) return undefined;
    if (!this.is(first.next, ",")) return { node: [first.node], next: first.next };
    const rest = this.list(first.next + 1, element);
    return rest && { node: [first.node, ...rest.node], next: rest.next };
  }

  private path(at: number): Read<Step[]> {
    if (!this.isName(at)) return undefined;
    const steps: Step[] = [this.tokens[at] as string];
    let next = at + 1;
    for (;;) {
      if (this.is(next, ".") && this.isName(next + 1)) {
        steps.push(this.tokens[next + 1] as string);
        next += 2;
      } else if (this.is(next, "[") && /^(0|[1-9]\d*)$/.test(this.tokens[next + 1] ?? "") && this.is(next + 2, "]")) {
        steps.push(Number(this.tokens[next + 1]));
        next += 3;
      } else return { node: steps, next };
    }
  }

  private operand(at: number): Read<Operand> {
    const token = this.tokens[at] ?? "";
    if (token.startsWith(":")) return { node: { value: token }, next: at + 1 };
    if (this.isName(at) && !token.startsWith("#") && this.is(at + 1, "(")) {
      if (this.is(at + 2, ")")) return { node: { call: token, args: [] }, next: at + 3 };
      const args = this.list(at + 2, (from) => this.enclosed(from));
      return args && this.is(args.next, ")") ? { node: { call: token, args: args.node }, next: args.next + 1 } : undefined;
    }
    const path = this.path(at);
    return path && { node: { path: path.node }, next: path.next };
  }

  /** Parses an operand, with or without parentheses. */
  private enclosed(at: number): Read<Operand> {
    return this.is(at, "(") ? this.within(at, (from) => this.enclosed(from)) : this.operand(at);
  }

  private within<T extends object>(at: number, inner: (at: number) => Read<T & { enclosed?: boolean; doubled?: boolean }>): Read<T> {
    const read = this.is(at, "(") ? inner(at + 1) : undefined;
    if (!read || !this.is(read.next, ")")) return undefined;
    const doubled = read.node.doubled || read.node.enclosed;
    return { node: { ...read.node, enclosed: true, ...(doubled && { doubled }) }, next: read.next + 1 };
  }

  private either(at: number): Read<Condition> {
    return this.chain(at, "OR", (from) => this.both(from));
  }

  private both(at: number): Read<Condition> {
    return this.chain(at, "AND", (from) => this.negation(from));
  }

  private chain(at: number, op: "AND" | "OR", part: (at: number) => Read<Condition>): Read<Condition> {
    const first = part(at);
    if (!first || !this.is(first.next, op)) return first;
    const rest = this.chain(first.next + 1, op, part);
    return rest && { node: { op, children: [first.node, rest.node] }, next: rest.next };
  }

  private negation(at: number): Read<Condition> {
    if (!this.is(at, "NOT")) return this.test(at);
    const inner = this.negation(at + 1);
    return inner && { node: { op: "NOT", children: [inner.node] }, next: inner.next };
  }

  private test(at: number): Read<Condition> {
    const left = this.enclosed(at);
    const op = left && this.tokens[left.next]?.toUpperCase();
    if (left && op && ["=", "<>", "<", "<=", ">", ">="].includes(op)) {
      const right = this.enclosed(left.next + 1);
      return right && { node: { op, operands: [left.node, right.node] }, next: right.next };
    }
    if (left && op === "BETWEEN") {
      const low = this.enclosed(left.next + 1);
      const high = low && this.is(low.next, "AND") ? this.enclosed(low.next + 1) : undefined;
      return low && high && { node: { op, operands: [left.node, low.node, high.node] }, next: high.next };
    }
    if (left && op === "IN") {
      const list = this.is(left.next + 1, "(") ? this.list(left.next + 2, (from) => this.enclosed(from)) : undefined;
      return list && this.is(list.next, ")") ? { node: { op, operands: [left.node, ...list.node] }, next: list.next + 1 } : undefined;
    }
    if (left && "call" in left.node) {
      const { call, args, ...parentheses } = left.node;
      return { node: { op: call, operands: args, called: true, ...parentheses }, next: left.next };
    }
    return this.within(at, (from) => this.either(from));
  }

  private action(section: string, at: number): Read<Action> {
    const path = this.path(at);
    if (!path) return undefined;
    if (section === "REMOVE") return { node: { section, path: path.node, operands: [] }, next: path.next };
    if (section !== "SET") {
      const value = this.tokens[path.next] ?? "";
      return value.startsWith(":") ? { node: { section, path: path.node, operands: [{ value }] }, next: path.next + 1 } : undefined;
    }
    const sum = this.is(path.next, "=") ? this.sum(path.next + 1) : undefined;
    return sum && { node: { section, path: path.node, ...sum.node }, next: sum.next };
  }

  private sum(at: number): Read<{ operands: Operand[]; sign?: string; enclosed?: boolean; doubled?: boolean }> {
    const left = this.enclosed(at);
    if (left && (this.is(left.next, "+") || this.is(left.next, "-"))) {
      const right = this.enclosed(left.next + 1);
      const sign = this.tokens[left.next] as string;
      return right && { node: { operands: [left.node, right.node], sign }, next: right.next };
    }
    if (left) return { node: { operands: [left.node], ...(left.node.enclosed && { enclosed: true }) }, next: left.next };
    return this.within(at, (from) => this.sum(from));
  }
}
