import assert from "node:assert/strict";
import { test } from "node:test";
import { effectText } from "../../web/model/cell-effect.ts";
import { emptyInspection, type InspectionState, tableName } from "../../web/model/inspection.ts";
import { beginRun, reduce, reduceAll } from "../../web/model/inspection-reducer.ts";
import { ARN, created, Journal, REGION, shardId, tableStatus, WHOLE } from "./journal.ts";
import { seedCourse } from "./seed-course.ts";

const books = tableName(REGION, "books");
const stateAfter = (journal: Journal) => reduceAll(emptyInspection, journal.records);
const keys = { Author: { S: "Jill" } };

test("a split closes the parent and opens four children that name it", () => {
  const stream = reduceAll(emptyInspection, seedCourse().slice(0, 3)).streams.get(ARN);
  const [parent, ...children] = stream?.shards ?? [];
  assert.equal(parent?.closed?.reason, "split");
  assert.equal(children.length, 4);
  assert.ok(children.every((child) => child.parent === parent?.shard && !child.closed));
  assert.ok(children.every((child) => child.openedOrder > (parent?.closed?.order ?? Number.POSITIVE_INFINITY)));
});

test("a split's partitions take the parent's place, in hash order", () => {
  const table = reduceAll(emptyInspection, seedCourse()).tables.get(books);
  assert.deepEqual(
    table?.partitions.map(({ partition }) => partition),
    ["2", "3", "4", "5"],
  );
  assert.equal(
    table?.partitions.reduce((sum, { items }) => sum + (items ?? 0), 0),
    table?.items,
  );
});

test("applying one call at a time gives the same as all at once", () => {
  const course = seedCourse();
  assert.deepEqual(course.reduce(reduce, emptyInspection), reduceAll(emptyInspection, course));
});

test("an earlier state does not change", () => {
  const course = seedCourse();
  const before = reduceAll(emptyInspection, course.slice(0, 5));
  const copy = structuredClone(before);
  reduceAll(before, course.slice(5));
  assert.deepEqual(before, copy);
});

test("records keep their order and carry what the write changed", () => {
  const stream = reduceAll(emptyInspection, seedCourse()).streams.get(ARN);
  const last = stream?.shards
    .find(({ partition }) => partition === "5")
    ?.records.filter(({ change }) => change === "MODIFY")
    .at(-1);
  assert.deepEqual([last?.old?.Rating, last?.new?.Rating], [{ N: "5" }, { N: "1" }]);
  for (const { records } of stream?.shards ?? [])
    assert.deepEqual(
      records,
      records.toSorted((a, b) => a.order - b.order),
    );
});

test("a rollover leaves one child on the same range", () => {
  const journal = new Journal();
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE)]);
  journal.call("", [journal.closed(1, "rollover"), journal.opened(2, WHOLE, 1)]);
  const [parent, child] = stateAfter(journal).streams.get(ARN)?.shards ?? [];
  assert.equal(parent?.closed?.reason, "rollover");
  assert.equal(child?.parent, parent?.shard);
  assert.equal(stateAfter(journal).calls.length, 1, "time that passes is no call");
});

test("trimmed records disappear, then their shard and its readers", () => {
  const journal = new Journal();
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE)]);
  const first = journal.call("PutItem", journal.write("INSERT", 1, "1".repeat(16), { keys, new: keys }));
  journal.call("PutItem", journal.write("MODIFY", 1, "1".repeat(16), { keys, old: keys, new: keys }));
  journal.call("GetShardIterator", [journal.reader("A", 1, "TRIM_HORIZON")]);
  const through = first.events.flatMap((event) => (event.type === "record" ? [event.sequenceNumber] : []))[0] as string;
  journal.call("", [{ type: "records-trimmed", streamArn: ARN, shard: shardId(1), through, shardGone: false }]);
  const shard = stateAfter(journal).streams.get(ARN)?.shards[0];
  assert.deepEqual([shard?.records.length, shard?.gone], [1, 1]);
  journal.call("", [{ type: "records-trimmed", streamArn: ARN, shard: shardId(1), through, shardGone: true }]);
  const stream = stateAfter(journal).streams.get(ARN);
  assert.deepEqual([stream?.shards, stream?.readers], [[], []]);
});

test("a table that is deleted and created again starts empty", () => {
  const journal = new Journal();
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE)]);
  journal.call("PutItem", journal.write("INSERT", 1, "1".repeat(16), { keys, new: keys }));
  journal.call("DeleteTable", [tableStatus("DELETING")]);
  assert.equal(stateAfter(journal).tables.get(books)?.status, "DELETING");
  journal.call("DescribeTable", [tableStatus("DELETED")]);
  assert.equal(stateAfter(journal).tables.size, 0);
  journal.call("CreateTable", [tableStatus("ACTIVE", "other")]);
  const table = stateAfter(journal).tables.get(books);
  assert.deepEqual([table?.tableId, table?.items, table?.changes.size], ["other", 0, 0]);
});

test("a reader counts what it has read and remembers where it began", () => {
  const [reader] = reduceAll(emptyInspection, seedCourse()).streams.get(ARN)?.readers ?? [];
  assert.deepEqual([reader?.reader, reader?.records, reader?.start, reader?.atEnd], ["A", 2, undefined, false]);
});

test("a call row shows what was called on which table and what it cost", () => {
  const { calls, callCount } = reduceAll(emptyInspection, seedCourse());
  const refused = calls.find(({ error }) => error);
  assert.equal(callCount, calls.length);
  assert.deepEqual([refused?.operation, refused?.tables, refused?.writeUnits, refused?.cell], ["UpdateItem", ["books"], 1, "condition"]);
});

test("a cell's effect is summarized in a line", () => {
  const { effects } = reduceAll(emptyInspection, seedCourse());
  const text = (cell: string) => effectText(effects.get(cell) ?? assert.fail(cell)).join(", ");
  assert.equal(text("create"), "2 calls, books is ACTIVE");
  assert.equal(text("on-demand"), "1 call, now 4 partitions");
  assert.equal(text("batch"), "1 call, 11 WCU, 11 items added");
  assert.equal(text("query"), "1 call, 0.5 RCU, 2 of 3 items examined");
  assert.equal(effects.get("condition")?.errors.get("ConditionalCheckFailedException"), 1);
});

test("a cell that runs again starts without an effect, and late reports of its earlier run do not count", () => {
  const course = seedCourse();
  const batch = course.find(({ cell }) => cell === "batch") ?? assert.fail("no batch");
  const calls = (state: InspectionState) => state.effects.get("batch")?.calls;
  const begun = beginRun(reduceAll(emptyInspection, course), "batch", 2);
  assert.equal(calls(begun), 0);
  assert.equal(calls(reduce(begun, batch)), 0);
  assert.equal(calls(reduce(begun, { ...batch, run: 2 })), 1);
  assert.equal(calls(reduce(reduce(begun, { ...batch, run: 2 }), { ...batch, run: 3 })), 1, "a run that nobody has announced");
});
