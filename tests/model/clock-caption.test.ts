import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScheduledWork } from "../../wasm/events.ts";
import { clockCaption, durationText, scheduledText } from "../../web/model/clock-caption.ts";
import { EngineCourse } from "./engine-course.ts";

const HOUR = 3_600_000;

/** What the last step's events are called. */
const caption = ({ records }: EngineCourse) => clockCaption(records.at(-1)?.events ?? []);

test("a move of the clock is told by what it did, and what comes next is known", async () => {
  const course = await EngineCourse.start();
  course.call("CreateTable", {
    TableName: "books",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
  });
  course.call("UpdateTimeToLive", { TableName: "books", TimeToLiveSpecification: { Enabled: true, AttributeName: "until" } });
  course.call("PutItem", { TableName: "books", Item: { pk: { S: "a" }, until: { N: String(Math.floor(course.now / 1000) + 3_600) } } });
  course.call("PutItem", { TableName: "books", Item: { pk: { S: "b" } } });
  course.advance(60_000);
  assert.equal(caption(course), "");
  const next = () => course.inspect({ kind: "scheduled", limit: 3 }).scheduled as ScheduledWork[];
  assert.equal(scheduledText(next()[0] as ScheduledWork), "Items of books expire");
  course.advance((next()[0]?.due ?? 0) - course.now);
  assert.equal(caption(course), "1 item expired");
  assert.match(scheduledText(next()[0] as ScheduledWork), /^Shard …[0-9a-f]{8} rolls over$/);
  course.advance((next()[0]?.due ?? 0) - course.now);
  assert.equal(caption(course), "1 shard rolled over");
  course.advance(24 * HOUR);
  assert.match(caption(course), /^6 shards rolled over, 1 shard lost records to trimming, 1 shard left its stream$/);
});

test("durations have their two largest units", () => {
  const texts = [0, 1, 1_000, 59_999, 61_000, HOUR, 4 * HOUR - 1_000, 25 * HOUR, 49 * HOUR + 60_000].map(durationText);
  assert.deepEqual(texts, ["0 s", "1 s", "1 s", "1 min", "1 min 1 s", "1 h", "3 h 59 min", "1 d 1 h", "2 d 1 h"]);
});
