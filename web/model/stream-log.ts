import type { StreamState } from "./inspection.ts";
import { shortShard } from "./short-shard.ts";
import { childrenOf, closingText } from "./stream-captions.ts";
import { keyText } from "./value-text.ts";

export interface LogLine {
  readonly order: number;
  readonly now: number;
  readonly text: string;
}

/** The latest `limit` lines of the stream in words, in the drawing's order: shards opening and closing, records, and refused writes. */
export function streamLog(stream: StreamState, limit: number): LogLine[] {
  const lines = [...refusalLines(stream), ...shardLines(stream, limit)];
  return lines.sort((left, right) => left.order - right.order).slice(-limit);
}

function shardLines({ shards }: StreamState, limit: number): LogLine[] {
  const children = childrenOf(shards);
  return shards.flatMap((state): LogLine[] => {
    const { shard, parent, openedOrder, openedAt, closed, records } = state;
    const opened = parent ? `Shard ${shortShard(shard)} opened, child of ${shortShard(parent)}` : `Shard ${shortShard(shard)} opened`;
    const written = records.slice(-limit).map(({ order, now, change, keys, byService }) => ({
      order,
      now,
      text: `${change}${byService ? " by time to live" : ""} ${keyText(keys)} in ${shortShard(shard)}`,
    }));
    const why = closed && closingText(state, children.get(shard) ?? []);
    const end = closed ? [{ order: closed.order, now: closed.at, text: `Shard ${shortShard(shard)} closed: ${why}` }] : [];
    return [{ order: openedOrder, now: openedAt, text: opened }, ...written, ...end];
  });
}

/** "PutItem refused: ConditionalCheckFailed". */
function refusalLines({ refusals }: StreamState): LogLine[] {
  return refusals.map(({ order, now, operation, error }) => ({
    order,
    now,
    text: `${operation} refused: ${error.replace(/Exception$/, "")}`,
  }));
}
