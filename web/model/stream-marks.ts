import { hashExtent, hashPosition } from "./hash.ts";
import type { ShardState, StreamRecord } from "./inspection.ts";
import { clamp, type Frame, type Orientation, type PathCommand, type Point, type Span, sizeOf } from "./stream-frame.ts";
import type { StreamTimeline } from "./stream-timeline.ts";

export interface MarkPlace extends Point {
  readonly record: StreamRecord;
}

/** From one record of an item to its next. */
export interface ThreadPlace {
  readonly key: string;
  readonly from: Point;
  readonly to: Point;
}

/** Along the time axis. */
export interface TiePlace extends Span {
  readonly transaction: number;
  readonly path: string;
}

/** A run of records written by one cell; along the time axis. */
export interface TickPlace extends Span {
  readonly cell: string;
  readonly now: number;
}

export interface MarksRoom {
  readonly lane: Span;
  /** Margins at the lane's edges that stay free of marks if the lane is wide enough. */
  readonly inset: readonly [before: number, after: number];
  readonly radius: number;
  readonly timeline: StreamTimeline;
  readonly frame: Frame;
}

export function placeMarks(shard: ShardState, { lane, inset, radius, timeline, frame }: MarksRoom): MarkPlace[] {
  const { start, end } = hashExtent(shard);
  const [before, after] = sizeOf(lane) >= 52 ? inset : [radius + 1, radius + 1];
  return shard.records.map((record) => {
    const share = clamp((hashPosition(record.hash) - start) / (end - start), 0, 1);
    const across = lane.from + before + share * Math.max(0, sizeOf(lane) - before - after);
    return { record, ...frame.point(timeline.records.get(record.order) ?? 0, across) };
  });
}

export function placeThreads(marks: readonly MarkPlace[]): ThreadPlace[] {
  const latest = new Map<string, MarkPlace>();
  return marks.flatMap((mark) => {
    const line = `${mark.record.shard} ${mark.record.key}`;
    const before = latest.get(line);
    latest.set(line, mark);
    return before ? [{ key: mark.record.key, from: { x: before.x, y: before.y }, to: { x: mark.x, y: mark.y } }] : [];
  });
}

/** A bracket around the records of one transaction, from the first lane to the last. */
export function placeTies(marks: readonly MarkPlace[], frame: Frame, orientation: Orientation): TiePlace[] {
  const groups = new Map<number, MarkPlace[]>();
  for (const mark of marks) {
    const { transaction } = mark.record;
    if (transaction !== undefined) groups.set(transaction, [...(groups.get(transaction) ?? []), mark]);
  }
  return [...groups].flatMap(([transaction, members]) => {
    if (members.length < 2) return [];
    const places = members.map(({ x, y }) => (orientation === "landscape" ? { along: x, across: y } : { along: y, across: x }));
    const from = Math.min(...places.map(({ along }) => along));
    const to = Math.max(...places.map(({ along }) => along));
    const spine = (from + to) / 2;
    const reach = places.map(({ across }) => across);
    const arms = places.flatMap(({ along, across }): PathCommand[] => [
      ["M", [along, across]],
      ["L", [spine, across]],
    ]);
    const back: PathCommand[] = [
      ["M", [spine, Math.min(...reach)]],
      ["L", [spine, Math.max(...reach)]],
    ];
    return [{ transaction, from, to, path: frame.path([...arms, ...back]) }];
  });
}

/** Runs of records written by one cell, across all shards. A break ends a run. */
export function placeTicks({ records, sequence, pitch, breaks }: StreamTimeline): TickPlace[] {
  const ticks: { cell: string; now: number; from: number; to: number }[] = [];
  let passed = 0;
  for (const { cell, order, now } of sequence) {
    const along = records.get(order) ?? 0;
    const last = ticks.at(-1);
    const before = passed;
    while ((breaks[passed]?.from ?? along) < along) passed++;
    if (last && last.cell === (cell ?? "") && passed === before) last.to = along + pitch / 2 - 3;
    else ticks.push({ cell: cell ?? "", now, from: along - pitch / 2 + 3, to: along + pitch / 2 - 3 });
  }
  return ticks.filter(({ cell }) => cell !== "");
}
