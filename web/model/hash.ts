import type { HashRange } from "../../wasm/events.ts";

/** The position of a hash of 16 hex digits in the hash space, from 0 to 1. */
export function hashPosition(hash: string): number {
  return Number.parseInt(hash.slice(0, 13), 16) / 2 ** 52;
}

/** The range as a fraction of the hash space, end exclusive: all of it is {start: 0, end: 1}. */
export function hashExtent({ from, to }: HashRange): { start: number; end: number } {
  return { start: hashPosition(from), end: hashPosition(to) + 2 ** -52 };
}

/** "40–7F": as many digits as distinguish the range from its neighbours, at least two. */
export function rangeLabel({ from, to }: HashRange): string {
  const { start, end } = hashExtent({ from, to });
  const digits = Math.max(2, Math.ceil(-Math.log2(end - start) / 4));
  return `${from.slice(0, digits).toUpperCase()}–${to.slice(0, digits).toUpperCase()}`;
}
