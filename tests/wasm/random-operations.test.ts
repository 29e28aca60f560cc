import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemJson } from "../../wasm/events.ts";
import { createEngine } from "../../wasm/load.ts";
import { NaiveStore, type Plain } from "./naive-store.ts";

const OPERATIONS = 100_000;
const KEYS = 40;

/** mulberry32: small, and the same on every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const key = (pk: string, sk: number): ItemJson => ({ pk: { S: pk }, sk: { N: String(sk) } });
const wire = ({ pk, sk, n, s }: Plain): ItemJson => ({
  ...key(pk, sk),
  ...(n !== undefined && { n: { N: String(n) } }),
  ...(s !== undefined && { s: { S: s } }),
});
const plain = (item: ItemJson): Plain => {
  const { pk, sk, n, s } = item as Record<string, { S: string } & { N: string }>;
  return { pk: pk?.S ?? "", sk: Number(sk?.N), ...(n && { n: Number(n.N) }), ...(s && { s: s.S }) };
};
const sorted = (items: Plain[]) => items.sort((a, b) => a.pk.localeCompare(b.pk) || a.sk - b.sk);

test(`${OPERATIONS.toLocaleString("en")} random operations leave what a naive store holds, and the stream tells the same story`, async () => {
  const engine = await createEngine();
  const random = randomFrom(42);
  const store = new NaiveStore();
  const send = (operation: string, body: object) => {
    const service = /Stream|Shard|Records/.test(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
    const answer = engine.handle({ region: "us-east-2", target: `${service}.${operation}`, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  const ok = (operation: string, body: object) => {
    const answer = send(operation, body);
    assert.equal(answer.status, 200, `${operation} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  ok("CreateTable", {
    TableName: "things",
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "N" },
    ],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  const anyKey = (): [string, number] => [`p${random(KEYS)}`, random(KEYS) - KEYS / 2];
  const TableName = "things";

  const steps: (() => void)[] = [
    () => {
      const [pk, sk] = anyKey();
      const item = { pk, sk, n: random(1000), s: "x".repeat(random(60)) };
      ok("PutItem", { TableName, Item: wire(item) });
      store.put(item);
    },
    () => {
      const [pk, sk] = anyKey();
      const { status } = send("PutItem", { TableName, Item: wire({ pk, sk }), ConditionExpression: "attribute_not_exists(pk)" });
      assert.equal(status, store.get(pk, sk) ? 400 : 200);
      if (status === 200) store.put({ pk, sk });
    },
    () => {
      const [pk, sk] = anyKey();
      const { Attributes } = ok("DeleteItem", { TableName, Key: key(pk, sk), ReturnValues: "ALL_OLD" });
      assert.deepEqual(Attributes && plain(Attributes), store.get(pk, sk));
      store.delete(pk, sk);
    },
    () => {
      const [pk, sk] = anyKey();
      const add = random(100) - 50;
      const ExpressionAttributeValues = { ":n": { N: String(add) }, ":s": { S: "updated" } };
      const update = {
        TableName,
        Key: key(pk, sk),
        UpdateExpression: "ADD n :n SET s = :s",
        ExpressionAttributeValues,
        ReturnValues: "ALL_NEW",
      };
      assert.deepEqual(plain(ok("UpdateItem", update).Attributes), store.update(pk, sk, add, "updated"));
    },
    () => {
      const [pk, sk] = anyKey();
      const { Item } = ok("GetItem", { TableName, Key: key(pk, sk) });
      assert.deepEqual(Item && plain(Item), store.get(pk, sk));
    },
    () => {
      const [pk, low] = anyKey();
      const high = low + random(KEYS / 2);
      const forward = random(2) === 0;
      const query = {
        TableName,
        KeyConditionExpression: "pk = :p AND sk BETWEEN :l AND :h",
        ExpressionAttributeValues: { ":p": { S: pk }, ":l": { N: String(low) }, ":h": { N: String(high) } },
        ScanIndexForward: forward,
        Limit: 1 + random(5),
      };
      const seen: Plain[] = [];
      for (let start: ItemJson | undefined, first = true; first || start; first = false) {
        const page = ok("Query", { ...query, ...(start && { ExclusiveStartKey: start }) });
        seen.push(...page.Items.map(plain));
        start = page.LastEvaluatedKey;
      }
      const expected = store.query(pk, low, high);
      assert.deepEqual(seen, forward ? expected : expected.reverse());
    },
    () => {
      const keys = new Map(Array.from({ length: 1 + random(4) }, () => anyKey()).map((each) => [each.join(" "), each]));
      const actions = [...keys.values()].map(([pk, sk]) => ({ pk, sk, kind: random(3), n: random(100) }));
      const mustExist = actions.filter(({ kind }) => kind === 2);
      const TransactItems = actions.map(({ pk, sk, kind, n }) => {
        if (kind === 0) return { Put: { TableName, Item: wire({ pk, sk, n }) } };
        if (kind === 1) return { Delete: { TableName, Key: key(pk, sk) } };
        return { ConditionCheck: { TableName, Key: key(pk, sk), ConditionExpression: "attribute_exists(pk)" } };
      });
      const { status } = send("TransactWriteItems", { TransactItems });
      const holds = mustExist.every(({ pk, sk }) => store.get(pk, sk));
      assert.equal(status, holds ? 200 : 400);
      if (!holds) return;
      for (const { pk, sk, kind, n } of actions) {
        if (kind === 0) store.put({ pk, sk, n });
        if (kind === 1) store.delete(pk, sk);
      }
    },
  ];
  for (let i = 0; i < OPERATIONS; i++) {
    (steps[random(steps.length)] as () => void)();
    if (i === OPERATIONS / 2) ok("UpdateTable", { TableName, BillingMode: "PAY_PER_REQUEST" });
  }

  const scanned: Plain[] = [];
  for (let Segment = 0; Segment < 5; Segment++) scanned.push(...ok("Scan", { TableName, Segment, TotalSegments: 5 }).Items.map(plain));
  assert.deepEqual(sorted(scanned), sorted(store.all()));

  const { StreamArn } = ok("ListStreams", { TableName }).Streams[0];
  const told = new NaiveStore();
  for (const { ShardId } of ok("DescribeStream", { StreamArn }).StreamDescription.Shards) {
    let { ShardIterator } = ok("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    while (ShardIterator) {
      const { Records, NextShardIterator } = ok("GetRecords", { ShardIterator });
      for (const { eventName, dynamodb } of Records) {
        const { pk, sk } = plain(dynamodb.Keys);
        assert.equal(eventName, told.get(pk, sk) ? (dynamodb.NewImage ? "MODIFY" : "REMOVE") : "INSERT");
        assert.deepEqual(dynamodb.OldImage && plain(dynamodb.OldImage), told.get(pk, sk));
        if (dynamodb.NewImage) told.put(plain(dynamodb.NewImage));
        else told.delete(pk, sk);
      }
      ShardIterator = Records.length > 0 ? NextShardIterator : undefined;
    }
  }
  assert.deepEqual(sorted(told.all()), sorted(store.all()));
});
