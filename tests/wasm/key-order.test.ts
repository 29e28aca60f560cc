import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../wasm/load.ts";

const ENDS = ["", "a", "b", "ab", "\x7f", "\x80", "\xff", "\x01\xff\xff\xff\xff\xff\xff\xff\xff", "\x02", "\0", "aaaaaaaaaaaaaaaaaaaab"];

test("sort keys are ordered as unsigned bytes, however long their common prefix", async () => {
  const engine = await createEngine();
  const call = (operation: string, body: object) => {
    const target = `DynamoDB_20120810.${operation}`;
    const answer = engine.handle({ region: "us-east-2", target, body: JSON.stringify({ TableName: "tab", ...body }) });
    assert.equal(answer.status, 200, answer.body);
    return JSON.parse(answer.body);
  };
  call("CreateTable", {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "B" },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  });
  const keys = new Map<string, Buffer>();
  for (let alike = 0; alike <= 20; ++alike) {
    for (const end of ENDS) {
      const key = Buffer.from("a".repeat(alike) + end, "latin1");
      if (key.length > 0) keys.set(key.toString("base64"), key);
    }
  }
  for (const B of keys.keys()) call("PutItem", { Item: { pk: { S: "p" }, sk: { B } } });
  const found = call("Query", { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "p" } } }).Items;
  assert.deepEqual(
    found.map(({ sk }: { sk: { B: string } }) => sk.B),
    [...keys.values()].sort(Buffer.compare).map((key) => key.toString("base64")),
  );
});
