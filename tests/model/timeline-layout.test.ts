import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutTimeline, playheadAt, positionAt } from "../../web/model/timeline-layout.ts";
import type { StepKind, TimelineStep } from "../../web/model/timeline-step.ts";

const steps = (
  count: number,
  cell = (at: number): string | undefined => `c${Math.floor(at / 4)}`,
  kind: StepKind = "write",
): TimelineStep[] => Array.from({ length: count }, (_, at) => ({ step: at + 1, kind, operation: `Op${at % 3}`, cell: cell(at), now: at }));

test("each step has a slot of its own while there is room, and cells have brackets", () => {
  const { marks, brackets, pitch } = layOutTimeline(steps(8), 0, 1_000);
  assert.equal(pitch, 36);
  assert.deepEqual(
    marks.map(({ from, to, x }) => [from, to, x]),
    Array.from({ length: 8 }, (_, at) => [at + 1, at + 1, at * 36 + 18]),
  );
  assert.deepEqual(brackets, [
    { cell: "c0", first: 0, position: 4, from: 3, to: 141 },
    { cell: "c1", first: 4, position: 8, from: 147, to: 285 },
  ]);
});

test("steps that no cell made have no bracket", () => {
  const { brackets } = layOutTimeline(
    steps(6, (at) => (at === 2 || at === 3 ? undefined : "c")),
    0,
    1_000,
  );
  assert.deepEqual(
    brackets.map(({ cell, position }) => [cell, position]),
    [
      ["c", 2],
      ["c", 6],
    ],
  );
});

test("where room is short, repetitions share a slot", () => {
  const polls = steps(200, () => "c", "stream").map((step) => ({ ...step, operation: "GetRecords" }));
  const { marks } = layOutTimeline([...steps(3), ...polls, ...steps(2)], 0, 400);
  assert.deepEqual(
    marks.map(({ from, to }) => [from, to]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 203],
      [204, 204],
      [205, 205],
    ],
  );
});

test("ten thousand steps fit: a mark shows the weightiest of its steps", () => {
  const many = steps(10_000);
  many[5_000] = { ...(many[5_000] as TimelineStep), kind: "refused" };
  const { marks, pitch } = layOutTimeline(many, 500, 800);
  assert.ok(marks.length <= 100 && pitch >= 8);
  assert.equal(marks[0]?.from, 501);
  assert.equal(marks.at(-1)?.to, 10_500);
  assert.deepEqual(
    marks.filter(({ kind }) => kind === "refused").map(({ from, to }) => from <= 5_501 && to >= 5_501),
    [true],
  );
  for (const [at, mark] of marks.entries()) assert.equal(mark.from, (marks[at - 1]?.to ?? 500) + 1);
});

test("a place on the timeline and the playhead there mean the same position", () => {
  for (const [count, first, width] of [
    [1, 0, 500],
    [30, 0, 700],
    [300, 40, 700],
    [5_000, 0, 900],
  ] as const) {
    const layout = layOutTimeline(steps(count), first, width);
    for (let position = first; position <= first + count; position++) {
      const found = positionAt(layout, playheadAt(layout, position));
      assert.ok(Math.abs(found - position) <= Math.ceil(count / layout.marks.length / layout.pitch), `${position} of ${count}: ${found}`);
    }
    assert.equal(positionAt(layout, 0), first);
    assert.equal(positionAt(layout, 10 * width), first + count);
  }
});
