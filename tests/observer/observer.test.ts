import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createEngine } from "../../wasm/load.ts";
import { Past } from "../../web/observer/past.ts";
import { RECORDED_TEXT } from "../../web/observer/replica.ts";
import { observed, TABLE } from "./journal-source.ts";

/** An observed engine with a table. */
async function observedTable(context: TestContext) {
  const all = await observed();
  context.after(all.close);
  all.call("CreateTable", TABLE);
  return all;
}

test("each call is reported with its cell, its text and what it did, in order", async (context) => {
  const { call, observer, reported } = await observedTable(context);
  call("PutItem", { TableName: "books", Item: { Author: { S: "A" }, text: { S: "x".repeat(2 * RECORDED_TEXT) } } });
  call("GetItem", { TableName: "nowhere", Key: { Author: { S: "A" } } });
  await observer.drain();
  assert.deepEqual(
    reported().map(({ cell, target, status, events }) => [events.at(-1)?.step, cell, target.split(".")[1], status]),
    [
      [1, "c1", "CreateTable", 200],
      [2, "c1", "PutItem", 200],
      [3, "c1", "GetItem", 400],
    ],
  );
  assert.equal(reported()[1]?.request.length, RECORDED_TEXT);
  assert.ok(reported()[1]?.events.some(({ type }) => type === "item-written"));
  assert.match(reported()[2]?.response ?? "", /ResourceNotFoundException/);
});

test("bytes that are no text are refused by the replica too, and reported as what they look like", async (context) => {
  const { engine, observer, reported } = await observedTable(context);
  const items = async () => (await observer.inspect({ kind: "items", region: "us-east-2", table: "books", offset: 0, limit: 1 })).total;
  const before = await items();
  const body = Buffer.from('{"TableName":"books","Item":{"Author":{"S":"X"}}}');
  body[body.indexOf("X")] = 0xff;
  assert.equal(engine.handle({ region: "us-east-2", target: "DynamoDB_20120810.PutItem", body }).status, 400);
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(await items(), before);
  const last = reported().at(-1);
  assert.deepEqual([last?.status, last?.request], [400, '{"TableName":"books","Item":{"Author":{"S":"\ufffd"}}}']);
  assert.equal(await items(), before);
});

test("calls posted before the end are in the state the next kernel starts from", async (context) => {
  const { call, engine, observer } = await observedTable(context);
  for (let i = 0; i < 500; i++) call("PutItem", { TableName: "books", Item: { Author: { S: `a${i}` } } });
  engine.advance(3_600_000);
  const { state, now } = await observer.drain();
  assert.deepEqual(state, engine.export());
  assert.ok(now <= engine.clock.now() && now > engine.clock.now() - 10_000);
});

const BOOKS = { kind: "items", region: "us-east-2", table: "books", offset: 0, limit: 10 } as const;

test("the state after any step can be asked about, and be the start of another history", async (context) => {
  const { call, put, observer } = await observedTable(context);
  for (const author of ["A", "B", "C"]) put(author);
  await observer.drain();
  const totals = [];
  for (const step of [1, 2, 3, 4]) totals.push((await observer.inspect(BOOKS, step)).total);
  assert.deepEqual(totals, [0, 1, 2, 3]);
  assert.deepEqual(await observer.inspect({ kind: "tables" }, 0), { tables: [] });
  await assert.rejects(observer.inspect(BOOKS, 5), /The state after step 5 is not held any more/);
  const { state, step } = await observer.branch(2, 7);
  assert.equal(step, 2);
  const other = await createEngine();
  other.import(state);
  assert.equal(other.inspect(BOOKS).total, 1);
  assert.equal((await observer.inspect(BOOKS)).total, 1);
  await assert.rejects(observer.inspect(BOOKS, 3), /not held/);
  const table = { ...TABLE, TableName: "other" };
  assert.notEqual(idIn(other.handle(request("CreateTable", table)).body), idIn(call("CreateTable", table).body), "ids are others");
});

const request = (operation: string, body: object) => ({
  region: "us-east-2",
  target: `DynamoDB_20120810.${operation}`,
  body: JSON.stringify(body),
});
const idIn = (answer: string) => JSON.parse(answer).TableDescription.TableId as string;

test("the oldest states are let go when there are too many, or they are too large", () => {
  let snapshots = 0;
  const held = new Set<number>();
  const engine = {
    snapshot() {
      held.add(++snapshots);
      return snapshots;
    },
    release: (id: number) => void held.delete(id),
    restore: (id: number) => held.has(id),
    isFull: () => false,
  };
  const past = new Past(engine);
  for (let step = 0; step < 12_000; step++) past.hold(step, step, 0, 0);
  assert.equal(held.size, 10_000);
  assert.throws(() => past.idOf(1_999), /not held/);
  assert.equal(past.restore(2_000), 2_000);
  assert.equal(held.size, 1);
  for (let step = 2_001; step < 2_500; step++) past.hold(step, step, 1_000_000, 0);
  assert.ok(held.size < 110, `${held.size} states of 1 MB`);
  past.hold(2_500, 2_500, 0, 20_000);
  assert.equal(held.size, 1, "a step that has written so much leaves no room for others");
  engine.isFull = () => true;
  for (let step = 2_501; step < 2_510; step++) past.hold(step, step, 0, 0);
  assert.deepEqual([held.size, past.idOf(2_509)], [1, snapshots]);
});

test("an answer never holds what has not been reported", async (context) => {
  const { call, observer, reported } = await observedTable(context);
  for (let i = 0; i < 50; i++) call("PutItem", { TableName: "books", Item: { Author: { S: `b${i}` } } });
  await new Promise((resolve) => setTimeout(resolve, 1));
  const { tables } = await observer.inspect({ kind: "tables" });
  const written = new Set(
    reported().flatMap(({ events }) => events.flatMap((event) => (event.type === "item-written" ? [event.hash] : []))),
  );
  assert.ok((tables[0]?.items ?? 0) <= written.size);
});
