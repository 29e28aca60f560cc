/**
 * node --import tsx tests/soak/replay.ts MINUTES [OPERATIONS]: makes random walks for that long, or of that many operations in all if that takes
 * less, and repeats their journals in WebAssembly, in WebAssembly with an export and import half way, and natively. Fails with the seed of a walk
 * whose answers or final states are not the same bytes everywhere. Needs the native target `replay`.
 */
import { fileURLToPath } from "node:url";
import { type Tally, type Walk, walk } from "../walk/random-walk.ts";
import { replay, replayNatively, replayWithImport } from "../walk/replays.ts";

const PROGRAM = fileURLToPath(new URL("../../build/native-release/tests/replay", import.meta.url));
const STEPS = 20_000;
const PROGRESS_EVERY = 100_000;

const [minutes = 1, operations = Number.POSITIVE_INFINITY, firstSeed = Date.now() % 1e9] = process.argv.slice(2).map(Number);
if (!(minutes > 0 && operations > 0)) throw new Error("tests/soak/replay.ts MINUTES [OPERATIONS]");
const end = performance.now() + minutes * 60_000;
const tally: Tally = new Map();
let done = 0;
let walks = 0;

for (let seed = firstSeed; done < operations && performance.now() < end; seed += 1) {
  const steps = Math.min(STEPS, operations - done);
  try {
    await repeatEverywhere(await walk(seed, steps));
  } catch (error) {
    throw new Error(`The walk of ${steps} operations from seed ${seed}`, { cause: error });
  }
  done += steps;
  walks += 1;
  if (done % PROGRESS_EVERY === 0) console.log(`${done} operations`);
}
report();

async function repeatEverywhere(made: Walk): Promise<void> {
  for (const [operation, statuses] of made.tally) {
    const all = tally.get(operation) ?? new Map<number, number>();
    for (const [status, count] of statuses) all.set(status, (all.get(status) ?? 0) + count);
    tally.set(operation, all);
  }
  await replay(made);
  await replayWithImport(made);
  replayNatively(made, PROGRAM);
}

function report(): void {
  const [good, bad] = [200, 400].map((status) => [...tally.values()].reduce((sum, statuses) => sum + (statuses.get(status) ?? 0), 0));
  console.log(
    `${done} operations of ${tally.size} kinds in ${walks} walks (${good} succeeded, ${bad} were refused): the same bytes in WebAssembly, ` +
      `after an import, and natively, ${Math.round((performance.now() - end) / 1000 + minutes * 60)} s`,
  );
}
