/**
 * node --import tsx tests/soak/damage.ts MINUTES: damages data files and their journals at random, with and without mended checksums, and recovers
 * them. Fails if that throws something that does not name the damage, hangs, or takes damage for a state that there never was; then it names the
 * folder with the files and the seed: tests/soak/damage.ts MINUTES FOLDER SEED repeats it.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Files, goodFiles, type Outcome, recoverDamaged, withStates } from "../endpoint/damaged-files.ts";
import { random } from "../random.ts";

const MOST_MS = 30_000;
const POLL_MS = 1_000;
const PROGRESS = "progress";

const [minutes, folder, seed] = process.argv.slice(2);
if (!(Number(minutes) > 0)) throw new Error("For how many minutes? tests/soak/damage.ts MINUTES");
if (folder !== undefined) await attack(Number(minutes) * 60_000, folder, Number(seed));
else await watch();

async function attack(ms: number, from: string, firstSeed: number): Promise<void> {
  const good = await withStates(filesBelow(from));
  const end = performance.now() + ms;
  const outcomes: Record<Outcome, number> = { refused: 0, recovered: 0 };
  const progress = openSync(join(from, PROGRESS), "w");
  for (let each = firstSeed; performance.now() < end; each += 1) {
    writeSync(progress, String(each).padEnd(20), 0);
    outcomes[await recoverDamaged(good, random(each))] += 1;
  }
  console.log(`damaged files: ${outcomes.refused} refused by name, ${outcomes.recovered} recovered`);
}

function filesBelow(parent: string): Files[] {
  const folders = readdirSync(parent).filter((name) => name !== PROGRESS);
  return folders
    .sort()
    .map((name) => new Map(readdirSync(join(parent, name)).map((file) => [file, readFileSync(join(parent, name, file))])));
}

/** Runs the attack in a process that can be ended when it hangs. */
async function watch(): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), "damage-"));
  for (const [index, files] of (await goodFiles()).entries()) {
    mkdirSync(join(parent, String(index)));
    for (const [name, bytes] of files) writeFileSync(join(parent, String(index), name), bytes);
  }
  writeFileSync(join(parent, PROGRESS), "");
  const args = ["--import", "tsx", fileURLToPath(import.meta.url), String(minutes), parent, String(Date.now() % 1e9)];
  const attacker = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
  const reached = () => readFileSync(join(parent, PROGRESS), "utf8").trim();
  let [last, since] = ["", performance.now()];
  const timer = setInterval(() => {
    const now = reached();
    if (now !== last) [last, since] = [now, performance.now()];
    else if (performance.now() - since > MOST_MS) attacker.kill("SIGKILL");
  }, POLL_MS);
  attacker.on("close", (code, signal) => {
    clearInterval(timer);
    if (code === 0) return rmSync(parent, { recursive: true });
    const why = signal === "SIGKILL" ? `no end after ${MOST_MS / 1000} s` : `ended with ${code ?? signal}`;
    console.error(`${why}; to repeat it: node --import tsx tests/soak/damage.ts 1 ${parent} ${reached()}`);
    process.exitCode = 1;
  });
}
