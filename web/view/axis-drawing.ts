import { nothing, type SVGTemplateResult, svg } from "lit";
import type { StreamState } from "../model/inspection.ts";
import { endLines } from "../model/stream-end.ts";
import type { Span } from "../model/stream-frame.ts";
import type { StreamLayout } from "../model/stream-layout.ts";
import type { TimeBreak } from "../model/stream-timeline.ts";

/** Behind the lanes: the trim horizon, once records or shards have disappeared there. */
export function trimDrawing({ trimmed, orientation, across }: StreamLayout): SVGTemplateResult | typeof nothing {
  if (!trimmed) return nothing;
  const { from, to } = across;
  const [rect, line] =
    orientation === "landscape"
      ? [{ x: 2, y: from, width: 20, height: to - from }, `M22 ${from - 4}V${to + 4}`]
      : [{ x: from, y: 2, width: to - from, height: 18 }, `M${from - 4} 20H${to + 4}`];
  return svg`<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2="5" class="hatch" /></pattern></defs>
    <g class="trim"><title>Trim horizon: ${trimmedText(trimmed)} older than 24 h ${trimmed.records + trimmed.shards === 1 ? "is" : "are"} gone</title>
      <rect x=${rect.x} y=${rect.y} width=${rect.width} height=${rect.height} rx="3" fill="url(#hatch)" />
      <path class="horizon" d=${line} /></g>
    ${
      orientation === "landscape" ? svg`<text x="2" y="12">24 h ago</text>` : svg`<text x=${from - 6} y="15" text-anchor="end">24 h</text>`
    }`;
}

/** "12 records", "4 shards", "12 records, 4 shards". */
function trimmedText({ records, shards }: StreamState["trimmed"]): string {
  const parts = [
    records && `${records} ${records === 1 ? "record" : "records"}`,
    shards && `${shards} ${shards === 1 ? "shard" : "shards"}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** Above the lanes: where the axis leaves out time in which nothing happened. */
export function breaksDrawing({ breaks, orientation, across }: StreamLayout, sight: Span): SVGTemplateResult {
  const seen = breaks.filter(({ from, to }) => to >= sight.from && from <= sight.to);
  const landscape = orientation === "landscape";
  return svg`${seen.map((gap) => breakDrawing(gap, across.from - 4, across.to + 4, landscape))}`;
}

/** In portrait a caption may follow within the break. */
const PORTRAIT_MIDDLE = 9;

function breakDrawing(gap: TimeBreak, start: number, end: number, landscape: boolean): SVGTemplateResult {
  const { from, to, text, fold } = gap;
  const middle = landscape ? (from + to) / 2 : from + PORTRAIT_MIDDLE;
  const near = wave(middle - 3, start, end, landscape);
  const far = wave(middle + 3, start, end, landscape);
  const slashes = landscape ? `M${from + 3} 13l4 -9m0 9l4 -9` : `M3 ${middle + 4}l3 -8m0 8l3 -8`;
  const label = landscape ? svg`<text x=${from + 14} y="12">${text}</text>` : portraitLabel(gap, (start + end) / 2);
  const title = fold === undefined ? `${text} without a record` : `${text}: show them`;
  return svg`<g class="break ${fold === undefined ? "" : "fold"}"><title>${title}</title>
    <path class="torn" d="M${near.join("L")}L${far.toReversed().join("L")}Z" />
    <path class="tear" d="M${near.join("L")}M${far.join("L")}" /><path class="slashes" d=${slashes} />${label}</g>`;
}

/** The margin has room for the time, the lanes for the rest. */
function portraitLabel({ from, text, fold }: TimeBreak, center: number): SVGTemplateResult {
  const y = from + PORTRAIT_MIDDLE + 4;
  const folded = svg`<text class="caption" x=${center} y=${y} text-anchor="middle">${fold} empty generations</text>`;
  return svg`<text x="12" y=${y}>${text.split(",")[0]}</text>${fold === undefined ? nothing : folded}`;
}

function wave(at: number, from: number, to: number, down: boolean): string[] {
  const steps = Math.max(2, Math.round((to - from) / 9));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (from + ((to - from) * step) / steps).toFixed(1);
    const side = (at + (step % 2 ? 1.75 : -1.75)).toFixed(1);
    return down ? `${side} ${place}` : `${place} ${side}`;
  });
}

/** Above the lanes: the moment shown. */
export function nowDrawing({ orientation, across: { from, to }, now: along, height }: StreamLayout, text: string): SVGTemplateResult {
  if (orientation === "portrait") return svg`<path class="now" d="M${from - 6} ${along - 0.5}H${to + 4}" />`;
  return svg`<path class="now" d="M${along - 0.5} 18V${height - 22}" />
    <text class="now-time" x=${along - 2} y=${height - 8} text-anchor="end">${text}</text>`;
}

/** What happened to shards, in words. */
export function captionsDrawing({ captions, orientation }: StreamLayout, sight: Span): SVGTemplateResult {
  const landscape = orientation === "landscape";
  const seen = captions.filter(({ place: { x, y } }) => (landscape ? x + 400 : y) >= sight.from && (landscape ? x : y) <= sight.to);
  return svg`${seen.map(
    ({ place, text }) => svg`<text class="caption" x=${place.x} y=${place.y} text-anchor=${landscape ? "start" : "middle"}>${text}</text>`,
  )}`;
}

/** In the arcs' place, once nothing is written to the stream any more. */
export function endDrawing({ end, orientation, across, arcsWidth }: StreamLayout): SVGTemplateResult | typeof nothing {
  if (!end) return nothing;
  const [title, ...lines] = endLines(end);
  const landscape = orientation === "landscape";
  const middle = (across.from + across.to) / 2;
  const [x, y, anchor] = landscape ? [20, middle - 18, "start"] : [arcsWidth / 2, 36, "middle"];
  return svg`<g class="end"><text class="partition" x=${x} y=${y} text-anchor=${anchor}>${title}</text>
    ${lines.map((line, at) => svg`<text x=${x} y=${y + 18 * (at + 1)} text-anchor=${anchor}>${line}</text>`)}</g>`;
}
