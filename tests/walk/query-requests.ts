import type { Context, Maker } from "./context.ts";
import { legacyCondition, withPlaceholders } from "./item-requests.ts";
import { type Schema, TABLES } from "./schemas.ts";
import type { Value } from "./values.ts";

const RANGES = ["NAME = VALUE", "NAME < VALUE", "NAME <= VALUE", "NAME > VALUE", "NAME >= VALUE", "NAME BETWEEN VALUE AND VALUE"];

/** A key condition for each HASH attribute, and often for some RANGE attributes; its values are `:k0`, `:k1` ... */
function keyCondition(c: Context, schema: Schema): { text: string; values: Record<string, Value> } {
  const values: Record<string, Value> = {};
  const value = (name: string) => {
    const placeholder = `:k${Object.keys(values).length}`;
    values[placeholder] = c.values.keyValue(name);
    return placeholder;
  };
  const parts = schema.key.flatMap(([name, role]) => {
    if (role === "HASH") return [`${name} = ${value(name)}`];
    if (c.dice.chance(0.4)) return [];
    if (c.dice.chance(0.15)) return [`begins_with(${name}, ${value(name)})`];
    const range = c.dice.pick(RANGES).replace("NAME", name);
    return [range.replace(/VALUE/g, () => value(name))];
  });
  if (c.dice.chance(0.02)) parts.pop();
  if (c.dice.chance(0.02)) parts.push("a = :k0");
  return { text: parts.join(c.dice.usually(" AND ", " and ", " OR ")), values };
}

function paging(c: Context): object {
  return {
    ...c.dice.maybe(0.5, () => ({ Limit: 1 + c.dice.below(6) })),
    ...c.dice.maybe(0.15, () => ({ ExclusiveStartKey: c.learned.lastKey() })),
    ...c.dice.maybe(0.1, () => ({ ConsistentRead: true })),
    ...c.dice.maybe(0.4, () => ({ ReturnConsumedCapacity: c.dice.pick(["TOTAL", "INDEXES"]) })),
    ...c.dice.maybe(0.15, () => ({ Select: c.dice.pick(["COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"]) })),
  };
}

function filters(c: Context): Record<string, string> {
  return {
    ...(c.dice.chance(0.4) && { FilterExpression: c.expression("condition") }),
    ...(c.dice.chance(0.3) && { ProjectionExpression: c.expression("projection") }),
  };
}

function segments(c: Context): object {
  return c.dice.maybe(0.3, () => {
    const TotalSegments = c.dice.usually(2 + c.dice.below(5), 1_000_000, 64);
    return { TotalSegments, Segment: c.dice.below(TotalSegments) };
  });
}

export const QUERIES: Maker[] = [
  (c) => {
    const table = c.table();
    const index = c.place(table);
    const { text, values } = keyCondition(c, index ?? table);
    const expressions = withPlaceholders({ ...filters(c) }, values);
    const order = c.dice.maybe(0.3, () => ({ ScanIndexForward: false }));
    const where = { TableName: c.nameOf(table), IndexName: index?.name, KeyConditionExpression: text };
    return ["Query", { ...where, ...expressions, ...order, ...paging(c) }];
  },
  (c) => {
    const table = c.table();
    const index = c.place(table);
    const conditions = (index ?? table).key.map(([name, role], at) => [
      name,
      role === "HASH" && at === 0
        ? { ComparisonOperator: "EQ", AttributeValueList: [c.values.keyValue(name)] }
        : legacyCondition(c, () => c.values.keyValue(name)),
    ]);
    const filter = c.dice.maybe(0.3, () => ({ QueryFilter: { [c.dice.pick(["a", "b"])]: legacyCondition(c) } }));
    const where = { TableName: table.name, IndexName: index?.name, KeyConditions: Object.fromEntries(conditions) };
    return ["Query", { ...where, ...filter, ...paging(c) }];
  },
  (c) => {
    const table = c.table();
    const where = { TableName: c.nameOf(table), IndexName: c.place(table)?.name };
    return ["Scan", { ...where, ...segments(c), ...withPlaceholders(filters(c)), ...paging(c) }];
  },
  (c) => {
    const ScanFilter = Object.fromEntries(c.dice.some(1, 2, () => [c.dice.pick(["a", "b", "g", "l"]), legacyCondition(c)]));
    const attributes = c.dice.maybe(0.3, () => ({ AttributesToGet: ["a", "pk"] }));
    return ["Scan", { TableName: c.dice.pick(TABLES).name, ScanFilter, ...attributes, ...paging(c) }];
  },
];
