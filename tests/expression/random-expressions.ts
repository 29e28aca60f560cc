import type { Item, Value } from "./naive-value.ts";

export const NAMES: Record<string, string> = { "#a": "a", "#b": "b", "#dot": "m.x", "#n": "n" };
export const VALUES: Record<string, Value> = {
  ":s": { S: "ab" },
  ":t": { S: "b" },
  ":n": { N: "2" },
  ":z": { N: "-1" },
  ":b": { B: "AAE=" },
  ":true": { BOOL: true },
  ":nul": { NULL: true },
  ":l": { L: [{ N: "2" }, { S: "b" }] },
  ":m": { M: { x: { N: "2" } } },
  ":ss": { SS: ["b", "ab"] },
  ":ns": { NS: ["2", "-1"] },
  ":bs": { BS: ["AAE="] },
  ":type": { S: "N" },
};
const COMPARATORS = ["=", "<>", "<", "<=", ">", ">="];
const STRAY = [
  "(",
  ")",
  ",",
  ".",
  "[",
  "]",
  "0",
  "AND",
  "OR",
  "NOT",
  "IN",
  "BETWEEN",
  "=",
  "+",
  "-",
  "a",
  ":s",
  "size",
  "SET",
  "REMOVE",
  "!",
  "name",
];
/** `:gone` and `#gone` are never defined. */
const PLACES = ["a", "b", "c", "#a", "#b", "#dot", "#n", "m", "l", "s"];

export class RandomExpressions {
  constructor(private readonly random: (below: number) => number) {}

  pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)] as T;
  }
  private chance(percent: number): boolean {
    return this.random(100) < percent;
  }

  item(): Item {
    const item: Item = {};
    for (const name of ["a", "b", "c", "m.x", "n", "s"]) if (this.chance(70)) item[name] = this.value(2);
    if (this.chance(85)) item.l = { L: Array.from({ length: this.random(5) }, () => this.value(1)) };
    if (this.chance(85))
      item.m = {
        M: { ...(this.chance(70) && { x: this.value(1) }), ...(this.chance(70) && { l: { L: [this.value(0), this.value(0)] } }) },
      };
    return item;
  }

  private value(depth: number): Value {
    const scalars = Object.values(VALUES).filter((value) => !value.L && !value.M);
    if (depth === 0 || this.chance(60)) return this.pick(scalars);
    return this.chance(50)
      ? { L: [this.value(depth - 1), this.value(depth - 1)] }
      : { M: { x: this.value(depth - 1), a: this.value(depth - 1) } };
  }

  path(): string {
    if (this.chance(1)) return this.pick(["name", "#gone"]);
    const top = this.pick(PLACES);
    if (top === "l" || this.chance(10)) return this.chance(80) ? `${top}[${this.random(6)}]` : top;
    if (top === "m" || this.chance(10)) return `${top}${this.pick([".x", ".l", ".l[0]", ".l[1]", ".#a", ""])}`;
    return top;
  }

  private placeholder(): string {
    return this.chance(1) ? ":gone" : this.pick(Object.keys(VALUES));
  }

  private operand(): string {
    const kind = this.random(100);
    const inner =
      kind < 45
        ? this.path()
        : kind < 85
          ? this.placeholder()
          : kind < 97
            ? `size(${this.path()})`
            : this.pick(["size(:s)", "size(a, b)", "contains(a, :s)"]);
    return this.chance(8) ? `(${inner})` : this.chance(1) ? `((${inner}))` : inner;
  }

  condition(depth = 3): string {
    const kind = this.random(depth > 0 ? 100 : 60);
    if (kind < 25) return `${this.operand()} ${this.pick(COMPARATORS)} ${this.operand()}`;
    if (kind < 33)
      return `${this.operand()} BETWEEN ${this.pick([":z AND :n", ":t AND :s", "a AND b", ":n AND :n", `${this.operand()} AND ${this.operand()}`])}`;
    if (kind < 40)
      return `${this.operand()} ${this.pick(["IN", "in"])} (${Array.from({ length: 1 + this.random(3) }, () => this.operand()).join(", ")})`;
    if (kind < 60) return this.test();
    if (kind < 70) return `NOT ${this.condition(depth - 1)}`;
    if (kind < 80) return `(${this.condition(depth - 1)})`;
    return `${this.condition(depth - 1)} ${this.pick(["AND", "OR", "and", "or"])} ${this.condition(depth - 1)}`;
  }

  private test(): string {
    const name = this.pick([
      "attribute_exists",
      "attribute_not_exists",
      "attribute_type",
      "begins_with",
      "contains",
      "contains",
      "begins_with",
    ]);
    if (this.chance(3)) return `${this.pick([name, "nope", "size"])}(${this.operand()})`;
    if (name.startsWith("attribute_") && name !== "attribute_type") return `${name}(${this.path()})`;
    return `${name}(${this.path()}, ${name === "attribute_type" && this.chance(80) ? ":type" : this.operand()})`;
  }

  projection(): string {
    return Array.from({ length: 1 + this.random(4) }, () => this.path()).join(", ");
  }

  update(): string {
    const sections = ["SET", "REMOVE", "ADD", "DELETE", "set"].filter(() => this.chance(45));
    return (sections.length > 0 ? sections : ["SET"]).map((section) => `${section} ${this.actions(section)}`).join(" ");
  }

  private actions(section: string): string {
    return Array.from({ length: 1 + this.random(2) }, () => this.action(section)).join(", ");
  }

  private action(section: string): string {
    if (section === "REMOVE") return this.path();
    if (section === "ADD") return `${this.path()} ${this.chance(85) ? this.pick([":n", ":z", ":ss", ":ns"]) : this.placeholder()}`;
    if (section === "DELETE") return `${this.path()} ${this.chance(90) ? this.pick([":ss", ":ns", ":bs"]) : this.placeholder()}`;
    const kind = this.random(100);
    if (kind < 50) return `${this.path()} = ${this.source()}`;
    const sum = `${this.source()} ${this.pick(["+", "-"])} ${this.pick([":n", ":z", "n"])}`;
    return `${this.path()} = ${kind < 90 ? sum : kind < 97 ? `(${sum})` : `((${sum}))`}`;
  }

  private source(): string {
    const kind = this.random(100);
    if (kind < 40) return this.placeholder();
    if (kind < 65) return this.path();
    if (kind < 80) return `if_not_exists(${this.path()}, ${this.pick([":n", ":l", this.path(), "(:s)"])})`;
    if (kind < 95) return `list_append(${this.pick([":l", "l", "if_not_exists(l, :l)"])}, ${this.pick([":l", "m.l", ":s"])})`;
    return this.pick([
      "if_not_exists(:n, :n)",
      "list_append(l)",
      "nope(a, :n)",
      "size(l)",
      "list_append(l, list_append(:l, l))",
      `(${this.path()})`,
    ]);
  }

  /** Returns the text with a token lost, doubled, changed or moved. */
  spoilt(text: string): string {
    const tokens = text.match(/\s+|\w+|[#:]\w+|<>|<=|>=|./g) ?? [];
    const at = this.random(tokens.length);
    const kind = this.random(4);
    if (kind === 0) tokens.splice(at, 1);
    else if (kind === 1) tokens.splice(at, 0, tokens[at] as string);
    else if (kind === 2) tokens.splice(at, 1, ` ${this.pick(STRAY)} `);
    else tokens.splice(at, 0, ` ${this.pick(STRAY)} `);
    return tokens.join("");
  }
}

/** Returns the placeholders that an expression uses: the service refuses unused ones. */
export function placeholdersIn(text: string): { names: Record<string, string>; values: Record<string, Value> } {
  const used = new Set(text.match(/[#:]\w+/g) ?? []);
  const of = <T>(all: Record<string, T>) => Object.fromEntries(Object.entries(all).filter(([placeholder]) => used.has(placeholder)));
  return { names: of(NAMES), values: of(VALUES) };
}
