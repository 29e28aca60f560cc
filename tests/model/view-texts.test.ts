import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemJson } from "../../wasm/events.ts";
import { attributeDiff } from "../../web/model/attribute-diff.ts";
import { emptyInspection } from "../../web/model/inspection.ts";
import { reduceAll } from "../../web/model/inspection-reducer.ts";
import { streamLog } from "../../web/model/stream-log.ts";
import { tableColumns } from "../../web/model/table-columns.ts";
import { ARN } from "./journal.ts";
import { seedCourse, seedItems } from "./seed-course.ts";

test("the log describes what the drawing shows, in the same order", () => {
  const stream = reduceAll(emptyInspection, seedCourse()).streams.get(ARN) ?? assert.fail("no stream");
  const texts = streamLog(stream, 1_000).map(({ text }) => text);
  const events = seedCourse().flatMap(({ events: all }) => all.filter(({ type }) => type === "record" || type.startsWith("shard-")));
  assert.equal(texts.length, events.length + stream.refusals.length + stream.readers.length);
  assert.match(texts[1] ?? "", /^Shard ….{8} closed: P1 split into P2–P5/);
  assert.match(texts[2] ?? "", /^Shard ….{8} opened, child of ….{8}$/);
  assert.match(texts.at(-1) ?? "", /^REMOVE Jill, Ice Cream Part 2 in …/);
  assert.deepEqual(
    streamLog(stream, 3).map(({ text }) => text),
    texts.slice(-3),
  );
});

test("columns are the keys, then attributes in order of appearance; mixed types have no badge", () => {
  const keys = [
    { name: "Author", role: "HASH", type: "S" },
    { name: "Title", role: "RANGE", type: "S" },
  ] as const;
  const columns = tableColumns(keys, [...seedItems(), { hash: "0", partition: "2", item: { Rating: { S: "good" } } }]);
  assert.deepEqual(columns.slice(0, 2), [
    { name: "Author", key: "HASH", type: "S" },
    { name: "Title", key: "RANGE", type: "S" },
  ]);
  assert.equal(columns.find(({ name }) => name === "Rating")?.type, undefined);
  assert.equal(columns.find(({ name }) => name === "Editions")?.type, "SS");
});

test("attributes named like members of Object are columns and differences like any others", () => {
  const images = ['{"pk":{"S":"1"}}', '{"pk":{"S":"1"},"constructor":{"S":"McLaren"},"__proto__":{"N":"1"}}'];
  const [plain, odd] = images.map((text) => JSON.parse(text) as ItemJson);
  const rows = [plain, odd].map((item) => ({ hash: "0", partition: "1", item: item as ItemJson }));
  assert.deepEqual(
    tableColumns([{ name: "pk", role: "HASH", type: "S" }], rows).map(({ name, type }) => [name, type]),
    [
      ["pk", "S"],
      ["constructor", "S"],
      ["__proto__", "N"],
    ],
  );
  assert.deepEqual(attributeDiff(plain, odd), [
    { name: "constructor", old: undefined, new: { S: "McLaren" } },
    { name: "__proto__", old: undefined, new: { N: "1" } },
  ]);
  assert.deepEqual(
    attributeDiff(odd, plain).map(({ name, new: now }) => [name, now]),
    [
      ["constructor", undefined],
      ["__proto__", undefined],
    ],
  );
});

test("a diff lists what changed, what was added and what was removed", () => {
  const diff = attributeDiff({ a: { N: "1" }, b: { S: "x" }, c: { S: "y" } }, { b: { S: "x" }, a: { N: "2" }, d: { BOOL: true } });
  assert.deepEqual(diff, [
    { name: "a", old: { N: "1" }, new: { N: "2" } },
    { name: "d", old: undefined, new: { BOOL: true } },
    { name: "c", old: { S: "y" }, new: undefined },
  ]);
});
