import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

const PAGE_BYTES = 4096;

/** Resident memory of the largest page process, MB: its page and its workers. */
export async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentBytes(id) / 1e6));
}

function residentBytes(process: number): number {
  try {
    return Number(readFileSync(`/proc/${process}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0; // it has ended
  }
}
