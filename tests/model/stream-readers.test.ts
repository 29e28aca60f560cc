import assert from "node:assert/strict";
import { test } from "node:test";
import { isExpired, readerText } from "../../web/model/reader-text.ts";
import { shortShard } from "../../web/model/short-shard.ts";
import { streamLog } from "../../web/model/stream-log.ts";
import { hiddenReaders, labelShift, readersText } from "../../web/model/stream-sight.ts";
import { PHONE, StreamCourse, WIDE } from "./stream-course.ts";

const texts = (course: StreamCourse) => course.layOut().readers.map((place) => readerText(place, "full", course.engine.now));

/** A stream of one shard with seven records. */
async function sevenRecords(): Promise<{ course: StreamCourse; shard: string }> {
  const course = await StreamCourse.start("PROVISIONED");
  for (let at = 0; at < 7; at++) course.put(`item ${at}`);
  return { course, shard: course.stream.shards[0]?.shard ?? assert.fail("no shard") };
}

test("LATEST counts what came since it began, and never what was there before", async () => {
  const { course, shard } = await sevenRecords();
  const iterator = course.reader(shard, "LATEST");
  assert.match(texts(course)[0] ?? "", /^A · LATEST · 0 since 09:00 · 15:00 left$/);
  course.put("later");
  course.read(iterator);
  assert.match(texts(course)[0] ?? "", /^A · LATEST · 1 since 09:00 · /);
});

test("others count of all that they can read; the iterator's minutes run down, until it has expired", async () => {
  const { course, shard } = await sevenRecords();
  const iterator = course.reader(shard, "TRIM_HORIZON");
  assert.match(texts(course)[0] ?? "", /^A · TRIM_HORIZON · 0 of 7 · 15:00 left$/);
  course.read(iterator);
  course.engine.advance(48_000);
  assert.equal(texts(course)[0], "A · TRIM_HORIZON · 7 of 7 · 14:12 left");
  course.engine.advance(900_000);
  assert.equal(texts(course)[0], "A · TRIM_HORIZON · 7 of 7 · expired");
  assert.ok(course.stream.readers.every((reader) => isExpired(reader, course.engine.now)));
});

test("a reader from a sequence number has only what follows before it", async () => {
  const { course, shard } = await sevenRecords();
  const SequenceNumber = course.stream.shards[0]?.records[4]?.sequenceNumber;
  course.reader(shard, "AT_SEQUENCE_NUMBER", { SequenceNumber });
  course.reader(shard, "AFTER_SEQUENCE_NUMBER", { SequenceNumber });
  const counts = texts(course).map((text) => text.split(" · ")[2]);
  assert.deepEqual(counts, ["0 of 3", "0 of 2"]);
});

test("empty polls are counted", async () => {
  const { course, shard } = await sevenRecords();
  let iterator = course.read(course.reader(shard, "TRIM_HORIZON"));
  for (let poll = 0; poll < 3; poll++) iterator = course.read(iterator);
  assert.match(texts(course)[0] ?? "", /7 of 7 · 3 empty polls · /);
  course.put("more");
  course.read(iterator);
  assert.equal(course.stream.readers[0]?.emptyPolls, 3);
  const lines = streamLog(course.stream, 100).map(({ text }) => text);
  assert.equal(lines.at(-2), `Reader A from TRIM_HORIZON in ${shortShard(shard)}: 8 of 8, 3 empty polls`);
});

for (const room of [WIDE, PHONE]) {
  test(`flags cover no record, no other flag, and stay with their cursors (${room.orientation})`, async () => {
    const course = await StreamCourse.start();
    for (let at = 0; at < 60; at++) course.put(`item ${at}`);
    for (const { shard, records } of course.stream.shards) {
      course.reader(shard, "TRIM_HORIZON");
      course.read(course.reader(shard, "TRIM_HORIZON"));
      course.reader(shard, "LATEST");
      course.reader(shard, "AFTER_SEQUENCE_NUMBER", { SequenceNumber: records[3]?.sequenceNumber });
    }
    const { readers, marks, markRadius } = course.layOut(room);
    assert.equal(readers.length, 16);
    for (const { flag, at, reader } of readers) {
      for (const { x, y } of marks) {
        const apart = x + markRadius <= flag.x || x - markRadius >= flag.x + flag.width || y + markRadius <= flag.y;
        assert.ok(apart || y - markRadius >= flag.y + flag.height, `${reader.reader} covers a record`);
      }
      const others = readers.filter((other) => other.reader !== reader);
      for (const { flag: other } of others) {
        const apart = flag.x + flag.width <= other.x + 0.2 || other.x + other.width <= flag.x + 0.2;
        assert.ok(apart || flag.y + flag.height <= other.y + 0.2 || other.y + other.height <= flag.y + 0.2);
      }
      const [from, size] = room.orientation === "landscape" ? [flag.x, flag.width] : [flag.y, flag.height];
      assert.ok(from - 20 <= at && at <= from + size + 20, `${reader.reader} is away from its cursor`);
    }
  });
}

test("a flag stays in place while its iterator's minutes run down", async () => {
  const { course, shard } = await sevenRecords();
  course.read(course.reader(shard, "TRIM_HORIZON"));
  const before = course.layOut().readers[0]?.flag;
  course.engine.advance(500_000);
  assert.deepEqual(course.layOut().readers[0]?.flag, before);
});

test("readers out of sight are named at the edge that leads to them, the nearest first", async () => {
  const { course, shard } = await sevenRecords();
  course.reader(shard, "TRIM_HORIZON");
  course.read(course.reader(shard, "TRIM_HORIZON"));
  const layout = course.layOut();
  const last = Math.max(...layout.readers.map(({ at }) => at));
  const { before, after } = hiddenReaders(layout, { from: last + 10, to: last + 500 });
  assert.deepEqual([readersText(before), after], ["readers B, A", []]);
  assert.deepEqual(hiddenReaders(layout, { from: 0, to: last }), { before: [], after: [] });
});

test("a lane's label goes with the visible edge as far as the lane goes", async () => {
  const { course } = await sevenRecords();
  course.goOnDemand();
  const lane = course.layOut().lanes[0] ?? assert.fail("no lane");
  const length = lane.along.to - lane.along.from;
  assert.equal(labelShift(lane, 0, 90), 0);
  assert.equal(labelShift(lane, lane.along.from + 30, 90), 30);
  assert.equal(labelShift(lane, 10_000, 90), length - 90);
});
