import assert from "node:assert/strict";
import { dirname } from "node:path";
import { test } from "node:test";
import { random } from "../random.ts";
import { bigPut, CALLS, COMPACT, callsIn, engines, LATER, PATH, type RunOptions, recovered, run } from "./kept-calls.ts";
import { type Fault, type Kind, SimulatedDisk, systemError } from "./simulated-disk.ts";

/** Runs the calls with one fault at each operation in turn, until no operation is left. */
async function* runsWithFaults(options: RunOptions, faultOf: (kind: Kind) => Fault | undefined) {
  for (let at = 0; ; at += 1) {
    const disk = new SimulatedDisk();
    let reached: string | undefined;
    disk.inject = (kind, number, path) => {
      if (number !== at) return undefined;
      reached = `${kind} ${path.slice(PATH.length)}, operation ${at}`;
      return faultOf(kind);
    };
    const result = await run(disk, engines, CALLS, { ...COMPACT, ...options });
    if (reached === undefined) return;
    disk.inject = () => undefined;
    yield { ...result, disk, reached };
  }
}

for (const code of ["ENOSPC", "EIO"]) {
  for (const sync of [false, true]) {
    test(`${code} at any operation${sync ? " with sync" : ""}: what is answered is there, what is refused is not`, async () => {
      const seen = new Set<string>();
      for await (const fault of runsWithFaults({ sync, together: 2 }, () => ({ error: systemError(code) }))) {
        const { disk, reached, state, kept, refused, reports } = fault;
        seen.add(reached.split(" ")[0] as string);
        const after = disk.afterKill();
        if (state === undefined) {
          assert.match(refused.join(), new RegExp(code), reached);
          if (after.exists(PATH)) assert.equal(await callsIn(after), 0);
          continue;
        }
        assert.equal(kept + refused.length, CALLS.length, reached);
        assert.ok(refused.length === 0 || reports.some((text) => text.includes(code)), `${reached} is reported`);
        if (/^sync \.journal-\d+,/.test(reached)) assert.ok(refused.length > 0, `${reached}: nobody knows what is on the disk`);
        assert.deepEqual(await recovered(after, engines), state, reached);
        const { reports: none } = await run(after, engines, [], { start: LATER, end: true });
        assert.deepEqual([none, after.list(dirname(PATH))], [[], ["tables"]], reached);
        assert.deepEqual(await recovered(after, engines), state, reached);
      }
      for (const kind of ["create", "write", "sync", "rename", "remove", "syncFolder"]) assert.ok(seen.has(kind), kind);
    });
  }
}

test("writes that stop short anywhere are continued", async () => {
  const short = (kind: Kind) => (kind === "write" ? { written: 5 } : undefined);
  for await (const { disk, reached, kept } of runsWithFaults({}, short)) {
    assert.equal(kept, CALLS.length, reached);
    assert.equal(await callsIn(disk), CALLS.length, reached);
  }
});

test("while the disk is full every write is refused, and accepted again once there is room", async () => {
  const disk = new SimulatedDisk();
  const [fullFrom, roomFrom] = [6, 12];
  let calls = 0;
  const watched = CALLS.map(({ body, target }, index) => ({
    body,
    get target() {
      calls = index;
      return target;
    },
  }));
  disk.inject = (kind) => {
    if (calls < fullFrom || calls >= roomFrom || kind === "truncate") return undefined;
    return disk.writing > 20 ? { written: 20 } : { error: systemError("ENOSPC") };
  };
  const { kept, refused, reports, state } = await run(disk, engines, watched);
  assert.deepEqual([kept, refused.length], [CALLS.length - 6, 6]);
  assert.match(refused[0] as string, /^The data file cannot be written: ENOSPC/);
  assert.equal(reports.length, 2, "once when it begins, once when it ends");
  assert.match(reports[1] as string, /is written again$/);
  assert.deepEqual(await recovered(disk.afterKill(), engines), state);
});

test("what stays of a call that found no room, and could not be cut off, disturbs nothing", async () => {
  const disk = new SimulatedDisk();
  const calls = [...CALLS.slice(0, 3), bigPut(900), ...CALLS.slice(3, 12)];
  let big = 0;
  disk.inject = (_kind, number) => {
    if (disk.writing > 900 && big === 0) {
      big = number;
      return { written: 800 };
    }
    return big > 0 && number <= big + 2 ? { error: systemError("EIO") } : undefined;
  };
  const { kept, refused, reports, state } = await run(disk, engines, calls, { compactFromBytes: 1_500 });
  assert.deepEqual([kept, refused.length, reports.length], [calls.length - 1, 1, 2]);
  assert.ok(disk.list(dirname(PATH)).includes("tables.journal-2"), "it was sealed");
  assert.deepEqual(await recovered(disk.afterKill(), engines), state);
});

test("after a sync has failed nothing is acknowledged any more, and the end writes everything", async () => {
  const disk = new SimulatedDisk();
  let syncs = 0;
  disk.inject = (kind, _number, path) =>
    kind === "sync" && path.endsWith(".journal-1") && ++syncs === 5 ? { error: systemError("EIO") } : undefined;
  const { kept, refused, state } = await run(disk, engines, CALLS, { sync: true, end: true });
  assert.deepEqual([kept, refused.length], [4, CALLS.length - 4]);
  assert.match(refused.at(-1) as string, /EIO.*unknown until the next start/);
  assert.deepEqual(disk.list(dirname(PATH)), ["tables"]);
  assert.deepEqual(await recovered(disk.afterPowerCut(random(3)), engines), state);
});
