import type {
  CallEvent,
  ConsumedUnits,
  EngineEvent,
  ItemWrittenEvent,
  IteratorMovedEvent,
  PartitionOpenedEvent,
  RecordEvent,
  RecordsTrimmedEvent,
  ShardClosedEvent,
  ShardOpenedEvent,
  StreamStatusEvent,
  TableStatusEvent,
} from "../../wasm/events.ts";
import { assertNever } from "./assert-never.ts";
import type { CallRecord } from "./call-record.ts";
import { addToEffect, noteTable, noteWritten, splitNote } from "./cell-effect.ts";
import { hashPosition } from "./hash.ts";
import {
  CHANGE_LIMIT,
  HASH_BINS,
  LOAD_MINUTES,
  type PartitionState,
  READER_LIMIT,
  RECORD_LIMIT,
  REFUSAL_LIMIT,
  type ReaderState,
  type StreamState,
} from "./inspection.ts";
import type { Draft, ShardDraft, StreamDraft, TableDraft } from "./inspection-draft.ts";
import { isRefusedWrite } from "./refused-write.ts";
import { compareSequenceNumbers } from "./sequence-number.ts";
import { splitCause } from "./split-cause.ts";
import { itemKey } from "./value-text.ts";

/** How many more records than RECORD_LIMIT may gather before they are left out. */
const RECORD_SLACK = 500;

export function applyEvent(draft: Draft, record: CallRecord, event: EngineEvent): void {
  switch (event.type) {
    case "call":
      return finishCall(draft, record, event);
    case "table-status":
      return setTableStatus(draft, record, event);
    case "partition-opened":
      return openPartition(draft, record, event);
    case "item-written":
      return writeItem(draft, record, event);
    case "index-written":
      return; // the table's changes are what the views show
    case "stream-status":
      return setStreamStatus(draft, event);
    case "shard-opened":
      return openShard(draft, event);
    case "shard-closed":
      return closeShard(draft, record, event);
    case "record":
      return addRecord(draft, record, event);
    case "records-trimmed":
      return trimRecords(draft, event);
    case "iterator-moved":
      return moveReader(draft, event);
    default:
      return assertNever(event);
  }
}

function finishCall(draft: Draft, record: CallRecord, event: CallEvent): void {
  const { step, now, region, operation, tables, status, error, message, readUnits, writeUnits, returned, scanned, consumed } = event;
  const { cell, target, request, response } = record;
  const outcome = { operation, tables, status, error, message, readUnits, writeUnits, returned, scanned, consumed };
  draft.addCall({ step, cell, now, region, target, text: { request, response }, ...outcome });
  const effect = draft.effect(record);
  if (effect) addToEffect(effect, event);
  for (const units of consumed) addLoad(draft.tableNamed(region, units.table), units, Math.floor(now / 60_000));
  if (isRefusedWrite(event)) for (const table of new Set(tables)) noteRefusal(draft, table, event);
}

function noteRefusal(draft: Draft, table: string, { region, step, now, operation, error = "" }: CallEvent): void {
  const streamArn = draft.tableNamed(region, table)?.streamArn;
  const stream = streamArn === undefined ? undefined : draft.stream(streamArn);
  if (stream?.status !== "ENABLED") return;
  const refusal = { order: stream.order, step, now, operation, error };
  stream.refusals = [...stream.refusals, refusal].slice(-REFUSAL_LIMIT);
}

/** Skips global indexes, whose partitions are not the table's. */
function addLoad(table: TableDraft | undefined, { indexKind, partition, readUnits, writeUnits }: ConsumedUnits, minute: number): void {
  if (!table || indexKind === "global") return;
  table.partitions = table.partitions.map((each) => (each.partition === partition ? loaded(each, readUnits, writeUnits, minute) : each));
}

function loaded(partition: PartitionState, read: number, write: number, minute: number): PartitionState {
  const { load, readUnits, writeUnits } = partition;
  const present = load.at(-1)?.minute === minute ? (load.at(-1)?.units ?? 0) : 0;
  const recent = load.filter((each) => each.minute > minute - LOAD_MINUTES && each.minute !== minute);
  return {
    ...partition,
    readUnits: readUnits + read,
    writeUnits: writeUnits + write,
    load: [...recent, { minute, units: present + read + write }],
  };
}

function setTableStatus(draft: Draft, record: CallRecord, { region, table, tableId, status, keys }: TableStatusEvent): void {
  const effect = draft.effect(record);
  if (effect) noteTable(effect, table, status);
  if (status === "DELETED") return draft.removeTable(region, table, tableId);
  Object.assign(draft.table(region, table, tableId), { status, keys });
}

function openPartition(draft: Draft, record: CallRecord, event: PartitionOpenedEvent): void {
  const { partition, from, to, parent, items } = event;
  const table = draft.table(event.region, event.table, event.tableId);
  const born: PartitionState = { partition, from, to, items, readUnits: 0, writeUnits: 0, load: [] };
  const others = table.partitions.filter((each) => each.partition !== parent && each.partition !== partition);
  table.partitions = [...others, born].sort((left, right) => (left.from < right.from ? -1 : 1));
  const effect = draft.effect(record);
  if (effect && parent !== undefined) splitNote(effect, table.partitions.length);
}

function writeItem(draft: Draft, record: CallRecord, event: ItemWrittenEvent): void {
  const { step, change, keys, hash, partition, items } = event;
  const table = draft.table(event.region, event.table, event.tableId);
  const more = change === "INSERT" ? 1 : change === "REMOVE" ? -1 : 0;
  const bin = Math.min(HASH_BINS - 1, Math.floor(hashPosition(hash) * HASH_BINS));
  table.items = event.tableItems;
  table.bins[bin] = Math.max(0, (table.bins[bin] ?? 0) + more);
  table.partitions = table.partitions.map((each) => (each.partition === partition ? { ...each, items } : each));
  const key = itemKey(keys);
  table.changes.delete(key);
  table.changes.set(key, { step, change, keys, hash, partition, old: event.old, new: event.new });
  if (table.changes.size > CHANGE_LIMIT) table.changes.delete(table.changes.keys().next().value as string);
  const effect = draft.effect(record);
  if (effect) noteWritten(effect, change);
}

function setStreamStatus(draft: Draft, { region, table, tableId, streamArn, status, viewType }: StreamStatusEvent): void {
  if (status === "DELETED") return draft.removeStream(streamArn);
  const present = draft.stream(streamArn);
  if (present) Object.assign(present, { status, viewType });
  else draft.addStream(newStream({ streamArn, region, table, tableId, status, viewType }));
  if (status === "ENABLED") draft.table(region, table, tableId).streamArn = streamArn;
}

function newStream(named: Pick<StreamState, "streamArn" | "region" | "table" | "tableId" | "status" | "viewType">): StreamState {
  const nothing = { earlier: { records: 0, readers: 0 }, trimmed: { records: 0, shards: 0 } };
  return { ...named, ...nothing, shards: [], readers: [], refusals: [], order: 0 };
}

function openShard(draft: Draft, { streamArn, shard, parent, partition, from, to, now }: ShardOpenedEvent): void {
  const stream = draft.stream(streamArn);
  if (!stream) return;
  const openedOrder = stream.order++;
  stream.shards = [...stream.shards, { shard, parent, partition, from, to, openedOrder, openedAt: now, records: [], gone: 0 }];
}

function closeShard(draft: Draft, record: CallRecord, event: ShardClosedEvent): void {
  const { reason, now } = event;
  const stream = draft.stream(event.streamArn);
  const closing = stream && draft.shard(stream, event.shard);
  if (closing) closing.closed = { order: stream.order++, at: now, reason, cause: splitCause(record, event) };
}

function addRecord(draft: Draft, { cell }: CallRecord, event: RecordEvent): void {
  const { step, now, streamArn, shard, sequenceNumber, change, keys, hash, transaction, byService = false } = event;
  const stream = draft.stream(streamArn);
  if (!stream) return;
  const written = { order: stream.order++, step, cell, now, shard, sequenceNumber, change, keys, key: itemKey(keys), hash };
  draft.shard(stream, shard)?.records.push({ ...written, transaction, byService, old: event.old, new: event.new });
  if (stream.order % RECORD_SLACK === 0) leaveOutEarlier(draft, stream);
}

/** Keeps the latest RECORD_LIMIT records of the stream; called now and then, so that a record costs little. */
function leaveOutEarlier(draft: Draft, stream: StreamDraft): void {
  const orders = stream.shards.flatMap(({ records }) => records.map(({ order }) => order)).sort((left, right) => left - right);
  const excess = orders.length - RECORD_LIMIT;
  if (excess <= 0) return;
  const first = orders[excess] as number;
  for (const { shard, records } of stream.shards) {
    if ((records[0]?.order ?? first) >= first) continue;
    const cut = draft.shard(stream, shard) as ShardDraft;
    const kept = cut.records.filter(({ order }) => order >= first);
    cut.gone += cut.records.length - kept.length;
    cut.records = kept;
  }
  stream.earlier = { ...stream.earlier, records: stream.earlier.records + excess };
}

function trimRecords(draft: Draft, { streamArn, shard, through, shardGone }: RecordsTrimmedEvent): void {
  const stream = draft.stream(streamArn);
  if (!stream) return;
  if (shardGone) {
    const left = stream.shards.find((each) => each.shard === shard)?.records.length ?? 0;
    stream.trimmed = { records: stream.trimmed.records + left, shards: stream.trimmed.shards + 1 };
    stream.shards = stream.shards.filter((each) => each.shard !== shard);
    stream.readers = stream.readers.filter((each) => each.shard !== shard);
    return;
  }
  const trimmed = draft.shard(stream, shard);
  if (!trimmed) return;
  const kept = trimmed.records.filter(({ sequenceNumber }) => compareSequenceNumbers(sequenceNumber, through) > 0);
  const count = trimmed.records.length - kept.length;
  trimmed.gone += count;
  trimmed.records = kept;
  stream.trimmed = { ...stream.trimmed, records: stream.trimmed.records + count };
}

function moveReader(draft: Draft, event: IteratorMovedEvent): void {
  const { reader, shard, iteratorType, position, records, atEnd, expires } = event;
  const stream = draft.stream(event.streamArn);
  if (!stream) return;
  const before = stream.readers.find((each) => each.reader === reader);
  const moved: ReaderState = {
    reader,
    shard,
    iteratorType,
    position: position ?? before?.position,
    start: before ? before.start : position,
    startOrder: before?.startOrder ?? stream.order,
    startedAt: before?.startedAt ?? event.now,
    records: (before?.records ?? 0) + records,
    emptyPolls: before ? before.emptyPolls + (records === 0 ? 1 : 0) : 0,
    atEnd,
    expires,
  };
  if (before) {
    stream.readers = stream.readers.map((each) => (each === before ? moved : each));
    return;
  }
  const excess = Math.max(0, stream.readers.length + 1 - READER_LIMIT);
  stream.readers = [...stream.readers.slice(excess), moved];
  if (excess > 0) stream.earlier = { ...stream.earlier, readers: stream.earlier.readers + excess };
}
