/** node --import tsx tests/soak/stop.ts [MINUTES]: Stops at random moments of endless puts; prints what was lost and how long Stop took. */

import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, openSite } from "../page/browser.ts";
import { type LoopLanguage, stopPutLoop } from "../page/put-loop.ts";

const MOST_PER_PAGE = 25;
const end = Date.now() + Number(process.argv.at(-1) || 1) * 60_000;
const site = await openSite();
const totals = new Map<string, { stops: number; finished: number; lost: number; took: number[] }>();

while (Date.now() < end) {
  const { page } = await site.visit();
  await book(page).evaluate((element: ShardBook) => element.ready);
  for (let stops = 0; stops < MOST_PER_PAGE && Date.now() < end; stops++) {
    const language: LoopLanguage = stops % 2 ? "python" : "javascript";
    const size = [10, 1_000, 1_000, 50_000][Math.floor(Math.random() * 4)] as number;
    const { finished, kept, took } = await stopPutLoop(page, language, size, Math.random() * 1_500);
    const total = totals.get(language) ?? { stops: 0, finished: 0, lost: 0, took: [] };
    totals.set(language, total);
    total.stops += 1;
    total.finished += finished;
    total.lost += Math.max(0, finished - kept);
    total.took.push(took);
    if (finished > kept) console.log(`${language}, ${size} bytes: finished ${finished}, kept ${kept}`);
  }
  await page.context().close();
}
for (const [language, { stops, finished, lost, took }] of totals) {
  took.sort((left, right) => left - right);
  const [median, most] = [took[Math.floor(took.length / 2)], took.at(-1)].map((ms) => Math.round(ms ?? 0));
  console.log(`${language}: ${stops} stops, ${finished} finished calls, ${lost} lost; Stop took ${median} ms (median), ${most} ms (most)`);
}
await site.close();
process.exitCode = [...totals.values()].some(({ lost }) => lost > 0) ? 1 : 0;
