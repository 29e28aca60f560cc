import type { StreamState } from "./inspection.ts";
import { captionsOf } from "./stream-captions.ts";
import { middleOf, type Orientation, type Point, type Span, sizeOf } from "./stream-frame.ts";
import { CAP } from "./stream-lanes.ts";
import { type StreamTimeline, spanOf } from "./stream-timeline.ts";

export interface CaptionPlace {
  readonly order: number;
  /** Beginning (landscape) or middle (portrait) of the text. */
  readonly place: Point;
  readonly text: string;
}

export interface CaptionsRoom {
  readonly orientation: Orientation;
  readonly timeline: StreamTimeline;
  /** Between a closed shard and its children. */
  readonly branch: number;
  readonly height: number;
  readonly across: Span;
  readonly now: number;
}

const CHARACTER = 6.4;

/** Beneath the lanes from the cap on, or across the branches; of captions that would overlap the later ones stay. */
export function placeCaptions(stream: StreamState, { orientation, timeline, branch, height, across, now }: CaptionsRoom): CaptionPlace[] {
  let free = Number.POSITIVE_INFINITY;
  const places = captionsOf(stream).filter(({ shard }) => timeline.shards.has(shard));
  return places.reverse().flatMap(({ shard, order, text, more }): CaptionPlace[] => {
    const cap = spanOf(timeline, shard).to;
    const whole = text + more;
    const length = whole.length * CHARACTER;
    if (orientation === "portrait") {
      const isBeforeFold = timeline.breaks.some(({ from, fold }) => from === cap && fold !== undefined);
      const y = cap + branch / 2 + (isBeforeFold ? 18 : 4);
      if (y > free) return [];
      free = y - 14;
      return [{ order, text: length > sizeOf(across) ? text : whole, place: { x: middleOf(across), y } }];
    }
    const x = Math.max(0, Math.min(cap - CAP, now - length));
    if (x + length > free) return [];
    free = x - 12;
    return [{ order, text: whole, place: { x, y: height - 25 } }];
  });
}
