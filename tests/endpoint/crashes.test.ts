import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../random.ts";
import { CALLS, COMPACT, callsIn, engines, killAt, LATER, PATH, recovered, run, START, threeSegments } from "./kept-calls.ts";
import { liveAgainAndAgain } from "./lives.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

test("a run compacts several times, and holds every call at its end", async () => {
  const disk = new SimulatedDisk();
  let checkpoints = 0;
  disk.inject = (kind, _number, path) => {
    if (kind === "rename" && path === PATH) checkpoints += 1;
    return undefined;
  };
  const { kept, reports } = await run(disk, engines, CALLS, COMPACT);
  assert.deepEqual([kept, reports], [CALLS.length, []]);
  assert.ok(checkpoints >= 3, `${checkpoints} checkpoints`);
  assert.equal(await callsIn(disk.afterKill()), CALLS.length);
});

for (const [name, step, calls, options] of [
  ["any number of bytes", 1, CALLS.slice(0, 4), {}],
  ["any number of bytes, of compactions too", 37, CALLS, COMPACT],
] as const) {
  test(`a process that is killed after ${name} has lost no call that was answered`, async () => {
    for (let bytes = 1; ; bytes += step) {
      const disk = new SimulatedDisk();
      disk.bytesLeft = bytes;
      const { made, state } = await run(disk, engines, calls, options);
      if (!disk.dead) break;
      const after = disk.afterKill();
      if (after.exists(PATH)) {
        const found = await callsIn(after);
        assert.ok(found === made || found === made + 1, `${made} calls made, ${found} found after ${bytes} bytes`);
      } else {
        assert.equal(state, undefined, "killed as the file was created");
      }
    }
  });
}

for (const together of [1, 3]) {
  for (const sync of [true, false]) {
    const name = `${sync ? "every call that was answered" : "one of the states that there were"}, ${together} at once`;
    test(`a power cut at any operation leaves ${name}`, async () => {
      const chance = random(11);
      for (let at = 0; ; at += 1) {
        const disk = new SimulatedDisk();
        killAt(disk, at);
        const { kept } = await run(disk, engines, CALLS, { ...COMPACT, sync, together });
        if (!disk.dead) break;
        for (let repetition = 0; repetition < 4; repetition += 1) {
          const after = disk.afterPowerCut(chance);
          if (!after.exists(PATH)) {
            assert.equal(kept, 0, "the file is not there yet");
            continue;
          }
          const found = await callsIn(after);
          if (sync) assert.ok(found >= kept, `${kept} kept, ${found} found, operation ${at}`);
        }
      }
    });
  }
}

test("a power cut after a process was killed and another went on leaves one of the states that there were", async () => {
  const chance = random(12);
  for (let repetition = 0; repetition < 200; repetition += 1) {
    const first = new SimulatedDisk();
    await run(first, engines, CALLS.slice(0, 10));
    const second = first.afterKill();
    await run(second, engines, CALLS.slice(10, 12), { start: START + 10 });
    await callsIn(second.afterPowerCut(chance));
  }
});

test("data files that live one after the other, and die at any moment, lose nothing that must be kept", async () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  for (const seed of [...seeds, 1426, 5559]) await liveAgainAndAgain(random(seed)); // the last two have failed before
});

for (const [name, options] of [
  ["it ends", { end: true }],
  ["it starts with other options and compacts", { compactFromBytes: 10, throttle: true }],
] as const) {
  test(`of a journal of several segments nothing is lost if a process is killed, or power is cut, as ${name}`, async () => {
    const chance = random(13);
    const first = await threeSegments();
    const state = await recovered(first, engines);
    for (let at = 0, dead = true; dead; at += 1) {
      const second = first.afterKill();
      killAt(second, at);
      await run(second, engines, [], { ...options, start: LATER });
      dead = second.dead;
      assert.deepEqual(await recovered(second.afterKill(), engines), state, `operation ${at}`);
      for (let repetition = 0; repetition < 20; repetition += 1) await recovered(second.afterPowerCut(chance), engines);
    }
  });
}
