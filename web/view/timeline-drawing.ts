import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { type CellBracket, playheadAt, type StepMark, type TimelineLayout } from "../model/timeline-layout.ts";
import type { TimelineState } from "../model/timeline-state.ts";

const HEIGHT = 56;
const CELLS = 11;
const BRACKETS = 17;
const AXIS = 39;
/** A cell's number needs so much room. */
const LABEL = 14;

/** Steps as marks on a line, the cells that made them above, and the playhead. */
export function timelineDrawing(
  layout: TimelineLayout,
  timeline: TimelineState,
  numbers: ReadonlyMap<string, number>,
  margin: number,
): TemplateResult {
  const { marks, brackets, pitch } = layout;
  const end = pitch * marks.length;
  const later = (position: number) => (timeline.isPast && position > timeline.position ? "later" : "");
  return html`<svg width="100%" height=${HEIGHT} aria-hidden="true"><g transform="translate(${margin} 0)">
    <line class="base" x1="0" x2=${end} y1=${AXIS} y2=${AXIS} />
    ${brackets.map((bracket) => cellBracket(bracket, timeline, numbers))}
    ${marks.map((mark) => svg`<g class=${later(mark.from)}><title>${titleOf(mark)}</title>${shapeOf(mark, pitch)}</g>`)}
    ${playhead(playheadAt(layout, timeline.position), timeline)}
  </g></svg>`;
}

function cellBracket(bracket: CellBracket, timeline: TimelineState, numbers: ReadonlyMap<string, number>): SVGTemplateResult {
  const { cell, from, to, first, position } = bracket;
  const shown = timeline.isPast && timeline.position > first && timeline.position <= position ? "shown" : "";
  const later = timeline.isPast && position > timeline.position && !shown ? "later" : "";
  const number = numbers.get(cell);
  return svg`<g class=${later}><line class="bracket ${shown}" x1=${from} x2=${to} y1=${BRACKETS} y2=${BRACKETS} />
    ${number === undefined || to - from < LABEL ? "" : svg`<text class="cell ${shown}" x=${(from + to) / 2} y=${CELLS}>${number}</text>`}</g>`;
}

function titleOf({ from, to, operation, kind }: StepMark): string {
  const what = kind === "clock" ? "the clock moved" : kind === "refused" ? `${operation} refused` : operation;
  return from === to ? `Step ${from}: ${what}` : `Steps ${from} to ${to}, ${what} among them`;
}

/** Diamond: anything but items. Hollow: a read. Solid: a write, wide if of several items. Circle: a stream read. Cross: refused. */
function shapeOf({ kind, x }: StepMark, pitch: number): SVGTemplateResult {
  const half = Math.min(5, pitch / 2 - 1);
  switch (kind) {
    case "refused":
      return svg`<path class="refused" d="M${x - half + 1} ${AXIS - half + 1}l${2 * half - 2} ${2 * half - 2}m0 ${2 - 2 * half}l${2 - 2 * half} ${2 * half - 2}" />`;
    case "batch":
      return svg`<rect class="solid" x=${x - half} y=${AXIS - 16} width=${2 * half} height="16" rx="1.5" />`;
    case "write":
      return svg`<rect class="solid" x=${x - half / 2} y=${AXIS - 13} width=${half} height="13" rx="1.5" />`;
    case "read":
      return svg`<rect class="hollow" x=${x - half / 2} y=${AXIS - 8} width=${half} height="8" rx="1.5" />`;
    case "stream":
      return svg`<circle class="hollow" cx=${x} cy=${AXIS} r=${Math.min(3, half)} style="fill:var(--panel)" />`;
    case "clock":
      return svg`<path class="hollow" d="M${x} ${AXIS - 6}v12" />`;
    case "control":
      return svg`<path class="hollow" d="M${x} ${AXIS - half}l${half} ${half}-${half} ${half}-${half} -${half}z" style="fill:var(--panel)" />`;
  }
}

function playhead(x: number, { position }: TimelineState): SVGTemplateResult {
  const label = String(position);
  const width = Math.max(20, label.length * 7 + 8);
  return svg`<g class="head"><line x1=${x} x2=${x} y1="4" y2=${AXIS + 4} />
    <rect x=${x - width / 2} y=${AXIS + 3} width=${width} height="14" rx="3" /><text x=${x} y=${AXIS + 13.5}>${label}</text></g>`;
}
