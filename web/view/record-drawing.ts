import { nothing, type SVGTemplateResult, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Span } from "../model/stream-frame.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import type { MarkPlace, TickPlace } from "../model/stream-marks.ts";
import { keyText } from "../model/value-text.ts";
import { markShape } from "./mark.ts";
import { timeText } from "./time-text.ts";

export interface RecordsView {
  readonly layout: StreamLayout;
  /** The visible part of the time axis; nothing outside it is drawn. */
  readonly sight: Span;
  /** Order of the selected record. */
  readonly selected: number | undefined;
  readonly numbers: ReadonlyMap<string, number>;
}

/** Records with the threads of their items, brackets of transactions, and the axis with cells and times. */
export function recordsDrawing(view: RecordsView): SVGTemplateResult {
  const { layout, sight, selected } = view;
  const along = alongOf(layout);
  const seen = (place: { x: number; y: number }) => along(place) >= sight.from && along(place) <= sight.to;
  const marks = layout.marks.filter(seen);
  const hot = marks.find(({ record }) => record.order === selected)?.record.key;
  return svg`${layout.threads
    .filter(({ from, to }) => seen(from) || seen(to))
    .map(({ key, from, to }) => svg`<line class="thread ${key === hot ? "hot" : ""}" x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y} />`)}
    ${layout.ties
      .filter(({ from, to }) => to >= sight.from && from <= sight.to)
      .map(({ path }) => svg`<path class="tie" d=${path}><title>One transaction</title></path>`)}
    ${axis(view)}
    ${repeat(
      marks,
      ({ record }) => record.order,
      (place) => markDrawing(place, layout.markRadius, place.record.order === selected),
    )}`;
}

function markDrawing({ x, y, record }: MarkPlace, radius: number, selected: boolean): SVGTemplateResult {
  const scale = Math.round((radius / 8) * 92) / 100;
  return svg`<g class="record" data-order=${record.order} transform="translate(${x} ${y})">
    <title>${record.change} ${keyText(record.keys)}, sequence number ${record.sequenceNumber}</title>
    ${selected ? svg`<circle class="ring" r=${radius + 5} />` : nothing}
    <g class="shape"><g transform="scale(${scale})">${markShape(record.change, record.byService)}</g></g>
  </g>`;
}

function axis({ layout, sight, numbers }: RecordsView): SVGTemplateResult {
  const ticks = layout.ticks.filter(({ from, to }) => to >= sight.from && from <= sight.to);
  if (layout.orientation === "portrait") return svg`${ticks.map((tick) => portraitTick(tick, numbers))}`;
  const times = spaced(layout.ticks, 74).filter(({ from }) => from >= sight.from && from <= sight.to && from < layout.now - 160);
  return svg`${ticks.map((tick) => landscapeTick(tick, numbers))}
    ${times.map(({ from, now }) => svg`<text class="time" x=${from} y=${layout.height - 8}>${timeText(now)}</text>`)}`;
}

function landscapeTick({ cell, from, to }: TickPlace, numbers: ReadonlyMap<string, number>): SVGTemplateResult {
  return svg`<line class="tick" x1=${from} y1="18" x2=${to} y2="18" />
    <text x=${(from + to) / 2} y="12" text-anchor="middle">${numbers.get(cell) ?? ""}</text>`;
}

function portraitTick({ cell, from, to }: TickPlace, numbers: ReadonlyMap<string, number>): SVGTemplateResult {
  return svg`<line class="tick" x1="36" y1=${from} x2="36" y2=${to} />
    <text x="30" y=${(from + to) / 2 + 4} text-anchor="end">${numbers.get(cell) ?? ""}</text>`;
}

/** Those far enough from the previous one to be labelled. */
function spaced(ticks: readonly TickPlace[], room: number): TickPlace[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ from }) => {
    const fits = from >= end;
    if (fits) end = from + room;
    return fits;
  });
}

export function alongOf({ orientation }: StreamLayout): (place: { x: number; y: number }) => number {
  return orientation === "landscape" ? ({ x }) => x : ({ y }) => y;
}
