/** The cost of a request as it and the item it is about grow to four times the size: never to much more than four times the cost. */
import { createEngine } from "../../wasm/load.ts";
import { callTo } from "./in_process_subjects.ts";
import { atMost, type Row, type Section } from "./report.ts";
import { median } from "./subject.ts";

const ROUNDS = 5;
const GROWTH = 4;
/** Sorting adds a little; timing adds noise. */
const MOST_GROWTH = 6;

const TABLE = "large";
const KEY = { pk: { S: "a" } };

/** `item` is put before each measured call of `operation`. */
interface LargeRequest {
  title: string;
  size: number;
  item: (size: number) => object;
  operation: string;
  request: (size: number) => object;
}

const NULL = { NULL: true };
const list = <T>(size: number, make: (at: number) => T) => Array.from({ length: size }, (_, at) => make(at));
const names = (size: number) => list(size, (at) => `k${at}`);
const map = <T>(keys: string[], value: T): Record<string, T> => Object.fromEntries(keys.map((name) => [name, value]));
const attributes = (size: number) => map(names(size), NULL);

const REQUESTS: LargeRequest[] = [
  {
    title: "contains, in a repetition",
    size: 90_000,
    item: (size) => ({ s: { S: "a".repeat(size) } }),
    operation: "UpdateItem",
    request: (size) => ({
      ConditionExpression: "NOT contains(s, :part)",
      ExpressionAttributeValues: { ":part": { S: `${"a".repeat(size / 2)}b` } },
    }),
  },
  {
    title: "ADD members to a set",
    size: 7_500,
    item: (size) => ({ s: { SS: names(size) } }),
    operation: "UpdateItem",
    request: (size) => ({
      UpdateExpression: "ADD s :more",
      ExpressionAttributeValues: { ":more": { SS: names(size).map((name) => `x${name}`) } },
    }),
  },
  {
    title: "DELETE members of a set",
    size: 10_000,
    item: (size) => ({ s: { SS: names(size) } }),
    operation: "UpdateItem",
    request: (size) => ({
      UpdateExpression: "DELETE s :some",
      ExpressionAttributeValues: { ":some": { SS: names(size).filter((_, at) => at % 2 === 1) } },
    }),
  },
  {
    title: "REMOVE 290 places of a list",
    size: 40_000,
    item: (size) => ({ l: { L: list(size, () => NULL) } }),
    operation: "UpdateItem",
    request: () => ({ UpdateExpression: `REMOVE ${list(290, (at) => `l[${at * 7}]`).join(",")}` }),
  },
  {
    title: "REMOVE 500 names of a map",
    size: 9_000,
    item: (size) => ({ m: { M: attributes(size) } }),
    operation: "UpdateItem",
    request: () => ({ UpdateExpression: `REMOVE ${list(500, (at) => `m.k${at * 7}`).join(",")}` }),
  },
  {
    title: "AttributeUpdates",
    size: 9_000,
    item: attributes,
    operation: "UpdateItem",
    request: (size) => ({ AttributeUpdates: map(names(size), { Value: { BOOL: true } }) }),
  },
  {
    title: "Expected",
    size: 9_000,
    item: attributes,
    operation: "UpdateItem",
    request: (size) => ({ Expected: map(names(size), { ComparisonOperator: "NOT_NULL" }) }),
  },
  {
    title: "AttributesToGet",
    size: 9_000,
    item: attributes,
    operation: "GetItem",
    request: (size) => ({ AttributesToGet: names(size) }),
  },
  {
    title: "a map equal in reverse",
    size: 9_000,
    item: (size) => ({ m: { M: attributes(size) } }),
    operation: "UpdateItem",
    request: (size) => ({
      ConditionExpression: "m = :map",
      ExpressionAttributeValues: { ":map": { M: map(names(size).reverse(), NULL) } },
    }),
  },
  {
    title: "a number of many digits",
    size: 1_000_000,
    item: () => ({}),
    operation: "UpdateItem",
    request: (size) => ({
      UpdateExpression: "SET n = :number",
      ExpressionAttributeValues: { ":number": { N: `1${"0".repeat(size)}e-${size}` } },
    }),
  },
];

export async function largeRequests(): Promise<Section> {
  const call = callTo(await createEngine());
  call(
    "CreateTable",
    JSON.stringify({
      TableName: TABLE,
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const measured = ({ item, operation, request }: LargeRequest, size: number): number => {
    const put = JSON.stringify({ TableName: TABLE, Item: { ...item(size), ...KEY } });
    const body = JSON.stringify({ TableName: TABLE, Key: KEY, ...request(size) });
    const times = list(ROUNDS, () => {
      call("PutItem", put);
      const started = performance.now();
      call(operation, body);
      return performance.now() - started;
    });
    return median(times);
  };
  const rows = REQUESTS.map((large): Row => {
    const figures = [measured(large, large.size), measured(large, large.size * GROWTH)];
    const growth = (figures[1] as number) / (figures[0] as number);
    return { title: large.title, figures: [...figures, growth], budgets: [atMost("ratio", growth, MOST_GROWTH)] };
  });
  return { title: "Large requests: milliseconds a call", columns: ["n", `${GROWTH} n`, "ratio"], rows, notes: [] };
}
