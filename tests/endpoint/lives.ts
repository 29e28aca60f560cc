import assert from "node:assert/strict";
import { CALLS, callsIn, engines, killAt, PATH, run, START } from "./kept-calls.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

/**
 * Lets data files live on one simulated disk, one after the other, each going on with CALLS until it ends, is killed or loses power at any
 * moment, until all calls are there. Fails if a call is lost that must not be. Returns how many lives it took.
 */
export async function liveAgainAndAgain(random: () => number): Promise<number> {
  const below = (end: number) => Math.floor(random() * end);
  let disk = new SimulatedDisk();
  let found = 0;
  /** How many calls are on the disk for sure. */
  let lasting = 0;
  let lives = 0;
  for (; found < CALLS.length; lives += 1) {
    const sync = random() < 0.5;
    const [together, compactFromBytes] = [1 + below(3), 300 + below(2_000)];
    if (random() < 0.8) killAt(disk, below(60));
    const calls = CALLS.slice(found, found + below(12));
    const options = { sync, together, compactFromBytes, start: START + found, end: random() < 0.3 };
    const { made, kept, state } = await run(disk, engines, calls, options);
    if (state !== undefined) lasting = found + (sync ? kept : 0);
    const [powerCut, before] = [random() < 0.4, found];
    disk = powerCut ? disk.afterPowerCut(random) : disk.afterKill();
    found = disk.exists(PATH) ? await callsIn(disk) : 0;
    const [least, most] = [powerCut ? lasting : before + made, before + made + 1];
    assert.ok(found >= least && found <= most, `${found} found, not ${least} to ${most}`);
    if (powerCut) lasting = found;
  }
  return lives;
}
