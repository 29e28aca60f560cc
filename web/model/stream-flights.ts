import { arcPoint } from "./stream-arcs.ts";
import { clamp, type Point } from "./stream-frame.ts";
import type { StreamLayout } from "./stream-layout.ts";
import type { MarkPlace } from "./stream-marks.ts";

/** A record's way from the place of its hash on the arc to its slot, in the lanes' coordinates. */
export interface FlightPlace {
  readonly mark: MarkPlace;
  readonly from: Point;
  /** When it leaves, in milliseconds from now. */
  readonly delay: number;
}

/** However far it is. */
export const FLIGHT_TIME = 600;
/** More than these, nobody could follow. */
export const FLOOD = 60;
const [SHORTEST_STEP, LONGEST_STEP, ALL_STEPS] = [25, 120, 1_500];

export interface FlightsRoom {
  /** Where the arcs' drawing begins, in the lanes' coordinates. */
  readonly arcsAt: Point;
  /** The visible lanes' end, if they do not follow what is new: a slot behind it is out of sight. */
  readonly reach: number;
  /** How many are still on their way. */
  readonly flying: number;
}

/** Several records leave one after the other in their order; a flood does not fly. */
export function planFlights(layout: StreamLayout, arrivals: readonly MarkPlace[], { arcsAt, reach, flying }: FlightsRoom): FlightPlace[] {
  if (arrivals.length + flying > FLOOD) return [];
  const step = clamp(ALL_STEPS / arrivals.length, SHORTEST_STEP, LONGEST_STEP);
  const inOrder = arrivals.toSorted((left, right) => left.record.order - right.record.order);
  return inOrder.flatMap((mark, at): FlightPlace[] => {
    if ((layout.orientation === "landscape" ? mark.x : mark.y) > reach) return [];
    const place = arcPoint(layout.arcs, mark.record.hash, layout.orientation, layout.across);
    return place ? [{ mark, from: { x: place.x + arcsAt.x, y: place.y + arcsAt.y }, delay: at * step }] : [];
  });
}
