import { type SVGTemplateResult, svg } from "lit";
import type { StreamLayout } from "../model/stream-layout.ts";
import { timeText } from "./time-text.ts";

/** Behind the lanes: folded time and the trim horizon, where records disappear. */
export function trimDrawing(layout: StreamLayout): SVGTemplateResult {
  return svg`<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2="5" class="hatch" /></pattern></defs>
    ${layout.orientation === "landscape" ? landscape(layout) : portrait(layout)}`;
}

/** Above the lanes: the current time. */
export function nowDrawing({ orientation, across: { from, to }, now: along, height }: StreamLayout, now: number): SVGTemplateResult {
  if (orientation === "portrait") return svg`<path class="now" d="M${from - 6} ${along - 0.5}H${to + 4}" />`;
  return svg`<path class="now" d="M${along - 0.5} 18V${height - 22}" />
    <text class="now-time" x=${along - 2} y=${height - 8} text-anchor="end">now ${timeText(now)}</text>`;
}

function landscape({ across: { from, to } }: StreamLayout): SVGTemplateResult {
  return svg`<g class="trim"><title>Trim horizon: records older than 24 h disappear here</title>
      <rect x="2" y=${from} width="20" height=${to - from} rx="3" fill="url(#hatch)" /><path class="horizon" d="M22 ${from - 4}V${to + 4}" />
      <path class="pleat" d=${zigzag(28, from, to, true)} /><path class="pleat" d=${zigzag(32, from, to, true)} /></g>
    <text x="2" y="12">24 h ago</text>`;
}

function portrait({ across: { from, to } }: StreamLayout): SVGTemplateResult {
  return svg`<g class="trim"><title>Trim horizon: records older than 24 h disappear here</title>
      <rect x=${from} y="2" width=${to - from} height="18" rx="3" fill="url(#hatch)" /><path class="horizon" d="M${from - 4} 20H${to + 4}" />
      <path class="pleat" d=${zigzag(27, from, to, false)} /><path class="pleat" d=${zigzag(31, from, to, false)} /></g>
    <text x="2" y="14">24 h</text>`;
}

function zigzag(at: number, from: number, to: number, down: boolean): string {
  const steps = Math.max(2, Math.round((to - from) / 10));
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const place = from + ((to - from) * step) / steps;
    const side = at + (step % 2 ? 4 : 0);
    return down ? `${side} ${place.toFixed(1)}` : `${place.toFixed(1)} ${side}`;
  });
  return `M${points.join("L")}`;
}
