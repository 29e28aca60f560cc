import assert from "node:assert/strict";
import { test } from "node:test";
import { planFlights } from "../../web/model/stream-flights.ts";
import type { Point } from "../../web/model/stream-frame.ts";
import { pulsesSince } from "../../web/model/stream-pulses.ts";
import { StreamCourse } from "./stream-course.ts";

const ARCS_AT: Point = { x: 668, y: 0 };
const ROOM = { arcsAt: ARCS_AT, reach: Number.POSITIVE_INFINITY, flying: 0 };
const key = (id: string) => ({ id: { S: id } });

test("a record flies from the place of its hash on its partition's arc", async () => {
  const course = await StreamCourse.start();
  course.put("a");
  const layout = course.layOut();
  const [flight] = planFlights(layout, layout.marks, ROOM);
  const record = layout.marks[0]?.record;
  const shard = course.stream.shards.find((each) => each.shard === record?.shard);
  const arc = layout.arcs.find(({ partition }) => partition.partition === shard?.partition);
  assert.ok(flight && arc);
  assert.ok(flight.from.x > layout.now && flight.from.x > ARCS_AT.x);
  assert.ok(arc.lane.from <= flight.from.y && flight.from.y <= arc.lane.to);
  assert.equal(flight.mark, layout.marks[0], "it ends at the record's slot");
});

test("a batch leaves one after the other in its order; a flood does not fly", async () => {
  const course = await StreamCourse.start();
  for (let at = 0; at < 61; at++) course.put(`item ${at}`);
  const layout = course.layOut();
  const batch = planFlights(layout, layout.marks.slice(0, 25), ROOM);
  assert.equal(batch.length, 25);
  const orders = batch.map(({ mark }) => mark.record.order);
  assert.deepEqual(
    orders,
    orders.toSorted((left, right) => left - right),
  );
  assert.ok(batch.every(({ delay }, at) => at === 0 || delay > (batch[at - 1]?.delay ?? 0)));
  assert.ok((batch.at(-1)?.delay ?? 0) < 2_000);
  assert.deepEqual(planFlights(layout, layout.marks, ROOM), []);
  assert.deepEqual(planFlights(layout, layout.marks.slice(0, 25), { ...ROOM, flying: 40 }), [], "with what is still on its way");
  assert.deepEqual(planFlights(layout, layout.marks.slice(0, 25), { ...ROOM, reach: 0 }), [], "nothing flies to a slot out of sight");
});

test("reads light what they were charged in: Get one partition, Scan all; writes and refused writes are told apart", async () => {
  const course = await StreamCourse.start();
  const table = course.table ?? assert.fail("no table");
  const pulses = (operation: string, body: object) => {
    const step = course.engine.state.calls.at(-1)?.step ?? 0;
    course.engine.call(operation, { TableName: "books", ...body });
    return pulsesSince(course.engine.state.calls, step, table);
  };
  const [write] = pulses("PutItem", { Item: key("a") });
  assert.equal(write?.kind, "write");
  assert.deepEqual(pulses("GetItem", { Key: key("a") }), [{ partition: write?.partition, kind: "read" }]);
  const one = { KeyConditionExpression: "id = :id", ExpressionAttributeValues: { ":id": { S: "a" } } };
  assert.deepEqual(pulses("Query", one), [{ partition: write?.partition, kind: "read" }]);
  const scanned = pulses("Scan", {});
  assert.deepEqual(scanned.map(({ partition, kind }) => `${kind} ${partition}`).sort(), ["read 1", "read 2", "read 3", "read 4"]);
  const refused = pulses("PutItem", { Item: key("a"), ConditionExpression: "attribute_not_exists(id)" });
  assert.deepEqual(refused, [{ partition: write?.partition, kind: "refused" }]);
  assert.deepEqual(pulses("PutItem", { Item: {} }), [], "what is not charged touches nothing");
});
