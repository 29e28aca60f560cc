import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemRow } from "../../wasm/events.ts";
import { HISTORY_LIMIT, History } from "../../web/model/history.ts";
import { emptyInspection, type InspectionState } from "../../web/model/inspection.ts";
import { reduceAll } from "../../web/model/inspection-reducer.ts";
import { isJump } from "../../web/model/timeline-state.ts";
import { random } from "../random.ts";
import { EngineCourse, playAll } from "./engine-course.ts";
import { Journal } from "./journal.ts";

/** A history fed as in the page: a few calls at a time. */
function recorded({ records }: Pick<EngineCourse, "records">, together = 3): { history: History; live: InspectionState } {
  const history = new History();
  let live = emptyInspection;
  for (let from = 0; from < records.length; from += together) {
    const calls = records.slice(from, from + together);
    live = reduceAll(live, calls);
    history.add(calls, live);
  }
  return { history, live };
}

const BOOKS = {
  TableName: "books",
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
};

/** Writes, splits, clock steps and readers by chance. */
async function randomCourse(seed: number, steps: number): Promise<EngineCourse> {
  const course = await EngineCourse.start();
  const chance = random(seed);
  const below = (end: number) => Math.floor(chance() * end);
  const created = course.call("CreateTable", BOOKS) as { TableDescription: { LatestStreamArn: string } };
  const StreamArn = created.TableDescription.LatestStreamArn;
  for (let step = 0; step < steps; step++) {
    const key = { pk: { S: `k${below(30)}` } };
    const what = chance();
    if (step === 40) course.call("UpdateTable", { TableName: "books", BillingMode: "PAY_PER_REQUEST" });
    else if (what < 0.5) course.call("PutItem", { TableName: "books", Item: { ...key, n: { N: String(step) } } });
    else if (what < 0.65) course.call("DeleteItem", { TableName: "books", Key: key });
    else if (what < 0.75) course.call("PutItem", { TableName: "books", Item: key, ConditionExpression: "attribute_not_exists(pk)" });
    else if (what < 0.85)
      course.call("Query", { TableName: "books", KeyConditionExpression: "pk = :k", ExpressionAttributeValues: { ":k": key.pk } });
    else if (what < 0.88) course.advance(below(6) * 3_600_000);
    else readShard(course, StreamArn, below);
  }
  return course;
}

function readShard(course: EngineCourse, StreamArn: string, below: (end: number) => number): void {
  const { StreamDescription } = course.call("DescribeStream", { StreamArn }) as { StreamDescription: { Shards: { ShardId: string }[] } };
  const shards = StreamDescription.Shards;
  const { ShardId } = shards[below(shards.length)] as { ShardId: string };
  const { ShardIterator } = course.call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
  course.call("GetRecords", { ShardIterator, Limit: 3 });
}

test("seeking anywhere gives what the views showed then", async () => {
  for (const course of [await randomCourse(1, 400), await played()]) {
    const { history, live } = recorded(course);
    assert.equal(history.length, course.records.length);
    for (let position = 0; position <= history.length; position++) {
      assert.deepEqual(
        history.stateAt(position, live),
        reduceAll(emptyInspection, course.records.slice(0, position)),
        `position ${position}`,
      );
    }
  }
});

async function played(): Promise<EngineCourse> {
  const course = await EngineCourse.start();
  playAll(course);
  return course;
}

test("what is shown of a moment is what the engine itself says of it", async () => {
  const course = await randomCourse(2, 300);
  const { history, live } = recorded(course);
  for (let position = 1; position <= history.length; position++) {
    const step = history.stepAt(position)?.step as number;
    const table = history.stateAt(position, live).tables.get("us-east-2/books");
    const { tables } = course.inspect({ kind: "tables" }, step);
    const { total, rows } = course.inspect({ kind: "items", region: "us-east-2", table: "books", offset: 0, limit: 100 }, step) as {
      total: number;
      rows: ItemRow[];
    };
    assert.deepEqual([table?.items, table?.items], [tables[0]?.items, total]);
    assert.equal(rows.length, total);
    assert.deepEqual(
      table?.partitions.map(({ partition, items }) => [partition, items]),
      tables[0]?.partitions.map(({ partition, items }) => [partition, items]),
    );
    const { streams } = course.inspect({ kind: "streams" }, step);
    const shown = [...history.stateAt(position, live).streams.values()].map(({ shards }) =>
      shards.map(({ shard, records, closed }) => [shard, records.length, closed === undefined]),
    );
    assert.deepEqual(
      shown,
      streams.map(({ shards }) => shards.map(({ shard, records, open }) => [shard, records, open])),
    );
  }
});

test("steps say what happened", async () => {
  const course = await EngineCourse.start();
  course.call("CreateTable", BOOKS);
  const put = (pk: string, more: object = {}) => course.call("PutItem", { TableName: "books", Item: { pk: { S: pk } }, ...more });
  put("a");
  put("a", { ConditionExpression: "attribute_not_exists(pk)" });
  course.call("GetItem", { TableName: "books", Key: { pk: { S: "a" } } });
  course.call("BatchWriteItem", { RequestItems: { books: ["b", "c"].map((pk) => ({ PutRequest: { Item: { pk: { S: pk } } } })) } });
  course.call("ListStreams", {});
  course.advance(60_000);
  const { steps } = recorded(course).history;
  assert.deepEqual(
    steps.map(({ step, kind, operation }) => [step, kind, operation]),
    [
      [1, "control", "CreateTable"],
      [2, "write", "PutItem"],
      [3, "refused", "PutItem"],
      [4, "read", "GetItem"],
      [5, "batch", "BatchWriteItem"],
      [6, "stream", "ListStreams"],
      [7, "clock", ""],
    ],
  );
});

test("after many steps the oldest are dropped, and the others can be seen", () => {
  const journal = new Journal();
  for (let step = 0; step < HISTORY_LIMIT + 2_000; step++) journal.call("ListTables", []);
  const { history, live } = recorded(journal, 100);
  assert.equal(history.length, HISTORY_LIMIT + 2_000);
  assert.ok(history.first > 1_000 && history.steps.length <= HISTORY_LIMIT + 500, `from ${history.first}`);
  for (const position of [history.first, history.first + 1]) assert.equal(history.stepAt(position)?.step, position);
  assert.equal(history.stateAt(history.first + 5, live).callCount, history.first + 5);
  assert.equal(history.stateAt(history.length, live).calls.length, live.calls.length);
});

test("what came after a position can be forgotten", async () => {
  const course = await randomCourse(3, 200);
  const { history, live } = recorded(course);
  const then = history.stateAt(100, live);
  history.cut(100);
  assert.deepEqual([history.length, history.steps.length], [100, 100]);
  assert.deepEqual(history.stateAt(100, live), then);
  history.add(course.records.slice(100, 110), reduceAll(then, course.records.slice(100, 110)));
  assert.deepEqual(history.stateAt(110, live), reduceAll(emptyInspection, course.records.slice(0, 110)));
});

test("a step forward moves what is drawn, any other way to a moment jumps", () => {
  const past = (position: number) => ({ position, isPast: true });
  const live = (position: number) => ({ position, isPast: false });
  const jumps = [
    isJump(undefined, live(3)),
    isJump(live(3), live(9)),
    isJump(past(3), past(4)),
    isJump(past(9), live(10)),
    isJump(past(3), past(3)),
    isJump(past(3), past(2)),
    isJump(past(3), past(5)),
    isJump(live(9), past(4)),
    isJump(past(4), live(9)),
  ];
  assert.deepEqual(jumps, [false, false, false, false, false, true, true, true, true]);
});
