import assert from "node:assert/strict";
import { test } from "node:test";
import { gapText } from "../../web/model/gap-text.ts";
import { PHONE, StreamCourse, WIDE } from "./stream-course.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("a new table's axis has neither a trim horizon nor a break", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  const { trimmed, breaks } = course.layOut();
  assert.deepEqual([trimmed, breaks], [undefined, []]);
});

test("five minutes without a record are a break between the records before and after", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  course.engine.advance(5 * MINUTE);
  course.put("b");
  course.engine.advance(4 * MINUTE);
  course.put("c");
  const { breaks, marks } = course.layOut();
  const [a, b, c] = marks.toSorted((left, right) => left.record.order - right.record.order).map(({ x }) => x) as [number, number, number];
  assert.deepEqual(
    breaks.map(({ text }) => text),
    ["5 min"],
  );
  const [gap] = breaks as [(typeof breaks)[0]];
  assert.ok(a < gap.from && gap.to < b);
  assert.equal(c - b, 20, "an ordinary step");
});

test("a removal by time to live stands behind a break: nobody did anything then", async () => {
  const course = await StreamCourse.start();
  course.engine.call("UpdateTimeToLive", { TableName: "books", TimeToLiveSpecification: { Enabled: true, AttributeName: "until" } });
  course.put("short", { until: { N: String(Math.floor(course.engine.now / 1000) + 120) } });
  course.engine.advance(5 * MINUTE);
  const { breaks, marks } = course.layOut();
  assert.equal(marks.find(({ record }) => record.byService)?.record.change, "REMOVE");
  assert.deepEqual(
    breaks.map(({ text }) => text),
    ["2 min"],
  );
});

test("the trim horizon appears when something has passed it, and says what", async () => {
  const course = await StreamCourse.start();
  for (const id of ["a", "b", "c"]) course.put(id);
  course.engine.advance(23 * HOUR);
  assert.equal(course.layOut().trimmed, undefined);
  course.engine.advance(2 * HOUR);
  assert.equal(course.layOut().trimmed?.records, 3);
  course.engine.advance(24 * HOUR);
  assert.ok((course.layOut().trimmed?.shards ?? 0) >= 4);
});

for (const room of [WIDE, PHONE]) {
  test(`what is drawn stays where it is while records, breaks and shards follow (${room.orientation})`, async () => {
    const course = await StreamCourse.start("PROVISIONED");
    let before = new Map<number, string>();
    const check = () => {
      const { marks } = course.layOut(room);
      const places = new Map(marks.map(({ record, x, y }) => [record.order, room.orientation === "landscape" ? `${x}` : `${y}`]));
      for (const [order, place] of before) assert.equal(places.get(order), place);
      before = places;
    };
    for (let at = 0; at < 90; at++) {
      course.put(`item ${at}`);
      if (at === 20) course.goOnDemand();
      if (at === 40) course.engine.advance(10 * MINUTE);
      if (at === 60) course.engine.advance(4 * HOUR);
      check();
    }
  });
}

test("gaps are told shortly and never longer than they were", () => {
  const texts = [5 * MINUTE, 59.9 * MINUTE, HOUR, 1.5 * HOUR, 3.99 * HOUR, 24 * HOUR, 60 * HOUR].map(gapText);
  assert.deepEqual(texts, ["5 min", "59 min", "1 h", "1.5 h", "3.9 h", "24 h", "2.5 d"]);
});
