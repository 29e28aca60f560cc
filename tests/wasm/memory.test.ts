import assert from "node:assert/strict";
import { test } from "node:test";
import type { Engine } from "../../wasm/engine.ts";
import { createEngine } from "../../wasm/load.ts";

const MB = 2 ** 20;

function call(engine: Engine, operation: string, body: object) {
  const { status, body: text } = engine.handle({
    region: "us-east-2",
    target: `DynamoDB_20120810.${operation}`,
    body: JSON.stringify(body),
  });
  return { status, text };
}

const createTable = (engine: Engine) =>
  call(engine, "CreateTable", {
    TableName: "books",
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
    BillingMode: "PAY_PER_REQUEST",
  });
const put = (engine: Engine, id: number, size: number) =>
  call(engine, "PutItem", { TableName: "books", Item: { id: { N: `${id}` }, fill: { S: "x".repeat(size) } } });
const key = (id: number) => ({ TableName: "books", Key: { id: { N: `${id}` } } });

/** Puts items until one is refused; returns their number. */
function fill(engine: Engine): number {
  createTable(engine);
  for (let id = 0; ; id++) if (put(engine, id, 300_000).status !== 200) return id;
}

test("a full engine refuses what would make it fuller, and goes on reading and deleting", async () => {
  const engine = await createEngine({ mostBytes: 64 * MB });
  const count = fill(engine);
  assert.ok(count > 100 && count < 300, `${count}`);
  const { status, text } = put(engine, count, 300_000);
  assert.equal(status, 500);
  assert.deepEqual(JSON.parse(text), {
    __type: "com.amazonaws.dynamodb.v20120810#InternalServerError",
    message: "Shardbook's memory is full. It can still read and delete",
  });
  assert.equal(call(engine, "GetItem", key(count - 1)).status, 200);
  assert.equal(call(engine, "Scan", { TableName: "books" }).status, 200);
  for (let id = 0; id < count; id += 2) assert.equal(call(engine, "DeleteItem", key(id)).status, 200);
  assert.equal(put(engine, 0, 100_000).status, 200);
  assert.equal(call(engine, "DeleteTable", { TableName: "books" }).status, 200);
  assert.ok(fill(engine) > count / 2);
});

test("what a full engine refused is not in the journal", async () => {
  const engine = await createEngine({ mostBytes: 64 * MB });
  let entries = 0;
  engine.onJournal(() => entries++);
  const count = fill(engine);
  assert.equal(entries, count + 1);
});

test("a full engine's export leaves in pieces, and comes back from them", async () => {
  const engine = await createEngine({ seed: 1, mostBytes: 64 * MB });
  const count = fill(engine);
  const pieces = engine.exportPieces();
  assert.ok(pieces.length > 30);
  for (const piece of pieces) assert.ok(piece.length < 2 * MB);
  const copy = await createEngine({ seed: 2 });
  copy.import(pieces);
  assert.equal(put(copy, count, 300_000).status, 200);
  copy.import(Buffer.concat(pieces));
  assert.ok(Buffer.concat(pieces).equals(copy.export()));
  assert.equal(call(copy, "GetItem", key(count - 1)).status, 200);
});

test("an import that ends early or is damaged throws and changes nothing", async () => {
  const engine = await createEngine({ seed: 1 });
  createTable(engine);
  put(engine, 1, 100);
  const bytes = engine.export();
  const damaged = bytes.slice();
  damaged.fill(1, damaged.length - 20, damaged.length - 10);
  for (const bad of [damaged, bytes.subarray(0, -1), [bytes, new Uint8Array([0])], []]) {
    assert.throws(() => engine.import(bad), /Not an export of this version/);
  }
  assert.deepEqual(engine.export(), bytes);
});
