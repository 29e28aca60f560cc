/**
 * node --import tsx tests/soak/damage.ts MINUTES: damages data files and their journals at random, with and without mended checksums, and recovers
 * them. Fails, with the seed, if that throws something that does not name the damage, hangs, or takes damage for a state that there never was.
 */
import { spawn } from "node:child_process";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { goodFiles, type Outcome, recoverDamaged } from "../endpoint/damaged-files.ts";
import { random } from "../endpoint/random.ts";

const MOST_MS = 30_000;
const CHILD = "--child";
const FROM = Date.now() % 1e9;

const [minutes, child, onlySeed] = process.argv.slice(2);
if (!(Number(minutes) > 0)) throw new Error("For how many minutes? tests/soak/damage.ts MINUTES");
if (child === CHILD) await attack(Number(minutes) * 60_000, Number(onlySeed));
else watch();

async function attack(ms: number, from: number): Promise<void> {
  const end = performance.now() + ms;
  const outcomes: Record<Outcome, number> = { refused: 0, recovered: 0 };
  const good = await goodFiles();
  for (let seed = from; performance.now() < end; seed += 1) {
    writeSync(1, `seed ${seed}\n`);
    outcomes[await recoverDamaged(good, random(seed))] += 1;
  }
  writeSync(1, `damaged files: ${outcomes.refused} refused by name, ${outcomes.recovered} recovered\n`);
}

/** Runs the attack in a process that can be ended when it hangs. */
function watch(): void {
  const args = ["--import", "tsx", fileURLToPath(import.meta.url), String(minutes), CHILD, onlySeed ?? String(FROM)];
  const attacker = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let last = "";
  let timer: NodeJS.Timeout | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => attacker.kill("SIGKILL"), MOST_MS);
  };
  alive();
  attacker.stdout.on("data", (chunk) => {
    alive();
    last = String(chunk).trim().split("\n").at(-1) ?? last;
  });
  attacker.on("close", (code, signal) => {
    clearTimeout(timer);
    console.log(code === 0 ? last : `${last}: ${signal === "SIGKILL" ? `no end after ${MOST_MS / 1000} s` : `ended with ${code}`}`);
    process.exitCode = code === 0 ? 0 : 1;
  });
}
