/**
 * `node --import tsx tests/soak/floods.ts [MINUTES] [word of a flood]`: endless cells, each for its share of MINUTES (3 without it), while the page
 * is clicked. Prints the slowest click, the longest task, the page's memory and how long Stop took. Fails if the page did not hold out.
 */
import { openSite } from "../page/browser.ts";
import { floods } from "./flood-cells.ts";
import { problemsOf, watchFlood } from "./flood-watch.ts";

const [minutes = "3", word = ""] = process.argv.slice(2);
const chosen = floods.filter(({ name }) => name.includes(word));
const seconds = (Number(minutes) * 60) / chosen.length;
const site = await openSite();
for (const flood of chosen) {
  const watched = await watchFlood(site, flood, seconds);
  const { clicks, longest, memory, stopped } = watched;
  const slowest = Math.round(Math.max(...clicks));
  const [first = 0, last = 0] = [memory[Math.floor(memory.length / 3)], memory.at(-1)].map((each) => Math.round(each ?? 0));
  console.log(
    `${flood.name.padEnd(38)} ${clicks.length} clicks, slowest ${slowest} ms; longest task ${Math.round(longest)} ms; ` +
      `memory ${first} then ${last} MB; Stop ${stopped === undefined ? "not in 30 s" : `in ${stopped} ms`}`,
  );
  for (const problem of problemsOf(watched)) {
    console.error(`  ${problem}`);
    process.exitCode = 1;
  }
}
await site.close();
