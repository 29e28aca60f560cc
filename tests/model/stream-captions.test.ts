import assert from "node:assert/strict";
import { test } from "node:test";
import { shortShard } from "../../web/model/short-shard.ts";
import { captionsOf } from "../../web/model/stream-captions.ts";
import { streamEnd } from "../../web/model/stream-end.ts";
import { streamLog } from "../../web/model/stream-log.ts";
import { StreamCourse } from "./stream-course.ts";

const HOUR = 3_600_000;
const texts = ({ stream }: StreamCourse) => captionsOf(stream).map(({ text, more }) => text + more);
const log = ({ stream }: StreamCourse) => streamLog(stream, 1_000).map(({ text }) => text);

test("a split says which partition became which, and why; so does the log", async () => {
  const course = await StreamCourse.start("PROVISIONED");
  course.goOnDemand();
  assert.deepEqual(texts(course), ["P1 split into P2–P5: the table went on-demand"]);
  assert.ok(log(course).some((line) => line.endsWith("closed: P1 split into P2–P5: the table went on-demand")));
  assert.equal(course.layOut().captions[0]?.text, texts(course)[0]);
});

test("provisioning more throughput is another cause", async () => {
  const course = await StreamCourse.start("PROVISIONED");
  for (const WriteCapacityUnits of [2_000, 2_100]) {
    course.engine.call("UpdateTable", { TableName: "books", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits } });
    course.engine.call("DescribeTable", { TableName: "books" });
  }
  assert.deepEqual(texts(course), ["P1 split into P2–P4: more throughput was provisioned"]);
});

test("a partition that is asked for too much says so", async () => {
  const course = await StreamCourse.start("PAY_PER_REQUEST", { throttle: true });
  const big = { text: { S: "x".repeat(300_000) } };
  for (let at = 0; at < 9; at++) course.put("hot", big);
  course.engine.advance(120_000);
  assert.match(texts(course).join(), /^P\d split into P5 and P6: it was asked for more than it can serve$/);
  assert.ok(log(course).includes("PutItem refused: Throttling"));
});

test("a rollover names the shard that continues; several at once share a caption but not a line", async () => {
  const course = await StreamCourse.start();
  course.engine.advance(4 * HOUR);
  const [parent] = course.stream.shards;
  const child = course.stream.shards.find((shard) => shard.parent === parent?.shard);
  const [from, to] = [shortShard(parent?.shard ?? ""), shortShard(child?.shard ?? "")];
  assert.deepEqual(texts(course), [`four hours passed: ${from} continues in ${to}, and 3 more`]);
  assert.equal(log(course).filter((line) => line.includes("four hours passed, it continues in")).length, 4);
});

test("a refused write is in the log, with the error", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  course.put("a", {}, { ConditionExpression: "attribute_not_exists(id)" });
  course.engine.call("PutItem", { TableName: "books", Item: {} });
  course.put("b");
  course.engine.call("GetItem", { TableName: "books", Key: {} });
  const lines = log(course).slice(4);
  assert.deepEqual(
    lines.map((line) => line.replace(/ in ….*/, "")),
    ["INSERT a", "PutItem refused: ConditionalCheckFailed", "PutItem refused: Validation", "INSERT b"],
  );
});

test("what has no table any more says that it was deleted, a stream that was switched off that it is disabled", async () => {
  const deleted = await StreamCourse.start();
  assert.equal(streamEnd(deleted.stream, deleted.table), undefined);
  deleted.engine.call("DeleteTable", { TableName: "books" });
  assert.equal(streamEnd(deleted.stream, deleted.table), "deleted");
  deleted.engine.call("ListTables", {});
  assert.deepEqual([deleted.table, deleted.layOut().end, deleted.layOut().arcs], [undefined, "deleted", []]);
  const disabled = await StreamCourse.start();
  disabled.engine.call("UpdateTable", { TableName: "books", StreamSpecification: { StreamEnabled: false } });
  assert.equal(disabled.layOut().end, "disabled");
});
