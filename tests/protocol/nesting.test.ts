import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../wasm/load.ts";

/** WebAssembly's stack has 1 MB: nested JSON, values, expressions and statements must not need more. */
const MOST_EXPRESSION = 4096;
const MOST_STATEMENT = 8192;
const KEY = { pk: { S: "a" } };
const EXPECTED = /#(ValidationException|SerializationException|ConditionalCheckFailedException|TransactionCanceledException)"/;

type Nested = [open: string, inner: string, close: string];

/** Nests as many levels as requested, but no more than fit. */
const nested = ([open, inner, close]: Nested, levels: number, most = Number.POSITIVE_INFINITY) => {
  const times = Math.min(levels, Math.floor((most - inner.length) / (open.length + close.length)));
  return open.repeat(times) + inner + close.repeat(times);
};

const VALUES: Nested[] = [
  ['{"L":[', '{"S":"a"}', "]}"],
  ['{"M":{"a":', '{"S":"a"}', "}}"],
  ['{"L":[', "", ""],
  ["[", "", "]"],
  ['{"a":', "1", "}"],
];
const CONDITIONS: Nested[] = [
  ["(", "a = b", ")"],
  ["(a = b AND ", "a = b", ")"],
  ["(NOT ", "a = b", ")"],
  ["NOT ", "a = b", ""],
  ["a = b OR ", "a = b", ""],
  ["size(", "a", ") = b"],
  ["contains(a, ", "b", ")"],
  ["a = b.", "c", ""],
  ["(", "", ""],
  ["size(", "", ""],
];
const ASSIGNED: Nested[] = [
  ["(", "b", ")"],
  ["if_not_exists(a, ", "b", ")"],
  ["list_append(", "b", ", c)"],
  ["(b + ", "b", ")"],
  ["a.", "b", ""],
  ["a", "[0]", ""],
];
const STATEMENTS: Nested[] = [
  ["(", "pk = 'a'", ")"],
  ["NOT ", "pk = 'a'", ""],
  ["(pk = 'a' AND ", "pk = 'a'", ")"],
  ["pk = 'a' OR ", "pk = 'a'", ""],
  ["size(", "pk", ")"],
  ["pk = [", "1", "]"],
  ["pk = ", "{'a': 1}", ""],
];

for (const region of ["us-east-1", "eu-west-1"]) {
  const engine = await createEngine();
  const call = (operation: string, body: string) => engine.handle({ region, target: `DynamoDB_20120810.${operation}`, body });
  const KeySchema = [{ AttributeName: "pk", KeyType: "HASH" }];
  const AttributeDefinitions = [{ AttributeName: "pk", AttributeType: "S" }];
  call("CreateTable", JSON.stringify({ TableName: "books", BillingMode: "PAY_PER_REQUEST", KeySchema, AttributeDefinitions }));
  call("PutItem", JSON.stringify({ TableName: "books", Item: KEY }));

  const expectAnswer = (operation: string, body: string) => {
    const answer = call(operation, body);
    if (answer.status !== 200) assert.match(answer.body, EXPECTED, `${operation} ${body.slice(0, 200)}`);
  };
  const keyed = (more: object) => JSON.stringify({ TableName: "books", Key: KEY, ...more });
  const item = (more: object) => JSON.stringify({ TableName: "books", Item: KEY, ...more });

  for (const levels of [100, 300, 499, 10_000]) {
    test(`values nested ${levels} deep get an answer in ${region}`, () => {
      for (const kind of VALUES) {
        const value = nested(kind, levels);
        expectAnswer("PutItem", `{"TableName":"books","Item":{"pk":{"S":"a"},"v":${value}}}`);
        expectAnswer("GetItem", `{"TableName":"books","Key":{"pk":${value}}}`);
        expectAnswer("Scan", `{"TableName":"books","ScanFilter":{"v":{"ComparisonOperator":"EQ","AttributeValueList":[${value}]}}}`);
        expectAnswer("BatchWriteItem", `{"RequestItems":{"books":[{"PutRequest":{"Item":{"v":${value}}}}]}}`);
        expectAnswer("ExecuteStatement", `{"Statement":"SELECT * FROM books WHERE pk = ?","Parameters":[${value}]}`);
        expectAnswer("ListTables", `{"Unheard":${value}}`);
      }
    });

    test(`expressions nested ${levels} deep get an answer in ${region}`, () => {
      for (const kind of CONDITIONS) {
        const text = nested(kind, levels, MOST_EXPRESSION);
        expectAnswer("PutItem", item({ ConditionExpression: text }));
        expectAnswer("Scan", JSON.stringify({ TableName: "books", FilterExpression: text }));
        expectAnswer("Query", JSON.stringify({ TableName: "books", KeyConditionExpression: text }));
      }
      for (const kind of ASSIGNED) {
        const text = nested(kind, levels, MOST_EXPRESSION - "SET a = ".length);
        expectAnswer("UpdateItem", keyed({ UpdateExpression: `SET a = ${text}` }));
        expectAnswer("UpdateItem", keyed({ UpdateExpression: `REMOVE ${text}` }));
        expectAnswer("GetItem", keyed({ ProjectionExpression: text }));
      }
    });

    test(`statements nested ${levels} deep get an answer in ${region}`, () => {
      for (const kind of STATEMENTS) {
        const start = "SELECT * FROM books WHERE ";
        const condition = nested(kind, levels, MOST_STATEMENT - start.length);
        expectAnswer("ExecuteStatement", JSON.stringify({ Statement: start + condition }));
      }
      for (const kind of [
        ["[", "", "]"],
        ["{'a':", "1", "}"],
        ["<<", "", ">>"],
        ["[", "", ""],
      ] as Nested[]) {
        const value = nested(kind, levels, MOST_STATEMENT - 50);
        expectAnswer("ExecuteStatement", JSON.stringify({ Statement: `INSERT INTO books VALUE {'pk': 'b', 'v': ${value}}` }));
      }
    });
  }
}
