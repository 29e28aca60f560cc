import type { CallRow, TableState } from "../model/inspection.ts";
import { FLOOD, planFlights } from "../model/stream-flights.ts";
import type { Box, Point } from "../model/stream-frame.ts";
import type { LanePlace } from "../model/stream-lanes.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import { type Pulse, pulsesSince } from "../model/stream-pulses.ts";
import type { ReaderPlace } from "../model/stream-readers.ts";
import { Animations } from "./animations.ts";
import { fly } from "./flight-drawing.ts";

const EASE = "cubic-bezier(.2,.7,.2,1)";
const SPLIT = 480;
const STEP = 240;
const PULSE = 600;

/** What is to be shown, and how much of it may move. */
export interface MotionView {
  readonly layout: StreamLayout;
  readonly table: TableState | undefined;
  readonly calls: readonly CallRow[];
  /** Where the arcs' drawing begins, in the lanes' coordinates. */
  readonly arcsAt: Point;
  /** The lanes' visible end, or infinite while they follow what is new. */
  readonly reach: number;
  readonly paused: boolean;
  /** The learner prefers less motion: states are shown, nothing flies. */
  readonly reduced: boolean;
  /** Another moment is shown, not what has happened since. */
  readonly jumped: boolean;
}

/** Animates what is new since the last drawing: records fly in from their partition, children grow, cursors step, partitions light up. */
export class StreamMotion {
  #animations = new Animations();
  #lanes = new Map<string, { box: Box; closed: boolean }>();
  #readers = new Map<string, { cursor: Point; polls: number }>();
  #record = -1;
  #step = 0;
  #first = true;

  show(root: ParentNode, view: MotionView): void {
    if (view.jumped) {
      this.#animations.finish();
      this.#record = -1;
    } else if (!this.#first && !view.paused) {
      this.#move(root, view);
    }
    this.#remember(view);
  }

  /** Holds what moves in its place, or lets it go on. */
  freeze(paused: boolean): void {
    if (paused) this.#animations.hold();
    else this.#animations.letGo();
  }

  #move(root: ParentNode, view: MotionView): void {
    const { layout, calls, table, arcsAt, reach, reduced } = view;
    const arrivals = layout.marks.filter(({ record }) => record.order > this.#record);
    if (table) for (const pulse of pulsesSince(calls, this.#step, table)) this.#pulse(root, pulse, layout, reduced);
    for (const place of layout.readers) this.#moveReader(root, place, reduced);
    if (reduced) {
      if (arrivals.length <= FLOOD) for (const { record } of arrivals) this.#flash(root, record.order);
      return;
    }
    const flying = root.querySelectorAll(".flight").length;
    for (const flight of planFlights(layout, arrivals, { arcsAt, reach, flying })) fly(root, flight, layout, this.#animations);
    for (const lane of layout.lanes) this.#moveLane(root, lane, layout);
  }

  /** A shard that closes draws back to its cap; children then grow out of it. */
  #moveLane(root: ParentNode, { shard, box }: LanePlace, { orientation }: StreamLayout): void {
    const before = this.#lanes.get(shard.shard);
    const parts = root.querySelectorAll(`[data-shard="${CSS.escape(shard.shard)}"]`);
    const landscape = orientation === "landscape";
    if (!before) {
      const hidden = landscape ? "inset(-4px 100% -4px 0)" : "inset(0 -4px 100% -4px)";
      const frames = [{ clipPath: hidden }, { clipPath: "inset(-4px)" }];
      const timing = { duration: SPLIT, delay: SPLIT / 2, easing: EASE, fill: "backwards" } as const;
      for (const part of parts) this.#animations.start(part, frames, timing);
    } else if (shard.closed && !before.closed) {
      const scale = landscape ? `scaleX(${before.box.width / box.width})` : `scaleY(${before.box.height / box.height})`;
      const lane = root.querySelector(`.shard[data-shard="${CSS.escape(shard.shard)}"] .lane`);
      this.#animations.start(lane, [{ transform: scale }, { transform: "none" }], { duration: SPLIT, easing: EASE });
    }
  }

  #moveReader(root: ParentNode, { reader, cursor }: ReaderPlace, reduced: boolean): void {
    const before = this.#readers.get(reader.reader);
    if (!before) return;
    const drawn = root.querySelector(`[data-reader="${CSS.escape(reader.reader)}"]`);
    const [x, y] = [before.cursor.x - cursor.x, before.cursor.y - cursor.y];
    const frames = [{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }];
    if (!reduced && (x !== 0 || y !== 0)) this.#animations.start(drawn, frames, { duration: STEP, easing: EASE });
    const polled = [{ opacity: 1 }, { opacity: 0.15 }, { opacity: 1 }];
    if (reader.emptyPolls > before.polls) this.#animations.start(drawn?.querySelector(".cursor") ?? null, polled, { duration: PULSE });
  }

  /** Reads outline a partition, writes fill it, a refused write bounces off. */
  #pulse(root: ParentNode, { partition, kind }: Pulse, { orientation }: StreamLayout, reduced: boolean): void {
    const drawn = root.querySelector(`.arc[data-partition="${CSS.escape(partition)}"] .${kind}`);
    const away = (by: number) => (orientation === "landscape" ? `translate(${by}px, 0)` : `translate(0, ${by}px)`);
    const bounce = [
      { transform: away(34), opacity: 0 },
      { transform: away(0), opacity: 1, offset: 0.4 },
      { transform: away(14), opacity: 1, offset: 0.75 },
      { transform: away(22), opacity: 0 },
    ];
    const lit = reduced ? [{ opacity: 1 }, { opacity: 1 }] : [{ opacity: 1 }, { opacity: 1, offset: 0.5 }, { opacity: 0 }];
    this.#animations.start(drawn, kind === "refused" && !reduced ? bounce : lit, { duration: kind === "refused" ? PULSE * 1.5 : PULSE });
  }

  #flash(root: ParentNode, order: number): void {
    const frames = [{ outline: "2px solid var(--ink)" }, { outline: "2px solid transparent" }];
    this.#animations.start(root.querySelector(`[data-order="${order}"] .shape`), frames, { duration: 1000 });
  }

  #remember({ layout, calls }: MotionView): void {
    this.#first = false;
    this.#record = layout.marks.reduce((last, { record }) => Math.max(last, record.order), this.#record);
    this.#step = calls.at(-1)?.step ?? 0;
    this.#lanes = new Map(layout.lanes.map(({ shard, box }) => [shard.shard, { box, closed: shard.closed !== undefined }]));
    this.#readers = new Map(layout.readers.map(({ reader, cursor }) => [reader.reader, { cursor, polls: reader.emptyPolls }]));
  }
}
