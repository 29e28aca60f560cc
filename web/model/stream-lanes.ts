import { hashExtent } from "./hash.ts";
import type { ShardState } from "./inspection.ts";
import { type Box, type Frame, middleOf, type Orientation, type PathCommand, type Point, type Span, sizeOf } from "./stream-frame.ts";
import { type StreamTimeline, spanOf } from "./stream-timeline.ts";

export interface LanePlace {
  readonly shard: ShardState;
  readonly box: Box;
  readonly along: Span;
  readonly cap?: Box;
  /** Start of the label's baseline, or its middle in portrait; absent if there is no room for one. */
  readonly label?: Point;
  /** In portrait a narrow lane's label runs down the lane. */
  readonly turned: boolean;
  /** Middle of its range in the hash space, for the colour. */
  readonly hue: number;
}

export interface BranchPlace {
  readonly shard: string;
  readonly parent: string;
  readonly path: string;
  readonly hue: number;
}

const LABEL_WIDTH = 60;
const LINE = 12;

/** How thick a closed shard's end is. */
export const CAP = 3;

export function placeLane(shard: ShardState, lane: Span, along: Span, frame: Frame, orientation: Orientation): LanePlace {
  const { start, end } = hashExtent(shard);
  const cap = shard.closed && frame.box({ from: along.to - CAP, to: along.to }, { from: lane.from - 3, to: lane.to + 3 });
  const landscape = orientation === "landscape";
  const turned = !landscape && sizeOf(lane) < LABEL_WIDTH;
  const upright = landscape
    ? frame.point(along.from + 6, lane.from + Math.min(13, sizeOf(lane) / 2 + 4))
    : { x: middleOf(lane), y: along.from + 15 };
  const label = turned ? { x: lane.from + 3, y: along.from + 6 } : upright;
  return {
    shard,
    box: frame.box(along, lane),
    along,
    cap,
    label: sizeOf(lane) >= LINE ? label : undefined,
    turned,
    hue: (start + end) / 2,
  };
}

export function placeBranch(
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
