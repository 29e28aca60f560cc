import type { TableInfo } from "../../wasm/events.ts";
import { HASH_BINS, type InspectionState, type PartitionState, type TableState, tableName } from "./inspection.ts";

/** Adds what inspection knows and events don't: item counts right after a split, and local indexes. Tables not listed are left alone. */
export function withTableInfo(state: InspectionState, infos: readonly TableInfo[]): InspectionState {
  const tables = new Map(state.tables);
  for (const info of infos)
    tables.set(tableName(info.region, info.table), mergeTable(tables.get(tableName(info.region, info.table)), info));
  return { ...state, tables };
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
  const localIndexes = info.indexes.filter(({ kind }) => kind === "local").map(({ index }) => index);
  return { region, table, tableId, status, keys, items, partitions, bins, changes, streamArn, localIndexes };
}
