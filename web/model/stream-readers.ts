import { hashExtent } from "./hash.ts";
import type { ReaderState, ShardState, StreamState } from "./inspection.ts";
import { type Box, clamp, frameOf, type Orientation, type Span } from "./stream-frame.ts";
import type { StreamTimeline } from "./stream-timeline.ts";

export interface ReaderPlace {
  readonly reader: ReaderState;
  readonly shard: ShardState;
  readonly cursor: Box;
  /** What it has read. */
  readonly read: Box;
  readonly flag: Box;
  readonly text: string;
  readonly expired: boolean;
  /** Middle of its shard's range in the hash space. */
  readonly hue: number;
}

export interface ReadersRoom {
  readonly orientation: Orientation;
  readonly timeline: StreamTimeline;
  readonly lane: (range: ShardState) => Span;
  readonly size: Box;
  readonly now: number;
}

const FLAG_HEIGHT = 17;
const CHARACTER = 6.2;
const PADDING = 14;

export function layOutReaders({ shards, readers }: StreamState, room: ReadersRoom): ReaderPlace[] {
  const inLane = new Map<string, number>();
  return readers.flatMap((reader) => {
    const shard = shards.find((each) => each.shard === reader.shard);
    if (!shard) return [];
    const row = inLane.get(shard.shard) ?? 0;
    inLane.set(shard.shard, row + 1);
    return [placeReader(reader, shard, row, room)];
  });
}

function placeReader(reader: ReaderState, shard: ShardState, row: number, room: ReadersRoom): ReaderPlace {
  const frame = frameOf(room.orientation);
  const lane = room.lane(shard);
  const at = placeOf(reader, shard, room.timeline);
  const start = Math.min(at, startOf(reader, shard, room.timeline));
  const expired = reader.expires <= room.now && !reader.atEnd;
  const text = readerText(reader, shard, room.orientation, expired);
  const cursor = frame.box({ from: at - 1, to: at + 1 }, { from: lane.from - 2, to: lane.to + 2 });
  const read = frame.box({ from: start, to: at }, lane);
  return {
    reader,
    shard,
    cursor,
    read,
    flag: flagBox(text, cursor, flagAcross(lane, row), row, room),
    text,
    expired,
    hue: middleHash(shard),
  };
}

function middleHash(shard: ShardState): number {
  const { start, end } = hashExtent(shard);
  return (start + end) / 2;
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
  const last = records.findLast((record) => record.order < order);
  const along = last && timeline.records.get(last.order);
  return along === undefined ? undefined : along + timeline.pitch / 2;
}

function alongOf(sequenceNumber: string | undefined, { records }: ShardState, timeline: StreamTimeline): number | undefined {
  const record = records.find((each) => each.sequenceNumber === sequenceNumber);
  return record && timeline.records.get(record.order);
}

/** In the gap below the lane; further readers of the same shard stack up from there. */
function flagAcross(lane: Span, row: number): number {
  return lane.to + 1 - row * (FLAG_HEIGHT + 2);
}

function flagBox(text: string, cursor: Box, across: number, row: number, { orientation, size }: ReadersRoom): Box {
  const width = Math.min(text.length * CHARACTER + PADDING, size.width);
  const x = orientation === "landscape" ? cursor.x : cursor.x + cursor.width / 2 - width / 2;
  const y = orientation === "landscape" ? across : cursor.y + row * (FLAG_HEIGHT + 2) - 8;
  return { x: clamp(x, 0, size.width - width), y: clamp(y, 0, size.height - FLAG_HEIGHT), width, height: FLAG_HEIGHT };
}

function readerText(
  { reader, iteratorType, records, atEnd }: ReaderState,
  shard: ShardState,
  orientation: Orientation,
  expired: boolean,
): string {
  const count = `${records}/${shard.records.length + shard.gone}`;
  const state = expired ? ["expired"] : atEnd ? ["at end"] : [];
  return [reader, ...(orientation === "landscape" ? [iteratorType] : []), count, ...state].join(" · ");
}

const isBefore = ({ iteratorType }: ReaderState) => iteratorType === "AT_SEQUENCE_NUMBER" || iteratorType === "AT_TIMESTAMP";
