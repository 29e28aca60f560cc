import type { StreamLayout } from "../model/stream-layout.ts";
import { alongOf } from "./record-drawing.ts";

const EASE = "cubic-bezier(.2,.7,.2,1)";
const FLIGHT = 640;
const SPLIT = 480;
const STEP = 240;
/** Above this number, arrivals fly in together; above that one, nobody could follow them. */
const BATCH = 12;
const FLOOD = 60;

/** Animates what is new since the last drawing: records fly in from their partition, children grow, cursors step. */
export class StreamMotion {
  #shards = new Set<string>();
  #cursors = new Map<string, { x: number; y: number }>();
  #last = -1;
  #first = true;

  /** `still` means paused, or that the learner prefers less motion; new records are then only marked for a second. */
  show(root: ParentNode, layout: StreamLayout, still: { paused: boolean; reduced: boolean }): void {
    const arrivals = layout.marks.filter(({ record }) => record.order > this.#last);
    const born = layout.lanes.filter(({ shard }) => !this.#shards.has(shard.shard));
    if (!this.#first && !still.paused && still.reduced && arrivals.length <= FLOOD)
      for (const { record } of arrivals) flash(shapeOf(root, record.order));
    if (!this.#first && !still.paused && !still.reduced) this.#move(root, layout, arrivals, born);
    this.#remember(layout);
  }

  #move(root: ParentNode, layout: StreamLayout, arrivals: StreamLayout["marks"], born: StreamLayout["lanes"]): void {
    const along = alongOf(layout);
    const batch = arrivals.length > BATCH;
    if (arrivals.length <= FLOOD)
      for (const place of arrivals) fly(shapeOf(root, place.record.order), layout, layout.now - along(place), batch);
    for (const { shard } of born) grow(root.querySelectorAll(`[data-shard="${CSS.escape(shard.shard)}"]`));
    for (const { reader, cursor } of layout.readers) {
      const before = this.#cursors.get(reader.reader);
      if (before) step(root.querySelector(`[data-reader="${CSS.escape(reader.reader)}"]`), before.x - cursor.x, before.y - cursor.y);
    }
  }

  #remember(layout: StreamLayout): void {
    this.#first = false;
    this.#last = layout.marks.reduce((last, { record }) => Math.max(last, record.order), this.#last);
    this.#shards = new Set(layout.lanes.map(({ shard }) => shard.shard));
    this.#cursors = new Map(layout.readers.map(({ reader, cursor }) => [reader.reader, cursor]));
  }
}

const shapeOf = (root: ParentNode, order: number): Element | null => root.querySelector(`[data-order="${order}"] .shape`);

function fly(shape: Element | null, { orientation }: StreamLayout, distance: number, batch: boolean): void {
  const from = batch ? 24 : distance;
  const offset = orientation === "landscape" ? `${from}px, 0px` : `0px, ${from}px`;
  const frames = [
    { transform: `translate(${offset})`, opacity: batch ? 0 : 1 },
    { transform: "none", opacity: 1 },
  ];
  shape?.animate(frames, { duration: FLIGHT, easing: EASE });
}

function flash(shape: Element | null): void {
  shape?.animate([{ outline: "2px solid var(--ink)" }, { outline: "2px solid transparent" }], { duration: 1000 });
}

function grow(parts: Iterable<Element>): void {
  for (const part of parts) part.animate([{ opacity: 0 }, { opacity: 1 }], { duration: SPLIT, easing: EASE });
}

function step(reader: Element | null, x: number, y: number): void {
  if (x === 0 && y === 0) return;
  reader?.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: STEP, easing: EASE });
}
