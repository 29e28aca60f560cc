import { type SVGTemplateResult, svg } from "lit";
import type { BranchPlace, LanePlace, StreamLayout } from "../model/stream-layout.ts";
import { shortShard } from "../model/stream-log.ts";
import { hashColour } from "./hash-colour.ts";
import { timeText } from "./time-text.ts";

/** Shards: lanes with their edges, caps and labels, and the branches between them. */
export function lanesDrawing(layout: StreamLayout): SVGTemplateResult {
  return svg`<defs>${layout.branches.map((branch, at) => gradient(branch, at, layout))}</defs>
    ${layout.branches.map(({ path, shard }, at) => svg`<path class="branch" data-shard=${shard} d=${path} fill="url(#branch-${at})" />`)}
    ${layout.lanes.map((lane) => laneDrawing(lane, layout))}`;
}

function gradient({ parent, shard, hue }: BranchPlace, at: number, layout: StreamLayout): SVGTemplateResult {
  const direction = layout.orientation === "landscape" ? { x2: 1, y2: 0 } : { x2: 0, y2: 1 };
  const end = layout.lanes.find((lane) => lane.shard.shard === shard);
  const from = layout.lanes.find((lane) => lane.shard.shard === parent);
  return svg`<linearGradient id="branch-${at}" x1="0" y1="0" x2=${direction.x2} y2=${direction.y2}>
    <stop offset="0" stop-color=${from ? fill(from) : "var(--hover)"} />
    <stop offset="1" stop-color=${end ? fill(end) : hashColour(hue, "l")} />
  </linearGradient>`;
}

function laneDrawing(lane: LanePlace, layout: StreamLayout): SVGTemplateResult {
  const { box, cap, shard, hue } = lane;
  const title = `${shard.shard}. ${shard.closed ? `Closed at ${timeText(shard.closed.at)}` : "Open"}. Partition ${shard.partition}.`;
  return svg`<g class="shard" data-shard=${shard.shard} style="--pc:${hashColour(hue)}">
    <title>${title}</title>
    <rect x=${box.x} y=${box.y} width=${box.width} height=${box.height} fill=${fill(lane)} rx=${shard.closed ? 3 : 0} />
    ${shard.closed ? "" : edges(lane, layout)}
    ${cap ? svg`<rect class="cap" x=${cap.x} y=${cap.y} width=${cap.width} height=${cap.height} rx="1.5" />` : ""}
    ${labels(lane, layout)}
  </g>`;
}

function edges({ box: { x, y, width, height } }: LanePlace, { orientation }: StreamLayout): SVGTemplateResult {
  const lines = orientation === "landscape" ? `M${x} ${y}h${width}m0 ${height}h${-width}` : `M${x} ${y}v${height}m${width} 0v${-height}`;
  return svg`<path class="edge" d=${lines} />`;
}

function labels(lane: LanePlace, { orientation }: StreamLayout): SVGTemplateResult | "" {
  const { label, shard, box } = lane;
  const count = shard.records.length;
  if (!label) return "";
  if (shard.closed && count === 0) return closedLabel(lane, orientation === "landscape");
  const name = orientation === "landscape" ? shortShard(shard.shard) : `…${shard.shard.slice(-5)}`;
  if (orientation === "portrait") return svg`<text class="id" x=${label.x} y=${label.y} text-anchor="middle">${name}</text>`;
  const state = box.width < 130 ? "" : `${shard.closed ? "closed" : "open"} · ${count}`;
  return svg`<text x=${label.x} y=${label.y}><tspan class="id">${name}</tspan><tspan dx="6">${state}</tspan></text>`;
}

/** A closed shard without records has room for three lines, or for one across the page. */
function closedLabel({ box, shard }: LanePlace, lines: boolean): SVGTemplateResult {
  const closed = `closed ${timeText(shard.closed?.at ?? 0)}`;
  const middle = box.y + box.height / 2;
  if (!lines) {
    const x = box.x + box.width / 2;
    return svg`<text x=${x} y=${middle + 4} text-anchor="middle"><tspan class="id">${shortShard(shard.shard)}</tspan>
      ${box.width < 240 ? "" : `${closed} · 0 records`}</text>`;
  }
  return svg`<text class="id" x=${box.x + 8} y=${middle - 14}>${shortShard(shard.shard)}</text>
    <text x=${box.x + 8} y=${middle + 3}>${closed}</text><text x=${box.x + 8} y=${middle + 20}>0 records</text>`;
}

const fill = ({ shard, hue }: LanePlace): string => (shard.closed ? "var(--hover)" : hashColour(hue, "l"));
