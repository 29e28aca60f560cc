import type { Context, Maker } from "./context.ts";
import type { Schema, TableSchema } from "./schemas.ts";
import type { Value } from "./values.ts";

interface Statement {
  Statement: string;
  Parameters?: Value[];
}

/** Writes one statement; some of its values become parameters. */
class Writer {
  readonly #c: Context;
  readonly parameters: Value[] = [];

  constructor(c: Context) {
    this.#c = c;
  }

  literal(value: Value): string {
    if (this.#c.dice.chance(0.3)) {
      this.parameters.push(value);
      return "?";
    }
    return literalOf(value);
  }

  /** Key conditions, all of them or only the first ones, and sometimes others. */
  where(schema: Schema, whole: boolean): string {
    const { dice, values } = this.#c;
    const parts = schema.key.flatMap(([name], at) => {
      if (at > 0 && !whole && dice.chance(0.4)) return [];
      if (whole || dice.chance(0.6)) return [`${name} = ${this.literal(values.keyValue(name))}`];
      return [this.comparison(name, () => values.keyValue(name))];
    });
    if (dice.chance(whole ? 0.3 : 0.5)) parts.push(this.condition(2));
    return parts.join(dice.usually(" AND ", " and ", "\n  AND ", " OR "));
  }

  comparison(name: string, value: () => Value): string {
    const { dice } = this.#c;
    const next = () => this.literal(value());
    switch (dice.below(5)) {
      case 0:
        return `${name} BETWEEN ${next()} AND ${next()}`;
      case 1: {
        const [open, close] = dice.pick(["()", "[]"]);
        return `${name} IN ${open}${dice.some(1, 4, next).join(", ")}${close}`;
      }
      default:
        return `${name} ${dice.pick(["=", "<>", "!=", "<", "<=", ">", ">="])} ${next()}`;
    }
  }

  condition(depth: number): string {
    const { dice, values } = this.#c;
    const path = dice.pick(["a", "b", "c", "l[0]", "m.x", '"m.x"', "m.l[1]", "g", "h", "s", "none"]);
    const value = () => values.value(1);
    switch (dice.below(depth > 0 ? 10 : 6)) {
      case 0:
        return `attribute_type(${path}, ${dice.pick(["'S'", "'N'", "'NS'"])})`;
      case 1:
        return `${path} IS ${dice.pick(["", "NOT "])}${dice.pick(["MISSING", "NULL"])}`;
      case 2:
        return `${dice.pick(["contains", "begins_with"])}(${path}, ${this.literal(value())})`;
      case 3:
        return `size(${path}) ${dice.pick(["=", ">", "<"])} ${dice.below(5)}`;
      case 6:
        return `NOT ${this.condition(depth - 1)}`;
      case 7:
        return `(${this.condition(depth - 1)})`;
      case 8:
      case 9:
        return `${this.condition(depth - 1)} ${dice.pick(["AND", "OR"])} ${this.condition(depth - 1)}`;
      default:
        return this.comparison(path, value);
    }
  }

  select(table: TableSchema): string {
    const { dice } = this.#c;
    const index = this.#c.place(table);
    const columns = dice.usually("*", "pk, a", 'a, m.x, l[0], "m.x"', "COUNT(*)", "g");
    const from = index ? `"${table.name}"."${index.name}"` : dice.pick([`"${table.name}"`, table.name]);
    const where = dice.chance(0.8) ? ` WHERE ${this.where(index ?? table, false)}` : "";
    const last = (index ?? table).key.at(-1)?.[0];
    const order = dice.chance(0.15) ? ` ORDER BY ${dice.usually(last, "pk", "a")}${dice.pick(["", " ASC", " DESC"])}` : "";
    return `SELECT ${columns} FROM ${from}${where}${order}`;
  }

  insert(table: TableSchema): string {
    const item = this.#c.values.item(table, this.#c.now);
    const members = Object.entries(item).map(([name, value]) => `'${name}': ${this.literal(value)}`);
    return `INSERT INTO "${table.name}" VALUE {${members.join(", ")}}`;
  }

  update(table: TableSchema): string {
    const { dice, values } = this.#c;
    const clauses = dice.some(1, 3, () => {
      const path = dice.pick(["a", "b", "m.x", "l[1]", "g", "h", "ttl", "ü"]).replace("ü", '"ü"');
      const number = () => this.literal({ N: values.number() });
      switch (dice.below(6)) {
        case 0:
          return `REMOVE ${path}`;
        case 1:
          return `SET ${path} = if_not_exists(n, ${number()}) + ${number()}`;
        case 2:
          return `SET l = list_append(l, ${this.literal({ L: [values.value(1)] })})`;
        case 3:
          return `SET s = ${dice.pick(["set_add", "set_delete"])}(s, ${dice.pick(["<<'a', 'b'>>", "<<1, 2>>", "?"]).replace("?", () => this.literal({ SS: ["a"] }))})`;
        default:
          return `SET ${path} = ${this.literal(values.value(2))}`;
      }
    });
    const returning = dice.chance(0.3) ? ` RETURNING ${dice.pick(["ALL", "MODIFIED"])} ${dice.pick(["OLD", "NEW"])} *` : "";
    return `UPDATE "${table.name}" ${clauses.join(" ")} WHERE ${this.where(table, true)}${returning}`;
  }

  deletion(table: TableSchema): string {
    const returning = this.#c.dice.chance(0.3) ? " RETURNING ALL OLD *" : "";
    return `DELETE FROM "${table.name}" WHERE ${this.where(table, true)}${returning}`;
  }

  exists(table: TableSchema): string {
    return `EXISTS(SELECT * FROM "${table.name}" WHERE ${this.where(table, true)} AND ${this.condition(1)})`;
  }
}

/** PartiQL's text of a value. Bytes have none: the text is then refused. */
function literalOf(value: Value): string {
  const [[type, content] = []] = Object.entries(value);
  const all = content as Value[];
  switch (type) {
    case "N":
    case "BOOL":
      return String(content);
    case "NULL":
      return "NULL";
    case "L":
      return `[${all.map(literalOf).join(", ")}]`;
    case "M":
      return `{${Object.entries(content as object).map(([name, member]) => `'${name}': ${literalOf(member)}`)}}`;
    case "SS":
      return `<<${(content as string[]).map(quoted).join(", ")}>>`;
    case "NS":
      return `<<${(content as string[]).join(", ")}>>`;
    default:
      return quoted(String(content));
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

type Kind = "select" | "insert" | "update" | "deletion" | "exists";

export function statement(c: Context, ...kinds: Kind[]): Statement {
  const writer = new Writer(c);
  const text = writer[c.dice.pick(kinds)](c.table());
  const spoilt = c.dice.chance(0.03) ? c.expressions.spoilt(text) : text;
  return { Statement: spoilt, ...(writer.parameters.length > 0 && { Parameters: writer.parameters }) };
}

const capacity = (c: Context): object => c.dice.maybe(0.3, () => ({ ReturnConsumedCapacity: c.dice.pick(["TOTAL", "INDEXES"]) }));

export const STATEMENTS: Maker[] = [
  ...Array<Maker>(2).fill((c) => {
    const page = {
      ...c.dice.maybe(0.3, () => ({ Limit: 1 + c.dice.below(6) })),
      ...c.dice.maybe(0.1, () => ({ NextToken: c.learned.nextToken() })),
    };
    return ["ExecuteStatement", { ...statement(c, "select"), ...page, ...capacity(c) }];
  }),
  (c) => ["ExecuteStatement", { ...statement(c, "insert", "update", "deletion"), ...capacity(c) }],
  (c) => {
    const Statements = c.dice.chance(0.5)
      ? c.dice.some(1, 5, () => statement(c, "select"))
      : c.dice.some(1, 5, () => statement(c, "insert", "update", "deletion"));
    return ["BatchExecuteStatement", { Statements, ...capacity(c) }];
  },
  (c) => {
    const TransactStatements = c.dice.chance(0.3)
      ? c.dice.some(1, 3, () => statement(c, "select"))
      : c.dice.some(1, 4, () => statement(c, "insert", "update", "deletion", "exists"));
    const token = c.dice.maybe(0.3, () => ({ ClientRequestToken: `statements${c.dice.below(20)}` }));
    return ["ExecuteTransaction", { TransactStatements, ...token, ...capacity(c) }];
  },
];
