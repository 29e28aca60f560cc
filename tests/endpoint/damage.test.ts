import assert from "node:assert/strict";
import { test } from "node:test";
import { recordStarts } from "./damaged-files.ts";
import { bigPut, CALLS, callsIn, engines, LATER, PATH, recovered, run, threeSegments } from "./kept-calls.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

const FIRST = `${PATH}.journal-1`;

async function journalOf(calls: typeof CALLS): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk();
  await run(disk, engines, calls, { sync: true });
  return disk;
}

test("a damaged byte anywhere before the last call is found, and the file left as it is; in the last call it is cut off", async () => {
  const calls = CALLS.slice(0, 6);
  const disk = await journalOf(calls);
  const good = disk.read(FIRST);
  const lastStart = (await journalOf(calls.slice(0, -1))).read(FIRST).length;
  for (let at = 0; at < good.length; at += 1) {
    const bad = good.slice();
    bad[at] = (bad[at] as number) ^ (1 << (at % 8));
    const damaged = disk.afterKill();
    damaged.put(FIRST, bad);
    const { refused, reports } = await run(damaged, engines, [], { start: LATER });
    if (at < lastStart) {
      assert.match(refused.join(), /is damaged at (byte \d+|its start).* left as it is$/, `byte ${at}`);
      assert.deepEqual(damaged.read(FIRST), bad);
    } else {
      assert.match(reports.join(), new RegExp(`journal-1 ended in ${good.length - lastStart} bytes that are no whole call`));
      assert.equal(await callsIn(damaged), calls.length - 1, `byte ${at}`);
      assert.deepEqual((await run(damaged, engines, [], { start: LATER })).reports, [], "it was cut off");
    }
  }
});

test("the place of the damage is named", async () => {
  const calls = CALLS.slice(0, 6);
  const disk = await journalOf(calls);
  const start = (await journalOf(calls.slice(0, 2))).read(FIRST).length;
  const bad = disk.read(FIRST).slice();
  bad[start + 50] = 0;
  disk.put(FIRST, bad);
  const { refused } = await run(disk, engines, [], { start: LATER });
  assert.deepEqual(refused, [`${FIRST} is damaged at byte ${start}, with more calls behind that. It was left as it is`]);
});

test("calls missing in the middle, or there twice, are noticed, and the file left as it is", async () => {
  const disk = await journalOf(CALLS.slice(0, 8));
  const good = disk.read(FIRST);
  const starts = [...recordStarts(good)];
  for (let at = 0; at < starts.length - 2; at += 1) {
    const [start, end] = [starts[at] as number, starts[at + 1] as number];
    for (const [kept, next] of [
      [start, end],
      [end, start],
    ]) {
      const bad = Buffer.concat([good.subarray(0, kept), good.subarray(next)]);
      const damaged = disk.afterKill();
      damaged.put(FIRST, bad);
      const { refused } = await run(damaged, engines, [], { start: LATER });
      assert.deepEqual(refused, [`${FIRST} is damaged at byte ${kept}, with more calls behind that. It was left as it is`]);
      assert.ok(bad.equals(damaged.read(FIRST)));
    }
  }
});

test("a segment that has lost its end, or is missing, is noticed if another one follows", async () => {
  const disk = await threeSegments();
  for (const number of [1, 2]) {
    const short = disk.afterKill();
    const path = `${PATH}.journal-${number}`;
    short.put(path, disk.read(path).slice(0, -1));
    await assert.rejects(recovered(short, engines), /journal-\d is damaged at byte \d+/);
    for (const start of recordStarts(disk.read(path))) {
      short.put(path, disk.read(path).slice(0, start));
      await assert.rejects(recovered(short, engines), {
        message: `${path} is damaged at byte ${start}, with more calls behind that. It was left as it is`,
      });
    }
  }
  const none = disk.afterKill();
  none.remove(`${PATH}.journal-2`);
  await assert.rejects(recovered(none, engines), /journal-3 continues another state of it, which is not here/);
});

test("calls of any size are read again, and what is damaged among many is found", async () => {
  const sizes = [0, 5_000_000, 10, 4_194_304, 100_000, 9_000_000, 3];
  const calls = [...CALLS.slice(0, 8), ...sizes.map(bigPut), ...CALLS.slice(8, 10)];
  for (const sync of [true, false]) {
    const disk = new SimulatedDisk();
    const { state, kept } = await run(disk, engines, calls, { sync, compactFromBytes: Number.POSITIVE_INFINITY });
    assert.equal(kept, calls.length);
    assert.deepEqual(await recovered(disk, engines), state);
    const bad = disk.read(FIRST).slice();
    bad[7_000_000] = 0; // in the second long call
    disk.put(FIRST, bad);
    const { refused, reports } = await run(disk, engines, [], { start: LATER });
    if (sync) assert.match(refused.join(), /is damaged at byte 50\d{5}, with more calls behind/);
    else assert.match(reports.join(), /journal-1 ended in 13\d{6} bytes that are no whole call/, "nothing had been synced yet");
  }
});

test("the journal of another file, or of none, is refused and left, and no file is created", async () => {
  const disk = await journalOf(CALLS.slice(0, 3));
  const other = await journalOf(CALLS.slice(0, 3));
  const mixed = disk.afterKill();
  mixed.put(PATH, other.read(PATH));
  const alone = disk.afterKill();
  alone.remove(PATH);
  for (const wrong of [mixed, alone]) {
    const { refused } = await run(wrong, engines, [], { start: LATER });
    assert.match(refused.join(), /journal-1 continues another state of it, which is not here/);
    assert.deepEqual(wrong.read(FIRST), disk.read(FIRST));
  }
  assert.equal(alone.exists(PATH), false);
});

test("the file alone, without its journal, is the state of its checkpoint", async () => {
  const disk = await journalOf(CALLS.slice(0, 3));
  disk.remove(FIRST);
  assert.equal(await callsIn(disk), 0);
});

test("a file from before there were journals is read, and damaged ones are refused", async () => {
  const engine = await engines.of("old")({ latency: "none", throttle: false });
  for (const [index, { target, body }] of CALLS.slice(0, 4).entries()) {
    engine.replay({ kind: "call", region: "eu-west-1", target, body, now: LATER + index });
  }
  const state = engine.export();
  const disk = new SimulatedDisk();
  disk.put(PATH, state);
  assert.equal((await run(disk, engines, CALLS.slice(0, 2), { start: LATER + 1000 })).kept, 2);
  const old = new SimulatedDisk();
  old.put(PATH, state);
  await run(old, engines, [], { start: LATER, end: true });
  assert.deepEqual(await recovered(old, engines), state);
  for (const bytes of [state.slice(0, -1), state.slice(0, 5), old.read(PATH).slice(0, -1), old.read(PATH).slice(1), Buffer.from("notes")]) {
    old.put(PATH, bytes);
    assert.match((await run(old, engines, [], { start: LATER })).refused.join(), /^it is damaged, or not a data file of this version/);
    assert.deepEqual(old.read(PATH), bytes);
  }
});
