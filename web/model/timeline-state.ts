import type { TimelineStep } from "./timeline-step.ts";

/** Which moment a view shows: the one after `position` steps. */
export interface ShownMoment {
  readonly position: number;
  readonly isPast: boolean;
}

/** Returns whether the second moment shows something else than what has happened since the first: then nothing moves. */
export function isJump(before: ShownMoment | undefined, after: ShownMoment): boolean {
  if (!before || (!before.isPast && !after.isPast)) return false;
  return after.position !== before.position && after.position !== before.position + 1;
}

/** The steps so far, and which of them the views show. A position is a number of steps. */
export interface TimelineState {
  /** The first position that can be shown: what was before is not kept. */
  readonly first: number;
  readonly length: number;
  readonly position: number;
  /** The engine's number of the last step shown; 0 before the first. */
  readonly step: number;
  /** Those after `first`. */
  readonly steps: readonly TimelineStep[];
  /** Whether the views show something else than now. */
  readonly isPast: boolean;
  /** The step that led to the position in the past; undefined for now, and before the first step. */
  readonly moment: TimelineStep | undefined;
  readonly playing: boolean;
  /** 1 is about one step a second. */
  readonly speed: number;
}
