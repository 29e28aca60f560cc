import { placeholdersIn } from "../expression/random-expressions.ts";
import type { Context, Maker } from "./context.ts";
import type { TableSchema } from "./schemas.ts";
import type { Value } from "./values.ts";

type Expressions = Record<string, string>;

/** The members that hold expressions, with the placeholders they use. */
export function withPlaceholders(expressions: Expressions, own: Record<string, Value> = {}): object {
  const { names, values } = placeholdersIn(Object.values(expressions).join(" "));
  const all = { ...values, ...own };
  return {
    ...expressions,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(all).length > 0 && { ExpressionAttributeValues: all }),
  };
}

const condition = (c: Context): Expressions => (c.dice.chance(0.4) ? { ConditionExpression: c.expression("condition") } : {});

function update(c: Context): Expressions {
  const { dice } = c;
  const UpdateExpression = dice.pick([
    c.expression("update"),
    `SET ${dice.pick(["g", "h", "i", "ttl", "a"])} = ${dice.pick([":s", ":n", ":b"])}`,
    `SET ${dice.pick(["a", "l[2]", "l"])} = list_append(if_not_exists(l, :l), :l), n = if_not_exists(n, :n) ${dice.pick(["+", "-"])} :n`,
    `REMOVE ${dice.pick(["g", "h", "i", "ttl"])} ADD ${dice.pick(["n", "cnt"])} :n`,
    `${dice.pick(["ADD", "DELETE"])} ${dice.pick(["tags", "a"])} ${dice.pick([":ss", ":ns", ":bs"])}`,
  ]);
  return { UpdateExpression };
}

function shown(c: Context, ...returnValues: string[]): object {
  return {
    ...c.dice.maybe(0.4, () => ({ ReturnValues: c.dice.pick(returnValues) })),
    ...c.dice.maybe(0.4, () => ({ ReturnConsumedCapacity: c.dice.pick(["TOTAL", "INDEXES", "NONE"]) })),
    ...c.dice.maybe(0.1, () => ({ ReturnItemCollectionMetrics: "SIZE" })),
  };
}

const onFailure = (c: Context): object => c.dice.maybe(0.3, () => ({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" }));

const COMPARISONS = ["EQ", "NE", "LE", "LT", "GE", "GT", "NOT_NULL", "NULL", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH", "IN", "BETWEEN"];

/** A condition of the legacy parameters. */
export function legacyCondition(c: Context, value = (): Value => c.values.value(1)): object {
  const ComparisonOperator = c.dice.pick(COMPARISONS);
  const count = ComparisonOperator.endsWith("NULL") ? 0 : ComparisonOperator === "BETWEEN" ? 2 : 1;
  return { ComparisonOperator, ...(count > 0 && { AttributeValueList: c.dice.some(count, count, value) }) };
}

const expected = (c: Context): object =>
  c.dice.maybe(0.5, () => ({
    Expected: { [c.dice.pick(["a", "b", "s", "n"])]: c.dice.usually<object>(legacyCondition(c), { Exists: false }) },
    ...c.dice.maybe(0.2, () => ({ ConditionalOperator: "OR" })),
  }));

const put = (c: Context, table: TableSchema): object => ({
  TableName: c.nameOf(table),
  Item: c.values.item(table, c.now),
  ...withPlaceholders(condition(c)),
  ...onFailure(c),
});
const keyed = (c: Context, table: TableSchema): object => ({ TableName: c.nameOf(table), Key: c.values.key(table) });
const deletion = (c: Context, table: TableSchema): object => ({ ...keyed(c, table), ...withPlaceholders(condition(c)), ...onFailure(c) });
const change = (c: Context, table: TableSchema): object => ({
  ...keyed(c, table),
  ...withPlaceholders({ ...update(c), ...condition(c) }),
  ...onFailure(c),
});
const read = (c: Context): object => ({
  ...withPlaceholders(c.dice.chance(0.4) ? { ProjectionExpression: c.expression("projection") } : {}),
});

export const ITEM_WRITES: Maker[] = [
  (c) => ["PutItem", { ...put(c, c.table()), ...shown(c, "NONE", "ALL_OLD") }],
  (c) => ["PutItem", { TableName: c.nameOf(c.table()), Item: c.values.item(c.table(), c.now), ...expected(c) }],
  (c) => ["UpdateItem", { ...change(c, c.table()), ...shown(c, "NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW") }],
  (c) => ["UpdateItem", { ...change(c, c.table()), ...shown(c, "UPDATED_OLD", "UPDATED_NEW") }],
  (c) => {
    const changes = c.dice.some(1, 3, () => [
      c.dice.pick(["a", "b", "l", "n", "g"]),
      { Action: c.dice.pick(["PUT", "ADD", "DELETE"]), ...c.dice.maybe(0.8, () => ({ Value: c.values.value(2) })) },
    ]);
    const AttributeUpdates = Object.fromEntries(changes);
    return ["UpdateItem", { ...keyed(c, c.table()), AttributeUpdates, ...expected(c), ...shown(c, "ALL_NEW", "UPDATED_NEW") }];
  },
  (c) => ["DeleteItem", { ...deletion(c, c.table()), ...shown(c, "NONE", "ALL_OLD") }],
  (c) => ["DeleteItem", { ...keyed(c, c.table()), ...expected(c) }],
  (c) => {
    const write = (table: TableSchema) =>
      c.dice.chance(0.7) ? { PutRequest: { Item: c.values.item(table, c.now) } } : { DeleteRequest: { Key: c.values.key(table) } };
    const tables = c.dice.some(1, 2, () => c.table());
    const RequestItems = Object.fromEntries(tables.map((table) => [table.name, c.dice.some(1, 6, () => write(table))]));
    return ["BatchWriteItem", { RequestItems, ...shown(c) }];
  },
  (c) => {
    const TransactItems = c.dice.some(1, c.dice.usually(4, 12), () => {
      const table = c.table();
      switch (c.dice.below(4)) {
        case 0:
          return { Put: put(c, table) };
        case 1:
          return { Update: change(c, table) };
        case 2:
          return { Delete: deletion(c, table) };
        default:
          return { ConditionCheck: { ...keyed(c, table), ...withPlaceholders({ ConditionExpression: c.expression("condition") }) } };
      }
    });
    const token = c.dice.maybe(0.3, () => ({ ClientRequestToken: `token${c.dice.below(30)}` }));
    return ["TransactWriteItems", { TransactItems, ...token, ...shown(c) }];
  },
  (c) => {
    // The same transaction again, with the token of one that may have differed.
    const { name } = c.table();
    const n = c.dice.below(3);
    const TransactItems = [{ Put: { TableName: name, Item: { pk: { S: `pk${n}` }, sk: { N: "1" }, id: { N: "1" }, bin: { B: "AQ==" } } } }];
    return ["TransactWriteItems", { TransactItems, ClientRequestToken: `again${name}${c.dice.usually(n, 0)}` }];
  },
];

export const ITEM_READS: Maker[] = [
  (c) => ["GetItem", { ...keyed(c, c.table()), ...read(c), ConsistentRead: c.dice.chance(0.5), ...shown(c) }],
  (c) => ["GetItem", { ...keyed(c, c.table()), AttributesToGet: c.dice.some(1, 3, () => c.dice.pick(["a", "b", "m", "pk", "none"])) }],
  (c) => {
    const wanted = (table: TableSchema) => ({ Keys: c.dice.some(1, 8, () => c.values.key(table)), ...read(c) });
    const tables = c.dice.some(1, 2, () => c.table());
    return ["BatchGetItem", { RequestItems: Object.fromEntries(tables.map((table) => [table.name, wanted(table)])), ...shown(c) }];
  },
  (c) => {
    const TransactItems = c.dice.some(1, 5, () => ({ Get: { ...keyed(c, c.table()), ...read(c) } }));
    return ["TransactGetItems", { TransactItems, ...shown(c) }];
  },
];
