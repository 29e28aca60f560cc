import { clamp, type Span, sizeOf } from "./stream-frame.ts";
import type { LanePlace } from "./stream-lanes.ts";
import type { StreamLayout } from "./stream-layout.ts";
import type { ReaderPlace } from "./stream-readers.ts";

/** Readers whose cursors are not in the visible part of the time axis, the nearest first. */
export interface HiddenReaders {
  readonly before: readonly ReaderPlace[];
  readonly after: readonly ReaderPlace[];
}

export function hiddenReaders({ readers }: StreamLayout, visible: Span): HiddenReaders {
  const inOrder = readers.toSorted((left, right) => left.at - right.at);
  return {
    before: inOrder.filter(({ at }) => at < visible.from).reverse(),
    after: inOrder.filter(({ at }) => at > visible.to + 1),
  };
}

/** "reader A", "readers A, B and 3 more". */
export function readersText(readers: readonly ReaderPlace[]): string {
  const names = readers.slice(0, 2).map(({ reader }) => reader.reader);
  const more = readers.length > 2 ? ` and ${readers.length - 2} more` : "";
  return `${readers.length === 1 ? "reader" : "readers"} ${names.join(", ")}${more}`;
}

/** How far a lane's label of that length moves along to stay in sight, as long as the lane is. */
export function labelShift({ along }: LanePlace, scrolled: number, length: number): number {
  return clamp(scrolled - along.from, 0, Math.max(0, sizeOf(along) - length));
}
