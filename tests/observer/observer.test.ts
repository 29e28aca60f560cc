import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createEngine } from "../../wasm/load.ts";
import type { JournalMessage } from "../../web/kernel/messages.ts";
import type { CallRecord } from "../../web/model/call-record.ts";
import { JournalObserver } from "../../web/observer/observer.ts";
import { RECORDED_TEXT } from "../../web/observer/replica.ts";

const SEED = 5;
const TABLE = {
  TableName: "books",
  KeySchema: [{ AttributeName: "Author", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "Author", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};

/** An engine whose journal goes to an observer, as in the page. */
async function observed() {
  const reported: CallRecord[] = [];
  const engine = await createEngine({ seed: SEED });
  const observer = new JournalObserver(
    (_base, options) => createEngine(options),
    ({ calls }) => reported.push(...calls),
  );
  await observer.start({ base: "", seed: SEED });
  const { port1, port2 } = new MessageChannel();
  await observer.attach(port2);
  engine.onJournal((entry) => port1.postMessage({ type: "entry", cell: "c1", entry } satisfies JournalMessage));
  const call = (operation: string, body: object) =>
    engine.handle({ region: "us-east-2", target: `DynamoDB_20120810.${operation}`, body: JSON.stringify(body) });
  return { engine, observer, reported, call, close: () => [port1, port2].map((port) => port.close()) };
}

let all: Awaited<ReturnType<typeof observed>>;
before(async () => {
  all = await observed();
});
after(() => all.close());

test("each call is reported with its cell, its text and what it did, in order", async () => {
  const { call, observer, reported } = all;
  call("CreateTable", TABLE);
  call("PutItem", { TableName: "books", Item: { Author: { S: "A" }, text: { S: "x".repeat(2 * RECORDED_TEXT) } } });
  call("GetItem", { TableName: "nowhere", Key: { Author: { S: "A" } } });
  await observer.drain();
  assert.deepEqual(
    reported.map(({ cell, target, status, events }) => [events.at(-1)?.step, cell, target.split(".")[1], status]),
    [
      [1, "c1", "CreateTable", 200],
      [2, "c1", "PutItem", 200],
      [3, "c1", "GetItem", 400],
    ],
  );
  assert.equal(reported[1]?.request.length, RECORDED_TEXT);
  assert.ok(reported[1]?.events.some(({ type }) => type === "item-written"));
  assert.match(reported[2]?.response ?? "", /ResourceNotFoundException/);
});

test("bytes that are no text are refused by the replica too, and reported as what they look like", async () => {
  const { engine, observer, reported } = all;
  const items = async () => (await observer.inspect({ kind: "items", region: "us-east-2", table: "books", offset: 0, limit: 1 })).total;
  const before = await items();
  const body = Buffer.from('{"TableName":"books","Item":{"Author":{"S":"X"}}}');
  body[body.indexOf("X")] = 0xff;
  assert.equal(engine.handle({ region: "us-east-2", target: "DynamoDB_20120810.PutItem", body }).status, 400);
  await observer.drain();
  const last = reported.at(-1);
  assert.deepEqual([last?.status, last?.request], [400, '{"TableName":"books","Item":{"Author":{"S":"\ufffd"}}}']);
  assert.equal(await items(), before);
});

test("calls posted before the end are in the state the next kernel starts from", async () => {
  const { call, engine, observer } = all;
  for (let i = 0; i < 500; i++) call("PutItem", { TableName: "books", Item: { Author: { S: `a${i}` } } });
  engine.advance(3_600_000);
  const { state, now } = await observer.drain();
  assert.deepEqual(state, engine.export());
  assert.ok(now <= engine.clock.now() && now > engine.clock.now() - 10_000);
});

test("an answer never holds what has not been reported", async () => {
  const { call, observer, reported } = all;
  for (let i = 0; i < 50; i++) call("PutItem", { TableName: "books", Item: { Author: { S: `b${i}` } } });
  await new Promise((resolve) => setTimeout(resolve, 1));
  const { tables } = await observer.inspect({ kind: "tables" });
  const written = new Set(reported.flatMap(({ events }) => events.flatMap((event) => (event.type === "item-written" ? [event.hash] : []))));
  assert.equal(tables[0]?.items, written.size);
});

test("a reset replica knows nothing of the time before", async () => {
  const { observer } = all;
  await observer.reset({ base: "", seed: 6 });
  assert.deepEqual((await observer.inspect({ kind: "tables" })).tables, []);
});
