import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { createEngine } from "../../wasm/load.ts";
import { COMBINATIONS, type Walk, walk } from "../walk/random-walk.ts";
import { replay, replayWithImport } from "../walk/replays.ts";

const STEPS = 2_500;

describe("random walks over all operations", () => {
  const walks: Walk[] = [];
  before(async () => {
    for (let seed = 0; seed < COMBINATIONS; seed += 1) walks.push(await walk(seed, STEPS));
  });

  test("replaying their journals gives the same answers, events and final states, byte for byte", async () => {
    for (const made of walks) await replay(made);
  });

  test("so does going on from an export", async () => {
    for (const made of walks) await replayWithImport(made);
  });

  test("every operation succeeds in them, and many requests are refused", async () => {
    const { operations } = (await createEngine()).inspect({ kind: "operations" });
    const successes = (wanted: string) => walks.reduce((sum, { tally }) => sum + (tally.get(wanted)?.get(200) ?? 0), 0);
    assert.deepEqual(
      operations.filter(({ name }) => successes(name) < 5).map(({ name }) => name),
      [],
    );
    const refused = walks.flatMap(({ answers }) => answers).filter(({ status }) => status === 400).length;
    assert.ok(refused > 0.1 * COMBINATIONS * STEPS, `${refused} refused`);
  });
});
