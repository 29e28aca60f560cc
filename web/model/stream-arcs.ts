import { hashExtent, hashPosition } from "./hash.ts";
import { HASH_BINS, type PartitionState, recentLoad, type TableState } from "./inspection.ts";
import { frameOf, middleOf, type Orientation, type PathCommand, type Point, type Span, sizeOf } from "./stream-frame.ts";

/** A partition at the end of its lane, in the arcs' own drawing. */
export interface ArcPlace {
  readonly partition: PartitionState;
  /** Its part of the axis across. */
  readonly lane: Span;
  /** The lane's fading end. */
  readonly tail: string;
  readonly band: string;
  /** The outer band, as thick as the load of the last minutes; absent without load. */
  readonly load?: string;
  /** One line for each part of the hash space that has items. */
  readonly ticks: string;
  readonly label: Point;
  /** The middle of the band. */
  readonly middle: Point;
  /** How many lines of text fit. */
  readonly lines: number;
  readonly hue: number;
}

export interface ArcsRoom {
  readonly orientation: Orientation;
  readonly across: Span;
  readonly lane: (range: PartitionState) => Span;
  readonly now: number;
}

interface Measures {
  tail: number;
  bulge: number;
  band: number;
  label: number;
}

const MEASURES: Record<Orientation, Measures> = {
  landscape: { tail: 38, bulge: 25, band: 17, label: 14 },
  portrait: { tail: 12, bulge: 12, band: 18, label: 16 },
};
const STEPS = 12;
const LOAD_GAP = 2;
const MAX_LOAD = 6;

export function layOutArcs(table: TableState, room: ArcsRoom): ArcPlace[] {
  const most = Math.max(...table.partitions.map((partition) => recentLoad(partition, room.now)));
  return table.partitions.map((partition) => placeArc(table, partition, room, most));
}

function placeArc({ bins }: TableState, partition: PartitionState, room: ArcsRoom, most: number): ArcPlace {
  const measures = MEASURES[room.orientation];
  const frame = frameOf(room.orientation);
  const lane = room.lane(partition);
  const { start, end } = hashExtent(partition);
  const edge = (across: number) => measures.tail + bulge(across, room.across) * measures.bulge;
  const ring = (inner: number, outer: number): string => frame.path(ringPath(lane, edge, inner, outer));
  const load = recentLoad(partition, room.now);
  const thickness = most > 0 ? (load / most) * (MAX_LOAD - 1.5) + 1.5 : 0;
  const outer = measures.tail + measures.bulge + measures.band + LOAD_GAP + MAX_LOAD + measures.label;
  return {
    partition,
    lane,
    tail: frame.path([["M", [0, lane.from]], ...along(lane, edge), ["L", [0, lane.to]], ["Z"]]),
    band: ring(0, measures.band),
    load: load > 0 ? ring(measures.band + LOAD_GAP, measures.band + LOAD_GAP + thickness) : undefined,
    ticks: frame.path(tickPaths(bins, start, end, lane, edge, measures.band)),
    label: frame.point(outer, middleOf(lane)),
    middle: frame.point(edge(middleOf(lane)) + measures.band / 2, middleOf(lane)),
    lines: linesOf(lane, room.orientation),
    hue: (start + end) / 2,
  };
}

/** The place of a hash on its partition's arc; absent if no arc has it. */
export function arcPoint(arcs: readonly ArcPlace[], hash: string, orientation: Orientation, across: Span): Point | undefined {
  const arc = arcs.find(({ partition: { from, to } }) => from <= hash && hash <= to);
  if (!arc) return undefined;
  const { start, end } = hashExtent(arc.partition);
  const at = arc.lane.from + ((hashPosition(hash) - start) / (end - start)) * sizeOf(arc.lane);
  const { tail, bulge: height, band } = MEASURES[orientation];
  return frameOf(orientation).point(tail + bulge(at, across) * height + band / 2, at);
}

function linesOf(lane: Span, orientation: Orientation): number {
  if (orientation === "portrait") return sizeOf(lane) >= 44 ? 2 : sizeOf(lane) >= 17 ? 1 : 0;
  return sizeOf(lane) >= 46 ? 3 : sizeOf(lane) >= 13 ? 1 : 0;
}

function ringPath(lane: Span, edge: (across: number) => number, inner: number, outer: number): PathCommand[] {
  const near = along(lane, (across) => edge(across) + inner);
  const far = along(lane, (across) => edge(across) + outer).reverse();
  return [["M", [edge(lane.from) + inner, lane.from]], ...near, ...far, ["Z"]];
}

function along(lane: Span, edge: (across: number) => number): PathCommand[] {
  return Array.from({ length: STEPS + 1 }, (_, step): PathCommand => {
    const across = lane.from + (sizeOf(lane) * step) / STEPS;
    return ["L", [edge(across), across]];
  });
}

function tickPaths(
  bins: readonly number[],
  start: number,
  end: number,
  lane: Span,
  edge: (across: number) => number,
  band: number,
): PathCommand[] {
  return bins.flatMap((count, bin): PathCommand[] => {
    const position = (bin + 0.5) / HASH_BINS;
    if (count === 0 || position < start || position >= end) return [];
    const across = lane.from + ((position - start) / (end - start)) * sizeOf(lane);
    return [
      ["M", [edge(across) + 3, across]],
      ["L", [edge(across) + band - 3, across]],
    ];
  });
}

/** 1 in the middle, 0 at both ends. */
function bulge(across: number, whole: Span): number {
  const place = (across - middleOf(whole)) / (sizeOf(whole) / 2);
  return 1 - place * place;
}
