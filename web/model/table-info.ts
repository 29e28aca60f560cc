import type { StreamInfo, TableInfo } from "../../wasm/events.ts";
import { HASH_BINS, type InspectionState, type PartitionState, type StreamState, type TableState, tableName } from "./inspection.ts";

/** Adds what events do not tell and inspection does: key schema and exact counts. Tables not listed stay as they are. */
export function withTableInfo(state: InspectionState, infos: readonly TableInfo[]): InspectionState {
  const tables = new Map(state.tables);
  for (const info of infos)
    tables.set(tableName(info.region, info.table), mergeTable(tables.get(tableName(info.region, info.table)), info));
  return { ...state, tables };
}

/** Adds streams that were there before the first event, as after a reload: their shards without records. */
export function withStreamInfo(state: InspectionState, infos: readonly StreamInfo[]): InspectionState {
  const streams = new Map(state.streams);
  for (const info of infos) if (!streams.has(info.streamArn)) streams.set(info.streamArn, streamOf(state, info));
  return { ...state, streams };
}

function mergeTable(present: TableState | undefined, info: TableInfo): TableState {
  const { region, table, tableId, status, keys, items, streamArn } = info;
  const same = present?.tableId === tableId ? present : undefined;
  const bins = same?.bins ?? new Array<number>(HASH_BINS).fill(0);
  const changes = same?.changes ?? new Map();
  const partitions = info.partitions.map(({ partition, from, to, items: count, readUnits, writeUnits }): PartitionState => {
    const load = same?.partitions.find((each) => each.partition === partition)?.load ?? [];
    return { partition, from, to, items: count, readUnits, writeUnits, load };
  });
  return { region, table, tableId, status, keys, items, partitions, bins, changes, streamArn };
}

function streamOf({ tables }: InspectionState, { region, table, streamArn, enabled, shards }: StreamInfo): StreamState {
  const ranges = new Map(tables.get(tableName(region, table))?.partitions.map((each) => [each.partition, each]));
  let order = 0;
  const known = shards.map((info) => {
    const { from, to } = ranges.get(info.partition) ?? { from: "0".repeat(16), to: "f".repeat(16) };
    const { shard, parent, partition, open, records } = info;
    const closed = open ? undefined : ({ order: order + 1, at: 0, reason: "split" } as const);
    const openedOrder = order;
    order += open ? 1 : 2;
    return { shard, parent, partition, from, to, openedOrder, openedAt: 0, closed, records: [], trimmed: records };
  });
  return { streamArn, region, table, status: enabled ? "ENABLED" : "DISABLED", viewType: "", shards: known, readers: [], order };
}
