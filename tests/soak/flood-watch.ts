import { setTimeout as sleep } from "node:timers/promises";
import type { ShardBook } from "../../web/embed/shard-book.ts";
import { book, type Site } from "../page/browser.ts";
import { type Flood, notebookOfFlood } from "./flood-cells.ts";
import { memoryOf } from "./page-memory.ts";

/** What a click may take, ms. The page's goal is 100 ms; the machine may be busy. */
const CLICK_LIMIT = 3_000;
/** For the page and its workers, MB. */
const MEMORY_LIMIT = 2_000;

export interface Watched extends Latencies {
  /** Resident, MB, several times a second. */
  memory: number[];
  /** How long Stop took, ms; absent if it did not end the cell. */
  stopped?: number;
}

interface Latencies {
  /** From each click to the end of the frame that answers it, ms. */
  clicks: number[];
  /** The page's longest task, ms. */
  longest: number;
}

const SILENT: Latencies = { clicks: [Number.POSITIVE_INFINITY], longest: Number.POSITIVE_INFINITY };

/** Runs the flood for `seconds` and clicks the theme's button all the time. */
export async function watchFlood(site: Site, flood: Flood, seconds: number): Promise<Watched> {
  const { page } = await site.visit();
  await book(page).evaluate(async (element: ShardBook, notebook) => {
    await element.ready;
    await element.load(notebook);
    if ((await element.runCell(0)).status !== "ok") throw new Error("The cell before the flood failed");
  }, notebookOfFlood(flood));
  await page.evaluate(countLatencies);
  const button = await page.locator("shardbook-theme-switch button").boundingBox();
  if (!button) throw new Error("The theme has no button");
  await book(page).evaluate((element: ShardBook) => void element.runCell(1));
  const memory: number[] = [];
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    if (
      (await within(
        page.mouse.click(button.x + 8, button.y + 8).then(() => true),
        20_000,
      )) === undefined
    )
      break;
    memory.push(await memoryOf(site.browser));
  }
  const latencies = (await within(page.evaluate(foundLatencies), 20_000)) ?? SILENT;
  const stopped = await within(
    book(page).evaluate(async (element: ShardBook) => {
      const began = performance.now();
      await element.stop();
      return Math.round(performance.now() - began);
    }),
    30_000,
  );
  await within(page.context().close(), 10_000);
  return { ...latencies, memory, stopped };
}

export function problemsOf({ clicks, memory, stopped }: Watched): string[] {
  const slow = clicks.filter((ms) => ms > CLICK_LIMIT);
  return [
    ...(clicks.length === 0 ? ["No click was answered"] : []),
    ...slow.map((ms) => `A click took ${Math.round(ms)} ms`),
    ...(Math.max(...memory) > MEMORY_LIMIT ? [`The page took ${Math.round(Math.max(...memory))} MB`] : []),
    ...(stopped === undefined ? ["Stop did not end the cell"] : []),
  ];
}

function countLatencies(): void {
  const found: Latencies = { clicks: [], longest: 0 };
  Object.assign(globalThis, { latencies: found });
  const answered = ({ timeStamp }: Event) =>
    requestAnimationFrame(() => setTimeout(() => found.clicks.push(performance.now() - timeStamp)));
  addEventListener("click", answered, true);
  const longTasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) found.longest = Math.max(found.longest, duration);
  });
  longTasks.observe({ entryTypes: ["longtask"] });
}

function foundLatencies(): Latencies {
  return (globalThis as unknown as { latencies: Latencies }).latencies;
}

/** Undefined if it takes longer or fails. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  const result = await Promise.race([promise.catch(() => undefined), late]);
  timer.abort();
  return result;
}
