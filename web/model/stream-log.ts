import type { StreamState } from "./inspection.ts";
import { readText } from "./reader-text.ts";
import { shortShard } from "./short-shard.ts";
import { childrenOf, closingText } from "./stream-captions.ts";
import { unreadBy } from "./stream-readers.ts";
import { keyText } from "./value-text.ts";

export interface LogLine {
  readonly order: number;
  readonly now: number;
  readonly text: string;
}

/** The latest `limit` lines of the stream in words, in the drawing's order: shards opening and closing, records, refused writes, and readers. */
export function streamLog(stream: StreamState, limit: number): LogLine[] {
  const lines = [...refusalLines(stream), ...readerLines(stream), ...shardLines(stream, limit)];
  return lines.sort((left, right) => left.order - right.order || left.now - right.now).slice(-limit);
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

/** Where each began, with what it has done since: "Reader A from TRIM_HORIZON in …0b7e41d2: 4 of 7". */
function readerLines({ readers, shards }: StreamState): LogLine[] {
  return readers.flatMap((reader): LogLine[] => {
    const shard = shards.find((each) => each.shard === reader.shard);
    if (!shard) return [];
    const done = readText({ reader, unread: unreadBy(reader, shard) });
    const text = `Reader ${reader.reader} from ${reader.iteratorType} in ${shortShard(reader.shard)}: ${done}`;
    return [{ order: reader.startOrder, now: reader.startedAt, text }];
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
