import { hashExtent } from "./hash.ts";
import type { ShardState, StreamState, TableState } from "./inspection.ts";
import { type ArcPlace, layOutArcs } from "./stream-arcs.ts";
import {
  type Box,
  clamp,
  type Frame,
  frameOf,
  middleOf,
  type Orientation,
  type PathCommand,
  type Point,
  type Span,
  sizeOf,
} from "./stream-frame.ts";
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
import { layOutTimeline, type StreamTimeline } from "./stream-timeline.ts";

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
  readonly arcs: readonly ArcPlace[];
  /** Along the time axis. */
  readonly now: number;
  readonly trimHorizon: number;
  /** Across: where lanes begin and end. */
  readonly across: Span;
}

export interface LanePlace {
  readonly shard: ShardState;
  readonly box: Box;
  readonly cap?: Box;
  /** Start of the label's baseline; absent if there is no room for one. */
  readonly label?: Point;
  /** Middle of its range in the hash space, for the colour. */
  readonly hue: number;
}

export interface BranchPlace {
  readonly shard: string;
  readonly parent: string;
  readonly path: string;
  readonly hue: number;
}

export interface StreamRoom {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly now: number;
}

interface Measures {
  start: number;
  arcs: number;
  before: number;
  after: number;
  gap: number;
  lead: number;
  branch: number;
  shortest: number;
  inset: readonly [before: number, after: number];
}

const MEASURES: Record<Orientation, Measures> = {
  landscape: { start: 42, arcs: 180, before: 32, after: 46, gap: 18, lead: 8, branch: 35, shortest: 98, inset: [24, 10] },
  portrait: { start: 40, arcs: 96, before: 46, after: 16, gap: 9, lead: 30, branch: 32, shortest: 34, inset: [12, 12] },
};
const MAX_PITCH = 30;
const MAX_RADIUS = 7;
const CAP = 3;

/** Lays out a stream and its table, if it still has one, in a room of the given size. */
export function layOutStream(stream: StreamState, table: TableState | undefined, room: StreamRoom): StreamLayout {
  const { orientation } = room;
  const measures = MEASURES[orientation];
  const frame = frameOf(orientation);
  const [alongRoom, acrossRoom] = orientation === "landscape" ? [room.width, room.height] : [room.height, room.width];
  const across = { from: measures.before, to: Math.max(measures.before + 40, acrossRoom - measures.after) };
  const lane = laneScale(across, [...stream.shards, ...(table?.partitions ?? [])], measures.gap);
  const radius = clamp(Math.min(...stream.shards.map((shard) => sizeOf(lane(shard)))) / 2 - 2, 3, MAX_RADIUS);
  const laneRoom = Math.max(160, alongRoom - measures.arcs - measures.start);
  const timeline = shifted(
    layOutTimeline(stream, { ...measures, room: laneRoom, minPitch: 2 * radius + 1, maxPitch: MAX_PITCH }),
    measures.start,
  );
  const marks = stream.shards.flatMap((shard) => placeMarks(shard, { lane: lane(shard), inset: measures.inset, radius, timeline, frame }));
  const now = measures.start + timeline.length;
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
    readers: layOutReaders(stream, { orientation, timeline, lane, size, now: room.now }),
    ticks: placeTicks(stream, timeline),
    arcs: table ? layOutArcs(table, { orientation, across, lane, now: room.now }) : [],
    now,
    trimHorizon: measures.start - 12,
    across,
  };
}

/** Maps ranges of the hash space to the axis across. Neighbours are a gap apart, at most a quarter of the narrowest. */
function laneScale(
  across: Span,
  ranges: readonly { from: string; to: string }[],
  gap: number,
): (range: { from: string; to: string }) => Span {
  const narrowest = Math.min(1, ...ranges.map((range) => hashExtent(range).end - hashExtent(range).start));
  const half = Math.min(gap, (narrowest * sizeOf(across)) / 4) / 2;
  return (range) => {
    const { start, end } = hashExtent(range);
    const from = across.from + start * sizeOf(across) + (start > 0 ? half : 0);
    const to = across.from + end * sizeOf(across) - (end < 1 ? half : 0);
    return { from, to };
  };
}

function placeLane(shard: ShardState, lane: Span, along: Span, frame: Frame, orientation: Orientation): LanePlace {
  const { start, end } = hashExtent(shard);
  const cap = shard.closed && frame.box({ from: along.to - CAP, to: along.to }, { from: lane.from - 3, to: lane.to + 3 });
  const label = orientation === "landscape" ? frame.point(along.from + 6, lane.from + 13) : { x: middleOf(lane), y: along.from + 15 };
  const fits = orientation === "landscape" ? sizeOf(lane) >= 32 : sizeOf(lane) >= 58;
  return { shard, box: frame.box(along, lane), cap, label: fits ? label : undefined, hue: (start + end) / 2 };
}

function placeBranch(
  child: ShardState,
  shards: readonly ShardState[],
  lane: (range: ShardState) => Span,
  timeline: StreamTimeline,
  frame: Frame,
): BranchPlace[] {
  const parent = shards.find(({ shard }) => shard === child.parent);
  if (!parent) return [];
  const from = spanOf(timeline, parent.shard).to;
  const to = spanOf(timeline, child.shard).from;
  const near = shareOf(parent, child, lane(parent));
  const far = lane(child);
  const half = (from + to) / 2;
  const path: PathCommand[] = [
    ["M", [from, near.from]],
    ["C", [half, near.from], [half, far.from], [to, far.from]],
    ["L", [to, far.to]],
    ["C", [half, far.to], [half, near.to], [from, near.to]],
    ["Z"],
  ];
  const { start, end } = hashExtent(child);
  return [{ shard: child.shard, parent: parent.shard, path: frame.path(path), hue: (start + end) / 2 }];
}

/** The part of the parent's end that the child continues. */
function shareOf(parent: ShardState, child: ShardState, lane: Span): Span {
  const whole = hashExtent(parent);
  const part = hashExtent(child);
  const at = (position: number) => lane.from + ((position - whole.start) / (whole.end - whole.start)) * sizeOf(lane);
  return { from: at(part.start), to: at(part.end) };
}

function shifted(timeline: StreamTimeline, by: number): StreamTimeline {
  const shards = new Map([...timeline.shards].map(([shard, { from, to }]) => [shard, { from: from + by, to: to + by }]));
  return { ...timeline, shards, records: new Map([...timeline.records].map(([order, along]) => [order, along + by])) };
}

export const spanOf = ({ shards }: StreamTimeline, shard: string): Span => shards.get(shard) ?? { from: 0, to: 0 };
