/**
 * node --import tsx tests/soak/data-file.ts MINUTES: kills an endpoint under load, with and without --sync, and starts it
 * again; then lets data files die on a simulated disk. Fails if a call that was answered is lost or made twice. Prints how much was tried.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killAgainAndAgain } from "../endpoint/kills.ts";
import { liveAgainAndAgain } from "../endpoint/lives.ts";
import { random } from "../random.ts";

const KINDS = [[], ["--sync"]];

const minutes = Number(process.argv[2] ?? 1);
if (!(minutes > 0)) throw new Error(`${process.argv[2]} is no number of minutes`);
const each = (minutes * 60_000) / (KINDS.length + 1);
const folder = mkdtempSync(join(tmpdir(), "soak-"));
try {
  for (const args of KINDS) {
    const end = performance.now() + each;
    const data = join(folder, `data${args.join()}`);
    const { rounds, answered } = await killAgainAndAgain({ data, args, writers: 8, atMost: 3_000, while: () => performance.now() < end });
    console.log(
      `endpoint ${["--data FILE", ...args].join(" ")}: killed ${rounds} times, ${answered} calls answered, none lost, none made twice`,
    );
  }
  const end = performance.now() + each;
  let lives = 0;
  for (let seed = Date.now(); performance.now() < end; seed += 1) {
    lives += await liveAgainAndAgain(random(seed)).catch((error) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
  }
  console.log(`simulated disk: ${lives} crashes and power cuts, nothing lost`);
} finally {
  rmSync(folder, { recursive: true });
}
