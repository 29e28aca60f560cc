import type { HashRange } from "../../wasm/events.ts";
import { hashExtent } from "./hash.ts";
import type { StreamState, TableState } from "./inspection.ts";
import { type ArcPlace, layOutArcs } from "./stream-arcs.ts";
import { type CaptionPlace, placeCaptions } from "./stream-caption-places.ts";
import { type StreamEnd, streamEnd } from "./stream-end.ts";
import { foldIdle } from "./stream-folds.ts";
import { clamp, frameOf, type Orientation, type Span, sizeOf } from "./stream-frame.ts";
import { type BranchPlace, type LanePlace, placeBranch, placeLane } from "./stream-lanes.ts";
import {
  type MarkPlace,
  placeMarks,
  placeThreads,
  placeTicks,
  placeTies,
  type ThreadPlace,
  type TickPlace,
  type TiePlace,
} from "./stream-marks.ts";
import { layOutReaders, type ReaderPlace } from "./stream-readers.ts";
import { layOutTimeline, spanOf, type TimeBreak } from "./stream-timeline.ts";

export interface StreamLayout {
  readonly orientation: Orientation;
  /** Size of the lanes' drawing. Along the time axis it may exceed the room and scroll. */
  readonly width: number;
  readonly height: number;
  /** Size of the arcs' drawing, which follows the lanes and stays in sight. */
  readonly arcsWidth: number;
  readonly arcsHeight: number;
  readonly markRadius: number;
  readonly lanes: readonly LanePlace[];
  readonly branches: readonly BranchPlace[];
  readonly marks: readonly MarkPlace[];
  readonly threads: readonly ThreadPlace[];
  readonly ties: readonly TiePlace[];
  readonly readers: readonly ReaderPlace[];
  readonly ticks: readonly TickPlace[];
  readonly breaks: readonly TimeBreak[];
  readonly captions: readonly CaptionPlace[];
  /** Empty once nothing is written to the stream any more. */
  readonly arcs: readonly ArcPlace[];
  readonly end?: StreamEnd;
  /** Whether something has passed the trim horizon, before the first lane. */
  readonly trimmed?: StreamState["trimmed"];
  /** Along the time axis. */
  readonly now: number;
  /** Across: where lanes begin and end. */
  readonly across: Span;
}

export interface StreamRoom {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly now: number;
  /** Whether generations of empty shards are shown too. */
  readonly unfolded?: boolean;
}

interface Measures {
  start: number;
  /** More at the start, once there is something beyond the trim horizon. */
  trim: number;
  pitch: number;
  arcs: number;
  before: number;
  after: number;
  gap: number;
  lead: number;
  branch: number;
  shortest: number;
  label: number;
  inset: readonly [before: number, after: number];
}

const MEASURES: Record<Orientation, Measures> = {
  landscape: {
    ...{ start: 8, trim: 34, arcs: 180, before: 32, after: 58, gap: 18 },
    ...{ pitch: 20, lead: 8, branch: 35, shortest: 100, label: 90, inset: [24, 10] },
  },
  portrait: {
    ...{ start: 8, trim: 32, arcs: 96, before: 46, after: 18, gap: 15 },
    ...{ pitch: 17, lead: 24, branch: 34, shortest: 34, label: 20, inset: [10, 10] },
  },
};
const MAX_RADIUS = 7;
const LEAST_LANE = 18;
const CHARACTER = 6;
/** Of a break without its text, or across the text's direction. */
const BREAK = 18;
/** A line of text. */
const CAPTION = 24;

/** Lays out a stream and its table, if it still has one, in a room of the given size. */
export function layOutStream(whole: StreamState, table: TableState | undefined, room: StreamRoom): StreamLayout {
  const { orientation } = room;
  const { stream, folds } = room.unfolded ? { stream: whole, folds: new Map<string, number>() } : foldIdle(whole);
  const measures = MEASURES[orientation];
  const frame = frameOf(orientation);
  const [alongRoom, acrossRoom] = orientation === "landscape" ? [room.width, room.height] : [room.height, room.width];
  const across = { from: measures.before, to: Math.max(measures.before + 40, acrossRoom - measures.after) };
  const ranges = [...stream.shards, ...(table?.partitions ?? [])];
  const lane = laneScale(across, gapOf(across, ranges, measures.gap));
  const radius = clamp(Math.min(...stream.shards.map((shard) => sizeOf(lane(shard)))) / 2 - 2, 3, MAX_RADIUS);
  const trimmed = stream.trimmed.records + stream.trimmed.shards > 0 ? stream.trimmed : undefined;
  const start = measures.start + (trimmed ? measures.trim : 0);
  const laneRoom = Math.max(160, alongRoom - measures.arcs - start);
  const breakLength = (text: string, folds: boolean) =>
    orientation === "landscape" ? text.length * CHARACTER + BREAK : BREAK + (folds ? CAPTION : 0);
  const timeline = layOutTimeline(stream, { ...measures, start, room: laneRoom, breakLength, folds });
  const end = streamEnd(stream, table);
  const marks = stream.shards.flatMap((shard) => placeMarks(shard, { lane: lane(shard), inset: measures.inset, radius, timeline, frame }));
  const now = timeline.end;
  const lanes = stream.shards.map((shard) => placeLane(shard, lane(shard), spanOf(timeline, shard.shard), frame, orientation));
  const size = frame.box({ from: 0, to: now }, { from: 0, to: acrossRoom });
  const arcsSize = frame.box({ from: 0, to: measures.arcs }, { from: 0, to: acrossRoom });
  return {
    orientation,
    width: size.width,
    height: size.height,
    arcsWidth: arcsSize.width,
    arcsHeight: arcsSize.height,
    markRadius: radius,
    lanes,
    branches: stream.shards.flatMap((shard) => placeBranch(shard, stream.shards, lane, timeline, frame)),
    marks,
    threads: placeThreads(marks),
    ties: placeTies(marks, frame, orientation),
    readers: layOutReaders(stream, { orientation, timeline, lane, gap: gapOf(across, ranges, measures.gap), end: now }),
    ticks: placeTicks(timeline),
    breaks: timeline.breaks,
    captions: placeCaptions(whole, { orientation, timeline, branch: measures.branch, height: size.height, across, now }),
    arcs: table && !end ? layOutArcs(table, { orientation, across, lane, now: room.now }) : [],
    end,
    trimmed,
    now,
    across,
  };
}

/** Between neighbouring lanes, where flags stand: at most a quarter of the narrowest's room, or more if that leaves it LEAST_LANE. */
function gapOf(across: Span, ranges: readonly HashRange[], wanted: number): number {
  const narrowest = Math.min(1, ...ranges.map((range) => hashExtent(range).end - hashExtent(range).start));
  const room = narrowest * sizeOf(across);
  return Math.min(wanted, Math.max(room / 4, Math.min(room * 0.4, room - LEAST_LANE)));
}

/** Maps ranges of the hash space to the axis across. */
function laneScale(across: Span, gap: number): (range: HashRange) => Span {
  const half = gap / 2;
  return (range) => {
    const { start, end } = hashExtent(range);
    const from = across.from + start * sizeOf(across) + (start > 0 ? half : 0);
    const to = across.from + end * sizeOf(across) - (end < 1 ? half : 0);
    return { from, to };
  };
}
