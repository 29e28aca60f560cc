import assert from "node:assert/strict";
import { test } from "node:test";
import { foldIdle } from "../../web/model/stream-folds.ts";
import { StreamCourse, WIDE } from "./stream-course.ts";

const HOUR = 3_600_000;

test("generations in which nothing was written are folded into the break, with their number; the rest keeps its place", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  const before = course.layOut().marks;
  course.engine.advance(16 * HOUR);
  const { lanes, breaks, branches, marks } = course.layOut();
  assert.equal(course.stream.shards.length, 20);
  assert.equal(lanes.length, 8, "the first generation and the open one");
  assert.equal(branches.length, 4);
  assert.deepEqual(
    breaks.map(({ text }) => text),
    ["3.9 h", "12 h, 3 empty generations"],
  );
  assert.deepEqual(
    marks.map(({ x, y }) => [x, y]),
    before.map(({ x, y }) => [x, y]),
  );
  assert.equal(course.layOut({ ...WIDE, unfolded: true }).lanes.length, 20);
});

test("a single empty generation, one with records and one that is read stay", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  course.engine.advance(9 * HOUR);
  assert.equal(foldIdle(course.stream).folds.size, 0, "one is empty");
  course.engine.advance(12 * HOUR);
  const { folds } = foldIdle(course.stream);
  assert.equal(folds.size, 4);
  const idle = course.stream.shards[9]?.shard ?? assert.fail("no shard");
  course.reader(idle, "TRIM_HORIZON");
  assert.ok(foldIdle(course.stream).stream.shards.some(({ shard }) => shard === idle));
});
