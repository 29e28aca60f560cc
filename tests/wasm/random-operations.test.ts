import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemJson } from "../../wasm/events.ts";
import { createEngine } from "../../wasm/load.ts";
import { randomFrom } from "../random.ts";
import { NaiveStore, type Plain } from "./naive-store.ts";

const OPERATIONS = 100_000;
const KEYS = 40;
const NUMBERS = 1000;
const TEXTS = 30;

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
const keysOnly = ({ pk, sk }: Plain): Plain => ({ pk, sk });

const index = (IndexName: string, keys: [string, string][], ProjectionType: string) => ({
  IndexName,
  KeySchema: keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
  Projection: { ProjectionType },
});
const units = { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } };

test(`${OPERATIONS.toLocaleString("en")} random operations leave the same as in a naive store, in the table, its indexes and the stream`, async () => {
  const engine = await createEngine();
  const random = randomFrom(42);
  const store = new NaiveStore();
  const send = (operation: string, body: object, to = engine) => {
    const service = /Stream|Shard|Records/.test(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
    const answer = to.handle({ region: "us-east-2", target: `${service}.${operation}`, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  const ok = (operation: string, body: object, to = engine) => {
    const answer = send(operation, body, to);
    assert.equal(answer.status, 200, `${operation} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** Returns all pages of a Query or Scan. */
  const paged = (operation: string, body: object, to = engine) => {
    const seen: Plain[] = [];
    for (let start: ItemJson | undefined, first = true; first || start; first = false) {
      const page = ok(operation, { ...body, ...(start && { ExclusiveStartKey: start }) }, to);
      seen.push(...page.Items.map(plain));
      start = page.LastEvaluatedKey;
    }
    return seen;
  };
  const TableName = "things";
  ok("CreateTable", {
    TableName,
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "N" },
      { AttributeName: "n", AttributeType: "N" },
      { AttributeName: "s", AttributeType: "S" },
    ],
    LocalSecondaryIndexes: [
      index(
        "by_n",
        [
          ["pk", "HASH"],
          ["n", "RANGE"],
        ],
        "KEYS_ONLY",
      ),
    ],
    GlobalSecondaryIndexes: [
      {
        ...index(
          "by_s",
          [
            ["s", "HASH"],
            ["n", "RANGE"],
          ],
          "ALL",
        ),
        ...units,
      },
    ],
    ...units,
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  const anyKey = (): [string, number] => [`p${random(KEYS)}`, random(KEYS) - KEYS / 2];
  const anyText = () => "x".repeat(1 + random(TEXTS));
  /** Returns distinct keys. */
  const someKeys = (most: number) => [
    ...new Map(Array.from({ length: 1 + random(most) }, () => anyKey()).map((each) => [each.join(" "), each])).values(),
  ];
  const inOrder = (items: Plain[], forward: boolean) => {
    const numbers = items.map(({ n }) => n as number);
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => (forward ? a - b : b - a)),
    );
  };

  const steps: (() => void)[] = [
    () => {
      const [pk, sk] = anyKey();
      const item = { pk, sk, n: random(NUMBERS), ...(random(4) > 0 && { s: anyText() }) };
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
      const s = anyText();
      const ExpressionAttributeValues = { ":n": { N: String(add) }, ":s": { S: s } };
      const update = {
        TableName,
        Key: key(pk, sk),
        UpdateExpression: "ADD n :n SET s = :s",
        ExpressionAttributeValues,
        ReturnValues: "ALL_NEW",
      };
      assert.deepEqual(plain(ok("UpdateItem", update).Attributes), store.update(pk, sk, add, s));
    },
    () => {
      const [pk, sk] = anyKey();
      const names = [["n"], ["s"], ["n", "s"]][random(3)] as ("n" | "s")[];
      const update = { TableName, Key: key(pk, sk), UpdateExpression: `REMOVE ${names.join(", ")}`, ReturnValues: "ALL_NEW" };
      const { status, body } = send("UpdateItem", { ...update, ConditionExpression: "attribute_exists(pk)" });
      assert.equal(status, store.get(pk, sk) ? 200 : 400);
      if (status === 200) assert.deepEqual(plain(body.Attributes), store.remove(pk, sk, names));
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
      const seen = paged("Query", {
        TableName,
        KeyConditionExpression: "pk = :p AND sk BETWEEN :l AND :h",
        ExpressionAttributeValues: { ":p": { S: pk }, ":l": { N: String(low) }, ":h": { N: String(high) } },
        ScanIndexForward: forward,
        Limit: 1 + random(5),
      });
      const expected = store.query(pk, low, high);
      assert.deepEqual(seen, forward ? expected : expected.reverse());
    },
    () => {
      const [pk] = anyKey();
      const low = random(NUMBERS);
      const forward = random(2) === 0;
      const whole = random(2) === 0;
      const seen = paged("Query", {
        TableName,
        IndexName: "by_n",
        KeyConditionExpression: "pk = :p AND n >= :n",
        ExpressionAttributeValues: { ":p": { S: pk }, ":n": { N: String(low) } },
        ScanIndexForward: forward,
        Limit: 1 + random(20),
        ...(whole && { Select: "ALL_ATTRIBUTES" }),
      });
      inOrder(seen, forward);
      const expected = store.where((item) => item.pk === pk && item.n !== undefined && item.n >= low);
      assert.deepEqual(sorted(seen), sorted(whole ? expected : expected.map(({ pk, sk, n }) => ({ pk, sk, n }))));
    },
    () => {
      const s = anyText();
      const low = random(NUMBERS) - 100;
      const high = low + random(NUMBERS / 2);
      const forward = random(2) === 0;
      const seen = paged("Query", {
        TableName,
        IndexName: "by_s",
        KeyConditionExpression: "s = :s AND n BETWEEN :l AND :h",
        ExpressionAttributeValues: { ":s": { S: s }, ":l": { N: String(low) }, ":h": { N: String(high) } },
        ScanIndexForward: forward,
        Limit: 1 + random(20),
      });
      inOrder(seen, forward);
      assert.deepEqual(
        sorted(seen),
        sorted(store.where((item) => item.s === s && item.n !== undefined && item.n >= low && item.n <= high)),
      );
    },
    () => {
      if (random(50) > 0) return;
      const TotalSegments = 1 + random(4);
      const IndexName = random(2) === 0 ? "by_n" : "by_s";
      const seen = Array.from({ length: TotalSegments }, (_, Segment) =>
        paged("Scan", { TableName, IndexName, Segment, TotalSegments, Limit: 1 + random(300) }),
      ).flat();
      const expected = store.where(({ n, s }) => n !== undefined && (IndexName === "by_n" || s !== undefined));
      assert.deepEqual(sorted(seen.map(keysOnly)), sorted(expected.map(keysOnly)));
    },
    () => {
      const writes = someKeys(8).map(([pk, sk]) => ({
        pk,
        sk,
        item: random(3) > 0 ? { pk, sk, n: random(NUMBERS), s: anyText() } : undefined,
      }));
      const requests = writes.map(({ pk, sk, item }) =>
        item ? { PutRequest: { Item: wire(item) } } : { DeleteRequest: { Key: key(pk, sk) } },
      );
      assert.deepEqual(ok("BatchWriteItem", { RequestItems: { [TableName]: requests } }).UnprocessedItems, {});
      for (const { pk, sk, item } of writes) {
        if (item) store.put(item);
        else store.delete(pk, sk);
      }
    },
    () => {
      const actions = someKeys(5).map(([pk, sk]) => ({ pk, sk, kind: random(4), n: random(100), s: anyText() }));
      const mustExist = actions.filter(({ kind }) => kind === 2);
      const TransactItems = actions.map(({ pk, sk, kind, n, s }) => {
        if (kind === 0) return { Put: { TableName, Item: wire({ pk, sk, n }) } };
        if (kind === 1) return { Delete: { TableName, Key: key(pk, sk) } };
        if (kind === 2) return { ConditionCheck: { TableName, Key: key(pk, sk), ConditionExpression: "attribute_exists(pk)" } };
        const ExpressionAttributeValues = { ":n": { N: String(n) }, ":s": { S: s } };
        return { Update: { TableName, Key: key(pk, sk), UpdateExpression: "ADD n :n SET s = :s", ExpressionAttributeValues } };
      });
      const { status } = send("TransactWriteItems", { TransactItems });
      const holds = mustExist.every(({ pk, sk }) => store.get(pk, sk));
      assert.equal(status, holds ? 200 : 400);
      if (!holds) return;
      for (const { pk, sk, kind, n, s } of actions) {
        if (kind === 0) store.put({ pk, sk, n });
        if (kind === 1) store.delete(pk, sk);
        if (kind === 3) store.update(pk, sk, n, s);
      }
    },
  ];
  for (let i = 0; i < OPERATIONS; i++) {
    (steps[random(steps.length)] as () => void)();
    if (i === OPERATIONS / 2) ok("UpdateTable", { TableName, BillingMode: "PAY_PER_REQUEST" });
    if (i !== OPERATIONS / 4) continue;
    const Create = { ...index("late", [["n", "HASH"]], "KEYS_ONLY"), ...units };
    const AttributeDefinitions = [{ AttributeName: "n", AttributeType: "N" }];
    ok("UpdateTable", { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] });
  }

  const imported = await createEngine();
  imported.import(engine.export());
  const segments = (to: typeof engine, IndexName?: string) =>
    Array.from({ length: 5 }, (_, Segment) =>
      paged("Scan", { TableName, ...(IndexName && { IndexName }), Segment, TotalSegments: 5 }, to),
    ).flat();
  for (const each of [engine, imported]) {
    assert.deepEqual(sorted(segments(each)), sorted(store.all()));
    assert.deepEqual(sorted(segments(each, "by_s")), sorted(store.where(({ n, s }) => n !== undefined && s !== undefined)));
    const numbered = store.where(({ n }) => n !== undefined).map(({ pk, sk, n }) => ({ pk, sk, n }));
    for (const name of ["by_n", "late"]) assert.deepEqual(sorted(segments(each, name)), sorted(numbered as Plain[]));
  }

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
