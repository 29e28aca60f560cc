import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../../wasm/clock.ts";
import type { Engine, JournalEntry } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";

const TABLE = {
  TableName: "books",
  KeySchema: [{ AttributeName: "Author", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "Author", AttributeType: "S" }],
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};

function call(engine: Engine, operation: string, body: object, region = "us-east-2"): { status: number; body: Record<string, unknown> } {
  const service = /Stream|Shard|Records/.test(operation) ? "DynamoDBStreams_20120810" : "DynamoDB_20120810";
  const answer = engine.handle({ region, target: `${service}.${operation}`, body: JSON.stringify(body) });
  return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> };
}

function course(engine: Engine): void {
  call(engine, "CreateTable", TABLE);
  for (let i = 0; i < 20; i++) call(engine, "PutItem", { TableName: "books", Item: { Author: { S: `a${i % 7}` }, n: { N: `${i}` } } });
  call(engine, "UpdateTable", { TableName: "books", BillingMode: "PAY_PER_REQUEST" });
  engine.advance(5 * 3600e3);
  call(engine, "DeleteItem", { TableName: "books", Key: { Author: { S: "a1" } } });
  call(engine, "GetItem", { TableName: "nowhere", Key: { Author: { S: "a1" } } });
}

test("an engine accepts requests as strings and as bytes", async () => {
  const engine = await createEngine();
  const target = "DynamoDB_20120810.ListTables";
  assert.equal(engine.handle({ region: "us-east-1", target, body: "{}" }).body, '{"TableNames":[]}');
  const { status, requestId } = engine.handle({ region: "us-east-1", target, body: new TextEncoder().encode("{}") });
  assert.equal(status, 200);
  assert.match(requestId, /^[0-9A-Z]{52}$/);
});

test("text beyond ASCII survives, and so does memory growth", async () => {
  const engine = await createEngine();
  call(engine, "CreateTable", { ...TABLE, StreamSpecification: undefined });
  const text = "Ñandú 紫式部 𝄞 ".repeat(20_000);
  for (let i = 0; i < 40; i++) {
    call(engine, "PutItem", { TableName: "books", Item: { Author: { S: `紫${i}` }, text: { S: text.slice(0, 90_000) } } });
  }
  const { body } = call(engine, "GetItem", { TableName: "books", Key: { Author: { S: "紫7" } } });
  assert.equal((body.Item as { text: { S: string } }).text.S, text.slice(0, 90_000));
});

test("an engine says when it next does something by itself", async () => {
  const engine = await createEngine({ clock: new Clock(() => 1_800_000_000_000) });
  assert.equal(engine.nextDue(), Number.POSITIVE_INFINITY);
  call(engine, "CreateTable", TABLE);
  assert.equal(engine.nextDue(), engine.clock.now(), "the table becomes active");
  call(engine, "ListTables", {});
  const due = engine.nextDue();
  assert.equal(due, engine.clock.now() + 4 * 3600e3, "a shard rolls over");
  engine.advance(due - engine.clock.now() - 1);
  assert.equal(engine.nextDue(), due);
  engine.advance(1);
  assert.ok(engine.nextDue() > due);
});

test("time ends with the last date there is; what was slept until then can be exported and imported", async () => {
  const engine = await createEngine();
  course(engine);
  for (const ms of [2 ** 53, 1e300]) {
    engine.advance(ms);
    assert.equal(engine.clock.now(), 8.64e15);
    assert.equal(call(engine, "PutItem", { TableName: "books", Item: { Author: { S: `after ${ms}` } } }).status, 200);
    const other = await createEngine();
    other.import(engine.export());
    assert.deepEqual(other.export(), engine.export());
  }
});

test("replaying the journal makes another engine the same, including events", async () => {
  const engine = await createEngine({ seed: 7, observe: true });
  const journal: JournalEntry[] = [];
  engine.onJournal((entry) => journal.push(entry));
  course(engine);
  const replica = await createEngine({ seed: 7, observe: true, clock: new Clock(() => 0) });
  for (const entry of journal) replica.replay(entry);
  assert.deepEqual(replica.drainEvents(), engine.drainEvents());
  assert.deepEqual(replica.export(), engine.export());
  assert.equal(replica.clock.now(), journal.at(-1)?.now);
});

test("a body of bytes is journalled byte for byte, so that a replica refuses what the engine refused", async () => {
  const engine = await createEngine({ seed: 7 });
  const journal: JournalEntry[] = [];
  engine.onJournal((entry) => journal.push(entry));
  call(engine, "CreateTable", TABLE);
  const put = Buffer.from('{"TableName":"books","Item":{"Author":{"S":"aX"}}}');
  const invalid = Buffer.from(put);
  invalid[put.indexOf("X")] = 0xff;
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), put]);
  const statuses = [put, invalid, marked].map((body) => {
    const { status } = engine.handle({ region: "us-east-2", target: "DynamoDB_20120810.PutItem", body });
    body.fill(0); // the caller may use its buffer again
    return status;
  });
  assert.deepEqual(statuses, [200, 400, 400]);
  const replica = await createEngine({ seed: 7, clock: new Clock(() => 0) });
  const repeated = journal.map((entry) => replica.replay(entry)?.status);
  assert.deepEqual(repeated, [200, ...statuses]);
  assert.deepEqual(replica.export(), engine.export());
});

test("another engine can import an export; anything else is refused", async () => {
  const engine = await createEngine({ seed: 1 });
  course(engine);
  const copy = await createEngine({ seed: 2 });
  copy.import(engine.export());
  assert.deepEqual(copy.export(), engine.export());
  assert.throws(() => copy.import(new Uint8Array([1, 2, 3])), /Not an export/);
  assert.deepEqual(copy.export(), engine.export());
});

test("a snapshot can be restored", async () => {
  const engine = await createEngine();
  course(engine);
  const before = engine.export();
  const id = engine.snapshot();
  call(engine, "DeleteTable", { TableName: "books" });
  assert.ok(engine.restore(id));
  assert.deepEqual(engine.export(), before);
  engine.release(id);
  assert.equal(engine.restore(id), false);
});

test("inspection shows tables, streams and rows of the present and of a snapshot", async () => {
  const engine = await createEngine();
  course(engine);
  const { tables } = engine.inspect({ kind: "tables" });
  assert.equal(tables.length, 1);
  assert.equal(tables[0]?.items, 6);
  assert.equal(tables[0]?.partitions.length, 4);
  assert.deepEqual(tables[0]?.keys, [{ name: "Author", role: "HASH", type: "S" }]);
  const { streams } = engine.inspect({ kind: "streams" });
  assert.equal(streams[0]?.shards.filter(({ open }) => open).length, 4);
  const { total, rows } = engine.inspect({ kind: "items", region: "us-east-2", table: "books", offset: 2, limit: 3 });
  assert.equal(total, 6);
  assert.equal(rows.length, 3);
  const id = engine.snapshot();
  call(engine, "DeleteTable", { TableName: "books" });
  engine.advance(1);
  assert.equal(engine.inspect({ kind: "tables" }).tables.length, 0);
  assert.equal(engine.inspect({ kind: "tables", at: id }).tables.length, 1);
});
