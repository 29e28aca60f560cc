import { hashExtent } from "./hash.ts";
import type { ReaderState, ShardState, StreamRecord, StreamState } from "./inspection.ts";
import { type FlagForm, type ReaderReading, readerText } from "./reader-text.ts";
import { compareSequenceNumbers } from "./sequence-number.ts";
import { type FlagSpan, placeFlags } from "./stream-flags.ts";
import { type Box, frameOf, type Orientation, type Span, sizeOf } from "./stream-frame.ts";
import type { StreamTimeline } from "./stream-timeline.ts";

export interface ReaderPlace extends ReaderReading {
  readonly shard: ShardState;
  /** Along the time axis. */
  readonly at: number;
  readonly cursor: Box;
  /** What it has read. */
  readonly read: Box;
  /** Between its lane and the next, where no record is. */
  readonly flag: Box;
  readonly form: FlagForm;
  /** Middle of its shard's range in the hash space. */
  readonly hue: number;
}

export interface ReadersRoom {
  readonly orientation: Orientation;
  readonly timeline: StreamTimeline;
  readonly lane: (range: ShardState) => Span;
  /** Between two lanes. */
  readonly gap: number;
  /** Of the time axis. */
  readonly end: number;
}

const CHARACTER = 5.6;
const PADDING = 12;
const LETTER = 15;
const FLAG_HEIGHT = 16;

interface Reading extends ReaderReading {
  readonly shard: ShardState;
  readonly at: number;
  readonly from: number;
}

export function layOutReaders({ shards, readers }: StreamState, room: ReadersRoom): ReaderPlace[] {
  const lanes = new Map<string, Reading[]>();
  const byId = new Map(shards.map((shard) => [shard.shard, shard]));
  for (const reader of readers) {
    const shard = byId.get(reader.shard);
    if (!shard) continue;
    const at = placeOf(reader, shard, room.timeline);
    const from = Math.min(at, startOf(reader, shard, room.timeline));
    const reading = { reader, shard, at, from, unread: unreadBy(reader, shard) };
    lanes.set(shard.shard, [...(lanes.get(shard.shard) ?? []), reading]);
  }
  return [...lanes.values()].flatMap((readings) => placeInLane(readings, room));
}

function placeInLane(readings: readonly Reading[], room: ReadersRoom): ReaderPlace[] {
  const landscape = room.orientation === "landscape";
  const height = Math.min(FLAG_HEIGHT, room.gap - 2);
  const forms: FlagForm[] = landscape && height >= 11 ? ["full", "count", "letter"] : ["letter"];
  const wishes = readings.map((reading) => ({ at: reading.at, length: (form: FlagForm) => flagLength(reading, form) }));
  const flags = placeFlags(wishes, forms, room.end);
  return readings.map((reading, at) => placeReader(reading, flags[at] as FlagSpan, height, room));
}

/** With the longest text that time can make of it, so that flags stay in place while it passes. */
function flagLength(reading: Reading, form: FlagForm): number {
  const name = reading.reader.reader;
  if (form === "letter") return LETTER + (name.length - 1) * CHARACTER;
  return readerText(reading, form, reading.reader.expires - 899_000).length * CHARACTER + PADDING;
}

function placeReader(reading: Reading, { from, to, form }: FlagSpan, height: number, room: ReadersRoom): ReaderPlace {
  const frame = frameOf(room.orientation);
  const { reader, shard, at, unread } = reading;
  const lane = room.lane(shard);
  const { start, end } = hashExtent(shard);
  return {
    ...{ reader, shard, at, unread, form },
    cursor: frame.box({ from: at - 1, to: at + 1 }, { from: lane.from - 2, to: lane.to + 1 }),
    read: frame.box({ from: reading.from, to: at }, lane),
    flag: frame.box({ from, to }, { from: lane.to + 1, to: lane.to + 1 + height }),
    hue: (start + end) / 2,
  };
}

/** Behind the last record read, or before the record that AT_SEQUENCE_NUMBER names until it has been read. */
function placeOf(reader: ReaderState, shard: ShardState, timeline: StreamTimeline): number {
  const lane = timeline.shards.get(shard.shard) ?? { from: 0, to: 0 };
  if (reader.atEnd) return lane.to;
  const named = alongOf(reader.position, shard, timeline);
  if (named === undefined) return startOf(reader, shard, timeline);
  return named + (reader.records === 0 && isBefore(reader) ? -timeline.pitch / 2 : timeline.pitch / 2);
}

function startOf(reader: ReaderState, shard: ShardState, timeline: StreamTimeline): number {
  const lane = timeline.shards.get(shard.shard) ?? { from: 0, to: 0 };
  if (reader.iteratorType === "TRIM_HORIZON") return lane.from;
  if (reader.iteratorType === "LATEST") return latestAt(reader.startOrder, shard, timeline) ?? lane.from;
  const named = alongOf(reader.start, shard, timeline);
  return named === undefined ? lane.from : named + (isBefore(reader) ? -timeline.pitch / 2 : timeline.pitch / 2);
}

function latestAt(order: number, { records }: ShardState, timeline: StreamTimeline): number | undefined {
  const last = records[firstAtLeast(records, (record) => record.order - order) - 1];
  const along = last && timeline.records.get(last.order);
  return along === undefined ? undefined : along + timeline.pitch / 2;
}

function alongOf(sequenceNumber: string | undefined, { records }: ShardState, timeline: StreamTimeline): number | undefined {
  if (sequenceNumber === undefined) return undefined;
  const record = records[firstAtLeast(records, bySequence(sequenceNumber))];
  return record?.sequenceNumber === sequenceNumber ? timeline.records.get(record.order) : undefined;
}

export function unreadBy(reader: ReaderState, { records }: ShardState): number {
  if (reader.atEnd) return 0;
  const { position } = reader;
  if (position === undefined) {
    const first = reader.iteratorType === "LATEST" ? firstAtLeast(records, ({ order }) => order - reader.startOrder) : 0;
    return records.length - first;
  }
  const at = firstAtLeast(records, bySequence(position));
  const isRead = records[at]?.sequenceNumber === position && !(reader.records === 0 && isBefore(reader));
  return records.length - at - (isRead ? 1 : 0);
}

/** The index of the first record that `compare` does not find to be before; records are in order. */
function firstAtLeast(records: readonly StreamRecord[], compare: (record: StreamRecord) => number): number {
  const range = { from: 0, to: records.length };
  while (sizeOf(range) > 0) {
    const middle = (range.from + range.to) >> 1;
    if (compare(records[middle] as StreamRecord) < 0) range.from = middle + 1;
    else range.to = middle;
  }
  return range.from;
}

const bySequence = (number: string) => (record: StreamRecord) => compareSequenceNumbers(record.sequenceNumber, number);
const isBefore = ({ iteratorType }: ReaderState) => iteratorType === "AT_SEQUENCE_NUMBER" || iteratorType === "AT_TIMESTAMP";
