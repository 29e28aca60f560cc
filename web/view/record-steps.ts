import type { StreamRecord } from "../model/inspection.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import type { MarkPlace } from "../model/stream-marks.ts";

/** Returns the record an arrow key leads to. Along time: the next record of the same shard. Across: the nearest record in the next lane. */
export function nextRecord(layout: StreamLayout, selected: StreamRecord | undefined, key: string): StreamRecord | undefined {
  const { marks } = layout;
  const present = marks.find(({ record }) => record.order === selected?.order);
  if (!present) return marks.toSorted((left, right) => left.record.order - right.record.order).at(-1)?.record;
  const landscape = layout.orientation === "landscape";
  const alongKeys = landscape ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  const forward = key === "ArrowRight" || key === "ArrowDown";
  const found = alongKeys.includes(key) ? alongLane(marks, present, forward) : acrossLanes(marks, present, forward, landscape);
  return (found ?? present).record;
}

function alongLane(marks: readonly MarkPlace[], present: MarkPlace, forward: boolean): MarkPlace | undefined {
  const lane = marks.filter(({ record }) => record.shard === present.record.shard);
  return lane[lane.indexOf(present) + (forward ? 1 : -1)];
}

function acrossLanes(marks: readonly MarkPlace[], present: MarkPlace, forward: boolean, landscape: boolean): MarkPlace | undefined {
  const along = ({ x, y }: MarkPlace) => (landscape ? x : y);
  const across = ({ x, y }: MarkPlace) => (landscape ? y : x);
  const beyond = marks.filter((mark) => mark.record.shard !== present.record.shard && across(mark) > across(present) === forward);
  const distance = (mark: MarkPlace) => Math.abs(along(mark) - along(present)) + 2 * Math.abs(across(mark) - across(present));
  return beyond.toSorted((left, right) => distance(left) - distance(right))[0];
}
