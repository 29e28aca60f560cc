import assert from "node:assert/strict";
import { test } from "node:test";
import { effectText } from "../../web/model/cell-effect.ts";
import { CALL_LIMIT, CALL_TEXT_LIMIT, emptyInspection, NOTE_LIMIT, READER_LIMIT, RECORD_LIMIT } from "../../web/model/inspection.ts";
import { beginRun, reduceAll } from "../../web/model/inspection-reducer.ts";
import { ARN, created, type Happening, Journal, shardId, TABLE_ID, WHOLE } from "./journal.ts";

const active = (table: string): Happening => ({ type: "table-status", table, tableId: TABLE_ID, status: "ACTIVE", keys: [] });
const keys = { Author: { S: "Jill" } };

test("of many calls the latest are listed, and all are counted", () => {
  const journal = new Journal();
  for (let at = 0; at < CALL_LIMIT + 10; at++) journal.call("ListTables", []);
  const { calls, callCount } = reduceAll(emptyInspection, journal.records);
  assert.deepEqual([calls.length, callCount], [CALL_LIMIT, CALL_LIMIT + 10]);
  assert.ok(calls.every(({ text }) => text));
});

test("of large requests and answers those of the latest calls are kept", () => {
  const journal = new Journal();
  for (let at = 0; at < 1_000; at++) journal.call("PutItem", []);
  const records = journal.records.map((record) => ({ ...record, request: "x".repeat(30_000), response: "y".repeat(30_000) }));
  let state = emptyInspection;
  for (let at = 0; at < records.length; at += 100) state = reduceAll(state, records.slice(at, at + 100));
  const kept = state.calls.filter(({ text }) => text);
  assert.equal(state.calls.length, 1_000);
  assert.equal(kept.length, Math.floor(CALL_TEXT_LIMIT / 60_000));
  assert.deepEqual(kept, state.calls.slice(-kept.length));
});

test("of many records and readers a stream keeps the latest, in all its shards, and counts the others", () => {
  const journal = new Journal();
  journal.call("CreateTable", [...created, journal.opened(1, WHOLE), journal.opened(2, WHOLE)]);
  const written = RECORD_LIMIT + 5_000;
  for (let at = 0; at < written; at++)
    journal.call("PutItem", journal.write("MODIFY", 1 + (at % 2), "1".repeat(16), { keys, old: keys, new: keys }));
  for (let at = 0; at < READER_LIMIT + 7; at++) journal.call("GetShardIterator", [journal.reader(`R${at}`, 1, "TRIM_HORIZON")]);
  const stream = reduceAll(emptyInspection, journal.records).streams.get(ARN) ?? assert.fail("no stream");
  const kept = stream.shards.flatMap(({ records }) => records);
  assert.ok(kept.length >= RECORD_LIMIT && kept.length < RECORD_LIMIT + 1_000, `${kept.length} records`);
  assert.equal(stream.earlier.records, written - kept.length);
  assert.equal(
    stream.shards.reduce((sum, { gone, records }) => sum + gone + records.length, 0),
    written,
  );
  assert.equal(Math.min(...kept.map(({ order }) => order)), stream.order - kept.length);
  assert.equal(stream.readers.length, READER_LIMIT);
  assert.deepEqual([stream.readers.at(-1)?.reader, stream.earlier.readers], [`R${READER_LIMIT + 6}`, 7]);
  assert.equal(stream.shards[0]?.shard, shardId(1));
});

test("of many notes on a cell the first are told, and the number of the others", () => {
  const journal = new Journal();
  for (let at = 0; at < 500; at++) journal.call("CreateTable", [active(`t${at}`)], { cell: "a", run: 1 });
  const effect = reduceAll(beginRun(emptyInspection, "a", 1), journal.records).effects.get("a") ?? assert.fail("no effect");
  assert.equal(effect.notes.length, NOTE_LIMIT);
  assert.deepEqual(effectText(effect).slice(-2), [`t${NOTE_LIMIT - 1} is ACTIVE`, `${500 - NOTE_LIMIT} more`]);
});
