/**
 * node --import tsx tests/soak/data-file.ts MINUTES: kills an endpoint under load, with and without --sync, and starts it
 * again. Fails if a call that was answered is lost or made twice. Prints how much was tried.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killAgainAndAgain } from "../endpoint/kills.ts";

const KINDS = [[], ["--sync"]];

const minutes = Number(process.argv[2] ?? 1);
if (!(minutes > 0)) throw new Error(`${process.argv[2]} is no number of minutes`);
const each = (minutes * 60_000) / KINDS.length;
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
} finally {
  rmSync(folder, { recursive: true });
}
