import type { Peer } from "./peers.ts";
import { createTable, getItem, ITEMS_A_KEY, putItem, query } from "./workload.ts";

/** Medians in microseconds. */
export interface Figures {
  putItem: number;
  getItem: number;
  query: number;
}

export async function measure(peer: Peer, items: number): Promise<Figures> {
  await peer("CreateTable", createTable);
  await waitUntilActive(peer);
  await medianOf(Math.min(items, 500), async (index) => peer("PutItem", putItem(index))); // warm
  return {
    putItem: await medianOf(items, (index) => peer("PutItem", putItem(index))),
    getItem: await medianOf(items, (index) => peer("GetItem", getItem(index))),
    query: await medianOf(Math.min(items / 2, 1_000), (index) => peer("Query", query((index * ITEMS_A_KEY) % items))),
  };
}

async function waitUntilActive(peer: Peer): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      await peer("PutItem", putItem(0));
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function medianOf(count: number, work: (index: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    const answer = work(index);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return (times[Math.floor(times.length / 2)] as number) * 1000;
}
