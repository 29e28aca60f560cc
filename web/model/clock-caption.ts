import type { EngineEvent, ScheduledWork } from "../../wasm/events.ts";
import { shortShard } from "./short-shard.ts";

/** What happened while the clock moved, "4 shards rolled over, 1 shard left its stream"; empty if nothing did. */
export function clockCaption(events: readonly EngineEvent[]): string {
  const count = (matches: (event: EngineEvent) => boolean) => events.filter(matches).length;
  const trimmed = new Set(events.flatMap((event) => (event.type === "records-trimmed" && !event.shardGone ? [event.shard] : []))).size;
  const parts = [
    counted(
      count((event) => event.type === "item-written" && event.change === "REMOVE"),
      "item expired",
      "items expired",
    ),
    counted(
      count((event) => event.type === "shard-closed" && event.reason === "rollover"),
      "shard rolled over",
      "shards rolled over",
    ),
    counted(
      count((event) => event.type === "shard-closed" && event.reason === "split"),
      "shard split",
      "shards split",
    ),
    counted(trimmed, "shard lost records to trimming", "shards lost records to trimming"),
    counted(
      count((event) => event.type === "records-trimmed" && event.shardGone),
      "shard left its stream",
      "shards left their streams",
    ),
    counted(
      count((event) => event.type === "stream-status" && event.status === "DELETED"),
      "stream ended",
      "streams ended",
    ),
    ...events.flatMap((event) => (event.type === "table-status" ? [`${event.table} is ${event.status}`] : [])),
  ];
  return parts.filter(Boolean).join(", ");
}

/** What will happen, "Shard …0b7e41d2 rolls over". */
export function scheduledText({ work, table, shard }: ScheduledWork): string {
  switch (work) {
    case "rollover":
      return `Shard ${shortShard(shard ?? "")} rolls over`;
    case "trim":
      return `Records or shards of ${table} are trimmed`;
    case "items-expire":
      return `Items of ${table} expire`;
    case "partition-splits":
      return `A hot partition of ${table} splits`;
    case "table-active":
      return `${table} becomes ACTIVE`;
    case "table-removed":
      return `${table} is removed`;
    case "update-settled":
      return `The update of ${table} settles`;
    case "backfill":
      return `An index of ${table} is filled`;
    case "ttl-settled":
      return `Time to live of ${table} settles`;
  }
}

/** "3 h 59 min", "12 s": the two largest units. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const units = [
    ["d", Math.floor(seconds / 86_400)],
    ["h", Math.floor(seconds / 3_600) % 24],
    ["min", Math.floor(seconds / 60) % 60],
    ["s", seconds % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  const shown = first < 0 ? units.slice(3) : units.slice(first, first + 2);
  return shown
    .filter(([, count]) => count > 0 || first < 0)
    .map(([unit, count]) => `${count} ${unit}`)
    .join(" ");
}

const counted = (count: number, one: string, many: string) => (count === 0 ? "" : `${count} ${count === 1 ? one : many}`);
