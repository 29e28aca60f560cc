import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { observed, TABLE } from "./journal-source.ts";

test("a page that takes nothing gets one report, and the rest of the calls only with the end of the journal", async () => {
  const all = await observed({ takes: false });
  all.call("CreateTable", TABLE);
  for (let n = 0; n < 3_000; n++) all.put(`a${n}`);
  while (all.reports.length === 0) await delay(10);
  await delay(300);
  assert.equal(all.reports.length, 1);
  assert.ok(all.reported().length <= 64);
  const { state } = await all.observer.drain();
  assert.equal(all.reported().length, 3_001);
  assert.deepEqual(state, all.engine.export());
  all.close();
});

test("a report holds no more calls than the page asked for", async () => {
  const all = await observed({ takes: false });
  all.call("CreateTable", TABLE);
  for (let n = 0; n < 200; n++) all.put(`a${n}`);
  for (let reports = 1; all.reported().length < 201; reports++) {
    while (all.reports.length < reports) await delay(5);
    void all.observer.taken(50);
  }
  assert.ok(all.reports.slice(1).every((calls) => calls.length <= 50));
  all.close();
});
