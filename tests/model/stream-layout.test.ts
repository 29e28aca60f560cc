import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyInspection, tableName } from "../../web/model/inspection.ts";
import { reduceAll } from "../../web/model/inspection-reducer.ts";
import { readerText } from "../../web/model/reader-text.ts";
import type { Box } from "../../web/model/stream-frame.ts";
import { layOutStream, type StreamLayout, type StreamRoom } from "../../web/model/stream-layout.ts";
import { ARN, created, Journal, part, REGION, START, WHOLE } from "./journal.ts";
import { seedCourse } from "./seed-course.ts";

const ROOMS: StreamRoom[] = [
  { width: 848, height: 338, orientation: "landscape", now: 0 },
  { width: 390, height: 560, orientation: "portrait", now: 0 },
  { width: 320, height: 300, orientation: "portrait", now: 0 },
];

function layOut(records: ReturnType<typeof seedCourse>, room: StreamRoom): StreamLayout {
  const state = reduceAll(emptyInspection, records);
  const stream = state.streams.get(ARN) ?? assert.fail("no stream");
  return layOutStream(stream, state.tables.get(tableName(REGION, "books")), { ...room, now: records.at(-1)?.now ?? 0 });
}

/** A table with many items that rolls over six times and splits in between. */
function busyCourse(): ReturnType<typeof seedCourse> {
  const journal = new Journal();
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE)]);
  for (let shard = 1; shard < 6; shard++) journal.call("", [journal.closed(shard, "rollover"), journal.opened(shard + 1, WHOLE, shard)]);
  const halves = [journal.opened(7, part(0, 2), 6), journal.opened(8, part(1, 2), 6)];
  journal.call("UpdateTable", [journal.closed(6), ...halves]);
  for (let at = 0; at < 300; at++) {
    const hash = ((at * 7919) % 256).toString(16).padStart(2, "0").padEnd(16, "0");
    const keys = { id: { S: String(at % 40) } };
    journal.call("PutItem", journal.write("INSERT", hash < "8" ? 7 : 8, hash, { keys, new: keys }));
  }
  return journal.records;
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 0.2 && b.x < a.x + a.width - 0.2 && a.y < b.y + b.height - 0.2 && b.y < a.y + a.height - 0.2;
const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 0.2 &&
  inner.y >= outer.y - 0.2 &&
  inner.x + inner.width <= outer.x + outer.width + 0.2 &&
  inner.y + inner.height <= outer.y + outer.height + 0.2;
const pairs = <T>(all: readonly T[]): [T, T][] => all.flatMap((left, at) => all.slice(at + 1).map((right): [T, T] => [left, right]));

for (const [name, course] of [
  ["the introduction's course", seedCourse()],
  ["rollovers, a split and 300 records", busyCourse()],
] as const) {
  for (const room of ROOMS) {
    const layout = layOut(course, room);
    const drawing: Box = { x: 0, y: 0, width: layout.width, height: layout.height };
    const marks = layout.marks.map(({ x, y }): Box => {
      const radius = layout.markRadius;
      return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
    });
    const title = `${name}, ${room.orientation} ${room.width} x ${room.height}`;

    test(`${title}: lanes do not overlap and stay inside`, () => {
      for (const [left, right] of pairs(layout.lanes)) assert.ok(!overlap(left.box, right.box), `${left.shard.shard} ${right.shard.shard}`);
      for (const { box } of layout.lanes) assert.ok(inside(box, drawing));
      for (const { box } of layout.lanes) assert.ok(box.width > 0 && box.height > 0);
    });

    test(`${title}: marks do not overlap and stay inside their lanes`, () => {
      for (const [left, right] of pairs(marks)) assert.ok(!overlap(left, right));
      for (const [at, mark] of marks.entries()) {
        const lane = layout.lanes.find(({ shard }) => shard.shard === layout.marks[at]?.record.shard);
        assert.ok(lane && inside(mark, lane.box));
      }
    });

    test(`${title}: later records are further along`, () => {
      const inOrder = layout.marks.toSorted((left, right) => left.record.order - right.record.order);
      const along = inOrder.map(({ x, y }) => (room.orientation === "landscape" ? x : y));
      assert.deepEqual(
        along,
        along.toSorted((left, right) => left - right),
      );
    });

    test(`${title}: children begin after their parent's end, and flags stay inside`, () => {
      for (const { shard, box } of layout.lanes) {
        const parent = layout.lanes.find((lane) => lane.shard.shard === shard.parent)?.box;
        if (!parent) continue;
        if (room.orientation === "landscape") assert.ok(box.x > parent.x + parent.width);
        else assert.ok(box.y > parent.y + parent.height);
      }
      for (const { flag } of layout.readers) assert.ok(inside(flag, drawing));
    });
  }
}

test("a transaction's records are tied together, and a changed item's are threaded", () => {
  const layout = layOut(seedCourse(), ROOMS[0] as StreamRoom);
  assert.equal(layout.ties.length, 1);
  assert.equal(layout.threads.filter(({ key }) => key.includes("Moby Dick")).length, 2);
});

test("a layout that fits takes the room there is; one that does not grows only along the time axis", () => {
  const fitting = layOut(seedCourse(), ROOMS[0] as StreamRoom);
  assert.equal(fitting.width + fitting.arcsWidth, 848);
  const long = layOut(busyCourse(), ROOMS[0] as StreamRoom);
  assert.ok(long.width > 848);
  assert.equal(long.height, 338);
});

test("a reader from TRIM_HORIZON is placed after what it has read", () => {
  const layout = layOut(seedCourse(), ROOMS[0] as StreamRoom);
  const place = layout.readers.find(({ reader }) => reader.reader === "A");
  const marks = layout.marks.filter(({ record }) => record.shard === place?.shard.shard);
  assert.equal(marks.filter(({ x }) => x < (place?.cursor.x ?? 0)).length, 2);
  assert.match(place ? readerText(place, "full", START) : "", /^A · TRIM_HORIZON · 2 of 5 · /);
});

test("partitions are arcs with the items' positions by hash", () => {
  const { arcs } = layOut(seedCourse(), ROOMS[0] as StreamRoom);
  assert.deepEqual(
    arcs.map(({ partition }) => partition.partition),
    ["2", "3", "4", "5"],
  );
  assert.ok(arcs.every(({ ticks, band }) => ticks.startsWith("M") && band.endsWith("Z")));
});
