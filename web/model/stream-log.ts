import type { StreamState } from "./inspection.ts";
import { keyText } from "./value-text.ts";

export interface LogLine {
  readonly order: number;
  readonly now: number;
  readonly text: string;
}

const REASONS = { split: "its partition split", rollover: "four hours passed", disabled: "the stream was disabled" } as const;

/** The latest `limit` lines of the stream in words, in the drawing's order: shards opening and closing, and records. */
export function streamLog({ shards }: StreamState, limit: number): LogLine[] {
  const lines = shards.flatMap(({ shard, parent, openedOrder, openedAt, closed, records }): LogLine[] => {
    const opened = parent ? `Shard ${shortShard(shard)} opened, child of ${shortShard(parent)}` : `Shard ${shortShard(shard)} opened`;
    const written = records.slice(-limit).map(({ order, now, change, keys, byService }) => ({
      order,
      now,
      text: `${change}${byService ? " by time to live" : ""} ${keyText(keys)} in ${shortShard(shard)}`,
    }));
    const end = closed
      ? [{ order: closed.order, now: closed.at, text: `Shard ${shortShard(shard)} closed: ${REASONS[closed.reason]}` }]
      : [];
    return [{ order: openedOrder, now: openedAt, text: opened }, ...written, ...end];
  });
  return lines.sort((left, right) => left.order - right.order).slice(-limit);
}

/** "…0b7e41d2": enough to tell the shards of one stream apart. */
export function shortShard(shard: string): string {
  return `…${shard.slice(-8)}`;
}
