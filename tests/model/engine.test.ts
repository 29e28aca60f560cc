import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineEvent } from "../../wasm/events.ts";
import { type InspectionState, type StreamState, tableName } from "../../web/model/inspection.ts";
import { createTables, EngineCourse, playAll, REGION } from "./engine-course.ts";
import { EVENT_TYPES, eventFaults, optionalMembers } from "./event-shapes.ts";

const course = await EngineCourse.start();
playAll(course);
const events = course.records.flatMap((record) => record.events);

const eventsOf = <T extends EngineEvent["type"]>(type: T) =>
  events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type);
const thingsOf = ({ tables }: InspectionState) => tables.get(tableName(REGION, "things")) ?? assert.fail("no table");

test("every event has exactly the members declared in events.ts", () => {
  for (const event of events) assert.deepEqual(eventFaults(event), [], JSON.stringify(event));
});

test("every kind of event occurs, with each optional member", () => {
  assert.deepEqual(
    EVENT_TYPES.filter((type) => !events.some((event) => event.type === type)),
    [],
  );
  const seen = new Set(events.flatMap((event) => Object.keys(event).map((name) => `${event.type}.${name}`)));
  assert.deepEqual(
    optionalMembers().filter((member) => !seen.has(member)),
    [],
  );
  assert.ok(eventsOf("call").some(({ consumed }) => consumed.some(({ index }) => index !== undefined)));
});

test("each call and each clock advance is a step, and its events carry its number", () => {
  for (const [at, record] of course.records.entries())
    assert.deepEqual([...new Set(record.events.map(({ step }) => step))], record.events.length > 0 ? [at + 1] : []);
});

test("a call's event comes last and is the only one of its kind", () => {
  for (const { target, events: own } of course.records)
    assert.deepEqual(
      own.map(({ type }, at) => type === "call" && at === own.length - 1),
      own.map((_, at) => target !== "" && at === own.length - 1),
    );
});

test("a call's units are the sum over the partitions it charged", () => {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  for (const { consumed, readUnits, writeUnits } of eventsOf("call")) {
    assert.equal(sum(consumed.map((each) => each.readUnits)), readUnits);
    assert.equal(sum(consumed.map((each) => each.writeUnits)), writeUnits);
  }
});

test("the model's tables match inspection", () => {
  const { tables } = course.inspect({ kind: "tables" });
  assert.deepEqual([...course.state.tables.keys()].sort(), tables.map(({ region, table }) => tableName(region, table)).sort());
  for (const expected of tables) {
    const { status, keys, items, partitions } =
      course.state.tables.get(tableName(expected.region, expected.table)) ?? assert.fail(expected.table);
    assert.deepEqual({ status, keys, items }, { status: expected.status, keys: expected.keys, items: expected.items });
    assert.deepEqual(
      partitions.map(({ load: _, ...partition }) => partition),
      expected.partitions.map(({ bytes: _, ...partition }) => partition),
      expected.table,
    );
  }
});

test("the model's streams match inspection", () => {
  const { streams } = course.inspect({ kind: "streams" });
  assert.deepEqual([...course.state.streams.keys()].sort(), streams.map(({ streamArn }) => streamArn).sort());
  for (const { streamArn, shards } of streams) {
    const stream = course.state.streams.get(streamArn) ?? assert.fail(streamArn);
    assert.deepEqual(
      stream.shards.map(({ shard, parent, partition, closed, records }) => [shard, parent, partition, !closed, records.length]),
      shards.map(({ shard, parent, partition, open, records }) => [shard, parent, partition, open, records]),
    );
  }
});

test("a batch's units show where they were charged: one partition is hot", async () => {
  const busy = await EngineCourse.start();
  createTables(busy);
  const before = thingsOf(busy.state).partitions;
  const put = (pk: string, sk: number) => ({ PutRequest: { Item: { pk: { S: pk }, sk: { N: String(sk) } } } });
  const hot = [...Array(20).keys()].map((sk) => put("hot", sk));
  busy.call("BatchWriteItem", { RequestItems: { things: [...hot, put("cold", 1)] } });
  const charged = thingsOf(busy.state).partitions.map(({ writeUnits }, at) => writeUnits - (before[at]?.writeUnits ?? 0));
  assert.deepEqual(
    charged.filter((units) => units > 0).sort((left, right) => right - left),
    [20, 1],
  );
  const loads = thingsOf(busy.state).partitions.map(({ load }) => load.reduce((sum, { units }) => sum + units, 0));
  assert.equal(loads.indexOf(Math.max(...loads)), charged.indexOf(20));
});

test("a write to a local index loads the table's partition, a write to a global index does not", async () => {
  const indexed = await EngineCourse.start();
  createTables(indexed);
  const units = () => thingsOf(indexed.state).partitions.reduce((sum, { writeUnits }) => sum + writeUnits, 0);
  const before = units();
  indexed.call("PutItem", { TableName: "things", Item: { pk: { S: "a" }, sk: { N: "1" }, colour: { S: "red" } } });
  assert.equal(units() - before, 2);
  const { writeUnits, consumed } = indexed.records.at(-1)?.events.findLast(({ type }) => type === "call") as Extract<
    EngineEvent,
    { type: "call" }
  >;
  assert.equal(writeUnits, 3);
  assert.deepEqual(consumed.map(({ index }) => index).sort(), ["by-colour", "of-colour", undefined]);
});

test("a record has the images that its stream keeps", () => {
  const images = (viewType: string) => {
    const stream = [...course.state.streams.values()].find((each): each is StreamState => each.viewType === viewType);
    const changed = eventsOf("record").find(({ streamArn, change }) => streamArn === stream?.streamArn && change === "MODIFY");
    return [changed?.old !== undefined, changed?.new !== undefined];
  };
  assert.deepEqual(images("KEYS_ONLY"), [false, false]);
  assert.deepEqual(images("NEW_IMAGE"), [false, true]);
  assert.deepEqual(images("OLD_IMAGE"), [true, false]);
  assert.deepEqual(images("NEW_AND_OLD_IMAGES"), [true, true]);
});
